//! A body: its blocks with their anchors, and after each the notes that it marks.

use super::block::{block, blocks};
use super::figure;
use super::page::lead_figure;
use super::pen::Pen;
use crate::article::{Article, Block, anchor};
use crate::view::element::{Element, el};

/// A body that was drawn.
pub(super) struct Body {
    /// The figure that opens it, drawn wide and apart from the text.
    pub lead: Option<Element>,
    /// Everything else.
    pub blocks: Vec<Element>,
}

/// Draws a body. `wide` says that a figure at its start is drawn apart.
pub(super) fn body<'a>(pen: &mut Pen<'a>, article: &'a Article, wide: bool) -> Body {
    let anchors = anchor::anchors(&article.body);
    let mut drawn = Body { lead: None, blocks: Vec::new() };
    pen.dateline = article.dateline.clone().filter(|d| !d.trim().is_empty());
    for (at, (item, anchor)) in article.body.iter().zip(anchors).enumerate() {
        pen.begin(&anchor);
        match lead_figure(&article.body).filter(|_| wide && at == 0) {
            Some(lead) => drawn.lead = Some(figure::wide(pen, lead).attr("id", anchor)),
            None => drawn.blocks.push(block(pen, item).attr("id", anchor)),
        }
        drawn.blocks.extend(notes(pen));
    }
    drawn
}

/// The notes that wait, each with the way back to its mark.
fn notes(pen: &mut Pen) -> Vec<Element> {
    std::mem::take(&mut pen.notes).into_iter().map(|(number, text)| note(pen, number, text)).collect()
}

fn note<'a>(pen: &mut Pen<'a>, number: u32, text: &'a [Block]) -> Element {
    let (words, lang) = pen.room.words_of(&pen.lang);
    let shown = pen.room.locale.number(number, &lang);
    let back = el("a")
        .class("note-back")
        .attr("href", ["#mark-", &number.to_string()].concat())
        .attr("role", "doc-backlink")
        .attr("aria-label", (words.note_back)(&shown))
        .child(shown.clone());
    el("aside")
        .class("note")
        .attr("id", ["note-", &number.to_string()].concat())
        .attr("role", "doc-footnote")
        .attr("aria-label", (words.note)(&shown))
        .child(back)
        .children(blocks(pen, text))
}
