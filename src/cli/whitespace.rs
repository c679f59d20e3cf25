//! White space of text that stands on one line.

/// Collapses white space to single spaces, and trims it at the ends.
pub(crate) fn collapse_whitespace(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
