//! Dates as sources write them, to RFC 3339.

use crate::article::date::Date;
use jiff::{Timestamp, civil, fmt::rfc2822};

/// A date in RFC 3339: a date-time where day, time and zone are known, else the day, the month or the year.
///
/// `lang` decides on `03/04/2024`: the month comes first in English alone.
pub fn read(text: &str, lang: &str) -> Option<String> {
    let text = text.trim().trim_matches(['"', '\'']).trim();
    if text.is_empty() || text.len() > 120 {
        return None;
    }
    iso(text).or_else(|| mail(text)).or_else(|| seconds(text)).or_else(|| in_words(text, lang)).filter(|date| Date::parse(date).is_some())
}

/// ISO 8601, with the spaces, colons and fractions that programs leave out or put in.
fn iso(text: &str) -> Option<String> {
    let (day, rest) = text.split_at_checked(10).unwrap_or((text, ""));
    let day = day.replace(['/', '.'], "-");
    Date::parse(&day)?;
    let time = rest.trim_start_matches(['T', 't', ' ']).trim();
    if rest.is_empty() || time.is_empty() {
        return Some(day);
    }
    Some(zoned(&day, time).unwrap_or(day))
}

fn zoned(day: &str, time: &str) -> Option<String> {
    let cut = time.find(['Z', 'z', '+', '-']).or_else(|| time.find(" UTC")).or_else(|| time.find(" GMT"))?;
    let (clock, zone) = time.split_at(cut);
    let mut parts = clock.trim().splitn(3, ':');
    let mut two = || parts.next().map(|p| p.split(['.', ',']).next().unwrap_or(p)).filter(|p| p.len() == 2);
    let (hour, minute, second) = (two()?, two()?, two().unwrap_or("00"));
    let digits: String = zone.chars().filter(char::is_ascii_digit).collect();
    let zone = match (zone.chars().next()?, digits.len()) {
        (sign @ ('+' | '-'), 4) => format!("{sign}{}:{}", &digits[..2], &digits[2..]),
        (sign @ ('+' | '-'), 2) => format!("{sign}{digits}:00"),
        _ => "Z".to_owned(),
    };
    let whole = format!("{day}T{hour}:{minute}:{second}{zone}");
    whole.parse::<Timestamp>().ok().map(|_| whole)
}

fn mail(text: &str) -> Option<String> {
    let zoned = rfc2822::parse(text).ok()?;
    Some(zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string())
}

/// Seconds or milliseconds since 1970.
fn seconds(text: &str) -> Option<String> {
    let number: i64 = text.parse().ok()?;
    let stamp = match text.len() {
        10 => Timestamp::from_second(number),
        13 => Timestamp::from_millisecond(number),
        _ => return None,
    };
    stamp.ok().map(|s| s.strftime("%Y-%m-%dT%H:%M:%SZ").to_string())
}

/// Three letters that begin the name of a month in English and in languages that write it alike, with its number.
const MONTHS: [(&str, i8); 61] = [
    ("jan", 1),
    ("ene", 1),
    ("gen", 1),
    ("янв", 1),
    ("feb", 2),
    ("fév", 2),
    ("fev", 2),
    ("фев", 2),
    ("mar", 3),
    ("mär", 3),
    ("maa", 3),
    ("mrt", 3),
    ("мар", 3),
    ("apr", 4),
    ("avr", 4),
    ("abr", 4),
    ("апр", 4),
    ("may", 5),
    ("mai", 5),
    ("mag", 5),
    ("mei", 5),
    ("мая", 5),
    ("май", 5),
    ("maj", 5),
    ("jun", 6),
    ("juin", 6),
    ("giu", 6),
    ("июн", 6),
    ("jul", 7),
    ("juil", 7),
    ("lug", 7),
    ("июл", 7),
    ("aug", 8),
    ("aoû", 8),
    ("aou", 8),
    ("ago", 8),
    ("авг", 8),
    ("sep", 9),
    ("set", 9),
    ("сен", 9),
    ("oct", 10),
    ("okt", 10),
    ("ott", 10),
    ("out", 10),
    ("окт", 10),
    ("nov", 11),
    ("ноя", 11),
    ("noy", 11),
    ("dec", 12),
    ("dez", 12),
    ("déc", 12),
    ("dic", 12),
    ("dez", 12),
    ("дек", 12),
    ("jui", 7),
    ("mei", 5),
    ("ocak", 1),
    ("gru", 12),
    ("sty", 1),
    ("lut", 2),
    ("list", 11),
];

