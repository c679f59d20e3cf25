//! Parses dates as sources write them, to RFC 3339.

use super::capture::months::parse_month;
use super::east_asian_date::first_date;
use crate::article::date::Date;
use jiff::{Timestamp, civil, fmt::rfc2822};

/// Reads a date into RFC 3339: a date-time if day, time and zone are known, else the day, the month or the year.
///
/// `lang` decides `03/04/2024`: only English puts the month first. January 1 of year 1, which programs write for "no date", and
/// years BC give `None`.
pub fn parse_date(text: &str, lang: &str) -> Option<String> {
    let text = to_ascii_digits(text);
    let text = text.trim().trim_matches(['"', '\'']).trim();
    if text.is_empty() || text.len() > 240 || is_bc(text) {
        return None;
    }
    let parsed = parse_iso8601(text)
        .or_else(|| parse_compact(text))
        .or_else(|| parse_week_date(text))
        .or_else(|| parse_rfc2822(text))
        .or_else(|| parse_unix_time(text));
    parsed.or_else(|| parse_words(text, lang)).filter(|date| Date::parse(date).is_some())
}

/// Replaces full-width and non-Latin digits with 0 to 9.
fn to_ascii_digits(text: &str) -> String {
    // Zero in full-width, Arabic, Persian, Devanagari, Bengali and Thai digits.
    const DIGIT_ZEROS: [u32; 6] = [0xFF10, 0x0660, 0x06F0, 0x0966, 0x09E6, 0x0E50];
    let ascii = |c: char| {
        let value = DIGIT_ZEROS.iter().find_map(|zero| u32::from(c).checked_sub(*zero).filter(|v| *v < 10));
        value.and_then(|v| char::from_digit(v, 10)).unwrap_or(c)
    };
    text.chars().map(ascii).collect()
}

fn is_bc(text: &str) -> bool {
    let minus = text.strip_prefix(['-', '−']).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '.').any(|w| matches!(w, "BC" | "BCE" | "B.C." | "B.C.E."));
    minus || words || ["公元前", "紀元前", "기원전", "v. Chr.", "av. J.-C.", "a. C."].iter().any(|mark| text.contains(mark))
}

/// ISO 8601, tolerant of spaces, separators and fractions; a range gives its first day.
fn parse_iso8601(text: &str) -> Option<String> {
    let (day, rest) = text.split_at_checked(10).unwrap_or((text, ""));
    let day = day.replace(['/', '.'], "-");
    Date::parse(&day)?;
    let time = rest.trim_start_matches(['T', 't', ' ']).trim();
    if rest.is_empty() || time.is_empty() {
        return Some(day);
    }
    if rest.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    Some(date_time_with_zone(&day, time).unwrap_or(day))
}

/// ISO 8601 without hyphens: `20240701`, `20240701T101500Z`.
fn parse_compact(text: &str) -> Option<String> {
    let (digits, rest) = split_digits(text);
    let (day, time) = digits.split_at_checked(8)?;
    let (year, of_year) = day.split_at_checked(4)?;
    let (month, day) = of_year.split_at_checked(2)?;
    let date = format!("{year}-{month}-{day}");
    (1000..=2999).contains(&year.parse::<i32>().ok()?).then_some(())?;
    Date::parse(&date)?;
    // `20240701T101500Z` or `20240701101500`: the time has exactly four or six digits.
    let (time, zone) = match (time, rest.strip_prefix(['T', 't', ' ', '-', '_'])) {
        ("", None) => return rest.is_empty().then_some(date),
        ("", Some(rest)) => split_digits(rest),
        (time, _) => (time, rest),
    };
    let clock = match (time.len(), time.split_at_checked(2), time.get(2..4), time.get(4..6)) {
        (4, Some((hour, _)), Some(minute), None) => format!("{hour}:{minute}:00"),
        (6, Some((hour, _)), Some(minute), Some(second)) => format!("{hour}:{minute}:{second}"),
        _ => return rest.starts_with(['T', 't', ' ', '-', '_']).then_some(date),
    };
    Some(date_time_with_zone(&date, &format!("{clock}{zone}")).unwrap_or(date))
}

fn split_digits(text: &str) -> (&str, &str) {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    text.split_at_checked(end).unwrap_or((text, ""))
}

/// An ISO 8601 week date or ordinal date: `2024-W27-1`, `2024W271`, `2024-183`.
fn parse_week_date(text: &str) -> Option<String> {
    let (year, rest) = text.split_at_checked(4)?;
    let year: i16 = year.parse().ok()?;
    let rest: String = rest.split(['T', ' ']).next()?.chars().filter(|c| *c != '-').collect();
    let number = |digits: &str| digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse::<i16>().ok()).flatten();
    let date = match rest.strip_prefix('W') {
        Some(rest) if rest.len() == 3 => {
            let number = number(rest)?;
            let weekday = civil::Weekday::from_monday_one_offset((number % 10).try_into().ok()?).ok()?;
            civil::ISOWeekDate::new(year, (number / 10).try_into().ok()?, weekday).ok()?.date()
        }
        None if rest.len() == 3 && text.len() == 8 => civil::Date::new(year, 1, 1).ok()?.with().day_of_year(number(&rest)?).build().ok()?,
        _ => return None,
    };
    (1000..=2999).contains(&date.year()).then(|| date.to_string())
}

