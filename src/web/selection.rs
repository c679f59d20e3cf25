//! The selection of the page, and rectangles of ranges.

use super::js;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::DomRect;

fn selection() -> JsValue {
    js::call(&js_sys::global(), "getSelection", &[]).unwrap_or(JsValue::NULL)
}

/// The selected range; `None` if nothing is selected.
pub(crate) fn selected_range() -> Option<JsValue> {
    let selection = selection();
    if js::get(&selection, "isCollapsed").is_truthy() || js::get(&selection, "rangeCount").as_f64().unwrap_or_default() < 1.0 {
        return None;
    }
    js::call(&selection, "getRangeAt", &[0.into()]).ok()
}

/// Selects a range.
pub(crate) fn select(range: &JsValue) {
    clear();
    _ = js::call(&selection(), "addRange", std::slice::from_ref(range));
}

/// Selects nothing.
pub(crate) fn clear() {
    _ = js::call(&selection(), "removeAllRanges", &[]);
}

/// The rectangle around a range, in the window.
pub(crate) fn bounding_rect(range: &JsValue) -> Option<DomRect> {
    js::call(range, "getBoundingClientRect", &[]).ok()?.dyn_into().ok()
}

/// The rectangles of the lines of a range, in the window.
pub(crate) fn line_rects(range: &JsValue) -> Vec<DomRect> {
    let rects = js::call(range, "getClientRects", &[]).unwrap_or(JsValue::NULL);
    let count = js::get(&rects, "length").as_f64().unwrap_or_default() as u32;
    (0..count).filter_map(|at| js::call(&rects, "item", &[at.into()]).ok()?.dyn_into().ok()).collect()
}

/// Whether the primary pointing device is a finger: the system then shows its own menu beside a selection.
pub(crate) fn is_touch() -> bool {
    js::call(&js_sys::global(), "matchMedia", &["(pointer: coarse)".into()]).is_ok_and(|query| js::get(&query, "matches").is_truthy())
}
