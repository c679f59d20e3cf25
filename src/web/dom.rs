//! Finds and changes elements. Nothing here fails: a missing node is `None`, an impossible change is skipped.

use super::events::request_animation_frame;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, FocusOptions, HtmlElement, HtmlInputElement, NodeList, Window};

/// The window.
pub(crate) fn window() -> Option<Window> {
    web_sys::window()
}

/// The document.
pub(crate) fn document() -> Option<Document> {
    window()?.document()
}

/// The root element.
pub(crate) fn root() -> Option<Element> {
    document()?.document_element()
}

/// The element with an id.
pub(crate) fn by_id(id: &str) -> Option<Element> {
    document()?.get_element_by_id(id)
}

/// Whether the browser runs on Android.
pub(crate) fn is_android() -> bool {
    window().and_then(|window| window.navigator().user_agent().ok()).is_some_and(|agent| agent.contains("Android"))
}

/// The first element of the page that matches a selector.
pub(crate) fn find(selector: &str) -> Option<Element> {
    document()?.query_selector(selector).ok().flatten()
}

/// Every descendant of an element that matches a selector.
pub(crate) fn find_all(within: &Element, selector: &str) -> Vec<Element> {
    within.query_selector_all(selector).map(to_elements).unwrap_or_default()
}

fn to_elements(list: NodeList) -> Vec<Element> {
    (0..list.length()).filter_map(|i| list.get(i)?.dyn_into().ok()).collect()
}

/// Creates an element.
pub(crate) fn create_element(tag: &str) -> Option<HtmlElement> {
    document()?.create_element(tag).ok()?.dyn_into().ok()
}

/// An attribute of the root element, if set.
pub(crate) fn root_attribute(name: &str) -> Option<String> {
    root()?.get_attribute(name)
}

/// Sets an attribute of the root element; removes it without a value.
pub(crate) fn set_root_attribute(name: &str, value: Option<&str>) {
    if let Some(root) = root() {
        // The attribute names are constants of this crate, so that setting one cannot fail.
        _ = match value {
            Some(value) => root.set_attribute(name, value),
            None => root.remove_attribute(name),
        };
    }
}

/// Sets the title of the document.
pub(crate) fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// The value of an input, a select or a text area.
pub(crate) fn value(element: &Element) -> String {
    js_sys::Reflect::get(element, &JsValue::from_str("value")).ok().and_then(|v| v.as_string()).unwrap_or_default()
}

/// Sets the value of an input, a select or a text area.
pub(crate) fn set_value(element: &Element, value: &str) {
    _ = js_sys::Reflect::set(element, &JsValue::from_str("value"), &JsValue::from_str(value));
}

/// Whether a checkbox is checked.
pub(crate) fn is_checked(element: &Element) -> bool {
    element.dyn_ref::<HtmlInputElement>().is_some_and(HtmlInputElement::checked)
}

/// Focuses an element without scrolling.
pub(crate) fn focus(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        _ = element.focus_with_options(&options);
    }
}

/// Focuses an element that is no control: a heading, a block of text.
pub(crate) fn focus_with_tabindex(element: &Element) {
    if !element.has_attribute("tabindex") {
        _ = element.set_attribute("tabindex", "-1");
    }
    focus(element);
}

/// The focused element, unless it is the body.
pub(crate) fn focused_element() -> Option<Element> {
    document()?.active_element().filter(|e| e.tag_name() != "BODY")
}

/// Whether text of the page is selected.
pub(crate) fn has_selection() -> bool {
    window().and_then(|w| w.get_selection().ok()?).is_some_and(|selection| !selection.is_collapsed())
}

/// Whether the browser knows text fragments in addresses.
pub(crate) fn knows_text_fragments() -> bool {
    document().is_some_and(|document| js_sys::Reflect::has(&document, &JsValue::from_str("fragmentDirective")).unwrap_or(false))
}

/// The scroll position, in CSS pixels.
pub(crate) fn scroll_y() -> f64 {
    window().and_then(|w| w.scroll_y().ok()).unwrap_or(0.0)
}

/// Scrolls the page instantly.
pub(crate) fn scroll_to(y: f64) {
    if let Some(window) = window() {
        let options = web_sys::ScrollToOptions::new();
        options.set_top(y);
        options.set_left(0.0);
        options.set_behavior(web_sys::ScrollBehavior::Instant);
        window.scroll_to_with_scroll_to_options(&options);
    }
}

/// Scrolls the page instantly until an element is in the middle of the window.
pub(crate) fn scroll_to_center(element: &Element) {
    let rect = element.get_bounding_client_rect();
    scroll_to((scroll_y() + rect.top() - (window_height() - rect.height()) / 2.0).max(0.0));
}

/// Height of the window, in CSS pixels.
pub(crate) fn window_height() -> f64 {
    window().and_then(|w| w.inner_height().ok()).and_then(|h| h.as_f64()).unwrap_or(0.0)
}

/// Width of the page without its scroll bar, in CSS pixels.
pub(crate) fn page_width() -> f64 {
    root().map_or(0.0, |root| f64::from(root.client_width()))
}

/// Opens a dialog over the page, which is inert meanwhile.
pub(crate) fn show_modal(selector: &str) {
    if let Some(dialog) = find(selector).filter(|dialog| !dialog.has_attribute("open")) {
        _ = super::js::call(&dialog, "showModal", &[]);
    }
}

/// Closes a dialog.
pub(crate) fn close_modal(selector: &str) {
    if let Some(dialog) = find(selector) {
        _ = super::js::call(&dialog, "close", &[]);
    }
}

/// Moves the focus among the elements that match a selector by some places, from the last to the first.
pub(crate) fn focus_sibling(selector: &str, by: isize) {
    let Some(root) = root() else { return };
    let elements = find_all(&root, selector);
    let at = focused_element().and_then(|focused| elements.iter().position(|element| *element == focused)).unwrap_or(0);
    let to = (at as isize + by).rem_euclid(elements.len().max(1) as isize) as usize;
    _ = elements.get(to).map(focus);
}

/// The maximum scroll position, in CSS pixels.
pub(crate) fn max_scroll_y() -> f64 {
    let height = root().map_or(0, |r| r.scroll_height());
    (f64::from(height) - window_height()).max(0.0)
}

/// Unhides the first element that matches a selector.
pub(crate) fn reveal(selector: &str) {
    if let Some(element) = find(selector) {
        _ = element.remove_attribute("hidden");
    }
}

/// Reloads the page.
pub(crate) fn reload() {
    if let Some(window) = window() {
        _ = window.location().reload();
    }
}

/// Prints the page.
pub(crate) fn print() {
    if let Some(window) = window() {
        _ = window.print();
    }
}

/// Announces a text to screen readers, in the live region of every page.
pub(crate) fn announce(text: &str) {
    if let Some(region) = find("[data-slot=toast]") {
        region.set_text_content(Some(text));
    }
}

/// Runs a closure once pending changes are painted.
pub(crate) fn after_paint(call: impl FnOnce() + 'static) {
    request_animation_frame(move || request_animation_frame(call));
}

/// Sets the text of the search box.
pub(crate) fn set_search_text(text: &str) {
    if let Some(input) = find("#q") {
        set_value(&input, text);
    }
}

/// Opens every `details` element around an element, which makes it visible.
pub(crate) fn open_details_around(element: &Element) {
    let mut inside = element.closest("details").ok().flatten();
    while let Some(details) = inside {
        _ = details.set_attribute("open", "");
        inside = details.parent_element().and_then(|parent| parent.closest("details").ok().flatten());
    }
}
