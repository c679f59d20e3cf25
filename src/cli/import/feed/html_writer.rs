//! Writes the content of an element as HTML: markup that stands in a feed as elements, not as text.

use super::feed_text::looks_like_html;
use super::xml_tree::{XmlChild, XmlElement};
use crate::cli::build::html::markup::escape;

/// Elements of HTML without content; what follows their tag stands behind them.
const VOID_ELEMENTS: [&str; 13] = ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

/// Attributes that hold an address.
const ADDRESS_ATTRIBUTES: [&str; 5] = ["href", "src", "cite", "poster", "data"];

/// How text beside elements is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TextBesideElements {
    /// As text, as XHTML says.
    Plain,
    /// As markup where it looks like that, as where a feed has a CDATA section beside elements.
    Guessed,
}

/// The content of an element as HTML, its addresses absolute where the feed gives a base.
pub(super) fn children_as_html(element: &XmlElement, text: TextBesideElements) -> String {
    let mut out = String::new();
    element.children.iter().for_each(|child| push_child(child, text, &mut out));
    out
}

fn push_child(child: &XmlChild, text: TextBesideElements, out: &mut String) {
    match child {
        XmlChild::Element(element) => push_element(element, text, out),
        XmlChild::Text(words) if text == TextBesideElements::Guessed && looks_like_html(words) => out.push_str(words),
        XmlChild::Text(words) => out.push_str(&escape(words)),
    }
}

fn push_element(element: &XmlElement, text: TextBesideElements, out: &mut String) {
    let name = element.name.rsplit(':').next().unwrap_or(&element.name);
    out.push_str(&format!("<{name}"));
    for (key, value) in element.attributes.iter().filter(|(key, _)| !key.contains(':')) {
        out.push_str(&format!(" {key}=\"{}\"", escape(&absolute(element, key, value))));
    }
    out.push('>');
    element.children.iter().for_each(|child| push_child(child, text, out));
    if !VOID_ELEMENTS.contains(&name) {
        out.push_str(&format!("</{name}>"));
    }
}

fn absolute(element: &XmlElement, key: &str, value: &str) -> String {
    let base = element.base.as_ref().filter(|_| ADDRESS_ATTRIBUTES.contains(&key) && !value.starts_with('#'));
    base.and_then(|base| base.join(value).ok()).map_or_else(|| value.to_owned(), |url| url.to_string())
}

#[cfg(test)]
mod tests {
    use super::super::xml_tree::parse_xml;
    use super::*;

    #[test]
    fn elements_become_html_with_absolute_addresses() {
        let xml = "<div xmlns='http://www.w3.org/1999/xhtml' xml:base='http://example.org/a/'><p>1 &lt; 2 <a href='b?x=1&amp;y=2'>c</a><br/><i/></p></div>";
        assert_eq!(
            children_as_html(&parse_xml(xml), TextBesideElements::Plain),
            "<div><p>1 &lt; 2 <a href=\"http://example.org/a/b?x=1&amp;y=2\">c</a><br><i></i></p></div>"
        );
    }

    #[test]
    fn text_that_is_markup_stays_where_it_may() {
        let xml = parse_xml("<d><![CDATA[<p>One</p>]]><br>two</d>");
        let inner = |text| xml.elements().next().map(|element| children_as_html(element, text)).unwrap_or_default();
        assert_eq!(inner(TextBesideElements::Guessed), "<p>One</p><br>two");
        assert_eq!(inner(TextBesideElements::Plain), "&lt;p&gt;One&lt;/p&gt;<br>two");
    }
}
