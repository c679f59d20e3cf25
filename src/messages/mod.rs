//! Every message of the interface, by language: a language is added by writing its table here, without touching a component.
//!
//! - [`table`]: what has to be said, in the order of the page.
//! - [`en`], [`zh`], [`ar`]: how each language says it.
//! - [`locale`]: dates and numbers as a language writes them.
//! - [`data`]: the words of one page that no program draws, in all languages; [`offline`]: those of what keeps the collection.
//!
//! Deliberately absent: the words of a site, which stand in `corpus/site.json`, and dates and numbers, see [`Locale`].

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

/// The words of a language, where there are any.
pub fn known(lang: &str) -> Option<&'static Messages> {
    match language::primary(lang).as_str() {
        "en" => Some(&en::WORDING),
        "zh" => Some(&zh::WORDING),
        "ar" => Some(&ar::WORDING),
        _ => None,
    }
}

/// The words of a language; English where there are none for it.
pub fn of(lang: &str) -> &'static Messages {
    known(lang).unwrap_or(&en::WORDING)
}
