//! The search response.

use crate::state::{Excerpts, SearchResponse};
use leptos::prelude::*;
use std::sync::Arc;

/// The search response and its state.
#[derive(Clone, Copy)]
pub(crate) struct SearchStore {
    /// The last response.
    pub response: RwSignal<Arc<SearchResponse>>,
    /// Whether a response, or a better one, is pending.
    pub is_pending: RwSignal<bool>,
    /// Whether the search failed.
    pub has_failed: RwSignal<bool>,
    /// Whether files that the first rows do not need may be fetched: a pending search gets the network to itself.
    pub is_idle: RwSignal<bool>,
    /// The excerpts of the rows.
    pub excerpts: RwSignal<Excerpts>,
}

/// Provides the store, with an empty query.
pub(crate) fn provide_search_store() -> SearchStore {
    let store = SearchStore {
        response: RwSignal::new(Arc::default()),
        is_pending: RwSignal::new(false),
        has_failed: RwSignal::new(false),
        is_idle: RwSignal::new(true),
        excerpts: RwSignal::new(Excerpts::default()),
    };
    provide_context(store);
    store
}

/// Returns the store from context.
pub(crate) fn use_search_store() -> SearchStore {
    expect_context()
}
