//! The lines of a page as a reader sees them: the words between one block or line break and the next, in reading order.

use super::blocks::{is_block_element, is_dropped_element};
use crate::cli::import::comparison_key::comparison_key;
use crate::cli::import::dates::parse_date;
use crate::cli::whitespace::collapse_whitespace;
use dom_query::{Document, NodeRef};

/// The number of lines after the headline that are near it.
const LINES_AFTER_HEADLINE: usize = 20;
/// The number of lines before the headline that are near it.
const LINES_BEFORE_HEADLINE: usize = 6;
/// The maximum length of a line that is no sentence of the text, in characters.
const MAX_SHORT_LINE_CHARS: usize = 110;
/// The maximum length of a line that holds a date and hardly more, in characters.
const MAX_DATE_LINE_CHARS: usize = 30;

/// Words beside the date of publication, in lower case.
const DATE_LABELS: [&str; 15] = [
    "publi",
    "posted",
    "created",
    "updated",
    "date",
    "datum",
    "veröffentlicht",
    "erstellt",
    "geschrieben",
    "gespeichert",
    "gepostet",
    "stand:",
    "发布",
    "发表",
    "时间",
];

/// The lines of a page.
pub(super) struct PageLines {
    lines: Vec<String>,
    /// The index of the headline's line.
    headline: Option<usize>,
}

impl PageLines {
    /// Reads the lines of a page; `title` is its headline.
    pub(super) fn new(document: &Document, title: &str) -> PageLines {
        let mut reader = LineReader::default();
        if let Some(body) = document.body() {
            reader.visit_children(&body);
            reader.end_line();
        }
        let title = comparison_key(title);
        let headline = reader.lines.iter().position(|line| !title.is_empty() && comparison_key(line) == title).or(reader.first_h1);
        PageLines { lines: reader.lines, headline }
    }

    /// All lines.
    pub(super) fn all(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.lines.iter().map(String::as_str)
    }

    /// The short lines near the headline: those after it, then those before it, the nearest first. Without a headline, the first ones.
    pub(super) fn near_headline(&self) -> impl Iterator<Item = &str> {
        let at = self.headline.unwrap_or_default();
        let after = self.lines.iter().skip(at).take(LINES_AFTER_HEADLINE);
        let before = self.lines.iter().take(at).rev().take(LINES_BEFORE_HEADLINE);
        after.chain(before).map(String::as_str).filter(|line| line.chars().count() <= MAX_SHORT_LINE_CHARS)
    }

    /// The date in the lines near the headline.
    pub(super) fn find_date_near_headline(&self, lang: &str) -> Option<String> {
        self.near_headline().find_map(|line| day(line, lang))
    }

    /// The date beside words that introduce one, else in a line of its own.
    pub(super) fn find_date(&self, lang: &str) -> Option<String> {
        let day = |line: &str| day(line, lang);
        let short = || self.all().filter(|line| line.chars().count() <= MAX_SHORT_LINE_CHARS);
        let is_labelled = |line: &&str| DATE_LABELS.iter().any(|label| line.to_lowercase().contains(label));
        let is_alone = |line: &&str| line.chars().count() <= MAX_DATE_LINE_CHARS;
        short().filter(is_labelled).find_map(day).or_else(|| short().filter(is_alone).find_map(day))
    }
}

/// The date in a line, if it names a day.
fn day(line: &str, lang: &str) -> Option<String> {
    parse_date(line, lang).filter(|date| date.len() >= 10)
}

#[derive(Default)]
struct LineReader {
    lines: Vec<String>,
    line: String,
    first_h1: Option<usize>,
}

impl LineReader {
    fn visit_children(&mut self, node: &NodeRef) {
        for child in node.children_it(false) {
            if child.is_text() {
                self.line.push_str(&child.text());
                continue;
            }
            let Some(name) = child.node_name().filter(|name| child.is_element() && !is_dropped_element(name)) else { continue };
            let is_block = is_block_element(&name) || &*name == "br";
            if is_block {
                self.end_line();
            }
            if &*name == "h1" {
                self.first_h1 = self.first_h1.or(Some(self.lines.len()));
            }
            self.visit_children(&child);
            if is_block {
                self.end_line();
            } else {
                // Words of neighbouring elements, as a name and its date, seldom belong together.
                self.line.push(' ');
            }
        }
    }

    fn end_line(&mut self) {
        let line = collapse_whitespace(&std::mem::take(&mut self.line));
        if !line.is_empty() {
            self.lines.push(line);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_at_blocks_and_breaks() {
        let page =
            Document::from("<nav>Home</nav><h1>The <b>quay</b></h1><div>By Ada<br>1 July 2024<p>Text</p>after</div><script>x</script>");
        let lines = PageLines::new(&page, "The quay");
        assert_eq!(lines.all().collect::<Vec<_>>(), ["Home", "The quay", "By Ada", "1 July 2024", "Text", "after"]);
        assert_eq!(lines.near_headline().collect::<Vec<_>>(), ["The quay", "By Ada", "1 July 2024", "Text", "after", "Home"]);
        assert_eq!(lines.find_date_near_headline("en").as_deref(), Some("2024-07-01"));
    }

    #[test]
    fn a_date_far_from_the_headline_needs_a_label_or_a_line_of_its_own() {
        let page = |line: &str| Document::from(format!("<h1>T</h1>{}<p>{line}</p>", "<p>Words.</p>".repeat(40)));
        let date = |line: &str| PageLines::new(&page(line), "T").find_date("de");
        assert_eq!(date("Am 3. Mai 2021 kam das Schiff in den Hafen, und alle waren da"), None);
        assert_eq!(
            date("Gespeichert von Ada am 24. Juli 2017 - 18:55 Uhr in Hafen").as_deref().and_then(|date| date.get(..10)),
            Some("2017-07-24")
        );
        assert_eq!(date("10.11.2021").as_deref(), Some("2021-11-10"));
    }
}
