//! XML 1.0 as a tree, with its namespaces (Namespaces in XML 1.0) resolved.

use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::{NsReader, XmlVersion, escape};

/// An element.
#[derive(Debug, Default)]
pub(in super::super) struct Element {
    /// Its namespace; empty where it has none.
    pub(in super::super) namespace: String,
    pub(in super::super) name: String,
    /// Names with their prefixes, as `xml:lang`.
    pub(in super::super) attributes: Vec<(String, String)>,
    pub(in super::super) children: Vec<Element>,
    /// The text that stands in it itself.
    pub(in super::super) text: String,
}

impl Element {
    pub(in super::super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Its children of a name in its own namespace.
    pub(in super::super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.children.iter().filter(move |child| child.name == name && child.namespace == self.namespace)
    }

    pub(in super::super) fn count(&self, name: &str) -> usize {
        self.all(name).count()
    }

    pub(in super::super) fn first(&self, name: &str) -> Option<&Element> {
        self.children.iter().find(|child| child.name == name && child.namespace == self.namespace)
    }
}

/// Reads a document.
pub(in super::super) fn parse(text: &str) -> Result<Element, String> {
    if let Some(c) = text.chars().find(|c| !is_char(*c)) {
        return Err(format!("XML 2.2: {c:?} is no character of XML"));
    }
    let mut reader = NsReader::from_str(text);
    let mut open = vec![Element::default()];
    loop {
        let (namespace, event) = reader.read_resolved_event().map_err(|error| format!("XML: {error}"))?;
        let namespace = match namespace {
            ResolveResult::Bound(namespace) => namespace.as_ref().to_owned(),
            ResolveResult::Unbound => String::new(),
            ResolveResult::Unknown(prefix) => return Err(format!("Namespaces 5: the prefix {prefix} is bound to nothing")),
        };
        let last = open.len() - 1;
        match event {
            Event::Start(tag) => open.push(element_from(namespace, &tag)?),
            Event::Empty(tag) => open[last].children.push(element_from(namespace, &tag)?),
            Event::End(_) => {
                let done = open.pop().unwrap();
                open.last_mut().ok_or("XML 2.1: an end without a start")?.children.push(done);
            }
            Event::Text(words) => open[last].text.push_str(&words.xml10_content()),
            Event::CData(words) => open[last].text.push_str(&words.xml10_content()),
            Event::GeneralRef(name) => {
                let character = name.resolve_char_ref().map_err(|error| format!("XML 4.1: {error}"))?.map(String::from);
                let character = character.or_else(|| escape::resolve_predefined_entity(&name).map(str::to_owned));
                open[last].text.push_str(&character.filter(|s| s.chars().all(is_char)).ok_or("XML 4.1: a reference to nothing")?);
            }
            Event::DocType(_) => return Err("a document type has no place in what is sent to readers".to_owned()),
            Event::Eof => break,
            _ => {}
        }
    }
    match (open.len(), open[0].children.len()) {
        (1, 1) if open[0].text.trim().is_empty() => Ok(open.remove(0).children.remove(0)),
        _ => Err("XML 2.1: a document has one root, which ends".to_owned()),
    }
}

fn element_from(namespace: String, tag: &BytesStart) -> Result<Element, String> {
    let attributes = tag.attributes().map(|attribute| {
        let attribute = attribute.map_err(|error| format!("XML 3.1: {error}"))?;
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|error| format!("XML 3.3.3: {error}"))?;
        Ok((attribute.key.as_ref().to_owned(), value.into_owned()))
    });
    let attributes = attributes.collect::<Result<Vec<_>, String>>()?;
    Ok(Element { namespace, name: tag.local_name().as_ref().to_owned(), attributes, ..Element::default() })
}

/// XML 1.0, section 2.2.
fn is_char(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

#[test]
fn malformed_xml_is_refused() {
    let errors = |text: &str| parse(text).err().into_iter().collect::<Vec<_>>();
    assert_eq!(parse("<a x='&lt;'>&amp;&#x41;<b/><![CDATA[<]]></a>").unwrap().text, "&A<");
    let broken =
        ["<a>\u{1}</a>", "<a>&#1;</a>", "<a>&nbsp;</a>", "<a><b></a>", "<a>", "<a/><b/>", "<p:a/>", "<a x='1' x='2'/>", "", "words"];
    assert!(broken.iter().all(|text| errors(text).len() == 1), "{:?}", broken.map(errors));
}
