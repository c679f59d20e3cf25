//! The forms of dates that only a text without anything else may have: among other words their numbers mean something else.

use super::tokens::Token::{self, Mark, Number, Word};
use super::tokens::tokenize;
use crate::article::date::Date;
use jiff::fmt::rfc2822;
use jiff::{Timestamp, civil};

/// Ordinal dates and week dates of ISO 8601, and numbers between spaces; each with its length.
const FORMS: [(&str, usize); 5] = [("%Y-%j", 8), ("%G-W%V-%u", 10), ("%GW%V%u", 8), ("%Y %m %d", 10), ("%d %m %Y", 10)];

/// RFC 2822, Unix time, and dates of ISO 8601 in all their precisions.
pub(super) fn parse(text: &str, tokens: &[Token]) -> Option<String> {
    let of_rfc2822 = rfc2822::parse(text).ok().map(|zoned| zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string());
    let plain = || Date::parse(&text.replace(['/', '.'], "-")).filter(|date| date.time.is_empty()).map(|date| date.iso_date());
    let formed = || {
        let day = text.split_once('T').map_or(text, |(day, _)| day);
        let forms = FORMS.iter().filter(|(_, length)| day.len() == *length);
        forms.into_iter().find_map(|(form, _)| civil::Date::strptime(form, day).ok()).map(|date| date.to_string())
    };
    of_rfc2822.or_else(|| unix_time(tokens)).or_else(plain).or_else(formed)
}

/// Unix time in seconds or milliseconds; some programs append a fraction of a second.
fn unix_time(tokens: &[Token]) -> Option<String> {
    let ([Number(digits)] | [Number(digits), Mark('.'), Number(_)]) = tokens else { return None };
    let number = digits.parse().ok()?;
    let stamp = match digits.len() {
        10 => Timestamp::from_second(number),
        13 => Timestamp::from_millisecond(number),
        _ => return None,
    };
    stamp.ok().map(|stamp| stamp.strftime("%Y-%m-%dT%H:%M:%SZ").to_string())
}

/// ISO 8601 without separators, `20240701T101500Z` and `20240701101500`, as if it had them.
pub(super) fn with_separators(tokens: &[Token]) -> Option<Vec<Token>> {
    let (digits, rest) = match tokens {
        [Number(day), Word(_) | Mark('-' | '_'), Number(time), rest @ ..] | [Number(day), Number(time), rest @ ..]
            if day.len() == 8 && matches!(time.len(), 4 | 6) =>
        {
            ([day.as_str(), time].concat(), rest)
        }
        [Number(digits), rest @ ..] => (digits.clone(), rest),
        _ => return None,
    };
    let form = match digits.len() {
        8 => "%Y%m%d",
        12 => "%Y%m%d%H%M",
        14 => "%Y%m%d%H%M%S",
        _ => return None,
    };
    let separated = civil::DateTime::strptime(form, &digits).ok().filter(|_| digits.starts_with(['1', '2']))?;
    Some(tokenize(&separated.to_string()).into_iter().chain(rest.iter().cloned()).collect())
}
