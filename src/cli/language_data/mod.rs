//! What is known of languages where an index is built, and is published as far as a corpus needs it.
//!
//! - [`stop_words`](mod@stop_words): words that say little of what a text is about.
//! - [`function_words`](mod@function_words): such words of languages written without spaces.
//! - [`chinese`]: traditional characters and their simplified forms.
//! - [`languages`]: all of it, as an index asks for it.
//!
//! Deliberately absent: stems, which the program in the page makes as well; they are in `search::analysis`.

pub mod chinese;
pub(crate) mod function_words;
pub mod languages;
pub mod stop_words;

pub use self::stop_words::stop_words;
pub use chinese::variants_for;
pub use languages::LanguageData;
