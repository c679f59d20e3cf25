//! Swapping a page as it came for a living one, without loss: what was typed, ticked, chosen, opened and focused is carried over.

use super::app::{App, Here};
use super::{loading, pages};
use crate::browser::dom;
use crate::corpus::{Facet, Sort};
use leptos::mount::mount_to;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};

/// Swaps at once; what the page then needs is fetched while it says that it waits.
pub fn take_over(app: App) {
    loading::follow_needs(app);
    swap(app);
}

/// Opens a page that stands for a list, as that of a value, as the list that it shows: what narrows it is what is ticked there.
pub fn open_as_list(app: App) {
    app.here.set(Here::List);
    if let Some(main) = dom::find("#main") {
        carry_state(app, &main);
    }
    super::navigation::write_address(app);
}

/// Swaps `main` for the program's own.
pub fn swap(app: App) {
    let (Some(old), Some(place)) = (dom::find("#main"), dom::create("div")) else { return };
    _ = place.set_attribute("class", "living");
    match app.here.get_untracked() {
        Here::List => carry_state(app, &old),
        Here::Settings => carry_choices(app, &old),
        _ => {}
    }
    let before = Before::of(&old);
    app.alive.set(true);
    mount_to(place.clone(), move || pages::root(app)).forget();
    _ = old.replace_with_with_node_1(&place);
    before.put_back(&place, app);
}

/// Changes parts of a page that stays; the focus that was in one of them is put back.
pub fn in_place(app: App, change: impl FnOnce()) {
    let main = dom::find("#main");
    let before = main.as_ref().map(Before::of);
    change();
    if let Some((main, before)) = main.zip(before) {
        before.put_back(&main, app);
    }
}

/// While the list cannot be taken over, what failed is said above its rows, which can still be read.
pub fn alerts_meanwhile(app: App) {
    let Some((line, place)) = dom::find("main .line").zip(dom::create("div")) else { return };
    // Not among the rows, the first of which stands closer to the top.
    _ = line.after_with_node_1(&place);
    mount_to(place, move || pages::alerts_alone(app)).forget();
}

/// What a person did to the controls before the program was there goes into the list's state.
fn carry_state(app: App, old: &Element) {
    let mut state = app.list.get_untracked();
    if let Some(input) = dom::all(old, "input[type=search]").first() {
        let typed = dom::value(input);
        if !typed.is_empty() {
            state.query = typed;
        }
    }
    for input in dom::all(old, "input[type=checkbox]").into_iter().filter(dom::is_checked) {
        let facet = input.get_attribute("name").and_then(|name| Facet::of_key(&name));
        let value = dom::value(&input);
        if let Some(facet) = facet.filter(|facet| !state.has(*facet, &value)) {
            state.toggle(facet, &value);
        }
    }
    if let Some(select) = dom::all(old, "select[name=sort]").first().filter(|s| dom::value(s) != Sort::Best.key()) {
        state.sort = Sort::of_key(&dom::value(select));
    }
    if state != app.list.get_untracked() {
        app.list.set(state);
        super::navigation::write_address(app);
    }
}

/// What was chosen in the settings before the program was there is set.
fn carry_choices(app: App, old: &Element) {
    for input in dom::all(old, "input:checked:not([checked])") {
        let name = input.get_attribute("name").unwrap_or_default();
        app.kept.update_untracked(|kept| kept.set(&name, &dom::value(&input)));
    }
}

/// What has to be put back after the swap.
struct Before {
    /// What has the focus, what finds its like, and its number among these.
    focused: Option<(Element, String, usize)>,
    caret: Option<(u32, u32)>,
    open: Vec<usize>,
}

impl Before {
    fn of(old: &Element) -> Before {
        let focused = dom::focused().filter(|element| old.contains(Some(element)));
        // The link to the page of a value stands in the box that narrows the list by it, and the program draws that alone.
        let boxed = |element: &Element| element.closest(".choice").ok()??.query_selector("input").ok()?;
        let focused = focused.map(|element| boxed(&element).unwrap_or(element));
        let caret = focused
            .as_ref()
            .and_then(|e| e.dyn_ref::<HtmlInputElement>())
            .and_then(|input| Some((input.selection_start().ok()??, input.selection_end().ok()??)));
        let details = dom::all(old, "details").into_iter().enumerate();
        let open = details.filter(|(_, d)| d.has_attribute("open")).map(|(at, _)| at).collect();
        let focused = focused.and_then(|element| {
            let selector = selector(&element)?;
            let at = dom::all(old, &selector).iter().position(|like| *like == element)?;
            Some((element, selector, at))
        });
        Before { focused, caret, open }
    }

    fn put_back(self, fresh: &Element, app: App) {
        if let Some(input) = dom::all(fresh, "input[type=search]").first() {
            app.list.with_untracked(|list| dom::set_value(input, &list.query));
        }
        for details in dom::all(fresh, "details").iter().enumerate().filter(|(at, _)| self.open.contains(at)).map(|(_, d)| d) {
            _ = details.set_attribute("open", "");
        }
        let lost = self.focused.filter(|(element, ..)| !element.is_connected());
        let Some(element) = lost.and_then(|(_, selector, at)| dom::all(fresh, &selector).into_iter().nth(at)) else { return };
        dom::focus(&element);
        if let (Some((start, end)), Some(input)) = (self.caret, element.dyn_ref::<HtmlInputElement>()) {
            _ = input.set_selection_range(start, end);
        }
    }
}

/// What finds the same control again: its name and value, what it does and to what, where it leads.
fn selector(element: &Element) -> Option<String> {
    let mut selector = element.tag_name().to_lowercase();
    let mut known = false;
    let mut add = |name: &str, value: String| {
        selector.push_str(&["[", name, "=\"", &value.replace('\\', "\\\\").replace('"', "\\\""), "\"]"].concat());
        known = true;
    };
    for name in ["id", "name", "data-do", "data-id", "data-facet", "data-value", "href"] {
        if let Some(value) = element.get_attribute(name) {
            add(name, value);
        }
    }
    if matches!(element.get_attribute("type").as_deref(), Some("checkbox" | "radio")) {
        add("value", dom::value(element));
    }
    known.then_some(selector)
}
