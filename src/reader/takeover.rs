//! Taking over a page as it came, without loss: what was typed, ticked, chosen, opened and focused is as it was.

use super::app::{App, Here};
use super::{loading, pages};
use crate::browser::dom;
use crate::browser::events::after;
use crate::corpus::{Facet, Sort};
use crate::view::adopt::Cursor;
use leptos::mount::mount_to;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};

/// Says on the root element that the program draws the page.
const LIVING: &str = "data-living";

/// Opens a page that stands for a list, as that of a value, as the list that it shows: what narrows it is what is ticked there.
pub fn open_as_list(app: App) {
    app.here.set(Here::List);
    if let Some(main) = dom::find("#main") {
        carry_state(app, &main);
    }
    super::navigation::write_address(app);
}

/// Makes the page as it came the program's own, where it stands. What it then needs is fetched while it says that it waits.
pub fn adopt(app: App) {
    let Some(main) = dom::find("#main") else { return };
    let mut other = Vec::new();
    match app.here.get_untracked() {
        Here::List => {
            carry_state(app, &main);
            other = parts_of_another(app, &main);
            adopt_rows_later(app, other.is_empty());
        }
        Here::Settings => carry_choices(app, &main),
        _ => {}
    }
    loading::follow_needs(app);
    in_place(app, || {
        // What is of no class is like nothing that is drawn. It goes last, so that the page is never too short to be scrolled.
        other.iter().for_each(|part| _ = part.remove_attribute("class"));
        draw(app, Cursor::on(&main));
        // What came was not a page of this kind, so that it still stands behind the one that is drawn.
        if dom::find("#main").is_some_and(|drawn| drawn != main) {
            main.remove();
        }
    });
    // A box that somebody has ticked shows that, whatever its attribute says.
    dom::tick_as_said(&main);
}

/// The rows of a list take as long to adopt as everything else: whoever presses a key meanwhile is answered between the two.
fn adopt_rows_later(app: App, later: bool) {
    app.rows_stand.set(later);
    if later {
        after(0, move || app.rows_stand.set(false));
    }
}

/// What a list shows that came drawn, where that is not what the list means: a page comes without a search, newest first. Its
/// rows, values and words would be seen to move to where they stand in this list. The box stays for whoever is typing in it.
fn parts_of_another(app: App, main: &Element) -> Vec<Element> {
    let ticked = dom::all(main, "input[checked]:checked").len();
    app.list.with_untracked(|list| {
        if list.query.trim().is_empty() && list.sort == Sort::Best && list.filters() == ticked {
            return Vec::new();
        }
        let typed = dom::all(main, "#q").first().is_some_and(|input| dom::value(input) == list.query);
        dom::all(main, if typed { "main > :is(.line, .grid)" } else { "main > :is(.desk, .line, .grid)" })
    })
}

/// Draws the page at which the reader is now in the place of the one that came.
pub fn replace(app: App) {
    let Some(main) = dom::find("#main") else { return };
    loading::follow_needs(app);
    in_place(app, || draw(app, Cursor::instead_of(&main)));
}

fn draw(app: App, cursor: Option<Cursor>) {
    let Some(mut cursor) = cursor else { return };
    let Ok(parent) = cursor.parent().clone().dyn_into() else { return };
    app.alive.set(true);
    dom::set_root_attribute(LIVING, Some(""));
    cursor.lend(|| mount_to(parent, move || pages::root(app)).forget());
}

/// Changes parts of a page that stays; the focus that was in one of them is put back.
pub fn in_place(app: App, change: impl FnOnce()) {
    let before = dom::find("#main").as_ref().map(Before::of);
    change();
    if let Some((main, before)) = dom::find("#main").zip(before) {
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
    // What the address names need not be ticked in the page as it came.
    let changed = |input: &Element| dom::is_checked(input) || input.has_attribute("checked");
    for input in dom::all(old, "input[type=checkbox]").into_iter().filter(changed) {
        let facet = input.get_attribute("name").and_then(|name| Facet::of_key(&name));
        let value = dom::value(&input);
        if let Some(facet) = facet.filter(|facet| state.has(*facet, &value) != dom::is_checked(&input)) {
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

/// What has to be put back after a change.
struct Before {
    /// What has the focus; what finds the control that gets it if that goes, and its number among those.
    focused: Option<(Element, String, usize)>,
    caret: Option<(u32, u32)>,
    open: Vec<usize>,
}

impl Before {
    fn of(old: &Element) -> Before {
        let focused = dom::focused().filter(|element| old.contains(Some(element)));
        let caret = focused
            .as_ref()
            .and_then(|e| e.dyn_ref::<HtmlInputElement>())
            .and_then(|input| Some((input.selection_start().ok()??, input.selection_end().ok()??)));
        // The link to the page of a value stands in the box that narrows the list by it, and the program draws that alone.
        let boxed = |element: &Element| element.closest(".choice").ok()??.query_selector("input").ok()?;
        let focused = focused.and_then(|element| {
            let control = boxed(&element).unwrap_or_else(|| element.clone());
            let selector = selector(&control)?;
            let at = dom::all(old, &selector).iter().position(|like| *like == control)?;
            Some((element, selector, at))
        });
        let details = dom::all(old, "details").into_iter().enumerate();
        let open = details.filter(|(_, d)| d.has_attribute("open")).map(|(at, _)| at).collect();
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
