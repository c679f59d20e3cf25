//! The query language. Whatever is typed is a query; nothing is an error.
//!
//! - [`model`]: what a query is made of.
//! - [`parse`]: from what was typed, by way of `lex` (words, operators, brackets), `words` (words to what is looked for)
//!   and `dates`.
//! - [`replace`](fn@replace): the same query with another word.
//!
//! Deliberately absent: what a query finds, and stems: those are the engine's.

mod dates;
mod lex;
pub mod model;
pub mod parse;
mod replace;
mod words;

pub use model::{Clause, Ending, Field, Hint, Query, Word};
pub use parse::parse;
pub use replace::replace;
