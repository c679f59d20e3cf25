//! Links between the pages of a list.

use crate::corpus::Place;
use crate::view::element::{Element, el};
use crate::view::room::Room;

/// To newer and older articles from a page, counted from 1, each at its place; `None` where there is one page only. Hidden on the
/// first page where scripts run: the program draws more rows there, and leaves a further page as it came.
pub fn pager(room: &Room, page: u32, pages: u32, place: &dyn Fn(u32) -> Place) -> Option<Element> {
    let link =
        |number: u32, rel: &'static str, words: &'static str| el("a").attr("href", room.href(&place(number))).attr("rel", rel).child(words);
    (pages > 1).then(|| {
        el("nav")
            .class(if page == 1 { "pager unscripted" } else { "pager" })
            .attr("aria-label", room.words.pager)
            .option((page > 1).then(|| link(page - 1, "prev", room.words.newer)))
            .child(el("span").child((room.words.page_of)(&room.number(page), &room.number(pages))))
            .option((page < pages).then(|| link(page + 1, "next", room.words.older)))
    })
}
