//! The list.

use super::{alerts, nothing, region};
use crate::article::Block;
use crate::article::text::plain;
use crate::corpus::state::ROWS;
use crate::corpus::{Card, Facet, ListState};
use crate::reader::app::App;
use crate::reader::asking::Heard;
use crate::reader::excerpts::Excerpts;
use crate::reader::found::{Facets, Found};
use crate::reader::kept::Kept;
use crate::reader::library::Library;
use crate::search::message::Excerpt;
use crate::view::list::{self, Count, Entry, Group, Passage, Results, Years, lead};
use crate::view::state::{self, Way};
use crate::view::{Child, Element, Room};
use std::sync::Arc;

/// So many rows are drawn at a keystroke, two windows full; the others follow when the typing pauses.
const AT_ONCE: usize = 16;

/// At most so many other headings are named beside a passage.
const ALSO: usize = 3;

/// Where nothing is found, so many of the words are offered alone.
const ONLY: usize = 8;

/// The page, each of its regions run again by itself.
pub(super) fn page(app: App) -> Element {
    let room = app.room();
    let typed = app.list.get_untracked();
    let desk = region(move || list::desk(&app.room(), &typed, total(app)).child(region(move || recent(app))));
    list::page(&room, desk, region(move || line(app)), region(move || rail(app)), region(move || results(app)))
}

/// The last searches, while one is at the empty box.
fn recent(app: App) -> Element {
    let empty = app.at_box.get() && app.list.with(|list| list.query.is_empty());
    app.kept.with(|kept| if empty && !kept.searches.is_empty() { list::recent(&app.room(), &kept.searches) } else { nothing() })
}

fn total(app: App) -> Option<u32> {
    Some(app.library.with(Library::count)).filter(|count| *count > 0)
}

/// The state of the list that is shown: its words are those of the last answer.
fn shown(app: App) -> ListState {
    ListState { query: app.heard.with(|heard| heard.typed.clone()), ..app.list.narrowed() }
}

fn line(app: App) -> Element {
    let found = app.found().order.len() as u32;
    let (total, years) = app.library.with(|library| (library.count(), library.columns.span()));
    list::line(&app.room(), &shown(app), &Count { found: Some(found), total, years }, app.filters.get())
}

/// Every year from the first to the last, and how many of what was found it has.
fn years_of(facets: &Facets) -> Vec<(u16, u32)> {
    facets.iter().find(|(facet, _)| *facet == Facet::Year).map(|(_, values)| Years::bars_of(values)).unwrap_or_default()
}

fn rail(app: App) -> Element {
    // Facets that come one after another would push each other down.
    let whole = app.library.with(Library::has_columns);
    let facets = if whole { app.facets() } else { Arc::default() };
    let state = app.list.narrowed();
    let year = |day: &Option<String>| day.as_deref().and_then(|d| d.get(..4)?.parse().ok());
    let years = Years { bars: years_of(&facets), from: year(&state.from), to: year(&state.to) };
    let groups: Vec<Group> =
        facets.iter().filter(|(facet, _)| *facet != Facet::Year).map(|(facet, values)| Group::of(*facet, values)).collect();
    list::rail(&app.room(), (years.bars.len() > 1).then_some(&years), &groups, app.filters.get())
}

fn results(app: App) -> Element {
    if app.rows_stand.get() {
        return list::results::section().as_it_stands();
    }
    let alerts = alerts(app);
    let room = app.room();
    let found = app.found();
    let heard = app.heard.get();
    // The addresses of the rows hold the words of the answer that they are of.
    let state = shown(app);
    let shown = app.library.with(|library| {
        if library.manifest.is_none() {
            alerts.is_empty().then(|| state::waiting(&room).into()).into_iter().collect()
        } else if library.count() == 0 {
            vec![state::nothing(&room).into()]
        } else if found.order.is_empty() && found.partly.is_empty() {
            vec![empty(&room, &state, &heard).into()]
        } else {
            rows(app, &room, library, &state, &found, &heard)
        }
    });
    let busy = app.asking.get_untracked().then_some("true");
    list::results::section().maybe("aria-busy", busy).children(alerts).option(notes(&room, &heard)).children(shown)
}

/// What the worker understood otherwise than it was typed.
fn notes(room: &Room, heard: &Heard) -> Option<Element> {
    let rest = &heard.rest;
    list::notes(room, &rest.hints, &rest.corrected, rest.suggestion.as_deref())
}

