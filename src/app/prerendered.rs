//! Keeps the prerendered page until the first interaction. Then components replace the regions of a list in one task; its search
//! form stays, so that typing is never interrupted. In an article only the slots are mounted.

use super::carry_over::{ControlKey, PageState, carry_preferences, carry_query, carry_saves};
use super::mount::Mounts;
use crate::components::article::{ArticleActions, ArticleToolbar, Neighbours, ResumeReading};
use crate::components::built_view::{BuiltView, IntoBuilt};
use crate::components::current_page::CurrentPage;
use crate::components::list::facet_sidebar::FacetSidebar;
use crate::components::list::toolbar::Toolbar;
use crate::components::list::{ListView, LoadAlerts, RecentSearches, Results, search_form};
use crate::components::ui::SaveButton;
use crate::components::ui::Show;
use crate::corpus::list_query::ROWS_PER_PAGE;
use crate::corpus::{CurrentRoute, Facet, ListQuery};
use crate::state::list_rows::{ListItem, ListRows};
use crate::stores::{
    ListStore, RouteStore, use_article_store, use_list_store, use_local_store, use_results_store, use_route_store, use_search_store,
};
use crate::web::{dom, events};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event};

/// Selectors of the list's regions that components replace; the search form stays.
const TOOLBAR_SELECTOR: &str = "#main > .toolbar";
const FACETS_SELECTOR: &str = "#main > .grid > #facets";
const RESULTS_SELECTOR: &str = "#main > .grid > .results";

