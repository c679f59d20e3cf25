//! What of the corpus is loaded.

use crate::state::CorpusData;
use leptos::prelude::*;

/// What of the corpus is loaded.
#[derive(Clone, Copy)]
pub struct CorpusStore {
    /// What is loaded.
    pub data: RwSignal<CorpusData>,
    /// Counts the texts that came for the passages of rows: rows and counts are not drawn anew for them.
    pub texts: RwSignal<u32>,
    /// Counts how often the reader wanted what had failed to be tried again.
    pub retries: RwSignal<u32>,
}

/// Provides the store, empty.
pub fn provide_corpus_store() -> CorpusStore {
    let store = CorpusStore { data: RwSignal::new(CorpusData::default()), texts: RwSignal::new(0), retries: RwSignal::new(0) };
    provide_context(store);
    store
}

/// The store that was provided.
pub fn use_corpus_store() -> CorpusStore {
    expect_context()
}

impl CorpusStore {
    /// Tries everything again that failed, and what is still on its way once that has failed, too.
    pub fn retry(&self) {
        self.retries.update(|retries| *retries += 1);
    }
}
