//! The time of day and the zone after a date.

use super::tokens::Token::{self, Clock, Mark, Number, Word};
use crate::article::date::Date;
use jiff::Timestamp;

/// Longest offset from UTC, in hours.
const MAX_OFFSET_HOURS: u8 = 14;

/// The date in RFC 3339, with the time that follows it if its zone is known.
pub(super) fn with_time(date: &Date, rest: &[Token]) -> String {
    let day = date.iso_date();
    let timestamp = leading_time(rest).filter(|_| date.day > 0).map(|time| format!("{day}T{time}"));
    timestamp.filter(|timestamp| timestamp.parse::<Timestamp>().is_ok()).unwrap_or(day)
}

/// `T04:05:06.123+01:00`, `04:05:06 +0800`, `10:00:00 GMT+0800`, as `04:05:06+01:00`.
fn leading_time(tokens: &[Token]) -> Option<String> {
    let (is_marked, rest) = match tokens {
        [Word(t), rest @ ..] if t == "t" => (true, rest),
        [Mark(','), rest @ ..] => (false, rest),
        rest => (false, rest),
    };
    let (Clock(clock), rest) = rest.split_first()? else { return None };
    let seconds = if clock.len() == 5 { ":00" } else { "" };
    let rest = if let [Mark('.' | ','), Number(_), rest @ ..] = rest { rest } else { rest };
    let (is_utc, rest) = match rest {
        [Word(utc), rest @ ..] if matches!(utc.as_str(), "z" | "utc" | "gmt") => (true, rest),
        rest => (false, rest),
    };
    let zone = match rest {
        [Mark('+' | '-'), ..] => leading_offset(rest, is_marked || seconds.is_empty())?,
        _ => is_utc.then(|| "Z".to_owned())?,
    };
    Some(format!("{clock}{seconds}{zone}"))
}

/// An offset as `+08:00`, from hours or hours and minutes: `+8`, `+08`, `+800`, `+0800`, `+8:00`.
///
/// After an exact time a minus is one; after hours and minutes, `10:00-12:00` and `10:00 - 5 comments`, four digits must follow it.
fn leading_offset(tokens: &[Token], is_exact: bool) -> Option<String> {
    let [Mark(sign @ ('+' | '-')), offset, ..] = tokens else { return None };
    let is_sign = is_exact || *sign == '+';
    let digits = match offset {
        Clock(clock) if is_sign => clock.replace(':', ""),
        Number(hours) if is_sign && hours.len() <= 2 => format!("{hours}00"),
        Number(digits) if is_sign || digits.len() == 4 => digits.clone(),
        _ => return None,
    };
    let digits = format!("{digits:0>4}");
    let (hours, minutes) = digits.split_at_checked(2).filter(|_| digits.len() == 4)?;
    (hours.parse::<u8>().ok()? <= MAX_OFFSET_HOURS).then(|| format!("{sign}{hours}:{minutes}"))
}
