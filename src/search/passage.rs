//! The sentence that a query was found in, with its words marked.

use super::excerpt::{Passage, Run, runs, window_end, window_start};
use super::fold::{Mapped, fold_mapped, is_substring_script};
use super::needles::Query;

/// The byte ranges of a text that a query means, in order, none overlapping. A word is marked whole.
pub fn marks(text: &str, query: &Query) -> Vec<(usize, usize)> {
    let folded = fold_mapped(text);
    let mut ranges: Vec<(usize, usize)> = Vec::new();
    for (start, end) in query.needles().iter().flat_map(|needle| occurrences(&folded, needle)) {
        let at = ranges.partition_point(|range| range.1 < start);
        let last = ranges.partition_point(|range| range.0 <= end);
        // What the new range touches becomes one with it.
        let whole = ranges[at..last].iter().fold((start, end), |whole, range| (whole.0.min(range.0), whole.1.max(range.1)));
        ranges.splice(at..last, [whole]);
    }
    ranges
}

fn occurrences(folded: &Mapped, needle: &str) -> Vec<(usize, usize)> {
    let word = needle.trim_start();
    let anywhere = word.chars().next().is_some_and(is_substring_script);
    let skip = needle.len() - word.len();
    folded
        .text
        .match_indices(needle)
        .map(|(at, _)| {
            let start = at + skip;
            let end =
                if anywhere { at + needle.len() } else { start + folded.text[start..].find(' ').unwrap_or(folded.text.len() - start) };
            (folded.source[start] as usize, folded.source[end] as usize)
        })
        .collect()
}

/// The whole text in runs.
pub fn mark(text: &str, query: &Query) -> Vec<Run> {
    runs(text, 0, text.len(), &marks(text, query))
}

/// The sentence around the first word found, or the beginning of the text, cut to a length that two lines hold.
pub fn passage(text: &str, query: &Query) -> Passage {
    let ranges = marks(text, query);
    let (first, first_end) = ranges.first().copied().unwrap_or((0, 0));
    let start = window_start(text, first);
    let end = window_end(text, start, first_end);
    Passage { runs: runs(text, start, end, &ranges), cut_before: start > 0, cut_after: end < text.trim_end().len() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, typed: &str) -> String {
        let passage = passage(text, &Query::parse(typed));
        let words: String = passage.runs.iter().map(|r| if r.marked { format!("[{}]", r.words) } else { r.words.clone() }).collect();
        format!("{}{words}{}", if passage.cut_before { "… " } else { "" }, if passage.cut_after { " …" } else { "" })
    }

    #[test]
    fn the_sentence_is_shown_with_its_words_marked() {
        assert_eq!(shown("It rained. The Railway was old.", "rail"), "… The [Railway] was old.");
        assert_eq!(shown("Café, café au lait", "cafe"), "[Café], [café] au lait");
        assert_eq!(shown("从这里出发的铁路列车。经过六国。", "铁路"), "从这里出发的[铁路]列车。经过六国。");
        assert_eq!(shown("No such word", "absent"), "No such word");
    }

    #[test]
    fn a_long_text_is_cut_at_words_and_keeps_the_word_found() {
        let text = format!("{}needle {}", "before ".repeat(60), "after ".repeat(80));
        let shown = shown(&text, "needle");
        assert!(shown.starts_with("… before") && shown.contains("[needle]") && shown.ends_with("after …"), "{shown}");
        assert!(shown.chars().count() < 260);
    }

    #[test]
    fn text_of_any_script_is_cut_between_characters() {
        for text in ["字".repeat(500), "é".repeat(500), "ก".repeat(400), format!("{} x", "😀".repeat(300))] {
            assert!(!passage(&text, &Query::parse("x")).runs.is_empty());
        }
    }
}
