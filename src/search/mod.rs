//! Which articles a query means, in what order, and the passages that show it.
//!
//! - [`analysis`]: one analysis of text, for what is indexed and for what is looked for.
//! - [`query`]: the query language.
//! - [`index`]: the index: its format, how it is built, and the engine that answers from it.
//! - [`meaning`]: what a query turned out to mean.
//! - [`marking`]: where in a text its words stand.
//! - [`excerpt`]: the passage that shows it.
//! - [`message`]: what the page and the worker say to each other.
//! - [`selection`]: sets of articles, and the counts of the facets.
//!
//! Deliberately absent: fetching, drawing, clocks. Everything here is a function of its arguments.

pub mod analysis;
pub mod excerpt;
pub mod index;
pub mod marking;
pub mod meaning;
pub mod message;
pub mod query;
pub mod selection;

pub use analysis::fold;
pub use excerpt::{Passage, Run};
pub use meaning::Meaning;
pub use selection::Ordinals;
