//! The page around a `main`.

use super::{consent, foot, masthead};
use crate::corpus::{Place, Site};
use crate::view::element::{Child, Element, el};
use crate::view::room::Room;

/// What the frame of a page is made of.
#[derive(Clone, Copy)]
pub struct Frame<'a> {
    /// The site's settings.
    pub site: &'a Site,
    /// Id and title of every page of the site, in the order of the foot.
    pub pages: &'a [(String, String)],
    /// The page that is shown.
    pub here: &'a Place,
    /// Whether the collection is offered as data.
    pub data: bool,
    /// The address of the words of what keeps the collection; empty where nothing does.
    pub offline: &'a str,
}

impl Frame<'_> {
    /// The title of a page of the site; its id where there is no such page.
    pub(super) fn page_title<'a>(&'a self, id: &'a str) -> &'a str {
        self.pages.iter().find(|(page, _)| page == id).map_or(id, |(_, title)| title)
    }
}

/// A region for what can be read without a line, hidden until something stands in it.
fn offline(slot: &'static str) -> Element {
    el("aside").class("frame offline").attr("data-slot", slot).flag("hidden", true)
}

/// A whole page: what stands in `body`. `main` is an element `main#main`, or a view that draws one.
pub fn page(room: &Room, frame: &Frame, main: impl Into<Child>) -> Element {
    let keeps = !frame.offline.is_empty();
    el("div")
        .class("shell")
        .child(el("a").class("skip").attr("href", "#main").child(room.words.skip))
        .child(masthead::masthead(room, frame))
        // `src/reader/keeping.js` fills them: what has changed and whether the line is cut, what can be kept.
        .option(keeps.then(|| offline("since").attr("data-words", frame.offline.to_owned())))
        .child(main)
        .option(keeps.then(|| offline("offline")))
        .child(el("p").class("said").attr("role", "status").attr("data-slot", "said"))
        .option(frame.site.consent.as_ref().map(|notice| consent::consent(room, frame, notice)))
        .child(foot::foot(room, frame))
}
