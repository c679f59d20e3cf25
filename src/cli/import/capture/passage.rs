//! Joins lines into passages, undoing a text browser's wrapping.

use super::hyphenation::Hyphenation;
use super::measure::{collapse_breaking_whitespace, ends_sentence, is_hangul, is_wide, width};
use super::tables::parse_table;
use crate::article::{Inline, Link, Table, Text};
use std::ops::Range;

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
    /// The level of a heading that is marked as one.
    pub(super) heading: Option<u8>,
    /// The table that its lines make.
    pub(super) table: Option<Table>,
    /// Its links, in order.
    pub(super) links: Vec<PassageLink>,
    /// Whether it begins with a link, as the entries of menus do.
    pub(super) is_link: bool,
}

/// A link in a passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PassageLink {
    /// Where its words are in the passage's text.
    pub(super) words: Range<usize>,
    /// Its address.
    pub(super) href: String,
}

impl Passage {
    /// The text with its links.
    pub(super) fn rich_text(&self) -> Text {
        let (mut text, mut at) = (Text::default(), 0);
        for link in &self.links {
            let words = self.text.get(link.words.clone()).unwrap_or_default();
            text.extend(Text::new(self.text.get(at..link.words.start).unwrap_or_default()).0);
            text.push(Inline::Link(Link { href: link.href.clone(), text: Text::new(words), ..Link::default() }));
            at = link.words.end;
        }
        text.extend(Text::new(self.text.get(at..).unwrap_or_default()).0);
        text
    }
}

/// List bullets of text browsers.
const BULLETS: [char; 12] = ['*', '•', '+', 'o', '#', '□', '☆', '◦', '▪', '-', '‣', '■'];

/// Words behind which a hyphen stands for a part left out, as in German `Nord- und Südtirol`.
const HYPHEN_CONJUNCTIONS: [&str; 10] = ["und", "oder", "bis", "and", "or", "to", "och", "og", "en", "e"];

/// Fewest lines that must reach a margin.
const MIN_LINES_AT_MARGIN: usize = 3;

/// Maximum margin: text browsers wrap at terminal width, so wider lines were not wrapped.
const MAX_MARGIN: usize = 140;

/// How the lines of a text were broken.
struct LineBreaks {
    margin: Option<usize>,
    /// Set in a proportional font, so that lines of one paragraph differ in width.
    is_ragged: bool,
    hyphenation: Hyphenation,
}

/// Share of the margin, in tenths, from which on a line of a ragged text goes on if no sentence ends there.
const RAGGED_TENTHS: usize = 6;

/// Minimum margin of a terminal, and of a page, which may have columns.
const MIN_MARGIN: usize = 50;
const MIN_PAGE_MARGIN: usize = 24;

/// The passages of a text, in order.
pub(super) fn split_passages(text: &str) -> Vec<Passage> {
    split_lines(text, false)
}

/// The passages of a text that was set in pages.
pub(super) fn split_paged_passages(text: &str) -> Vec<Passage> {
    split_lines(text, true)
}

fn split_lines(text: &str, is_paged: bool) -> Vec<Passage> {
    let breaks = LineBreaks {
        margin: wrap_margin(text, if is_paged { MIN_PAGE_MARGIN } else { MIN_MARGIN }),
        is_ragged: is_paged,
        hyphenation: Hyphenation::of(text, is_paged),
    };
    let mut all: Vec<Passage> = Vec::new();
    let mut has_gap_before = true;
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    for run in lines.split(|line| line.trim_matches(char::is_whitespace).is_empty()) {
        match parse_table(run) {
            Some(table) => all.push(table_passage(run, table)),
            None => append_run(&mut all, run, has_gap_before, &breaks),
        }
        has_gap_before = true;
    }
    all
}

/// Adds the lines of a run without an empty line; a bracket left open goes on over an empty line.
fn append_run(all: &mut Vec<Passage>, run: &[&str], mut has_gap_before: bool, breaks: &LineBreaks) {
    let mut last = "";
    for line in run {
        match all.last_mut() {
            Some(open) if open.text.ends_with(" (") || (!has_gap_before && is_continuation(open, last, line, breaks)) => {
                append_line(open, last, line, &breaks.hyphenation)
            }
            _ => all.push(new_passage(line, has_gap_before)),
        }
        (has_gap_before, last) = (false, line);
    }
}

fn table_passage(run: &[&str], table: Table) -> Passage {
    let raw = run.iter().map(|line| line.trim()).collect::<Vec<_>>().join("\n");
    Passage { text: collapse_breaking_whitespace(&raw), raw, table: Some(table), has_gap_before: true, ..Passage::default() }
}

/// The column at which the capture was wrapped; `None` if every paragraph is one line.
fn wrap_margin(text: &str, min: usize) -> Option<usize> {
    let widths: Vec<usize> = text.lines().map(|l| width(l.trim_end())).filter(|w| *w > 0).collect();
    let wider = widths.iter().filter(|w| **w > MAX_MARGIN).count();
    if wider * 20 > widths.len() {
        return None;
    }
    let at = |margin: usize| widths.iter().filter(|w| (margin.saturating_sub(5)..=margin).contains(*w)).count();
    (min..=MAX_MARGIN).rev().find(|m| widths.contains(m) && at(*m) >= MIN_LINES_AT_MARGIN)
}

