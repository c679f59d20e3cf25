//! The delimiter of a table.

use csv::ReaderBuilder;

/// Delimiters in the order in which they are preferred.
const DELIMITERS: [u8; 4] = *b",;\t|";

/// Number of rows by which the delimiter is chosen.
const SAMPLE_ROWS: usize = 20;

/// The delimiter that a spreadsheet wrote into a line of its own (`sep=;`), and the text behind it; else the one by which most rows
/// have as many fields as the first.
pub(super) fn split_delimiter(text: &str) -> (u8, &str) {
    let text = text.trim_start_matches('\u{feff}');
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    match first.trim_end().strip_prefix("sep=").map(str::as_bytes) {
        Some(&[delimiter]) => (delimiter, rest),
        _ => (detect_delimiter(text), text),
    }
}

fn detect_delimiter(text: &str) -> u8 {
    let score = |delimiter: u8| {
        let mut reader = ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(text.as_bytes());
        let counts: Vec<usize> = reader.records().flatten().take(SAMPLE_ROWS).map(|record| record.len()).collect();
        let fields = counts.first().copied().unwrap_or_default();
        let alike = counts.iter().filter(|count| **count == fields).count();
        if fields < 2 { (0, 0) } else { (alike * 100 / counts.len(), fields) }
    };
    let best = DELIMITERS.into_iter().rev().max_by_key(|delimiter| score(*delimiter));
    best.unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn detects_the_delimiter() {
        for (text, delimiter) in [
            ("title,text\nA,\"b; c; d\"\n", b','),
            ("title;text\nA, B;c, d, e\n", b';'),
            ("title\ttext\nA;b\tc, d\n", b'\t'),
            ("title|text\nA|b\n", b'|'),
            ("text\nOne, two\n", b','),
            ("sep=|\r\ntitle,x|text\n", b'|'),
        ] {
            assert_eq!(split_delimiter(text).0, delimiter, "{text}");
        }
        assert_eq!(split_delimiter("sep=;\r\na;b").1, "a;b");
    }
}
