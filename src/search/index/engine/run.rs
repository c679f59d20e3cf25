//! Runs of scripts without spaces: which articles hold enough of one, and which of its pieces an article lacks.
//!
//! A run is one or more words. Without a dictionary a word is found by its overlapping pairs of units. An article matches a run if the
//! units that its pairs cover have most of the run's weight, wherever they stand. Units of function words weigh little.

use super::term_lookup::TermAddress;
use crate::search::analysis::TokenKind;
use crate::search::analysis::scripts::{compose_hangul, is_hangul, is_hiragana, units};
use crate::search::index::weights::{WEIGHTS, inverse_document_frequency};
use crate::search::query::{Ending, Word};
use std::ops::Range;

/// A run of more units matches an article that covers enough of their weight. In a shorter one every unit is asked for.
pub(super) const MAX_EXACT_UNITS: usize = 4;

/// The share of a run's weight that an article has to cover.
pub(super) const MIN_COVER: f32 = 0.8;

/// Particles of Chinese that are as a rule no part of a word.
const PARTICLES: [&str; 5] = ["的", "了", "吗", "呢", "吧"];

/// Particles of Japanese behind a word that ends with another script.
const JAPANESE_PARTICLES: [&str; 10] = ["は", "が", "を", "に", "の", "へ", "と", "も", "で", "や"];

/// The maximum length of a function word, in units.
const MAX_FUNCTION_UNITS: usize = 8;

/// A run whose pairs are looked up.
#[derive(Debug, Clone)]
pub(super) struct Run {
    /// The query terms of its pairs, in order; that of the only unit of a run of one.
    pub pairs: Vec<usize>,
    /// For each unit whether it belongs to a function word.
    pub functions: Vec<bool>,
    /// The weight of each unit.
    pub weights: Vec<f32>,
    /// The units without particles at the ends.
    pub content: Range<usize>,
    /// Whether it is written in Hangul, where a run is a word with its particles.
    pub is_hangul: bool,
    /// The term of the run as a whole word of Hangul, with its additional weight.
    pub whole_word: Option<(TermAddress, f32)>,
}

impl Run {
    /// The number of units.
    pub(super) fn unit_count(&self) -> usize {
        self.functions.len()
    }

    /// The query terms of the pairs of its content.
    pub(super) fn content_pairs(&self) -> &[usize] {
        self.pairs.get(self.content.start..(self.content.end - 1).max(self.content.start + 1)).unwrap_or(&self.pairs)
    }

    /// Whether an article beside other clauses need not hold it: a single unit says little, and so do function words.
    pub(super) fn is_optional(&self) -> bool {
        self.unit_count() == 1 || self.functions.iter().all(|is_function| *is_function)
    }

    /// The query terms of the pairs that hold a unit.
    pub(super) fn pairs_of_unit(&self, unit: usize) -> &[usize] {
        let last = self.pairs.len().saturating_sub(1);
        self.pairs.get(unit.saturating_sub(1).min(last)..=unit.min(last)).unwrap_or_default()
    }

    /// The stretches of units that an article lacks, as ranges: without function words at their ends, and without single units beside
    /// others.
    pub(super) fn missing_stretches(&self, is_covered: impl Fn(usize) -> bool) -> Vec<Range<usize>> {
        let mut stretches = Vec::new();
        let mut unit = 0;
        while unit < self.unit_count() {
            let length = (unit..self.unit_count()).take_while(|unit| !is_covered(*unit)).count();
            let is_function = |unit: &usize| self.functions.get(*unit).copied().unwrap_or_default();
            let first = (unit..unit + length).find(|unit| !is_function(unit));
            let last = (unit..unit + length).rev().find(|unit| !is_function(unit));
            if let (Some(first), Some(last)) = (first, last)
                && (last > first || self.unit_count() == 1)
            {
                stretches.push(first..last + 1);
            }
            unit += length.max(1);
        }
        stretches
    }
}

/// Whether a run is written in Hangul.
pub(super) fn is_hangul_run(words: &[Word]) -> bool {
    words.iter().all(|word| word.kind == TokenKind::NGram && word.form.starts_with(is_hangul))
}

/// Joins overlapping n-grams to the run that they come from.
#[expect(clippy::string_slice, reason = "cut at the place of a character")]
pub(super) fn join_ngrams(ngrams: &[Word]) -> String {
    let mut run = String::new();
    for ngram in ngrams.iter().map(|ngram| ngram.written.as_str()) {
        let shared = ngram.char_indices().map(|(at, _)| at).rev().find(|at| run.ends_with(&ngram[..*at])).unwrap_or(0);
        run.push_str(&ngram[shared..]);
    }
    run
}

/// The pairs of a folded run, as if it had been typed.
pub(super) fn pairs_of(run: &str) -> Vec<Word> {
    let units = units(run);
    let pair = |pair: &[&str]| {
        let form = pair.concat();
        Word { written: compose_hangul(&form), form, kind: TokenKind::NGram, ending: Ending::Whole }
    };
    if units.len() < 2 { vec![pair(&units)] } else { units.windows(2).map(pair).collect() }
}

