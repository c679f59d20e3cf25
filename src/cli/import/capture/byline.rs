//! Bylines and dates: the lines between the headline and the text.

use super::measure::{ends_in_full_stop, width, words};
use super::phrases::{BYLINE_CLOSERS, BYLINE_OPENERS, PUBLISHED_LABELS, UPDATED_LABELS};
use crate::cli::import::dates;

/// Last words of names that are organizations.
const ORGANIZATION_WORDS: [&str; 14] = [
    "press",
    "agency",
    "news",
    "staff",
    "desk",
    "team",
    "service",
    "reporters",
    "redaktion",
    "redaction",
    "redacción",
    "redazione",
    "redactie",
    "agencies",
];

/// Maximum width of a byline, in columns.
const MAX_BYLINE_WIDTH: usize = 120;

/// The names in a byline.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct BylineNames {
    /// Persons.
    pub(super) authors: Vec<String>,
    /// An agency, desk or newspaper.
    pub(super) source: Option<String>,
}

/// The days in a line of dates.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct DatelineDays {
    /// The day of first publication.
    pub(super) published: Option<String>,
    /// The day of the last change.
    pub(super) modified: Option<String>,
}

/// The text after a byline's opening word, if a name follows.
pub(super) fn strip_opener(text: &str) -> Option<&str> {
    if width(text) > MAX_BYLINE_WIDTH || ends_in_full_stop(text) {
        return None;
    }
    let lower = text.to_lowercase();
    let opener = BYLINE_OPENERS.iter().filter(|o| lower.starts_with(*o)).max_by_key(|o| o.len())?;
    let rest = text.get(opener.len()..)?;
    let is_separated = opener.ends_with([':', '：', '/']) || !opener.is_ascii() || rest.starts_with([' ', ':']);
    let rest = rest.trim_start_matches([':', '：', ' ', '\u{a0}', '/']);
    (is_separated
        && rest
            .chars()
            .next()
            .is_some_and(|c| c.is_alphabetic() && (c.is_uppercase() || !c.is_lowercase() || opener.ends_with(':') || rest.len() < 6)))
    .then_some(rest)
}

/// True for a short line with a date.
pub(super) fn has_date(text: &str) -> bool {
    width(text) <= MAX_BYLINE_WIDTH
        && words(text).len() <= 16
        && (words(text).len() < 9 || !ends_in_full_stop(text))
        && dates::first_day(&part_glued_words(text)).is_some()
}

/// True for a short line that says how long ago the article was published.
pub(super) fn has_relative_date(text: &str) -> bool {
    let lower = text.to_lowercase();
    width(text) <= 60 && text.chars().any(|c| c.is_ascii_digit()) && PUBLISHED_LABELS.iter().any(|w| lower.contains(w))
}

/// The names in a line: after an opening word, or in a line of names only.
pub(super) fn parse_names(text: &str) -> Option<BylineNames> {
    let listed = strip_opener(text).or_else(|| names_only_line(text))?;
    let undated = listed.split(['|', '·', '•']).filter(|p| dates::first_day(p).is_none());
    let mut names = BylineNames::default();
    for name in undated.flat_map(split_names) {
        add_name(&mut names, &name);
    }
    (!names.authors.is_empty() || names.source.is_some()).then_some(names)
}

/// A line of names only: two to four capitalized words each, or a name and a reporter's title.
fn names_only_line(text: &str) -> Option<&str> {
    let closed = BYLINE_CLOSERS.iter().any(|c| text.split(' ').any(|w| w.ends_with(c)));
    let named =
        text.split([',', '|']).all(|part| (2..=4).contains(&part.split_whitespace().count()) && part.split_whitespace().all(is_name_word));
    (width(text) <= 60 && (named || closed)).then_some(text)
}

fn is_name_word(word: &str) -> bool {
    let particle = matches!(
        word,
        "de" | "da" | "del" | "della" | "di" | "van" | "von" | "der" | "den" | "bin" | "al" | "el" | "la" | "le" | "dos" | "zu"
    );
    particle
        || (word.chars().next().is_some_and(char::is_uppercase)
            && word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '.' | '\'' | '’')))
}

/// Splits a list into single names.
fn split_names(list: &str) -> Vec<String> {
    let mut all = vec![list.to_owned()];
    for mark in [", ", " and ", " und ", " y ", " et ", " e ", " & ", " og ", " och ", "、", "，", " и "] {
        all = all.iter().flat_map(|p| p.split(mark)).map(|p| p.trim().to_owned()).collect();
    }
    all.retain(|name| {
        !name.is_empty() && width(name) <= 48 && dates::first_day(name).is_none() && !name.chars().any(|c| c.is_ascii_digit())
    });
    all
}

