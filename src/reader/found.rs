//! The articles that the state of a list means: which, in what order; and how many each value of a facet would leave.

use super::asking::Heard;
use super::library::Library;
use crate::browser::locale::collator;
use crate::corpus::{Facet, ListState, Sort};
use crate::search::Ordinals;
use crate::search::selection::Counted;
use std::cmp::Ordering;

/// Orders that need the card of every article found are offered up to so many.
pub use crate::view::list::line::SORTED;

/// What was found.
#[derive(Debug, Default)]
pub struct Found {
    /// The ordinals of the articles found, in order.
    pub order: Vec<u32>,
    /// Those of articles with some of the words, best first.
    pub partly: Vec<u32>,
}

/// The values of each facet, counted.
pub type Facets = Vec<(Facet, Vec<Counted>)>;

impl Found {
    /// The ordinals of the first rows, matches before the others.
    pub fn rows(&self, count: usize) -> impl Iterator<Item = u32> + '_ {
        self.order.iter().take(count).chain(&self.partly).copied()
    }
}

/// What a state means: what the worker has found of its words, narrowed by its filters.
pub fn find(library: &Library, state: &ListState, heard: &Heard) -> Found {
    let count = library.count();
    let everything = heard.is_everything();
    // Without a column for what is on, nothing is let through; the list says then that counts are missing.
    let through = library.columns.selected(state).and(&range(library, state));
    let kept = |ordinals: &[u32]| ordinals.iter().copied().filter(|ordinal| through.contains(*ordinal)).collect::<Vec<u32>>();
    let (mut order, partly) = if everything {
        ((0..count).filter(|ordinal| through.contains(*ordinal)).collect(), Vec::new())
    } else {
        (kept(&heard.matches), kept(&heard.partly))
    };
    sort(&mut order, library, state.sort, everything);
    Found { order, partly }
}

/// How many of what was found each value has.
pub fn count(library: &Library, state: &ListState, heard: &Heard) -> Facets {
    let count = library.count();
    let matched = if heard.is_everything() { Ordinals::all(count) } else { Ordinals::of(count, heard.matches.iter().copied()) };
    let in_range = matched.and(&range(library, state));
    let counted = |facet| library.columns.counted(facet, state, if facet == Facet::Year { &matched } else { &in_range });
    Facet::ALL.into_iter().map(|facet| (facet, counted(facet))).collect()
}

/// True where a list is narrowed by more than whole years, which the column of years does not know.
pub fn wants_days(state: &ListState) -> bool {
    [&state.from, &state.to].into_iter().flatten().any(|bound| bound.len() > 4)
}

/// The articles inside the range of days, all where there is none. A vaguer date counts where its period touches the range.
fn range(library: &Library, state: &ListState) -> Ordinals {
    let (from, to) = (state.from.as_deref(), state.to.as_deref());
    match &library.days {
        _ if from.is_none() && to.is_none() => Ordinals::all(library.count()),
        Some(days) => Ordinals::of(library.count(), days.range(from, to)),
        None => {
            let year = |bound: &'_ str| bound.get(..4).unwrap_or(bound).to_owned();
            library.columns.years(from.map(year).as_deref(), to.map(year).as_deref())
        }
    }
}

/// Puts ordinals in order. Hits come best first, and ordinals are numbered from the newest on.
fn sort(order: &mut [u32], library: &Library, sort: Sort, everything: bool) {
    let words = |ordinal: &u32| library.card(*ordinal).map_or(0, |card| card.words);
    let mut by = |compare: &dyn Fn(&u32, &u32) -> Ordering| order.sort_by(|a, b| compare(a, b));
    match sort {
        Sort::Best if !everything => {}
        Sort::Best | Sort::Newest => by(&|a, b| a.cmp(b)),
        Sort::Oldest => by(&|a, b| b.cmp(a)),
        Sort::Title => by_title(order, library),
        Sort::Longest => by(&|a, b| words(b).cmp(&words(a))),
        Sort::Shortest => by(&|a, b| words(a).cmp(&words(b))),
    }
}

fn by_title(order: &mut [u32], library: &Library) {
    let lang = library.manifest.as_ref().map_or("", |manifest| manifest.lang.as_str());
    let compare = collator(lang);
    order.sort_by(|a, b| match (library.card(*a), library.card(*b)) {
        (Some(a), Some(b)) => compare(&a.title, &b.title),
        (a, b) => b.is_some().cmp(&a.is_some()),
    });
}
