//! Documents of word processors in DOCX (ECMA-376, Office Open XML).
//!
//! - [`parts`]: the parts of a document and their relationships. [`metadata`]: title, authors, dates.
//! - [`styles`]: the meaning of paragraph and character styles; [`numbering`]: numbers of lists.
//! - [`blocks`], [`runs`], [`tables`]: paragraphs, words and tables as HTML; [`assembly`]: lists, quotations and captions of paragraphs
//!   that follow one another.
//! - [`reader`]: the whole document.
//!
//! The document becomes HTML first, which the page converter turns into blocks, as it does for Markdown.
//! Deliberately absent: fonts, colours and page layout; comments, which are not for readers; headers and footers of pages.

mod assembly;
mod blocks;
mod metadata;
mod numbering;
mod parts;
mod reader;
mod runs;
mod styles;
mod tables;

use super::imported::ImportError;
use super::importer::{Importer, Items, ReadOptions};
use super::source::Source;

/// Imports documents in DOCX.
pub(super) struct Docx;

impl Importer for Docx {
    fn extensions(&self) -> &'static [&'static str] {
        &["docx"]
    }

    /// The names of entries stand as they are in the directory of an archive.
    fn sniff(&self, bytes: &[u8]) -> bool {
        const DOCUMENT: &[u8] = b"word/document.xml";
        bytes.starts_with(b"PK\x03\x04") && bytes.windows(DOCUMENT.len()).any(|window| window == DOCUMENT)
    }

    fn is_binary(&self) -> bool {
        true
    }

    fn import(&self, source: &Source, bytes: &[u8], options: &ReadOptions) -> Result<Items, ImportError> {
        Ok(vec![Ok(reader::read(source, bytes, options.lang)?)])
    }
}
