//! Event listeners of the whole document: links, keys, and the controls of the shell, which only the build renders.

use crate::corpus::{CurrentRoute, Form};
use crate::state::local_data::Preference;
use crate::stores::{
    ArticleStore, ListStore, LocalStore, PreferenceStore, RouteStore, use_article_store, use_list_store, use_local_store,
    use_preference_store, use_route_store,
};
use crate::web::{annotation_requests, dom, events, history, storage};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, KeyboardEvent, MouseEvent};

/// Adds the listeners.
pub(crate) fn add_listeners() {
    let (route, list, article) = (use_route_store(), use_list_store(), use_article_store());
    let (preferences, local) = (use_preference_store(), use_local_store());
    let Some(document) = dom::document() else { return };
    events::add_listener(&document, "click", move |event| {
        let is_plain = event.dyn_ref::<MouseEvent>().is_none_or(events::is_plain_click);
        if is_plain && !event.default_prevented() {
            on_shell_click(route, article, preferences, local, &event);
            on_link_click(route, &event);
        }
    });
    if let Some(window) = dom::window() {
        events::add_listener(&window, storage::CHANGE_EVENT, move |_| local.reload());
    }
    events::add_listener(&document, "keydown", move |event| {
        if let Some(key) = key_without_modifiers(&event) {
            let is_writing =
                events::closest(&event, "input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]").is_some();
            match key.as_str() {
                "Escape" => close_sheets(preferences, list),
                _ if is_writing => {}
                "/" => {
                    event.prevent_default();
                    list.focus_search();
                }
                "j" => focus_adjacent_row(1),
                "k" => focus_adjacent_row(-1),
                "h" if route.current.with_untracked(|current| matches!(current, CurrentRoute::Article(_))) => {
                    annotation_requests::request(annotation_requests::SELECT);
                }
                "n" => article.step_match(1),
                "p" => article.step_match(-1),
                _ => {}
            }
        }
    });
}

/// Returns the key of a press without modifiers, outside of an input method.
fn key_without_modifiers(event: &Event) -> Option<String> {
    let event = event.dyn_ref::<KeyboardEvent>()?;
    let is_unmodified = !event.ctrl_key() && !event.meta_key() && !event.alt_key() && !event.is_composing() && !event.default_prevented();
    is_unmodified.then(|| event.key())
}

/// Handles presses on controls of masthead, footer and consent notice, and of pages that stay prerendered.
fn on_shell_click(route: RouteStore, article: ArticleStore, preferences: PreferenceStore, local: LocalStore, event: &Event) {
    let Some(control) = events::closest(event, ".settings-link, #consent-accept, #consent-change, .copy-address") else { return };
    match control.id().as_str() {
        "consent-accept" => set_consent(local, true),
        "consent-change" => set_consent(local, false),
        _ if control.has_attribute("data-text") => {
            article.copy(control.get_attribute("data-text").unwrap_or_default());
        }
        _ if !route.is_at(&CurrentRoute::Settings) => {
            event.prevent_default();
            preferences.toggle_sheet();
        }
        _ => {}
    }
}

/// Stores the answer and moves the focus to the control that undoes it.
fn set_consent(local: LocalStore, accepted: bool) {
    local.set_preference(Preference::Consent, if accepted { "accepted" } else { "none" });
    if let Some(other) = dom::by_id(if accepted { "consent-change" } else { "consent-accept" }) {
        other.scroll_into_view();
        dom::focus(&other);
    }
}

fn close_sheets(preferences: PreferenceStore, list: ListStore) {
    if preferences.is_sheet_open.get_untracked() {
        preferences.close_sheet();
    } else if list.are_filters_open.get_untracked() {
        list.are_filters_open.set(false);
    }
}

/// Moves the focus to the next or previous headline.
fn focus_adjacent_row(by: isize) {
    let Some(root) = dom::root() else { return };
    let links = dom::find_all(&root, "main article .headline a");
    let focused = dom::focused_element().and_then(|focused| links.iter().position(|link| *link == focused));
    let next = focused.map_or(0, |at| at.saturating_add_signed(by).min(links.len().saturating_sub(1)));
    if let Some(link) = links.get(next) {
        dom::focus(link);
        link.scroll_into_view_with_bool(false);
    }
}

fn on_link_click(route: RouteStore, event: &Event) {
    let Some(link) = events::closest(event, "a[href]").filter(|_| !event.default_prevented()) else { return };
    if !link.has_attribute("target") && !link.has_attribute("download") && try_navigate(route, &link) {
        event.prevent_default();
    }
}

/// Follows a link if the program renders its page; returns whether it did.
fn try_navigate(route: RouteStore, link: &Element) -> bool {
    let href = link.get_attribute("href").unwrap_or_default();
    let context = route.context();
    // In a single-file site every route follows the `#`, and nothing else is a route.
    let is_single = context.urls.form() == Form::Single;
    if is_single && !href.starts_with("#/") {
        return false;
    }
    let Ok(url) = web_sys::Url::new_with_base(&href, &history::href()) else { return false };
    let (path, search, _) = history::location_parts();
    let origin = dom::window().and_then(|window| window.location().origin().ok());
    // The browser handles a link to another part of the open page.
    if !is_single && (Some(url.origin()) != origin || (url.pathname() == path && url.search() == search)) {
        return false;
    }
    let Some(to) = context.urls.parse_route(&url.pathname(), &url.search(), &url.hash()) else { return false };
    let is_rendered = !matches!(to.current_route(), CurrentRoute::Other | CurrentRoute::Settings);
    if is_rendered {
        route.navigate(to);
    }
    is_rendered
}
