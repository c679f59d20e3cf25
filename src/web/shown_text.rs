//! The text of the open article as it is shown: text nodes, their places in [`ArticleText`], and the ranges of the DOM.

use super::dom;
use super::js;
use crate::annotation::ArticleText;
use std::ops::Range;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Node};

/// The blocks whose text can be selected, in reading order.
const BLOCKS_SELECTOR: &str = "main article > .head > .deck, main article > figure, main article > .text > *";

/// Elements inside a block whose text is no part of it: references of notes, and the links back from them.
const SKIPPED_SELECTOR: &str = ".note-mark, .note-back, [hidden]";

/// A text node, and its place in the text.
struct ShownNode {
    node: Node,
    range: Range<usize>,
}

/// The text of the open article.
pub(crate) struct ShownText {
    nodes: Vec<ShownNode>,
    /// The text.
    pub text: ArticleText,
}

/// The blocks of the open article.
pub(crate) fn blocks() -> Vec<Element> {
    dom::root().map(|root| dom::find_all(&root, BLOCKS_SELECTOR)).unwrap_or_default()
}

/// The language of the open article, BCP 47; empty if it says none.
pub(crate) fn article_lang() -> String {
    dom::find("main article").and_then(|article| article.get_attribute("lang")).unwrap_or_default()
}

impl ShownText {
    /// Reads the text of the open article; `None` if no article is shown.
    pub(crate) fn read() -> Option<ShownText> {
        let (mut nodes, mut texts, mut position) = (Vec::new(), Vec::new(), 0);
        for block in blocks() {
            let mut words = String::new();
            // The separator between blocks.
            position = collect(&block, position, &mut words, &mut nodes) + 1;
            texts.push((block.get_attribute("id").unwrap_or_default(), words));
        }
        let text = ArticleText::new(texts.iter().map(|(anchor, words)| (anchor.as_str(), words.as_str())));
        (!nodes.is_empty()).then_some(ShownText { nodes, text })
    }

    /// Returns the range of the DOM of a place in the text.
    pub(crate) fn dom_range(&self, place: &Range<usize>) -> Option<JsValue> {
        let first = self.nodes.iter().find(|shown| shown.range.end > place.start)?;
        let last = self.nodes.iter().rfind(|shown| shown.range.start < place.end)?;
        let range = js::construct("Range", &[]).ok()?;
        for (method, shown, position) in [("setStart", first, place.start), ("setEnd", last, place.end)] {
            let offset = utf16_offset(&shown.node, position.saturating_sub(shown.range.start));
            js::call(&range, method, &[shown.node.clone().into(), offset.into()]).ok()?;
        }
        Some(range)
    }

    /// Returns the place in the text of a range of the DOM; `None` if it holds no text of the article.
    pub(crate) fn place_of(&self, range: &JsValue) -> Option<Range<usize>> {
        let is_inside =
            |shown: &&ShownNode| js::call(range, "intersectsNode", &[shown.node.clone().into()]).is_ok_and(|found| found.is_truthy());
        let (first, last) = (self.nodes.iter().find(is_inside)?, self.nodes.iter().rfind(is_inside)?);
        let start = boundary(range, "start", first).unwrap_or(first.range.start);
        let end = boundary(range, "end", last).unwrap_or(last.range.end);
        self.text.trim(start..end.max(start))
    }

    /// Returns the text nodes of a place: each with the place in it, in UTF-16 units.
    pub(crate) fn nodes_in(&self, place: &Range<usize>) -> Vec<(Node, Range<u32>)> {
        let shown = self.nodes.iter().filter(|shown| shown.range.start < place.end && shown.range.end > place.start);
        shown
            .map(|shown| {
                let offset = |position: usize| utf16_offset(&shown.node, position.saturating_sub(shown.range.start));
                (shown.node.clone(), offset(place.start)..offset(place.end.min(shown.range.end)))
            })
            .collect()
    }

    /// The places of the blocks of the text, in order.
    pub(crate) fn block_places(&self) -> Vec<Range<usize>> {
        self.text.block_ranges()
    }
}

/// The place of a boundary of a range, if it is in a text node.
fn boundary(range: &JsValue, side: &str, shown: &ShownNode) -> Option<usize> {
    let container: Node = js::get(range, &[side, "Container"].concat()).dyn_into().ok()?;
    let offset = js::get(range, &[side, "Offset"].concat()).as_f64()? as usize;
    (container == shown.node).then(|| shown.range.start + chars_before(&shown.node, offset))
}

/// Collects the text nodes of an element, whose text begins at a position; returns where it ends.
fn collect(node: &Node, position: usize, words: &mut String, nodes: &mut Vec<ShownNode>) -> usize {
    let children = node.child_nodes();
    let mut position = position;
    for child in (0..children.length()).filter_map(|at| children.get(at)) {
        if child.node_type() == Node::TEXT_NODE {
            let text = child.node_value().unwrap_or_default();
            let end = position + text.chars().count();
            words.push_str(&text);
            nodes.push(ShownNode { node: child, range: position..end });
            position = end;
        } else if child.dyn_ref::<Element>().is_some_and(|element| !element.matches(SKIPPED_SELECTOR).unwrap_or(false)) {
            position = collect(&child, position, words, nodes);
        }
    }
    position
}

/// Converts a number of code points at the beginning of a text node to UTF-16 units.
fn utf16_offset(node: &Node, chars: usize) -> u32 {
    node.node_value().unwrap_or_default().chars().take(chars).map(|c| c.len_utf16() as u32).sum()
}

/// Converts a number of UTF-16 units to code points.
fn chars_before(node: &Node, units: usize) -> usize {
    let mut rest = units;
    let text = node.node_value().unwrap_or_default();
    text.chars()
        .take_while(|c| {
            let fits = rest >= c.len_utf16();
            rest = rest.saturating_sub(c.len_utf16());
            fits
        })
        .count()
}
