//! Tables in plain text: columns set by bars, tabs or spaces.

use super::measure::{is_wide, width};
use crate::article::{Cell, Table, Text};

/// Fewest rows of a table whose columns are set by spaces alone.
const MIN_ROWS: usize = 3;

/// Maximum mean width of a cell; wider ones are columns of running text.
const MAX_MEAN_CELL_WIDTH: usize = 28;

/// Signs of which lines between rows are made.
const BORDER_SIGNS: &str = "+-=|:│┃┌┐└┘├┤┬┴┼─━═╞╪╡╔╗╚╝╠╣╦╩╬║ ";

/// The signs between cells.
const BARS: [char; 4] = ['|', '│', '┃', '║'];

/// The table that a run of lines without an empty line makes, if it makes one.
pub(super) fn parse_table(lines: &[&str]) -> Option<Table> {
    let is_row = |line: &&&str| !is_border(line);
    let rows: Vec<&str> = lines.iter().filter(is_row).copied().collect();
    let border = lines.iter().position(|line| is_border(line) && !line.trim().is_empty());
    let cells = by_bars(&rows, border.is_some()).or_else(|| by_tabs(&rows)).or_else(|| by_columns(&rows, border.is_some()))?;
    let has_head = lines.iter().skip_while(|line| is_border(line)).nth(1).is_some_and(|line| is_border(line)) || is_head(&cells);
    let mut rows = cells.into_iter().map(|row| row.into_iter().map(|cell| Cell::new(Text::new(cell))).collect::<Vec<Cell>>());
    let head = if has_head { rows.next().unwrap_or_default() } else { Vec::new() };
    Some(Table { head, rows: rows.collect(), ..Table::default() })
}

fn is_border(line: &str) -> bool {
    line.chars().all(|c| BORDER_SIGNS.contains(c)) && line.chars().filter(|c| !BARS.contains(c) && *c != ' ').count() > 2
}

/// Whether the first row names columns: it has no number, and most rows under it have one.
fn is_head(rows: &[Vec<String>]) -> bool {
    let has_number = |row: &Vec<String>| row.iter().skip(1).any(|cell| cell.starts_with(|c: char| c.is_ascii_digit()));
    let Some((first, others)) = rows.split_first() else { return false };
    !has_number(first) && others.iter().filter(|row| has_number(row)).count() * 2 > others.len()
}

/// Cells between bars, as pandoc, html2text and w3m draw them.
fn by_bars(rows: &[&str], has_border: bool) -> Option<Vec<Vec<String>>> {
    let cells: Vec<Vec<String>> =
        rows.iter().map(|row| row.trim().trim_matches(BARS).split(BARS).map(|cell| cell.trim().to_owned()).collect()).collect();
    let columns = cells.first()?.len();
    let is_table = columns > 1 && cells.iter().all(|row| row.len() == columns) && rows.len() >= if has_border { 2 } else { MIN_ROWS };
    is_table.then_some(cells)
}

/// Cells between tabs, as a browser copies them.
fn by_tabs(rows: &[&str]) -> Option<Vec<Vec<String>>> {
    let cells: Vec<Vec<String>> = rows.iter().map(|row| row.split('\t').map(|cell| cell.trim().to_owned()).collect()).collect();
    let columns = cells.first()?.len();
    (columns > 1 && rows.len() > 1 && cells.iter().all(|row| row.len() == columns)).then_some(cells)
}

/// Cells in columns: where every row is blank, and most rows have a wider gap somewhere.
fn by_columns(rows: &[&str], has_border: bool) -> Option<Vec<Vec<String>>> {
    let grid: Vec<Vec<char>> = rows.iter().map(|row| to_columns(row)).collect();
    let gaps: Vec<(usize, usize)> = column_gaps(&grid);
    let cells: Vec<Vec<String>> = grid.iter().map(|row| split_at_gaps(row, &gaps)).collect();
    let is_wide_gap = |gap: &&(usize, usize)| {
        let rows = grid.iter().filter(|row| has_wide_gap(row, **gap)).count();
        rows + 1 >= grid.len() && rows > 1
    };
    let full = |row: &&Vec<String>| row.iter().filter(|cell| !cell.is_empty()).count() > 1;
    let is_table = rows.len() >= if has_border { 2 } else { MIN_ROWS }
        && gaps.iter().any(|gap| is_wide_gap(&gap))
        && cells.iter().filter(full).count() * 3 >= cells.len() * 2
        && mean_width(&cells) <= MAX_MEAN_CELL_WIDTH
        && !rows.iter().any(|row| begins_otherwise(row.trim_start()));
    is_table.then_some(cells)
}

/// True for a line that begins like an item of a list, or like a control of a page.
fn begins_otherwise(row: &str) -> bool {
    let first = row.split(' ').next().unwrap_or_default();
    let is_number = first.strip_suffix('.').is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()));
    is_number || row.starts_with(['*', '•', '[', '(']) || ["-", "+", "□", "◦", "▪"].contains(&first)
}

