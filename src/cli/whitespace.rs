//! White space of text that stands on one line.

/// Collapses white space to single spaces, and trims it at the ends.
pub(crate) fn collapse_whitespace(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Collapses white space, and replaces all behind so many characters by an ellipsis.
pub(crate) fn shorten(text: &str, max_chars: usize) -> String {
    let line = collapse_whitespace(text);
    match line.char_indices().nth(max_chars).and_then(|(at, _)| line.get(..at)) {
        Some(start) => format!("{}…", start.trim_end()),
        None => line,
    }
}
