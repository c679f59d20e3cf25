//! Month names and abbreviations in many languages, by CLDR.

use super::exceptions;
use icu::calendar::Gregorian;
use icu::datetime::fieldsets::enums::CalendarPeriodFieldSet;
use icu::datetime::input::Date;
use icu::datetime::pattern::{DateTimePattern, FixedCalendarDateTimeNames, MonthNameLength};
use icu::locale::Locale;
use std::collections::BTreeMap;
use std::sync::LazyLock;
use writeable::TryWriteable;

/// The languages whose months are known. Where two name different months alike, the language of the text decides, else the first.
const LANGUAGES: [&str; 72] = [
    "en", "de", "de-AT", "fr", "es", "pt", "it", "nl", "sv", "da", "nb", "fi", "cs", "sk", "pl", "sl", "hr", "ru", "uk", "bg", "sr", "tr",
    "ro", "hu", "el", "id", "sw", "ar", "fa", "he", "hi", "lt", // Up to here, abbreviations count in every text.
    "ar-SY", "ca", "gl", "eu", "et", "lv", "is", "fo", "ga", "cy", "mt", "lb", "af", "sq", "mk", "bs", "sr-Latn", "be", "ka", "hy", "az",
    "kk", "ky", "uz", "ms", "fil", "th", "bn", "ta", "te", "mr", "gu", "kn", "ml", "pa", "ur", "ne", "si", "km", "eo",
];

/// How many languages have abbreviations that count in a text of any language; those of the others are words elsewhere.
const WITH_COMMON_ABBREVIATIONS: usize = 32;

/// Fewest letters of an abbreviation: `Jul` for `July`.
const MIN_ABBREVIATION_CHARS: usize = 3;

/// A month by its name.
struct Name {
    /// Index in [`LANGUAGES`].
    language: usize,
    /// 1 to 12.
    month: u8,
    is_abbreviation: bool,
}

/// The months by their names in lower case: as dates inflect them, and standing alone.
static NAMES: LazyLock<BTreeMap<String, Vec<Name>>> = LazyLock::new(|| {
    let forms = [
        (MonthNameLength::Wide, "MMMM"),
        (MonthNameLength::StandaloneWide, "LLLL"),
        (MonthNameLength::Abbreviated, "MMM"),
        (MonthNameLength::StandaloneAbbreviated, "LLL"),
    ];
    let mut all: BTreeMap<String, Vec<Name>> = BTreeMap::new();
    for (language, tag) in LANGUAGES.iter().enumerate() {
        for (length, pattern) in forms {
            let is_abbreviation = pattern.len() == 3;
            for (name, month) in month_names(tag, length, pattern).unwrap_or_default().into_iter().zip(1..) {
                all.entry(name).or_default().push(Name { language, month, is_abbreviation });
            }
        }
    }
    all
});

/// The names of the months in a language, in lower case without the dot of an abbreviation; `None` where CLDR has none.
fn month_names(language: &str, length: MonthNameLength, pattern: &str) -> Option<Vec<String>> {
    let locale: Locale = language.parse().ok()?;
    let pattern: DateTimePattern = pattern.parse().ok()?;
    let mut names = FixedCalendarDateTimeNames::<Gregorian, CalendarPeriodFieldSet>::try_new(locale.into()).ok()?;
    names.include_month_names(length).ok()?;
    let month = |month| {
        let day = Date::try_new_gregorian(2001, month, 1).ok()?;
        let name = names.with_pattern_unchecked(&pattern).format(&day).try_write_to_string().ok()?.to_lowercase();
        Some(name.trim_end_matches('.').to_owned())
    };
    (1..=12).map(month).collect()
}

