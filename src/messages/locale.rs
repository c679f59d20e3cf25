//! Dates and numbers as a language writes them.

use crate::article::date::Date;

/// Dates and numbers as a language writes them: by `Intl` in the browser, by ICU4X on the machine.
pub trait Locale: Send + Sync {
    /// A date in its long form; only month and year, or only the year, where no more is known.
    fn date(&self, date: &Date, lang: &str) -> String;

    /// A month of a year, `May 2024`.
    fn month(&self, year: u16, month: u8, lang: &str) -> String;

    /// A whole number with its grouping and digits.
    fn number(&self, number: u32, lang: &str) -> String;

    /// A language by its own name; the code itself where it is not known.
    fn language(&self, code: &str) -> String;
}
