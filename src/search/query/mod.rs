//! The query language. Any input is a valid query; nothing is an error.
//!
//! - [`model`]: the syntax tree.
//! - [`parse`]: the parser, with `lex` (words, operators, brackets), `words` (words to clauses) and `dates`.
//! - [`replace`](fn@replace): replaces a word of a query.
//!
//! Deliberately absent: evaluation and stemming, which the engine does.

mod dates;
mod lex;
pub mod model;
pub mod parse;
mod replace;
mod words;

pub use model::{Clause, Ending, Hint, Query, QueryField, Word};
pub use parse::parse;
pub use replace::replace;
