//! Collects the terms and postings of articles.

use super::analyzed_article::AnalyzedArticle;
use crate::search::analysis::exact_form::{exact_form, exact_form_term, plain_form_term};
use crate::search::analysis::particles::{with_article, without_particles};
use crate::search::analysis::scripts::is_ngram_script;
use crate::search::analysis::spelled_out::spelled_out;
use crate::search::analysis::stem::add_stems;
use crate::search::analysis::{Stem, Token, TokenKind};
use crate::search::index::codec::write_vint;
use crate::search::index::positions::write_positions;
use crate::search::index::weights::Field;
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// Language data of the index builder.
pub trait LanguageResources: Stem {
    /// Whether a folded word is a stop word of a language, as "the" is in English.
    fn is_stop_word(&self, language: &str, form: &str) -> bool;
    /// Returns the function words of a language written without spaces, and the particles of Korean, folded.
    fn function_words(&self, language: &str) -> BTreeSet<String>;
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
    /// The language of each article.
    pub(super) doc_languages: Vec<u16>,
    /// Function words of the languages.
    pub(super) function_words: BTreeSet<String>,
    term_ids: FxHashMap<String, u32>,
    form_ids: FxHashMap<String, u32>,
    /// For each language, the index of each written word's entry.
    words: Vec<FxHashMap<String, usize>>,
    entries: Vec<WordEntry>,
    /// Term, position and field of each occurrence in the current article.
    occurrences: Vec<(u32, u32, Field)>,
    seen_forms: Vec<u32>,
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
        (self.term_ids, self.form_ids, self.words, self.entries) = Default::default();
    }

    /// Adds the next article; its doc id is the number of articles before it.
    pub fn add(&mut self, article: &AnalyzedArticle, resources: &dyn LanguageResources) {
        let doc_id = self.field_lengths.len() as u32;
        let language = self.count_language(&article.language, resources);
        article.for_each_token(&mut |token, field| self.add_occurrence(&token, field, language, resources));
        self.field_lengths.push(article.field_lengths);
        self.doc_languages.push(language.min(usize::from(u16::MAX)) as u16);
        self.flush_article(doc_id);
    }

    fn count_language(&mut self, primary: &str, resources: &dyn LanguageResources) -> usize {
        let at = self.languages.iter().position(|(known, _)| known == primary).unwrap_or_else(|| {
            self.languages.push((primary.to_owned(), 0));
            self.words.push(FxHashMap::default());
            self.function_words.append(&mut resources.function_words(primary));
            self.languages.len() - 1
        });
        self.languages[at].1 += 1;
        at
    }

    fn add_occurrence(&mut self, token: &Token, field: Field, language: usize, resources: &dyn LanguageResources) {
        let entry = self.words[language].get(token.written).copied().unwrap_or_else(|| {
            let entry = self.resolve(token, language, resources);
            self.entries.push(entry);
            self.words[language].insert(token.written.to_owned(), self.entries.len() - 1);
            self.entries.len() - 1
        });
        // An n-gram or compound that is spelt like a known word would be taken for it: these are few, and resolved anew.
        let mut known = &self.entries[entry];
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

    /// The terms of a written word of a language, given by its number.
    pub(super) fn word_terms(&self, language: usize, written: &str) -> Option<&[u32]> {
        let entry = self.words.get(language)?.get(written)?;
        self.entries.get(*entry).map(|entry| entry.terms.as_slice())
    }

    fn resolve(&mut self, token: &Token, language: usize, resources: &dyn LanguageResources) -> WordEntry {
        let mut stems = Vec::new();
        add_stems(resources, &self.languages[language].0, token.kind, token.written, token.form, &mut stems);
        let stem_count = stems.len();
        let language = self.languages[language].0.clone();
        let is_plain = language == TONAL_LANGUAGE && exact_form(token.written) == token.form;
        stems.extend(if is_plain {
            plain_form_term(token.kind, token.form)
        } else {
            exact_form_term(token.kind, token.written, token.form)
        });
        let terms: Vec<u32> = stems.iter().map(|stem| self.term_id(stem)).collect();
        let is_word = token.kind == TokenKind::Word;
        let form = self.form_id(token.form, is_word);
        self.add_terms(form, &terms[..stem_count]);
        let other_forms = if is_word { [spelled_out(&language, token.written), with_article(token.form)] } else { [None, None] };
        for other in other_forms.into_iter().flatten() {
            let other = self.form_id(&other, false);
            self.add_terms(other, &terms[..stem_count]);
        }
        let is_stop_word = is_word && resources.is_stop_word(&language, token.form);
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

    fn add_terms(&mut self, form: u32, terms: &[u32]) {
        let known = &mut self.forms[form as usize].terms;
        for term in terms {
            if !known.contains(term) {
                known.push(*term);
            }
        }
    }

    fn form_id(&mut self, form: &str, is_word: bool) -> u32 {
        if let Some(known) = self.form_ids.get(form) {
            return *known;
        }
        self.forms.push(SurfaceForm { form: form.to_owned(), is_word, df: 0, terms: Vec::new(), last_doc_id: u32::MAX });
        let id = self.forms.len() as u32 - 1;
        self.form_ids.insert(form.to_owned(), id);
        id
    }

    /// Lets a word of Hebrew or Arabic find its forms with attached particles, and these find the word: `מדינה` and `והמדינה`.
    pub(super) fn link_attached_particles(&mut self) {
        let mut links = Vec::new();
        for (attached, form) in (0..).zip(&self.forms) {
            let bare = without_particles(&form.form).into_iter().filter_map(|bare| self.form_ids.get(&bare).copied());
            links.extend(bare.filter(|bare| self.forms[*bare as usize].df > 0).map(|bare| (attached, bare)));
        }
        // The terms that each had before: what is attached to both does not link two words to each other.
        let terms = |form: u32| self.forms[form as usize].terms.clone();
        let added: Vec<(u32, Vec<u32>)> =
            links.iter().flat_map(|(attached, bare)| [(*attached, terms(*bare)), (*bare, terms(*attached))]).collect();
        added.iter().for_each(|(form, terms)| self.add_terms(*form, terms));
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

/// The language in which a word without tone marks is as a rule another word than those with some.
const TONAL_LANGUAGE: &str = "vi";

impl Term {
    /// Whether it is two units in a row of a script without spaces, or of Hangul.
    pub(super) fn is_ngram(&self) -> bool {
        self.stem.chars().all(is_ngram_script)
    }

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