fn date_time_with_zone(day: &str, time: &str) -> Option<String> {
    let cut = time.find(['Z', 'z', '+', '-']).or_else(|| time.find(" UTC")).or_else(|| time.find(" GMT"))?;
    let (clock, zone) = time.split_at_checked(cut)?;
    let mut parts = clock.trim().splitn(3, ':');
    let mut two = || parts.next().map(|p| p.split(['.', ',']).next().unwrap_or(p)).filter(|p| p.len() == 2);
    let (hour, minute, second) = (two()?, two()?, two().unwrap_or("00"));
    let zone = match zone.chars().next()? {
        sign @ ('+' | '-') => format_offset(sign, zone)?,
        _ => "Z".to_owned(),
    };
    let whole = format!("{day}T{hour}:{minute}:{second}{zone}");
    whole.parse::<Timestamp>().ok().map(|_| whole)
}

/// Formats an offset as `+08:00`, from hours or hours and minutes: `+8`, `+08`, `+800`, `+0800`, `+8:00`.
fn format_offset(sign: char, zone: &str) -> Option<String> {
    let digits: String = zone.chars().filter(char::is_ascii_digit).collect();
    let (hours, minutes) = match digits.len() {
        1 | 2 => (digits.as_str(), "00"),
        3 => digits.split_at_checked(1)?,
        4 => digits.split_at_checked(2)?,
        _ => return None,
    };
    Some(format!("{sign}{hours:0>2}:{minutes}"))
}

fn parse_rfc2822(text: &str) -> Option<String> {
    let zoned = rfc2822::parse(text).ok()?;
    Some(zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string())
}

/// Unix time in seconds or milliseconds.
fn parse_unix_time(text: &str) -> Option<String> {
    // Some programs append a fraction of a second.
    let whole = text.split_once('.').filter(|(_, rest)| rest.bytes().all(|b| b.is_ascii_digit())).map_or(text, |(whole, _)| whole);
    let number: i64 = whole.parse().ok()?;
    let stamp = match whole.len() {
        10 => Timestamp::from_second(number),
        13 => Timestamp::from_millisecond(number),
        _ => return None,
    };
    stamp.ok().map(|s| s.strftime("%Y-%m-%dT%H:%M:%SZ").to_string())
}

/// A date in words: `July 1, 2024`, `1. Juli 2024`, `2024年7月1日`, `01.07.2024`.
fn parse_words(text: &str, lang: &str) -> Option<String> {
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric() && c != ':').filter(|w| !w.is_empty()).collect();
    let numbers: Vec<i32> =
        text.split(|c: char| !c.is_ascii_digit()).filter_map(|n| (n.len() <= 4).then(|| n.parse().ok()).flatten()).collect();
    let year = |n: i32| (1000..=2999).contains(&n);
    if text.contains(['年', '년']) {
        return first_date(text);
    }
    let months = words.iter().enumerate().filter_map(|(at, word)| parse_month(word).map(|month| (at, month)));
    if let Some(date) = months.into_iter().find_map(|(at, month)| parse_named_month(&words, at, month)) {
        return Some(date);
    }
    match *numbers.get(..3)? {
        [y, m, d] if year(y) => format_date(y, m, d),
        [m, d, y] if year(y) && (d > 12 || (lang.starts_with("en") && m <= 12 && text.contains('/'))) => format_date(y, m, d),
        [d, m, y] if year(y) => format_date(y, m, d),
        _ => None,
    }
}

/// A date whose month is a word; the year and day are the nearest numbers.
fn parse_named_month(words: &[&str], at: usize, month: u8) -> Option<String> {
    let number = |word: &&str| {
        let digits = word.trim_end_matches(char::is_alphabetic);
        (digits.len() == word.len() || word.len() - digits.len() <= 2).then(|| digits.parse::<i32>().ok()).flatten()
    };
    let near = words.get(at.saturating_sub(2)..words.len().min(at + 4))?;
    let year = near.iter().filter(|w| w.len() == 4).find_map(number).filter(|y| (1000..=2999).contains(y))?;
    let before = at.checked_sub(1).and_then(|b| words.get(b)).and_then(number).filter(|d| (1..=31).contains(d));
    let de = at.checked_sub(2).filter(|_| words.get(at.wrapping_sub(1)) == Some(&"de")).and_then(|b| words.get(b)).and_then(number);
    let after = words.get(at + 1).and_then(number).filter(|d| (1..=31).contains(d));
    format_date(year, month.into(), before.or(de).or(after).unwrap_or(0))
}

