//! What is known of languages where an index is built, and is published as far as a corpus needs it.
//!
//! - [`function_words`]: words that say little of what a text is about.
//! - [`chinese`]: traditional characters and their simplified forms.
//! - [`languages`]: all of it, as an index asks for it.
//!
//! Deliberately absent: stems, which the program in the page makes as well; they are in `search::analysis`.

pub mod chinese;
pub mod function_words;
pub mod languages;

pub use chinese::variants_for;
pub use function_words::function_words;
pub use languages::LanguageData;
