//! What a search understood otherwise than it was typed, in one or two quiet lines above the rows.

use crate::view::element::{Child, Element, el};
use crate::view::room::Room;
use crate::view::state::shortened;

/// Hints by their kind and the words that they are about, words that were taken for others, and a query that finds more,
/// as a button: `data-do="look-for"`.
pub fn notes(room: &Room, hints: &[(String, String)], corrected: &[(String, String)], suggestion: Option<&str>) -> Option<Element> {
    let words = room.words;
    let mut lines: Vec<Child> = corrected.iter().map(|(typed, taken)| (words.corrected)(&shortened(typed), taken).into()).collect();
    lines.extend(hints.iter().map(|(kind, about)| Child::from((words.hint)(kind, &shortened(about)))));
    lines.extend(suggestion.map(|query| look_for(query, (words.nearest)(&shortened(query))).into()));
    let lines: Vec<Element> = lines.into_iter().map(|line| el("p").child(line)).collect();
    (!lines.is_empty()).then(|| el("div").class("notes").attr("role", "status").children(lines))
}

/// A button that looks for something else.
pub fn look_for(query: &str, label: String) -> Element {
    el("button").class("link").attr("type", "button").attr("data-do", "look-for").attr("data-q", query.to_owned()).child(label)
}
