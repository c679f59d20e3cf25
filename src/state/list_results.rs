//! The articles that match the list's query, in order, and the number of them for each facet value.

use super::corpus_data::CorpusData;
use super::search_response::SearchResponse;
use crate::corpus::{Facet, ListQuery, Sort};
use crate::search::DocIds;
use crate::search::selection::ValueCount;
use std::cmp::Ordering;

/// Maximum number of articles in a list sorted by data of the cards: all of these cards must be loaded.
pub(crate) const MAX_CARD_SORT: usize = 2_000;

/// Compares two headlines in the collation order of the interface's language.
pub(crate) type Collate<'a> = &'a dyn Fn(&str, &str) -> Ordering;

/// The articles of a list.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct ListResults {
    /// The doc ids of the matching articles, in order.
    pub order: Vec<u32>,
    /// The doc ids of partial matches, best first.
    pub partial: Vec<u32>,
}

/// The values of each facet, counted.
pub(crate) type FacetCounts = Vec<(Facet, Vec<ValueCount>)>;

impl ListResults {
    /// The doc ids of the first rows, matches before partial matches.
    pub(crate) fn rows(&self, count: usize) -> impl Iterator<Item = u32> + '_ {
        self.order.iter().take(count).chain(&self.partial).copied()
    }

    /// The doc ids before and after an article; `None` if it is not among the results.
    pub(crate) fn neighbours(&self, doc_id: u32) -> [Option<u32>; 2] {
        let at = self.order.iter().position(|other| *other == doc_id);
        let of = |at: Option<usize>| at.and_then(|at| self.order.get(at)).copied();
        at.map_or([None, None], |at| [of(at.checked_sub(1)), of(at.checked_add(1))])
    }
}

/// Returns the results of a query: the worker's response, narrowed by the query's filters.
pub(crate) fn compute_results(corpus: &CorpusData, query: &ListQuery, response: &SearchResponse, collate: Collate) -> ListResults {
    let count = corpus.count();
    let is_match_all = response.is_match_all();
    // An active filter without a loaded column matches nothing; the list then reports missing counts.
    let filter_mask = corpus.columns.selected_docs(query).intersection(&docs_in_range(corpus, query));
    let filter_docs = |doc_ids: &[u32]| doc_ids.iter().copied().filter(|doc_id| filter_mask.contains(*doc_id)).collect::<Vec<u32>>();
    let (mut order, partial) = if is_match_all {
        ((0..count).filter(|doc_id| filter_mask.contains(*doc_id)).collect(), Vec::new())
    } else {
        (filter_docs(&response.matches), filter_docs(&response.partial))
    };
    sort_docs(&mut order, corpus, query.sort, is_match_all, collate);
    ListResults { order, partial }
}

/// Counts the matching articles of each facet value.
pub(crate) fn count_facets(corpus: &CorpusData, query: &ListQuery, response: &SearchResponse) -> FacetCounts {
    let count = corpus.count();
    let matched = if response.is_match_all() { DocIds::all(count) } else { DocIds::from_ids(count, response.matches.iter().copied()) };
    let in_range = matched.intersection(&docs_in_range(corpus, query));
    // The bars of a range show the articles outside of it, too.
    let counted = |facet: Facet| corpus.columns.value_counts(facet, query, if facet.is_range() { &matched } else { &in_range });
    Facet::ALL.into_iter().map(|facet| (facet, counted(facet))).collect()
}

/// True if a list is filtered by more than whole years, which the column of years does not hold.
pub(crate) fn needs_days(query: &ListQuery) -> bool {
    [&query.from, &query.to].into_iter().flatten().any(|bound| bound.len() > 4)
}

/// The articles inside the range of days, or all without a range. A vague date counts if its period overlaps the range.
fn docs_in_range(corpus: &CorpusData, query: &ListQuery) -> DocIds {
    let (from, to) = (query.from.as_deref(), query.to.as_deref());
    match &corpus.days {
        _ if from.is_none() && to.is_none() => DocIds::all(corpus.count()),
        Some(days) => DocIds::from_ids(corpus.count(), days.docs_in_range(from, to)),
        None => {
            let year = |bound: &'_ str| bound.get(..4).unwrap_or(bound).to_owned();
            corpus.columns.docs_in_years(from.map(year).as_deref(), to.map(year).as_deref())
        }
    }
}

/// Sorts doc ids. Hits come best first, and doc ids ascend from the newest article on.
fn sort_docs(order: &mut [u32], corpus: &CorpusData, sort: Sort, is_match_all: bool, collate: Collate) {
    let word_count = |doc_id: &u32| corpus.card(*doc_id).map_or(0, |card| card.words);
    let mut sort_by = |compare: &dyn Fn(&u32, &u32) -> Ordering| order.sort_by(|a, b| compare(a, b));
    match sort {
        Sort::Best if !is_match_all => {}
        Sort::Best | Sort::Newest => sort_by(&|a, b| a.cmp(b)),
        Sort::Oldest => sort_by(&|a, b| b.cmp(a)),
        Sort::Title => sort_by_title(order, corpus, collate),
        Sort::Longest => sort_by(&|a, b| word_count(b).cmp(&word_count(a))),
        Sort::Shortest => sort_by(&|a, b| word_count(a).cmp(&word_count(b))),
    }
}

fn sort_by_title(order: &mut [u32], corpus: &CorpusData, collate: Collate) {
    order.sort_by(|a, b| match (corpus.card(*a), corpus.card(*b)) {
        (Some(a), Some(b)) => collate(&a.title, &b.title),
        (a, b) => b.is_some().cmp(&a.is_some()),
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_follow_the_order_of_the_list() {
        let results = ListResults { order: vec![7, 2, 9], partial: vec![4] };
        assert_eq!(results.neighbours(2), [Some(7), Some(9)]);
        assert_eq!((results.neighbours(7), results.neighbours(9)), ([None, Some(2)], [Some(2), None]));
        assert_eq!(results.neighbours(4), [None, None]);
    }
}
