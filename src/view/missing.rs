//! An address where nothing stands.

use super::element::{Element, el};
use super::list::desk;
use super::room::Room;
use crate::corpus::{ListState, Place};

/// The page: says so, leads to the list, and lets one search.
pub fn page(room: &Room) -> Element {
    el("main")
        .attr("id", "main")
        .attr("tabindex", "-1")
        .class("frame page")
        .child(el("h1").child(room.words.missing))
        .child(el("p").class("page-words").child(room.words.missing_why))
        .child(
            el("p").child(el("a").class("button").attr("href", room.href(&Place::List(ListState::new()))).child(room.words.all_articles)),
        )
        .child(desk::desk(room, &ListState::new(), None))
}
