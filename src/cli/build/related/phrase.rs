//! Phrases: words of an article that stand for terms, and which of them say best what it shares with another one.

use super::nearest::Neighbour;
use rustc_hash::{FxHashMap, FxHashSet};
use std::cmp::Reverse;
use std::ops::Range;
use std::ptr;

/// The most words in a row that are one name.
const MAX_PHRASE_WORDS: usize = 4;

/// How much more a name says than another word of the same weight.
const NAME_FACTOR: f32 = 1.5;

/// An article is about a word that is no name if it holds it as often, or in its headline, deck or headings. Words in a row that stand
/// there less often belong together by chance.
const MIN_COUNT: u32 = 2;

/// A word of less weight, a part of the nearness of two articles, says little about both.
const MIN_WEIGHT: f32 = 0.025;

/// A word of an article that stands for terms, or some of them in a row.
#[derive(Debug, Clone)]
pub(super) struct Phrase<'a> {
    /// The text in which it stands.
    pub text: &'a str,
    /// Its place there, in bytes.
    pub place: Range<usize>,
    /// Its terms.
    pub terms: Vec<u32>,
    /// The number of its words.
    pub word_count: usize,
    /// Whether it stands in a headline, deck or heading.
    pub is_prominent: bool,
    /// Whether it begins a sentence, where every word has a capital.
    pub begins_sentence: bool,
}

impl<'a> Phrase<'a> {
    fn words(&self) -> &'a str {
        self.text.get(self.place.clone()).unwrap_or_default()
    }

    /// This phrase and the one right behind it, at most a space or a hyphen away.
    fn join(&self, next: &Phrase<'a>) -> Option<Phrase<'a>> {
        let is_repeated = next.terms.iter().any(|term| self.terms.contains(term));
        let gap = self.text.get(self.place.end..next.place.start).filter(|_| ptr::eq(self.text, next.text) && !is_repeated)?;
        let terms = self.terms.iter().chain(&next.terms).copied().collect();
        let (place, word_count) = (self.place.start..next.place.end, self.word_count + next.word_count);
        matches!(gap, "" | " " | "-").then(|| Phrase { place, terms, word_count, ..self.clone() })
    }
}

/// A phrase in all the ways in which an article writes it.
#[derive(Debug, Default)]
struct PhraseCandidate<'a> {
    spellings: FxHashMap<&'a str, u32>,
    word_count: usize,
    count: u32,
    is_prominent: bool,
    inside_sentences: u32,
    capitalized: u32,
}

impl<'a> PhraseCandidate<'a> {
    fn add(&mut self, phrase: &Phrase<'a>) {
        *self.spellings.entry(phrase.words()).or_default() += 1;
        (self.word_count, self.count) = (phrase.word_count, self.count + 1);
        self.is_prominent |= phrase.is_prominent;
        if !phrase.begins_sentence && !phrase.is_prominent {
            self.inside_sentences += 1;
            self.capitalized += u32::from(phrase.words().starts_with(char::is_uppercase));
        }
    }

    /// Whether it has a capital inside sentences.
    fn is_name(&self) -> bool {
        self.capitalized * 2 > self.inside_sentences
    }

    /// Whether it says what the article is about.
    fn is_topical(&self) -> bool {
        self.count >= MIN_COUNT || (self.word_count == 1 && (self.is_prominent || self.is_name()))
    }

    fn score(&self, terms: &[u32], weights: &FxHashMap<u32, f32>) -> f32 {
        let weight: f32 = terms.iter().filter_map(|term| weights.get(term)).sum();
        if self.is_name() { weight * NAME_FACTOR } else { weight }
    }

    /// The most frequent spelling; of equal ones that with fewer capitals.
    fn spelling(&self) -> String {
        let capitals = |words: &str| words.chars().filter(|c| c.is_uppercase()).count();
        let best = self.spellings.iter().max_by_key(|(words, count)| (**count, Reverse(capitals(words)), Reverse(**words)));
        best.map(|(words, _)| (*words).to_owned()).unwrap_or_default()
    }
}

