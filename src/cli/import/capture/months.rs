//! Month names and abbreviations in many languages, by CLDR.

use icu::calendar::Gregorian;
use icu::datetime::fieldsets::enums::CalendarPeriodFieldSet;
use icu::datetime::input::Date;
use icu::datetime::pattern::{DateTimePattern, FixedCalendarDateTimeNames, MonthNameLength};
use icu::locale::Locale;
use std::sync::LazyLock;
use writeable::TryWriteable;

/// The languages whose months are known. An abbreviation belongs to the first that has it.
const LANGUAGES: [&str; 32] = [
    "en", "de", "de-AT", "fr", "es", "pt", "it", "nl", "sv", "da", "nb", "fi", "cs", "sk", "pl", "sl", "hr", "ru", "uk", "bg", "sr", "tr",
    "ro", "hu", "el", "id", "sw", "ar", "fa", "he", "hi", "lt",
];

/// Spellings that CLDR lacks: Austrian and unaccented German, English and Dutch abbreviations, the first words of Levantine months,
/// Persian without hamza, Hindi
/// without nukta.
const EXTRA_SPELLINGS: [(&str, u8); 20] = [
    ("फरवरी", 2),
    ("feber", 2),
    ("maerz", 3),
    ("sept", 9),
    ("mrt", 3),
    ("كانون", 1),
    ("شباط", 2),
    ("آذار", 3),
    ("نيسان", 4),
    ("أيار", 5),
    ("حزيران", 6),
    ("تموز", 7),
    ("آب", 8),
    ("أيلول", 9),
    ("تشرين", 10),
    ("ژانویه", 1),
    ("فوریه", 2),
    ("مه", 5),
    ("ژوئیه", 7),
    ("سپتامبر", 9),
];

/// Twelve names for each language and form, in lower case: as dates inflect them, then standing alone.
static MONTHS: LazyLock<Vec<Vec<String>>> = LazyLock::new(|| {
    let forms = [(MonthNameLength::Wide, "MMMM"), (MonthNameLength::StandaloneWide, "LLLL")];
    let lists = LANGUAGES.iter().flat_map(|language| forms.iter().map(move |(length, pattern)| month_names(language, *length, pattern)));
    let mut lists: Vec<Vec<String>> = lists.flatten().collect();
    // Most languages inflect no month: both forms are one list then, which is looked through once.
    lists.dedup();
    lists
});

/// The names of the months in a language; `None` where CLDR has none.
fn month_names(language: &str, length: MonthNameLength, pattern: &str) -> Option<Vec<String>> {
    let locale: Locale = language.parse().ok()?;
    let pattern: DateTimePattern = pattern.parse().ok()?;
    let mut names = FixedCalendarDateTimeNames::<Gregorian, CalendarPeriodFieldSet>::try_new(locale.into()).ok()?;
    names.include_month_names(length).ok()?;
    let month = |month| {
        let day = Date::try_new_gregorian(2001, month, 1).ok()?;
        let name = names.with_pattern_unchecked(&pattern).format(&day).try_write_to_string().ok()?.to_lowercase();
        Some(name)
    };
    (1..=12).map(month).collect()
}

/// Fewest letters of an abbreviation: `Jul` for `July`.
const MIN_ABBREVIATION_CHARS: usize = 3;

/// The month named by a word, 1 to 12: in full, or by at least its first three letters.
pub(in crate::cli::import) fn parse_month(word: &str) -> Option<u8> {
    let word = word.trim_end_matches('.').to_lowercase();
    let long_enough = word.chars().count() >= MIN_ABBREVIATION_CHARS && word.chars().all(char::is_alphabetic);
    let named = |full: bool| {
        MONTHS
            .iter()
            .find_map(|months| months.iter().position(|name| if full { *name == word } else { long_enough && name.starts_with(&word) }))
    };
    let spelled = || EXTRA_SPELLINGS.iter().find(|(spelling, _)| *spelling == word).map(|(_, month)| *month);
    let number = |position: usize| u8::try_from(position + 1).ok();
    named(true).and_then(number).or_else(spelled).or_else(|| named(false).and_then(number))
}

#[cfg(test)]
mod tests {
    use super::parse_month;

    #[test]
    fn parses_full_and_abbreviated_months() {
        for (word, number) in [
            ("July", 7),
            ("Jul", 7),
            ("Sept.", 9),
            ("août", 8),
            ("мая", 5),
            ("Mai", 5),
            ("října", 10),
            ("agosti", 8),
            ("Jänner", 1),
            ("شباط", 2),
            ("फरवरी", 2),
        ] {
            assert_eq!(parse_month(word), Some(number), "{word}");
        }
        assert_eq!((parse_month("on"), parse_month("photo")), (None, None));
    }
}
