//! Marks matches in an article: each in a `mark` element of its own, so that the reader can step through them.
//!
//! The text of the page stays the same, and every node stays in place, so that a view that re-renders the article finds its nodes.

use super::dom;
use std::ops::Range;
use wasm_bindgen::JsCast;
use web_sys::{Element, Node, Text};

/// Distinguishes our marks from those of the article.
const MARK_SELECTOR: &str = "mark.match";

/// The text nodes of an element, in reading order.
pub(crate) fn text_nodes(element: &Element) -> Vec<Node> {
    let mut nodes = Vec::new();
    collect_text_nodes(element, &mut nodes);
    nodes
}

fn collect_text_nodes(node: &Node, nodes: &mut Vec<Node>) {
    let children = node.child_nodes();
    for child in (0..children.length()).filter_map(|i| children.get(i)) {
        match child.node_type() {
            Node::TEXT_NODE => nodes.push(child),
            _ => collect_text_nodes(&child, nodes),
        }
    }
}

/// Marks ranges of text nodes: node index, first byte and end in turn, ascending.
pub(crate) fn mark_ranges(nodes: &[Node], ranges: &[u32]) {
    // From the last on: a split node keeps its beginning, so that the ranges before it stay valid.
    for range in ranges.chunks_exact(3).rev() {
        if let Some(node) = nodes.get(range[0] as usize) {
            mark_range(node, range[1] as usize, range[2] as usize);
        }
    }
}

fn mark_range(node: &Node, start: usize, end: usize) -> Option<()> {
    let content = node.node_value()?;
    let from = utf16_offset(&content, start);
    wrap(node, from..from + utf16_offset(content.get(start..)?, end.checked_sub(start)?), "match")
}

/// Wraps a part of a text node, in UTF-16 units, in a mark of a class.
pub(super) fn wrap(node: &Node, part: Range<u32>, class: &str) -> Option<()> {
    let found = node.dyn_ref::<Text>()?.split_text(part.start).ok()?;
    found.split_text(part.end - part.start).ok()?;
    let mark = dom::create_element("mark")?;
    _ = mark.set_attribute("class", class);
    found.parent_node()?.insert_before(&mark, Some(&found)).ok()?;
    _ = mark.append_child(&found);
    Some(())
}

/// Removes a mark; its text stays.
pub(super) fn unwrap(mark: &Element) {
    while let Some(child) = mark.first_child() {
        _ = mark.parent_node().and_then(|parent| parent.insert_before(&child, Some(mark)).ok());
    }
    mark.remove();
}

/// Converts a byte offset to UTF-16 units, which the DOM uses.
fn utf16_offset(text: &str, byte: usize) -> u32 {
    text.get(..byte).map_or(0, |before| before.encode_utf16().count() as u32)
}

/// Our marks inside an element, in reading order.
pub(crate) fn marks_in(element: &Element) -> Vec<Element> {
    dom::find_all(element, MARK_SELECTOR)
}

/// Our marks in the page, in reading order.
pub(crate) fn page_marks() -> Vec<Element> {
    dom::root().map(|root| marks_in(&root)).unwrap_or_default()
}

/// Removes our marks; the text stays.
pub(crate) fn clear_marks() {
    let Some(root) = dom::root() else { return };
    marks_in(&root).iter().for_each(unwrap);
}
