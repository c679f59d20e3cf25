//! The XML documents of office and book formats.

use crate::cli::import::imported::ImportError;
use roxmltree::{Document, Node, ParsingOptions};

/// Maximum number of nodes in a document: a text of 16 MB, most of it tags, has fewer.
const MAX_NODES: u32 = 4_000_000;

/// Parses a document; `name` is the entry's name for messages. Entities that expand without bound are errors.
///
/// # Errors
/// When it is not well-formed.
pub fn parse<'a>(text: &'a str, name: &str) -> Result<Document<'a>, ImportError> {
    let options = ParsingOptions { allow_dtd: true, nodes_limit: MAX_NODES, ..ParsingOptions::default() };
    let text = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    Document::parse_with_options(text, options).map_err(|error| ImportError(format!("{name} is damaged: {error}; get the file again")))
}

/// The child elements with a local name.
pub fn children<'a, 'input>(node: Node<'a, 'input>, name: &'static str) -> impl Iterator<Item = Node<'a, 'input>> {
    node.children().filter(move |child| child.has_local_name(name))
}

/// The first child element with a local name.
pub fn child<'a, 'input>(node: Node<'a, 'input>, name: &'static str) -> Option<Node<'a, 'input>> {
    children(node, name).next()
}

/// The descendant elements with a local name.
pub fn descendants<'a, 'input>(node: Node<'a, 'input>, name: &'static str) -> impl Iterator<Item = Node<'a, 'input>> {
    node.descendants().filter(move |inner| inner.has_local_name(name))
}

/// An attribute by its local name, in any namespace.
pub fn attribute<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attributes().find(|attribute| attribute.name() == name).map(|attribute| attribute.value())
}

/// Compares elements by their local name.
pub trait LocalName {
    /// Whether it is an element with this local name.
    fn has_local_name(&self, name: &str) -> bool;
}

impl LocalName for Node<'_, '_> {
    fn has_local_name(&self, name: &str) -> bool {
        self.is_element() && self.tag_name().name() == name
    }
}

/// The text of an element and all inside it.
pub fn text(node: Node) -> String {
    node.descendants().filter(Node::is_text).filter_map(|text| text.text()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_do_not_expand_without_bound() {
        let levels: String = (1..12).map(|n| format!("<!ENTITY e{n} '{}'>", format!("&e{};", n - 1).repeat(10))).collect();
        let bomb = format!("<!DOCTYPE a [<!ENTITY e0 'boom'>{levels}]><a>&e11;</a>");
        assert!(parse(&bomb, "a.xml").unwrap_err().0.contains("a.xml is damaged"));
        let external = "<!DOCTYPE ncx PUBLIC '-//NISO//DTD ncx 2005-1//EN' 'x.dtd'><ncx><x:text xmlns:x='y' x:z='1'>A</x:text></ncx>";
        let document = parse(external, "toc.ncx").unwrap();
        let found = child(document.root_element(), "text").unwrap();
        assert_eq!((text(found).as_str(), attribute(found, "z")), ("A", Some("1")));
    }
}
