//! The list.

use super::{alerts, region};
use crate::article::Block;
use crate::article::text::{block_words, plain};
use crate::corpus::{Card, Facet, ListState};
use crate::reader::app::App;
use crate::reader::found::Found;
use crate::reader::library::Library;
use crate::search::passage::{marks, passage};
use crate::view::list::{self, Choice, Count, Entry, Group, Passage, Results, Years, lead};
use crate::view::state::{self, Way};
use crate::view::{Element, Room};
use leptos::prelude::*;
use std::sync::Arc;

/// So many rows are drawn at a keystroke, two windows full; the others follow when the typing pauses.
const AT_ONCE: usize = 16;

/// At most so many other headings are named beside a passage.
const ALSO: usize = 3;

/// The page, each of its regions run again by itself.
pub(super) fn page(app: App) -> Element {
    let room = app.room();
    let typed = app.list.get_untracked();
    let desk = region(move || list::desk(&app.room(), &typed, total(app)));
    list::page(&room, desk, region(move || line(app)), region(move || rail(app)), region(move || results(app)))
}

fn total(app: App) -> Option<u32> {
    Some(app.library.with(Library::count)).filter(|count| *count > 0)
}

fn line(app: App) -> Element {
    let found = app.found.get();
    let count = Count { found: Some(found.order.len() as u32), total: app.library.with(Library::count), years: span(&found) };
    app.list.with(|state| list::line(&app.room(), state, &count, app.filters.get()))
}

/// The first and the last year of all articles.
fn span(found: &Found) -> Option<(u16, u16)> {
    let years = years_of(found);
    Some((years.first()?.0, years.last()?.0))
}

/// Every year from the first to the last, and how many of what was found it has.
fn years_of(found: &Found) -> Vec<(u16, u32)> {
    let years = found.facets.iter().find(|(facet, _)| *facet == Facet::Year).map(|(_, values)| values.as_slice()).unwrap_or_default();
    let counted: Vec<(u16, u32)> = years.iter().filter_map(|v| Some((v.value.parse().ok()?, v.count))).collect();
    let (Some(first), Some(last)) = (counted.first(), counted.last()) else { return Vec::new() };
    (first.0..=last.0).map(|year| (year, counted.iter().find(|(y, _)| *y == year).map_or(0, |(_, count)| *count))).collect()
}

fn rail(app: App) -> Element {
    let found = app.found.get();
    app.list.with(|state| {
        let year = |day: &Option<String>| day.as_deref().and_then(|d| d.get(..4)?.parse().ok());
        let years = Years { bars: years_of(&found), from: year(&state.from), to: year(&state.to) };
        let groups: Vec<Group> =
            found.facets.iter().filter(|(facet, _)| *facet != Facet::Year).map(|(facet, values)| group(*facet, values)).collect();
        list::rail(&app.room(), (years.bars.len() > 1).then_some(&years), &groups, app.filters.get())
    })
}

/// The values of a facet. Once the list is narrowed, those that would leave nothing are not offered.
fn group(facet: Facet, values: &[crate::search::selection::Counted]) -> Group {
    let offered = values.iter().filter(|v| v.on || v.count > 0);
    Group { facet, choices: offered.map(|v| Choice { value: v.value.clone(), count: Some(v.count), on: v.on }).collect() }
}

fn results(app: App) -> Element {
    let alerts = alerts(app);
    let room = app.room();
    let found = app.found.get();
    let shown = app.library.with(|library| {
        if library.manifest.is_none() {
            alerts.is_empty().then(|| state::waiting(&room))
        } else if library.count() == 0 {
            Some(state::nothing(&room))
        } else if found.order.is_empty() {
            Some(empty(app, &room))
        } else {
            Some(app.list.with(|state| rows(app, &room, library, state, &found)))
        }
    });
    list::results::section().children(alerts).option(shown)
}

