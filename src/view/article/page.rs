//! The page of an article, and of a page of the site.

use super::pen::{Marked, Pen};
use super::{about, body, contents, head};
use crate::article::{Article, Block};
use crate::corpus::Place;
use crate::view::element::{Child, Element, el};
use crate::view::room::Room;

/// What stands in the slots of an article's page. The build puts plain elements there, the reader what is alive.
pub struct Slots {
    /// The list that one came from.
    pub back: Place,
    /// `data-slot="save"` in the byline, see [`crate::view::list::row::save`].
    pub save: Child,
    /// `data-slot="bar"`, see [`super::bar`].
    pub bar: Child,
    /// `data-slot="place"`, see [`super::place`]; an empty text for nothing.
    pub place: Child,
    /// `data-slot="end"`, see [`super::end`].
    pub end: Child,
}

/// The `main` of an article. `marked` are words to mark in one block.
pub fn page(room: &Room, article: &Article, marked: Option<&Marked>, slots: Slots) -> Element {
    let wide = lead_figure(&article.body);
    let mut pen = Pen::new(room, &article.lang, marked);
    let text = body::body(&mut pen, article, wide.is_some());
    let figure = text.lead;
    let sheet = el("article")
        .class(if figure.is_some() { "grid article has-wide" } else { "grid article" })
        .attr("lang", article.lang.clone())
        .attr("dir", article.direction().as_str())
        .child(head::back(room, &slots.back))
        .child(head::head(room, article, slots.save))
        .option(figure)
        .option(contents::contents(room, article))
        .child(el("div").class("text").children(text.blocks));
    let after = el("div").class("grid after").child(about::about(room, article)).child(slot_end(slots.end));
    main(&article.id)
        .child(el("div").class("bar").attr("data-slot", "bar").child(slots.bar))
        .child(el("div").class("place").attr("data-slot", "place").child(slots.place))
        .child(el("div").class("frame").child(sheet).child(after))
}

fn slot_end(end: Child) -> Element {
    el("div").class("end").attr("data-slot", "end").child(end)
}

/// The `main` of a page of the site: an article without byline, bar and end.
pub fn site_page(room: &Room, article: &Article) -> Element {
    let mut pen = Pen::new(room, &article.lang, None);
    let text = body::body(&mut pen, article, false);
    let sheet = el("article")
        .class("grid article site-page")
        .attr("lang", article.lang.clone())
        .attr("dir", article.direction().as_str())
        .child(
            el("header")
                .class("head")
                .option(article.draft.then(|| head::draft(room)))
                .child(head::headline(article))
                .option(head::deck(article)),
        )
        .option(contents::contents(room, article))
        .child(el("div").class("text").children(text.blocks));
    main(&article.id).child(el("div").class("frame").child(sheet))
}

/// Another article is another element, so that nothing of the last one stays open, scrolled or selected.
fn main(id: &str) -> Element {
    el("main").attr("id", "main").attr("tabindex", "-1").key(id.to_owned())
}

/// The figure that opens an article, drawn wide.
pub(super) fn lead_figure(body: &[Block]) -> Option<&crate::article::Figure> {
    match body.first() {
        Some(Block::Figure(figure)) if !figure.images.is_empty() => Some(figure),
        _ => None,
    }
}
