//! The foot: name and slogan, then pages, contact and notices.

use super::page::Frame;
use crate::article::language::Direction;
use crate::corpus::Place;
use crate::corpus::site::Notice;
use crate::view::article::inline;
use crate::view::element::{Element, el};
use crate::view::room::Room;
use crate::view::wording::data;

/// The foot of every page.
pub fn foot(room: &Room, frame: &Frame) -> Element {
    let site = frame.site;
    let columns = [pages(room, frame), contact(room, frame), notices(room, frame)];
    el("footer").class("foot").child(
        el("div")
            .class("frame")
            .child(el("p").class("foot-name").child(site.name.clone()))
            .option(site.slogan.clone().map(|words| el("p").class("foot-slogan").child(words)))
            .child(el("div").class("foot-columns").children(columns.into_iter().flatten())),
    )
}

fn pages(room: &Room, frame: &Frame) -> Option<Element> {
    let item =
        |(id, title): &(String, String)| el("li").child(el("a").attr("href", room.href(&Place::SitePage(id.clone()))).child(title.clone()));
    let data = frame.data.then(|| {
        let link = el("a").attr("href", room.file("data/")).child(data::of(&room.lang).title);
        el("li").child(link)
    });
    let any = !frame.pages.is_empty() || data.is_some();
    let list = el("ul").children(frame.pages.iter().map(item).chain(data));
    any.then(|| el("nav").attr("aria-label", room.words.pages).child(list))
}

fn contact(room: &Room, frame: &Frame) -> Option<Element> {
    let site = frame.site;
    let mail = site.contact.as_ref().filter(|c| !c.email.is_empty()).map(|contact| {
        let link = el("a").attr("href", ["mailto:", &contact.email].concat()).child(contact.email.clone());
        el("li").option(contact.label.clone().map(|label| el("span").class("foot-label").child(label))).child(link)
    });
    let message = site.message.as_ref().map(|message| {
        let label = message.label.clone().unwrap_or_else(|| room.words.message.to_owned());
        el("li").child(el("a").attr("href", room.href(&Place::Message)).child(label))
    });
    let choice = site.consent.as_ref().map(|_| {
        let button = el("button").class("link").attr("type", "button").attr("data-do", "consent-change");
        el("li").class("scripted").child(button.child(room.words.change_choice))
    });
    let items: Vec<Element> = [mail, message, choice].into_iter().flatten().collect();
    (!items.is_empty()).then(|| el("ul").attr("aria-label", room.words.contact).children(items))
}

fn notices(room: &Room, frame: &Frame) -> Option<Element> {
    let item = |notice: &Notice| {
        let lang = notice.lang.as_deref().unwrap_or(frame.site.language());
        el("li").attr("lang", lang.to_owned()).attr("dir", Direction::of(lang).as_str()).children(inline::simple(room, &notice.text, lang))
    };
    let list = el("ul").attr("aria-label", room.words.notices).children(frame.site.notices.iter().map(item));
    (!frame.site.notices.is_empty()).then_some(list)
}
