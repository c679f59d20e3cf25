//! The front page's first three: the lead, and two of half width.

use super::entry::Entry;
use super::row::{Asking, FIRST, article, deck, headline, meta, picture};
use crate::corpus::{Card, ListState};
use crate::view::element::{Element, el};
use crate::view::room::Room;

/// Which of the cards leads: the one that the site names, else the first with a picture, else the first.
pub fn choose<'a>(cards: impl IntoIterator<Item = &'a Card>, named: Option<&str>) -> Option<usize> {
    let cards: Vec<&Card> = cards.into_iter().collect();
    let at = |found: &dyn Fn(&&Card) -> bool| cards.iter().position(found);
    at(&|card| Some(card.id.as_str()) == named).or_else(|| at(&|card| card.picture.is_some())).or((!cards.is_empty()).then_some(0))
}

/// The lead: the largest thing on the page.
pub(super) fn lead(room: &Room, from: &ListState, entry: &Entry) -> Element {
    first(room, from, entry, "lead", "lead-picture", &FIRST)
}

/// One of the two after it.
pub(super) fn second(room: &Room, from: &ListState, entry: &Entry) -> Element {
    first(room, from, entry, "second", "second-picture", &[])
}

fn first(room: &Room, from: &ListState, entry: &Entry, class: &'static str, picture_class: &'static str, asking: &Asking) -> Element {
    let href = entry.href(room, from);
    let words = el("div").class("row-words").child(headline(entry, &href, "h2")).option(deck(entry)).child(meta(room, entry));
    let image = entry.card.picture.as_ref().map(|p| picture(room, p, href.clone(), picture_class, asking));
    article(entry.card, class).child(words).option(image)
}
