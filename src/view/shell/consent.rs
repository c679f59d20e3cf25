//! The consent notice: in the flow above the foot, never over the text.
//!
//! It stands in every page. `theme.js` sets `data-consent="accepted"` on the root before the first paint where it was
//! accepted, and the style hides it; without scripts it is a plain notice, and the button that could do nothing is hidden.

use super::page::Frame;
use crate::corpus::Place;
use crate::corpus::site::Consent;
use crate::view::article::inline;
use crate::view::element::{Element, el};
use crate::view::room::Room;

/// The notice with its links and its button `data-do="consent-accept"`.
pub fn consent(room: &Room, frame: &Frame, notice: &Consent) -> Element {
    let button = el("button")
        .class("button scripted")
        .attr("type", "button")
        .attr("data-do", "consent-accept")
        .child(notice.accept.clone().unwrap_or_else(|| room.words.agree.to_owned()));
    let words = el("div")
        .class("consent-words")
        .child(el("p").children(inline::simple(room, &notice.text, frame.site.language())))
        .option(links(room, frame, notice));
    el("section")
        .class("consent")
        .attr("data-slot", "consent")
        .attr("aria-label", room.words.consent)
        .child(el("div").class("frame consent-line").child(words).child(button))
}

fn links(room: &Room, frame: &Frame, notice: &Consent) -> Option<Element> {
    let item = |id: &String| {
        let link = el("a").attr("href", room.href(&Place::SitePage(id.clone())));
        el("li").child(link.child(frame.page_title(id).to_owned()))
    };
    (!notice.pages.is_empty()).then(|| el("ul").class("consent-pages").children(notice.pages.iter().map(item)))
}
