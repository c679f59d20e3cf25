//! Tells the programs of offline reading and of annotations which page is shown.

use super::loading::Needs;
use crate::corpus::CurrentRoute;
use crate::state::ShownPage;
use crate::stores::{new_effect, use_corpus_store, use_local_store, use_results_store, use_route_store, use_search_store};
use crate::web::shown_page;
use leptos::prelude::*;

/// Reports it now, and whenever the page changes or more of it is rendered.
pub(crate) fn report_changes(needs: Needs) {
    let (route, results, local) = (use_route_store(), use_results_store(), use_local_store());
    let (corpus, search) = (use_corpus_store(), use_search_store());
    shown_page::expose_matches(move || results.results.with_untracked(|results| results.order.clone()));
    new_effect(move || {
        route.query.track();
        corpus.data.track();
        corpus.loaded_texts.track();
        search.excerpts.track();
        let current = route.current.get();
        let is_list_complete = current == CurrentRoute::List && needs.is_list_ready.get() && results.is_final.get();
        let match_count = results.results.with(|results| results.order.len() as u32);
        shown_page::report(&ShownPage { current, match_count, is_list_complete, erasures: local.erasures.get() });
    });
}
