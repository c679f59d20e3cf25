//! The line under the search box: filters, how many articles, what is on, the order.

use crate::article::autonym;
use crate::corpus::{Facet, ListState, Sort};
use crate::view::element::{Element, el};
use crate::view::room::Room;

/// Orders that go by what stands in the cards are offered while a list holds at most so many articles: all of their cards
/// have to be there.
pub const SORTED: usize = 2_000;

/// How many articles there are, and how many of them match.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Count {
    /// How many match; `None` while that is not known.
    pub found: Option<u32>,
    /// How many there are.
    pub total: u32,
    /// First and last year of all articles, where known.
    pub years: Option<(u16, u16)>,
}

/// The line. `open` says whether the sheet of filters is open, on a narrow screen.
pub fn line(room: &Room, state: &ListState, count: &Count, open: bool) -> Element {
    el("div")
        .class("line")
        .child(filters(room, state, open))
        .child(el("p").class("count").attr("role", "status").child(counted(room, state, count)))
        .option(chips(room, state))
        .child(order(room, state, count))
}

fn filters(room: &Room, state: &ListState, open: bool) -> Element {
    let on = state.filters() as u32;
    let label = if on == 0 { room.words.filters.to_owned() } else { (room.words.filters_on)(on, &room.number(on)) };
    el("button")
        .class("button filters scripted")
        .attr("type", "button")
        .attr("data-do", "filters")
        .attr("aria-expanded", if open { "true" } else { "false" })
        .attr("aria-controls", "rail")
        .child(label)
}

fn counted(room: &Room, state: &ListState, count: &Count) -> String {
    let total = room.number(count.total);
    match (state.is_everything(), count.found, count.years) {
        (false, Some(found), _) => (room.words.found)(found, &room.number(found), &total),
        (_, _, Some((first, last))) if first != last => {
            let span = (room.words.years_span)(&room.year(first), &room.year(last));
            [&(room.words.articles)(count.total, &total), room.words.comma, &span].concat()
        }
        _ => (room.words.articles)(count.total, &total),
    }
}

fn chips(room: &Room, state: &ListState) -> Option<Element> {
    let mut chips: Vec<Element> = Vec::new();
    for (facet, values) in &state.facets {
        chips.extend(values.iter().map(|value| chip(room, facet.key(), value, &value_name(room, *facet, value))));
    }
    chips.extend(range(room, state));
    let clear = el("button").class("link").attr("type", "button").attr("data-do", "clear").child(room.words.clear_all);
    let list = || el("ul").class("chips scripted").attr("aria-label", room.words.chosen);
    (!chips.is_empty()).then(|| list().children(chips.into_iter().map(|chip| el("li").child(chip))).child(el("li").child(clear)))
}

/// A value of a facet as it is shown: a language by its own name, others as written.
pub fn value_name(room: &Room, facet: Facet, value: &str) -> String {
    match (facet, value.parse()) {
        (Facet::Language, _) => autonym::full_name(value),
        (Facet::Year, Ok(year)) => room.year(year),
        _ => value.to_owned(),
    }
}

/// The range of days as one chip; its facet is `range`.
fn range(room: &Room, state: &ListState) -> Option<Element> {
    let year = |day: &Option<String>| {
        day.as_deref().map(|d| d.get(..4).and_then(|y| y.parse().ok()).map_or_else(|| d.to_owned(), |y| room.year(y)))
    };
    let (from, to) = (year(&state.from), year(&state.to));
    let name = match (&from, &to) {
        (None, None) => return None,
        (Some(from), Some(to)) if from == to => from.clone(),
        _ => (room.words.years_span)(from.as_deref().unwrap_or("…"), to.as_deref().unwrap_or("…")),
    };
    Some(chip(room, "range", "", &name))
}

fn chip(room: &Room, facet: &'static str, value: &str, name: &str) -> Element {
    el("button")
        .class("chip")
        .attr("type", "button")
        .attr("data-do", "chip")
        .attr("data-facet", facet)
        .attr("data-value", value.to_owned())
        .attr("aria-label", (room.words.take_off)(name))
        .child(name.to_owned())
}

/// The order. Where nothing is looked for, there is no best: newest first takes its place.
fn order(room: &Room, state: &ListState, count: &Count) -> Element {
    let searching = !state.query.trim().is_empty();
    let few = count.found.unwrap_or(count.total) as usize <= SORTED;
    let offered =
        Sort::ALL.into_iter().filter(|sort| (searching || *sort != Sort::Newest) && (few || !sort.needs_cards() || *sort == state.sort));
    let option = |sort: Sort| {
        let shown = if sort == Sort::Best && !searching { Sort::Newest } else { sort };
        let chosen = state.sort == sort || (!searching && sort == Sort::Best && state.sort == Sort::Newest);
        el("option").attr("value", sort.key()).flag("selected", chosen).child((room.words.sort)(shown))
    };
    el("select").class("order scripted").attr("name", "sort").attr("aria-label", room.words.order).children(offered.map(option))
}
