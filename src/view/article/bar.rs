//! The thin bar of an article, and the offer to go on where one stopped.

use crate::corpus::Place;
use crate::view::element::{Element, el};
use crate::view::list::row::save;
use crate::view::room::Room;
use crate::view::state::action;

/// Back to the list, save, settings. `back` is the list that one came from.
pub fn bar(room: &Room, back: &Place, id: &str, title: &str, saved: bool) -> Element {
    let words = room.words;
    el("div")
        .class("bar-line")
        .attr("role", "group")
        .attr("aria-label", words.bar)
        .child(el("a").class("back").attr("href", room.href(back)).attr("data-do", "back").child(words.back))
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
