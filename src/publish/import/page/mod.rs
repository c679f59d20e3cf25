//! Saved HTML to articles.
//!
//! - [`read`]: the whole page.
//! - [`blocks`], [`inlines`], [`figures`], [`tables`]: elements to typed blocks and inlines; Markdown comes this way too.
//! - [`tidy`]: white space, headings in order, nothing nested deeper than JSON is read.
//! - [`links`]: addresses: absolute, and without what tracks their readers.
//! - [`meta`]: title, authors, dates and the like, as pages declare them.
//! - [`cut`]: what of the page is not in the article.
//!
//! Deliberately absent: HTML in what is made. An element that has no block or inline of its own gives its words.

pub mod blocks;
pub mod cut;
pub mod figures;
pub mod inlines;
pub mod links;
pub mod meta;
mod reader;
pub mod tables;
pub mod tidy;

pub use reader::read;
