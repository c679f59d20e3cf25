//! Converts data tables; a layout table becomes its content.

use super::blocks::{convert_children, inline_text};
use super::document_context::DocumentContext;
use super::tidy;
use crate::article::cell::Spanned;
use crate::article::{Block, Cell, Inline, Table, Text, text};
use dom_query::NodeRef;

/// True for a data table.
pub(super) fn is_data_table(node: &NodeRef) -> bool {
    let role = node.attr("role").is_some_and(|r| matches!(&*r, "presentation" | "none"));
    let (mut nested, mut heads, mut rows, mut cells, mut long) = (false, false, 0, 0, false);
    for inner in node.descendants_it() {
        match inner.node_name().as_deref() {
            Some("table" | "pre" | "h1" | "h2") => nested = true,
            Some("th" | "caption" | "thead") => heads = true,
            Some("tr") => rows += 1,
            Some("td") => {
                cells += 1;
                long |= inner.normalized_char_count() > 600;
            }
            _ => {}
        }
    }
    !role && !nested && (heads || (rows > 1 && cells > rows && !long))
}

/// Converts a table: the first header row becomes its head; header cells in other rows are marked.
pub(super) fn convert_table(node: &NodeRef, context: &DocumentContext) -> Vec<Block> {
    let caption = node.element_children().into_iter().find(|c| c.has_name("caption")).map(|c| inline_text(&c, context)).unwrap_or_default();
    let mut rows: Vec<(bool, Vec<Cell>)> = Vec::new();
    for row in node.descendants_it().filter(|n| n.has_name("tr")) {
        let cells: Vec<NodeRef> = row.element_children().into_iter().filter(|c| c.has_name("td") || c.has_name("th")).collect();
        let heads = row.parent().is_some_and(|p| p.has_name("thead")) || (!cells.is_empty() && cells.iter().all(|c| c.has_name("th")));
        let made: Vec<Cell> = cells.iter().map(|c| convert_cell(c, context, heads)).collect();
        if made.iter().any(|c| !c.text().is_empty()) {
            rows.push((heads, made));
        }
    }
    let head = if rows.first().is_some_and(|(heads, _)| *heads) { rows.remove(0).1 } else { Vec::new() };
    let head = head.into_iter().map(without_head_mark).collect::<Vec<_>>();
    let rows: Vec<Vec<Cell>> = rows.into_iter().map(|(_, cells)| cells).collect();
    if head.is_empty() && rows.is_empty() { Vec::new() } else { vec![Block::Table(Table { caption, head, rows, ..Table::default() })] }
}

/// Clears the header mark of a cell, which is implied in the head.
fn without_head_mark(mut cell: Cell) -> Cell {
    cell.0.head = false;
    cell
}

fn convert_cell(node: &NodeRef, context: &DocumentContext, in_head: bool) -> Cell {
    let span = |name: &str| node.attr(name).and_then(|s| s.trim().parse::<u32>().ok()).filter(|s| (2..=1000).contains(s));
    let head = in_head || node.has_name("th");
    Cell(Spanned { text: cell_text(node, context), head, colspan: span("colspan"), rowspan: span("rowspan"), ..Spanned::default() })
}

/// The text of a cell; blocks inside become lines.
fn cell_text(node: &NodeRef, context: &DocumentContext) -> Text {
    if !context.contains_blocks(node) {
        return inline_text(node, context);
    }
    let mut lines: Vec<Inline> = Vec::new();
    for block in convert_children(node, context, 0) {
        if !lines.is_empty() {
            lines.push(Inline::Break);
        }
        match block {
            Block::Paragraph(text) => lines.extend(text.0),
            Block::Figure(figure) => lines.extend(figure.images.into_iter().map(|image| Inline::Words(image.alt))),
            other => lines.push(Inline::Words(text::block_text(&other))),
        }
    }
    tidy::normalize_inlines(lines)
}
