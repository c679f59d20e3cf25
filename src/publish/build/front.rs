//! A list as it stands in a page: all articles, or those of one value, nothing looked for.

use super::collection::Collection;
use super::values::ValuePage;
use crate::corpus::state::ROWS;
use crate::corpus::{Column, Facet, Form, ListState, Place};
use crate::search::Ordinals;
use crate::search::selection::Columns;
use crate::view::list::{Count, Entry, Group, Results, Years, desk, line, page, pager, rail, results};
use crate::view::{Element, Room};

/// The lists of a collection.
pub struct Front<'a> {
    collection: &'a Collection,
    columns: Columns,
}

/// One list, parted into pages of [`ROWS`] rows.
pub struct Listed<'a> {
    /// The value by which it is narrowed; absent for all articles.
    pub value: Option<&'a ValuePage>,
    /// How many articles it has.
    count: usize,
}

impl<'a> Listed<'a> {
    /// The list of all articles.
    pub fn all(collection: &Collection) -> Listed<'a> {
        Listed { value: None, count: collection.cards.len() }
    }

    /// The list of a value.
    pub fn of(value: &'a ValuePage) -> Listed<'a> {
        Listed { value: Some(value), count: value.ordinals.len() }
    }

    /// How many pages it has, one at least.
    pub fn pages(&self) -> usize {
        self.count.div_ceil(ROWS).max(1)
    }

    /// The place of a page, counted from 1.
    pub fn place(&self, number: usize) -> Place {
        place(self.value.map(|value| value.path.as_str()), number)
    }

    /// The place of the page that search engines are told of, where that is another.
    pub fn told(&self, number: usize) -> Place {
        place(self.value.map(|value| value.same_as.as_deref().unwrap_or(&value.path)), number)
    }

    /// Whether search engines are told of it.
    pub fn is_told(&self) -> bool {
        self.value.is_none_or(|value| value.same_as.is_none())
    }

    /// What the program in the page makes of it.
    pub fn state(&self) -> ListState {
        let mut state = ListState::new();
        if let Some(value) = self.value {
            state.toggle(value.facet, &value.value);
        }
        state
    }

    /// The ordinals of the articles of a page, newest first.
    pub fn ordinals(&self, number: usize) -> Vec<usize> {
        let at = |at: usize| self.value.map_or(at, |value| value.ordinals[at] as usize);
        ((number - 1) * ROWS..self.count.min(number * ROWS)).map(at).collect()
    }
}

/// The place of a page of the list of a value, or of all articles.
fn place(path: Option<&str>, number: usize) -> Place {
    match (path, number) {
        (None, 1) => Place::List(ListState::new()),
        (None, _) => Place::Page(number as u32),
        (Some(path), 1) => Place::File(path.to_owned()),
        (Some(path), _) => Place::File(format!("{path}page/{number}/")),
    }
}

impl<'a> Front<'a> {
    /// Takes the columns of a collection.
    pub fn of(collection: &'a Collection, columns: &[Column]) -> Front<'a> {
        Front { collection, columns: Columns::new(collection.cards.len() as u32, columns) }
    }

    /// A list's `main`: one of its pages, counted from 1.
    pub fn list(&self, room: &Room, listed: &Listed, number: usize) -> Element {
        let state = listed.state();
        let total = self.collection.cards.len() as u32;
        let counted = |facet| self.columns.counted(facet, &state, &Ordinals::all(total));
        let years = Years { bars: Years::bars_of(&counted(Facet::Year)), from: None, to: None };
        let groups: Vec<Group> = Facet::ALL.into_iter().filter(|f| *f != Facet::Year).map(|f| Group::of(f, &counted(f))).collect();
        let count = Count { found: Some(listed.count as u32), total, years: self.columns.span() };
        // A single file has no other page.
        let pages = if room.addressing.form() == Form::Single { 1 } else { listed.pages() };
        let place = |number: u32| listed.place(number as usize);
        page(
            room,
            desk(room, &state, Some(total)),
            line(room, &state, &count, false),
            rail(room, (years.bars.len() > 1).then_some(&years), &groups, false),
            self.rows(room, listed, &state, number).option(pager(room, number as u32, pages as u32, &place)),
        )
    }

    fn rows(&self, room: &Room, listed: &Listed, state: &ListState, number: usize) -> Element {
        let cards = &self.collection.cards;
        if cards.is_empty() {
            return results::section().child(crate::view::state::nothing(room));
        }
        let entries: Vec<Entry> = listed.ordinals(number).into_iter().map(|at| Entry::of(&cards[at], false)).collect();
        let first = number == 1;
        let total = if first { listed.count } else { entries.len() };
        let lead = self.collection.lead().filter(|_| first && listed.value.is_none()).map(|card| Entry::of(card, false));
        results::section().children(results(room, &Results { state, lead, entries, total, partly: None }))
    }
}
