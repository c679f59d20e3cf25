//! Saved HTML to articles.
//!
//! - [`read`]: the whole page.
//! - [`scene`]: what is known of a page while its elements are read.
//! - [`blocks`], [`inlines`], [`figures`], [`tables`], `code`: elements to typed blocks and inlines; Markdown comes this way too.
//! - [`tidy`]: white space, headings in order, nothing nested deeper than JSON is read.
//! - [`links`]: addresses: absolute, and without what tracks their readers.
//! - `meta`, with `schema`, `headline`, `byline` and `deck`: title, authors, dates and the like, as pages declare and show them.
//! - `extract`: which part of the page is its article, and its figures; `labels`: lines among its text that are no part of it.
//! - `cut`: what of the page is not in the article.
//!
//! Deliberately absent: HTML in what is made. An element that has no block or inline of its own gives its words.

pub mod blocks;
mod byline;
mod code;
mod cut;
mod deck;
mod extract;
pub mod figures;
mod headline;
pub mod inlines;
mod labels;
pub mod links;
mod meta;
mod reader;
pub mod scene;
mod schema;
pub mod tables;
pub mod tidy;

pub use reader::read;
