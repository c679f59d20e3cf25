//! The data of the list page as signals: from the stores in the program, from plain values in the build.

use crate::article::autonym;
use crate::corpus::{Facet, ListQuery, ValueKind};
use crate::state::list_rows::ListRows;
use crate::state::years::Years;
use crate::state::{CorpusData, FacetCounts};
use crate::stores::{RenderContext, use_corpus_store, use_results_store};
use leptos::prelude::*;
use std::sync::Arc;

/// The number of articles, and of those that match.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct ArticleCount {
    /// How many match.
    pub match_count: u32,
    /// How many there are; 0 while unknown.
    pub total: u32,
    /// First and last year of all articles, if known.
    pub years: Option<(u16, u16)>,
}

/// The data of the list page.
#[derive(Clone, Copy)]
pub(crate) struct ListView {
    /// The query of the rows shown: its words are those of the last search response.
    pub query: Signal<ListQuery>,
    /// The number of articles.
    pub count: Signal<ArticleCount>,
    /// The years of the articles found and the selected range.
    pub years: Signal<Years>,
    /// How many of the articles found each value of a facet has.
    pub facets: Signal<Arc<FacetCounts>>,
    /// The rows.
    pub rows: Signal<Arc<ListRows>>,
}

impl ListView {
    /// Reads the stores.
    pub(crate) fn from_stores() -> ListView {
        let (results, corpus) = (use_results_store(), use_corpus_store());
        let count = move || {
            let match_count = results.results.with(|results| results.order.len() as u32);
            corpus.data.with(|corpus| ArticleCount { match_count, total: corpus.count(), years: corpus.columns.year_span() })
        };
        // Facets that appear one after the other would push each other down.
        let facets = move || if corpus.data.with(CorpusData::has_settled_columns) { results.facet_counts.get() } else { Arc::default() };
        let facets = Signal::derive(facets);
        let years = move || {
            let query = results.filters.get();
            facets.with(|facets| {
                let values = facets.iter().find(|(facet, _)| *facet == Facet::Year).map(|(_, values)| values.as_slice());
                Years::from_counts(values.unwrap_or_default(), &query)
            })
        };
        ListView {
            query: results.shown_query,
            count: Signal::derive(count),
            years: Memo::new(move |_| years()).into(),
            facets,
            rows: results.rows.into(),
        }
    }

    /// Wraps plain values that never change.
    #[cfg(not(target_arch = "wasm32"))]
    pub(crate) fn from_values(query: ListQuery, count: ArticleCount, years: Years, facets: FacetCounts, rows: ListRows) -> ListView {
        ListView {
            query: Signal::stored(query),
            count: Signal::stored(count),
            years: Signal::stored(years),
            facets: Signal::stored(Arc::new(facets)),
            rows: Signal::stored(Arc::new(rows)),
        }
    }
}

/// The display name of a facet value: a language by its own name, others as written.
pub(crate) fn value_name(context: &RenderContext, facet: Facet, value: &str) -> String {
    match facet.value_kind() {
        ValueKind::LanguageTag => autonym::full_name(value),
        ValueKind::Year => value.parse().map_or_else(|_| value.to_owned(), |year| context.year(year)),
        ValueKind::Text | ValueKind::TextOrHost => value.to_owned(),
    }
}
