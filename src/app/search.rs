//! Queries the worker whenever the query changes, and stores its responses.

use super::in_page_search;
use crate::search::message::read_answer;
use crate::state::SearchResponse;
use crate::stores::{RouteStore, SearchStore, new_effect, use_corpus_store, use_route_store, use_search_store, watch_counter};
use crate::web::search_client::{self, WorkerMessage};
use leptos::prelude::*;
use std::sync::Arc;

/// Starts a search whenever the query changes, and again on retry.
pub(crate) fn watch_query() {
    let (route, search, corpus) = (use_route_store(), use_search_store(), use_corpus_store());
    let in_page_search = in_page_search::InPageSearch::from_context();
    search_client::on_message(move |message| match message {
        WorkerMessage::Response { query, matches, partial, details, is_final } => {
            let details = read_answer(&details);
            if corpus.data.try_update_untracked(|corpus| corpus.add_response_cards(&details.cards)) == Some(true) {
                corpus.data.notify();
            }
            let generation = search.response.with_untracked(|response| response.generation) + 1;
            search.response.set(Arc::new(SearchResponse { query, generation, is_final, matches, partial, details }));
            set_if_changed(search.is_pending, !is_final);
        }
        WorkerMessage::Excerpts { generation, lines } => search.excerpts.update(|excerpts| excerpts.add(generation, &lines)),
        WorkerMessage::InPageMatches { article, ranges } => in_page_search.show_matches(&article, &ranges),
        WorkerMessage::Failed => {
            set_if_changed(search.is_pending, false);
            set_if_changed(search.has_failed, true);
        }
    });
    let query = Memo::new(move |_| route.query.with(|query| query.query.clone()));
    new_effect(move || query.with(|query| start_search(search, query)));
    watch_counter(corpus.retries, move || {
        retry(route, search);
    });
}

fn start_search(search: SearchStore, query: &str) {
    let response = search.response.get_untracked();
    set_if_changed(search.has_failed, false);
    if query.trim().is_empty() {
        search_client::cancel_search();
        set_if_changed(search.is_pending, false);
        if !response.is_match_all() {
            search.response.set(Arc::new(response.next_match_all()));
        }
    } else {
        let is_known = response.is_response_to(query) && response.is_final;
        set_if_changed(search.is_pending, !is_known);
        if is_known {
            search_client::cancel_search();
        } else {
            search_client::search(query, false);
        }
    }
}

/// Searches again, bypassing the browser's HTTP cache, if the search failed or is pending.
fn retry(route: RouteStore, search: SearchStore) {
    if search.has_failed.get_untracked() || search.is_pending.get_untracked() {
        search.has_failed.set(false);
        search.is_pending.set(true);
        route.query.with_untracked(|query| search_client::search(&query.query, true));
    }
}

/// Sets a flag only if it changes, so that nothing is re-rendered in vain.
fn set_if_changed(flag: RwSignal<bool>, value: bool) {
    if flag.get_untracked() != value {
        flag.set(value);
    }
}
