//! The URL, and the scroll position of each history entry.

use super::dom;
use wasm_bindgen::JsValue;

/// Path, query string and fragment of the current URL.
pub(crate) fn location_parts() -> (String, String, String) {
    let Some(location) = dom::window().map(|w| w.location()) else { return Default::default() };
    (location.pathname().unwrap_or_default(), location.search().unwrap_or_default(), location.hash().unwrap_or_default())
}

/// The current URL.
pub(crate) fn href() -> String {
    dom::window().and_then(|w| w.location().href().ok()).unwrap_or_default()
}

/// Pushes a history entry; returns whether the browser allowed it. Without a server it refuses the URL of another document.
pub(crate) fn push(href: &str) -> bool {
    let history = dom::window().and_then(|w| w.history().ok());
    history.is_some_and(|history| history.push_state_with_url(&JsValue::NULL, "", Some(href)).is_ok())
}

/// Navigates to another document.
pub(crate) fn assign_location(href: &str) {
    if let Some(window) = dom::window() {
        _ = window.location().set_href(href);
    }
}

/// Replaces the URL of the current history entry, and keeps its scroll position.
pub(crate) fn replace(href: &str) {
    if let Some(history) = dom::window().and_then(|w| w.history().ok()) {
        let state = history.state().unwrap_or(JsValue::NULL);
        _ = history.replace_state_with_url(&state, "", Some(href));
    }
}

/// Stores the scroll position in the current history entry, in CSS pixels.
pub(crate) fn remember_scroll(y: f64) {
    if let Some(history) = dom::window().and_then(|w| w.history().ok()) {
        _ = history.replace_state(&JsValue::from_f64(y), "");
    }
}

/// The scroll position of the current history entry, if stored.
pub(crate) fn remembered_scroll() -> Option<f64> {
    dom::window()?.history().ok()?.state().ok()?.as_f64()
}

/// Goes back, as the browser's own button does.
pub(crate) fn back() {
    if let Some(history) = dom::window().and_then(|w| w.history().ok()) {
        _ = history.back();
    }
}

/// Turns off the browser's scroll restoration: from now on the program restores scroll positions.
pub(crate) fn disable_scroll_restoration() {
    if let Some(history) = dom::window().and_then(|w| w.history().ok()) {
        _ = history.set_scroll_restoration(web_sys::ScrollRestoration::Manual);
    }
}

/// The absolute form of a URL; the URL as it is, if it cannot be one.
pub(crate) fn absolute_url(url: &str) -> String {
    web_sys::Url::new_with_base(url, &href()).map_or_else(|_| url.to_owned(), |absolute| absolute.href())
}
