//! Plain-text captures of news pages: a page selected and saved as text, or drawn by a text browser.
//!
//! - [`reader`]: from the text to an article, what was cut, and problems; the one function that others call.
//! - [`passage`]: lines become passages, the wrapping of a text browser undone.
//! - [`mended`]: characters that a wrong encoding broke, made whole.
//! - [`measure`]: how much text a passage holds, its words folded for comparing.
//! - [`kind`]: what a passage is by its shape: prose, caption, list item, byline, noise.
//! - [`span`]: where in the page the article stands.
//! - [`headline`]: how much a passage looks like the headline.
//! - [`title`], [`deck`], [`byline`], [`dateline`], [`caption`], [`dates`]: the parts of a news article.
//! - [`body`]: the passages of the span as blocks.
//! - [`tongue`]: the language of the text.
//! - [`refuse`]: why a text is no article.
//! - [`phrases`], [`months`]: the words of many languages that those rules know.
//!
//! Deliberately absent: the name of any site, agency or person; files, encodings and pictures.

mod body;
mod byline;
mod caption;
mod dateline;
mod dates;
mod deck;
mod headline;
mod kind;
mod measure;
mod mended;
pub(super) mod months;
mod passage;
mod phrases;
mod reader;
mod refuse;
mod span;
mod title;
mod tongue;

pub use reader::read;
