//! The browser's history, and what follows a navigation: the page is rendered, scrolled, and focused.

use super::loading::{Needs, fetch_needed_files};
use super::mount::Mounts;
use super::prerendered;
use super::reading::Reading;
use crate::corpus::{CurrentRoute, Form, Route};
use crate::stores::route::Arrival;
use crate::stores::{
    ArticleStore, ListStore, RouteStore, new_effect, use_article_store, use_corpus_store, use_list_store, use_results_store,
    use_route_store,
};
use crate::web::debounce::Debounce;
use crate::web::{dom, events, history};
use leptos::prelude::*;

/// Milliseconds without scrolling after which the scroll position is stored in the history entry: browsers limit how often.
const SCROLL_DEBOUNCE_MS: i32 = 250;

/// Milliseconds after which WebKit has emptied the search box of a page restored from its back/forward cache.
const SEARCH_BOX_EMPTIED_MS: i32 = 50;

/// Milliseconds after which a restored page is scrolled although not all of its rows are loaded.
const MAX_ROWS_WAIT_MS: i32 = 1000;

/// Renders the page of every navigation, and follows the browser's history.
pub(crate) fn watch_arrivals(mounts: &Mounts, needs: Needs, reading: Reading) {
    let (route, list, article) = (use_route_store(), use_list_store(), use_article_store());
    let mounts_of_page = mounts.clone();
    new_effect(move || {
        let Some(arrival) = route.arrival.get() else { return };
        list.are_filters_open.set(false);
        list.rows_in_view.set((0, 8));
        article.mounted_id.set(None);
        reading.open(&arrival.route, arrival.scroll.is_none());
        mounts_of_page.with_owner(|| fetch_needed_files(needs));
        if !route.renders_pages.get_untracked() {
            prerendered::replace_page(&mounts_of_page);
        }
    });
    scroll_and_focus_when_rendered(route, list, article);
    add_listeners(route);
}

/// Scrolls and focuses after a navigation, once the page is rendered; the list's search may still be pending.
fn scroll_and_focus_when_rendered(route: RouteStore, list: ListStore, article: ArticleStore) {
    let (results, corpus) = (use_results_store(), use_corpus_store());
    let debounce = StoredValue::new(Debounce::default());
    let is_late = RwSignal::new(false);
    let handled = RwSignal::new(None::<Arrival>);
    new_effect(move || {
        let Some(arrival) = route.arrival.get() else { return };
        if handled.with_untracked(|handled| handled.as_ref() == Some(&arrival)) {
            return;
        }
        let is_waiting = arrival.route.current_route() == CurrentRoute::List && !results.has_response.get() && !is_late.get();
        if is_waiting {
            return debounce.with_value(|debounce| debounce.call(MAX_ROWS_WAIT_MS, move || is_late.set(true)));
        }
        is_late.set(false);
        handled.set(Some(arrival.clone()));
        dom::after_paint(move || scroll_and_focus(route, list, &arrival));
    });
    // Focuses the heading of a page that loads late, unless the reader has focused something else.
    new_effect(move || {
        let is_loaded = article.mounted_id.with(Option::is_some) || corpus.data.with(|corpus| !corpus.failed_files().is_empty());
        if is_loaded && handled.with_untracked(Option::is_some) {
            dom::after_paint(move || {
                let is_unfocused = dom::focused_element().is_none_or(|focused| focused.id() == "main");
                if let Some(heading) = dom::find("main h1").filter(|_| is_unfocused && !route.is_at(&CurrentRoute::List)) {
                    dom::focus_with_tabindex(&heading);
                }
            });
        }
    });
}

/// Restores or sets scroll position and focus.
fn scroll_and_focus(route: RouteStore, list: ListStore, arrival: &Arrival) {
    if route.is_at(&CurrentRoute::List) {
        route.query.with_untracked(|query| dom::set_search_text(&query.query));
    }
    if let Some(y) = arrival.scroll {
        dom::scroll_to(y);
        events::request_animation_frame(move || dom::scroll_to(y));
    } else if !matches!(arrival.route, Route::Article { anchor: Some(_), .. }) {
        dom::scroll_to(0.0);
    }
    if list.should_focus_search.get_untracked() {
        list.should_focus_search.set(false);
        if let Some(input) = dom::find("main input[type=search]") {
            return dom::focus(&input);
        }
    }
    let link = match &arrival.previous {
        CurrentRoute::Article(id) if !matches!(arrival.route, Route::Article { .. }) => {
            dom::find(&["main article[data-id='", id, "'] a"].concat())
        }
        _ => None,
    };
    if let Some(element) = link.or_else(|| dom::find("main h1")).or_else(|| dom::find("#main")) {
        dom::focus_with_tabindex(&element);
    }
}

fn add_listeners(route: RouteStore) {
    let Some(window) = dom::window() else { return };
    events::add_listener(&window, "popstate", move |_| on_popstate(route));
    // WebKit empties the search box of a page restored from its back/forward cache.
    events::add_listener(&window, "pageshow", move |_| {
        events::set_timeout(SEARCH_BOX_EMPTIED_MS, move || {
            if route.is_mounted.get_untracked() {
                route.query.with_untracked(|query| dom::set_search_text(&query.query));
            }
        });
    });
    let pause = Debounce::default();
    events::add_passive_listener(&window, "scroll", move |_| pause.call(SCROLL_DEBOUNCE_MS, || history::remember_scroll(dom::scroll_y())));
}

/// Handles a back or forward step of the browser.
fn on_popstate(route: RouteStore) {
    let (path, search, hash) = history::location_parts();
    let scroll = history::remembered_scroll();
    route.count_step_back();
    let context = route.context();
    let Some(to) = context.urls.parse_route(&path, &search, &hash) else { return };
    let is_mounted = route.is_mounted.get_untracked();
    // A page that the program does not render is reloaded.
    if is_mounted && to.current_route() == CurrentRoute::Other && context.urls.form() != Form::Single {
        dom::reload();
    } else if is_mounted || !route.is_at(&to.current_route()) {
        route.arrive(to, scroll);
    }
}
