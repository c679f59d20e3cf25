//! The articles that the list's query means: which, in what order; and how many each value of a facet would leave.

use super::corpus_data::CorpusData;
use super::search_response::SearchResponse;
use crate::corpus::{Facet, ListQuery, Sort};
use crate::search::Ordinals;
use crate::search::selection::Counted;
use std::cmp::Ordering;

/// Orders that go by what stands in the cards are offered while a list holds at most so many articles: all of their cards
/// have to be there.
pub const MAX_CARD_SORT: usize = 2_000;

/// Compares two headlines as a dictionary of the interface's language does.
pub type Collate<'a> = &'a dyn Fn(&str, &str) -> Ordering;

/// The articles of a list.
#[derive(Debug, Default, PartialEq)]
pub struct ListResults {
    /// The ordinals of the articles found, in order.
    pub order: Vec<u32>,
    /// Those of articles with some of the words, best first.
    pub partial: Vec<u32>,
}

/// The values of each facet, counted.
pub type FacetCounts = Vec<(Facet, Vec<Counted>)>;

impl ListResults {
    /// The ordinals of the first rows, matches before the others.
    pub fn rows(&self, count: usize) -> impl Iterator<Item = u32> + '_ {
        self.order.iter().take(count).chain(&self.partial).copied()
    }

    /// The ordinals before and after an article; none where it was not found.
    pub fn neighbours(&self, ordinal: u32) -> [Option<u32>; 2] {
        let at = self.order.iter().position(|other| *other == ordinal);
        let of = |at: Option<usize>| at.and_then(|at| self.order.get(at)).copied();
        at.map_or([None, None], |at| [of(at.checked_sub(1)), of(at.checked_add(1))])
    }
}

/// What a query means: what the worker has found of its words, narrowed by its filters.
pub fn find(corpus: &CorpusData, query: &ListQuery, response: &SearchResponse, collate: Collate) -> ListResults {
    let count = corpus.count();
    let everything = response.is_everything();
    // Without a column for what is on, nothing is let through; the list says then that counts are missing.
    let through = corpus.columns.selected(query).and(&range(corpus, query));
    let kept = |ordinals: &[u32]| ordinals.iter().copied().filter(|ordinal| through.contains(*ordinal)).collect::<Vec<u32>>();
    let (mut order, partial) = if everything {
        ((0..count).filter(|ordinal| through.contains(*ordinal)).collect(), Vec::new())
    } else {
        (kept(&response.matches), kept(&response.partial))
    };
    sort(&mut order, corpus, query.sort, everything, collate);
    ListResults { order, partial }
}

/// How many of what was found each value has.
pub fn count(corpus: &CorpusData, query: &ListQuery, response: &SearchResponse) -> FacetCounts {
    let count = corpus.count();
    let matched = if response.is_everything() { Ordinals::all(count) } else { Ordinals::of(count, response.matches.iter().copied()) };
    let in_range = matched.and(&range(corpus, query));
    let counted = |facet| corpus.columns.counted(facet, query, if facet == Facet::Year { &matched } else { &in_range });
    Facet::ALL.into_iter().map(|facet| (facet, counted(facet))).collect()
}

/// True where a list is narrowed by more than whole years, which the column of years does not know.
pub fn wants_days(query: &ListQuery) -> bool {
    [&query.from, &query.to].into_iter().flatten().any(|bound| bound.len() > 4)
}

/// The articles inside the range of days, all where there is none. A vaguer date counts where its period touches the range.
fn range(corpus: &CorpusData, query: &ListQuery) -> Ordinals {
    let (from, to) = (query.from.as_deref(), query.to.as_deref());
    match &corpus.days {
        _ if from.is_none() && to.is_none() => Ordinals::all(corpus.count()),
        Some(days) => Ordinals::of(corpus.count(), days.range(from, to)),
        None => {
            let year = |bound: &'_ str| bound.get(..4).unwrap_or(bound).to_owned();
            corpus.columns.years(from.map(year).as_deref(), to.map(year).as_deref())
        }
    }
}

/// Puts ordinals in order. Hits come best first, and ordinals are numbered from the newest on.
fn sort(order: &mut [u32], corpus: &CorpusData, sort: Sort, everything: bool, collate: Collate) {
    let words = |ordinal: &u32| corpus.card(*ordinal).map_or(0, |card| card.words);
    let mut by = |compare: &dyn Fn(&u32, &u32) -> Ordering| order.sort_by(|a, b| compare(a, b));
    match sort {
        Sort::Best if !everything => {}
        Sort::Best | Sort::Newest => by(&|a, b| a.cmp(b)),
        Sort::Oldest => by(&|a, b| b.cmp(a)),
        Sort::Title => by_title(order, corpus, collate),
        Sort::Longest => by(&|a, b| words(b).cmp(&words(a))),
        Sort::Shortest => by(&|a, b| words(a).cmp(&words(b))),
    }
}

fn by_title(order: &mut [u32], corpus: &CorpusData, collate: Collate) {
    order.sort_by(|a, b| match (corpus.card(*a), corpus.card(*b)) {
        (Some(a), Some(b)) => collate(&a.title, &b.title),
        (a, b) => b.is_some().cmp(&a.is_some()),
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_stand_beside_an_article_in_the_order_of_the_list() {
        let results = ListResults { order: vec![7, 2, 9], partial: vec![4] };
        assert_eq!(results.neighbours(2), [Some(7), Some(9)]);
        assert_eq!((results.neighbours(7), results.neighbours(9)), ([None, Some(2)], [Some(2), None]));
        assert_eq!(results.neighbours(4), [None, None]);
    }
}
