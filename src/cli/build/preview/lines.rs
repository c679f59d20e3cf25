//! Breaks text into lines by the rules of Unicode (UAX 14), in any script.

use icu::segmenter::{GraphemeClusterSegmenter, LineSegmenter};

/// The input of line breaking: pieces between which a line may break, and a measure of width.
pub(super) struct LineBreaker<'w> {
    pieces: Vec<&'w str>,
    width: &'w dyn Fn(&str) -> f32,
}

/// A last line shorter than this share of the width looks like a leftover.
const MIN_LAST_LINE_SHARE: f32 = 0.35;

/// Stands for the text that was cut.
const ELLIPSIS: char = '…';

impl<'w> LineBreaker<'w> {
    /// Takes a text on one line, and the function that measures it.
    #[expect(clippy::string_slice, reason = "an end is one of a sign that was found in these words")]
    pub(super) fn new(words: &'w str, width: &'w dyn Fn(&str) -> f32) -> LineBreaker<'w> {
        let segmenter = LineSegmenter::new_dictionary(Default::default());
        let ends: Vec<usize> = segmenter.segment_str(words).collect();
        let pieces = ends.windows(2).map(|ends| &words[ends[0]..ends[1]]).filter(|piece| !piece.is_empty()).collect();
        LineBreaker { pieces, width }
    }

    /// The width of the widest piece: a narrower line would have to break it.
    pub(super) fn max_piece_width(&self) -> f32 {
        self.pieces.iter().map(|piece| (self.width)(piece.trim_end())).fold(0.0, f32::max)
    }

    /// Breaks into as many lines as needed, none wider than `max_width` and all of about the same length.
    pub(super) fn balanced_lines(&self, max_width: f32) -> Vec<String> {
        let full = self.greedy_lines(max_width);
        // Greedy lines may leave one word for the last: narrower lines, as many of them, look better.
        let (mut narrow, mut wide) = (max_width / full.len().max(1) as f32 * 0.8, max_width);
        for _ in 0..8 {
            let middle = (narrow + wide) / 2.0;
            if self.greedy_lines(middle).len() > full.len() { narrow = middle } else { wide = middle }
        }
        self.greedy_lines(wide)
    }

    /// Breaks into lines as full as possible, but avoids a last line of a word or two.
    pub(super) fn paragraph_lines(&self, max_width: f32) -> Vec<String> {
        let full = self.greedy_lines(max_width);
        let short = full.last().is_some_and(|last| (self.width)(last) < max_width * MIN_LAST_LINE_SHARE);
        if short { self.balanced_lines(max_width) } else { full }
    }

    /// Returns at most `count` lines; if the text is longer, the last one ends in an ellipsis, after a whole word if possible.
    pub(super) fn truncated_lines(&self, max_width: f32, count: usize) -> Vec<String> {
        let mut lines = self.greedy_lines(max_width);
        if lines.len() <= count {
            return self.balanced_lines(max_width);
        }
        lines.truncate(count);
        if let Some(last) = lines.last_mut() {
            *last = self.with_ellipsis(last, max_width);
        }
        lines
    }

    /// A line with an ellipsis at its end.
    #[expect(clippy::string_slice, reason = "an end is one of a sign that was found in these words")]
    fn with_ellipsis(&self, line: &str, max_width: f32) -> String {
        let ends: Vec<usize> = LineSegmenter::new_dictionary(Default::default()).segment_str(line).collect();
        let with_end = |end: &usize| {
            let kept = line[..*end].trim_end_matches(|c: char| c.is_whitespace() || ",.;:—–-，。、；：،؛".contains(c));
            Some(format!("{kept}{ELLIPSIS}")).filter(|line| !kept.is_empty() && (self.width)(line) <= max_width)
        };
        let inside = GraphemeClusterSegmenter::new().segment_str(line).collect::<Vec<_>>();
        ends.iter().rev().find_map(with_end).or_else(|| inside.iter().rev().find_map(with_end)).unwrap_or_else(|| ELLIPSIS.to_string())
    }

    /// Breaks into lines as full as possible.
    fn greedy_lines(&self, max_width: f32) -> Vec<String> {
        let (mut lines, mut line) = (Vec::new(), String::new());
        for piece in &self.pieces {
            let longer = format!("{line}{piece}");
            if (self.width)(longer.trim_end()) <= max_width {
                line = longer;
                continue;
            }
            finish_line(&mut lines, &mut line);
            line = self.break_piece(piece, max_width, &mut lines);
        }
        finish_line(&mut lines, &mut line);
        lines
    }

    /// Starts a line with a piece; if the piece is too wide, adds the full lines to `lines` and returns the rest.
    #[expect(clippy::string_slice, reason = "an end is one of a sign that was found in these words")]
    fn break_piece(&self, piece: &str, max_width: f32, lines: &mut Vec<String>) -> String {
        let mut line = String::new();
        if (self.width)(piece.trim_end()) <= max_width {
            return piece.to_owned();
        }
        let ends: Vec<usize> = GraphemeClusterSegmenter::new().segment_str(piece).collect();
        for grapheme in ends.windows(2).map(|ends| &piece[ends[0]..ends[1]]) {
            if (self.width)(format!("{line}{grapheme}").trim_end()) > max_width {
                finish_line(lines, &mut line);
            }
            line.push_str(grapheme);
        }
        line
    }
}

