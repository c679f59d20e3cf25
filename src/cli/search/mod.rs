//! `lectern search`: the search engine of the page, on this machine.
//!
//! - [`file_source`]: the index of a corpus, cached in `.lectern` inside it until the corpus changes.
//! - [`searcher`]: queries and answers.
//! - [`printing`]: the output.
//!
//! Deliberately absent: features that the page does not have. The files and the engine are the same.

pub(crate) mod file_source;
pub(crate) mod printing;
pub(crate) mod searcher;

pub(crate) use searcher::Searcher;
