//! The masthead: the site's name, its tagline, a few words of navigation.

use super::page::Frame;
use crate::corpus::site::NavigationItem;
use crate::corpus::{ListState, Place, Site};
use crate::view::article::inline::anchor;
use crate::view::element::{Element, el};
use crate::view::room::Room;

/// One line at the top of every page.
pub fn masthead(room: &Room, frame: &Frame) -> Element {
    let site = frame.site;
    let list = Place::List(ListState::new());
    let name = el("a")
        .class("masthead-name")
        .attr("href", room.href(&list))
        .maybe("aria-current", (*frame.here == list).then_some("page"))
        .option(logo(room, site))
        .child(el("span").child(site.name.clone()));
    el("header").class("masthead").child(
        el("div")
            .class("frame masthead-line")
            .child(name)
            .option(site.tagline.clone().map(|words| el("p").class("masthead-tagline").child(words)))
            .child(navigation(room, frame)),
    )
}

fn logo(room: &Room, site: &Site) -> Option<Element> {
    let path = site.logo.as_deref().filter(|p| !p.is_empty())?;
    Some(el("img").class("masthead-logo").attr("src", room.file(path)).attr("alt", "").attr("width", "28").attr("height", "28"))
}

fn navigation(room: &Room, frame: &Frame) -> Element {
    let words = room.words;
    let settings = link(room, frame, Place::Settings)
        .attr("data-do", "settings")
        .attr("aria-label", words.settings)
        .attr("title", words.settings)
        .child(el("span").attr("aria-hidden", "true").child("Aa"));
    el("nav")
        .class("masthead-links")
        .attr("aria-label", words.navigation)
        .children(frame.site.navigation.iter().map(|item| entry(room, frame, item)))
        .child(link(room, frame, Place::Saved).child(words.saved))
        .child(settings)
}

fn entry(room: &Room, frame: &Frame, item: &NavigationItem) -> Element {
    match (&item.page, &item.href) {
        (Some(id), _) => link(room, frame, Place::SitePage(id.clone())),
        (None, href) => anchor(room, href.as_deref().unwrap_or("/")),
    }
    .class("masthead-page")
    .child(item.label.clone())
}

fn link(room: &Room, frame: &Frame, place: Place) -> Element {
    el("a").attr("href", room.href(&place)).maybe("aria-current", (*frame.here == place).then_some("page"))
}
