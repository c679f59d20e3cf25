//! What a query turned out to mean: what is to be marked in a text.

/// The words that a query found. Everything is folded.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Meaning {
    /// Keys: a word with one of these is marked.
    pub keys: Vec<String>,
    /// Forms: a word with one of these is marked.
    pub forms: Vec<String>,
    /// Beginnings of words.
    pub prefixes: Vec<String>,
    /// Patterns with `*` and `?`.
    pub patterns: Vec<String>,
    /// Runs of characters of scripts in which any substring counts.
    pub runs: Vec<String>,
    /// Phrases: forms one after another, marked only together.
    pub phrases: Vec<Vec<String>>,
}
