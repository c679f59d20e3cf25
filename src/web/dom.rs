//! Finding and changing elements. Nothing here fails: what is not there is `None`, what cannot be done is left.

use super::events::next_frame;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, FocusOptions, HtmlElement, HtmlInputElement, NodeList, Window};

/// The window.
pub fn window() -> Option<Window> {
    web_sys::window()
}

/// The document.
pub fn document() -> Option<Document> {
    window()?.document()
}

/// The root element.
pub fn root() -> Option<Element> {
    document()?.document_element()
}

/// The element of an id.
pub fn by_id(id: &str) -> Option<Element> {
    document()?.get_element_by_id(id)
}

/// The first element of a selector in the page.
pub fn find(selector: &str) -> Option<Element> {
    document()?.query_selector(selector).ok().flatten()
}

/// Every element of a selector in an element.
pub fn all(within: &Element, selector: &str) -> Vec<Element> {
    within.query_selector_all(selector).map(elements).unwrap_or_default()
}

fn elements(list: NodeList) -> Vec<Element> {
    (0..list.length()).filter_map(|i| list.get(i)?.dyn_into().ok()).collect()
}

/// A new element.
pub fn create(tag: &str) -> Option<HtmlElement> {
    document()?.create_element(tag).ok()?.dyn_into().ok()
}

/// An attribute of the root element, or nothing.
pub fn root_attribute(name: &str) -> Option<String> {
    root()?.get_attribute(name)
}

/// Sets an attribute of the root element; removes it where there is no value.
pub fn set_root_attribute(name: &str, value: Option<&str>) {
    if let Some(root) = root() {
        // An attribute's name is one of ours, so that it cannot be refused.
        _ = match value {
            Some(value) => root.set_attribute(name, value),
            None => root.remove_attribute(name),
        };
    }
}

/// Sets the title of the document.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// The value of an input, a select or a text area.
pub fn value(element: &Element) -> String {
    js_sys::Reflect::get(element, &JsValue::from_str("value")).ok().and_then(|v| v.as_string()).unwrap_or_default()
}

/// Sets the value of an input, a select or a text area.
pub fn set_value(element: &Element, value: &str) {
    _ = js_sys::Reflect::set(element, &JsValue::from_str("value"), &JsValue::from_str(value));
}

/// Whether a box is ticked.
pub fn is_checked(element: &Element) -> bool {
    element.dyn_ref::<HtmlInputElement>().is_some_and(HtmlInputElement::checked)
}

/// Gives the focus, without scrolling.
pub fn focus(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        _ = element.focus_with_options(&options);
    }
}

/// Gives the focus to a place that is no control: a heading, a passage.
pub fn focus_place(element: &Element) {
    if !element.has_attribute("tabindex") {
        _ = element.set_attribute("tabindex", "-1");
    }
    focus(element);
}

/// The element that has the focus, the body left aside.
pub fn focused() -> Option<Element> {
    document()?.active_element().filter(|e| e.tag_name() != "BODY")
}

/// Whether words of the page are selected.
pub fn is_selecting() -> bool {
    window().and_then(|w| w.get_selection().ok()?).is_some_and(|selection| !selection.is_collapsed())
}

/// How far the page is scrolled, in CSS pixels.
pub fn scroll_y() -> f64 {
    window().and_then(|w| w.scroll_y().ok()).unwrap_or(0.0)
}

/// Scrolls the page, at once.
pub fn scroll_to(y: f64) {
    if let Some(window) = window() {
        let options = web_sys::ScrollToOptions::new();
        options.set_top(y);
        options.set_left(0.0);
        options.set_behavior(web_sys::ScrollBehavior::Instant);
        window.scroll_to_with_scroll_to_options(&options);
    }
}

/// Scrolls the page until an element stands in the middle of the window, at once.
pub fn scroll_to_middle(element: &Element) {
    let rect = element.get_bounding_client_rect();
    scroll_to((scroll_y() + rect.top() - (height() - rect.height()) / 2.0).max(0.0));
}

/// Height of the window, in CSS pixels.
pub fn height() -> f64 {
    window().and_then(|w| w.inner_height().ok()).and_then(|h| h.as_f64()).unwrap_or(0.0)
}

/// How much of the page can be scrolled, in CSS pixels.
pub fn scrollable() -> f64 {
    let height = root().map_or(0, |r| r.scroll_height());
    (f64::from(height) - self::height()).max(0.0)
}

/// Unhides the first element of a selector.
pub fn reveal(selector: &str) {
    if let Some(element) = find(selector) {
        _ = element.remove_attribute("hidden");
    }
}

/// Loads the page again.
pub fn reload() {
    if let Some(window) = window() {
        _ = window.location().reload();
    }
}

/// Prints the page.
pub fn print() {
    if let Some(window) = window() {
        _ = window.print();
    }
}

/// Says something to those who do not see it, in the region that every page has for that.
pub fn announce(words: &str) {
    if let Some(region) = find("[data-slot=said]") {
        region.set_text_content(Some(words));
    }
}

/// Calls something once what has changed is drawn.
pub fn after_drawing(call: impl FnOnce() + 'static) {
    next_frame(move || next_frame(call));
}

/// Puts words into the search box.
pub fn fill_search(words: &str) {
    if let Some(input) = find("#q") {
        set_value(&input, words);
    }
}

/// Opens what is folded around an element: only then it is seen.
pub fn open_details_around(element: &Element) {
    let mut inside = element.closest("details").ok().flatten();
    while let Some(details) = inside {
        _ = details.set_attribute("open", "");
        inside = details.parent_element().and_then(|parent| parent.closest("details").ok().flatten());
    }
}
