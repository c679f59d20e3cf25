//! A reader's annotations of articles: highlights and notes, and how each finds its passage again after an article has changed.
//!
//! - [`model`]: an annotation. [`web_annotation`]: its form as a W3C Web Annotation, in which it is stored and exported.
//! - [`article_text`]: the text of an article as it is shown, and the selector of a passage in it.
//! - [`quote_search`]: finds a quotation in a text, word for word or nearly.
//! - [`text_fragment`]: the text fragment of a link to a passage.
//! - [`conflict`]: a note that two tabs have changed.
//! - [`notebook`]: everything that a reader's notebook holds, as one file; merging an imported one.
//! - [`export`]: the notebook as Markdown, CSV, JSON and Web Annotation.
//!
//! Deliberately absent: the DOM, where passages are selected and drawn, and the database: see `web`.

pub mod article_text;
pub(crate) mod conflict;
pub(crate) mod export;
pub mod model;
pub(crate) mod notebook;
pub(crate) mod quote_search;
pub(crate) mod text_fragment;
pub mod web_annotation;

#[cfg(test)]
mod anchoring_tests;

pub use article_text::ArticleText;
pub use model::{Annotation, HighlightColour, PassageSelector};
