//! The text analyzer, shared by indexing and querying.
//!
//! - [`fold`]: folds case, width and diacritics.
//! - [`tokens`]: the tokenizer for every script, built on `scan`, `compound`, `numbers` and `scripts`.
//! - [`variants`]: characters with more than one spelling.
//! - [`stem`]: stemming, by language.
//! - [`languages`]: the languages with a stemmer.
//!
//! Deliberately absent: dictionary segmentation. Scripts without spaces are indexed in overlapping bigrams.

mod compound;
pub mod fold;
pub mod languages;
mod numbers;
mod scan;
pub(in crate::search) mod scripts;
pub mod stem;
pub mod tokens;
pub mod variants;

pub use compound::is_elided;
pub use languages::{English, Languages};
pub use stem::Stem;
pub use tokens::{Token, TokenKind, tokenize};
pub use variants::Variants;
