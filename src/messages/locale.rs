//! Formatting of dates and numbers by locale.

use crate::article::date::Date;

/// Formats dates and numbers by locale: with `Intl` in the browser, with ICU4X natively.
pub(crate) trait Locale: Send + Sync {
    /// Formats a date in its long form; only month and year, or only the year, if no more is known.
    fn date(&self, date: &Date, lang: &str) -> String;

    /// Formats a month of a year, `May 2024`.
    fn month(&self, year: u16, month: u8, lang: &str) -> String;

    /// Formats an integer with its grouping and digits.
    fn number(&self, number: u32, lang: &str) -> String;

    /// Returns a language's autonym; the tag itself if unknown.
    fn language(&self, code: &str) -> String;
}
