//! Joins lines into passages, undoing a text browser's wrapping.

use super::measure::{collapse_breaking_whitespace, is_hangul, is_wide, width};

/// A paragraph, headline or list item.
#[derive(Debug, Clone, Default)]
pub(super) struct Passage {
    /// The text with white space collapsed, without a list marker.
    pub(super) text: String,
    /// The original lines, without the white space around them.
    pub(super) raw: String,
    /// The column in which the first line begins.
    pub(super) indent: usize,
    /// The list marker, `*` or `1.`; empty if it is not a list item.
    pub(super) marker: String,
    /// Whether an empty line precedes it.
    pub(super) has_gap_before: bool,
}

/// List bullets of text browsers.
const BULLETS: [char; 12] = ['*', '•', '+', 'o', '#', '□', '☆', '◦', '▪', '-', '‣', '■'];

/// Fewest lines that must reach a margin.
const MIN_LINES_AT_MARGIN: usize = 3;

/// Maximum margin: text browsers wrap at terminal width, so wider lines were not wrapped.
const MAX_MARGIN: usize = 140;

/// The passages of a text, in order.
pub(super) fn split_passages(text: &str) -> Vec<Passage> {
    let margin = wrap_margin(text);
    let mut all: Vec<Passage> = Vec::new();
    let (mut has_gap_before, mut last) = (true, "");
    for line in text.lines() {
        let line = line.trim_end();
        if line.trim_matches(|c: char| c.is_whitespace()).is_empty() {
            has_gap_before = true;
            continue;
        }
        match all.last_mut() {
            Some(open) if open.text.ends_with(" (") || (!has_gap_before && is_continuation(open, last, line, margin)) => {
                append_line(open, line)
            }
            _ => all.push(new_passage(line, has_gap_before)),
        }
        (has_gap_before, last) = (false, line);
    }
    all
}

/// The column at which the capture was wrapped; `None` if every paragraph is one line.
fn wrap_margin(text: &str) -> Option<usize> {
    let widths: Vec<usize> = text.lines().map(|l| width(l.trim_end())).filter(|w| *w > 0).collect();
    let wider = widths.iter().filter(|w| **w > MAX_MARGIN).count();
    if wider * 20 > widths.len() {
        return None;
    }
    let at = |margin: usize| widths.iter().filter(|w| (margin.saturating_sub(5)..=margin).contains(*w)).count();
    (50..=MAX_MARGIN).rev().find(|m| widths.contains(m) && at(*m) >= MIN_LINES_AT_MARGIN)
}

#[expect(clippy::string_slice, reason = "every place is where a character begins or ends that was found in this text")]
fn new_passage(line: &str, has_gap_before: bool) -> Passage {
    let body = line.trim_start();
    let indent = width(&line[..line.len() - body.len()]);
    let (marker, words) = split_marker(body, indent);
    Passage { text: collapse_breaking_whitespace(words), raw: body.to_owned(), indent, marker: marker.to_owned(), has_gap_before }
}

/// Splits a list marker from its words. Some bullets count only if indented.
fn split_marker(body: &str, indent: usize) -> (&str, &str) {
    let (first, rest) = body.split_once(' ').unwrap_or((body, ""));
    let bullet = first.chars().count() == 1 && first.starts_with(BULLETS) && (indent > 0 || !first.starts_with(['o', '-', '#', '+']));
    let digits = first.trim_end_matches('.');
    let number =
        first.ends_with('.') && digits.len() <= 2 && !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) && indent > 0;
    if bullet || number { (first, rest.trim_start()) } else { ("", body) }
}

/// True if a line break was forced: the next word would not have fit before the margin.
#[expect(clippy::string_slice, reason = "every place is where a character begins or ends that was found in this text")]
fn is_continuation(open: &Passage, last: &str, line: &str, margin: Option<usize>) -> bool {
    let Some(margin) = margin else { return false };
    let body = line.trim_start();
    let indent = width(&line[..line.len() - body.len()]);
    if !split_marker(body, indent).0.is_empty() || body.starts_with("(BUTTON)") {
        return false;
    }
    let hanging = indent >= open.indent && indent <= open.indent + open.marker.len() + 3;
    hanging && width(last) + 1 + first_word_width(body) > margin
}

/// Width of the first word; in scripts that break anywhere, of a character and a mark that cannot begin a line.
fn first_word_width(body: &str) -> usize {
    match body.chars().next() {
        Some(c) if is_wide(c) && !is_hangul(c) => 3,
        _ => width(body.split(' ').next().unwrap_or_default()),
    }
}

fn append_line(open: &mut Passage, line: &str) {
    let body = line.trim_start();
    let wide = |c: Option<char>| c.is_some_and(|c| is_wide(c) && !is_hangul(c));
    if !(wide(open.text.chars().last()) && wide(body.chars().next())) {
        open.text.push(' ');
    }
    open.text.push_str(&collapse_breaking_whitespace(body));
    open.raw.push('\n');
    open.raw.push_str(body);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passage_texts(text: &str) -> Vec<String> {
        split_passages(text).into_iter().map(|p| p.text).collect()
    }

    #[test]
    fn joins_wrapped_lines_only() {
        let text = "The first train of the season left the old station on the river before the sun\nwas up, with eleven wagons of dried fruit, felt and copper for the markets in the\nwest of the country.\nPhoto desk\nThe second train waited for the ferry at the landing until the fog over the water\nhad gone.";
        assert_eq!(passage_texts(text).len(), 3);
        assert!(passage_texts(text)[0].ends_with("markets in the west of the country."));
    }

    #[test]
    fn separates_list_markers() {
        let all = split_passages("  * Rivers\n  * Railways\n 1. Home");
        assert_eq!((all[0].marker.as_str(), all[0].text.as_str(), all[2].marker.as_str()), ("*", "Rivers", "1."));
    }

    #[test]
    fn keeps_unwrapped_lines_apart() {
        let long = "word ".repeat(60);
        assert_eq!(passage_texts(&format!("{long}\n{long}\nShort")).len(), 3);
    }
}
