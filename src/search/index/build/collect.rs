//! Collects the terms and postings of articles.

use super::fields::{runs, start_position};
use crate::article::Article;
use crate::article::language;
use crate::search::analysis::stem::add_stems;
use crate::search::analysis::{Stem, Token, TokenKind, Variants, tokenize};
use crate::search::index::codec::write_vint;
use crate::search::index::positions::write_positions;
use crate::search::index::weights::Field;
use rustc_hash::FxHashMap;

/// Language data of the index builder.
pub trait LanguageResources: Stem {
    /// Whether a folded word is a stop word of a language, as "the" is in English.
    fn is_stop_word(&self, language: &str, form: &str) -> bool;
    /// Returns the character variants.
    fn variants(&self) -> &Variants;
}

/// A term: all surface forms of one stem, and its postings.
#[derive(Debug, Default)]
pub(super) struct Term {
    pub stem: String,
    pub df: u32,
    pub cf: u32,
    /// The number of occurrences as a stop word of the article's language.
    pub stop_word_count: u32,
    /// For each posting the delta-encoded doc id and the term frequency in each field.
    pub encoded_postings: Vec<u8>,
    pub positions: Vec<u8>,
    last_doc_id: u32,
}

/// A surface form.
#[derive(Debug)]
pub(super) struct SurfaceForm {
    pub form: String,
    pub is_word: bool,
    pub df: u32,
    pub terms: Vec<u32>,
    last_doc_id: u32,
}

/// The surface form and terms of a written word.
#[derive(Debug, Clone)]
struct WordEntry {
    form: u32,
    terms: Vec<u32>,
    is_stop_word: bool,
}

/// Accumulates the terms and postings of articles.
#[derive(Debug, Default)]
pub struct Collector {
    pub(super) terms: Vec<Term>,
    pub(super) forms: Vec<SurfaceForm>,
    /// The lengths of each article's fields, in words.
    pub(super) field_lengths: Vec<[u32; 6]>,
    /// The languages, and the number of articles in each.
    pub(super) languages: Vec<(String, u32)>,
    term_ids: FxHashMap<String, u32>,
    form_ids: FxHashMap<String, u32>,
    /// For each language, the surface form and terms of each written word.
    words: Vec<FxHashMap<String, WordEntry>>,
    /// Term, position and field of each occurrence in the current article.
    occurrences: Vec<(u32, u32, Field)>,
    seen_forms: Vec<u32>,
}

/// Separates a folded form from the exact form in an exact-form term. It sorts right after the form.
pub const EXACT_FORM_SEPARATOR: char = '\u{0}';

/// Returns the exact-form term of a word, if folding removes accents or other distinctions from it.
pub fn exact_form_term(kind: TokenKind, written: &str, form: &str) -> Option<String> {
    let lower = written.to_lowercase();
    (kind == TokenKind::Word && !lower.is_ascii() && lower != form).then(|| format!("{form}{EXACT_FORM_SEPARATOR}{lower}"))
}

impl Collector {
    /// The number of articles added.
    pub fn len(&self) -> usize {
        self.field_lengths.len()
    }

    /// True if no article was added.
    pub fn is_empty(&self) -> bool {
        self.field_lengths.is_empty()
    }

    /// Frees the maps that only [`Collector::add`] needs.
    pub(super) fn free_maps(&mut self) {
        (self.term_ids, self.form_ids, self.words) = (FxHashMap::default(), FxHashMap::default(), Vec::new());
    }

    /// Adds the next article; its doc id is the number of articles before it.
    pub fn add(&mut self, article: &Article, resources: &dyn LanguageResources) {
        let doc_id = self.field_lengths.len() as u32;
        let language = self.count_language(&language::primary_subtag(&article.lang));
        let mut lengths = [0; 6];
        let mut next = 0;
        for run in runs(article) {
            let mut words = 0;
            let first = start_position(run.field, next);
            next = tokenize(&run.words, resources.variants(), first, &mut |token| {
                words += u32::from(token.kind != TokenKind::Compound);
                self.add_occurrence(&token, run.field, language, resources);
            });
            lengths[run.field as usize] += words;
        }
        self.field_lengths.push(lengths);
        self.flush_article(doc_id);
    }