#[expect(clippy::string_slice, reason = "every place is where a character begins or ends that was found in this text")]
fn new_passage(line: &str, has_gap_before: bool) -> Passage {
    let body = line.trim_start();
    // Chinese and Japanese paragraphs begin with ideographic spaces, which their other lines lack.
    let indent = width(line[..line.len() - body.len()].trim_end_matches('\u{3000}'));
    let (marker, words) = split_marker(body, indent);
    let text = collapse_breaking_whitespace(words);
    Passage { text, raw: body.to_owned(), indent, marker: marker.to_owned(), has_gap_before, ..Passage::default() }
}

/// Splits a list marker from its words. Some bullets count only if indented.
fn split_marker(body: &str, indent: usize) -> (&str, &str) {
    let (first, rest) = body.split_once(char::is_whitespace).unwrap_or((body, ""));
    // pandoc sets items without indentation, and their words apart from the marker.
    let is_set_apart = indent > 0 || (rest.starts_with(' ') && !first.starts_with(['o', '#']));
    let bullet = first.chars().count() == 1 && first.starts_with(BULLETS) && (is_set_apart || !first.starts_with(['o', '-', '#', '+']));
    let digits = first.trim_end_matches('.');
    let number =
        first.ends_with('.') && digits.len() <= 2 && !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) && is_set_apart;
    if bullet || number { (first, rest.trim_start()) } else { ("", body) }
}

/// True if a line break was forced: the next word would not have fit before the margin, or the sentence goes on.
#[expect(clippy::string_slice, reason = "every place is where a character begins or ends that was found in this text")]
fn is_continuation(open: &Passage, last: &str, line: &str, breaks: &LineBreaks) -> bool {
    let body = line.trim_start();
    let indent = width(&line[..line.len() - body.len()]);
    if !split_marker(body, indent).0.is_empty() || body.starts_with("(BUTTON)") || stands_alone(body) || stands_alone(last.trim_start()) {
        return false;
    }
    if begins_inside_sentence(open, last, body) {
        return true;
    }
    let Some(margin) = breaks.margin else { return false };
    let hanging = indent >= open.indent && indent <= open.indent + open.marker.len() + 3;
    let is_full = width(last) + 1 + first_word_width(body) > margin;
    let goes_on = (width(last) * 2 > margin || breaks.is_ragged)
        && body.starts_with(char::is_lowercase)
        && !ends_sentence(last)
        && !last.ends_with(':');
    hanging && (is_full || goes_on || (breaks.is_ragged && is_ragged_line(last, body, margin)))
}

/// True for a rule, and for the line in the place of a picture.
fn stands_alone(body: &str) -> bool {
    body.starts_with('[') && body.ends_with(']') || super::kind::is_rule(body)
}

/// True if a line of a ragged text goes on: behind the end of a sentence only where the next word would hardly have fit.
fn is_ragged_line(last: &str, body: &str, margin: usize) -> bool {
    if ends_sentence(last) || last.ends_with([':', '：']) {
        width(last) + 1 + first_word_width(body) > margin - margin / 20
    } else {
        width(last) * 10 > margin * RAGGED_TENTHS
    }
}

/// True if a line cannot begin anything: it begins with a closing mark, or its script has no spaces and the wide line before it
/// ends without a mark.
fn begins_inside_sentence(open: &Passage, last: &str, body: &str) -> bool {
    let is_letter = |c: Option<char>| c.is_some_and(|c| is_wide(c) && !is_hangul(c) && c.is_alphanumeric());
    let closing = body.starts_with(['，', '。', '、', '」', '』', '）', '！', '？', '；', '：']);
    let is_broken = width(last) > MAX_MARGIN - 40 && is_letter(last.chars().last()) && is_letter(body.chars().next());
    open.marker.is_empty() && (closing || is_broken)
}

/// Width of the first word; in scripts that break anywhere, of a character and a mark that cannot begin a line.
fn first_word_width(body: &str) -> usize {
    match body.chars().next() {
        Some(c) if is_wide(c) && !is_hangul(c) => 3,
        _ => width(body.split(' ').next().unwrap_or_default()),
    }
}

fn append_line(open: &mut Passage, last: &str, line: &str, hyphenation: &Hyphenation) {
    let body = line.trim_start();
    let wide = |c: Option<char>| c.is_some_and(|c| is_wide(c) && !is_hangul(c));
    let is_divided = open.text.ends_with(['-', '\u{ad}']) && !last.is_empty();
    let is_joined = wide(open.text.chars().last()) && wide(body.chars().next()) || is_divided && joins_to_hyphen(last, body);
    if is_divided && hyphenation.is_soft(last, body) {
        open.text.pop();
    } else if !is_joined {
        open.text.push(' ');
    }
    open.text.push_str(&collapse_breaking_whitespace(body));
    open.raw.push('\n');
    open.raw.push_str(body);
}

/// True if a hyphen at the end of a line stands inside a word, as in `well-known`.
fn joins_to_hyphen(last: &str, body: &str) -> bool {
    let next = body.split(' ').next().unwrap_or_default();
    let is_compound = !HYPHEN_CONJUNCTIONS.contains(&next) && body.starts_with(char::is_alphanumeric);
    is_compound && last.trim_end_matches('-').ends_with(char::is_alphanumeric)
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
