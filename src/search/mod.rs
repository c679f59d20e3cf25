//! Which articles a query means, and the passage that shows it.
//!
//! - [`fold`]: one analysis of text, for what is looked for and for what is looked through.
//! - [`query`]: the words of a query.
//! - [`filter`]: the articles that hold all of them, in order.
//! - [`passage`]: the sentence found, with its words marked.
//! - [`selection`]: sets of articles, and the counts of the facets.
//!
//! Deliberately absent: fetching, drawing, clocks. Everything here is a function of its arguments.

pub mod filter;
pub mod fold;
pub mod passage;
pub mod query;
pub mod selection;

pub use filter::Document;
pub use passage::{Passage, Run};
pub use query::Query;
pub use selection::Ordinals;
