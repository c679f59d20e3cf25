//! The states of what is loaded: waiting, empty, failed, and a newer edition.

use super::element::{Child, Element, el};
use super::room::Room;
use super::wording::Missing;
use std::borrow::Cow;

/// How many characters of what was typed are named at most.
const NAMED: usize = 80;

/// While something loads: the page's own hairlines without words; the style shows them after 200 ms.
pub fn waiting(room: &Room) -> Element {
    let lines = (0..6).map(|_| el("div").class("waiting-row").child(el("span")).child(el("span")).child(el("span")));
    el("div").class("waiting").attr("aria-busy", "true").child(el("p").class("unseen").child(room.words.waiting)).children(lines)
}

/// What a page of the program's own says where scripts are off.
#[cfg(not(target_arch = "wasm32"))]
pub fn unscripted(room: &Room) -> Option<Element> {
    Some(el("p").class("alert unscripted").child(room.words.needs_program))
}

/// The program itself need not say it.
#[cfg(target_arch = "wasm32")]
pub fn unscripted(_: &Room) -> Option<Element> {
    None
}

/// What a reader may do where nothing was found: what it says, and what it does.
pub struct Way {
    /// On the button.
    pub label: String,
    /// The value of `data-do`.
    pub action: &'static str,
    /// The values of further attributes: `data-facet`, `data-value`, `data-q`.
    pub with: Vec<(&'static str, String)>,
}

/// Nothing was found: what was looked for, and the ways out, a button each.
pub fn empty(room: &Room, query: &str, ways: Vec<Way>) -> Element {
    el("section")
        .class("empty")
        .child(el("h2").child((room.words.empty)(&shortened(query.trim()))))
        .option((!ways.is_empty()).then(|| el("p").child(room.words.empty_hint)))
        .child(el("div").class("buttons").children(ways.into_iter().map(way)))
}

/// The beginning of words that may be long: whatever is typed is named, and nobody reads a page of it.
#[expect(clippy::string_slice, reason = "cut at the place of a character")]
pub fn shortened(words: &str) -> Cow<'_, str> {
    match words.char_indices().nth(NAMED) {
        Some((end, _)) => Cow::Owned([&words[..end], "…"].concat()),
        None => Cow::Borrowed(words),
    }
}

fn way(way: Way) -> Element {
    let button = el("button").class("button").attr("type", "button").attr("data-do", way.action);
    way.with.into_iter().fold(button, |button, (name, value)| button.attr(name, value)).child(way.label)
}

/// The collection holds no article.
pub fn nothing(room: &Room) -> Element {
    el("section").class("empty").child(el("h2").child(room.words.empty_collection))
}

/// Something could not be loaded: what is missing, what can still be read, and `data-do="retry"` with the id given.
pub fn failed(room: &Room, missing: Missing, id: &str) -> Element {
    let (first, last) = match missing {
        Missing::Cards { first, last } => (room.number(first), room.number(last)),
        _ => (String::new(), String::new()),
    };
    let button = action(room.words.retry, "retry").attr("data-id", id.to_owned());
    alert((room.words.failed)(missing), (room.words.failed_what)(missing, &first, &last), button)
}

/// A newer edition was published while the page was open; offers to reload.
pub fn edition(room: &Room) -> Element {
    alert(room.words.edition, room.words.edition_what.to_owned(), action(room.words.reload, "reload"))
}

/// A button that does something.
pub fn action(label: impl Into<Child>, what: &'static str) -> Element {
    el("button").class("button").attr("type", "button").attr("data-do", what).child(label)
}

/// A framed notice that is read out at once: a heading, a sentence, its button.
pub fn alert(heading: &'static str, sentence: String, button: Element) -> Element {
    el("section")
        .class("alert")
        .attr("role", "alert")
        .child(el("h2").child(heading))
        .child(el("p").child(sentence))
        .child(el("div").class("buttons").child(button))
}