/// Ends a line: trailing spaces are not part of it.
fn finish_line(lines: &mut Vec<String>, line: &mut String) {
    let whole = std::mem::take(line);
    let whole = whole.trim_end();
    if !whole.is_empty() {
        lines.push(whole.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every character has width one.
    fn count(words: &str) -> f32 {
        words.chars().count() as f32
    }

    fn lines(words: &str, max_width: f32) -> Vec<String> {
        LineBreaker::new(words, &count).balanced_lines(max_width)
    }

    #[test]
    fn lines_break_between_words_and_are_balanced() {
        assert_eq!(lines("A railway that took thirty years to agree on", 24.0), ["A railway that took", "thirty years to agree on"]);
        assert_eq!(lines("one two three four five", 19.0), ["one two three", "four five"]);
        assert_eq!(lines("Khiva", 24.0), ["Khiva"]);
        assert_eq!(lines("", 24.0), [""; 0]);
    }

    #[test]
    fn chinese_breaks_between_characters_but_not_before_a_comma() {
        assert_eq!(lines("重庆，山城与它的铁路", 3.0).concat(), "重庆，山城与它的铁路");
        assert!(lines("重庆山，城与它的铁路", 3.0).iter().all(|line| !line.starts_with('，') && count(line) <= 3.0));
    }

    #[test]
    fn thai_breaks_between_words() {
        let lines = lines("สายไหมในเอเชียกลาง", 9.0);
        assert_eq!(lines.concat(), "สายไหมในเอเชียกลาง");
        assert!(lines.len() > 1 && lines[0].starts_with("สายไหม"), "{lines:?}");
    }

    #[test]
    fn words_wider_than_a_line_are_broken() {
        assert_eq!(lines("to Donaudampfschifffahrt", 8.0).join("").replace(' ', ""), "toDonaudampfschifffahrt");
        assert!(lines("Donaudampfschifffahrt", 8.0).iter().all(|line| count(line) <= 8.0));
        assert_eq!(lines("e\u{301}e\u{301}e\u{301}", 2.0), ["e\u{301}", "e\u{301}", "e\u{301}"], "a letter keeps its accent");
    }

    #[test]
    fn truncated_text_ends_in_an_ellipsis_after_a_word() {
        let cut = |words: &str, max_width: f32, lines: usize| LineBreaker::new(words, &count).truncated_lines(max_width, lines);
        assert_eq!(cut("one two, three four five six", 9.0, 2), ["one two,", "three…"]);
        assert_eq!(cut("one two three", 14.0, 1), ["one two three"], "what fits stays whole");
        assert_eq!(cut("Donaudampfschifffahrt", 8.0, 1), ["Donauda…"]);
        assert!(cut("one, two", 4.0, 1)[0].ends_with("one…"));
    }
}
