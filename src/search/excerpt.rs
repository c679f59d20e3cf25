//! Selects the passage of an article that matches a query best.

use super::analysis::fold::{fold_word, is_substring_script};
use super::analysis::{Stem, Variants};
use super::highlight::hits;
use super::highlight_terms::HighlightTerms;

/// The approximate length of a passage, in characters.
const LENGTH: usize = 220;

/// A block of fewer characters counts as a heading.
const SHORT: usize = 60;

/// A run of words, highlighted or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkedRun {
    /// The words, as written.
    pub words: String,
    /// True for a match.
    pub marked: bool,
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
    pub words: usize,
    /// The number of matches.
    pub places: usize,
    /// True if all these terms occur within the length of a passage.
    close: bool,
    /// True if the block is as short as a heading.
    short: bool,
}

/// Returns the matching blocks of an article, in order; `blocks` holds their words.
pub fn found(blocks: &[String], meaning: &HighlightTerms, language: &str, variants: &Variants, stem: &dyn Stem) -> Vec<BlockMatches> {
    let of_block = |(block, text): (usize, &String)| {
        let hits = hits(text, meaning, language, variants, stem);
        let mut words: Vec<usize> = hits.iter().map(|hit| hit.word).collect();
        words.sort_unstable();
        words.dedup();
        let is_close = |from: usize| {
            let near = hits[from..].iter().take_while(|hit| hit.end - hits[from].start <= LENGTH);
            let mut seen: Vec<usize> = near.map(|hit| hit.word).collect();
            seen.sort_unstable();
            seen.dedup();
            seen.len() == words.len()
        };
        let close = (0..hits.len()).any(is_close);
        let short = text.chars().nth(SHORT).is_none();
        (!hits.is_empty()).then_some(BlockMatches { block, words: words.len(), places: hits.len(), close, short })
    };
    blocks.iter().enumerate().filter_map(of_block).collect()
}

/// Returns the best block: the one with the most query terms, close together, longer than a heading; the first of equals.
pub fn best(blocks: &[String], meaning: &HighlightTerms, language: &str, variants: &Variants, stem: &dyn Stem) -> Option<usize> {
    let found = found(blocks, meaning, language, variants, stem);
    let worth = |found: &BlockMatches| (found.words, found.close, !found.short);
    let most = found.iter().map(worth).max()?;
    found.iter().find(|found| worth(found) == most).map(|found| found.block)
}

/// Splits the whole text into runs; `marks` as [`super::highlight::marks`] returns them.
pub fn mark(text: &str, marks: &[(usize, usize)]) -> Vec<MarkedRun> {
    runs(text, 0, text.len(), marks)
}

/// Returns the sentence around the densest match, or the beginning of the text, cut at words to about two lines.
pub fn passage(text: &str, marks: &[(usize, usize)]) -> Passage {
    let (first, first_end) = densest(text, marks).unwrap_or((0, 0));
    let start = window_start(text, first);
    let end = window_end(text, start, first_end);
    Passage { runs: runs(text, start, end, marks), cut_before: start > 0, cut_after: end < text.trim_end().len() }
}

/// Returns the mark that starts the passage with the most distinct words; the first of equals.
#[expect(clippy::string_slice, reason = "marks and windows are places of characters of this text")]
fn densest(text: &str, marks: &[(usize, usize)]) -> Option<(usize, usize)> {
    let words: Vec<String> = marks.iter().map(|(start, end)| fold_word(&text[*start..*end])).collect();
    let mut best: Option<((usize, usize), usize)> = None;
    // The first marks of a block suffice.
    for from in 0..marks.len().min(500) {
        // Text before the mark takes up to a third of the passage.
        let near = marks[from..].iter().take_while(|mark| mark.1 <= marks[from].0 + LENGTH * 2 / 3).count().max(1);
        let mut seen: Vec<&String> = words[from..from + near].iter().collect();
        seen.sort_unstable();
        seen.dedup();
        if best.is_none_or(|(_, most)| seen.len() > most) {
            best = Some((marks[from], seen.len()));
        }
    }
    best.map(|(mark, _)| mark)
}

