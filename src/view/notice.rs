//! What a page says when its program cannot run. `build` writes these into every page, hidden; `start.js` shows them.

use super::element::{Element, el};
use super::room::Room;
use super::state;
use super::wording::Missing;

/// The notices of a page: `[data-notice="failed"]`, `[data-notice="stopped"]`, `[data-notice="old"]`, all hidden.
pub fn notices(room: &Room) -> Element {
    el("div").class("frame notices").attr("data-slot", "notices").children([
        hidden("failed", program(room)),
        hidden("stopped", stopped(room)),
        hidden("old", el("p").class("alert").attr("role", "alert").child(room.words.old_browser)),
    ])
}

fn hidden(name: &'static str, notice: Element) -> Element {
    el("div").attr("data-notice", name).flag("hidden", true).child(notice)
}

fn program(room: &Room) -> Element {
    state::failed(room, Missing::Program, "program")
}

/// The program panicked.
pub fn stopped(room: &Room) -> Element {
    state::alert(room.words.stopped, room.words.stopped_what.to_owned(), state::action(room.words.reload, "reload"))
}
