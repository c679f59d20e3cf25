//! One analysis of text, for what is indexed and for what is looked for.
//!
//! - [`tokens`]: the words of a text, in every script.
//! - [`variants`]: characters that are written in more than one way.
//! - [`stem`]: words brought to their stem, by language.
//!
//! Deliberately absent: the list of languages whose stemmers a program holds; each brings its own.

pub mod stem;
pub mod tokens;
pub mod variants;

pub use stem::Stem;
pub use tokens::{Kind, Token, tokens};
pub use variants::Variants;
