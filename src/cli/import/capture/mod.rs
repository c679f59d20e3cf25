//! Plain-text captures of news pages: selected and saved as text, or rendered by a text browser.
//!
//! - [`reader`]: turns a capture into an article with its cut text and diagnostics.
//! - [`dump`]: takes a capture apart: [`paged_text`] reads pages of a PDF, [`references`] the numbered links of lynx and elinks,
//!   [`markdown_marks`] the marks of html2text.
//! - [`passage`]: joins lines into passages, undoing a text browser's wrapping; [`hyphenation`] joins divided words, [`tables`] reads tables.
//! - [`mojibake`]: repairs mojibake.
//! - [`measure`]: text width, and text folded for comparison.
//! - [`kind`]: classifies passages by shape: prose, short line, list item, caption, boilerplate.
//! - [`span`]: finds the article in the page.
//! - [`headline`]: scores passages as headline candidates.
//! - [`title`], [`deck`], [`byline`], [`dateline`], [`caption`]: the parts of a news article.
//! - [`body`]: turns the passages of the span into blocks.
//! - [`detect_language`]: language detection.
//! - [`refuse`]: refuses texts that are not articles.
//! - [`phrases`]: the vocabulary of these rules, in many languages.
//!
//! Deliberately absent: names of sites, agencies or persons; files, encodings and pictures.

mod body;
mod byline;
mod caption;
mod dateline;
mod deck;
mod detect_language;
mod dump;
mod headline;
mod hyphenation;
mod kind;
mod markdown_marks;
mod measure;
mod mojibake;
mod paged_text;
mod passage;
mod phrases;
mod reader;
mod references;
mod refuse;
mod span;
mod tables;
mod title;

pub use reader::read;

use super::imported::ImportError;
use super::importer::{Importer, Items, ReadOptions, import_single};
use super::source::Source;

/// Imports pages saved as text.
pub struct TextCapture;

impl Importer for TextCapture {
    fn extensions(&self) -> &'static [&'static str] {
        &["txt", "text"]
    }

    fn max_text_bytes(&self) -> Option<usize> {
        Some(4 << 20)
    }

    /// Browsers also save HTML under a text file's name.
    fn has_ambiguous_extension(&self) -> bool {
        true
    }

    fn import(&self, source: &Source, bytes: &[u8], _: &ReadOptions) -> Result<Items, ImportError> {
        Ok(vec![Ok(import_single(source, bytes, false, |text| read(text, &source.name))?)])
    }
}
