//! `lectern search`: the engine of the page, on this machine.
//!
//! - [`shelf`]: the index of a corpus, kept in `.lectern` inside it until the corpus changes.
//! - [`asking`]: questions and answers.
//! - [`printing`]: what is printed.
//!
//! Deliberately absent: anything that the page does not do as well. The files and the engine are the same.

pub mod asking;
pub mod printing;
pub mod shelf;

pub use asking::Searcher;
