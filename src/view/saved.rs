//! `/saved/`: what this reader saved on this device.

use super::element::{Child, Element, el};
use super::list::{Entry, row};
use super::room::Room;
use super::state;
use crate::corpus::{ListState, Place};

/// The page; `inside` is what it shows: [`entries`], a state of [`state`], or a view that runs again.
pub fn page(room: &Room, inside: impl Into<Child>) -> Element {
    el("main")
        .attr("id", "main")
        .attr("tabindex", "-1")
        .class("frame page saved")
        .child(el("h1").child(room.words.saved))
        .child(el("p").class("page-words").child(room.words.saved_where))
        .option(state::unscripted(room))
        .child(inside)
}

/// The saved articles, the last saved first; `gone` are titles or ids of those that are no longer there, with their id.
pub fn entries(room: &Room, entries: &[Entry], gone: &[(String, String)]) -> Element {
    if entries.is_empty() && gone.is_empty() {
        return empty(room);
    }
    let from = ListState::new();
    el("div")
        .class("results")
        .children(entries.iter().map(|entry| row::row(room, &from, entry, "h2")))
        .children(gone.iter().map(|(id, name)| absent(room, id, name)))
}

fn absent(room: &Room, id: &str, name: &str) -> Element {
    el("article").class("row gone").attr("data-id", id.to_owned()).child(
        el("div")
            .class("row-words")
            .child(el("h2").class("headline").child(name.to_owned()))
            .child(el("p").class("row-deck").child(room.words.saved_gone))
            .child(el("p").class("meta").child(row::save(room, id, name, true))),
    )
}

fn empty(room: &Room) -> Element {
    el("section").class("empty").child(el("h2").child(room.words.saved_empty)).child(el("p").child(room.words.saved_how)).child(
        el("p").child(el("a").class("button").attr("href", room.href(&Place::List(ListState::new()))).child(room.words.all_articles)),
    )
}

/// While the saved articles load.
pub fn waiting(room: &Room) -> Element {
    state::waiting(room)
}
