//! The result of reading one source.

use super::cross_links::Names;
use crate::article::Article;
use crate::cli::diagnostic::Diagnostic;

/// An article as read, before it has an id and a place in a corpus.
#[derive(Debug, Clone, Default)]
pub struct Imported {
    /// The article. `id` is the declared id or empty; `capture` has at most `at` and `cut`.
    /// An image's `src` is an address as the source has it, relative, absolute or `data:`; it is resolved afterwards.
    pub article: Article,
    /// Its diagnostics.
    pub diagnostics: Vec<Diagnostic>,
    /// Names that links in other sources may use for it.
    pub names: Names,
}

/// The reason a source cannot be imported: one sentence, with the remedy if possible.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportError(pub String);
