//! The text of a row as blocks: plain text, Markdown or HTML, by what it holds.

use crate::article::Block;
use crate::cli::import::page::blocks::convert_children;
use crate::cli::import::page::document_context::DocumentContext;
use crate::cli::import::page::links::Base;
use crate::cli::import::page::parse_fragment;
use crate::cli::import::{lines, markdown};
use url::Url;

/// The form of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TextMarkup {
    Plain,
    Markdown,
    Html,
}

/// Tags that begin a block or a line in HTML, without their bracket.
const HTML_TAGS: [&str; 14] = ["p", "br", "div", "h1", "h2", "h3", "ul", "ol", "img", "a", "strong", "em", "blockquote", "table"];

impl TextMarkup {
    /// The form of a text by what it holds.
    pub(super) fn detect(text: &str) -> TextMarkup {
        let lower = text.to_ascii_lowercase();
        let is_tag = |rest: &str| HTML_TAGS.iter().any(|tag| rest.strip_prefix(tag).is_some_and(|rest| rest.starts_with(['>', ' ', '/'])));
        let has_html = lower.split('<').skip(1).any(|rest| is_tag(rest) && rest.contains('>'));
        let is_heading = |line: &str| line.trim_start_matches('#').len() < line.len() && line.trim_start_matches('#').starts_with(' ');
        let has_link = text.split("](").skip(1).any(|rest| rest.contains(')'));
        let lines = || text.lines().map(str::trim_start);
        let items = lines().filter(|line| line.starts_with("- ") || line.starts_with("* ")).count();
        match has_html {
            true => TextMarkup::Html,
            false if lines().any(is_heading) || has_link || items > 1 || text.matches("**").count() > 1 => TextMarkup::Markdown,
            false => TextMarkup::Plain,
        }
    }

    /// Converts a text; `url` is the address of its page.
    pub(super) fn convert(self, text: &str, url: Option<&str>, file: &str) -> Vec<Block> {
        match self {
            TextMarkup::Plain => lines::text_to_paragraphs(text),
            TextMarkup::Markdown => markdown::read(text, file, "").map(|imported| imported.article.body).unwrap_or_default(),
            TextMarkup::Html => {
                let document = parse_fragment(text);
                let base = Base { url: url.and_then(|url| Url::parse(url).ok()), keep_relative: false };
                let context = DocumentContext::new(&document, base);
                document.body().map(|body| convert_children(&body, &context, 0)).unwrap_or_default()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn detects_the_form_by_what_a_text_holds() {
        for (text, form) in [
            ("A < b and c > d.\nA - b.", TextMarkup::Plain),
            ("<p>One.</p>", TextMarkup::Html),
            ("One.<br/>Two", TextMarkup::Html),
            ("## Part\n\nWords", TextMarkup::Markdown),
            ("See [it](https://example.org/).", TextMarkup::Markdown),
            ("#tag alone", TextMarkup::Plain),
        ] {
            assert_eq!(TextMarkup::detect(text), form, "{text}");
        }
        assert_eq!(TextMarkup::Html.convert("<p>A <b>b</b></p>", None, "a.csv").len(), 1);
    }
}
