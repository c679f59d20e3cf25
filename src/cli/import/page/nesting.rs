//! Parses HTML whose nesting is limited first.
//!
//! Browsers nest 512 elements at most (Blink's `kMaximumHTMLParserDOMTreeDepth`) and put deeper ones beside each other. Whoever walks a
//! tree of a hundred thousand levels needs minutes for it.

use dom_query::Document;
use std::borrow::Cow;

/// Maximum number of elements inside each other.
const MAX_NESTING: usize = 512;

/// Elements without content, and those that another one of their kind ends, so that they never nest by themselves.
const FLAT_ELEMENTS: [&str; 36] = [
    "a", "area", "base", "body", "br", "caption", "col", "colgroup", "dd", "dt", "embed", "head", "hr", "html", "img", "input", "li",
    "link", "meta", "optgroup", "option", "p", "param", "rp", "rt", "source", "tbody", "td", "tfoot", "th", "thead", "tr", "track", "wbr",
    "path", "use",
];

/// Elements whose content is text, whatever it looks like.
const TEXT_ELEMENTS: [&str; 6] = ["script", "style", "textarea", "title", "xmp", "iframe"];

/// Parses a page.
pub(in crate::cli::import) fn parse_html(html: &str) -> Document {
    Document::from(&*limit_nesting(html))
}

/// Parses a piece of HTML as the body of a page.
pub(in crate::cli::import) fn parse_fragment(html: &str) -> Document {
    Document::from(format!("<!doctype html><body>{}", limit_nesting(html)))
}

/// Returns a page without the tags of elements that are nested too deep; their content stays.
fn limit_nesting(html: &str) -> Cow<'_, str> {
    let mut scan = Scan { html, open: Vec::new(), dropped: 0, kept: String::new(), copied: 0 };
    let mut at = 0;
    while let Some(start) = find_from(html, at, "<") {
        at = scan.tag(start);
    }
    scan.finish()
}

struct Scan<'h> {
    html: &'h str,
    /// The names of the open elements.
    open: Vec<&'h str>,
    /// The number of open elements whose start tags were dropped.
    dropped: usize,
    kept: String,
    /// The end of what was copied to `kept`, or dropped.
    copied: usize,
}

impl<'h> Scan<'h> {
    /// Reads the markup that begins at a place; returns where the text goes on.
    fn tag(&mut self, start: usize) -> usize {
        let rest = self.html.get(start..).unwrap_or_default();
        if rest.starts_with("<!--") {
            return find_from(self.html, start, "-->").map_or(self.html.len(), |end| end + 3);
        }
        let is_end = rest.starts_with("</");
        let name = element_name(rest.get(if is_end { 2 } else { 1 }..).unwrap_or_default());
        if name.is_empty() {
            return start + 1;
        }
        let end = start + tag_length(rest);
        let is_one_of = |names: &[&str]| names.iter().any(|known| known.eq_ignore_ascii_case(name));
        match is_end {
            _ if is_one_of(&FLAT_ELEMENTS) => end,
            true => self.end_tag(name, start, end),
            false if is_one_of(&TEXT_ELEMENTS) => end_of_text(self.html, end, name),
            false if rest.get(..end - start).is_some_and(|tag| tag.ends_with("/>")) => end,
            false => self.start_tag(name, start, end),
        }
    }

    fn start_tag(&mut self, name: &'h str, start: usize, end: usize) -> usize {
        if self.open.len() < MAX_NESTING {
            self.open.push(name);
        } else {
            self.dropped += 1;
            self.drop_tag(start, end);
        }
        end
    }

    fn end_tag(&mut self, name: &str, start: usize, end: usize) -> usize {
        if self.dropped > 0 {
            self.dropped -= 1;
            self.drop_tag(start, end);
        } else if let Some(at) = self.open.iter().rposition(|open| open.eq_ignore_ascii_case(name)) {
            self.open.truncate(at);
        }
        end
    }

    fn drop_tag(&mut self, start: usize, end: usize) {
        self.kept.push_str(self.html.get(self.copied..start).unwrap_or_default());
        self.copied = end;
    }

    fn finish(mut self) -> Cow<'h, str> {
        if self.copied == 0 {
            return Cow::Borrowed(self.html);
        }
        self.kept.push_str(self.html.get(self.copied..).unwrap_or_default());
        Cow::Owned(self.kept)
    }
}

fn find_from(html: &str, from: usize, what: &str) -> Option<usize> {
    html.get(from..)?.find(what).map(|at| from + at)
}

fn element_name(rest: &str) -> &str {
    let is_start = rest.starts_with(|c: char| c.is_ascii_alphabetic());
    let end = rest.find(|c: char| c.is_ascii_whitespace() || matches!(c, '>' | '/' | '<')).unwrap_or(rest.len());
    if is_start { rest.get(..end).unwrap_or_default() } else { "" }
}

/// The length of a tag; a `>` inside quotes does not end it.
fn tag_length(tag: &str) -> usize {
    let mut quote = None;
    for (at, byte) in tag.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at + 1,
            (None, b'"' | b'\'') if tag.as_bytes().get(at.wrapping_sub(1)).is_some_and(|before| matches!(before, b'=' | b' ')) => {
                quote = Some(byte);
            }
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    tag.len()
}

/// The place of the end tag of an element whose content is text.
fn end_of_text(html: &str, from: usize, name: &str) -> usize {
    let mut at = from;
    while let Some(start) = find_from(html, at, "</") {
        if html.get(start + 2..start + 2 + name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name)) {
            return start;
        }
        at = start + 2;
    }
    html.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_as_they_are_written_stay() {
        let rows = "<tr><td><a href='x>y'>Words<br><img src=a></td></tr>".repeat(600);
        let page = format!(
            "<!doctype html><title>A <b></title><script>'{}'</script><!-- {} --><table>{rows}</table><p>One<p>Two<svg>{}</svg>",
            "<div>".repeat(600),
            "<div>".repeat(600),
            "<g/>".repeat(600)
        );
        assert!(matches!(limit_nesting(&page), Cow::Borrowed(_)));
        let closed = "<div><b>Words</div>".repeat(2_000);
        assert_eq!(limit_nesting(&closed), closed);
    }

    #[test]
    fn deeper_elements_stand_beside_each_other() {
        let page = format!("{}<p>Words</p>{}<p>More", "<div class='a > b'>".repeat(1_000), "</div>".repeat(1_000));
        let limited = limit_nesting(&page);
        assert_eq!((limited.matches("<div").count(), limited.matches("</div>").count()), (MAX_NESTING, MAX_NESTING));
        assert!(limited.contains("<p>Words</p>") && limited.ends_with("<p>More"));
        assert_eq!(limit_nesting(&"<div></i>".repeat(1_000)).matches("<div>").count(), MAX_NESTING, "a tag that ends nothing");
    }
}
