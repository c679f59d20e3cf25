//! The messages of the interface, one file a language: to add a language, write its file and its line in [`LANGUAGES`]; no component
//! changes.
//!
//! - [`Messages`]: the table that a language fills. It holds [`BuildMessages`], [`DataMessages`] and [`OfflineMessages`].
//! - `en`, `zh`, `ar`: the languages. The compiler names a message that one of them lacks.
//! - [`locale`]: formatting of dates and numbers.
//!
//! Deliberately absent: the site's own words, which are in `corpus/site.json`, and dates and numbers, see [`Locale`].

mod ar;
#[cfg(not(target_arch = "wasm32"))]
pub mod build;
#[cfg(not(target_arch = "wasm32"))]
pub mod data;
mod en;
pub mod locale;
pub mod offline;
mod table;
mod zh;

#[cfg(test)]
mod tests;

#[cfg(not(target_arch = "wasm32"))]
pub use build::BuildMessages;
#[cfg(not(target_arch = "wasm32"))]
pub use data::DataMessages;
pub use locale::Locale;
pub use offline::OfflineMessages;
pub use table::{Messages, Missing};

use crate::article::language;

/// A language of the interface.
pub struct Language {
    /// Its primary subtag, lower case.
    pub code: &'static str,
    /// Its own name.
    pub autonym: &'static str,
    /// Its messages.
    pub messages: &'static Messages,
}

/// The languages of the interface.
pub static LANGUAGES: [Language; 3] = [
    Language { code: "en", autonym: "English", messages: &en::MESSAGES },
    Language { code: "zh", autonym: "中文", messages: &zh::MESSAGES },
    Language { code: "ar", autonym: "العربية", messages: &ar::MESSAGES },
];

/// Returns the messages of a language, if there are any.
pub fn try_for_lang(lang: &str) -> Option<&'static Messages> {
    let code = language::primary_subtag(lang);
    LANGUAGES.iter().find(|language| language.code == code).map(|language| language.messages)
}

/// Returns the messages of a language; English if there are none, which `lectern check` reports.
pub fn for_lang(lang: &str) -> &'static Messages {
    try_for_lang(lang).unwrap_or(&en::MESSAGES)
}
