//! The result of reading one source, and the article of it with its origin.

use super::archive::ArchivedItem;
use super::cross_links::Names;
use super::page::FieldSelectors;
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
    /// Where a saved page shows its authors and its date.
    pub selectors: FieldSelectors,
}

/// The reason a source cannot be imported: one sentence, with the remedy if possible.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportError(pub String);

/// An article as read, with its origin.
#[derive(Debug, Clone)]
pub struct ImportedItem {
    /// `capture.from`.
    pub from: String,
    /// SHA-256 of the source.
    pub sha256: String,
    /// True for one of many articles in a file: a JSON Lines record, an item of a feed.
    pub is_row: bool,
    /// The article, before its pictures are copied.
    pub article: Article,
    /// Its diagnostics.
    pub diagnostics: Vec<Diagnostic>,
    /// Names that links in other sources may use for it.
    pub names: Names,
    /// Where a saved page shows its authors and its date.
    pub selectors: FieldSelectors,
    /// For an article of an archive: its place in it, and its pictures.
    pub archived: Option<ArchivedItem>,
}

impl ImportedItem {
    /// Creates an item from a reader's result.
    pub fn new(from: String, sha256: String, imported: Imported) -> ImportedItem {
        let Imported { article, diagnostics, names, selectors } = imported;
        ImportedItem { from, sha256, is_row: false, article, diagnostics, names, selectors, archived: None }
    }
}