/// A region's selector and the function that renders it.
type Region = (&'static str, fn() -> BuiltView);

/// Selector of the controls that a press or a choice is made with.
const CONTROLS_SELECTOR: &str = "button, input, select";

/// Replaces the prerendered page with the current page.
pub(crate) fn replace_page(mounts: &Mounts) {
    let Some(main) = dom::find("#main") else { return };
    let route = mounts.with_owner(use_route_store);
    let state = PageState::capture(&main);
    if route.is_at(&CurrentRoute::Settings) {
        carry_preferences(mounts.with_owner(use_local_store), &main);
    }
    mark_mounted(route);
    route.renders_pages.set(true);
    mounts.replace_page(&main, || view! { <CurrentPage/> }.into_built());
    if let Some(main) = dom::find("#main") {
        state.restore(&main);
    }
}

/// Marks the page as mounted by the program.
fn mark_mounted(route: RouteStore) {
    route.is_mounted.set(true);
    dom::set_root_attribute("data-mounted", Some(""));
}

/// Marks the page as interactive: any input is handled from now on.
pub(crate) fn mark_ready() {
    dom::set_root_attribute("data-ready", Some(""));
}

/// Attaches the component's listeners to the prerendered search form. The form stays: replacing it would lose text being composed
/// in an input method.
pub(crate) fn attach_search_form(mounts: &Mounts) {
    let Some(form) = dom::find("form.search-form") else { return };
    let (list, route) = mounts.with_owner(|| (use_list_store(), use_route_store()));
    events::add_listener(&form, "input", move |event| search_form::on_input(list, route, &event));
    events::add_listener(&form, "compositionend", move |event| search_form::on_input(list, route, &event));
    events::add_listener(&form, "submit", move |event| search_form::on_submit(list, &event));
    events::add_listener(&form, "keydown", move |event| search_form::on_keydown(list, route, &event));
    events::add_listener(&form, "focusin", move |event| search_form::on_focusin(list, &event));
    events::add_listener(&form, "focusout", move |event| search_form::on_focusout(list, &event));
    mounts.append(&form, || view! { <RecentSearches/> }.into_built());
    list.is_search_focused.set(dom::focused_element().is_some_and(|focused| form.contains(Some(&focused))));
}

/// A prerendered list whose regions are not yet replaced.
#[derive(Clone)]
pub(crate) struct PrerenderedList {
    mounts: Mounts,
    route: RouteStore,
    list: ListStore,
    /// The query that the page was built for.
    built_query: ListQuery,
}

impl PrerenderedList {
    /// Takes over the prerendered list. Text, filters and order chosen in it are carried into the query.
    pub(crate) fn from_page(mounts: &Mounts) -> Option<PrerenderedList> {
        let main = dom::find("#main")?;
        let (route, list) = mounts.with_owner(|| (use_route_store(), use_list_store()));
        if !route.is_at(&CurrentRoute::List) {
            // The page of a value becomes the list narrowed by that value, whose box is checked.
            route.current.set(CurrentRoute::List);
        }
        let built_query = built_query(&main);
        if route.query.with_untracked(|query| *query == ListQuery::new()) && built_query != ListQuery::new() {
            route.query.set(built_query.clone());
            route.replace_url();
        }
        carry_query(route, &main);
        if let Some(input) = dom::find("#q") {
            // The search box shows the query of the URL; text already typed there stays.
            route.query.with_untracked(|query| {
                if dom::value(&input) != query.query {
                    dom::set_value(&input, &query.query);
                }
            });
        }
        Some(PrerenderedList { mounts: mounts.clone(), route, list, built_query })
    }

    /// Shows load failures above the rows, which stay readable, until the program renders the rows.
    pub(crate) fn mount_alerts(&self) {
        let Some((toolbar, place)) = dom::find("main .toolbar").zip(dom::create_element("div")) else { return };
        // Not among the rows: the first of them has less space above.
        _ = toolbar.after_with_node_1(&place);
        self.mounts.append(&place, || {
            let route = use_route_store();
            view! { <Show when=move || !route.is_mounted.get()><LoadAlerts/></Show> }.into_built()
        });
    }

    /// Called when everything that the list shows is loaded: renders it if it differs from the page, else at the first interaction.
    pub(crate) fn on_loaded(&self) {
        if let Some(main) = dom::find("#main") {
            carry_saves(self.mounts.with_owner(use_local_store), &main);
        }
        if self.differs_from_page() {
            self.mount_when_unselected();
        } else if self.list.is_search_focused.get_untracked() {
            self.mount_regions();
        } else {
            self.wait_for_interaction();
        }
        mark_ready();
    }

    /// Whether the list differs from the prerendered page, by URL, storage, used controls or a newer corpus.
    fn differs_from_page(&self) -> bool {
        let Some(main) = dom::find("#main") else { return false };
        if !is_intact() || self.route.query.with_untracked(|query| *query != self.built_query) {
            return true;
        }
        let ids: Vec<String> = dom::find_all(&main, ".results article").iter().filter_map(|row| row.get_attribute("data-id")).collect();
        let (local, results) = self.mounts.with_owner(|| (use_local_store(), use_results_store()));
        local.data.with_untracked(|data| ids.iter().any(|id| data.is_saved(id)))
            || results.rows.with_untracked(|rows| article_ids(rows) != ids)
    }

    /// Renders the list once nothing is selected: a re-render would lose the selection.
    fn mount_when_unselected(&self) {
        if !dom::has_selection() {
            return self.mount_regions();
        }
        let (Some(document), list) = (dom::document(), self.clone()) else { return };
        events::add_listener(&document, "selectionchange", move |_| {
            if !list.route.is_mounted.get_untracked() && !dom::has_selection() {
                list.mount_regions();
            }
        });
    }

    fn wait_for_interaction(&self) {
        let Some(main) = dom::find("#main") else { return };
        unlink_facet_values(&main);
        for name in ["input", "change", "click", "pointerdown", "focusin"] {
            let list = self.clone();
            events::add_listener(&main, name, move |event| {
                if !list.route.is_mounted.get_untracked() && list.route.is_at(&CurrentRoute::List) {
                    list.on_first_interaction(&event);
                }
            });
        }
    }

    /// Handles the first interaction: renders the list, then repeats the action on the re-rendered control.
    fn on_first_interaction(&self, event: &Event) {
        if events::closest(event, "form.search-form").is_some() {
            return self.mount_regions();
        }
        match event.type_().as_str() {
            "pointerdown" => self.begin_drag(event),
            "focusin" | "input" => {}
            kind => {
                let is_click = kind == "click";
                let Some(main) = dom::find("#main") else { return };
                let control = events::closest(event, CONTROLS_SELECTOR).filter(|control| (control.tag_name() == "BUTTON") == is_click);
                let Some(control) = control else { return };
                let key = ControlKey::for_control(&main, &control);
                self.mount_regions();
                if let Some(rendered) = key.and_then(|key| key.find(&main)) {
                    repeat_action(&control, &rendered);
                }
            }
        }
    }

    fn begin_drag(&self, event: &Event) {
        let bar = events::closest(event, ".years-bars [data-value]").and_then(|bar| bar.get_attribute("data-value"));
        if let Some(year) = bar.and_then(|year| year.parse().ok()) {
            event.prevent_default();
            self.mount_regions();
            self.list.begin_drag(year);
        }
    }

    /// Replaces the prerendered regions of the list.
    fn mount_regions(&self) {
        let Some(main) = dom::find("#main") else { return };
        let regions: [Region; 3] = [
            (TOOLBAR_SELECTOR, || view! { <Toolbar view=ListView::from_stores()/> }.into_built()),
            (FACETS_SELECTOR, || view! { <FacetSidebar view=ListView::from_stores()/> }.into_built()),
            (RESULTS_SELECTOR, || view! { <Results view=ListView::from_stores()/> }.into_built()),
        ];
        if !is_intact() {
            return replace_page(&self.mounts);
        }
        let state = PageState::capture(&main);
        mark_mounted(self.route);
        for (selector, view) in regions {
            if let Some(region) = dom::find(selector) {
                self.mounts.replace(&region, view);
            }
        }
        state.restore(&main);
    }
}

/// Whether the prerendered list is intact: a translator or an extension may have removed a part of it.
fn is_intact() -> bool {
    ["#main.list > form.search-form > #q", TOOLBAR_SELECTOR, FACETS_SELECTOR, RESULTS_SELECTOR]
        .iter()
        .all(|selector| dom::find(selector).is_some())
}

/// Removes the links of facet values, which serve pages without the program. From now on the boxes filter the list, and a screen
/// reader or the Tab key meets each value once.
fn unlink_facet_values(main: &Element) {
    if dom::has_selection() {
        return;
    }
    let state = PageState::capture(main);
    for link in dom::find_all(main, ".choice-name a") {
        if let Some(name) = link.first_element_child() {
            _ = link.replace_with_with_node_1(&name);
        }
    }
    state.restore(main);
}

/// Repeats on a re-rendered control what was done to the old one.
fn repeat_action(old: &Element, rendered: &Element) {
    if let Some(button) = rendered.dyn_ref::<web_sys::HtmlButtonElement>() {
        return button.click();
    }
    match (old.dyn_ref::<web_sys::HtmlInputElement>(), rendered.dyn_ref::<web_sys::HtmlInputElement>()) {
        (Some(old), Some(rendered)) => rendered.set_checked(old.checked()),
        _ => dom::set_value(rendered, &dom::value(old)),
    }
    if let Ok(change) = Event::new("change") {
        _ = rendered.dispatch_event(&change);
    }
}

/// Returns the query that a prerendered list was built for; on the page of a value its box is checked.
fn built_query(main: &Element) -> ListQuery {
    let mut query = ListQuery { rows: ROWS_PER_PAGE, ..ListQuery::new() };
    for input in dom::find_all(main, "input[type=checkbox][checked]") {
        if let Some(facet) = input.get_attribute("name").and_then(|name| Facet::from_key(&name)) {
            query.toggle(facet, &dom::value(&input));
        }
    }
    query
}

/// Returns the ids of the articles in rows, in order.
fn article_ids(rows: &ListRows) -> Vec<String> {
    let ListRows::Items(items) = rows else { return Vec::new() };
    let articles = items.iter().flat_map(|item| match item {
        ListItem::Lead(article) | ListItem::Row { article, .. } => vec![article],
        ListItem::SecondaryLeads(first, second) => vec![first, second],
        _ => Vec::new(),
    });
    articles.map(|article| article.card.id.clone()).collect()
}

/// Mounts the slots of a prerendered article; the article itself stays in place.
pub(crate) fn mount_article_slots(mounts: &Mounts, id: &str) {
    let title = dom::find("main h1").and_then(|heading| heading.text_content()).unwrap_or_default();
    if let Some(main) = dom::find("#main") {
        carry_saves(mounts.with_owner(use_local_store), &main);
    }
    let article = mounts.with_owner(use_article_store);
    let id_and_title = || (id.to_owned(), title.clone());
    let (save, toolbar) = (id_and_title(), id_and_title());
    mount_in_slot(mounts, "[data-slot=save]", Box::new(move || view! { <SaveButton id=save.0 title=save.1/> }.into_built()));
    mount_in_slot(mounts, "[data-slot=toolbar]", Box::new(move || view! { <ArticleToolbar id=toolbar.0 title=toolbar.1/> }.into_built()));
    mount_in_slot(mounts, "[data-slot=resume]", Box::new(|| view! { <ResumeReading/> }.into_built()));
    mount_in_slot(mounts, "[data-slot=actions]", Box::new(|| view! { <ArticleActions/> }.into_built()));
    let route = mounts.with_owner(use_route_store);
    // The prerendered footer is right, except that its neighbours are those of the whole list.
    if route.query.with_untracked(|query| *query != ListQuery::new()) {
        let id = id.to_owned();
        mount_in_slot(mounts, "[data-slot=neighbours]", Box::new(move || neighbours(id)));
    }
    if dom::find("main article .text").is_some() {
        article.mounted_id.set(Some(id.to_owned()));
    }
    mark_ready();
}

fn neighbours(id: String) -> BuiltView {
    let [previous, next] = use_results_store().neighbour_cards(id);
    view! { <Neighbours previous next/> }.into_built()
}

/// Replaces the content of a slot with a view, and restores the focus that was in it.
fn mount_in_slot(mounts: &Mounts, slot: &str, view: Box<dyn FnOnce() -> BuiltView>) {
    let Some(slot) = dom::find(slot) else { return };
    let state = PageState::capture(&slot);
    slot.set_text_content(None);
    mounts.append_boxed(&slot, view);
    state.restore(&slot);
}

/// Whether a further page of a list was used: it stays prerendered until the reader types, ticks or opens the filters.
pub(crate) fn has_user_input(main: &Element) -> bool {
    !dom::find_all(main, "input:checked:not([checked]), [type=search]:not(:placeholder-shown)").is_empty()
}

/// Allows loads at idle that the first rows do not need.
pub(crate) fn allow_idle_loading(mounts: &Mounts, after_milliseconds: i32) {
    let search = mounts.with_owner(use_search_store);
    events::set_timeout(after_milliseconds, move || search.is_idle.set(true));
}
