//! Collects the terms and postings of articles.

use super::fields::{runs, start};
use crate::article::Article;
use crate::article::language;
use crate::search::analysis::stem::keys;
use crate::search::analysis::{Stem, Token, TokenKind, Variants, tokens};
use crate::search::index::codec::write_number;
use crate::search::index::positions::write_places;
use crate::search::index::weights::Field;
use rustc_hash::FxHashMap;

/// Language data of the index builder.
pub trait LanguageResources: Stem {
    /// Whether a folded word is a stop word of a language, as "the" is in English.
    fn is_function_word(&self, language: &str, form: &str) -> bool;
    /// Returns the character variants.
    fn variants(&self) -> &Variants;
}

/// A term: all surface forms of one stem, and its postings.
#[derive(Debug, Default)]
pub(super) struct Term {
    pub key: String,
    pub df: u32,
    pub cf: u32,
    /// The number of occurrences as a stop word of the article's language.
    pub function: u32,
    /// For each posting the delta-encoded doc id and the term frequency in each field.
    pub counts: Vec<u8>,
    pub places: Vec<u8>,
    last: u32,
}

/// A surface form.
#[derive(Debug)]
pub(super) struct SurfaceForm {
    pub form: String,
    pub word: bool,
    pub df: u32,
    pub groups: Vec<u32>,
    last: u32,
}

/// The surface form and terms of a written word.
#[derive(Debug, Clone)]
struct WordEntry {
    form: u32,
    groups: Vec<u32>,
    function: bool,
}

/// Accumulates the terms and postings of articles.
#[derive(Debug, Default)]
pub struct Collector {
    pub(super) groups: Vec<Term>,
    pub(super) forms: Vec<SurfaceForm>,
    /// The lengths of each article's fields, in words.
    pub(super) lengths: Vec<[u32; 6]>,
    /// The languages, and the number of articles in each.
    pub(super) languages: Vec<(String, u32)>,
    by_key: FxHashMap<String, u32>,
    by_form: FxHashMap<String, u32>,
    known: Vec<FxHashMap<String, WordEntry>>,
    /// Term, position and field of each occurrence in the current article.
    occurrences: Vec<(u32, u32, Field)>,
    seen: Vec<u32>,
}

/// Separates a folded form from the exact form in an exact-form term. It sorts right after the form.
pub const ACCENTED: char = '\u{0}';

/// Returns the exact-form term of a word, if folding removes accents or other distinctions from it.
pub fn accented(kind: TokenKind, written: &str, form: &str) -> Option<String> {
    let lower = written.to_lowercase();
    (kind == TokenKind::Word && !lower.is_ascii() && lower != form).then(|| format!("{form}{ACCENTED}{lower}"))
}

impl Collector {
    /// The number of articles added.
    pub fn len(&self) -> usize {
        self.lengths.len()
    }

    /// True if no article was added.
    pub fn is_empty(&self) -> bool {
        self.lengths.is_empty()
    }

    /// Frees the maps that only [`Collector::add`] needs.
    pub(super) fn close(&mut self) {
        (self.by_key, self.by_form, self.known) = (FxHashMap::default(), FxHashMap::default(), Vec::new());
    }

    /// Adds the next article; its doc id is the number of articles before it.
    pub fn add(&mut self, article: &Article, knowledge: &dyn LanguageResources) {
        let ordinal = self.lengths.len() as u32;
        let language = self.language(&language::primary(&article.lang));
        let mut lengths = [0; 6];
        let mut next = 0;
        for run in runs(article) {
            let mut words = 0;
            let first = start(run.part, next);
            next = tokens(&run.words, knowledge.variants(), first, &mut |token| {
                words += u32::from(token.kind != TokenKind::Joined);
                self.occurrence(&token, run.part, language, knowledge);
            });
            lengths[run.part as usize] += words;
        }
        self.lengths.push(lengths);
        self.file(ordinal);
    }

