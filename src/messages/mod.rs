//! The messages of the interface, one file a language: to add a language, write its file and its line in [`LANGUAGES`]; no component
//! changes.
//!
//! - [`Messages`]: the table that a language fills. It holds [`BuildMessages`], [`DataMessages`], [`OfflineMessages`] and
//!   [`AnnotationMessages`].
//! - `en`, `zh`, `ar`: the languages. The compiler names a message that one of them lacks.
//! - [`locale`]: formatting of dates and numbers.
//!
//! Deliberately absent: the site's own words, which are in `corpus/site.json`, and dates and numbers, see [`Locale`].

pub(crate) mod annotations;
mod ar;
#[cfg(not(target_arch = "wasm32"))]
pub(crate) mod build;
#[cfg(not(target_arch = "wasm32"))]
pub(crate) mod data;
mod en;
pub(crate) mod locale;
pub(crate) mod offline;
pub(crate) mod stored;
mod table;
pub(crate) mod template;
mod zh;

#[cfg(test)]
mod tests;

pub(crate) use annotations::AnnotationMessages;
#[cfg(not(target_arch = "wasm32"))]
pub(crate) use build::BuildMessages;
#[cfg(not(target_arch = "wasm32"))]
pub(crate) use data::DataMessages;
pub(crate) use locale::Locale;
#[cfg(not(target_arch = "wasm32"))]
pub(crate) use offline::OfflineMessages;
pub(crate) use table::{Messages, Missing};
pub(crate) use template::Template;

use crate::article::language;

/// A language of the interface.
pub(crate) struct Language {
    /// Its primary subtag, lower case.
    pub code: &'static str,
    /// Its own name.
    #[cfg(not(target_arch = "wasm32"))]
    pub autonym: &'static str,
    /// Its messages.
    pub messages: &'static Messages,
}

/// The languages of the interface.
pub(crate) static LANGUAGES: [Language; 3] = [
    Language {
        code: "en",
        #[cfg(not(target_arch = "wasm32"))]
        autonym: "English",
        messages: &en::MESSAGES,
    },
    Language {
        code: "zh",
        #[cfg(not(target_arch = "wasm32"))]
        autonym: "中文",
        messages: &zh::MESSAGES,
    },
    Language {
        code: "ar",
        #[cfg(not(target_arch = "wasm32"))]
        autonym: "العربية",
        messages: &ar::MESSAGES,
    },
];

/// Returns the messages of a language, if there are any.
pub(crate) fn try_for_lang(lang: &str) -> Option<&'static Messages> {
    let code = language::primary_subtag(lang);
    LANGUAGES.iter().find(|language| language.code == code).map(|language| language.messages)
}

/// Returns the messages of a language; English if there are none, which `lectern check` reports.
pub(crate) fn for_lang(lang: &str) -> &'static Messages {
    try_for_lang(lang).unwrap_or(&en::MESSAGES)
}
