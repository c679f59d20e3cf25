//! Full-text search: text analysis, query language, index, ranking and excerpts.
//!
//! - [`analysis`]: the text analyzer, shared by indexing and querying.
//! - [`query`]: the query language.
//! - [`index`]: the index: file format, builder, and the engine that answers from it.
//! - [`highlight`]: byte ranges of the query's matches in a text, and the terms to highlight for a query.
//! - `wildcard`: patterns with `*` and `?`.
//! - [`excerpt`]: the best passage of an article.
//! - [`message`]: the message format between the page and the worker.
//! - [`selection`]: sets of doc ids, and facet counts.
//!
//! Deliberately absent: fetching, drawing, clocks. Everything here is a function of its arguments.

pub mod analysis;
pub mod excerpt;
pub mod highlight;
pub mod index;
pub mod message;
pub mod query;
pub mod selection;
mod wildcard;

pub use analysis::fold;
pub use highlight::HighlightTerms;
pub use selection::DocIds;