fn format_date(year: i32, month: i32, day: i32) -> Option<String> {
    match (month, day) {
        (0, _) => Some(format!("{year:04}")),
        (month, 0) => Some(format!("{year:04}-{month:02}")),
        (month, day) => civil::Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?).ok().map(|d| d.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parses_dates_in_many_forms() {
        for (text, lang, want) in [
            ("2023-05-06", "en", "2023-05-06"),
            ("2023-05", "en", "2023-05"),
            ("2022-02-03T04:05:06Z", "en", "2022-02-03T04:05:06Z"),
            ("2022-02-03 04:05:06 +0800", "en", "2022-02-03T04:05:06+08:00"),
            ("2022-02-03T04:05:06.123+01:00", "en", "2022-02-03T04:05:06+01:00"),
            ("2022-02-03T04:05", "en", "2022-02-03"),
            ("2022/02/03 04:05", "en", "2022-02-03"),
            ("Mon, 01 Jul 2024 10:00:00 +0800", "en", "2024-07-01T10:00:00+08:00"),
            ("July 1, 2024", "en", "2024-07-01"),
            ("Published: 1st July 2024 10:30", "en", "2024-07-01"),
            ("1. Juli 2024", "de", "2024-07-01"),
            ("3 juin 2021", "fr", "2021-06-03"),
            ("3 juillet 2021", "fr", "2021-07-03"),
            ("5 de mayo de 2020", "es", "2020-05-05"),
            ("2024年7月1日 12:30", "zh", "2024-07-01"),
            ("01.07.2024", "de", "2024-07-01"),
            ("07/15/2024", "de", "2024-07-15"),
            ("03/04/2024", "en-US", "2024-03-04"),
            ("03/04/2024", "fr", "2024-04-03"),
            ("1719800000", "en", "2024-07-01T02:13:20Z"),
            ("1719800000.25", "en", "2024-07-01T02:13:20Z"),
            ("20240701", "en", "2024-07-01"),
            ("20240701T101500Z", "en", "2024-07-01T10:15:00Z"),
            ("20240701101500+0200", "en", "2024-07-01T10:15:00+02:00"),
            ("20240701T1015", "en", "2024-07-01"),
            ("2024-7-1", "en", "2024-07-01"),
            ("2024-W27-1", "en", "2024-07-01"),
            ("2024-183", "en", "2024-07-01"),
            ("2024-07-01/2024-07-05", "en", "2024-07-01"),
            ("2024-07-01T10:15:00,123+02:00", "en", "2024-07-01T10:15:00+02:00"),
            ("2024-07-01T10:15:00+2", "en", "2024-07-01T10:15:00+02:00"),
            ("2024-07-01T10:15:00-330", "en", "2024-07-01T10:15:00-03:30"),
            ("2024-07-01 10:15 PST", "en", "2024-07-01"),
            ("٢٠٢٤-٠٧-٠١", "ar", "2024-07-01"),
            ("5 lipca 2023", "pl", "2023-07-05"),
            ("mardi 4 avril 2023", "fr", "2023-04-04"),
            ("Magazine | 14 March 2023", "en", "2023-03-14"),
            ("平成30年7月1日", "ja", "2018-07-01"),
        ] {
            assert_eq!(parse_date(text, lang).as_deref(), Some(want), "{text}");
        }
    }

    #[test]
    fn rejects_text_without_a_date() {
        for text in [
            "",
            "yesterday",
            "2024-13-45",
            "31 June 2024",
            "12",
            "March of the penguins",
            "–年–月",
            "农历今年",
            "0001-01-01T00:00:00Z",
            "0000-00-00 00:00:00",
            "-0044-03-15",
            "-2024-03-15",
            "44 BC",
            "12 March 44 BC",
            "1890s",
            "12024-07-01",
            "2024-02-30",
            "99999999",
            "{{date}}",
        ] {
            assert_eq!(parse_date(text, "en"), None, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn accepts_any_text_without_panic(text in any_date_like(), lang in "[a-z]{2}") {
            if let Some(date) = parse_date(&text, &lang) {
                proptest::prop_assert!(Date::parse(&date).is_some(), "{text:?} gave {date:?}");
            }
        }
    }

    /// Generates any text, rich in characters that dates use.
    fn any_date_like() -> impl proptest::strategy::Strategy<Value = String> {
        use proptest::prelude::*;
        let parts = prop_oneof![
            any::<String>(),
            "[0-9０-９٠-٩]{1,8}",
            "[年月日년월일今去元二〇令和平成]{1,4}",
            "[-/.T:Z+ WÀ-ž]{1,3}",
            "(May|mars|Sept|BC)"
        ];
        prop::collection::vec(parts, 0..6).prop_map(|parts| parts.concat())
    }
}
