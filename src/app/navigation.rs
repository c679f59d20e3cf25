//! The browser's history, and what follows a navigation: the page is drawn, scrolled, and focused.

use super::loading::{Needs, follow_needs};
use super::mount::Mounts;
use super::prerendered;
use super::reading::Reading;
use crate::corpus::{CurrentRoute, Form, Route};
use crate::stores::route::Arrival;
use crate::stores::{
    ArticleStore, ListStore, RouteStore, follow, use_article_store, use_corpus_store, use_list_store, use_results_store, use_route_store,
};
use crate::web::debounce::Debounce;
use crate::web::{dom, events, history};
use leptos::prelude::*;

/// Milliseconds without scrolling after which the scroll position is stored in the history entry: browsers limit how often.
const SCROLL_PAUSE: i32 = 250;

/// Milliseconds after which WebKit has emptied the search box of a page restored from its back/forward cache.
const BOX_EMPTIED: i32 = 50;

/// Milliseconds after which a restored page is scrolled although not all of its rows are loaded.
const PATIENCE: i32 = 1000;

/// Draws the page of every navigation, and follows the browser's history.
pub fn follow_arrivals(mounts: &Mounts, needs: Needs, reading: Reading) {
    let (route, list, article) = (use_route_store(), use_list_store(), use_article_store());
    let mounts_of_page = mounts.clone();
    follow(move || {
        let Some(arrival) = route.arrival.get() else { return };
        list.are_filters_open.set(false);
        list.rows_in_view.set((0, 8));
        article.drawn.set(None);
        reading.open(&arrival.route, arrival.scroll.is_none());
        mounts_of_page.with_owner(|| follow_needs(needs));
        if !route.draws_pages.get_untracked() {
            prerendered::replace_page(&mounts_of_page);
        }
    });
    follow_landing(route, list, article);
    listen(route);
}

/// Scrolls and focuses after a navigation, once the page is drawn; the list's search may still be pending.
fn follow_landing(route: RouteStore, list: ListStore, article: ArticleStore) {
    let (results, corpus) = (use_results_store(), use_corpus_store());
    let patience = StoredValue::new(Debounce::default());
    let is_late = RwSignal::new(false);
    let landed = RwSignal::new(None::<Arrival>);
    follow(move || {
        let Some(arrival) = route.arrival.get() else { return };
        if landed.with_untracked(|landed| landed.as_ref() == Some(&arrival)) {
            return;
        }
        let waits = arrival.route.current() == CurrentRoute::List && !results.has_response.get() && !is_late.get();
        if waits {
            return patience.with_value(|patience| patience.call(PATIENCE, move || is_late.set(true)));
        }
        is_late.set(false);
        landed.set(Some(arrival.clone()));
        dom::after_drawing(move || land(route, list, &arrival));
    });
    // Focuses the heading of a page that loads late, unless the reader has focused something else.
    follow(move || {
        let is_there = article.drawn.with(Option::is_some) || corpus.data.with(|corpus| !corpus.failures().is_empty());
        if is_there && landed.with_untracked(Option::is_some) {
            dom::after_drawing(move || {
                let waits = dom::focused().is_none_or(|focused| focused.id() == "main");
                if let Some(heading) = dom::find("main h1").filter(|_| waits && !route.is_at(&CurrentRoute::List)) {
                    dom::focus_place(&heading);
                }
            });
        }
    });
}

/// Restores or sets scroll position and focus.
fn land(route: RouteStore, list: ListStore, arrival: &Arrival) {
    if route.is_at(&CurrentRoute::List) {
        route.query.with_untracked(|query| dom::fill_search(&query.query));
    }
    if let Some(y) = arrival.scroll {
        dom::scroll_to(y);
        events::next_frame(move || dom::scroll_to(y));
    } else if !matches!(arrival.route, Route::Article { anchor: Some(_), .. }) {
        dom::scroll_to(0.0);
    }
    if list.opens_to_search.get_untracked() {
        list.opens_to_search.set(false);
        if let Some(input) = dom::find("main input[type=search]") {
            return dom::focus(&input);
        }
    }
    let link = match &arrival.left {
        CurrentRoute::Article(id) if !matches!(arrival.route, Route::Article { .. }) => {
            dom::find(&["main article[data-id='", id, "'] a"].concat())
        }
        _ => None,
    };
    if let Some(element) = link.or_else(|| dom::find("main h1")).or_else(|| dom::find("#main")) {
        dom::focus_place(&element);
    }
}

fn listen(route: RouteStore) {
    let Some(window) = dom::window() else { return };
    events::listen(&window, "popstate", move |_| step(route));
    // WebKit empties the search box of a page restored from its back/forward cache.
    events::listen(&window, "pageshow", move |_| {
        events::after(BOX_EMPTIED, move || {
            if route.is_mounted.get_untracked() {
                route.query.with_untracked(|query| dom::fill_search(&query.query));
            }
        });
    });
    let pause = Debounce::default();
    events::listen_passive(&window, "scroll", move |_| pause.call(SCROLL_PAUSE, || history::remember_scroll(dom::scroll_y())));
}

/// Handles a back or forward step of the browser.
fn step(route: RouteStore) {
    let (path, search, hash) = history::address();
    let scroll = history::remembered_scroll();
    route.note_step_back();
    let context = route.context();
    let Some(to) = context.urls.route(&path, &search, &hash) else { return };
    let is_mounted = route.is_mounted.get_untracked();
    // A page that the program does not draw is reloaded.
    if is_mounted && to.current() == CurrentRoute::Other && context.urls.form() != Form::Single {
        dom::reload();
    } else if is_mounted || !route.is_at(&to.current()) {
        route.arrive(to, scroll);
    }
}