#[expect(clippy::string_slice, reason = "marks and windows are places of characters of this text")]
pub(super) fn runs(text: &str, start: usize, end: usize, ranges: &[(usize, usize)]) -> Vec<MarkedRun> {
    let mut runs = Vec::new();
    let mut push = |from: usize, to: usize, marked: bool| {
        if from < to {
            runs.push(MarkedRun { words: text[from..to].replace('\n', " "), marked });
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
pub(super) fn window_start(text: &str, place: usize) -> usize {
    let mut word = place;
    for (count, (at, c)) in text[..place].char_indices().rev().enumerate() {
        if ends_sentence(c) && (count > 0 || c == '\n') {
            let after = at + c.len_utf8();
            return after + (text[after..].len() - text[after..].trim_start().len());
        }
        if count > LENGTH / 3 {
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
        if width >= LENGTH && word > at_least {
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
    use crate::search::highlight::marks;

    fn meaning(forms: &[&str], runs: &[&str]) -> HighlightTerms {
        let owned = |list: &[&str]| list.iter().map(|word| (*word).to_owned()).collect();
        HighlightTerms { forms: owned(forms), runs: owned(runs), ..HighlightTerms::default() }
    }

    fn shown(text: &str, forms: &[&str], runs: &[&str]) -> String {
        let passage = passage(text, &marks(text, &meaning(forms, runs), "en", &Variants::default(), &English));
        let words: String = passage.runs.iter().map(|r| if r.marked { format!("[{}]", r.words) } else { r.words.clone() }).collect();
        format!("{}{words}{}", if passage.cut_before { "… " } else { "" }, if passage.cut_after { " …" } else { "" })
    }

    #[test]
    fn the_sentence_is_shown_with_its_words_marked() {
        assert_eq!(shown("It rained. The Railway was old.", &["railway"], &[]), "… The [Railway] was old.");
        assert_eq!(shown("Café, café au lait", &["cafe"], &[]), "[Café], [café] au lait");
        assert_eq!(shown("从这里出发的铁路列车。经过六国。", &[], &["铁路"]), "从这里出发的[铁路]列车。经过六国。");
        assert_eq!(shown("No such word", &["absent"], &[]), "No such word");
    }

    #[test]
    fn the_place_with_most_different_words_is_shown() {
        let text = format!("A bridge. {}A bridge of stone over the river. {}", "Filler words. ".repeat(40), "More words. ".repeat(40));
        assert!(shown(&text, &["bridge", "stone", "river"], &[]).starts_with("… A [bridge] of [stone] over the [river]."));
    }

    #[test]
    fn a_long_text_is_cut_at_words_and_keeps_the_word_found() {
        let text = format!("{}needle {}", "before ".repeat(60), "after ".repeat(80));
        let shown = shown(&text, &["needle"], &[]);
        assert!(shown.starts_with("… before") && shown.contains("[needle]") && shown.ends_with("after …"), "{shown}");
        assert!(shown.chars().count() < LENGTH + 40);
    }

    #[test]
    fn text_of_any_script_is_cut_between_characters() {
        for text in ["字".repeat(500), "é".repeat(500), "ก".repeat(400), format!("{} x", "😀".repeat(300))] {
            assert!(!shown(&text, &["x"], &["字字"]).is_empty());
        }
    }

    #[test]
    fn the_block_with_most_words_is_shown() {
        let blocks: Vec<String> = ["one two", "two three", "one and two and three", "absent"].iter().map(|b| (*b).to_owned()).collect();
        let best = |forms: &[&str]| best(&blocks, &meaning(forms, &[]), "en", &Variants::default(), &English);
        assert_eq!(best(&["three", "two"]), Some(1));
        assert_eq!(best(&["three", "two", "one"]), Some(2));
        assert_eq!(best(&["nothing"]), None);
    }
}
