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
    ExternalUrl(&'a str),
    /// The language of a passage.
    Language(&'a str),
    /// Fields unknown to this version, and the kind of the block or inline that has them.
    Extra(&'static str, &'a Extra),
    /// A block or inline of a kind unknown to this version.
    Unknown(&'a str),
}

/// Calls `visitor` for every part of some blocks, in reading order.
pub fn visit<'a>(blocks: &'a [Block], visitor: &mut dyn FnMut(NodeRef<'a>)) {
    for block in blocks {
        visit_block(block, visitor);
    }
}

fn visit_block<'a>(block: &'a Block, visitor: &mut dyn FnMut(NodeRef<'a>)) {
    match block {
        Block::Heading(b) => visit_extra_and_text("heading", &b.extra, &b.text, visitor),
        Block::Paragraph(text) => visit_text(text, visitor),
        Block::Quote(b) => visit_extra_and_blocks("quote", &b.extra, &b.blocks, visitor),
        Block::Figure(b) => visit_figure(b, visitor),
        Block::List(b) => {
            visit_extra("list", &b.extra, visitor);
            b.items.iter().for_each(|item| visit(item, visitor));
        }
        Block::Table(b) => {
            visit_extra_and_text("table", &b.extra, &b.caption, visitor);
            b.head.iter().chain(b.rows.iter().flatten()).for_each(|cell| visit_cell(cell, visitor));
        }
        Block::Aside(blocks) => visit(blocks, visitor),
        Block::Details(b) => {
            visit_text(&b.summary, visitor);
            visit_extra_and_blocks("details", &b.extra, &b.blocks, visitor);
        }
        Block::Foreign(b) => {
            visitor(NodeRef::Language(&b.lang));
            visit_extra_and_blocks("in", &b.extra, &b.blocks, visitor);
        }
        Block::Code(b) => visit_extra("code", &b.extra, visitor),
        Block::Math(b) => visit_extra("math", &b.extra, visitor),
        Block::Embed(b) => {
            visitor(NodeRef::ExternalUrl(&b.url));
            visit_extra("embed", &b.extra, visitor);
        }
        Block::Media(b) => {
            visitor(NodeRef::ExternalUrl(&b.src));
            visit_extra("media", &b.extra, visitor);
        }
        Block::Rule => {}
        Block::Unknown(kind, _) => visitor(NodeRef::Unknown(kind)),
    }
}

fn visit_figure<'a>(figure: &'a Figure, visitor: &mut dyn FnMut(NodeRef<'a>)) {
    visitor(NodeRef::Figure(figure));
    visit_extra_and_text("figure", &figure.extra, &figure.caption, visitor);
    figure.images.iter().for_each(|image| visit_extra("image", &image.extra, visitor));
}

fn visit_cell<'a>(cell: &'a Cell, visitor: &mut dyn FnMut(NodeRef<'a>)) {
    visit_extra_and_text("cell", &cell.0.extra, cell.text(), visitor);
}

fn visit_extra_and_blocks<'a>(kind: &'static str, fields: &'a Extra, blocks: &'a [Block], visitor: &mut dyn FnMut(NodeRef<'a>)) {
    visit_extra(kind, fields, visitor);
    visit(blocks, visitor);
}

fn visit_extra_and_text<'a>(kind: &'static str, fields: &'a Extra, text: &'a Text, visitor: &mut dyn FnMut(NodeRef<'a>)) {
    visit_extra(kind, fields, visitor);
    visit_text(text, visitor);
}

fn visit_extra<'a>(kind: &'static str, fields: &'a Extra, visitor: &mut dyn FnMut(NodeRef<'a>)) {
    if !fields.is_empty() {
        visitor(NodeRef::Extra(kind, fields));
    }
}

/// Calls `visitor` for every part of a text.
pub fn visit_text<'a>(text: &'a Text, visitor: &mut dyn FnMut(NodeRef<'a>)) {
    for inline in text.iter() {
        match inline {
            Inline::Em(t) | Inline::Strong(t) | Inline::Sup(t) | Inline::Sub(t) | Inline::Mark(t) | Inline::Del(t) => {
                visit_text(t, visitor)
            }
            Inline::Link(link) => {
                visitor(NodeRef::Link(link));
                visit_extra_and_text("link", &link.extra, &link.text, visitor);
            }
            Inline::Note(blocks) => visit(blocks, visitor),
            Inline::Math(math) => visit_extra("math", &math.extra, visitor),
            Inline::Ruby(ruby) => visit_extra("ruby", &ruby.extra, visitor),
            Inline::Unknown(kind, _) => visitor(NodeRef::Unknown(kind)),
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

/// Calls `visitor` for every block and every text, however deep, in reading order.
pub fn visit_mut(blocks: &mut [Block], visitor: &mut dyn FnMut(NodeMut)) {
    for block in blocks {
        visitor(NodeMut::Block(block));
        visit_block_mut(block, visitor);
    }
}

fn visit_block_mut(block: &mut Block, visitor: &mut dyn FnMut(NodeMut)) {
    match block {
        Block::Heading(b) => visit_text_mut(&mut b.text, visitor),
        Block::Paragraph(text) => visit_text_mut(text, visitor),
        Block::Quote(b) => visit_mut(&mut b.blocks, visitor),
        Block::Figure(b) => visit_text_mut(&mut b.caption, visitor),
        Block::List(b) => b.items.iter_mut().for_each(|item| visit_mut(item, visitor)),
        Block::Table(b) => {
            visit_text_mut(&mut b.caption, visitor);
            b.head.iter_mut().chain(b.rows.iter_mut().flatten()).for_each(|cell| visit_text_mut(&mut cell.0.text, visitor));
        }
        Block::Aside(blocks) => visit_mut(blocks, visitor),
        Block::Details(b) => {
            visit_text_mut(&mut b.summary, visitor);
            visit_mut(&mut b.blocks, visitor);
        }
        Block::Foreign(b) => visit_mut(&mut b.blocks, visitor),
        Block::Code(_) | Block::Math(_) | Block::Embed(_) | Block::Media(_) | Block::Rule | Block::Unknown(..) => {}
    }
}

/// Calls `visitor` for a text, and for every text and block in it.
pub fn visit_text_mut(text: &mut Text, visitor: &mut dyn FnMut(NodeMut)) {
    visitor(NodeMut::Text(text));
    for inline in text.iter_mut() {
        match inline {
            Inline::Em(t) | Inline::Strong(t) | Inline::Sup(t) | Inline::Sub(t) | Inline::Mark(t) | Inline::Del(t) => {
                visit_text_mut(t, visitor)
            }
            Inline::Link(link) => visit_text_mut(&mut link.text, visitor),
            Inline::Note(blocks) => visit_mut(blocks, visitor),
            Inline::Words(_) | Inline::Code(_) | Inline::Math(_) | Inline::Ruby(_) | Inline::Break | Inline::Unknown(..) => {}
        }
    }
}
