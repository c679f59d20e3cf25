//! An address where nothing stands, and one whose page cannot be had without a line.

use super::element::{Element, el};
use super::list::desk;
use super::room::Room;
use super::wording::offline;
use crate::corpus::{ListState, Place};

/// The page: says so, leads to the list, and lets one search.
pub fn page(room: &Room) -> Element {
    said(room, room.words.missing, room.words.missing_why)
}

/// The page that stands in for one that is not kept, while the line is cut.
pub fn unkept(room: &Room) -> Element {
    let words = offline::of(&room.lang);
    said(room, words.unkept, words.unkept_why)
}

fn said(room: &Room, heading: &'static str, why: &'static str) -> Element {
    el("main")
        .attr("id", "main")
        .attr("tabindex", "-1")
        .class("frame page")
        .child(el("h1").child(heading))
        .child(el("p").class("page-words").child(why))
        .child(
            el("p").child(el("a").class("button").attr("href", room.href(&Place::List(ListState::new()))).child(room.words.all_articles)),
        )
        .child(desk::desk(room, &ListState::new(), None))
}
