//! EPUB 2 and 3: each chapter of a book is an article.
//!
//! - [`package`]: the package document: metadata, files, reading order. [`navigation`]: the titles of chapters.
//! - [`protection`]: refusal of books with DRM.
//! - [`spine`]: the documents in reading order, and which of them are no chapters; [`xhtml`]: their markup as HTML.
//! - [`notes`]: notes at their references, from other files too. [`chapter`]: a document as an article; [`reader`]: the whole book.
//!
//! Deliberately absent: styles, fonts, scripts, sound. The book's own order of chapters is the order of the articles.

mod chapter;
mod navigation;
mod notes;
mod package;
mod protection;
mod reader;
mod spine;
mod xhtml;

use super::imported::ImportError;
use super::importer::{Importer, Items, ReadOptions};
use super::source::Source;

/// Imports books in EPUB.
pub(super) struct Epub;

impl Importer for Epub {
    fn extensions(&self) -> &'static [&'static str] {
        &["epub"]
    }

    /// The first entry of an EPUB is its media type (OCF, "OCF ZIP container media type identification").
    fn sniff(&self, bytes: &[u8]) -> bool {
        bytes.starts_with(b"PK\x03\x04") && bytes.get(30..58).is_some_and(|start| start == b"mimetypeapplication/epub+zip")
    }

    fn is_binary(&self) -> bool {
        true
    }

    fn import(&self, source: &Source, bytes: &[u8], options: &ReadOptions) -> Result<Items, ImportError> {
        reader::read(source, bytes, options.lang)
    }
}