fn month(word: &str) -> Option<i8> {
    let word = word.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase();
    if word.chars().count() < 3 || word.chars().count() > 10 {
        return None;
    }
    let exact = |name: &str| word.starts_with(name);
    // "juin" and "juillet" differ in the fourth letter only: the longer names are asked first.
    MONTHS.iter().filter(|(name, _)| exact(name)).max_by_key(|(name, _)| name.len()).map(|(_, number)| *number)
}

/// A date inside words: `July 1, 2024`, `1. Juli 2024`, `2024年7月1日`, `01.07.2024`.
fn in_words(text: &str, lang: &str) -> Option<String> {
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric() && c != ':').filter(|w| !w.is_empty()).collect();
    let numbers: Vec<i32> =
        text.split(|c: char| !c.is_ascii_digit()).filter_map(|n| (n.len() <= 4).then(|| n.parse().ok()).flatten()).collect();
    let year = |n: i32| (1000..=2999).contains(&n);
    if let Some(at) = text.find('年') {
        let of: Vec<i32> = text[at.saturating_sub(4)..].split(|c: char| !c.is_ascii_digit()).filter_map(|n| n.parse().ok()).collect();
        return ymd(*of.first()?, *of.get(1).unwrap_or(&0), *of.get(2).unwrap_or(&0));
    }
    if let Some((at, number)) = words.iter().enumerate().find_map(|(at, w)| month(w).map(|m| (at, m))) {
        return named(&words, at, number);
    }
    match *numbers.get(..3)? {
        [y, m, d] if year(y) => ymd(y, m, d),
        [m, d, y] if year(y) && (d > 12 || (lang.starts_with("en") && m <= 12 && text.contains('/'))) => ymd(y, m, d),
        [d, m, y] if year(y) => ymd(y, m, d),
        _ => None,
    }
}

/// A date whose month is a word: the year and the day are the numbers nearest to it.
fn named(words: &[&str], at: usize, month: i8) -> Option<String> {
    let number = |word: &&str| {
        let digits = word.trim_end_matches(|c: char| c.is_alphabetic());
        (digits.len() == word.len() || word.len() - digits.len() <= 2).then(|| digits.parse::<i32>().ok()).flatten()
    };
    let near = &words[at.saturating_sub(2)..words.len().min(at + 4)];
    let year = near.iter().filter(|w| w.len() == 4).find_map(number).filter(|y| (1000..=2999).contains(y))?;
    let before = at.checked_sub(1).and_then(|b| words.get(b)).and_then(number).filter(|d| (1..=31).contains(d));
    let de = at.checked_sub(2).filter(|_| words.get(at.wrapping_sub(1)) == Some(&"de")).and_then(|b| words.get(b)).and_then(number);
    let after = words.get(at + 1).and_then(number).filter(|d| (1..=31).contains(d));
    ymd(year, month.into(), before.or(de).or(after).unwrap_or(0))
}

fn ymd(year: i32, month: i32, day: i32) -> Option<String> {
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
    fn dates_are_read_as_they_were_meant() {
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
        ] {
            assert_eq!(read(text, lang).as_deref(), Some(want), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in ["", "yesterday", "2024-13-45", "31 June 2024", "12", "March of the penguins", "–年–月"] {
            assert_eq!(read(text, "en"), None, "{text}");
        }
    }
}
