//! Tables, in a frame that scrolls if they are too wide.

use super::block_renderer::custom;
use super::block_renderer::{BlockRenderer, element};
use super::inline::text;
use crate::article::language::is_ideographic;
use crate::article::text::plain_text;
use crate::article::{Cell, Table, Text};
use crate::components::built_view::{BuiltView, IntoBuilt};
use leptos::prelude::*;

/// A table.
pub(super) fn table<'a>(renderer: &mut BlockRenderer<'a>, table: &'a Table, id: Option<String>) -> BuiltView {
    let label = Some(plain_text(&table.caption)).filter(|label| !label.is_empty());
    let label = label.unwrap_or_else(|| renderer.messages().table.to_owned());
    let numbers = number_columns(&table.rows);
    let mut content = Vec::new();
    let caption = text(renderer, &table.caption);
    if !caption.is_empty() {
        content.push(element("caption", None, None, caption));
    }
    if !table.head.is_empty() {
        content.push(element("thead", None, None, vec![row(renderer, &table.head, true, &numbers)]));
    }
    let rows = table.rows.iter().map(|cells| row(renderer, cells, false, &numbers)).collect();
    content.push(element("tbody", None, None, rows));
    view! {
        <div id=id role="region" tabindex="0" aria-label=label class=width_class(table)>
            <table>{content}</table>
        </div>
    }
    .into_built()
}

/// Widths of tables, in characters that cannot wrap: up to the first a table fits a printed page as it is, up to the second in
/// smaller type, up to the third in landscape, up to the fourth there in the smallest type; in a wider one numbers break.
/// `style/print.css` uses their classes.
const MAX_WIDTHS: [usize; 4] = [85, 110, 150, 200];

/// Number of letters from which a word may break, such as a URL in a cell.
const MIN_BREAKABLE_LETTERS: usize = 24;

fn width_class(table: &Table) -> &'static str {
    let [whole, broad, turned, small] = MAX_WIDTHS;
    match min_width(table) {
        width if width <= whole => "table",
        width if width <= broad => "table print-small",
        width if width <= turned => "table print-landscape",
        width if width <= small => "table print-landscape print-smallest",
        _ => "table print-landscape print-smallest print-break-words",
    }
}

/// The least width of a table in letters: the longest word of each column, plus the gaps.
fn min_width(table: &Table) -> usize {
    let mut columns: Vec<usize> = Vec::new();
    for row in std::iter::once(&table.head).chain(&table.rows) {
        let mut at = 0;
        for cell in row {
            let span = cell.0.colspan.unwrap_or(1).clamp(1, 1000) as usize;
            let share = longest_word_letters(cell.text()).min(MIN_BREAKABLE_LETTERS).div_ceil(span) + 3;
            for column in at..at + span {
                match columns.get_mut(column) {
                    Some(known) => *known = share.max(*known),
                    None => columns.push(share),
                }
            }
            at += span;
        }
    }
    columns.iter().sum()
}

/// The letters of the longest word of a text. Characters of scripts without spaces break anywhere, and count as two letters.
#[inline(never)]
fn longest_word_letters(text: &Text) -> usize {
    let words = plain_text(text);
    words.split(|c: char| c.is_whitespace() || is_ideographic(c)).map(|word| word.chars().count()).max().unwrap_or(0).max(2)
}

fn row<'a>(renderer: &mut BlockRenderer<'a>, cells: &'a [Cell], is_head: bool, numbers: &[bool]) -> BuiltView {
    let cells = cells.iter().enumerate().map(|(at, c)| cell(renderer, c, is_head, numbers.get(at) == Some(&true))).collect();
    element("tr", None, None, cells)
}

fn cell<'a>(renderer: &mut BlockRenderer<'a>, cell: &'a Cell, is_head: bool, is_number: bool) -> BuiltView {
    renderer.previous_char = None;
    let inner = &cell.0;
    let span = |n: Option<u32>| n.filter(|n| *n > 1).map(|n| n.min(1000).to_string());
    let (colspan, rowspan) = (span(inner.colspan), span(inner.rowspan));
    let class = if is_number { Some("number") } else { (longest_word_letters(&inner.text) > MIN_BREAKABLE_LETTERS).then_some("long-word") };
    let content = text(renderer, &inner.text);
    let scope = match (is_head, inner.head) {
        (true, _) => Some("col"),
        (false, true) => Some("row"),
        (false, false) => None,
    };
    let scope = scope.filter(|_| !content.is_empty());
    custom(if scope.is_some() { "th" } else { "td" })
        .child(content)
        .attr("scope", scope)
        .attr("colspan", colspan)
        .attr("rowspan", rowspan)
        .attr("class", class)
        .into_built()
}

/// Which columns hold only numbers, in a table without spans: they are aligned to the end.
fn number_columns(rows: &[Vec<Cell>]) -> Vec<bool> {
    let columns = rows.first().map_or(0, Vec::len);
    let is_regular = rows.iter().all(|row| row.len() == columns && row.iter().all(|c| c.0.colspan.is_none() && c.0.rowspan.is_none()));
    if !is_regular {
        return Vec::new();
    }
    (0..columns).map(|at| at > 0 && rows.iter().all(|row| is_number(&plain_text(row[at].text())))).collect()
}

fn is_number(words: &str) -> bool {
    let digits = words.chars().filter(char::is_ascii_digit).count();
    let letters = words.chars().filter(|c| c.is_alphabetic()).count();
    words.is_empty()
        || matches!(words, "–" | "—" | "-")
        || (digits > 0 && letters <= 3 && words.starts_with(|c: char| c.is_ascii_digit() || "+-−±~<>≈".contains(c)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn class_with(cells: &[&str]) -> &'static str {
        let cells: Vec<serde_json::Value> = cells.iter().map(|words| serde_json::json!([words])).collect();
        width_class(&serde_json::from_value(serde_json::json!({ "rows": [cells] })).unwrap())
    }

    #[test]
    fn table_class_depends_on_its_width() {
        assert_eq!(class_with(&["A sentence of many short words wraps wherever it is told to wrap, in one column or in two."; 4]), "table");
        assert_eq!(class_with(&["12,345.67"; 8]), "table print-small");
        assert_eq!(class_with(&["12,345.67"; 12]), "table print-landscape");
        assert_eq!(class_with(&["12,345.67"; 16]), "table print-landscape print-smallest");
        assert_eq!(class_with(&["12,345.67"; 30]), "table print-landscape print-smallest print-break-words");
        assert_eq!(class_with(&["https://www.example.org/a/very/long/address/in/a/cell", "x"]), "table");
        assert_eq!(class_with(&["铁路连接内陆城市与海港"; 6]), "table");
    }
}