fn add_name(names: &mut BylineNames, name: &str) {
    let last = name.rsplit(' ').next().unwrap_or_default().to_lowercase();
    let spaced = name.contains(' ');
    let is_organization = ORGANIZATION_WORDS.contains(&last.as_str()) || name.starts_with("The ") || (!spaced && name.is_ascii());
    if !is_organization && !names.authors.iter().any(|a| a == name) {
        names.authors.push(name.to_owned());
    } else if is_organization && names.source.is_none() {
        names.source = Some(name.to_owned());
    }
}

/// The days in a line, as published or modified by the words before them.
pub(super) fn parse_days(text: &str) -> DatelineDays {
    let mut found = DatelineDays::default();
    let text = part_glued_words(text);
    for (part, changed) in split_at_labels(&text) {
        let day = dates::first_day(part);
        let place = if changed { &mut found.modified } else { &mut found.published };
        *place = place.take().or(day);
    }
    found
}

/// A line with spaces where a capture glued elements together: before a capital behind a small letter, and before the time behind a
/// year, as in "2 minute readApril 25, 20232:26 PM".
fn part_glued_words(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let is_time = |rest: &[char]| {
        let digits = rest.iter().take_while(|c| c.is_ascii_digit()).count();
        (1..=2).contains(&digits)
            && matches!(rest.get(digits..digits + 3), Some([':', tens, ones]) if tens.is_ascii_digit() && ones.is_ascii_digit())
    };
    let is_year = |before: &[char]| {
        let digits = before.iter().rev().take_while(|c| c.is_ascii_digit()).count();
        digits == 4 && matches!(before.get(before.len() - 4..before.len() - 2), Some(['1', '9'] | ['2', '0']))
    };
    let mut parted = String::with_capacity(text.len() + 2);
    for (at, c) in chars.iter().enumerate() {
        let (before, rest) = chars.split_at(at);
        let is_glued = before.last().is_some_and(|last| last.is_lowercase() && c.is_uppercase()) || is_year(before) && is_time(rest);
        if is_glued {
            parted.push(' ');
        }
        parted.push(*c);
    }
    parted
}

/// Splits a line at words for "published" or "updated"; the flag is true for the latter.
fn split_at_labels(text: &str) -> Vec<(&str, bool)> {
    let lower = text.to_lowercase();
    if lower.len() != text.len() {
        return vec![(text, false)];
    }
    let places =
        |words: &[&str], changed: bool| words.iter().flat_map(|w| lower.match_indices(w)).map(|(at, _)| (at, changed)).collect::<Vec<_>>();
    let mut marks = [vec![(0, false)], places(PUBLISHED_LABELS, false), places(UPDATED_LABELS, true)].concat();
    marks.sort_unstable();
    let ends = marks.iter().skip(1).map(|(at, _)| *at).chain([text.len()]);
    marks.iter().zip(ends).filter_map(|((start, changed), end)| Some((text.get(*start..end)?, *changed))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn glued_words_are_parted() {
        assert_eq!(
            part_glued_words("2 minute readApril 25, 20232:26 PM GMT+2Last Updated"),
            "2 minute read April 25, 2023 2:26 PM GMT+2Last Updated"
        );
        assert_eq!(part_glued_words("12.05.2024 10:30, 1990"), "12.05.2024 10:30, 1990");
        let days = parse_days("2 minute readApril 25, 20232:26 PM");
        assert!(days.published.is_some_and(|day| day.starts_with("2023-04-25")));
    }

    #[test]
    fn separates_agency_and_date() {
        let names = parse_names("By Riverside|Jul 01,2024").unwrap();
        assert_eq!((names.source.as_deref(), names.authors.len()), (Some("Riverside"), 0));
        assert_eq!(parse_days("By Riverside|Jul 01,2024").published.as_deref(), Some("2024-07-01"));
    }

    #[test]
    fn splits_author_names() {
        assert_eq!(parse_names("Von Ada Marsh und Tom Reed, Oberlandung").unwrap().authors, ["Ada Marsh", "Tom Reed"]);
        assert_eq!(parse_names("Ada Marsh").unwrap().authors, ["Ada Marsh"]);
        assert_eq!(parse_names("The long way round the lake"), None);
        assert_eq!(parse_names("By the river the ferry waits"), None);
    }

    #[test]
    fn distinguishes_published_and_updated() {
        assert_eq!(
            parse_days("Published 1 July 2024, updated 3 July 2024"),
            DatelineDays { published: Some("2024-07-01".into()), modified: Some("2024-07-03".into()) }
        );
        assert_eq!(parse_days("Aktualisiert: 03.07.2024"), DatelineDays { published: None, modified: Some("2024-07-03".into()) });
    }
}
