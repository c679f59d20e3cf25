//! Requests the excerpts of the rows near the window from the worker once their articles are loaded.

use crate::corpus::CurrentRoute;
use crate::state::needed_files::MAX_SMALL_CORPUS;
use crate::stores::{new_effect, use_corpus_store, use_list_store, use_results_store, use_route_store, use_search_store};
use crate::web::debounce::Debounce;
use crate::web::{dom, events, search_client};
use leptos::prelude::*;

/// Milliseconds without scrolling after which the rows in the window are read.
const SCROLL_DEBOUNCE_MS: i32 = 120;

/// Returns the doc ids of the rows near the window that show excerpts. It is empty while the reader types in a large corpus: the
/// next keystroke would replace those rows.
pub(crate) fn rows_near_window() -> Signal<Vec<u32>> {
    let (list, corpus, results) = (use_list_store(), use_corpus_store(), use_results_store());
    Signal::derive(move || {
        if list.is_typing.get() && corpus.data.with(|corpus| corpus.count() > MAX_SMALL_CORPUS) {
            return Vec::new();
        }
        let (first, last) = list.rows_in_view.get();
        let rows = results.filters.with(|query| query.rows);
        results.results.with(|results| results.rows(rows).skip(first).take(last - first).collect())
    })
}

/// Requests excerpts whenever the rows near the window change or their articles load.
pub(crate) fn watch_rows() {
    let (route, search, corpus) = (use_route_store(), use_search_store(), use_corpus_store());
    let nearby_rows = rows_near_window();
    new_effect(move || {
        let generation = search.response.with(|response| if response.is_match_all() { 0 } else { response.generation });
        if generation == 0 || !route.is_mounted.get() || route.current.get() != CurrentRoute::List {
            return;
        }
        let rows = nearby_rows.get();
        corpus.loaded_texts.track();
        let requests = search
            .excerpts
            .try_update_untracked(|excerpts| corpus.data.with(|corpus| excerpts.request(generation, &rows, corpus)))
            .unwrap_or_default();
        if !requests.is_empty() {
            search_client::request_excerpts(generation, &requests);
        }
    });
    watch_scrolling();
}

fn watch_scrolling() {
    let (route, list, pause) = (use_route_store(), use_list_store(), Debounce::default());
    let Some(window) = dom::window() else { return };
    events::add_passive_listener(&window, "scroll", move |_| {
        pause.call(SCROLL_DEBOUNCE_MS, move || {
            if route.is_at(&CurrentRoute::List) {
                let rows = rows_in_view();
                if list.rows_in_view.get_untracked() != rows {
                    list.rows_in_view.set(rows);
                }
            }
        });
    });
}

/// Returns the index of the first row in or near the window, and of the first one after them.
fn rows_in_view() -> (usize, usize) {
    let height = dom::window_height();
    let rows = dom::root().map(|root| dom::find_all(&root, "main .results article")).unwrap_or_default();
    let first = rows.partition_point(|row| row.get_bounding_client_rect().bottom() < -height / 2.0);
    let last = rows.partition_point(|row| row.get_bounding_client_rect().top() < height * 1.5);
    (first, last.max(first))
}
