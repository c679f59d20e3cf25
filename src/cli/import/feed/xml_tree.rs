//! Parses the XML of a feed into elements with canonical names, whatever is wrong with it.
//!
//! The tokenizer is that of xml5ever, which never fails: it follows XML5, the error recovery of browsers for XML.

use super::vocabulary::{canonical_name, ends_open_element, ends_open_markup, holds_markup, is_item};
use super::xml_repair::repair_xml;
use std::cell::RefCell;
use url::Url;
use xml5ever::Attribute;
use xml5ever::buffer_queue::BufferQueue;
use xml5ever::tendril::StrTendril;
use xml5ever::tokenizer::{ProcessResult, Tag, TagKind, Token, TokenSink, XmlTokenizer, XmlTokenizerOpts};

/// Maximum nesting of elements; the text of deeper ones belongs to the deepest that is kept.
const MAX_DEPTH: usize = 200;

/// An element of a feed.
#[derive(Debug, Clone, Default)]
pub(super) struct XmlElement {
    /// Its canonical name: `title`, `dc:creator`.
    pub(super) name: String,
    /// Its attributes by canonical name.
    pub(super) attributes: Vec<(String, String)>,
    /// Its content in order.
    pub(super) children: Vec<XmlChild>,
    /// The address that relative addresses in it are resolved by, from `xml:base`.
    pub(super) base: Option<Url>,
    /// Its language as declared, from `xml:lang`.
    pub(super) lang: Option<String>,
    /// True where the file ends inside it.
    pub(super) is_truncated: bool,
}

/// The content of an element.
#[derive(Debug, Clone)]
pub(super) enum XmlChild {
    /// An element.
    Element(XmlElement),
    /// Text, with its references resolved.
    Text(String),
}

impl XmlElement {
    /// The value of an attribute, trimmed; `None` if it is empty.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    }

    /// The elements directly inside.
    pub(super) fn elements(&self) -> impl Iterator<Item = &XmlElement> {
        self.children.iter().filter_map(|child| match child {
            XmlChild::Element(element) => Some(element),
            XmlChild::Text(_) => None,
        })
    }

    /// The elements of a name directly inside.
    pub(super) fn named<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a XmlElement> {
        self.elements().filter(move |element| element.name == name)
    }

    /// The text of the element and all that is in it.
    pub(super) fn text(&self) -> String {
        let mut out = String::new();
        self.push_text(&mut out);
        out
    }

    fn push_text(&self, out: &mut String) {
        for child in &self.children {
            match child {
                XmlChild::Element(element) => element.push_text(out),
                XmlChild::Text(text) => out.push_str(text),
            }
        }
    }

    /// The elements at any depth that a test accepts, in order; what is inside one of them is not looked at.
    pub(super) fn find_all<'a>(&'a self, accepts: &dyn Fn(&str) -> bool, found: &mut Vec<&'a XmlElement>) {
        for element in self.elements() {
            if accepts(&element.name) { found.push(element) } else { element.find_all(accepts, found) }
        }
    }
}

/// Parses a text; the result is an element without a name that holds the root.
pub(super) fn parse_xml(text: &str) -> XmlElement {
    let sink = ElementBuilder { open: RefCell::new(vec![OpenElement::default()]) };
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from(repair_xml(text).as_str()));
    let tokenizer = XmlTokenizer::new(sink, XmlTokenizerOpts::default());
    let _ = tokenizer.feed(&queue);
    tokenizer.end();
    let mut open = tokenizer.sink.open.take();
    mark_truncated(&mut open);
    close_to(&mut open, 1);
    open.pop().map(|document| document.element).unwrap_or_default()
}

/// Marks the elements in which the file ends; a root whose end tag alone is missing has lost nothing.
fn mark_truncated(open: &mut [OpenElement]) {
    if open.iter().any(|open| is_item(&open.element.name)) {
        open.iter_mut().for_each(|open| open.element.is_truncated = true);
    }
}

/// An element whose end tag has not come yet.
#[derive(Default)]
struct OpenElement {
    element: XmlElement,
    /// Its name as written, in lower case.
    written: String,
    /// The namespaces that it declares: prefixes and addresses.
    namespaces: Vec<(String, String)>,
}

