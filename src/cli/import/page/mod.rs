//! Turns saved HTML into articles.
//!
//! - [`read`]: reads a whole page; `archived`: the pictures and frames of a page in a web archive.
//! - `fragment`: reads a piece of HTML that is all article, for feeds.
//! - [`document_context`]: shared state for converting elements to blocks.
//! - [`blocks`], [`inlines`], [`figures`], [`tables`], `code`: convert elements to blocks and inlines; Markdown uses them too.
//! - `nesting`: parses HTML, its nesting limited. `normalize`: normalizes the markup of page builders before a page is read.
//! - [`tidy`]: normalizes white space and heading levels.
//! - [`links`]: makes addresses absolute and strips tracking parameters.
//! - `meta`, with `schema`, `headline`, `byline`, `han_byline` and `deck`: title, authors, dates and the like, as pages declare and
//!   show them; `page_lines`: the lines of a page as a reader sees them.
//! - `extract`: extracts the article and its figures; `embedded`: finds a text that only the page's scripts hold;
//!   `class_words`: the words of class names; `labels`: removes boilerplate lines from its text; `edges`, `trailing_lines`: lines around it.
//! - `other_content`: marks what stands beside the article; `lost_paragraphs`: puts back what the extractor has lost of its text;
//!   `promotions`, `page_end`, `stray_lines`: remove links to other articles, comments, notes on the author, and lines at both ends.
//! - `captions`, `caption_lines`: captions of pictures outside figures; `line_breaks`, `bold_headings`: paragraphs and headings that are
//!   not marked as such.
//! - `key_points`, `list_labels`, `live_blog`, `series`: boxes of key points, labels above lists, posts with times, parts of series.
//! - `cut`: the passages left out of the article; `doubt`: why an article needs review; `confidence`: how sure import is of it;
//!   `field_selectors`: where a page shows its authors and its date; `explain`: all of this in words.
//!
//! Deliberately absent: HTML in the result. An element without a block or inline of its own becomes its words.

mod archived;
pub mod blocks;
mod bold_headings;
mod byline;
mod caption_lines;
mod captions;
mod class_words;
mod code;
mod confidence;
mod cut;
mod deck;
pub mod document_context;
mod doubt;
mod edges;
mod embedded;
mod explain;
mod extract;
mod field_selectors;
pub mod figures;
mod fragment;
mod han_byline;
mod headline;
pub mod inlines;
mod key_points;
mod labels;
mod line_breaks;
pub mod links;
mod list_labels;
mod live_blog;
mod lost_paragraphs;
mod meta;
mod nesting;
mod normalize;
mod other_content;
mod page_end;
mod page_lines;
mod promotions;
mod reader;
mod schema;
mod series;
mod stray_lines;
pub mod tables;
pub mod tidy;
mod trailing_lines;

pub use archived::PageOrigin;
pub(in crate::cli) use doubt::MIN_CONFIDENCE;
pub use field_selectors::{FieldSelectors, read_selected};
pub(in crate::cli::import) use fragment::read_lone_fragment;
pub(in crate::cli::import) use nesting::{parse_fragment, parse_html};
pub use reader::{read, read_archived};

use super::encoding;
use super::explanation::Explanation;
use super::imported::ImportError;
use super::importer::{Importer, Items, ReadOptions, import_single};
use super::source::Source;
use super::source_kind;
use crate::article::Article;

/// Imports saved HTML pages.
pub struct SavedPage;

impl Importer for SavedPage {
    fn extensions(&self) -> &'static [&'static str] {
        &["html", "htm", "xhtml", "xht"]
    }

    fn sniff(&self, bytes: &[u8]) -> bool {
        source_kind::is_html_page(bytes)
    }

    fn is_page(&self) -> bool {
        true
    }

    fn max_text_bytes(&self) -> Option<usize> {
        Some(16 << 20)
    }

    fn import(&self, source: &Source, bytes: &[u8], options: &ReadOptions) -> Result<Items, ImportError> {
        Ok(vec![Ok(import_single(source, bytes, true, |text| read(text, &source.name, options.lang))?)])
    }

    fn explain(&self, source: &Source, bytes: &[u8], options: &ReadOptions) -> Result<Vec<(Explanation, Article)>, ImportError> {
        let (text, _) = encoding::decode(bytes, true)?;
        Ok(vec![explain::explain(&reader::read_page(&text, None, &source.name, options.lang)?, &source.name)])
    }
}
