//! What the worker answered.

use crate::state::{Excerpts, SearchResponse};
use leptos::prelude::*;
use std::sync::Arc;

/// What the worker answered.
#[derive(Clone, Copy)]
pub struct SearchStore {
    /// The last answer.
    pub response: RwSignal<Arc<SearchResponse>>,
    /// Whether an answer, or a better one, is on its way.
    pub is_pending: RwSignal<bool>,
    /// Whether the worker could not answer.
    pub has_failed: RwSignal<bool>,
    /// Whether what the first rows do not need may be fetched: an answer that is waited for has the line for itself.
    pub is_idle: RwSignal<bool>,
    /// The passages of the rows.
    pub excerpts: RwSignal<Excerpts>,
}

/// Provides the store: nothing is looked for.
pub fn provide_search_store() -> SearchStore {
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

/// The store that was provided.
pub fn use_search_store() -> SearchStore {
    expect_context()
}
