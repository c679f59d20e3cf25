//! Draws highlights of several colours: with the CSS Custom Highlight API (https://drafts.csswg.org/css-highlight-api-1/), which leaves
//! the document as it is, and where a browser lacks it with `mark` elements.

use super::js;
use super::{dom, highlight, shown_text::ShownText};
use js_sys::{Function, Reflect};
use std::ops::Range;
use wasm_bindgen::{JsCast, JsValue};

/// Distinguishes these marks from those of the article and of in-page matches.
const MARK_CLASS: &str = "highlight";

/// The registry; `None` if the browser lacks it.
fn registry() -> Option<JsValue> {
    let registry = js::get(&js::global("CSS"), "highlights");
    (registry.is_object() && js::global("Highlight").is_function()).then_some(registry)
}

/// Whether the browser draws highlights without changing the document.
pub(crate) fn is_supported() -> bool {
    registry().is_some()
}

/// Draws the places of one name in place of those drawn before. `name` is that of the style sheet's `::highlight()`.
pub(crate) fn draw(name: &str, text: &ShownText, places: &[Range<usize>]) {
    match registry() {
        Some(registry) => draw_ranges(&registry, name, text, places),
        None => places.iter().for_each(|place| wrap(name, text, place)),
    }
}

/// Draws nothing of a name.
pub(crate) fn remove(name: &str) {
    if let Some(registry) = registry() {
        _ = js::call(&registry, "delete", &[name.into()]);
    }
}

fn draw_ranges(registry: &JsValue, name: &str, text: &ShownText, places: &[Range<usize>]) {
    let ranges = js::array(places.iter().filter_map(|place| text.dom_range(place)));
    if ranges.length() == 0 {
        remove(name);
    } else if let Ok(class) = js::global("Highlight").dyn_into::<Function>()
        && let Ok(highlight) = Reflect::construct(&class, &ranges)
    {
        _ = js::call(registry, "set", &[name.into(), highlight]);
    }
}

/// Removes every mark; the text stays. Only browsers without the registry have marks.
pub(crate) fn clear_marks() {
    let Some(root) = dom::root() else { return };
    for mark in dom::find_all(&root, &["mark.", MARK_CLASS].concat()) {
        let parent = mark.parent_node();
        highlight::unwrap(&mark);
        // Texts that were cut become one again.
        if let Some(parent) = parent {
            parent.normalize();
        }
    }
}

/// Wraps each part of a place in a mark, from the last on: a node that is cut keeps its beginning.
fn wrap(name: &str, text: &ShownText, place: &Range<usize>) {
    let class = [MARK_CLASS, " ", name].concat();
    for (node, part) in text.nodes_in(place).into_iter().rev() {
        _ = highlight::wrap(&node, part, &class);
    }
}
