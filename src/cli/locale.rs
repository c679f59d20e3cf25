//! Dates and numbers formatted by ICU4X, as `Intl` formats them in a browser.
//!
//! English without a region is formatted as in Britain on both sides, day before month: most people who read English as a second
//! language write dates in that order.

use crate::article::autonym::autonym;
use crate::article::date::Date;
use crate::messages::Locale;
use icu::datetime::fieldsets::{Y, YM, YMD};
use icu::datetime::input::Date as Day;
use icu::datetime::{DateTimeFormatter, DateTimeFormatterLoadError};
use icu::decimal::DecimalFormatter;
use icu::decimal::input::Decimal;
use icu::locale::Locale as Tag;
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

/// The locale data of a build.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Icu;

/// The formatters of one language.
struct Formatters {
    day: DateTimeFormatter<YMD>,
    month: DateTimeFormatter<YM>,
    year: DateTimeFormatter<Y>,
    number: Option<DecimalFormatter>,
}

thread_local! {
    /// Formatters are slow to create and cannot move between threads.
    static FORMATTERS: RefCell<HashMap<String, Option<Rc<Formatters>>>> = RefCell::default();
}

fn formatters(lang: &str) -> Option<Rc<Formatters>> {
    let cached = FORMATTERS.with_borrow(|formatters| formatters.get(lang).cloned());
    cached.unwrap_or_else(|| {
        let made = Formatters::new(&parse_locale(lang)).ok().map(Rc::new);
        FORMATTERS.with_borrow_mut(|formatters| formatters.insert(lang.to_owned(), made.clone()));
        made
    })
}

/// The locale of a language code; English if the code is malformed.
fn parse_locale(lang: &str) -> Tag {
    let lang = if lang.eq_ignore_ascii_case("en") || lang.is_empty() { "en-GB" } else { lang };
    lang.parse().unwrap_or(icu::locale::locale!("en-GB"))
}

impl Formatters {
    fn new(tag: &Tag) -> Result<Formatters, DateTimeFormatterLoadError> {
        Ok(Formatters {
            day: DateTimeFormatter::try_new(tag.into(), YMD::long())?,
            month: DateTimeFormatter::try_new(tag.into(), YM::long())?,
            year: DateTimeFormatter::try_new(tag.into(), Y::long())?,
            number: DecimalFormatter::try_new(tag.into(), Default::default()).ok(),
        })
    }
}

impl Locale for Icu {
    fn date(&self, date: &Date, lang: &str) -> String {
        // The first day or month stands in for an unknown one, and is not written.
        let day = Day::try_new_iso(i32::from(date.year), date.month.max(1), date.day.max(1));
        let (Some(formatters), Ok(day)) = (formatters(lang), day) else { return date.iso_date() };
        match (date.month, date.day) {
            (0, _) => formatters.year.format(&day).to_string(),
            (_, 0) => formatters.month.format(&day).to_string(),
            _ => formatters.day.format(&day).to_string(),
        }
    }

    fn month(&self, year: u16, month: u8, lang: &str) -> String {
        self.date(&Date { year, month, day: 0, time: String::new() }, lang)
    }

    fn number(&self, number: u32, lang: &str) -> String {
        match formatters(lang).as_ref().and_then(|formatters| formatters.number.as_ref()) {
            Some(format) => format.format(&Decimal::from(number)).to_string(),
            None => number.to_string(),
        }
    }

    fn language(&self, code: &str) -> String {
        autonym(code).unwrap_or(code).to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str, lang: &str) -> String {
        Icu.date(&Date::parse(text).unwrap(), lang)
    }

    #[test]
    fn dates_are_formatted_to_their_known_precision() {
        assert_eq!(date("2024-06-24", "en"), "24 June 2024");
        assert_eq!(date("2024-06-24T10:00:00Z", "en-US"), "June 24, 2024");
        assert_eq!(date("2024-06-24", "zh-Hans"), "2024年6月24日");
        assert_eq!(date("2024-06-24", "ja"), "2024年6月24日");
        assert_eq!(date("2024-06-24", "ar"), "24 يونيو 2024");
        assert_eq!(date("2024-06-24", "ar-EG"), "٢٤ يونيو ٢٠٢٤");
        assert_eq!(date("2024-06-24", "fa"), "۴ تیر ۱۴۰۳");
        assert_eq!(date("2024-06", "en"), "June 2024");
        assert_eq!(date("2024", "en"), "2024");
    }

    /// The output of `Intl` in Chromium 156: `dateStyle: "long"`, month and year, year, and 12345. For a month or a year the first
    /// day is used, which may fall into the previous one in another calendar.
    const INTL: &[(&str, [&str; 4])] = &[
        ("en-GB", ["24 June 2024", "June 2024", "2024", "12,345"]),
        ("zh-Hans", ["2024年6月24日", "2024年6月", "2024年", "12,345"]),
        ("ja", ["2024年6月24日", "2024年6月", "2024年", "12,345"]),
        ("ko", ["2024년 6월 24일", "2024년 6월", "2024년", "12,345"]),
        ("ar", ["24 يونيو 2024", "يونيو 2024", "2024", "12,345"]),
        ("ar-EG", ["٢٤ يونيو ٢٠٢٤", "يونيو ٢٠٢٤", "٢٠٢٤", "١٢٬٣٤٥"]),
        ("ru", ["24 июня 2024 г.", "июнь 2024 г.", "2024", "12 345"]),
        ("he", ["24 ביוני 2024", "יוני 2024", "2024", "12,345"]),
        ("ur", ["24 جون، 2024", "جون 2024", "2024", "12,345"]),
        ("fa", ["۴ تیر ۱۴۰۳", "۱۴۰۳ خرداد", "۱۴۰۲", "۱۲٬۳۴۵"]),
        ("th", ["24 มิถุนายน 2567", "มิถุนายน 2567", "พ.ศ. 2567", "12,345"]),
    ];

    #[test]
    fn output_equals_that_of_intl_in_browsers() {
        // Browsers differ in which no-break space they use.
        let plain = |text: String| text.replace(['\u{a0}', '\u{202f}'], " ");
        let format =
            |lang: &str| [date("2024-06-24", lang), date("2024-06", lang), date("2024", lang), Icu.number(12_345, lang)].map(plain);
        let differences: Vec<_> =
            INTL.iter().map(|(lang, expected)| (*lang, format(lang), *expected)).filter(|(_, found, expected)| found != expected).collect();
        assert!(differences.is_empty(), "{differences:#?}");
    }

    #[test]
    fn unknown_languages_fall_back_to_english() {
        assert_eq!(date("2024-06-24", "not a language"), "24 June 2024");
        assert_eq!(date("2024-06-24", ""), "24 June 2024");
    }

    #[test]
    fn numbers_are_grouped() {
        assert_eq!(Icu.number(12_345, "en"), "12,345");
        assert_eq!(Icu.number(12_345, "de"), "12.345");
        assert_eq!(Icu.number(12_345, "fa"), "۱۲٬۳۴۵");
    }
}
