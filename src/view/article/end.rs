//! What stands after an article: what to do with it, and its neighbours in the list.

use super::about::citation;
use crate::article::Article;
use crate::corpus::{Card, ListState, Place};
use crate::view::element::{Element, el};
use crate::view::list::Entry;
use crate::view::room::Room;
use crate::view::state::action;
use crate::view::title::title;

/// An article beside this one in the list that one came from.
pub struct Neighbour<'a> {
    /// Its card.
    pub card: &'a Card,
    /// The state of the list.
    pub from: &'a ListState,
}

/// Copy citation (`data-do="copy" data-text`), copy link (`data-do="copy-link"`), print (`data-do="print"`), neighbours.
pub fn end(room: &Room, article: &Article, previous: Option<&Neighbour>, next: Option<&Neighbour>) -> Element {
    let words = room.words;
    let actions = el("div")
        .class("buttons scripted")
        .attr("role", "group")
        .attr("aria-label", words.actions)
        .child(action(words.copy_link, "copy-link"))
        .child(action(words.copy_citation, "copy").attr("data-text", citation(room, article)))
        .child(action(words.print, "print"));
    el("div").class("end-inner").child(actions).option(neighbours(room, previous, next))
}

/// The links to the article before and the one after; nothing where there is neither.
pub fn neighbours(room: &Room, previous: Option<&Neighbour>, next: Option<&Neighbour>) -> Option<Element> {
    let words = room.words;
    let links: Vec<Element> = [(words.previous, "prev", previous), (words.next, "next", next)]
        .into_iter()
        .filter_map(|(label, rel, neighbour)| neighbour.map(|n| link(room, label, rel, n)))
        .collect();
    (!links.is_empty()).then(|| el("nav").class("neighbours").attr("aria-label", words.neighbours).children(links))
}

fn link(room: &Room, label: &'static str, rel: &'static str, neighbour: &Neighbour) -> Element {
    let card = neighbour.card;
    let headline = el("span").class("headline").attr("lang", card.lang.clone()).attr("dir", card.direction().as_str()).children(title(
        &card.title,
        &card.lang,
        &[],
    ));
    let from = if neighbour.from.is_everything() { ListState::new() } else { neighbour.from.clone() };
    let place = Place::Article { id: Entry::of(card, false).card.id.clone(), from, anchor: None };
    el("a")
        .attr("href", room.href(&place))
        .attr("rel", rel)
        .child(el("span").class("neighbour-label").child(label))
        .child(" ")
        .child(headline)
}
