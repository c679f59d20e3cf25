//! The loaded part of the corpus.

use crate::state::CorpusData;
use leptos::prelude::*;

/// The loaded part of the corpus.
#[derive(Clone, Copy)]
pub(crate) struct CorpusStore {
    /// The loaded data.
    pub data: RwSignal<CorpusData>,
    /// Counts loaded texts for the excerpts of rows: these do not re-render rows and counts.
    pub loaded_texts: RwSignal<u32>,
    /// Number of retries.
    pub retries: RwSignal<u32>,
}

/// Provides the store, empty.
pub(crate) fn provide_corpus_store() -> CorpusStore {
    let store = CorpusStore { data: RwSignal::new(CorpusData::default()), loaded_texts: RwSignal::new(0), retries: RwSignal::new(0) };
    provide_context(store);
    store
}

/// Returns the store from context.
pub(crate) fn use_corpus_store() -> CorpusStore {
    expect_context()
}

impl CorpusStore {
    /// Retries everything that failed, and pending requests if they fail too.
    pub(crate) fn retry(&self) {
        self.retries.update(|retries| *retries += 1);
    }
}
