//! Breaks text into lines by the rules of Unicode (UAX 14), in any script.

use icu::segmenter::{GraphemeClusterSegmenter, LineSegmenter};

/// The input of line breaking: pieces between which a line may break, and a measure of width.
pub(super) struct Breaking<'w> {
    pieces: Vec<&'w str>,
    width: &'w dyn Fn(&str) -> f32,
}

/// A last line shorter than this share of the width looks like a leftover.
const SHORT: f32 = 0.35;

/// Stands for the text that was cut.
const MORE: char = '…';

impl<'w> Breaking<'w> {
    /// Takes a text on one line, and the function that measures it.
    #[expect(clippy::string_slice, reason = "an end is one of a sign that was found in these words")]
    pub(super) fn of(words: &'w str, width: &'w dyn Fn(&str) -> f32) -> Breaking<'w> {
        let segmenter = LineSegmenter::new_dictionary(Default::default());
        let ends: Vec<usize> = segmenter.segment_str(words).collect();
        let pieces = ends.windows(2).map(|ends| &words[ends[0]..ends[1]]).filter(|piece| !piece.is_empty()).collect();
        Breaking { pieces, width }
    }

    /// The width of the widest piece: a narrower line would have to break it.
    pub(super) fn widest(&self) -> f32 {
        self.pieces.iter().map(|piece| (self.width)(piece.trim_end())).fold(0.0, f32::max)
    }

    /// Breaks into as many lines as needed, none wider than `most` and all of about the same length.
    pub(super) fn lines(&self, most: f32) -> Vec<String> {
        let full = self.filled(most);
        // Greedy lines may leave one word for the last: narrower lines, as many of them, look better.
        let (mut narrow, mut wide) = (most / full.len().max(1) as f32 * 0.8, most);
        for _ in 0..8 {
            let middle = (narrow + wide) / 2.0;
            if self.filled(middle).len() > full.len() { narrow = middle } else { wide = middle }
        }
        self.filled(wide)
    }

    /// Breaks into lines as full as possible, but avoids a last line of a word or two.
    pub(super) fn prose(&self, most: f32) -> Vec<String> {
        let full = self.filled(most);
        let short = full.last().is_some_and(|last| (self.width)(last) < most * SHORT);
        if short { self.lines(most) } else { full }
    }

    /// Returns at most `count` lines; if the text is longer, the last one ends in an ellipsis, after a whole word if possible.
    pub(super) fn cut(&self, most: f32, count: usize) -> Vec<String> {
        let mut lines = self.filled(most);
        if lines.len() <= count {
            return self.lines(most);
        }
        lines.truncate(count);
        if let Some(last) = lines.last_mut() {
            *last = self.shortened(last, most);
        }
        lines
    }

    /// A line with an ellipsis at its end.
    #[expect(clippy::string_slice, reason = "an end is one of a sign that was found in these words")]
    fn shortened(&self, line: &str, most: f32) -> String {
        let ends: Vec<usize> = LineSegmenter::new_dictionary(Default::default()).segment_str(line).collect();
        let with_more = |end: &usize| {
            let kept = line[..*end].trim_end_matches(|c: char| c.is_whitespace() || ",.;:—–-，。、；：،؛".contains(c));
            Some(format!("{kept}{MORE}")).filter(|line| !kept.is_empty() && (self.width)(line) <= most)
        };
        let inside = GraphemeClusterSegmenter::new().segment_str(line).collect::<Vec<_>>();
        ends.iter().rev().find_map(with_more).or_else(|| inside.iter().rev().find_map(with_more)).unwrap_or_else(|| MORE.to_string())
    }

    /// Breaks into lines as full as possible.
    fn filled(&self, most: f32) -> Vec<String> {
        let (mut lines, mut line) = (Vec::new(), String::new());
        for piece in &self.pieces {
            let longer = format!("{line}{piece}");
            if (self.width)(longer.trim_end()) <= most {
                line = longer;
                continue;
            }
            end(&mut lines, &mut line);
            line = self.broken(piece, most, &mut lines);
        }
        end(&mut lines, &mut line);
        lines
    }

    /// Starts a line with a piece; if the piece is too wide, adds the full lines to `lines` and returns the rest.
    #[expect(clippy::string_slice, reason = "an end is one of a sign that was found in these words")]
    fn broken(&self, piece: &str, most: f32, lines: &mut Vec<String>) -> String {
        let mut line = String::new();
        if (self.width)(piece.trim_end()) <= most {
            return piece.to_owned();
        }
        let ends: Vec<usize> = GraphemeClusterSegmenter::new().segment_str(piece).collect();
        for sign in ends.windows(2).map(|ends| &piece[ends[0]..ends[1]]) {
            if (self.width)(format!("{line}{sign}").trim_end()) > most {
                end(lines, &mut line);
            }
            line.push_str(sign);
        }
        line
    }
}

/// Ends a line: trailing spaces are not part of it.
fn end(lines: &mut Vec<String>, line: &mut String) {
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

    fn lines(words: &str, most: f32) -> Vec<String> {
        Breaking::of(words, &count).lines(most)
    }

    #[test]
    fn lines_break_between_words_and_are_about_as_long() {
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
    fn a_word_wider_than_a_line_is_broken_where_it_must_be() {
        assert_eq!(lines("to Donaudampfschifffahrt", 8.0).join("").replace(' ', ""), "toDonaudampfschifffahrt");
        assert!(lines("Donaudampfschifffahrt", 8.0).iter().all(|line| count(line) <= 8.0));
        assert_eq!(lines("e\u{301}e\u{301}e\u{301}", 2.0), ["e\u{301}", "e\u{301}", "e\u{301}"], "a letter keeps its accent");
    }

    #[test]
    fn what_does_not_fit_ends_in_an_ellipsis_after_a_word() {
        let cut = |words: &str, most: f32, lines: usize| Breaking::of(words, &count).cut(most, lines);
        assert_eq!(cut("one two, three four five six", 9.0, 2), ["one two,", "three…"]);
        assert_eq!(cut("one two three", 14.0, 1), ["one two three"], "what fits stays whole");
        assert_eq!(cut("Donaudampfschifffahrt", 8.0, 1), ["Donauda…"]);
        assert!(cut("one, two", 4.0, 1)[0].ends_with("one…"));
    }
}