/// The folded units of a run, from its pairs.
pub(super) fn run_units(words: &[Word]) -> Vec<&str> {
    let first = |word: &'_ Word| units(&word.form).first().map_or(0, |unit| unit.len());
    let mut found: Vec<&str> = words.iter().filter_map(|word| word.form.get(..first(word))).collect();
    found.extend(words.last().and_then(|word| word.form.get(first(word)..)).filter(|unit| !unit.is_empty()));
    found
}

/// For each unit of a run whether it belongs to a function word: the longest that begin at a unit, from the front. Hiragana is one
/// itself. In Hangul a particle ends a run.
pub(super) fn function_units(units: &[&str], is_hangul: bool, is_function_word: &dyn Fn(&str) -> bool) -> Vec<bool> {
    let mut functions: Vec<bool> = units.iter().map(|unit| unit.chars().all(is_hiragana)).collect();
    if is_hangul {
        let start = (1..units.len()).find(|start| is_function_word(&units[*start..].concat()));
        functions[start.unwrap_or(units.len())..].fill(true);
        return functions;
    }
    let mut at = 0;
    while at < units.len() {
        let longest = (at + 1..=units.len().min(at + MAX_FUNCTION_UNITS)).rev().find(|end| is_function_word(&units[at..*end].concat()));
        functions[at..longest.unwrap_or(at)].fill(true);
        at = longest.unwrap_or(at + 1);
    }
    functions
}

/// The units of a run without a particle at either end; two are left at least.
pub(super) fn content_range(units: &[&str]) -> Range<usize> {
    let mut content = 0..units.len();
    let is_particle = |at: usize| units.get(at).is_some_and(|unit| PARTICLES.contains(unit));
    let is_behind_word = |at: usize| {
        let is_kanji = at.checked_sub(1).and_then(|before| units.get(before)).is_some_and(|before| !before.chars().all(is_hiragana));
        is_kanji && units.get(at).is_some_and(|unit| JAPANESE_PARTICLES.contains(unit))
    };
    while content.len() > 2 && is_particle(content.start) {
        content.start += 1;
    }
    while content.len() > 2 && (is_particle(content.end - 1) || is_behind_word(content.end - 1)) {
        content.end -= 1;
    }
    content
}

/// The weight of each unit of a run: the lesser of those of its pairs, little for a unit of a function word. `dfs` are the document
/// frequencies of the pairs.
pub(super) fn unit_weights(functions: &[bool], dfs: &[u32], doc_count: u32) -> Vec<f32> {
    let weight = |pair: usize| dfs.get(pair).map_or(f32::INFINITY, |df| inverse_document_frequency(doc_count, *df));
    let of_unit = |(unit, is_function): (usize, &bool)| {
        let least = unit.checked_sub(1).map_or(f32::INFINITY, weight).min(weight(unit));
        least * if *is_function { WEIGHTS.function_unit } else { 1.0 }
    };
    functions.iter().enumerate().map(of_unit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn functions(units: &str, is_hangul: bool, words: &[&str]) -> String {
        let units: Vec<&str> = units.split(' ').collect();
        let found = function_units(&units, is_hangul, &|word| words.contains(&word));
        found.iter().map(|is_function| if *is_function { '-' } else { '#' }).collect()
    }

    #[test]
    fn the_longest_function_words_are_taken_from_the_front() {
        assert_eq!(functions("铁 路 的 历 史 是 什 么 时 候", false, &["的", "是", "什么", "什么时候"]), "##-##-----");
        assert_eq!(functions("砂 漠 の 都 市", false, &[]), "##-##");
        assert_eq!(functions("비 단 길 을", true, &["을", "단길을"]), "#---");
        assert_eq!(functions("은 행", true, &["은"]), "##");
    }

    #[test]
    fn particles_at_the_ends_need_not_be_there() {
        let content = |units: &str| content_range(&units.split(' ').collect::<Vec<_>>());
        assert_eq!((content("铁 路 的"), content("的 历 史"), content("目 的")), (0..2, 1..3, 0..2));
        assert_eq!((content("駅 前 は"), content("さ く ら は"), content("海")), (0..2, 0..4, 0..1));
    }

    #[test]
    fn missing_stretches_end_at_words_that_say_something() {
        let run = Run {
            pairs: (0..6).collect(),
            functions: vec![false, false, true, false, false, true, false],
            weights: vec![1.0; 7],
            is_hangul: false,
            content: 0..7,
            whole_word: None,
        };
        let missing = |covered: &[usize]| {
            let stretches = run.missing_stretches(|unit| covered.contains(&unit));
            stretches.into_iter().map(|stretch| (stretch.start, stretch.end)).collect::<Vec<_>>()
        };
        assert_eq!(missing(&[3, 4, 5]), vec![(0, 2)]);
        assert_eq!(missing(&[0, 1]), vec![(3, 7)]);
        assert!(missing(&[0, 1, 3, 4]).is_empty());
        assert_eq!((run.pairs_of_unit(0), run.pairs_of_unit(3), run.pairs_of_unit(6)), (&[0][..], &[2, 3][..], &[5][..]));
    }

    #[test]
    fn a_unit_weighs_as_its_commoner_pair() {
        let weights = unit_weights(&[false, false, true], &[1, 50], 100);
        assert!(weights[0] > weights[1] && weights[1] > weights[2] && weights[2] > 0.0, "{weights:?}");
    }
}