/// The gaps between columns: a gap of one blank parts two words of one cell where few rows have text on both sides.
fn column_gaps(grid: &[Vec<char>]) -> Vec<(usize, usize)> {
    let mut gaps = shared_gaps(grid);
    let is_filled = |row: &[char], range: (usize, usize)| row.iter().take(range.1).skip(range.0).any(|c| *c != ' ');
    while let Some(at) = (0..gaps.len()).find(|at| {
        let start = at.checked_sub(1).and_then(|before| gaps.get(before)).map_or(0, |(_, end)| *end);
        let end = gaps.get(at + 1).map_or(usize::MAX, |(start, _)| *start);
        gaps.get(*at).is_some_and(|(from, to)| {
            let both = grid.iter().filter(|row| is_filled(row, (start, *from)) && is_filled(row, (*to, end))).count();
            to - from == 1 && both * 2 < grid.len()
        })
    }) {
        gaps.remove(at);
    }
    gaps
}

fn mean_width(rows: &[Vec<String>]) -> usize {
    let cells: Vec<usize> = rows.iter().flatten().filter(|cell| !cell.is_empty()).map(|cell| width(cell)).collect();
    cells.iter().sum::<usize>() / cells.len().max(1)
}

/// A line with one entry for each terminal column; the second column of a wide character holds a NUL.
fn to_columns(line: &str) -> Vec<char> {
    line.trim_end().chars().flat_map(|c| if is_wide(c) { vec![c, '\0'] } else { vec![c] }).collect()
}

/// The runs of columns, inside the table, in which every row is blank.
fn shared_gaps(grid: &[Vec<char>]) -> Vec<(usize, usize)> {
    let is_blank = |at: usize| grid.iter().all(|row| row.get(at).is_none_or(|c| *c == ' '));
    let columns = grid.iter().map(Vec::len).max().unwrap_or_default();
    let mut gaps: Vec<(usize, usize)> = Vec::new();
    for at in (0..columns).skip_while(|at| is_blank(*at)).filter(|at| is_blank(*at)) {
        match gaps.last_mut() {
            Some((_, end)) if *end == at => *end = at + 1,
            _ => gaps.push((at, at + 1)),
        }
    }
    gaps
}

/// Whether a row has text on both sides of a gap, and two or more blanks there.
fn has_wide_gap(row: &[char], (start, end): (usize, usize)) -> bool {
    let blanks = |part: &mut dyn Iterator<Item = &char>| part.take_while(|c| **c == ' ').count();
    let (Some(before), Some(after)) = (row.get(..start), row.get(end..)) else { return false };
    let around = blanks(&mut before.iter().rev()) + (end - start) + blanks(&mut after.iter());
    around > 1 && before.iter().any(|c| *c != ' ') && after.iter().any(|c| *c != ' ')
}

fn split_at_gaps(row: &[char], gaps: &[(usize, usize)]) -> Vec<String> {
    let starts = std::iter::once(0).chain(gaps.iter().map(|(_, end)| *end));
    let ends = gaps.iter().map(|(start, _)| *start).chain([usize::MAX]);
    let cell = |(start, end): (usize, usize)| {
        let text: String = row.iter().take(end).skip(start).filter(|c| **c != '\0').collect();
        text.trim().to_owned()
    };
    starts.zip(ends).map(cell).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::text::plain_text;

    fn table(text: &str) -> Option<(usize, Vec<Vec<String>>)> {
        let table = parse_table(&text.lines().collect::<Vec<_>>())?;
        let plain = |row: &Vec<Cell>| row.iter().map(|cell| plain_text(cell.text())).collect::<Vec<_>>();
        Some((table.head.len(), std::iter::once(&table.head).chain(&table.rows).filter(|row| !row.is_empty()).map(plain).collect()))
    }

    #[test]
    fn columns_by_spaces_bars_and_tabs_are_tables() {
        let wanted = Some((3, vec![vec!["Year", "Flow (m³/s)", "Keepers"], vec!["1990", "4.1", "22"], vec!["2023", "3.2", "6"]]));
        let wanted = wanted.map(|(head, rows)| (head, rows.into_iter().map(|r| r.into_iter().map(str::to_owned).collect()).collect()));
        for text in [
            "   Year Flow (m³/s) Keepers\n   1990 4.1         22\n   2023 3.2         6",
            "  Year   Flow (m³/s)   Keepers\n  ------ ------------- ---------\n  1990   4.1           22\n  2023   3.2           6",
            "Year| Flow (m³/s)| Keepers\n---|---|---\n1990| 4.1| 22\n2023| 3.2| 6",
            "┌──┬──┬──┐\n│Year│Flow (m³/s)│Keepers│\n├──┼──┼──┤\n│1990│4.1│22│\n├──┼──┼──┤\n│2023│3.2│6│\n└──┴──┴──┘",
            "Year\tFlow (m³/s)\tKeepers\n1990\t4.1\t22\n2023\t3.2\t6",
        ] {
            assert_eq!(table(text), wanted, "{text}");
        }
    }

    #[test]
    fn prose_and_menus_are_no_tables() {
        for text in [
            "The water rises by the width of a hand, and\nthe city further down makes its coffee by it,\nand nobody there knows the name of the man.",
            "Home | News | Weather",
            "  * Home\n  * News\n  * Weather",
        ] {
            assert_eq!(table(text), None, "{text}");
        }
    }
}
