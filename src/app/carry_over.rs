//! Carries input made on a prerendered page before the program was ready into the stores, and restores focus and open `details`
//! after a part of the page is re-rendered.

use crate::corpus::{Facet, ListQuery, Sort};
use crate::state::local_data::Preference;
use crate::stores::{LocalStore, RouteStore};
use crate::web::dom;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};

/// Returns the query shown by the controls of a prerendered list: search text, checked filters and sort order.
pub(crate) fn read_query(main: &Element, query: &ListQuery) -> ListQuery {
    let mut query = query.clone();
    if let Some(input) = dom::find_all(main, "input[type=search]").first() {
        let typed = dom::value(input);
        if !typed.is_empty() {
            query.query = typed;
        }
    }
    // Values in the query string need not be checked in the prerendered page.
    let changed = |input: &Element| dom::is_checked(input) || input.has_attribute("checked");
    for input in dom::find_all(main, "input[type=checkbox]").into_iter().filter(changed) {
        let facet = input.get_attribute("name").and_then(|name| Facet::from_key(&name));
        let value = dom::value(&input);
        if let Some(facet) = facet.filter(|facet| query.is_selected(*facet, &value) != dom::is_checked(&input)) {
            query.toggle(facet, &value);
        }
    }
    if let Some(select) = dom::find_all(main, "select[name=sort]").first().filter(|s| dom::value(s) != Sort::Best.key()) {
        query.sort = Sort::from_key(&dom::value(select));
    }
    query
}

/// Carries the state of a prerendered list's controls into the query and the URL.
pub(crate) fn carry_query(route: RouteStore, main: &Element) {
    let query = route.query.get_untracked();
    let shown = read_query(main, &query);
    if shown != query {
        route.query.set(shown);
        route.replace_url();
    }
}

/// Saves the articles whose buttons were pressed before the program was ready; `src/app/start.js` marks those buttons.
pub(crate) fn carry_saves(local: LocalStore, main: &Element) {
    for button in dom::find_all(main, "button.save[data-pressed]") {
        let id = button.get_attribute("data-id").unwrap_or_default();
        let headline = button.closest("article").ok().flatten().and_then(|article| article.query_selector(".headline").ok().flatten());
        let title = headline.or_else(|| dom::find("main h1")).and_then(|headline| headline.text_content()).unwrap_or_default();
        _ = button.remove_attribute("data-pressed");
        local.toggle_saved(&id, &title);
    }
}

/// Applies the preferences chosen in prerendered settings.
pub(crate) fn carry_preferences(local: LocalStore, main: &Element) {
    for input in dom::find_all(main, "input:checked:not([checked])") {
        if let Some(preference) = input.get_attribute("name").and_then(|name| Preference::from_key(&name)) {
            local.set_preference(preference, &dom::value(&input));
        }
    }
}

/// Identifies a control across a re-render: a selector, and its index among the elements that match it.
pub(crate) struct ControlKey {
    selector: String,
    index: usize,
}

impl ControlKey {
    /// Returns the key of a control in a page, or `None` if it has no identifying attribute.
    pub(crate) fn for_control(main: &Element, control: &Element) -> Option<ControlKey> {
        let selector = build_selector(control)?;
        let index = dom::find_all(main, &selector).iter().position(|element| element == control)?;
        Some(ControlKey { selector, index })
    }

    /// Finds the re-rendered control with this key.
    pub(crate) fn find(&self, main: &Element) -> Option<Element> {
        dom::find_all(main, &self.selector).into_iter().nth(self.index)
    }
}

/// Builds a selector that finds the same control again, from its tag name and identifying attributes.
fn build_selector(element: &Element) -> Option<String> {
    let mut selector = element.tag_name().to_lowercase();
    let has_identity = ["id", "name", "data-id", "href"].iter().any(|name| element.has_attribute(name));
    let mut add = |name: &str, value: String| {
        selector.push_str(&["[", name, "=\"", &value.replace('\\', "\\\\").replace('"', "\\\""), "\"]"].concat());
    };
    for name in ["id", "name", "data-id", "href"] {
        if let Some(value) = element.get_attribute(name) {
            add(name, value);
        }
    }
    if matches!(element.get_attribute("type").as_deref(), Some("checkbox" | "radio")) {
        add("value", dom::value(element));
    }
    if !has_identity {
        let name = if element.has_attribute("aria-label") { "aria-label" } else { "class" };
        add(name, element.get_attribute(name)?);
    }
    Some(selector)
}

/// The focus, caret and open `details` of a page, to be restored after a re-render.
pub(crate) struct PageState {
    focused: Option<(Element, ControlKey)>,
    caret: Option<(u32, u32)>,
    open: Vec<usize>,
}

impl PageState {
    /// Captures the state of a page.
    pub(crate) fn capture(main: &Element) -> PageState {
        let focused = dom::focused_element().filter(|element| main.contains(Some(element)));
        let caret = focused
            .as_ref()
            .and_then(|element| element.dyn_ref::<HtmlInputElement>())
            .and_then(|input| Some((input.selection_start().ok()??, input.selection_end().ok()??)));
        // A prerendered value's link is inside the `.choice` of its checkbox; the program renders the checkbox alone.
        let checkbox_of = |element: &Element| element.closest(".choice").ok()??.query_selector("input").ok()?;
        let focused = focused.and_then(|element| {
            let control = checkbox_of(&element).unwrap_or_else(|| element.clone());
            Some((element, ControlKey::for_control(main, &control)?))
        });
        let details = dom::find_all(main, "details").into_iter().enumerate();
        let open = details.filter(|(_, details)| details.has_attribute("open")).map(|(at, _)| at).collect();
        PageState { focused, caret, open }
    }

    /// Restores the state.
    pub(crate) fn restore(self, main: &Element) {
        let details = dom::find_all(main, "details");
        for details in self.open.iter().filter_map(|at| details.get(*at)) {
            _ = details.set_attribute("open", "");
        }
        let lost = self.focused.filter(|(element, _)| !element.is_connected());
        let Some(element) = lost.and_then(|(_, key)| key.find(main)) else { return };
        dom::focus(&element);
        if let (Some((start, end)), Some(input)) = (self.caret, element.dyn_ref::<HtmlInputElement>()) {
            _ = input.set_selection_range(start, end);
        }
    }
}
