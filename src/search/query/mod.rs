//! The query language. Whatever is typed is a query; nothing is an error.
//!
//! - [`model`]: what a query is made of.
//! - [`parse`]: from what was typed.

pub mod model;
pub mod parse;

pub use model::{Clause, Ending, Field, Hint, Query, Word};