fn rows(app: App, room: &Room, library: &Library, state: &ListState, found: &Found) -> Element {
    let typing = app.typing.get() && found.order.len() > AT_ONCE;
    let rows = if typing { AT_ONCE } else { state.rows };
    let drawn: Vec<(u32, Arc<Card>)> = found.order.iter().take(rows).filter_map(|o| Some((*o, library.card(*o)?))).collect();
    let front = state.is_everything();
    let named = library.manifest.as_ref().and_then(|m| m.lead.as_deref());
    // A lead that the site names may be older than the rows that are drawn.
    let ahead = named.filter(|_| front).and_then(|id| library.ordinal(id)).and_then(|o| library.card(o));
    let lead =
        ahead.or_else(|| front.then(|| lead::choose(drawn.iter().map(|(_, c)| c.as_ref()), named).map(|at| drawn[at].1.clone())).flatten());
    app.kept.with(|kept| {
        let entries = drawn.iter().map(|(ordinal, card)| entry(library, found, *ordinal, card, kept.is_saved(&card.id))).collect();
        let lead = lead.as_deref().map(|card| Entry::of(card, kept.is_saved(&card.id)));
        list::results(room, &Results { state, lead, entries, total: if typing { drawn.len() } else { found.order.len() }, partly: None })
    })
}

/// A row; where something is looked for, with its words marked and the passage that holds them.
fn entry<'a>(library: &Library, found: &Found, ordinal: u32, card: &'a Card, saved: bool) -> Entry<'a> {
    let mut entry = Entry::of(card, saved);
    if found.query.is_empty() {
        return entry;
    }
    entry.marks = marks(&card.title, &found.query);
    let Some((article, document)) = library.article(ordinal).zip(library.documents.get(ordinal as usize)) else { return entry };
    let Some(best) = document.best_block(&found.query) else { return entry };
    let Some(block) = article.body.get(best) else { return entry };
    let found_in = passage(&block_words(block), &found.query);
    let before = found_in.cut_before.then(|| ("… ".to_owned(), false));
    let after = found_in.cut_after.then(|| (" …".to_owned(), false));
    let pieces = before.into_iter().chain(found_in.runs.into_iter().map(|run| (run.words, run.marked))).chain(after).collect();
    entry.passage = Some(Passage { anchor: library.anchor(ordinal, best).map(str::to_owned), pieces });
    entry.also = headings(&article.body, best, &document.blocks(&found.query));
    entry
}

/// The headings of the other sections that hold every word.
fn headings(body: &[Block], best: usize, blocks: &[usize]) -> Vec<String> {
    let own = heading_before(body, best);
    let mut headings: Vec<String> = Vec::new();
    for heading in blocks.iter().filter_map(|block| heading_before(body, *block)) {
        if Some(&heading) != own.as_ref() && !headings.contains(&heading) && headings.len() < ALSO {
            headings.push(heading);
        }
    }
    headings
}

fn heading_before(body: &[Block], at: usize) -> Option<String> {
    body.get(..=at)?.iter().rev().find_map(|block| match block {
        Block::Heading(heading) => Some(plain(&heading.text)),
        _ => None,
    })
}

/// Nothing was found: what could be taken off, a button each.
fn empty(app: App, room: &Room) -> Element {
    app.list.with(|state| {
        let mut ways: Vec<Way> = Vec::new();
        if state.filters() > 0 && !state.query.trim().is_empty() {
            ways.push(Way { label: room.words.everywhere.to_owned(), action: "everywhere", with: Vec::new() });
        }
        for (facet, values) in &state.facets {
            ways.extend(values.iter().map(|value| without(room, *facet, value)));
        }
        let words: Vec<&str> = state.query.split_whitespace().collect();
        if words.len() > 1 {
            ways.extend(words.iter().map(|word| Way {
                label: (room.words.only)(word),
                action: "look-for",
                with: vec![("data-q", (*word).to_owned())],
            }));
        }
        ways.push(Way { label: room.words.clear_all.to_owned(), action: "clear", with: Vec::new() });
        state::empty(room, &state.query, ways)
    })
}

fn without(room: &Room, facet: Facet, value: &str) -> Way {
    let name = list::line::value_name(room, facet, value);
    let with = vec![("data-facet", facet.key().to_owned()), ("data-value", value.to_owned())];
    Way { label: (room.words.without)(&name), action: "chip", with }
}
