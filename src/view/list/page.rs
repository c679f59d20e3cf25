//! The page of the list.

use crate::view::element::{Child, Element, el};
use crate::view::room::Room;

/// The list's `main`, of its regions: search box, line below it, rail, results.
pub fn page(room: &Room, desk: impl Into<Child>, line: impl Into<Child>, rail: impl Into<Child>, results: impl Into<Child>) -> Element {
    el("main")
        .attr("id", "main")
        .attr("tabindex", "-1")
        .class("frame list")
        .child(el("h1").class("unseen").child(room.name.clone()))
        .child(desk)
        .child(line)
        .child(el("div").class("grid").child(rail).child(results))
}
