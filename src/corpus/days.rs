//! Publication days of all articles in one small file, so that a list is filtered by date without cards.

use crate::article::record::record;

record! {
    /// `corpus/days-HASH.json`.
    pub struct Days {
        /// Version of the format, 1.
        pub format: u32,
        /// Run-length encoded dates: a date as [`crate::article::date::Date::iso_date`] writes it, empty if unknown, and the length
        /// of its run, in the order of the doc ids, newest first, those without a date last.
        pub runs: Vec<(String, u32)>,
    }
}

impl Days {
    /// Encodes the days of articles in the order of their doc ids.
    pub fn from_dates(dates: impl Iterator<Item = String>) -> Days {
        let mut runs: Vec<(String, u32)> = Vec::new();
        for day in dates {
            match runs.last_mut() {
                Some((last, count)) if *last == day => *count += 1,
                _ => runs.push((day, 1)),
            }
        }
        Days { format: 1, runs, ..Days::default() }
    }

    /// Returns the doc ids, ascending, of the articles between two dates, both inclusive: ISO 8601 of any precision; `None` is
    /// no bound. A less precise date matches if its period overlaps the range. An article without a date matches only the
    /// unbounded range.
    pub fn docs_in_range(&self, from: Option<&str>, to: Option<&str>) -> impl Iterator<Item = u32> {
        let mut next = 0u32;
        self.runs.iter().flat_map(move |(day, count)| {
            let first = next;
            next = next.saturating_add(*count);
            first..if overlaps_range(day, from, to) { next } else { first }
        })
    }
}

/// Whether the period of a date overlaps a range of dates.
pub fn overlaps_range(day: &str, from: Option<&str>, to: Option<&str>) -> bool {
    // Dates are compared to the precision of the less precise one.
    let common_len = |bound: &str| day.len().min(bound.len());
    let is_after_start = from.is_none_or(|from| day.get(..common_len(from)) >= from.get(..common_len(from)));
    let is_before_end = to.is_none_or(|to| day.get(..common_len(to)) <= to.get(..common_len(to)));
    (is_after_start && is_before_end && !day.is_empty()) || (from.is_none() && to.is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days() -> Days {
        Days::from_dates(["2026-03-26", "2026-03-26", "2026-03", "2019-12-31", "2019", "", ""].into_iter().map(str::to_owned))
    }

    fn range(from: &'static str, to: &'static str) -> Vec<u32> {
        let bound = |text: &'static str| Some(text).filter(|text| !text.is_empty());
        days().docs_in_range(bound(from), bound(to)).collect()
    }

    #[test]
    fn equal_dates_are_run_length_encoded() {
        let text = r#"{"format":1,"runs":[["2026-03-26",2],["2026-03",1],["2019-12-31",1],["2019",1],["",2]]}"#;
        assert_eq!(serde_json::to_string(&days()).unwrap(), text);
        assert_eq!(serde_json::from_str::<Days>(text).unwrap(), days());
    }

    #[test]
    fn range_matches_dates_whose_period_overlaps() {
        assert_eq!(range("2026-03-27", ""), [2], "a month is touched by each of its days");
        assert_eq!(range("2026", "2026"), [0, 1, 2]);
        assert_eq!(range("", "2019-05"), [4], "a year is touched by each of its months");
        assert_eq!(range("2019-12-31", "2026-02"), [3, 4]);
        assert_eq!(range("2020", "2025"), [0; 0]);
        assert_eq!(range("2027", "2010"), [0; 0]);
    }

    #[test]
    fn undated_articles_match_only_the_unbounded_range() {
        assert_eq!(range("0001", "9999"), [0, 1, 2, 3, 4]);
        assert_eq!(range("", ""), [0, 1, 2, 3, 4, 5, 6]);
        assert_eq!(range("é", ""), [0; 0], "a bound that is no date is no reason to stop");
    }
}
