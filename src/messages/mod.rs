//! The messages of the interface, by language: to add a language, write its table here; no component changes.
//!
//! - [`table`]: the type of a table, in the order of the page.
//! - [`en`], [`zh`], [`ar`]: the tables.
//! - [`locale`]: formatting of dates and numbers.
//! - [`data`]: messages of the data page, which no program draws, in all languages; [`offline`]: those for reading offline.
//!
//! Deliberately absent: the site's own words, which are in `corpus/site.json`, and dates and numbers, see [`Locale`].

mod ar;
pub mod data;
mod en;
pub mod locale;
pub mod offline;
mod table;
mod zh;

pub use locale::Locale;
pub use table::{Messages, Missing};

use crate::article::language;

/// Returns the messages of a language, if there are any.
pub fn try_for_lang(lang: &str) -> Option<&'static Messages> {
    match language::primary_subtag(lang).as_str() {
        "en" => Some(&en::MESSAGES),
        "zh" => Some(&zh::MESSAGES),
        "ar" => Some(&ar::MESSAGES),
        _ => None,
    }
}

/// Returns the messages of a language; English if there are none.
pub fn for_lang(lang: &str) -> &'static Messages {
    try_for_lang(lang).unwrap_or(&en::MESSAGES)
}