/// Builds elements from tokens; the first open element is the document.
struct ElementBuilder {
    open: RefCell<Vec<OpenElement>>,
}

impl TokenSink for ElementBuilder {
    type Handle = ();

    fn process_token(&self, token: Token) -> ProcessResult<()> {
        let mut open = self.open.borrow_mut();
        match token {
            Token::Characters(text) => push_text(&mut open, &text),
            Token::Tag(tag) => match tag.kind {
                TagKind::StartTag => drop(begin(&mut open, &tag)),
                TagKind::EmptyTag if begin(&mut open, &tag) => close_last(&mut open),
                TagKind::EmptyTag => {}
                TagKind::EndTag => end(&mut open, &written_name(&tag)),
                TagKind::ShortTag => close_last(&mut open),
            },
            Token::Doctype(_)
            | Token::ProcessingInstruction(_)
            | Token::Comment(_)
            | Token::EndOfFile
            | Token::NullCharacter
            | Token::ParseError(_) => {}
        }
        ProcessResult::Continue
    }
}

fn written_name(tag: &Tag) -> String {
    let local = tag.name.local.to_ascii_lowercase();
    match &tag.name.prefix {
        Some(prefix) => format!("{}:{local}", prefix.to_ascii_lowercase()),
        None => local.to_string(),
    }
}

fn push_text(open: &mut [OpenElement], text: &str) {
    let Some(last) = open.last_mut() else { return };
    match last.element.children.last_mut() {
        Some(XmlChild::Text(before)) => before.push_str(text),
        _ => last.element.children.push(XmlChild::Text(text.to_owned())),
    }
}

/// Begins an element; false if it is nested too deeply to be kept.
fn begin(open: &mut Vec<OpenElement>, tag: &Tag) -> bool {
    let namespaces = declared_namespaces(&tag.attrs);
    let name = resolve_name(open, &namespaces, tag.name.prefix.as_deref().unwrap_or_default(), &tag.name.local, true);
    end_implied(open, &name);
    if open.len() > MAX_DEPTH {
        return false;
    }
    let attributes = read_attributes(open, &namespaces, &tag.attrs);
    let parent = open.last().map(|open| &open.element);
    let element = XmlElement {
        base: resolve_base(parent.and_then(|parent| parent.base.as_ref()), &attributes),
        lang: resolve_lang(parent.and_then(|parent| parent.lang.as_ref()), &attributes),
        name,
        attributes,
        ..XmlElement::default()
    };
    open.push(OpenElement { element, written: written_name(tag), namespaces });
    true
}

/// Ends the elements whose end tags are missing before an element begins.
fn end_implied(open: &mut Vec<OpenElement>, begun: &str) {
    if ends_open_markup(begun)
        && let Some(at) = open.iter().position(|open| holds_markup(&open.element.name))
    {
        close_to(open, at);
    }
    while open.last().is_some_and(|open| ends_open_element(&open.element.name, begun)) {
        close_last(open);
    }
    if is_item(begun)
        && let Some(at) = open.iter().position(|open| is_item(&open.element.name))
    {
        close_to(open, at);
    }
}

/// Ends the innermost open element of a name; an end tag without one is dropped.
fn end(open: &mut Vec<OpenElement>, written: &str) {
    if let Some(at) = open.iter().skip(1).rposition(|open| open.written == written) {
        close_to(open, at + 1);
    }
}

/// Closes open elements until a number of them is left.
fn close_to(open: &mut Vec<OpenElement>, count: usize) {
    while open.len() > count.max(1) {
        close_last(open);
    }
}

fn close_last(open: &mut Vec<OpenElement>) {
    if open.len() < 2 {
        return;
    }
    let closed = open.pop();
    if let (Some(closed), Some(parent)) = (closed, open.last_mut()) {
        parent.element.children.push(XmlChild::Element(closed.element));
    }
}

/// The namespaces that a tag declares, by prefix; the default one by an empty prefix.
fn declared_namespaces(attributes: &[Attribute]) -> Vec<(String, String)> {
    let prefix_of = |attribute: &Attribute| match (attribute.name.prefix.as_deref(), &*attribute.name.local) {
        (Some("xmlns"), prefix) => Some(prefix.to_owned()),
        (None, "xmlns") => Some(String::new()),
        _ => None,
    };
    attributes.iter().filter_map(|attribute| Some((prefix_of(attribute)?, attribute.value.to_string()))).collect()
}

