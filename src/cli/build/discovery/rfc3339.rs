//! Article dates in the form that other programs read: an article's date has a wider range than any of their formats.

use crate::article::date::Date;
use jiff::civil::DateTime;
use jiff::fmt::temporal::{Pieces, PiecesOffset};
use jiff::tz::Offset;

/// Returns an ISO 8601 date to its known precision: a year, a month, a day, or a timestamp with its zone. `None` if it is not a
/// date.
///
/// The result conforms to the W3C note on dates and times, <https://www.w3.org/TR/NOTE-datetime>.
pub(crate) fn iso8601(text: &str) -> Option<String> {
    let date = Date::parse(text)?;
    if date.time.is_empty() { Some(date.iso_date()) } else { rfc3339(text).or_else(|| Some(date.iso_date())) }
}

/// Returns an RFC 3339 timestamp: unknown parts of a date take their first value, and an unknown zone is UTC. `None` if it is not a
/// date.
pub(crate) fn rfc3339(text: &str) -> Option<String> {
    let date = Date::parse(text)?;
    let day = format!("{:04}-{:02}-{:02}", date.year, date.month.max(1), date.day.max(1));
    let time = if date.time.is_empty() { "00:00:00" } else { &date.time };
    let local: DateTime = format!("{day}T{time}").parse().ok()?;
    let zoned: String = text.split_once(['T', 't', ' ']).map_or(String::new(), |(_, time)| time.split_whitespace().collect());
    match Pieces::parse(&format!("{day}T{zoned}")).ok().and_then(|pieces| pieces.offset()) {
        Some(PiecesOffset::Zulu) => Some(Offset::UTC.to_timestamp(local).ok()?.to_string()),
        offset => {
            let offset = offset.map_or(Offset::UTC, |offset| offset.to_numeric_offset());
            Some(offset.to_timestamp(local).ok()?.display_with_offset(offset).to_string())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn incomplete_dates_become_timestamps() {
        for (text, expected) in [
            ("2024", "2024-01-01T00:00:00+00:00"),
            ("2024-07-01", "2024-07-01T00:00:00+00:00"),
            ("2024-07-01T10:20:00+08:00", "2024-07-01T10:20:00+08:00"),
            ("2024-07-01 10:20:30.25z", "2024-07-01T10:20:30Z"),
            ("2024-07-01 10:20:30 +0800", "2024-07-01T10:20:30+08:00"),
            ("2024-07-01T10:20-0330", "2024-07-01T10:20:00-03:30"),
            ("2024-07-01T10:20+99:00", "2024-07-01T10:20:00+00:00"),
            ("2024-07-01T10:20+ä1", "2024-07-01T10:20:00+00:00"),
        ] {
            assert_eq!(rfc3339(text).as_deref(), Some(expected), "{text}");
        }
        assert_eq!(rfc3339("July"), None);
    }

    #[test]
    fn dates_keep_their_known_precision() {
        for (text, date) in
            [("2024", "2024"), ("2024-07", "2024-07"), ("2024-07-01", "2024-07-01"), ("2024-07-01 10:20Z", "2024-07-01T10:20:00Z")]
        {
            assert_eq!(iso8601(text).as_deref(), Some(date));
        }
        assert_eq!(iso8601("2024-7"), None);
    }
}
