//! Selects the passage of an article that matches a query best.

use super::analysis::fold::{fold_word, is_substring_script};
use super::analysis::{Stem, Variants};
use super::highlight::{HighlightTerms, find_matches};

/// The approximate length of a passage, in characters.
const PASSAGE_CHARS: usize = 220;

/// A block of fewer characters counts as a heading.
const HEADING_CHARS: usize = 60;

/// A run of words, highlighted or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkedRun {
    /// The words, as written.
    pub words: String,
    /// True for a match.
    pub is_match: bool,
}

/// A piece of a text with its matches marked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Passage {
    /// Its runs.
    pub runs: Vec<MarkedRun>,
    /// True if text is cut off before it.
    pub cut_before: bool,
    /// True if text is cut off after it.
    pub cut_after: bool,
}

/// The matches of a query in a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BlockMatches {
    /// The index of the block.
    pub block: usize,
    /// The number of distinct query terms in it.
    pub term_count: usize,
    /// True if all these terms occur within the length of a passage.
    is_close: bool,
    /// True if the block is as short as a heading.
    is_short: bool,
}

/// Returns the matching blocks of an article, in order; `blocks` holds their words.
pub fn matching_blocks(
    blocks: &[String],
    terms: &HighlightTerms,
    language: &str,
    variants: &Variants,
    stemmer: &dyn Stem,
) -> Vec<BlockMatches> {
    let of_block = |(block, text): (usize, &String)| {
        let matches = find_matches(text, terms, language, variants, stemmer);
        let mut terms_found: Vec<usize> = matches.iter().map(|found| found.term).collect();
        terms_found.sort_unstable();
        terms_found.dedup();
        let is_close_from = |from: usize| {
            let near = matches[from..].iter().take_while(|found| found.end - matches[from].start <= PASSAGE_CHARS);
            let mut seen: Vec<usize> = near.map(|found| found.term).collect();
            seen.sort_unstable();
            seen.dedup();
            seen.len() == terms_found.len()
        };
        let is_close = (0..matches.len()).any(is_close_from);
        let is_short = text.chars().nth(HEADING_CHARS).is_none();
        (!matches.is_empty()).then_some(BlockMatches { block, term_count: terms_found.len(), is_close, is_short })
    };
    blocks.iter().enumerate().filter_map(of_block).collect()
}

/// Returns the best block: the one with the most query terms, close together, longer than a heading; the first of equals.
pub fn best_block(blocks: &[String], terms: &HighlightTerms, language: &str, variants: &Variants, stemmer: &dyn Stem) -> Option<usize> {
    let found = matching_blocks(blocks, terms, language, variants, stemmer);
    let rank = |found: &BlockMatches| (found.term_count, found.is_close, !found.is_short);
    let best = found.iter().map(rank).max()?;
    found.iter().find(|found| rank(found) == best).map(|found| found.block)
}

/// Returns the sentence around the densest match, or the beginning of the text, cut at words to about two lines. `ranges` is as
/// [`super::highlight::highlight_ranges`] returns it.
pub fn best_passage(text: &str, ranges: &[(usize, usize)]) -> Passage {
    let (first, first_end) = densest_range(text, ranges).unwrap_or((0, 0));
    let start = window_start(text, first);
    let end = window_end(text, start, first_end);
    Passage { runs: runs(text, start, end, ranges), cut_before: start > 0, cut_after: end < text.trim_end().len() }
}

/// Returns the match that starts the passage with the most distinct words; the first of equals.
#[expect(clippy::string_slice, reason = "marks and windows are places of characters of this text")]
fn densest_range(text: &str, ranges: &[(usize, usize)]) -> Option<(usize, usize)> {
    let words: Vec<String> = ranges.iter().map(|(start, end)| fold_word(&text[*start..*end])).collect();
    let mut best: Option<((usize, usize), usize)> = None;
    // The first matches of a block suffice.
    for from in 0..ranges.len().min(500) {
        // Text before the match takes up to a third of the passage.
        let near = ranges[from..].iter().take_while(|range| range.1 <= ranges[from].0 + PASSAGE_CHARS * 2 / 3).count().max(1);
        let mut seen: Vec<&String> = words[from..from + near].iter().collect();
        seen.sort_unstable();
        seen.dedup();
        if best.is_none_or(|(_, max)| seen.len() > max) {
            best = Some((ranges[from], seen.len()));
        }
    }
    best.map(|(range, _)| range)
}

#[expect(clippy::string_slice, reason = "marks and windows are places of characters of this text")]
pub(super) fn runs(text: &str, start: usize, end: usize, ranges: &[(usize, usize)]) -> Vec<MarkedRun> {
    let mut runs = Vec::new();
    let mut push = |from: usize, to: usize, is_match: bool| {
        if from < to {
            runs.push(MarkedRun { words: text[from..to].replace('\n', " "), is_match });
        }
    };
    let mut at = start;
    for (from, to) in ranges.iter().map(|(from, to)| (*from.max(&start), *to.min(&end))).filter(|(from, to)| from < to) {
        push(at, from, false);
        push(from, to, true);
        at = to;
    }
    push(at, end, false);
    runs
}

