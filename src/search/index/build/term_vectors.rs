//! The best terms of each article, by which articles are compared.
//!
//! They are the terms of the index, weighted as it weighs them: the frequency in the article by BM25F, times the weight of the term.
//! A few of the heaviest stand for an article, as in Lucene's `MoreLikeThis`.

use super::analyzed_article::AnalyzedArticle;
use super::collect::{Collector, Term};
use super::layout::average_lengths;
use crate::search::analysis::exact_form::is_exact_form_term;
use crate::search::analysis::scripts::units;
use crate::search::index::codec::ByteReader;
use crate::search::index::weights::{Field, MAX_IMPACT, WEIGHT_SCALE, WEIGHTS};

/// A feature of an article, such as a term, and its weight there.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WeightedTerm {
    /// The number of the term in the collector.
    pub term: u32,
    /// Its weight, greater than 0.
    pub weight: f32,
}

/// A term that more than one in this number of articles hold tells no two of them apart.
const MAX_DOC_SHARE: u32 = 3;

/// While an index is as small as this, every term that two articles share counts.
const MIN_FREQUENT_DOCS: u32 = 3;

/// A number of fewer digits, as a day or an amount, says nothing about what an article is about.
const MIN_DIGITS: usize = 4;

impl Collector {
    /// The number of terms.
    pub fn term_count(&self) -> u32 {
        self.terms.len() as u32
    }

    /// Returns the terms that distinguish each article, at most `limit` an article, the heaviest first. A term is weighed by the articles
    /// of the language in which it is most frequent: in a collection of several, the common words of a rare language are common.
    pub fn best_terms(&self, limit: usize) -> Vec<Vec<WeightedTerm>> {
        let averages = average_lengths(&self.field_lengths);
        let mut best: Vec<Vec<WeightedTerm>> = vec![Vec::new(); self.len()];
        for (number, term) in (0..).zip(&self.terms) {
            let Some(term_weight) = self.distinguishing_weight(term) else { continue };
            term.for_each_posting(&mut |doc_id, counts| {
                let (Some(terms), Some(lengths)) = (best.get_mut(doc_id as usize), self.field_lengths.get(doc_id as usize)) else { return };
                if let Some(counts) = counts_in_text(counts) {
                    let impact = f32::from(WEIGHTS.impact(&counts, lengths, &averages)) / f32::from(MAX_IMPACT);
                    terms.push(WeightedTerm { term: number, weight: impact * term_weight });
                    if terms.len() >= limit * 4 {
                        keep_heaviest(terms, limit);
                    }
                }
            });
        }
        best.iter_mut().for_each(|terms| keep_heaviest(terms, limit));
        best
    }

    /// The weight of a term that some articles hold, not most, and that readers know: neither a stop word nor a short number.
    fn distinguishing_weight(&self, term: &Term) -> Option<f32> {
        let is_known = term.df > 1 && !term.is_stop_word() && !self.holds_function_word(term) && is_distinctive(&term.stem);
        let (doc_count, df, cf) = self.main_language_counts(term).filter(|_| is_known)?;
        let max_df = (doc_count / MAX_DOC_SHARE).max(MIN_FREQUENT_DOCS.min(doc_count.saturating_sub(1)));
        (df <= max_df).then(|| feature_weight(doc_count, df, cf))
    }

    /// Whether a term is a function word, or a pair of units of which one is.
    fn holds_function_word(&self, term: &Term) -> bool {
        let is_function_word = |unit: &str| self.function_words.contains(unit);
        is_function_word(&term.stem) || (term.is_ngram() && units(&term.stem).into_iter().any(is_function_word))
    }

    /// Of the language in which a term is most frequent: the number of articles, of those that hold the term, and of its occurrences.
    fn main_language_counts(&self, term: &Term) -> Option<(u32, u32, u32)> {
        let mut counts = vec![(0, 0); self.languages.len()];
        term.for_each_posting(&mut |doc_id, in_fields| {
            let language = self.doc_languages.get(doc_id as usize).copied().unwrap_or_default();
            if let Some((df, cf)) = counts.get_mut(usize::from(language)) {
                (*df, *cf) = (*df + 1, *cf + in_fields.iter().sum::<u32>());
            }
        });
        let in_languages = self.languages.iter().zip(counts).map(|((_, doc_count), (df, cf))| (*doc_count, df, cf));
        in_languages.rev().max_by_key(|(_, df, _)| *df)
    }

    /// Returns the terms of a word or an n-gram, as written in an article of a language; none if the collector does not know it.
    pub fn terms_of(&self, language: &str, written: &str) -> &[u32] {
        let at = self.languages.iter().position(|(known, _)| known == language);
        at.and_then(|at| self.word_terms(at, written)).unwrap_or_default()
    }
}

