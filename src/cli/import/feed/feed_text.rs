//! The texts of a feed, plain or HTML, as their types say or as they look.
//!
//! Sources: text constructs and content of Atom 1.0 (RFC 4287, 3.1 and 4.1.3), content of Atom 0.3 (its modes), and of RSS, where
//! only the text itself tells.

use super::html_writer::{TextBesideElements, children_as_html};
use super::xml_tree::XmlElement;
use crate::article::Block;
use crate::cli::import::lines::text_to_paragraphs;
use crate::cli::import::page::{parse_fragment, read_lone_fragment};
use crate::cli::whitespace::collapse_whitespace;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use url::Url;

/// A text of a feed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct FeedText {
    /// The text, or its HTML.
    pub(super) words: String,
    /// Whether `words` is HTML.
    pub(super) is_html: bool,
    /// The address that relative addresses in it are resolved by.
    pub(super) base: Option<Url>,
}

impl FeedText {
    /// A text that is plain, or HTML.
    pub(super) fn new(words: &str, is_html: bool) -> FeedText {
        FeedText { words: words.trim().to_owned(), is_html, base: None }
    }

    /// Reads an element by its `type` and, in Atom 0.3, its `mode`. Without these, as in RSS, `looks_like_html` decides.
    ///
    /// RFC 4287 says that a text of Atom without a type is plain; feeds that forget the type have HTML nevertheless.
    pub(super) fn from_element(element: &XmlElement, looks_like_html: fn(&str) -> bool) -> FeedText {
        let kind = element.attribute("type").unwrap_or_default().to_ascii_lowercase();
        let mode = element.attribute("mode").unwrap_or_default().to_ascii_lowercase();
        let text = if mode == "base64" || is_binary_type(&kind) {
            let words = decode_base64(&element.text());
            FeedText::new(&words, kind.contains("html") || looks_like_html(&words))
        } else if element.elements().next().is_some() && mode != "escaped" {
            let text = if kind.contains("xhtml") { TextBesideElements::Plain } else { TextBesideElements::Guessed };
            FeedText::new(&children_as_html(element, text), true)
        } else {
            let words = element.text();
            let is_html = match kind.as_str() {
                "" => looks_like_html(&words),
                "xhtml" | "application/xhtml+xml" => mode == "escaped",
                kind => kind.contains("html"),
            };
            FeedText::new(&words, is_html)
        };
        FeedText { base: element.base.clone(), ..text }
    }

    /// The text in one line, without markup.
    pub(super) fn plain(&self) -> String {
        if !self.is_html {
            return collapse_whitespace(&self.words);
        }
        let document = parse_fragment(&spaced_breaks(&self.words));
        document.select("script, style, template").remove();
        document.body().map(|body| collapse_whitespace(&body.text())).unwrap_or_default()
    }

    /// The text as blocks. `base` is the address of the article, for where the feed gives none.
    pub(super) fn blocks(&self, base: Option<&Url>) -> Vec<Block> {
        if self.is_html { read_lone_fragment(&self.words, self.base.as_ref().or(base)) } else { text_to_paragraphs(&self.words) }
    }

    /// True if there is no text, though there may be pictures.
    pub(super) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}

/// HTML with a space at each end of a block, so that its lines do not run together.
fn spaced_breaks(html: &str) -> String {
    html.replace("<br", " <br").replace("</p>", "</p> ").replace("</div>", "</div> ").replace("</li>", "</li> ")
}

/// Whether a media type is binary, and its text therefore Base64 (RFC 4287, 4.1.3.3).
fn is_binary_type(kind: &str) -> bool {
    let is_text = kind.starts_with("text/") || kind.ends_with("+xml") || kind.ends_with("/xml");
    kind == "application/octet-stream" || (!is_text && ["image/", "audio/", "video/"].iter().any(|family| kind.starts_with(family)))
}

/// Decodes Base64; anything but text gives nothing.
fn decode_base64(text: &str) -> String {
    let packed: String = text.split_whitespace().collect();
    STANDARD.decode(packed).ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

/// Elements of HTML whose tags tell that a text is HTML.
const TELLING_ELEMENTS: [&str; 18] =
    ["p", "br", "a", "b", "i", "em", "strong", "img", "div", "span", "ul", "ol", "li", "hr", "blockquote", "table", "h2", "figure"];

/// Whether a text looks like HTML: it has a tag of it, an end tag, or a reference.
pub(super) fn looks_like_html(text: &str) -> bool {
    title_looks_like_html(text) || text.split('<').skip(1).any(begins_tag)
}

/// Whether a title looks like HTML: it has an end tag or a reference. A title may be about a tag.
pub(super) fn title_looks_like_html(title: &str) -> bool {
    title.split("</").skip(1).any(ends_element) || title.split('&').skip(1).any(begins_reference)
}

fn ends_element(after: &str) -> bool {
    after.starts_with(|c: char| c.is_ascii_alphabetic()) && after.contains('>')
}

fn begins_tag(after: &str) -> bool {
    let name: String = after.chars().take_while(char::is_ascii_alphanumeric).take(12).collect::<String>().to_ascii_lowercase();
    let ends = after.get(name.len()..).is_some_and(|rest| rest.starts_with([' ', '>', '/', '\n', '\t']));
    ends && after.contains('>') && TELLING_ELEMENTS.contains(&name.as_str())
}

fn begins_reference(after: &str) -> bool {
    let name: String = after.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '#').take(10).collect();
    name.len() > 1 && after.get(name.len()..).is_some_and(|rest| rest.starts_with(';'))
}

#[cfg(test)]
mod tests {
    use super::super::xml_tree::parse_xml;
    use super::*;

    fn atom(xml: &str) -> String {
        FeedText::from_element(parse_xml(xml).elements().next().unwrap(), title_looks_like_html).plain()
    }

    #[test]
    fn atom_texts_are_read_by_their_type() {
        assert_eq!(atom("<title type='text'>1 &lt; 2 &lt;b>x&lt;/b></title>"), "1 < 2 <b>x</b>");
        assert_eq!(atom("<title type='html'>1 &amp;lt; 2 &lt;b>x&lt;/b></title>"), "1 < 2 x");
        assert_eq!(atom("<title type='xhtml'><div>1 &lt; 2 &lt;p>3&lt;/p> <b>x</b></div></title>"), "1 < 2 <p>3</p> x");
        assert_eq!(atom("<title mode='escaped' type='text/html'>&lt;p>x&lt;/p></title>"), "x");
        assert_eq!(atom("<title mode='base64'>RW50cnk=</title>"), "Entry");
        assert_eq!(atom("<content type='application/octet-stream'>UEs=</content>"), "PK");
        assert_eq!(atom("<title type='application/x-custom'>test</title>"), "test");
    }

    #[test]
    fn html_is_told_by_its_look() {
        for html in ["<p>x", "a<br/>b", "x &amp; y", "&#8217;", "<A HREF='x'>y</A>"] {
            assert!(looks_like_html(html), "{html}");
        }
        for plain in ["1 < 2", "AT&T", "a <- b > c", "Use x<y", "<me@example.org>"] {
            assert!(!looks_like_html(plain), "{plain}");
        }
        assert!(!title_looks_like_html("How to use <br>") && looks_like_html("One<br>two"));
    }
}