fn ends_sentence(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '。' | '！' | '？' | '؟' | '\n')
}

/// Returns the start of the sentence, or of a word not too far before `place`.
#[expect(clippy::string_slice, reason = "marks and windows are places of characters of this text")]
pub(super) fn window_start(text: &str, at_byte: usize) -> usize {
    let mut word = at_byte;
    for (count, (at, c)) in text[..at_byte].char_indices().rev().enumerate() {
        if ends_sentence(c) && (count > 0 || c == '\n') {
            let after = at + c.len_utf8();
            return after + (text[after..].len() - text[after..].trim_start().len());
        }
        if count > PASSAGE_CHARS / 3 {
            return word;
        }
        if c.is_whitespace() {
            word = at + c.len_utf8();
        } else if is_substring_script(c) {
            word = at;
        }
    }
    0
}

/// Returns the last word end that the length allows, never before `at_least`.
#[expect(clippy::string_slice, reason = "marks and windows are places of characters of this text")]
pub(super) fn window_end(text: &str, start: usize, at_least: usize) -> usize {
    let mut word = start;
    let mut width = 0;
    for (at, c) in text[start..].char_indices() {
        let at = start + at;
        if width >= PASSAGE_CHARS && word > at_least {
            return word;
        }
        if c.is_whitespace() || is_substring_script(c) {
            word = at;
        }
        // A Han character is about as wide as two Latin letters.
        width += if is_substring_script(c) { 2 } else { 1 };
    }
    text.trim_end().len().max(start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::analysis::English;
    use crate::search::highlight::{HighlightRun, highlight_ranges};

    fn highlight_terms(forms: &[&str], runs: &[&str]) -> HighlightTerms {
        let run = |run: &&str| HighlightRun { units: run.chars().map(String::from).collect(), ..HighlightRun::default() };
        let forms = forms.iter().map(|word| (*word).to_owned()).collect();
        HighlightTerms { forms, runs: runs.iter().map(run).collect(), ..HighlightTerms::default() }
    }

    fn excerpt(text: &str, forms: &[&str], runs: &[&str]) -> String {
        let passage = best_passage(text, &highlight_ranges(text, &highlight_terms(forms, runs), "en", &Variants::default(), &English));
        let words: String = passage.runs.iter().map(|r| if r.is_match { format!("[{}]", r.words) } else { r.words.clone() }).collect();
        format!("{}{words}{}", if passage.cut_before { "… " } else { "" }, if passage.cut_after { " …" } else { "" })
    }

    #[test]
    fn the_sentence_is_shown_with_its_matches_highlighted() {
        assert_eq!(excerpt("It rained. The Railway was old.", &["railway"], &[]), "… The [Railway] was old.");
        assert_eq!(excerpt("Café, café au lait", &["cafe"], &[]), "[Café], [café] au lait");
        assert_eq!(excerpt("从这里出发的铁路列车。经过六国。", &[], &["铁路"]), "从这里出发的[铁路]列车。经过六国。");
        assert_eq!(excerpt("No such word", &["absent"], &[]), "No such word");
    }

    #[test]
    fn the_passage_with_most_distinct_words_is_shown() {
        let text = format!("A bridge. {}A bridge of stone over the river. {}", "Filler words. ".repeat(40), "More words. ".repeat(40));
        assert!(excerpt(&text, &["bridge", "stone", "river"], &[]).starts_with("… A [bridge] of [stone] over the [river]."));
    }

    #[test]
    fn a_long_text_is_cut_at_words_around_the_match() {
        let text = format!("{}needle {}", "before ".repeat(60), "after ".repeat(80));
        let shown = excerpt(&text, &["needle"], &[]);
        assert!(shown.starts_with("… before") && shown.contains("[needle]") && shown.ends_with("after …"), "{shown}");
        assert!(shown.chars().count() < PASSAGE_CHARS + 40);
    }

    #[test]
    fn text_of_any_script_is_cut_between_characters() {
        for text in ["字".repeat(500), "é".repeat(500), "ก".repeat(400), format!("{} x", "😀".repeat(300))] {
            assert!(!excerpt(&text, &["x"], &["字字"]).is_empty());
        }
    }

    #[test]
    fn the_block_with_most_distinct_words_is_best() {
        let blocks: Vec<String> = ["one two", "two three", "one and two and three", "absent"].iter().map(|b| (*b).to_owned()).collect();
        let best = |forms: &[&str]| best_block(&blocks, &highlight_terms(forms, &[]), "en", &Variants::default(), &English);
        assert_eq!(best(&["three", "two"]), Some(1));
        assert_eq!(best(&["three", "two", "one"]), Some(2));
        assert_eq!(best(&["nothing"]), None);
    }
}
