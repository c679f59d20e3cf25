//! Tables, in a frame that scrolls where they are too wide.

use super::inline::text;
use super::pen::Pen;
use crate::article::text::plain;
use crate::article::{Cell, Table};
use crate::view::element::{Element, el};

/// A table.
pub(super) fn table<'a>(pen: &mut Pen<'a>, table: &'a Table) -> Element {
    let (words, _) = pen.room.words_of(&pen.lang);
    let label = plain(&table.caption);
    let numbers = number_columns(&table.rows);
    let caption = text(pen, &table.caption);
    let head = (!table.head.is_empty()).then(|| {
        let cells: Vec<Element> = table.head.iter().enumerate().map(|(at, c)| cell(pen, c, true, numbers.get(at))).collect();
        el("thead").child(el("tr").children(cells))
    });
    let rows: Vec<Element> = table.rows.iter().map(|r| row(pen, r, &numbers)).collect();
    let drawn =
        el("table").option((!caption.is_empty()).then(|| el("caption").children(caption))).option(head).child(el("tbody").children(rows));
    el("div")
        .class("table")
        .attr("role", "region")
        .attr("tabindex", "0")
        .attr("aria-label", if label.is_empty() { words.table.to_owned() } else { label })
        .child(drawn)
}

fn row<'a>(pen: &mut Pen<'a>, row: &'a [Cell], numbers: &[bool]) -> Element {
    let cells: Vec<Element> = row.iter().enumerate().map(|(at, c)| cell(pen, c, false, numbers.get(at))).collect();
    el("tr").children(cells)
}

fn cell<'a>(pen: &mut Pen<'a>, cell: &'a Cell, heads: bool, number: Option<&bool>) -> Element {
    pen.before = None;
    let inner = &cell.0;
    let span = |n: Option<u32>| n.filter(|n| *n > 1).map(|n| n.min(1000).to_string());
    let scope = match (heads, inner.head) {
        (true, _) => Some("col"),
        (false, true) => Some("row"),
        (false, false) => None,
    };
    let words = text(pen, &inner.text);
    let tag = if scope.is_some() && !words.is_empty() { "th" } else { "td" };
    el(tag)
        .maybe("scope", scope.filter(|_| tag == "th"))
        .maybe("class", number.filter(|n| **n).map(|_| "number"))
        .maybe("colspan", span(inner.colspan))
        .maybe("rowspan", span(inner.rowspan))
        .children(words)
}

/// Which columns hold numbers alone, of a table without spans: they are set to the end.
fn number_columns(rows: &[Vec<Cell>]) -> Vec<bool> {
    let columns = rows.first().map_or(0, Vec::len);
    let even = rows.iter().all(|row| row.len() == columns && row.iter().all(|c| c.0.colspan.is_none() && c.0.rowspan.is_none()));
    if !even {
        return Vec::new();
    }
    (0..columns).map(|at| at > 0 && rows.iter().all(|row| is_number(&plain(row[at].text())))).collect()
}

fn is_number(words: &str) -> bool {
    let digits = words.chars().filter(char::is_ascii_digit).count();
    let letters = words.chars().filter(|c| c.is_alphabetic()).count();
    words.is_empty()
        || matches!(words, "–" | "—" | "-")
        || (digits > 0 && letters <= 3 && words.starts_with(|c: char| c.is_ascii_digit() || "+-−±~<>≈".contains(c)))
}
