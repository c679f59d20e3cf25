//! The results of the list's query: the articles found, in order, and how many each facet value has.

use super::corpus::CorpusStore;
use super::list::ListStore;
use super::search::SearchStore;
use super::{use_corpus_store, use_list_store, use_route_store, use_search_store};
use crate::corpus::{Card, ListQuery};
use crate::state::list_results::{compute_results, count_facets};
use crate::state::list_rows::{ListRows, build_list_rows};
use crate::state::{FacetCounts, ListResults};
use crate::web::locale::compare_titles;
use leptos::prelude::*;
use std::sync::Arc;

/// The results of the list's query. Each part is recomputed when its inputs change.
#[derive(Clone, Copy)]
pub(crate) struct ResultsStore {
    /// The query without its words: a keystroke changes nothing before its response.
    pub filters: Memo<ListQuery>,
    /// The query of the shown results: its words are those of the last response.
    pub shown_query: Signal<ListQuery>,
    /// The articles found.
    pub results: Memo<Arc<ListResults>>,
    /// Their number per facet value; counts are not updated until typing pauses.
    pub facet_counts: Memo<Arc<FacetCounts>>,
    /// The rows to render.
    pub rows: Memo<Arc<ListRows>>,
    /// Whether the query has a response, or its search failed.
    pub has_response: Signal<bool>,
    /// Whether, in addition, no better response follows.
    pub is_final: Signal<bool>,
}

/// Provides the store.
pub(crate) fn provide_results_store() -> ResultsStore {
    let (route, search, corpus, list) = (use_route_store(), use_search_store(), use_corpus_store(), use_list_store());
    let filters = Memo::new(move |_| ListQuery { query: String::new(), ..route.query.get() });
    let has_response =
        Signal::derive(move || search.response.with(|response| route.query.with(|query| response.is_response_to(&query.query))));
    let shown_query = Signal::derive(move || ListQuery { query: search.response.with(|response| response.query.clone()), ..filters.get() });
    let results = results(filters, search, corpus);
    let rows = Memo::new(move |_| {
        let (query, is_typing) = (shown_query.get(), list.is_typing.get());
        let rows = corpus.data.with(|corpus| {
            results.with(|results| {
                search.response.with(|response| build_list_rows(corpus, &query, results, &response.details.missing_words, is_typing))
            })
        });
        Arc::new(rows)
    });
    let store = ResultsStore {
        filters,
        shown_query,
        results,
        rows,
        facet_counts: facet_counts(filters, search, corpus, list),
        has_response,
        is_final: Signal::derive(move || has_response.get() && !search.is_pending.get()),
    };
    provide_context(store);
    store
}

/// Returns the store from context.
pub(crate) fn use_results_store() -> ResultsStore {
    expect_context()
}

fn results(filters: Memo<ListQuery>, search: SearchStore, corpus: CorpusStore) -> Memo<Arc<ListResults>> {
    // The number of rows does not affect the results.
    let narrowed = Memo::new(move |_| ListQuery { rows: 0, ..filters.get() });
    Memo::new(move |_| {
        corpus.data.with(|corpus| {
            search
                .response
                .with(|response| narrowed.with(|query| Arc::new(compute_results(corpus, query, response, &compare_titles(corpus.lang())))))
        })
    })
}

fn facet_counts(filters: Memo<ListQuery>, search: SearchStore, corpus: CorpusStore, list: ListStore) -> Memo<Arc<FacetCounts>> {
    Memo::new(move |before: Option<&Arc<FacetCounts>>| match before {
        Some(before) if list.is_typing.get() => before.clone(),
        _ => {
            list.is_typing.track();
            corpus
                .data
                .with(|corpus| search.response.with(|response| filters.with(|query| Arc::new(count_facets(corpus, query, response)))))
        }
    })
}

impl ResultsStore {
    /// The cards of the previous and the next article in the list.
    pub(crate) fn neighbour_cards(&self, id: String) -> [Signal<Option<Arc<Card>>>; 2] {
        let (corpus, results) = (use_corpus_store(), self.results);
        let id: Arc<str> = id.into();
        [0, 1].map(|side: usize| {
            let id = id.clone();
            Signal::derive(move || {
                corpus.data.with(|corpus| {
                    let doc_id = corpus.doc_id(&id)?;
                    corpus.card(results.with(|results| results.neighbours(doc_id)[side])?)
                })
            })
        })
    }
}
