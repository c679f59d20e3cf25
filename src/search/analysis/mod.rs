//! One analysis of text, for what is indexed and for what is looked for.
//!
//! - [`fold`]: case, width and diacritics taken off.
//! - [`tokens`]: the words of a text, in every script; `scan`, `compound`, `numbers` and `scripts` are how it finds them.
//! - [`variants`]: characters that are written in more than one way.
//! - [`stem`]: words brought to their stem, by language.
//! - [`languages`]: the languages that have a stemmer.
//! - [`listing`]: what all this gives for a text, to compare one program's with another's.
//!
//! Deliberately absent: splitting by a dictionary. Scripts without spaces are taken by overlapping pairs of characters.

mod compound;
pub mod fold;
pub mod languages;
pub mod listing;
mod numbers;
mod scan;
pub(in crate::search) mod scripts;
pub mod stem;
pub mod tokens;
pub mod variants;

pub use compound::is_elided;
pub use languages::{English, Languages};
pub use listing::listing;
pub use stem::Stem;
pub use tokens::{Kind, Token, tokens};
pub use variants::Variants;
