//! Words found, marked by the CSS Custom Highlight API: the page itself is not changed, so that a selection, a copy and a
//! screen reader are left alone. A browser without it marks nothing.

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Node, Range};

/// Under this name the style sheet finds the marks: `::highlight(found)`.
const NAME: &str = "found";

/// Marks ranges inside the text of an element. `ranges` gives, for the text of one node, the pieces to mark as
/// bytes of that text.
pub fn mark(element: &Element, ranges: impl Fn(&str) -> Vec<(usize, usize)>) {
    let marked = Array::new();
    for node in text_nodes(element) {
        let text = node.text_content().unwrap_or_default();
        for (start, end) in ranges(&text) {
            if let Some(range) = range(&node, utf16(&text, start), utf16(&text, end)) {
                marked.push(&range);
            }
        }
    }
    set(&marked);
}

/// Takes every mark away.
pub fn clear() {
    if let Some((registry, _)) = registry()
        && let Some(delete) = function(&registry, "delete")
    {
        _ = delete.call1(&registry, &JsValue::from_str(NAME));
    }
}

/// The registry of the page and the maker of highlights, where the browser has them.
fn registry() -> Option<(JsValue, Function)> {
    let css = Reflect::get(&js_sys::global(), &JsValue::from_str("CSS")).ok()?;
    let registry = Reflect::get(&css, &JsValue::from_str("highlights")).ok().filter(|r| r.is_object())?;
    Some((registry, function(&js_sys::global(), "Highlight")?))
}

fn function(of: &JsValue, name: &str) -> Option<Function> {
    Reflect::get(of, &JsValue::from_str(name)).ok()?.dyn_into().ok()
}

fn set(ranges: &Array) {
    if let Some((registry, maker)) = registry()
        && let Ok(highlight) = Reflect::construct(&maker, ranges)
        && let Some(set) = function(&registry, "set")
    {
        _ = set.call2(&registry, &JsValue::from_str(NAME), &highlight);
    }
}

fn range(node: &Node, start: u32, end: u32) -> Option<Range> {
    let range = Range::new().ok()?;
    range.set_start(node, start).ok()?;
    range.set_end(node, end).ok()?;
    Some(range)
}

/// Offset in UTF-16 units, which the DOM counts in, of a byte.
fn utf16(text: &str, byte: usize) -> u32 {
    text.get(..byte).map_or(0, |before| before.encode_utf16().count() as u32)
}

fn text_nodes(element: &Element) -> Vec<Node> {
    let mut nodes = Vec::new();
    collect(element, &mut nodes);
    nodes
}

fn collect(node: &Node, nodes: &mut Vec<Node>) {
    let children = node.child_nodes();
    for child in (0..children.length()).filter_map(|i| children.get(i)) {
        match child.node_type() {
            Node::TEXT_NODE => nodes.push(child),
            _ => collect(&child, nodes),
        }
    }
}
