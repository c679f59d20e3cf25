//! The ranges of a Markdown text whose signs are literal: code and formulas.

use pulldown_cmark::{Event, Options, Parser, Tag};
use std::ops::Range;

/// The ranges of code and formulas in a text, in order.
#[derive(Debug, Default)]
pub(super) struct CodeRanges(Vec<Range<usize>>);

impl CodeRanges {
    /// Finds the code and the formulas.
    pub(super) fn find(text: &str, options: Options) -> CodeRanges {
        let events = Parser::new_ext(text, options).into_offset_iter();
        let is_code = |event: &Event| {
            matches!(event, Event::Code(_) | Event::Start(Tag::CodeBlock(_)) | Event::InlineMath(_) | Event::DisplayMath(_))
        };
        CodeRanges(events.filter(|(event, _)| is_code(event)).map(|(_, range)| range).collect())
    }

    /// The range around a place.
    pub(super) fn around(&self, at: usize) -> Option<&Range<usize>> {
        let next = self.0.partition_point(|range| range.end <= at);
        self.0.get(next).filter(|range| range.contains(&at))
    }

    /// Whether a place is in code or in a formula.
    pub(super) fn contains(&self, at: usize) -> bool {
        self.around(at).is_some()
    }
}

/// A text with ranges, which are in order and apart, replaced.
pub(super) fn replace_ranges(text: &str, replacements: &[(Range<usize>, String)]) -> String {
    let (mut out, mut at) = (String::with_capacity(text.len()), 0);
    for (range, replacement) in replacements {
        out.push_str(text.get(at..range.start).unwrap_or_default());
        out.push_str(replacement);
        at = range.end;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

/// The part of a text in which what begins there may end: up to a blank line, and at most so many bytes and a few.
pub(super) fn window(text: &str, max_bytes: usize) -> &str {
    let end = (max_bytes..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
    let window = text.get(..end).unwrap_or(text);
    window.split("\n\n").next().unwrap_or(window)
}

/// The lines of a text with the place where each begins.
pub(super) fn lines_with_places(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_inclusive('\n').scan(0, |at, line| {
        let start = *at;
        *at += line.len();
        Some((start, line))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_code_and_formulas() {
        let code = CodeRanges::find("a `b` $c$\n\n```\nd\n```\n", Options::ENABLE_MATH);
        let found: Vec<bool> = [0, 3, 7, 15].into_iter().map(|at| code.contains(at)).collect();
        assert_eq!(found, [false, true, true, true]);
    }

    #[test]
    fn replaces_ranges_in_order() {
        assert_eq!(replace_ranges("abcdef", &[(1..2, "X".into()), (4..6, String::new())]), "aXcd");
    }
}
