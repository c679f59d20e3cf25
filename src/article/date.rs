//! Dates of articles: RFC 3339, and the less precise forms of ISO 8601.

use std::fmt;

/// A year, with month, day and time of day if known. Ordered by time, less precise dates first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// Year of the Gregorian calendar.
    pub year: u16,
    /// 1 to 12, 0 if unknown.
    pub month: u8,
    /// 1 to 31, 0 if unknown.
    pub day: u8,
    /// `hh:mm:ss` in the zone as written, empty if unknown.
    pub time: String,
}

impl Date {
    /// Parses `2024`, `2024-07`, `2024-07-01` or `2024-07-01T10:00:00+08:00`. `None` for anything else, including June 31 and
    /// the zero date `0001-01-01`.
    pub fn parse(text: &str) -> Option<Date> {
        let (day_part, time) = match text.split_once(['T', 't', ' ']) {
            Some((day, time)) => (day, parse_time(time)?),
            None => (text, String::new()),
        };
        let mut parts = day_part.split('-');
        let year = parse_digits(parts.next()?, 4)?;
        let month = parts.next().map_or(Some(0), |p| parse_digits(p, 2))?;
        let day = parts.next().map_or(Some(0), |p| parse_digits(p, 2))?;
        // Programs write the first day of the year 1 if they have no date.
        let is_zero_date = (year, month, day) == (1, 1, 1);
        let has_valid_parts = parts.next().is_none() && year > 0 && !is_zero_date && month <= 12 && (month > 0 || day_part.len() == 4);
        let date = Date { year, month: month as u8, day: day as u8, time };
        (has_valid_parts && date.is_valid_day() && (date.time.is_empty() || date.day > 0)).then_some(date)
    }

    fn is_valid_day(&self) -> bool {
        let is_leap_year = self.year.is_multiple_of(4) && (!self.year.is_multiple_of(100) || self.year.is_multiple_of(400));
        let last_day = match self.month {
            0 => 0,
            2 if is_leap_year => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        };
        self.day <= last_day
    }

    /// Returns `2024-07-01`, `2024-07` or `2024`: the value of a `datetime` attribute without the time of day.
    pub fn iso_date(&self) -> String {
        match (self.month, self.day) {
            (0, _) => format!("{:04}", self.year),
            (month, 0) => format!("{:04}-{month:02}", self.year),
            (month, day) => format!("{:04}-{month:02}-{day:02}", self.year),
        }
    }

    /// Returns year and month as a sortable number, `202407`; the month is 0 if unknown.
    pub fn month_key(&self) -> u32 {
        u32::from(self.year) * 100 + u32::from(self.month)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.iso_date())
    }
}

/// Parses a number of exactly so many digits.
fn parse_digits(text: &str, digits: usize) -> Option<u16> {
    (text.len() == digits && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

/// Returns the `hh:mm:ss` of a time with or without seconds, fraction and zone.
fn parse_time(time: &str) -> Option<String> {
    let digits = |at: usize| time.get(at..at + 2).filter(|d| d.bytes().all(|b| b.is_ascii_digit()));
    let (hour, minute) = (digits(0)?, digits(3)?);
    if time.as_bytes().get(2) != Some(&b':') || hour > "23" || minute > "59" {
        return None;
    }
    let second = if time.as_bytes().get(5) == Some(&b':') { digits(6)? } else { "00" };
    Some(format!("{hour}:{minute}:{second}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parses_dates_of_every_precision() {
        assert_eq!(Date::parse("2024").unwrap().iso_date(), "2024");
        assert_eq!(Date::parse("2024-07").unwrap().iso_date(), "2024-07");
        assert_eq!(Date::parse("2024-02-29").unwrap().month_key(), 202402);
        assert_eq!(Date::parse("2022-02-03T04:05:06Z").unwrap().time, "04:05:06");
        assert_eq!(Date::parse("2022-02-03T04:05+08:00").unwrap().time, "04:05:00");
    }

    #[test]
    fn rejects_invalid_dates() {
        for text in [
            "",
            "24",
            "2023-02-29",
            "2024-13",
            "2024-06-31",
            "2024-6-1",
            "2024-01-01T25:00",
            "July 2024",
            "2024-01-01-01",
            "2024-00-10",
            "0001-01-01",
            "0001-01-01T00:00:00Z",
        ] {
            assert_eq!(Date::parse(text), None, "{text}");
        }
    }

    #[test]
    fn less_precise_dates_sort_first() {
        let mut dates: Vec<_> = ["2024-01-02", "2024", "2024-01", "2023-12-31"].iter().filter_map(|t| Date::parse(t)).collect();
        dates.sort();
        assert_eq!(dates.iter().map(Date::iso_date).collect::<Vec<_>>(), ["2023-12-31", "2024", "2024-01", "2024-01-02"]);
    }
}
