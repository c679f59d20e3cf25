//! Paragraphs and tables in reading order, each with its meaning.

use super::numbering::Numbering;
use super::runs::{RunContext, bookmark_html, paragraph_html};
use super::styles::{ParagraphRole, read_list_level};
use super::{assembly, tables};
use crate::cli::import::archive::xml;
use roxmltree::Node;
use std::cell::RefCell;

/// Maximum nesting of tables and content controls.
const MAX_DEPTH: usize = 20;

/// A paragraph or a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum DocxBlock {
    /// A paragraph with its meaning, as HTML.
    Paragraph(ParagraphRole, String),
    /// An item of a list.
    Item(DocxItem),
    /// The rows of a table, as HTML.
    Table(String),
}

/// An item of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct DocxItem {
    /// Its level from 0.
    pub(super) level: usize,
    pub(super) is_ordered: bool,
    pub(super) number: u64,
    pub(super) html: String,
}

/// The context of the blocks of a part.
pub(super) struct BlockContext<'a> {
    pub(super) runs: RunContext<'a>,
    pub(super) numbering: &'a RefCell<Numbering>,
}

/// The content of a part, a note or a cell as HTML.
pub(super) fn content_html(parent: Node, context: &BlockContext, depth: usize) -> String {
    assembly::assemble(read_blocks(parent, context, depth))
}

/// The blocks of a part, a note or a cell.
pub(super) fn read_blocks(parent: Node, context: &BlockContext, depth: usize) -> Vec<DocxBlock> {
    let mut blocks = Vec::new();
    collect_blocks(parent, context, depth, &mut blocks);
    blocks
}

fn collect_blocks(parent: Node, context: &BlockContext, depth: usize, blocks: &mut Vec<DocxBlock>) {
    if depth > MAX_DEPTH {
        return;
    }
    let mut bookmarks = String::new();
    for node in parent.children().filter(Node::is_element) {
        match node.tag_name().name() {
            "p" => blocks.extend(read_paragraph(node, &mut bookmarks, context)),
            "bookmarkStart" => bookmarks.push_str(&bookmark_html(node)),
            "tbl" => blocks.push(DocxBlock::Table(tables::table_html(node, context, depth + 1))),
            "sdt" if is_made_contents(node) => {}
            "sdt" | "sdtContent" | "customXml" | "ins" | "moveTo" => collect_blocks(node, context, depth + 1, blocks),
            _other => {}
        }
    }
}

/// Whether a content control is a table of contents that the program has made.
fn is_made_contents(control: Node) -> bool {
    let gallery = xml::child(control, "sdtPr").and_then(|properties| xml::descendants(properties, "docPartGallery").next());
    gallery.and_then(|gallery| xml::attribute(gallery, "val")) == Some("Table of Contents")
}

/// Reads a paragraph; bookmarks before it lead to it.
fn read_paragraph(paragraph: Node, bookmarks: &mut String, context: &BlockContext) -> Option<DocxBlock> {
    let properties = xml::child(paragraph, "pPr");
    let style = properties.and_then(|properties| xml::child(properties, "pStyle")).and_then(|style| xml::attribute(style, "val"));
    let styles = context.runs.styles;
    let outline = || {
        let level = xml::attribute(xml::child(properties?, "outlineLvl")?, "val")?.parse::<u8>().ok()?;
        (level < 9).then_some(ParagraphRole::Heading(level + 1))
    };
    let role = style.map(|id| styles.role(id)).filter(|role| *role != ParagraphRole::Text).or_else(outline).unwrap_or(ParagraphRole::Text);
    let mut html = paragraph_html(paragraph, &context.runs);
    if !html.is_empty() {
        html.insert_str(0, &std::mem::take(bookmarks));
    }
    let list = properties.and_then(read_list_level).or_else(|| styles.list_level(style?));
    // Numbering 0 takes a paragraph out of the list of its style.
    match list.filter(|(id, _)| role == ParagraphRole::Text && id != "0") {
        Some(place) if !html.is_empty() => {
            let (is_ordered, number) = context.numbering.borrow_mut().count(&place);
            Some(DocxBlock::Item(DocxItem { level: place.1.min(MAX_DEPTH), is_ordered, number, html }))
        }
        _ => (!html.is_empty() && role != ParagraphRole::Contents).then_some(DocxBlock::Paragraph(role, html)),
    }
}
