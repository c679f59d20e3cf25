//! What was looked for before, under the empty box, for readers who want that kept.

use super::notes::look_for;
use crate::view::element::{Element, el};
use crate::view::room::Room;

/// The last searches, a button each; the last one first.
pub fn recent(room: &Room, searches: &[String]) -> Element {
    let items = searches.iter().map(|query| el("li").child(look_for(query, query.clone())));
    el("div")
        .class("recent")
        .child(el("p").attr("id", "recent-name").child(room.words.recent))
        .child(el("ul").attr("aria-labelledby", "recent-name").children(items))
}
