//! A list as a static page: all articles, or those of one value, without a query.

use crate::cli::build::collection::Collection;
use crate::cli::build::html::facet_pages::ValuePage;
use crate::components::list::{ArticleCount, ListPage, ListView, Pager};
use crate::corpus::list_query::ROWS_PER_PAGE;
use crate::corpus::{Column, Facet, ListQuery, Route};
use crate::search::DocIds;
use crate::search::selection::Columns;
use crate::state::FacetCounts;
use crate::state::list_rows::{ListRows, ListedArticle, RowSource};
use crate::state::years::Years;
use crate::stores::RenderContext;
use leptos::prelude::*;
use std::sync::Arc;

/// The lists of a collection.
pub(crate) struct PagedLists<'a> {
    collection: &'a Collection,
    columns: Columns,
    is_paginated: bool,
}

/// One list, split into pages of [`ROWS_PER_PAGE`] rows.
pub(crate) struct PagedList<'a> {
    /// The value that filters the list; absent for all articles.
    pub value: Option<&'a ValuePage>,
    /// The number of articles.
    count: usize,
}

impl<'a> PagedList<'a> {
    /// The list of all articles.
    pub(crate) fn all(collection: &Collection) -> PagedList<'a> {
        PagedList { value: None, count: collection.cards.len() }
    }

    /// The list of a value.
    pub(crate) fn for_value(value: &'a ValuePage) -> PagedList<'a> {
        PagedList { value: Some(value), count: value.doc_ids.len() }
    }

    /// The number of pages, at least one.
    pub(crate) fn page_count(&self) -> usize {
        self.count.div_ceil(ROWS_PER_PAGE).max(1)
    }

    /// The route of a page, counted from 1.
    pub(crate) fn route(&self, number: usize) -> Route {
        route(self.value.map(|value| value.path.as_str()), number)
    }

    /// The route of the canonical page for search engines, which may belong to another list.
    pub(crate) fn canonical_route(&self, number: usize) -> Route {
        route(self.value.map(|value| value.canonical_path.as_deref().unwrap_or(&value.path)), number)
    }

    /// Whether this list is the canonical one for search engines.
    pub(crate) fn is_canonical(&self) -> bool {
        self.value.is_none_or(|value| value.canonical_path.is_none())
    }

    /// The query by which the program in the page shows the same list.
    pub(crate) fn query(&self) -> ListQuery {
        let mut query = ListQuery::new();
        if let Some(value) = self.value {
            query.toggle(value.facet, &value.value);
        }
        query
    }

    /// The doc ids of the articles on a page, newest first.
    pub(crate) fn doc_ids(&self, number: usize) -> Vec<usize> {
        let at = |at: usize| self.value.map_or(at, |value| value.doc_ids[at] as usize);
        ((number - 1) * ROWS_PER_PAGE..self.count.min(number * ROWS_PER_PAGE)).map(at).collect()
    }
}

/// The route of a page of the list of a value, or of all articles.
fn route(path: Option<&str>, number: usize) -> Route {
    match (path, number) {
        (None, 1) => Route::List(ListQuery::new()),
        (None, _) => Route::Page(number as u32),
        (Some(path), 1) => Route::File(path.to_owned()),
        (Some(path), _) => Route::File(format!("{path}page/{number}/")),
    }
}

impl<'a> PagedLists<'a> {
    /// Builds the lists of a collection; `is_paginated` says whether pages after the first exist.
    pub(crate) fn new(collection: &'a Collection, columns: &[Column], is_paginated: bool) -> PagedLists<'a> {
        PagedLists { collection, columns: Columns::new(collection.cards.len() as u32, columns), is_paginated }
    }

    /// The `main` element of a list: one of its pages, counted from 1.
    pub(crate) fn render(&self, context: &RenderContext, listed: &PagedList, number: usize) -> AnyView {
        let query = listed.query();
        let total = self.collection.cards.len() as u32;
        let all_docs = DocIds::all(total);
        let facets: FacetCounts =
            Facet::ALL.into_iter().map(|facet| (facet, self.columns.value_counts(facet, &query, &all_docs))).collect();
        let years = facets.iter().find(|(facet, _)| *facet == Facet::Year).map(|(_, values)| values.as_slice()).unwrap_or_default();
        let years = Years { bars: Years::bars_from_counts(years), from: None, to: None };
        let count = ArticleCount { match_count: listed.count as u32, total, years: self.columns.year_span() };
        let rows = self.rows(listed, &query, number);
        let view = ListView::from_values(query, count, years, facets, rows);
        let pager = self.is_paginated.then(|| pager(context, listed, number)).flatten();
        view! { <ListPage view>{pager}</ListPage> }.into_any()
    }

    fn rows(&self, listed: &PagedList, query: &ListQuery, number: usize) -> ListRows {
        let cards = &self.collection.cards;
        if cards.is_empty() {
            return ListRows::EmptyCollection;
        }
        let article = |at: usize| ListedArticle { doc_id: at as u32, card: Arc::new(cards[at].clone()) };
        let matches: Vec<ListedArticle> = listed.doc_ids(number).into_iter().map(article).collect();
        let is_first = number == 1;
        let total = if is_first { listed.count } else { matches.len() };
        let lead = self.collection.lead().filter(|_| is_first && listed.value.is_none());
        let lead = lead.map(|card| ListedArticle { doc_id: 0, card: Arc::new(card.clone()) });
        ListRows::Items(RowSource { matches, total, lead, ..RowSource::default() }.into_items(query))
    }
}

/// The pagination links; none if there is only one page.
fn pager(context: &RenderContext, listed: &PagedList, number: usize) -> Option<AnyView> {
    let pages = listed.page_count();
    let href = |number: usize| context.href(&listed.route(number));
    let (newer, older) = ((number > 1).then(|| href(number - 1)), (number < pages).then(|| href(number + 1)));
    let (page, pages) = (number as u32, pages as u32);
    (pages > 1).then(|| view! { <Pager page pages newer older/> }.into_any())
}