/// The month named by a word, 1 to 12: in full, by its abbreviation in CLDR, or by at least its first three letters.
///
/// `lang` is the language of the text, empty if unknown: `listopad` is October in Croatian, November in Czech.
pub(in crate::cli::import) fn parse_month(word: &str, lang: &str) -> Option<u8> {
    let word = word.trim_end_matches('.').trim_start_matches(exceptions::HEBREW_IN).to_lowercase();
    let in_full = NAMES.get(&word).and_then(|names| choose(names.iter().filter(|n| !n.is_abbreviation || is_abbreviated(n, lang)), lang));
    let exception = || exceptions::MONTHS.iter().find(|(name, _)| *name == word).map(|(_, month)| *month);
    let is_long_enough = word.chars().count() >= MIN_ABBREVIATION_CHARS;
    let begun = || {
        let longer = NAMES.range(word.clone()..).take_while(|(name, _)| name.starts_with(&word));
        choose(longer.flat_map(|(_, names)| names).filter(|n| is_abbreviated(n, lang)), lang)
    };
    in_full.or_else(exception).or_else(|| is_long_enough.then(begun).flatten())
}

/// True if the months of a name's language may be abbreviated in a text of this language.
fn is_abbreviated(name: &Name, lang: &str) -> bool {
    name.language < WITH_COMMON_ABBREVIATIONS || is_of(name, lang)
}

fn is_of(name: &Name, lang: &str) -> bool {
    let primary = |tag: &'static str| tag.split('-').next().unwrap_or_default();
    let lang = lang.split(['-', '_']).next().unwrap_or_default();
    LANGUAGES.get(name.language).is_some_and(|tag| primary(tag).eq_ignore_ascii_case(lang))
}

/// The month of the first language in which the names mean one month; the language of the text comes first.
fn choose<'n>(names: impl Iterator<Item = &'n Name>, lang: &str) -> Option<u8> {
    let mut candidates: Vec<_> = names.map(|name| (!is_of(name, lang), name.language, name.month)).collect();
    candidates.sort_unstable();
    candidates.dedup();
    let mut by_language = candidates.chunk_by(|(_, one, _), (_, other, _)| one == other);
    by_language.find_map(|months| if let [(_, _, month)] = months { Some(*month) } else { None })
}

#[cfg(test)]
mod tests {
    use super::*;

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
            ("mrt.", 3),
            ("تشرين الثاني", 11),
            ("كانون الأول", 12),
            ("ژانویه", 1),
            ("مه", 5),
            ("ژوئیه", 7),
            ("ביולי", 7),
            ("maerz", 3),
            ("uztaila", 7),
            ("กรกฎาคม", 7),
            ("জুলাই", 7),
        ] {
            assert_eq!(parse_month(word, ""), Some(number), "{word}");
        }
        for word in ["on", "photo", "Mae"] {
            assert_eq!(parse_month(word, ""), None, "{word}");
        }
    }

    #[test]
    fn the_language_of_the_text_decides() {
        assert_eq!(
            (parse_month("listopada", "hr"), parse_month("listopada", "pl"), parse_month("listopada", "")),
            (Some(10), Some(11), Some(11))
        );
        // Vietnamese Tet, and the abbreviation of an Albanian month.
        assert_eq!((parse_month("tet", "sq"), parse_month("Tet", "vi")), (Some(10), None));
    }

    #[test]
    fn an_abbreviation_of_two_months_names_none() {
        assert_eq!((parse_month("jui", "fr"), parse_month("juil", "fr"), parse_month("تشرين", "")), (None, Some(7), None));
    }

    #[test]
    fn every_language_has_twelve_months() {
        for (language, tag) in LANGUAGES.iter().enumerate() {
            let of_language =
                |names: &Vec<Name>| names.iter().filter(|name| name.language == language).map(|name| name.month).collect::<Vec<_>>();
            let mut months: Vec<u8> = NAMES.values().flat_map(of_language).collect();
            months.sort_unstable();
            months.dedup();
            assert_eq!(months.len(), 12, "{tag}");
        }
        assert_eq!(NAMES.keys().find(|name| name.contains(|c: char| c.is_ascii_digit())), None);
    }

    #[test]
    fn cldr_lacks_every_exception() {
        for (name, _) in exceptions::MONTHS {
            assert!(!NAMES.contains_key(name), "{name}");
        }
    }
}