/// The weightiest phrases that stand for terms shared with a neighbour, at most `limit`, no term twice.
pub(super) fn choose(words: &[Phrase], neighbour: &Neighbour, limit: usize) -> Vec<String> {
    let weights: FxHashMap<u32, f32> = neighbour.shared.iter().map(|one| (one.term, one.weight)).collect();
    let shared: Vec<&Phrase> = words.iter().filter(|word| word.terms.iter().all(|term| weights.contains_key(term))).collect();
    let topical = candidates(&shared).into_iter().filter(|(_, candidate)| candidate.is_topical());
    let mut ranked: Vec<(f32, Vec<u32>, PhraseCandidate)> =
        topical.map(|(terms, candidate)| (candidate.score(&terms, &weights), terms, candidate)).collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    let (mut used, mut chosen) = (FxHashSet::default(), Vec::new());
    for (score, terms, candidate) in ranked {
        let is_weighty = score >= MIN_WEIGHT || chosen.is_empty();
        if is_weighty && chosen.len() < limit && terms.iter().all(|term| !used.contains(term)) {
            used.extend(terms);
            chosen.push(candidate.spelling());
        }
    }
    chosen
}

/// Every word, and every few of them in a row, by their terms.
fn candidates<'a>(words: &[&Phrase<'a>]) -> FxHashMap<Vec<u32>, PhraseCandidate<'a>> {
    let mut candidates: FxHashMap<Vec<u32>, PhraseCandidate> = FxHashMap::default();
    for (at, first) in words.iter().enumerate() {
        let mut phrase = Some((*first).clone());
        for next in words.iter().skip(at + 1).map(Some).chain([None]).take(MAX_PHRASE_WORDS) {
            let Some(known) = phrase else { break };
            candidates.entry(known.terms.clone()).or_default().add(&known);
            phrase = next.and_then(|next| known.join(next));
        }
    }
    candidates
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::index::build::WeightedTerm;

    /// The words of a text that begin with one of some prefixes, each the term of its place among them.
    fn phrases<'a>(text: &'a str, prefixes: &[&str], is_prominent: bool) -> Vec<Phrase<'a>> {
        let mut begins_sentence = true;
        let mut found = Vec::new();
        for word in text.split(' ') {
            let start = word.as_ptr() as usize - text.as_ptr() as usize;
            let letters = word.trim_end_matches('.').len();
            let term = prefixes.iter().position(|prefix| word.to_lowercase().starts_with(prefix));
            found.extend(term.map(|term| Phrase {
                text,
                place: start..start + letters,
                terms: vec![term as u32],
                word_count: 1,
                is_prominent,
                begins_sentence,
            }));
            begins_sentence = word.ends_with('.');
        }
        found
    }

    fn neighbour(weights: &[f32]) -> Neighbour {
        let shared = (0..).zip(weights).map(|(term, weight)| WeightedTerm { term, weight: *weight }).collect();
        Neighbour { doc_id: 1, score: 1.0, shared }
    }

    #[test]
    fn names_of_several_words_stay_together() {
        let text = "The Harbour Board met. The Harbour Board dug the canal. Canals cost it money.";
        let words = phrases(text, &["harbour", "board", "canal", "cost"], false);
        let shared = neighbour(&[1.0, 0.5, 1.2, 2.0]);
        assert_eq!(choose(&words, &shared, 3), ["Harbour Board", "canal"], "a word that stands there once is no topic");
        assert_eq!(choose(&words, &neighbour(&[0.0, 0.0, 1.0]), 1), ["canal"]);
        assert_eq!(choose(&words, &neighbour(&[1.0]), 3), ["Harbour"], "a name that only one of them shares is cut");
    }

    #[test]
    fn a_headline_says_what_an_article_is_about_and_writes_capitals() {
        let mut words = phrases("Canals and Cost", &["canal", "cost"], true);
        assert_eq!(choose(&words, &neighbour(&[2.0, 1.0]), 3), ["Canals", "Cost"]);
        words.extend(phrases("The canals were wide.", &["canal", "cost"], false));
        assert_eq!(choose(&words, &neighbour(&[2.0, 1.0]), 1), ["canals"]);
    }
}
