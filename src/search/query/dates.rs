//! Date ranges in a query: `date:2013..2018`, `after:2015`, `before:2013-05`.

use super::lex::FieldName;
use super::model::Clause;
use crate::article::date::Date;
use crate::search::analysis::scripts::to_halfwidth;

/// Returns the date range of a date field; `None` if the value is no date.
///
/// A period is inclusive: `date:2013` is all of that year, `after:2013` begins with 2014 and `before:2013` ends with 2012.
/// Reversed bounds are swapped.
pub(super) fn parse_date_field(name: FieldName, value: &str) -> Option<Clause> {
    let value: String = value.trim().chars().map(to_halfwidth).collect();
    let (from, to) = match name {
        FieldName::After => (Some(next_period(&parse_period(&value)?)?), None),
        FieldName::Before => (None, Some(previous_period(&parse_period(&value)?)?)),
        _ => parse_range(&value)?,
    };
    Some(Clause::Dates { from, to })
}

type DateRange = (Option<String>, Option<String>);

#[expect(clippy::string_slice, reason = "cut at dots that were found")]
fn parse_range(value: &str) -> Option<DateRange> {
    let is_year_range = value.len() == 9 && value.as_bytes()[4] == b'-';
    let dots = value.as_bytes().windows(2).position(|pair| pair == b"..").map(|at| (&value[..at], &value[at + 2..]));
    let Some((from, to)) = dots.or_else(|| if is_year_range { value.split_once('-') } else { None }) else {
        let day = parse_period(value)?.iso_date();
        return Some((Some(day.clone()), Some(day)));
    };
    let optional_bound = |side: &str| if side.is_empty() { Some(None) } else { parse_bound(side).map(Some) };
    let (from, to) = (optional_bound(from)?, optional_bound(to.trim_start_matches('.'))?);
    match (from, to) {
        (None, None) => None,
        (Some(from), Some(to)) if from.get(..to.len()).is_some_and(|start| start > to.as_str()) => Some((Some(to), Some(from))),
        range => Some(range),
    }
}

/// Parses the day, month or year at one end of a range. The year 0 stands for the beginning of time.
fn parse_bound(text: &str) -> Option<String> {
    if text == "0000" { Some("0001".to_owned()) } else { parse_period(text).map(|date| date.iso_date()) }
}

/// Parses a day, month or year; months and days may have one digit.
fn parse_period(text: &str) -> Option<Date> {
    let day = text.split(['T', 't']).next().unwrap_or_default();
    let padded: Vec<String> = day.split('-').map(|part| format!("{part:0>2}")).collect();
    Date::parse(&padded.join("-"))
}

/// Returns the next period of the same length.
fn next_period(date: &Date) -> Option<String> {
    let Date { year, month, day, .. } = *date;
    let period = |year: u16, month: u8, day: u8| Date::parse(&Date { year, month, day, time: String::new() }.iso_date());
    let first = u8::from(day > 0);
    let candidates = [
        (day > 0).then(|| period(year, month, day + 1)),
        (month > 0 && month < 12).then(|| period(year, month + 1, first)),
        (year < 9999).then(|| period(year + 1, u8::from(month > 0), first)),
    ];
    candidates.into_iter().flatten().flatten().next().map(|date| date.iso_date())
}

/// Returns the previous period of the same length.
fn previous_period(date: &Date) -> Option<String> {
    let Date { year, month, day, .. } = *date;
    let period = |year: u16, month: u8, day: u8| Date::parse(&Date { year, month, day, time: String::new() }.iso_date());
    let last =
        |year: u16, month: u8| if day > 0 { (28..=31).rev().find_map(|day| period(year, month, day)) } else { period(year, month, 0) };
    let found = match (month, day) {
        (_, 2..) => period(year, month, day - 1),
        (2.., _) => last(year, month - 1),
        (1, _) => last(year.checked_sub(1)?, 12),
        _ => period(year.checked_sub(1)?, 0, 0),
    };
    found.map(|date| date.iso_date())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn format_range(name: FieldName, value: &str) -> String {
        match parse_date_field(name, value) {
            Some(Clause::Dates { from, to }) => format!("{}..{}", from.unwrap_or_default(), to.unwrap_or_default()),
            _ => "none".into(),
        }
    }

    #[test]
    fn days_months_years_and_ranges_are_parsed() {
        assert_eq!(format_range(FieldName::Date, "2013..2018"), "2013..2018");
        assert_eq!(format_range(FieldName::Date, "2013-5"), "2013-05..2013-05");
        assert_eq!(format_range(FieldName::Date, "..2014"), "..2014");
        assert_eq!(format_range(FieldName::Date, "2013-05-01.."), "2013-05-01..");
        assert_eq!(format_range(FieldName::Date, "2018..2013"), "2013..2018");
        assert_eq!(format_range(FieldName::Date, "2013-2018"), "2013..2018");
        assert_eq!(format_range(FieldName::Date, "2013-05..2013"), "2013-05..2013");
        assert_eq!(format_range(FieldName::Date, "2013-05-01T10:00:00Z"), "2013-05-01..2013-05-01");
        assert_eq!(format_range(FieldName::Date, "9999..0000"), "0001..9999");
        assert_eq!(format_range(FieldName::Date, "２０１３"), "2013..2013");
        for value in ["", "..", "x", "2013-13", "2013-02-30", "é-é", "2013..x"] {
            assert_eq!(format_range(FieldName::Date, value), "none", "{value}");
        }
    }

    #[test]
    fn after_and_before_exclude_the_period() {
        assert_eq!(format_range(FieldName::After, "2015"), "2016..");
        assert_eq!(format_range(FieldName::After, "2015-12"), "2016-01..");
        assert_eq!(format_range(FieldName::After, "2015-12-31"), "2016-01-01..");
        assert_eq!(format_range(FieldName::After, "2016-02-28"), "2016-02-29..");
        assert_eq!(format_range(FieldName::Before, "2015"), "..2014");
        assert_eq!(format_range(FieldName::Before, "2015-01"), "..2014-12");
        assert_eq!(format_range(FieldName::Before, "2015-03-01"), "..2015-02-28");
        assert_eq!(format_range(FieldName::After, "9999"), "none");
        assert_eq!(format_range(FieldName::Before, "0001"), "none");
    }
}
