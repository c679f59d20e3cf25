//! Strips Obsidian comments, `%%inline%%` or on lines of their own. Inside code the marks are literal.

use super::code_ranges::{CodeRanges, replace_ranges};
use pulldown_cmark::Options;
use std::ops::Range;

/// Strips the comments of a text; true if the last one is unclosed, in which case everything after it is dropped too.
pub(super) fn strip_comments(text: &str, options: Options) -> (String, bool) {
    let (mut text, mut unclosed) = (text.to_owned(), false);
    // A comment may contain apparent code: once it is gone, the rest is parsed again.
    for _ in 0..8 {
        if !text.contains("%%") {
            break;
        }
        let (cut, open) = comment_ranges(&text, &CodeRanges::find(&text, options));
        unclosed |= open;
        if cut.is_empty() {
            break;
        }
        text = replace_ranges(&text, &cut.into_iter().map(|range| (range, String::new())).collect::<Vec<_>>());
    }
    (text, unclosed)
}

/// The ranges of comments; true if the last one is unclosed.
fn comment_ranges(text: &str, code: &CodeRanges) -> (Vec<Range<usize>>, bool) {
    let escaped = |at: usize| text.get(..at).is_some_and(|before| before.ends_with('\\'));
    let in_code = |at: usize| code.contains(at);
    let signs: Vec<usize> = text.match_indices("%%").map(|(at, _)| at).filter(|&at| !escaped(at)).collect();
    let (mut cut, mut rest) = (Vec::new(), signs.as_slice());
    while let Some((&start, after)) = rest.split_first() {
        rest = after;
        if in_code(start) {
            continue;
        }
        let begins_line = text.get(..start).is_some_and(|before| before.rsplit('\n').next().unwrap_or_default().trim().is_empty());
        let end = after.iter().position(|&at| at >= start + 2 && !in_code(at)).or_else(|| after.iter().position(|&at| at >= start + 2));
        match end.and_then(|at| after.get(at).map(|end| (at, *end))) {
            // An inline comment ends in its paragraph; otherwise both marks are percent signs.
            Some((at, end)) if begins_line || !text.get(start..end).unwrap_or_default().contains("\n\n") => {
                cut.push(start..end + 2);
                rest = after.get(at + 1..).unwrap_or_default();
            }
            None if begins_line => {
                cut.push(start..text.len());
                return (cut, true);
            }
            _ => {}
        }
    }
    (cut, false)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strip_comments(text: &str) -> (String, bool) {
        super::strip_comments(text, Options::all())
    }

    #[test]
    fn strips_comments_but_not_in_code() {
        assert_eq!(strip_comments("A %%b%% c.\n\n%%\nd\n\ne\n%%\n\nf").0, "A  c.\n\n\n\nf");
        let code = "`%%a%%` and\n\n```\n%% b %%\n```\n\n    %% c %%\n";
        assert_eq!(strip_comments(code), (code.to_owned(), false));
        assert_eq!(strip_comments("- x\n\n    %%a%%\n").0, "- x\n\n    \n");
        assert_eq!(strip_comments("x `a` %%b `c` d%% e").0, "x `a`  e");
        assert_eq!(strip_comments("%%\n```\nopen\n%%\n\nafter").0, "\n\nafter");
    }

    #[test]
    fn keeps_percent_signs_and_drops_text_after_an_unclosed_comment() {
        for text in ["100%% sure\n\nand 50%% more", "one %% alone", "\\%%a%%b"] {
            assert_eq!(strip_comments(text), (text.to_owned(), false), "{text}");
        }
        assert_eq!(strip_comments("a\n\n%% b\n\nc"), ("a\n\n".to_owned(), true));
    }
}