/// Returns the weight of a feature: its term weight in the index, damped, since it counts in both of two articles.
pub fn feature_weight(doc_count: u32, df: u32, cf: u32) -> f32 {
    (WEIGHTS.term_weight(doc_count, df, cf) as f32 / WEIGHT_SCALE).sqrt()
}

/// The counts of a posting in what an article says itself; `None` if the term stands in captions and labels alone, which name agencies
/// and photographers. Labels are compared as a whole.
fn counts_in_text(mut counts: [u32; 6]) -> Option<[u32; 6]> {
    counts[Field::Label as usize] = 0;
    let says_so = [Field::Body, Field::Title, Field::Deck, Field::Heading].iter().any(|field| counts[*field as usize] > 0);
    says_so.then_some(counts)
}

/// Whether a stem says something by itself: not an exact form, which repeats a term, a single character or a short number.
fn is_distinctive(stem: &str) -> bool {
    let is_short_number = stem.len() < MIN_DIGITS && stem.bytes().all(|b| b.is_ascii_digit());
    stem.chars().nth(1).is_some() && !is_short_number && !is_exact_form_term(stem)
}

/// Keeps the heaviest terms, in order; those of equal weight by their number.
fn keep_heaviest(terms: &mut Vec<WeightedTerm>, limit: usize) {
    terms.sort_unstable_by(|a, b| b.weight.total_cmp(&a.weight).then(a.term.cmp(&b.term)));
    terms.truncate(limit);
}

impl Term {
    /// Calls `each` with the doc id of each posting, and its counts by field.
    pub(super) fn for_each_posting(&self, each: &mut dyn FnMut(u32, [u32; 6])) {
        let mut reader = ByteReader::new(&self.encoded_postings);
        let mut doc_id = 0;
        while let (Ok(gap), Ok(packed)) = (reader.read_vint(), reader.read_vint()) {
            doc_id += gap;
            let mut counts = [packed >> 1, 0, 0, 0, 0, 0];
            if packed & 1 == 1 {
                counts[1..].iter_mut().for_each(|count| *count = reader.read_vint().unwrap_or(0));
            }
            each(doc_id, counts);
        }
    }
}

impl AnalyzedArticle {
    /// The primary subtag of its language.
    pub fn language(&self) -> &str {
        &self.language
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Article, Block};
    use crate::search::analysis::{English, Stem, Variants};
    use crate::search::index::build::LanguageResources;
    use std::collections::BTreeSet;

    struct Resources;

    impl Stem for Resources {
        fn stem(&self, language: &str, word: &str) -> String {
            English.stem(language, word)
        }
    }

    impl LanguageResources for Resources {
        fn is_stop_word(&self, _: &str, form: &str) -> bool {
            matches!(form, "the" | "of" | "a")
        }
        fn function_words(&self, _: &str) -> BTreeSet<String> {
            BTreeSet::new()
        }
    }

    fn collect(texts: &[&str]) -> Collector {
        let mut collector = Collector::default();
        for text in texts {
            let article =
                Article { lang: "en".into(), authors: vec!["Ada Quay".into()], body: vec![Block::paragraph(*text)], ..Article::default() };
            collector.add(&AnalyzedArticle::new(&article, &Variants::default()), &Resources);
        }
        collector
    }

    #[test]
    fn the_best_terms_are_shared_by_some_articles_and_in_the_text() {
        let texts =
            ["The weirs, a weir, the lock 12 of 1890", "the weir of 1890", "a boat 12", "boats of old Ada", "sea", "sea air", "sky"];
        let collector = collect(&texts);
        let best = collector.best_terms(10);
        let term = |word: &str| collector.terms_of("en", word).to_vec();
        let numbers = |terms: &[WeightedTerm]| terms.iter().map(|one| one.term).collect::<Vec<_>>();
        assert_eq!(numbers(&best[0]), [term("weirs"), term("1890")].concat(), "neither a word of one article, a stop word nor a day");
        assert_eq!(numbers(&best[1]).len(), 2);
        assert_eq!(numbers(&best[3]), term("boats"), "the name of an author is no word of the text");
        assert!(best[0][0].weight > best[0][1].weight);
        assert_eq!(numbers(&collector.best_terms(1)[0]), term("weir"));
        assert_eq!((term("unknown").len(), collector.terms_of("de", "weir").len()), (0, 0));
    }

    #[test]
    fn stems_that_say_nothing_by_themselves_are_left_out() {
        assert!(["1890", "rail", "铁路", "c++"].iter().all(|stem| is_distinctive(stem)));
        assert!(["x", "12", "游", "cafe\u{0}café"].iter().all(|stem| !is_distinctive(stem)));
    }
}