/// The canonical name of an element or an attribute; only elements have the default namespace.
fn resolve_name(open: &[OpenElement], own: &[(String, String)], prefix: &str, local: &str, is_element: bool) -> String {
    let scopes = || std::iter::once(own).chain(open.iter().rev().map(|open| open.namespaces.as_slice()));
    let address = scopes().find_map(|scope| scope.iter().find(|(known, _)| known == prefix).map(|(_, address)| address.as_str()));
    canonical_name(prefix, address.filter(|_| is_element || !prefix.is_empty()), local)
}

fn read_attributes(open: &[OpenElement], own: &[(String, String)], attributes: &[Attribute]) -> Vec<(String, String)> {
    let is_declaration = |attribute: &Attribute| {
        attribute.name.prefix.as_deref() == Some("xmlns") || (attribute.name.prefix.is_none() && &*attribute.name.local == "xmlns")
    };
    let name =
        |attribute: &Attribute| resolve_name(open, own, attribute.name.prefix.as_deref().unwrap_or_default(), &attribute.name.local, false);
    let read = attributes.iter().filter(|attribute| !is_declaration(attribute));
    read.map(|attribute| (name(attribute), attribute.value.to_string())).collect()
}

fn resolve_base(parent: Option<&Url>, attributes: &[(String, String)]) -> Option<Url> {
    let declared = attributes.iter().find(|(name, _)| name == "xml:base").map(|(_, value)| value.trim());
    let resolve = |address: &str| match parent {
        Some(parent) => parent.join(address).ok(),
        None => Url::parse(address).ok(),
    };
    declared.and_then(resolve).filter(|url| url.scheme().starts_with("http")).or_else(|| parent.cloned())
}

/// The language of an element; an empty one takes back that of its parent.
fn resolve_lang(parent: Option<&String>, attributes: &[(String, String)]) -> Option<String> {
    let declared = attributes.iter().find(|(name, _)| name == "xml:lang").map(|(_, value)| value.trim().to_owned());
    declared.or_else(|| parent.cloned()).filter(|lang| !lang.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn root(xml: &str) -> XmlElement {
        parse_xml(xml).elements().next().cloned().unwrap_or_default()
    }

    fn outline(element: &XmlElement) -> String {
        let inner: Vec<String> = element.elements().map(outline).collect();
        if inner.is_empty() {
            format!("{}={}", element.name, element.text().trim())
        } else {
            format!("{}({})", element.name, inner.join(" "))
        }
    }

    #[test]
    fn missing_end_tags_are_implied() {
        let xml =
            "<rss><channel><item><title>One<link>http://a/1</link><description>Text <b>bold<pubDate>x</pubDate><item><title>Two</title>";
        assert_eq!(
            outline(&root(xml)),
            "rss(channel(item(title=One link=http://a/1 description(b=bold) pubdate=x) item=Two))".replace("item=Two", "item(title=Two)")
        );
    }

    #[test]
    fn namespaces_bases_and_languages_are_inherited() {
        let xml = "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:d='http://purl.org/dc/elements/1.1/' xml:base='http://a/b/' xml:lang='de'>\
                   <entry xml:base='c/'><d:creator xml:lang=''>Ada</d:creator></entry></feed>";
        let feed = root(xml);
        let entry = feed.named("entry").next().unwrap();
        let creator = entry.named("dc:creator").next().unwrap();
        assert_eq!(creator.base.as_ref().map(Url::as_str), Some("http://a/b/c/"));
        assert_eq!((entry.lang.as_deref(), creator.lang.as_deref()), (Some("de"), None));
    }

    #[test]
    fn truncation_is_known() {
        assert!(root("<rss><item><title>One</title></item><item><title>Tw").is_truncated);
        assert!(!root("<rss><item><title>One</title></item>").is_truncated);
        let cut = root("<rss><item><title><![CDATA[One and a ha");
        assert_eq!(outline(&cut), "rss(item(title=One and a ha))");
    }

    #[test]
    fn nesting_is_limited() {
        let deep = format!("{}x", "<a>".repeat(100_000));
        assert_eq!(root(&deep).text(), "x");
    }
}
