//! Every word of the interface, by language: a language is added by writing its table here, without touching a view.
//!
//! - [`table`]: what has to be said, in the order of the page.
//! - [`en`], [`zh`], [`ar`]: how each language says it.
//! - [`data`]: the words of one page that no program draws, in all languages; [`offline`]: those of what keeps the collection.
//!
//! Deliberately absent: the words of a site, which stand in `corpus/site.json`, and dates and numbers, see [`super::room::Locale`].

mod ar;
pub mod data;
mod en;
pub mod offline;
mod table;
mod zh;

pub use table::{Missing, Wording};

use crate::article::language;

/// The words of a language, where there are any.
pub fn known(lang: &str) -> Option<&'static Wording> {
    match language::primary(lang).as_str() {
        "en" => Some(&en::WORDING),
        "zh" => Some(&zh::WORDING),
        "ar" => Some(&ar::WORDING),
        _ => None,
    }
}

/// The words of a language; English where there are none for it.
pub fn of(lang: &str) -> &'static Wording {
    known(lang).unwrap_or(&en::WORDING)
}
