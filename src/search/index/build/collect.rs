//! Collecting what the articles hold, one after another.

use super::fields::{runs, start};
use crate::article::Article;
use crate::article::language;
use crate::search::analysis::stem::keys;
use crate::search::analysis::{Kind, Stem, Token, Variants, tokens};
use crate::search::index::codec::write_number;
use crate::search::index::places::write_places;
use crate::search::index::weights::Part;
use rustc_hash::FxHashMap;

/// What is known of languages when an index is built.
pub trait Knowledge: Stem {
    /// Whether a folded word says little by itself in a language, as "the" does in English.
    fn is_function_word(&self, language: &str, form: &str) -> bool;
    /// What characters are written as in the index.
    fn variants(&self) -> &Variants;
}

/// All forms of one key, and the articles that hold them.
#[derive(Debug, Default)]
pub(super) struct Group {
    pub key: String,
    pub df: u32,
    pub cf: u32,
    /// How many of its occurrences were function words of their article's language.
    pub function: u32,
    /// For each article how far it is from the one before, and how often the group stands in each field.
    pub counts: Vec<u8>,
    pub places: Vec<u8>,
    last: u32,
}

/// A word as it stands in articles.
#[derive(Debug)]
pub(super) struct Form {
    pub form: String,
    pub word: bool,
    pub df: u32,
    pub groups: Vec<u32>,
    last: u32,
}

/// What a written word is in the index.
#[derive(Debug, Clone)]
struct Known {
    form: u32,
    groups: Vec<u32>,
    function: bool,
}

/// What the articles hold.
#[derive(Debug, Default)]
pub struct Collector {
    pub(super) groups: Vec<Group>,
    pub(super) forms: Vec<Form>,
    /// The lengths of each article's fields, in words.
    pub(super) lengths: Vec<[u32; 6]>,
    /// The languages, and how many articles are written in each.
    pub(super) languages: Vec<(String, u32)>,
    by_key: FxHashMap<String, u32>,
    by_form: FxHashMap<String, u32>,
    known: Vec<FxHashMap<String, Known>>,
    /// Of the article at hand: group, place and field of each occurrence.
    occurrences: Vec<(u32, u32, Part)>,
    seen: Vec<u32>,
}

/// What parts a folded form from the same word with the accents that it was written with. It sorts right after the form.
pub const ACCENTED: char = '\u{0}';

/// The key under which a word stands as it is written, where it has accents or other forms that folding takes away.
pub fn accented(kind: Kind, written: &str, form: &str) -> Option<String> {
    let lower = written.to_lowercase();
    (kind == Kind::Word && !lower.is_ascii() && lower != form).then(|| format!("{form}{ACCENTED}{lower}"))
}

impl Collector {
    /// How many articles were added.
    pub fn len(&self) -> usize {
        self.lengths.len()
    }

    /// True where none was added yet.
    pub fn is_empty(&self) -> bool {
        self.lengths.is_empty()
    }

    /// Lets go of what only adding needs.
    pub(super) fn close(&mut self) {
        (self.by_key, self.by_form, self.known) = (FxHashMap::default(), FxHashMap::default(), Vec::new());
    }

    /// Adds the next article: its ordinal is how many were added before.
    pub fn add(&mut self, article: &Article, knowledge: &dyn Knowledge) {
        let ordinal = self.lengths.len() as u32;
        let language = self.language(&language::primary(&article.lang));
        let mut lengths = [0; 6];
        let mut next = 0;
        for run in runs(article) {
            let mut words = 0;
            let first = start(run.part, next);
            next = tokens(&run.words, knowledge.variants(), first, &mut |token| {
                words += u32::from(token.kind != Kind::Joined);
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

    fn occurrence(&mut self, token: &Token, part: Part, language: usize, knowledge: &dyn Knowledge) {
        if !self.known[language].contains_key(token.written) {
            let known = self.learn(token, language, knowledge);
            self.known[language].insert(token.written.to_owned(), known);
        }
        // A gram or compound that is written like a word seen before would be taken for it: these are few, and looked up anew.
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

    fn learn(&mut self, token: &Token, language: usize, knowledge: &dyn Knowledge) -> Known {
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
        Known { form, groups, function }
    }

    fn group(&mut self, key: &str) -> u32 {
        if let Some(group) = self.by_key.get(key) {
            return *group;
        }
        self.groups.push(Group { key: key.to_owned(), ..Group::default() });
        let group = self.groups.len() as u32 - 1;
        self.by_key.insert(key.to_owned(), group);
        group
    }

    fn form(&mut self, token: &Token) -> u32 {
        if let Some(form) = self.by_form.get(token.form) {
            return *form;
        }
        let word = token.kind == Kind::Word;
        self.forms.push(Form { form: token.form.to_owned(), word, df: 0, groups: Vec::new(), last: u32::MAX });
        let form = self.forms.len() as u32 - 1;
        self.by_form.insert(token.form.to_owned(), form);
        form
    }

    /// Files the occurrences of an article under their groups.
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

impl Group {
    /// Whether most of its occurrences say little by themselves.
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