fn rows(app: App, room: &Room, library: &Library, state: &ListState, found: &Found, heard: &Heard) -> Vec<Child> {
    let typing = app.typing.get() && found.order.len() > AT_ONCE;
    let rows = if typing { AT_ONCE } else { state.rows };
    let drawn = cards(library, &found.order, rows);
    // What follows the matches would be pushed down by those that are still on their way.
    let whole = found.order.iter().take(rows).all(|ordinal| is_known(library, *ordinal));
    let partly = if whole { cards(library, &found.partly, ROWS) } else { Vec::new() };
    if drawn.is_empty() && partly.is_empty() {
        return vec![state::waiting(room).into()];
    }
    let front = state.is_everything();
    let named = library.manifest.as_ref().and_then(|m| m.lead.as_deref());
    // A lead that the site names may be older than the rows that are drawn.
    let ahead = named.filter(|_| front).and_then(|id| library.ordinal(id)).and_then(|o| library.card(o));
    let lead =
        ahead.or_else(|| front.then(|| lead::choose(drawn.iter().map(|(_, c)| c.as_ref()), named).map(|at| drawn[at].1.clone())).flatten());
    let total = if typing { drawn.len() } else { found.order.len() };
    app.kept.with(|kept| {
        app.excerpts.with(|excerpts| {
            let drawing = Drawing { library, heard, excerpts, kept };
            let lead = lead.as_deref().map(|card| Entry::of(card, kept.is_saved(&card.id)));
            let partly = (!partly.is_empty()).then(|| (quoted(room, &heard.rest.missing), drawing.entries(&partly)));
            list::results(room, &Results { state, lead, entries: drawing.entries(&drawn), total, partly })
        })
    })
}

/// Words as they are named in a sentence.
fn quoted(room: &Room, words: &[String]) -> String {
    let [open, close] = room.words.quotes;
    words.iter().map(|word| [open, &state::shortened(word), close].concat()).collect::<Vec<_>>().join(room.words.comma)
}

/// The cards of the first rows, up to one that is still on its way; those that failed are left out.
fn cards(library: &Library, ordinals: &[u32], count: usize) -> Vec<(u32, Arc<Card>)> {
    let there = ordinals.iter().take(count).take_while(|ordinal| is_known(library, **ordinal));
    there.filter_map(|ordinal| Some((*ordinal, library.card(*ordinal)?))).collect()
}

/// True where the card of an article is there, or is not to be waited for.
fn is_known(library: &Library, ordinal: u32) -> bool {
    library.card(ordinal).is_some() || library.is_card_settled(ordinal)
}

/// What rows are drawn from.
struct Drawing<'d> {
    library: &'d Library,
    heard: &'d Heard,
    excerpts: &'d Excerpts,
    kept: &'d Kept,
}

impl Drawing<'_> {
    fn entries<'c>(&self, cards: &'c [(u32, Arc<Card>)]) -> Vec<Entry<'c>> {
        cards.iter().map(|(ordinal, card)| self.entry(*ordinal, card)).collect()
    }

    /// A row; where something is looked for, with its words marked and the passage that holds them.
    fn entry<'c>(&self, ordinal: u32, card: &'c Card) -> Entry<'c> {
        let mut entry = Entry::of(card, self.kept.is_saved(&card.id));
        if self.heard.is_everything() {
            return entry;
        }
        entry.passage = Some(Passage::default());
        if let Some(excerpt) = self.excerpts.of(ordinal) {
            entry.marks = excerpt.title.chunks_exact(2).map(|mark| (mark[0] as usize, mark[1] as usize)).collect();
            self.passage(&mut entry, ordinal, &excerpt);
        }
        entry
    }

    /// The passage of a row, and the other sections that hold words.
    fn passage(&self, entry: &mut Entry, ordinal: u32, excerpt: &Excerpt) {
        let Some(article) = self.library.article(ordinal) else { return };
        let Some(best) = (excerpt.block as usize).checked_sub(1) else { return };
        entry.passage = Some(Passage { anchor: self.library.anchor(ordinal, best).map(str::to_owned), pieces: excerpt.pieces.clone() });
        let blocks: Vec<usize> = excerpt.blocks.iter().filter_map(|block| (*block as usize).checked_sub(1)).collect();
        entry.also = headings(&article.body, best, &blocks);
    }
}

/// The headings of the other sections that hold words.
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

/// Nothing was found: the nearest spelling, and what could be taken off, a button each.
fn empty(room: &Room, state: &ListState, heard: &Heard) -> Element {
    let look_for = |label: String, words: &str| Way { label, action: "look-for", with: vec![("data-q", words.to_owned())] };
    let mut ways: Vec<Way> = Vec::new();
    if state.filters() > 0 && !heard.is_everything() {
        ways.push(Way { label: room.words.everywhere.to_owned(), action: "everywhere", with: Vec::new() });
    }
    for (facet, values) in &state.facets {
        ways.extend(values.iter().map(|value| without(room, *facet, value)));
    }
    let words: Vec<&str> = state.query.split_whitespace().collect();
    if words.len() > 1 {
        ways.extend(words.iter().take(ONLY).map(|word| look_for((room.words.only)(&state::shortened(word)), word)));
    }
    ways.push(Way { label: room.words.clear_all.to_owned(), action: "clear", with: Vec::new() });
    state::empty(room, &state.query, ways)
}

fn without(room: &Room, facet: Facet, value: &str) -> Way {
    let name = list::line::value_name(room, facet, value);
    let with = vec![("data-facet", facet.key().to_owned()), ("data-value", value.to_owned())];
    Way { label: (room.words.without)(&name), action: "chip", with }
}
