//! Turns saved HTML into articles.
//!
//! - [`read`]: reads a whole page.
//! - [`document_context`]: shared state for converting elements to blocks.
//! - [`blocks`], [`inlines`], [`figures`], [`tables`], `code`: convert elements to blocks and inlines; Markdown uses them too.
//! - `normalize`: normalizes the markup of page builders before a page is read.
//! - [`tidy`]: normalizes white space and heading levels.
//! - [`links`]: makes addresses absolute and strips tracking parameters.
//! - `meta`, with `schema`, `headline`, `byline`, `han_byline` and `deck`: title, authors, dates and the like, as pages declare and
//!   show them; `page_lines`: the lines of a page as a reader sees them.
//! - `extract`: extracts the article and its figures; `embedded`: finds a text that only the page's scripts hold;
//!   `class_words`: the words of class names; `labels`: removes boilerplate lines from its text.
//! - `cut`: the passages left out of the article; `doubt`: why an article needs review.
//!
//! Deliberately absent: HTML in the result. An element without a block or inline of its own becomes its words.

pub mod blocks;
mod byline;
mod class_words;
mod code;
mod cut;
mod deck;
pub mod document_context;
mod doubt;
mod embedded;
mod extract;
pub mod figures;
mod han_byline;
mod headline;
pub mod inlines;
mod labels;
pub mod links;
mod meta;
mod normalize;
mod page_lines;
mod reader;
mod schema;
pub mod tables;
pub mod tidy;

pub use reader::read;

use super::imported::ImportError;
use super::importer::{Importer, Items, import_single};
use super::source::Source;
use super::source_kind;

/// Imports saved HTML pages.
pub struct SavedPage;

impl Importer for SavedPage {
    fn extensions(&self) -> &'static [&'static str] {
        &["html", "htm", "xhtml", "xht"]
    }

    fn sniff(&self, bytes: &[u8]) -> bool {
        source_kind::is_html_page(bytes)
    }

    fn import(&self, source: &Source, bytes: &[u8], lang: &str) -> Result<Items, ImportError> {
        Ok(vec![Ok(import_single(source, bytes, true, |text| read(text, &source.name, lang))?)])
    }
}
