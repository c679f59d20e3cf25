//! The list as it stands in a page: all articles, nothing looked for.

use super::collection::Collection;
use crate::article::date::Date;
use crate::corpus::state::ROWS;
use crate::corpus::{Card, Column, Facet, ListState};
use crate::view::list::{Choice, Count, Entry, Group, Results, Years, desk, line, page, pager, rail, results};
use crate::view::{Element, Room};
use std::collections::BTreeMap;

/// What is the same on every page of the list.
pub struct Front {
    years: Option<Years>,
    groups: Vec<Group>,
}

impl Front {
    /// Counts what stands beside the list.
    pub fn of(cards: &[Card]) -> Front {
        Front { years: years(cards), groups: groups(cards) }
    }

    /// The list's `main`: a page of so many, counted from 1.
    pub fn list(&self, room: &Room, collection: &Collection, number: usize, of: usize) -> Element {
        let state = ListState::new();
        let total = collection.cards.len() as u32;
        let years = self.years.as_ref();
        let span = years.and_then(|years| Some((years.bars.first()?.0, years.bars.last()?.0)));
        let count = Count { found: Some(total), total, years: span };
        page(
            room,
            desk(room, &state, Some(total)),
            line(room, &state, &count, false),
            rail(room, years.filter(|years| years.bars.len() > 1), &self.groups, false),
            rows(room, collection, &state, number).option(pager(room, number as u32, of as u32)),
        )
    }
}

fn rows(room: &Room, collection: &Collection, state: &ListState, number: usize) -> Element {
    if collection.cards.is_empty() {
        return crate::view::list::results::section().child(crate::view::state::nothing(room));
    }
    let drawn: Vec<Entry> = collection.cards.iter().skip((number - 1) * ROWS).take(ROWS).map(|card| Entry::of(card, false)).collect();
    let first = number == 1;
    let total = if first { collection.cards.len() } else { drawn.len() };
    let lead = collection.lead().filter(|_| first).map(|card| Entry::of(card, false));
    results(room, &Results { state, lead, entries: drawn, total, partly: None })
}

/// Each year from the first to the last, with how many articles it has.
fn years(cards: &[Card]) -> Option<Years> {
    let mut counts: BTreeMap<u16, u32> = BTreeMap::new();
    for date in cards.iter().filter_map(|card| Date::parse(card.published.as_deref()?)) {
        *counts.entry(date.year).or_default() += 1;
    }
    let (first, last) = (*counts.keys().next()?, *counts.keys().next_back()?);
    let bars = (first..=last).map(|year| (year, counts.get(&year).copied().unwrap_or(0))).collect();
    Some(Years { bars, from: None, to: None })
}

fn groups(cards: &[Card]) -> Vec<Group> {
    let of = |facet: Facet| {
        let values = Column::of(facet, cards).values;
        let choices = values.into_iter().map(|v| Choice { count: Some(v.gaps.len() as u32), value: v.value, on: false }).collect();
        Group { facet, choices }
    };
    Facet::ALL.into_iter().filter(|facet| *facet != Facet::Year).map(of).collect()
}