    fn language(&mut self, primary: &str) -> usize {
        let at = self.languages.iter().position(|(known, _)| known == primary).unwrap_or_else(|| {
            self.languages.push((primary.to_owned(), 0));
            self.known.push(FxHashMap::default());
            self.languages.len() - 1
        });
        self.languages[at].1 += 1;
        at
    }

    fn occurrence(&mut self, token: &Token, part: Field, language: usize, knowledge: &dyn LanguageResources) {
        if !self.known[language].contains_key(token.written) {
            let known = self.learn(token, language, knowledge);
            self.known[language].insert(token.written.to_owned(), known);
        }
        // An n-gram or compound that is spelt like a known word would be taken for it: these are few, and resolved anew.
        let mut known = &self.known[language][token.written];
        let other;
        if self.forms[known.form as usize].form != token.form {
            other = self.learn(token, language, knowledge);
            known = &other;
        }
        for group in &known.groups {
            self.occurrences.push((*group, token.position, part));
            let group = &mut self.groups[*group as usize];
            group.cf += 1;
            group.function += u32::from(known.function);
        }
        self.seen.push(known.form);
    }

    fn learn(&mut self, token: &Token, language: usize, knowledge: &dyn LanguageResources) -> WordEntry {
        let mut names = Vec::new();
        keys(knowledge, &self.languages[language].0, token.kind, token.written, token.form, &mut names);
        let own = names.len();
        names.extend(accented(token.kind, token.written, token.form));
        let groups: Vec<u32> = names.iter().map(|key| self.group(key)).collect();
        let form = self.form(token);
        for group in &groups[..own] {
            if !self.forms[form as usize].groups.contains(group) {
                self.forms[form as usize].groups.push(*group);
            }
        }
        let function = knowledge.is_function_word(&self.languages[language].0, token.form);
        WordEntry { form, groups, function }
    }

    fn group(&mut self, key: &str) -> u32 {
        if let Some(group) = self.by_key.get(key) {
            return *group;
        }
        self.groups.push(Term { key: key.to_owned(), ..Term::default() });
        let group = self.groups.len() as u32 - 1;
        self.by_key.insert(key.to_owned(), group);
        group
    }

    fn form(&mut self, token: &Token) -> u32 {
        if let Some(form) = self.by_form.get(token.form) {
            return *form;
        }
        let word = token.kind == TokenKind::Word;
        self.forms.push(SurfaceForm { form: token.form.to_owned(), word, df: 0, groups: Vec::new(), last: u32::MAX });
        let form = self.forms.len() as u32 - 1;
        self.by_form.insert(token.form.to_owned(), form);
        form
    }

    /// Appends the occurrences of an article to the postings of their terms.
    fn file(&mut self, ordinal: u32) {
        for form in self.seen.drain(..) {
            let form = &mut self.forms[form as usize];
            form.df += u32::from(form.last != ordinal);
            form.last = ordinal;
        }
        self.occurrences.sort_unstable();
        self.occurrences.dedup_by_key(|(group, place, _)| (*group, *place));
        let mut places = Vec::new();
        for occurrences in self.occurrences.chunk_by(|a, b| a.0 == b.0) {
            let mut counts = [0; 6];
            places.clear();
            for (_, place, part) in occurrences {
                counts[*part as usize] += 1;
                places.push(*place);
            }
            if let Some((group, _, _)) = occurrences.first() {
                self.groups[*group as usize].file(ordinal, &counts, &places);
            }
        }
        self.occurrences.clear();
    }
}

impl Term {
    /// Whether most of its occurrences are stop words.
    pub(super) fn is_function(&self) -> bool {
        self.function * 2 > self.cf
    }

    fn file(&mut self, ordinal: u32, counts: &[u32; 6], places: &[u32]) {
        write_number(&mut self.counts, ordinal - std::mem::replace(&mut self.last, ordinal));
        let other = counts[1..].iter().any(|count| *count > 0);
        write_number(&mut self.counts, counts[0] << 1 | u32::from(other));
        if other {
            counts[1..].iter().for_each(|count| write_number(&mut self.counts, *count));
        }
        write_places(&mut self.places, places);
        self.df += 1;
    }
}
