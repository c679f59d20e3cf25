//! The text analyzer, shared by indexing and querying.
//!
//! - [`fold`]: folds case, width and diacritics.
//! - [`tokens`]: the tokenizer for every script, built on `scan`, `compound`, `numbers` and `scripts`.
//! - [`variants`]: characters with more than one spelling.
//! - [`spelled_out`](mod@spelled_out): letters that are also spelt with two.
//! - `particles`: what Hebrew and Arabic attach to a word.
//! - `exact_form`: a word as written, beside its folded form.
//! - [`stem`]: stemming, by language.
//! - [`languages`]: the languages with a stemmer.
//!
//! Deliberately absent: dictionary segmentation. Scripts without spaces are indexed in overlapping pairs of units: of characters or, in
//! Thai, Lao, Burmese and Khmer, of consonants with their signs.

mod compound;
pub(in crate::search) mod exact_form;
pub mod fold;
mod hindi;
pub mod languages;
mod numbers;
pub(in crate::search) mod particles;
mod scan;
pub(in crate::search) mod scripts;
pub mod spelled_out;
pub mod stem;
pub mod tokens;
pub mod variants;

pub use compound::is_elided;
pub use languages::{English, Languages};
pub use stem::Stem;
pub use tokens::{Token, TokenKind, tokenize};
pub use variants::Variants;
