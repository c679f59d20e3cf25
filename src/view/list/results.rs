//! What the list shows: lead and seconds, then rows, under their months where they are ordered by date.

use super::entry::Entry;
use super::{lead, row};
use crate::article::date::Date;
use crate::corpus::state::ROWS;
use crate::corpus::{Card, ListState, Sort};
use crate::view::element::{Child, Element, el};
use crate::view::room::Room;
use crate::view::state;

/// The rows that are drawn.
pub struct Results<'a> {
    /// The state of the list.
    pub state: &'a ListState,
    /// The article that leads the front page, see [`lead::choose`]; not drawn while the list looks for something.
    pub lead: Option<Entry<'a>>,
    /// The rows in order; the lead may be among them and is drawn once.
    pub entries: Vec<Entry<'a>>,
    /// How many articles match, drawn or not.
    pub total: usize,
    /// Those that lack some of the words: the words, as they are to be named, and the rows.
    pub partly: Option<(String, Vec<Entry<'a>>)>,
}

/// What stands in [`section`]. What is found nowhere is not drawn here, see [`state::empty`].
pub fn results(room: &Room, results: &Results) -> Vec<Child> {
    let front = is_front(results.state);
    let lead = results.lead.as_ref().filter(|_| front);
    let rest: Vec<&Entry> = results.entries.iter().filter(|e| lead.is_none_or(|l| l.card.id != e.card.id)).collect();
    let (seconds, rows) = rest.split_at(if lead.is_some() && rest.len() >= 2 { 2 } else { 0 });
    let drawn = results.entries.len();
    let mut out: Vec<Child> = Vec::new();
    out.extend(lead.map(|entry| lead::lead(room, results.state, entry).into()));
    out.extend((!seconds.is_empty()).then(|| pair(room, results.state, seconds).into()));
    out.extend(listed(room, results.state, rows));
    out.extend((results.total > drawn).then(|| more(room, results.total - drawn).into()));
    out.extend(partly(room, results));
    out
}

/// The region of the results, `div.results`: rows, or what says why there are none.
pub fn section() -> Element {
    el("div").class("results")
}

/// The front page: everything, newest first.
fn is_front(state: &ListState) -> bool {
    state.is_everything() && matches!(state.sort, Sort::Best | Sort::Newest)
}

fn by_date(state: &ListState) -> bool {
    match state.sort {
        Sort::Best => state.query.trim().is_empty(),
        Sort::Newest | Sort::Oldest => true,
        Sort::Title | Sort::Longest | Sort::Shortest => false,
    }
}

fn pair(room: &Room, from: &ListState, entries: &[&Entry]) -> Element {
    el("div").class("seconds").children(entries.iter().map(|entry| lead::second(room, from, entry)))
}

/// Rows; under the heading of their month where that says something.
fn listed(room: &Room, from: &ListState, entries: &[&Entry]) -> Vec<Child> {
    let mut out: Vec<Child> = Vec::new();
    let mut month = None;
    for entry in entries {
        if by_date(from) && month != Some(month_of(entry.card)) {
            month = Some(month_of(entry.card));
            out.push(el("h2").class("month").child(month_name(room, entry.card)).into());
        }
        out.push(row::row(room, from, entry, if by_date(from) { "h3" } else { "h2" }).into());
    }
    out
}

fn month_of(card: &Card) -> u32 {
    card.published.as_deref().and_then(Date::parse).map_or(0, |date| date.month_key())
}

fn month_name(room: &Room, card: &Card) -> String {
    match card.published.as_deref().and_then(Date::parse) {
        None => room.words.undated.to_owned(),
        Some(date) if date.month == 0 => room.locale.date(&date, &room.lang),
        Some(date) => room.locale.month(date.year, date.month, &room.lang),
    }
}

fn more(room: &Room, rest: usize) -> Element {
    let count = rest.min(ROWS) as u32;
    let label = (room.words.more)(count, &room.number(count));
    el("p").class("more scripted").child(state::action(label, "more"))
}

fn partly(room: &Room, results: &Results) -> Vec<Child> {
    let Some((words, entries)) = results.partly.as_ref().filter(|(_, entries)| !entries.is_empty()) else { return Vec::new() };
    let mut out: Vec<Child> = vec![el("h2").class("month partly").child((room.words.partly)(words)).into()];
    out.extend(entries.iter().map(|entry| row::row(room, results.state, entry, "h3").into()));
    out
}
