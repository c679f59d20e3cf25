//! The articles that the state of a list means: which, in what order, and how many each value of a facet would leave.

use super::library::Library;
use crate::article::date::Date;
use crate::corpus::{Facet, ListState, Sort, days};
use crate::search::selection::Counted;
use crate::search::{Ordinals, Query, filter};
use std::cmp::Ordering;

/// What was found.
#[derive(Debug, Default)]
pub struct Found {
    /// What was looked for.
    pub query: Query,
    /// The ordinals of the articles found, in order.
    pub order: Vec<u32>,
    /// The values of each facet.
    pub facets: Vec<(Facet, Vec<Counted>)>,
    version: u32,
    /// Everything that the words alone find, whatever the facets.
    matched: Ordinals,
}

/// Looks for a state. `before` is what was found last: in a library that is the same, a longer query looks only there.
pub fn find(library: &Library, state: &ListState, before: Option<&Found>) -> Found {
    let query = Query::parse(&state.query);
    let count = library.count();
    let hits = match before.filter(|b| b.version == library.version && query.narrows(&b.query)) {
        Some(before) => filter::hits(&query, &library.documents, before.matched.iter()),
        None => filter::hits(&query, &library.documents, 0..count),
    };
    let matched = Ordinals::of(count, hits.iter().copied());
    let in_range = matched.and(&range(library, state));
    let selected = library.columns.selected(state).and(&in_range);
    let facets = Facet::ALL.into_iter().map(|facet| {
        let among = if facet == Facet::Year { &matched } else { &in_range };
        (facet, library.columns.counted(facet, state, among))
    });
    let facets = facets.collect();
    // Without a column for what is on, nothing is let through; the list says then that counts are missing.
    let mut order: Vec<u32> = hits.into_iter().filter(|o| selected.contains(*o)).collect();
    sort(&mut order, library, state, &query);
    Found { query, order, facets, version: library.version, matched }
}

/// The articles inside the range of days, all where there is none. A vaguer date counts where its period touches the range.
fn range(library: &Library, state: &ListState) -> Ordinals {
    let count = library.count();
    if state.from.is_none() && state.to.is_none() {
        return Ordinals::all(count);
    }
    let inside = |date: &str| days::touches(date, state.from.as_deref(), state.to.as_deref());
    let dated = |ordinal: &u32| {
        let card = library.card(*ordinal);
        card.and_then(|c| Date::parse(c.published.as_deref()?)).is_some_and(|date| inside(&date.day()))
    };
    Ordinals::of(count, (0..count).filter(dated))
}

/// Puts ordinals in order. Hits come best first, and ordinals are numbered from the newest on.
fn sort(order: &mut [u32], library: &Library, state: &ListState, query: &Query) {
    let words = |ordinal: &u32| library.card(*ordinal).map_or(0, |card| card.words);
    let mut by = |compare: &dyn Fn(&u32, &u32) -> Ordering| order.sort_by(|a, b| compare(a, b));
    match state.sort {
        Sort::Best if !query.is_empty() => {}
        Sort::Best | Sort::Newest => by(&|a, b| a.cmp(b)),
        Sort::Oldest => by(&|a, b| b.cmp(a)),
        Sort::Title => by(&|a, b| title(library, *a).cmp(title(library, *b))),
        Sort::Longest => by(&|a, b| words(b).cmp(&words(a))),
        Sort::Shortest => by(&|a, b| words(a).cmp(&words(b))),
    }
}

fn title(library: &Library, ordinal: u32) -> &str {
    library.documents.get(ordinal as usize).map_or("", |d| d.title())
}
