//! Tells the offline program which page is shown.

use super::loading::Needs;
use crate::corpus::CurrentRoute;
use crate::state::ShownPage;
use crate::stores::{follow, use_corpus_store, use_local_store, use_results_store, use_route_store, use_search_store};
use crate::web::shown_page;
use leptos::prelude::*;

/// Tells it now, and whenever the page changes or more of it is drawn.
pub fn tell(needs: Needs) {
    let (route, results, local) = (use_route_store(), use_results_store(), use_local_store());
    let (corpus, search) = (use_corpus_store(), use_search_store());
    shown_page::offer_found(move || results.results.with_untracked(|results| results.order.clone()));
    follow(move || {
        route.query.track();
        corpus.data.track();
        corpus.texts.track();
        search.excerpts.track();
        let current = route.current.get();
        let is_list_whole = current == CurrentRoute::List && needs.is_list_ready.get() && results.is_final.get();
        let found = results.results.with(|results| results.order.len() as u32);
        shown_page::tell(&ShownPage { current, found, is_list_whole, erasures: local.erasures.get() });
    });
}
