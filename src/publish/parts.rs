//! The parts of a body that build and check look at: figures, links, what opens elsewhere, languages, and what this version does not know.

use crate::article::{Block, Cell, Extra, Figure, Inline, Link, Text};

/// A part of a body.
#[derive(Debug, Clone, Copy)]
pub enum Part<'a> {
    /// A figure.
    Figure(&'a Figure),
    /// A link.
    Link(&'a Link),
    /// The address that an embed or a medium opens.
    Opens(&'a str),
    /// The language of a passage.
    Language(&'a str),
    /// Fields that this version does not know, and the kind of block or inline that has them.
    Extra(&'static str, &'a Extra),
    /// A block or inline of a kind that this version does not know.
    Unknown(&'a str),
}

/// Shows every part of some blocks, in reading order.
pub fn each_part<'a>(blocks: &'a [Block], see: &mut dyn FnMut(Part<'a>)) {
    for block in blocks {
        of_block(block, see);
    }
}

fn of_block<'a>(block: &'a Block, see: &mut dyn FnMut(Part<'a>)) {
    match block {
        Block::Heading(b) => with_text("heading", &b.extra, &b.text, see),
        Block::Paragraph(text) => of_text(text, see),
        Block::Quote(b) => with_blocks("quote", &b.extra, &b.blocks, see),
        Block::Figure(b) => of_figure(b, see),
        Block::List(b) => {
            extra("list", &b.extra, see);
            b.items.iter().for_each(|item| each_part(item, see));
        }
        Block::Table(b) => {
            with_text("table", &b.extra, &b.caption, see);
            b.head.iter().chain(b.rows.iter().flatten()).for_each(|cell| of_cell(cell, see));
        }
        Block::Aside(blocks) => each_part(blocks, see),
        Block::Details(b) => {
            of_text(&b.summary, see);
            with_blocks("details", &b.extra, &b.blocks, see);
        }
        Block::In(b) => {
            see(Part::Language(&b.lang));
            with_blocks("in", &b.extra, &b.blocks, see);
        }
        Block::Code(b) => extra("code", &b.extra, see),
        Block::Math(b) => extra("math", &b.extra, see),
        Block::Embed(b) => {
            see(Part::Opens(&b.url));
            extra("embed", &b.extra, see);
        }
        Block::Media(b) => {
            see(Part::Opens(&b.src));
            extra("media", &b.extra, see);
        }
        Block::Rule => {}
        Block::Unknown(kind, _) => see(Part::Unknown(kind)),
    }
}

fn of_figure<'a>(figure: &'a Figure, see: &mut dyn FnMut(Part<'a>)) {
    see(Part::Figure(figure));
    with_text("figure", &figure.extra, &figure.caption, see);
    figure.images.iter().for_each(|image| extra("image", &image.extra, see));
}

fn of_cell<'a>(cell: &'a Cell, see: &mut dyn FnMut(Part<'a>)) {
    with_text("cell", &cell.0.extra, cell.text(), see);
}

fn with_blocks<'a>(kind: &'static str, fields: &'a Extra, blocks: &'a [Block], see: &mut dyn FnMut(Part<'a>)) {
    extra(kind, fields, see);
    each_part(blocks, see);
}

fn with_text<'a>(kind: &'static str, fields: &'a Extra, text: &'a Text, see: &mut dyn FnMut(Part<'a>)) {
    extra(kind, fields, see);
    of_text(text, see);
}

fn extra<'a>(kind: &'static str, fields: &'a Extra, see: &mut dyn FnMut(Part<'a>)) {
    if !fields.is_empty() {
        see(Part::Extra(kind, fields));
    }
}

/// Shows every part of a text.
pub fn of_text<'a>(text: &'a Text, see: &mut dyn FnMut(Part<'a>)) {
    for inline in text.iter() {
        match inline {
            Inline::Em(t) | Inline::Strong(t) | Inline::Sup(t) | Inline::Sub(t) | Inline::Mark(t) | Inline::Del(t) => of_text(t, see),
            Inline::Link(link) => {
                see(Part::Link(link));
                with_text("link", &link.extra, &link.text, see);
            }
            Inline::Note(blocks) => each_part(blocks, see),
            Inline::Math(math) => extra("math", &math.extra, see),
            Inline::Ruby(ruby) => extra("ruby", &ruby.extra, see),
            Inline::Unknown(kind, _) => see(Part::Unknown(kind)),
            Inline::Words(_) | Inline::Code(_) | Inline::Break => {}
        }
    }
}

/// A part of a body that may be changed.
#[derive(Debug)]
pub enum Change<'a> {
    /// A block, before what stands in it.
    Block(&'a mut Block),
    /// A text, before what stands in it.
    Text(&'a mut Text),
}

/// Shows every block and every text to be changed, wherever it stands, in reading order.
pub fn change_each(blocks: &mut [Block], change: &mut dyn FnMut(Change)) {
    for block in blocks {
        change(Change::Block(block));
        change_in(block, change);
    }
}

fn change_in(block: &mut Block, change: &mut dyn FnMut(Change)) {
    match block {
        Block::Heading(b) => change_text(&mut b.text, change),
        Block::Paragraph(text) => change_text(text, change),
        Block::Quote(b) => change_each(&mut b.blocks, change),
        Block::Figure(b) => change_text(&mut b.caption, change),
        Block::List(b) => b.items.iter_mut().for_each(|item| change_each(item, change)),
        Block::Table(b) => {
            change_text(&mut b.caption, change);
            b.head.iter_mut().chain(b.rows.iter_mut().flatten()).for_each(|cell| change_text(&mut cell.0.text, change));
        }
        Block::Aside(blocks) => change_each(blocks, change),
        Block::Details(b) => {
            change_text(&mut b.summary, change);
            change_each(&mut b.blocks, change);
        }
        Block::In(b) => change_each(&mut b.blocks, change),
        Block::Code(_) | Block::Math(_) | Block::Embed(_) | Block::Media(_) | Block::Rule | Block::Unknown(..) => {}
    }
}

/// Shows a text, and every text and block in it, to be changed.
pub fn change_text(text: &mut Text, change: &mut dyn FnMut(Change)) {
    change(Change::Text(text));
    for inline in text.iter_mut() {
        match inline {
            Inline::Em(t) | Inline::Strong(t) | Inline::Sup(t) | Inline::Sub(t) | Inline::Mark(t) | Inline::Del(t) => {
                change_text(t, change)
            }
            Inline::Link(link) => change_text(&mut link.text, change),
            Inline::Note(blocks) => change_each(blocks, change),
            Inline::Words(_) | Inline::Code(_) | Inline::Math(_) | Inline::Ruby(_) | Inline::Break | Inline::Unknown(..) => {}
        }
    }
}
