//! Highlight terms: the stems, forms and phrases of a query to mark in a text.

/// The highlight terms of a query. Everything is folded.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HighlightTerms {
    /// Stems: a word with one of these is marked.
    pub stems: Vec<String>,
    /// Surface forms: a word with one of these is marked.
    pub forms: Vec<String>,
    /// Prefixes of words.
    pub prefixes: Vec<String>,
    /// Patterns with `*` and `?`.
    pub patterns: Vec<String>,
    /// Runs of characters of scripts in which any substring matches.
    pub runs: Vec<String>,
    /// Phrases: consecutive surface forms, marked only together.
    pub phrases: Vec<Vec<String>>,
}
