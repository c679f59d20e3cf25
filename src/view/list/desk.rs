//! The desk: the one search box. It is a plain form, which leads to the list from any page.

use crate::corpus::{ListState, Place};
use crate::view::element::{Element, el};
use crate::view::room::Room;

/// The search box with what stands in it. `total` is how many articles there are, where that is known.
///
/// The text is set when the box is made and not again: what a person types is theirs.
pub fn desk(room: &Room, state: &ListState, total: Option<u32>) -> Element {
    let words = room.words;
    let label = match total {
        Some(total) => (words.search)(total, &room.number(total)),
        None => words.search_plain.to_owned(),
    };
    let input = el("input")
        .attr("type", "search")
        .attr("name", "q")
        .attr("id", "q")
        .attr("placeholder", label.clone())
        .attr("aria-label", label)
        .attr("aria-keyshortcuts", "/")
        .attr("autocomplete", "off")
        .attr("autocapitalize", "none")
        .attr("spellcheck", "false")
        .attr("enterkeyhint", "search")
        .attr("dir", "auto")
        .maybe("value", (!state.query.is_empty()).then(|| state.query.clone()));
    el("form")
        .class("desk")
        .attr("role", "search")
        .attr("method", "get")
        .attr("action", room.href(&Place::List(ListState::new())))
        .child(input)
        .child(el("kbd").attr("title", words.search_key).attr("aria-hidden", "true").child("/"))
}
