//! The thin bar of an article, and the offer to go on where one stopped.

use crate::corpus::Place;
use crate::view::element::{Element, el};
use crate::view::list::row::save;
use crate::view::room::Room;
use crate::view::state::action;

/// The words found in an article that was opened from a search: the number of the one that is shown, from 1 and 0 before any
/// is, and how many there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// The one that is shown.
    pub at: u32,
    /// How many there are.
    pub count: u32,
}

/// Back to the list, the words found, save, settings. `back` is the list that one came from.
pub fn bar(room: &Room, back: &Place, id: &str, title: &str, saved: bool, found: Option<Found>) -> Element {
    let words = room.words;
    el("div")
        .class("bar-line")
        .attr("role", "group")
        .attr("aria-label", words.bar)
        .child(el("a").class("back").attr("href", room.href(back)).attr("data-do", "back").child(words.back))
        .option(found.map(|found| hits(room, found)))
        .child(save(room, id, title, saved))
        .child(
            el("a")
                .class("bar-settings")
                .attr("href", room.href(&Place::Settings))
                .attr("data-do", "settings")
                .attr("aria-label", words.settings)
                .child(el("span").attr("aria-hidden", "true").child("Aa")),
        )
}

/// Where one is among the words found, and the way to the one before and after: `data-do="hit-previous"`, `data-do="hit-next"`.
fn hits(room: &Room, found: Found) -> Element {
    let words = room.words;
    let count = room.number(found.count);
    let place = if found.at == 0 { (words.hits)(found.count, &count) } else { (words.hit)(&room.number(found.at), &count) };
    let step = |what: &'static str, name: &'static str, key: &'static str, sign: &'static str| {
        el("button")
            .attr("type", "button")
            .attr("data-do", what)
            .attr("aria-label", name)
            .attr("aria-keyshortcuts", key)
            .attr("title", name)
            .child(el("span").attr("aria-hidden", "true").child(sign))
    };
    el("span").class("hits").child(el("span").child(place)).child(step("hit-previous", words.hit_previous, "p", "↑")).child(step(
        "hit-next",
        words.hit_next,
        "n",
        "↓",
    ))
}

/// Offers to go on where one stopped: `data-do="place-go"` and `data-do="place-stay"`.
pub fn place(room: &Room) -> Element {
    let words = room.words;
    el("div")
        .class("place-line")
        .attr("role", "status")
        .child(el("p").child(words.place_offer))
        .child(action(words.place_go, "place-go"))
        .child(el("button").class("link").attr("type", "button").attr("data-do", "place-stay").child(words.place_dismiss))
}
