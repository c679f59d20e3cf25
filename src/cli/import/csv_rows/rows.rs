//! The rows of a table. A quotation mark that is never closed takes all that follows into its field (RFC 4180 has no remedy): such a
//! row is given up, and reading goes on in the next line.

use csv::{ReaderBuilder, StringRecord};

/// Maximum number of rows with broken quotes: each has the rest of the text read again.
const MAX_BROKEN_ROWS: usize = 100;

/// A row, or why it cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TableRow {
    /// Its number in the table, from 1; the row of names is number 1.
    pub(super) number: usize,
    pub(super) fields: Result<Vec<String>, String>,
}

/// Reads all rows of a text; the first one is the names of columns.
pub(super) fn read_rows(text: &str, delimiter: u8) -> Vec<TableRow> {
    let (mut rows, mut rest, mut broken) = (Vec::new(), text, 0);
    let mut columns = None;
    while broken <= MAX_BROKEN_ROWS {
        let Some(start) = read_whole_rows(rest, delimiter, &mut columns, &mut rows) else { return rows };
        broken += 1;
        let reason = "a quotation mark is not closed, or stands in the wrong place; write it twice inside quotes";
        rows.push(TableRow { number: rows.len() + 1, fields: Err(reason.to_owned()) });
        rest = rest.get(start..).and_then(|broken| broken.split_once('\n')).map_or("", |(_, next)| next);
    }
    let reason = format!("more than {MAX_BROKEN_ROWS} rows have broken quotes; the rest is not read. Export the table again");
    rows.push(TableRow { number: rows.len() + 1, fields: Err(reason) });
    rows
}

/// Reads rows until one is broken; returns where that one begins. `columns` is the number of columns, once it is known.
fn read_whole_rows(text: &str, delimiter: u8, columns: &mut Option<usize>, rows: &mut Vec<TableRow>) -> Option<usize> {
    let mut reader = ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut record = StringRecord::new();
    loop {
        let start = usize::try_from(reader.position().byte()).ok()?;
        if !reader.read_record(&mut record).ok()? {
            return None;
        }
        let end = usize::try_from(reader.position().byte()).ok()?;
        // Blank lines before a row belong to no row.
        let raw = text.get(start..end).unwrap_or_default();
        let start = start + (raw.len() - raw.trim_start_matches(['\r', '\n']).len());
        let raw = raw.trim_matches(['\r', '\n']);
        if is_broken(raw, delimiter, record.len(), *columns) {
            return Some(start);
        }
        columns.get_or_insert(record.len());
        rows.push(TableRow { number: rows.len() + 1, fields: Ok(record.iter().map(str::to_owned).collect()) });
    }
}

/// Whether quotation marks make a row of what is none: one that is never closed, or a row of several lines in which one stands in
/// the wrong place, or that has not as many fields as the table has columns.
fn is_broken(raw: &str, delimiter: u8, fields: usize, columns: Option<usize>) -> bool {
    let is_other_size = || columns.is_some_and(|columns| columns != fields);
    match check_quotes(raw, char::from(delimiter)) {
        Quotes::Unclosed => true,
        Quotes::Misplaced => raw.contains('\n'),
        Quotes::Sound => raw.contains('\n') && is_other_size(),
    }
}

/// The quotation marks of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Quotes {
    Sound,
    /// Words follow the closing mark of a field.
    Misplaced,
    Unclosed,
}

/// Where in a field a character stands.
enum FieldPlace {
    Start,
    Plain,
    Quoted,
    AfterQuote,
}

fn check_quotes(raw: &str, delimiter: char) -> Quotes {
    let (mut place, mut found) = (FieldPlace::Start, Quotes::Sound);
    for c in raw.chars() {
        place = match (place, c) {
            (FieldPlace::Start, '"') | (FieldPlace::AfterQuote, '"') => FieldPlace::Quoted,
            (FieldPlace::Quoted, '"') => FieldPlace::AfterQuote,
            (FieldPlace::Quoted, _) => FieldPlace::Quoted,
            (_, c) if c == delimiter || matches!(c, '\r' | '\n') => FieldPlace::Start,
            (FieldPlace::AfterQuote, _) => {
                found = Quotes::Misplaced;
                FieldPlace::Plain
            }
            (FieldPlace::Start | FieldPlace::Plain, _) => FieldPlace::Plain,
        };
    }
    if matches!(place, FieldPlace::Quoted) { Quotes::Unclosed } else { found }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(text: &str) -> (Vec<usize>, Vec<usize>) {
        let rows = read_rows(text, b',');
        let (whole, broken): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| row.fields.is_ok());
        (whole.into_iter().map(|row| row.number).collect(), broken.into_iter().map(|row| row.number).collect())
    }

    #[test]
    fn rows_may_span_lines() {
        let rows = read_rows("a,b\r\n\r\n\"x \"\"y\"\"\nz\",\"1,2\"\r\n", b',');
        assert_eq!(rows[1].fields, Ok(vec!["x \"y\"\nz".to_owned(), "1,2".into()]));
        assert_eq!(numbers("a,b\n5\" pipe,c\nd,e"), (vec![1, 2, 3], vec![]));
    }

    #[test]
    fn a_broken_row_does_not_take_the_others_with_it() {
        assert_eq!(numbers("a,b\n1,x\n2,\"open\n3,y\n4,z\n"), (vec![1, 2, 4, 5], vec![3]));
        assert_eq!(numbers("a,b\n1,\"open\n2,\"also open\n3,y\n"), (vec![1, 4], vec![2, 3]));
        let all = format!("a,b\n{}", "1,\"x\n".repeat(150));
        assert_eq!(read_rows(&all, b',').len(), 103);
    }
}
