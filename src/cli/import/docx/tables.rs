//! Tables as HTML, with their spans.

use super::blocks::{BlockContext, content_html};
use super::styles::is_on;
use crate::cli::import::archive::xml;
use roxmltree::Node;

/// A cell of a row.
struct DocxCell {
    html: String,
    /// The first column that it takes.
    column: usize,
    colspan: usize,
    rowspan: usize,
    /// True for a cell that belongs to the one above it.
    continues: bool,
}

/// Maximum number of columns that a cell spans.
const MAX_SPAN: usize = 1000;

/// The rows of a table as HTML.
pub(super) fn table_html(table: Node, context: &BlockContext, depth: usize) -> String {
    let mut rows: Vec<(bool, Vec<DocxCell>)> = Vec::new();
    for row in xml::children(table, "tr") {
        let properties = xml::child(row, "trPr");
        if properties.is_some_and(|properties| xml::child(properties, "del").is_some()) {
            context.runs.changes.set(context.runs.changes.get() + 1);
            continue;
        }
        let is_head = properties.is_some_and(|properties| is_on(properties, "tblHeader") == Some(true));
        rows.push((is_head, read_cells(row, context, depth)));
        join_with_above(&mut rows);
    }
    rows.iter().map(|(is_head, cells)| row_html(*is_head, cells)).collect()
}

fn read_cells(row: Node, context: &BlockContext, depth: usize) -> Vec<DocxCell> {
    let mut column = 0;
    let controlled = xml::children(row, "sdt").filter_map(|control| xml::child(control, "sdtContent"));
    let cells = std::iter::once(row).chain(controlled).flat_map(|holder| xml::children(holder, "tc"));
    cells
        .map(|cell| {
            let properties = xml::child(cell, "tcPr");
            let child = |name| properties.and_then(|properties| xml::child(properties, name));
            let span = child("gridSpan").and_then(|span| xml::attribute(span, "val")).and_then(|span| span.parse().ok());
            let colspan = span.unwrap_or(1_usize).clamp(1, MAX_SPAN);
            let continues = child("vMerge").is_some_and(|merge| xml::attribute(merge, "val") != Some("restart"));
            let html = if continues { String::new() } else { content_html(cell, context, depth) };
            let made = DocxCell { html, column, colspan, rowspan: 1, continues };
            column += colspan;
            made
        })
        .collect()
}

/// Lets the cells that the last row continues span one more row.
fn join_with_above(rows: &mut [(bool, Vec<DocxCell>)]) {
    let Some(((_, last), above)) = rows.split_last_mut() else { return };
    for cell in last.iter().filter(|cell| cell.continues) {
        let begun =
            above.iter_mut().rev().find_map(|(_, cells)| cells.iter_mut().find(|other| other.column == cell.column && !other.continues));
        if let Some(begun) = begun {
            begun.rowspan += 1;
        }
    }
}

fn row_html(is_head: bool, cells: &[DocxCell]) -> String {
    let tag = if is_head { "th" } else { "td" };
    let span = |name: &str, span: usize| if span > 1 { format!(" {name}=\"{span}\"") } else { String::new() };
    let cell = |cell: &DocxCell| {
        let (colspan, rowspan) = (span("colspan", cell.colspan), span("rowspan", cell.rowspan));
        format!("<{tag}{colspan}{rowspan}>{}</{tag}>", cell.html)
    };
    format!("<tr>{}</tr>", cells.iter().filter(|cell| !cell.continues).map(cell).collect::<String>())
}
