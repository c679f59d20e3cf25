//! Marks of html2text, which writes pages as Markdown: headings, links, pictures, quotations.

use super::passage::{Passage, PassageLink};
use std::borrow::Cow;

/// Fewest marks by which a text is known to be of this kind.
const MIN_MARKS: usize = 3;

/// Columns by which a quotation is indented in place of its marks.
const QUOTE_INDENT: &str = "    ";

/// True if a text has headings or links as Markdown writes them.
pub(super) fn has_markdown_marks(text: &str) -> bool {
    let headings = text.lines().filter(|line| heading_level(line).is_some()).count();
    headings + text.matches("](").count() >= MIN_MARKS
}

/// The text with quotations indented instead of marked.
pub(super) fn indent_quotes(text: &str) -> Cow<'_, str> {
    if !text.lines().any(|line| line.starts_with("> ")) {
        return Cow::Borrowed(text);
    }
    let line = |line: &str| match line.strip_prefix('>') {
        Some(quoted) => format!("{QUOTE_INDENT}{}\n", quoted.trim_start()),
        None => format!("{line}\n"),
    };
    Cow::Owned(text.lines().map(line).collect())
}

/// The level of a heading such as `## The numbers`.
fn heading_level(line: &str) -> Option<u8> {
    let level = line.bytes().take_while(|b| *b == b'#').count();
    let is_heading = (1..=6).contains(&level) && line.get(level..).is_some_and(|rest| rest.starts_with(' '));
    u8::try_from(level).ok().filter(|_| is_heading)
}

/// Reads the marks of a passage. A picture before words becomes a passage of its own.
pub(super) fn resolve_marks(mut passage: Passage) -> Vec<Passage> {
    let mut all = Vec::new();
    while let Some((alt, rest)) = leading_picture(&passage.text) {
        let picture = Passage { text: format!("[IMAGE: {alt}]"), raw: String::new(), ..passage.clone() };
        passage = Passage { text: rest, has_gap_before: false, marker: String::new(), ..passage };
        all.push(picture);
    }
    if let Some(level) = heading_level(&passage.text) {
        passage.heading = Some(level);
        passage.text = passage.text.trim_start_matches('#').trim().to_owned();
    }
    resolve_links(&mut passage);
    match all.first_mut() {
        Some(picture) if passage.text.is_empty() => picture.raw = passage.raw,
        _ => all.push(passage),
    }
    all
}

/// The alternative text of a picture at the beginning, and the text behind it.
fn leading_picture(text: &str) -> Option<(String, String)> {
    let (alt, rest) = text.strip_prefix("![")?.split_once("](")?;
    let (_, rest) = rest.split_once(')')?;
    Some((alt.to_owned(), rest.trim_start().to_owned()))
}

/// Replaces `[words](address)` by its words, and takes out the signs of strong and escaped characters.
fn resolve_links(passage: &mut Passage) {
    let source = passage.text.replace("**", "");
    let (mut out, mut rest) = (String::with_capacity(source.len()), source.as_str());
    passage.is_link = rest.starts_with('[') && rest.contains("](");
    while let Some((before, words, href, after)) = next_link(rest) {
        out.push_str(&unescape(before));
        let start = out.len();
        out.push_str(&unescape(words));
        if href.contains("://") || href.starts_with("mailto:") {
            passage.links.push(PassageLink { words: start..out.len(), href: href.to_owned() });
        }
        rest = after;
    }
    out.push_str(&unescape(rest));
    passage.text = out;
}

/// The text before a link, its words, its address, and the text behind it.
fn next_link(text: &str) -> Option<(&str, &str, &str, &str)> {
    let (before, rest) = text.split_once("](")?;
    let (before, words) = before.rsplit_once('[')?;
    let (href, after) = rest.split_once(')')?;
    let href = href.split([' ', '<', '>']).find(|part| !part.is_empty()).unwrap_or_default();
    Some((before.strip_suffix('!').unwrap_or(before), words, href, after))
}

/// A text without the backslashes before punctuation.
fn unescape(text: &str) -> String {
    let mut chars = text.chars().peekable();
    let mut out = String::with_capacity(text.len());
    while let Some(c) = chars.next() {
        if !(c == '\\' && chars.peek().is_some_and(char::is_ascii_punctuation)) {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::import::capture::passage::split_passages;

    fn resolve(text: &str) -> Vec<Passage> {
        resolve_marks(split_passages(text).remove(0))
    }

    #[test]
    fn headings_links_and_pictures_are_read() {
        assert_eq!((resolve("## The numbers")[0].heading, resolve("## The numbers")[0].text.as_str()), (Some(2), "The numbers"));
        let linked = resolve("To the [upper gate](https://example.org/gates) she walks\\.").remove(0);
        assert_eq!((linked.text.as_str(), linked.links[0].words.clone()), ("To the upper gate she walks.", 7..17));
        let pictured = resolve("![A gate](gate.jpg)A keeper opens the gate.");
        assert_eq!((pictured[0].text.as_str(), pictured[1].text.as_str()), ("[IMAGE: A gate]", "A keeper opens the gate."));
    }

    #[test]
    fn quotations_are_indented() {
        assert_eq!(indent_quotes("> If you can hear it\n\nEnd"), "    If you can hear it\n\nEnd\n");
    }
}
