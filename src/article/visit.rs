//! Visits the parts of a body that build and check need: figures, links, external media, languages, and unknown nodes and fields.

use super::{Block, Cell, Extra, Figure, Inline, Link, Text};

/// A part of a body.
#[derive(Debug, Clone, Copy)]
pub enum NodeRef<'a> {
    /// A figure.
    Figure(&'a Figure),
    /// A link.
    Link(&'a Link),
    /// The address that an embed or a media block opens.
    Opens(&'a str),
    /// The language of a passage.
    Language(&'a str),
    /// Fields unknown to this version, and the kind of the block or inline that has them.
    Extra(&'static str, &'a Extra),
    /// A block or inline of a kind unknown to this version.
    Unknown(&'a str),
}

/// Calls `see` for every part of some blocks, in reading order.
pub fn visit<'a>(blocks: &'a [Block], see: &mut dyn FnMut(NodeRef<'a>)) {
    for block in blocks {
        of_block(block, see);
    }
}

fn of_block<'a>(block: &'a Block, see: &mut dyn FnMut(NodeRef<'a>)) {
    match block {
        Block::Heading(b) => with_text("heading", &b.extra, &b.text, see),
        Block::Paragraph(text) => visit_text(text, see),
        Block::Quote(b) => with_blocks("quote", &b.extra, &b.blocks, see),
        Block::Figure(b) => of_figure(b, see),
        Block::List(b) => {
            extra("list", &b.extra, see);
            b.items.iter().for_each(|item| visit(item, see));
        }
        Block::Table(b) => {
            with_text("table", &b.extra, &b.caption, see);
            b.head.iter().chain(b.rows.iter().flatten()).for_each(|cell| of_cell(cell, see));
        }
        Block::Aside(blocks) => visit(blocks, see),
        Block::Details(b) => {
            visit_text(&b.summary, see);
            with_blocks("details", &b.extra, &b.blocks, see);
        }
        Block::In(b) => {
            see(NodeRef::Language(&b.lang));
            with_blocks("in", &b.extra, &b.blocks, see);
        }
        Block::Code(b) => extra("code", &b.extra, see),
        Block::Math(b) => extra("math", &b.extra, see),
        Block::Embed(b) => {
            see(NodeRef::Opens(&b.url));
            extra("embed", &b.extra, see);
        }
        Block::Media(b) => {
            see(NodeRef::Opens(&b.src));
            extra("media", &b.extra, see);
        }
        Block::Rule => {}
        Block::Unknown(kind, _) => see(NodeRef::Unknown(kind)),
    }
}

fn of_figure<'a>(figure: &'a Figure, see: &mut dyn FnMut(NodeRef<'a>)) {
    see(NodeRef::Figure(figure));
    with_text("figure", &figure.extra, &figure.caption, see);
    figure.images.iter().for_each(|image| extra("image", &image.extra, see));
}

fn of_cell<'a>(cell: &'a Cell, see: &mut dyn FnMut(NodeRef<'a>)) {
    with_text("cell", &cell.0.extra, cell.text(), see);
}

fn with_blocks<'a>(kind: &'static str, fields: &'a Extra, blocks: &'a [Block], see: &mut dyn FnMut(NodeRef<'a>)) {
    extra(kind, fields, see);
    visit(blocks, see);
}

fn with_text<'a>(kind: &'static str, fields: &'a Extra, text: &'a Text, see: &mut dyn FnMut(NodeRef<'a>)) {
    extra(kind, fields, see);
    visit_text(text, see);
}

fn extra<'a>(kind: &'static str, fields: &'a Extra, see: &mut dyn FnMut(NodeRef<'a>)) {
    if !fields.is_empty() {
        see(NodeRef::Extra(kind, fields));
    }
}

/// Calls `see` for every part of a text.
pub fn visit_text<'a>(text: &'a Text, see: &mut dyn FnMut(NodeRef<'a>)) {
    for inline in text.iter() {
        match inline {
            Inline::Em(t) | Inline::Strong(t) | Inline::Sup(t) | Inline::Sub(t) | Inline::Mark(t) | Inline::Del(t) => visit_text(t, see),
            Inline::Link(link) => {
                see(NodeRef::Link(link));
                with_text("link", &link.extra, &link.text, see);
            }
            Inline::Note(blocks) => visit(blocks, see),
            Inline::Math(math) => extra("math", &math.extra, see),
            Inline::Ruby(ruby) => extra("ruby", &ruby.extra, see),
            Inline::Unknown(kind, _) => see(NodeRef::Unknown(kind)),
            Inline::Words(_) | Inline::Code(_) | Inline::Break => {}
        }
    }
}

/// A mutable part of a body.
#[derive(Debug)]
pub enum NodeMut<'a> {
    /// A block, before its contents.
    Block(&'a mut Block),
    /// A text, before its contents.
    Text(&'a mut Text),
}

/// Calls `change` for every block and every text, however deep, in reading order.
pub fn visit_mut(blocks: &mut [Block], change: &mut dyn FnMut(NodeMut)) {
    for block in blocks {
        change(NodeMut::Block(block));
        change_in(block, change);
    }
}

fn change_in(block: &mut Block, change: &mut dyn FnMut(NodeMut)) {
    match block {
        Block::Heading(b) => visit_text_mut(&mut b.text, change),
        Block::Paragraph(text) => visit_text_mut(text, change),
        Block::Quote(b) => visit_mut(&mut b.blocks, change),
        Block::Figure(b) => visit_text_mut(&mut b.caption, change),
        Block::List(b) => b.items.iter_mut().for_each(|item| visit_mut(item, change)),
        Block::Table(b) => {
            visit_text_mut(&mut b.caption, change);
            b.head.iter_mut().chain(b.rows.iter_mut().flatten()).for_each(|cell| visit_text_mut(&mut cell.0.text, change));
        }
        Block::Aside(blocks) => visit_mut(blocks, change),
        Block::Details(b) => {
            visit_text_mut(&mut b.summary, change);
            visit_mut(&mut b.blocks, change);
        }
        Block::In(b) => visit_mut(&mut b.blocks, change),
        Block::Code(_) | Block::Math(_) | Block::Embed(_) | Block::Media(_) | Block::Rule | Block::Unknown(..) => {}
    }
}

/// Calls `change` for a text, and for every text and block in it.
pub fn visit_text_mut(text: &mut Text, change: &mut dyn FnMut(NodeMut)) {
    change(NodeMut::Text(text));
    for inline in text.iter_mut() {
        match inline {
            Inline::Em(t) | Inline::Strong(t) | Inline::Sup(t) | Inline::Sub(t) | Inline::Mark(t) | Inline::Del(t) => {
                visit_text_mut(t, change)
            }
            Inline::Link(link) => visit_text_mut(&mut link.text, change),
            Inline::Note(blocks) => visit_mut(blocks, change),
            Inline::Words(_) | Inline::Code(_) | Inline::Math(_) | Inline::Ruby(_) | Inline::Break | Inline::Unknown(..) => {}
        }
    }
}