    fn count_language(&mut self, primary: &str) -> usize {
        let at = self.languages.iter().position(|(known, _)| known == primary).unwrap_or_else(|| {
            self.languages.push((primary.to_owned(), 0));
            self.words.push(FxHashMap::default());
            self.languages.len() - 1
        });
        self.languages[at].1 += 1;
        at
    }

    fn add_occurrence(&mut self, token: &Token, field: Field, language: usize, resources: &dyn LanguageResources) {
        if !self.words[language].contains_key(token.written) {
            let known = self.resolve(token, language, resources);
            self.words[language].insert(token.written.to_owned(), known);
        }
        // An n-gram or compound that is spelt like a known word would be taken for it: these are few, and resolved anew.
        let mut known = &self.words[language][token.written];
        let other;
        if self.forms[known.form as usize].form != token.form {
            other = self.resolve(token, language, resources);
            known = &other;
        }
        for term in &known.terms {
            self.occurrences.push((*term, token.position, field));
            let term = &mut self.terms[*term as usize];
            term.cf += 1;
            term.stop_word_count += u32::from(known.is_stop_word);
        }
        self.seen_forms.push(known.form);
    }

    fn resolve(&mut self, token: &Token, language: usize, resources: &dyn LanguageResources) -> WordEntry {
        let mut stems = Vec::new();
        add_stems(resources, &self.languages[language].0, token.kind, token.written, token.form, &mut stems);
        let stem_count = stems.len();
        stems.extend(exact_form_term(token.kind, token.written, token.form));
        let terms: Vec<u32> = stems.iter().map(|stem| self.term_id(stem)).collect();
        let form = self.form_id(token);
        for term in &terms[..stem_count] {
            if !self.forms[form as usize].terms.contains(term) {
                self.forms[form as usize].terms.push(*term);
            }
        }
        let is_stop_word = resources.is_stop_word(&self.languages[language].0, token.form);
        WordEntry { form, terms, is_stop_word }
    }

    fn term_id(&mut self, stem: &str) -> u32 {
        if let Some(term) = self.term_ids.get(stem) {
            return *term;
        }
        self.terms.push(Term { stem: stem.to_owned(), ..Term::default() });
        let term = self.terms.len() as u32 - 1;
        self.term_ids.insert(stem.to_owned(), term);
        term
    }

    fn form_id(&mut self, token: &Token) -> u32 {
        if let Some(form) = self.form_ids.get(token.form) {
            return *form;
        }
        let is_word = token.kind == TokenKind::Word;
        self.forms.push(SurfaceForm { form: token.form.to_owned(), is_word, df: 0, terms: Vec::new(), last_doc_id: u32::MAX });
        let form = self.forms.len() as u32 - 1;
        self.form_ids.insert(token.form.to_owned(), form);
        form
    }

    /// Appends the occurrences of an article to the postings of their terms.
    fn flush_article(&mut self, doc_id: u32) {
        for form in self.seen_forms.drain(..) {
            let form = &mut self.forms[form as usize];
            form.df += u32::from(form.last_doc_id != doc_id);
            form.last_doc_id = doc_id;
        }
        self.occurrences.sort_unstable();
        self.occurrences.dedup_by_key(|(term, position, _)| (*term, *position));
        let mut positions = Vec::new();
        for occurrences in self.occurrences.chunk_by(|a, b| a.0 == b.0) {
            let mut counts = [0; 6];
            positions.clear();
            for (_, position, field) in occurrences {
                counts[*field as usize] += 1;
                positions.push(*position);
            }
            if let Some((term, _, _)) = occurrences.first() {
                self.terms[*term as usize].add_posting(doc_id, &counts, &positions);
            }
        }
        self.occurrences.clear();
    }
}

impl Term {
    /// Whether most of its occurrences are stop words.
    pub(super) fn is_stop_word(&self) -> bool {
        self.stop_word_count * 2 > self.cf
    }

    fn add_posting(&mut self, doc_id: u32, counts: &[u32; 6], positions: &[u32]) {
        write_vint(&mut self.encoded_postings, doc_id - std::mem::replace(&mut self.last_doc_id, doc_id));
        let other = counts[1..].iter().any(|count| *count > 0);
        write_vint(&mut self.encoded_postings, counts[0] << 1 | u32::from(other));
        if other {
            counts[1..].iter().for_each(|count| write_vint(&mut self.encoded_postings, *count));
        }
        write_positions(&mut self.positions, positions);
        self.df += 1;
    }
}
