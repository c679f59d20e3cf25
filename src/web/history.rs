//! The address, and where a page was scrolled to when it was left.

use super::dom;
use wasm_bindgen::JsValue;

/// Path, query string and fragment of the present address.
pub fn address() -> (String, String, String) {
    let Some(location) = dom::window().map(|w| w.location()) else { return Default::default() };
    (location.pathname().unwrap_or_default(), location.search().unwrap_or_default(), location.hash().unwrap_or_default())
}

/// The present address in full.
pub fn href() -> String {
    dom::window().and_then(|w| w.location().href().ok()).unwrap_or_default()
}

/// A new step with an address; whether the browser took it. Without a server it takes no other document's.
pub fn push(href: &str) -> bool {
    let history = dom::window().and_then(|w| w.history().ok());
    history.is_some_and(|history| history.push_state_with_url(&JsValue::NULL, "", Some(href)).is_ok())
}

/// Leaves for another document.
pub fn leave(href: &str) {
    if let Some(window) = dom::window() {
        _ = window.location().set_href(href);
    }
}

/// The present step gets another address, and keeps where it was scrolled to.
pub fn replace(href: &str) {
    if let Some(history) = dom::window().and_then(|w| w.history().ok()) {
        let state = history.state().unwrap_or(JsValue::NULL);
        _ = history.replace_state_with_url(&state, "", Some(href));
    }
}

/// Remembers in the present step where the page is scrolled to, in CSS pixels.
pub fn remember_scroll(y: f64) {
    if let Some(history) = dom::window().and_then(|w| w.history().ok()) {
        _ = history.replace_state(&JsValue::from_f64(y), "");
    }
}

/// Where the present step was scrolled to, if it was left before.
pub fn remembered_scroll() -> Option<f64> {
    dom::window()?.history().ok()?.state().ok()?.as_f64()
}

/// Steps back, as the browser's own button does.
pub fn back() {
    if let Some(history) = dom::window().and_then(|w| w.history().ok()) {
        _ = history.back();
    }
}

/// From now on the program puts pages back where they were.
pub fn take_over_scrolling() {
    if let Some(history) = dom::window().and_then(|w| w.history().ok()) {
        _ = history.set_scroll_restoration(web_sys::ScrollRestoration::Manual);
    }
}
