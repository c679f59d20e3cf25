//! `/message/`: leaving a message without a server.

use super::element::{Element, el};
use super::room::Room;
use super::state;
use crate::corpus::Site;
use crate::corpus::state::encode;

/// The page: the address in plain words, a button that copies it, a prepared e-mail.
pub fn page(room: &Room, site: &Site) -> Element {
    let label = site.message.as_ref().and_then(|m| m.label.clone()).unwrap_or_else(|| room.words.message.to_owned());
    let main = el("main").attr("id", "main").attr("tabindex", "-1").class("frame page").child(el("h1").child(label));
    match site.contact.as_ref().filter(|c| !c.email.is_empty()) {
        None => main.child(el("p").class("page-words").child(room.words.message_none)),
        Some(contact) => main
            .child(el("p").class("page-words").child(room.words.message_how))
            .child(el("p").class("page-address").child(el("bdi").attr("translate", "no").child(contact.email.clone())))
            .child(buttons(room, site, &contact.email)),
    }
}

fn buttons(room: &Room, site: &Site, email: &str) -> Element {
    let subject = site.message.as_ref().and_then(|m| m.subject.as_deref()).unwrap_or(&site.name);
    let mail = ["mailto:", email, "?subject=", &encode(subject).replace('+', "%20")].concat();
    el("div")
        .class("buttons")
        .child(state::action(room.words.copy_address, "copy").also("scripted").attr("data-text", email.to_owned()))
        .child(el("a").class("button").attr("href", mail).child(room.words.write_mail))
}
