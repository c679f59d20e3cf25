//! The list's range of years, as it is dragged or chosen.

use crate::corpus::ListQuery;
use crate::corpus::list_query::ROWS_PER_PAGE;
use crate::search::selection::ValueCount;

/// An end of the range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RangeEnd {
    /// The first year.
    From,
    /// The last year.
    To,
}

/// The years of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Years {
    /// Each year from the first to the last, and how many articles it has.
    pub bars: Vec<(u16, u32)>,
    /// First year of the selected range.
    pub from: Option<u16>,
    /// Last year of the selected range.
    pub to: Option<u16>,
}

impl Years {
    /// Builds the years from the counted values of the year facet, and the range of a query.
    pub(crate) fn from_counts(values: &[ValueCount], query: &ListQuery) -> Years {
        let year = |day: &Option<String>| day.as_deref().and_then(|d| d.get(..4)?.parse().ok());
        Years { bars: Years::bars_from_counts(values), from: year(&query.from), to: year(&query.to) }
    }

    /// Every year from the first to the last among the values, with its count.
    pub(crate) fn bars_from_counts(values: &[ValueCount]) -> Vec<(u16, u32)> {
        let counted: Vec<(u16, u32)> = values.iter().filter_map(|v| Some((v.value.parse().ok()?, v.count))).collect();
        let (Some(first), Some(last)) = (counted.first(), counted.last()) else { return Vec::new() };
        (first.0..=last.0).map(|year| (year, counted.iter().find(|(y, _)| *y == year).map_or(0, |(_, count)| *count))).collect()
    }

    /// The first and the last year.
    pub(crate) fn span(&self) -> Option<(u16, u16)> {
        Some((self.bars.first()?.0, self.bars.last()?.0))
    }

    /// Whether a year is inside the range; false without a range.
    pub(crate) fn is_selected(&self, year: u16) -> bool {
        let has_range = self.from.is_some() || self.to.is_some();
        has_range && self.from.is_none_or(|from| from <= year) && self.to.is_none_or(|to| year <= to)
    }
}

/// Narrows a query to the years between two years, in either order. Returns whether that changed it.
pub(crate) fn select_years(query: &mut ListQuery, a: u16, b: u16) -> bool {
    let (from, to) = (Some(format!("{:04}", a.min(b))), Some(format!("{:04}", a.max(b))));
    let is_changed = query.from != from || query.to != to;
    if is_changed {
        (query.from, query.to, query.rows) = (from, to, ROWS_PER_PAGE);
    }
    is_changed
}

/// Sets one end of the range; the other end moves along if necessary. `span` is the first and the last year of the collection: a
/// range that covers it is removed.
pub(crate) fn set_range_end(query: &mut ListQuery, end: RangeEnd, year: u16, span: (u16, u16)) {
    let format_year = |year: u16| format!("{year:04}");
    let (first, last) = (format_year(span.0), format_year(span.1));
    let mut from = query.from.clone().unwrap_or_else(|| first.clone());
    let mut to = query.to.clone().unwrap_or_else(|| last.clone());
    match end {
        RangeEnd::From => {
            from = format_year(year);
            to = to.max(from.clone());
        }
        RangeEnd::To => {
            to = format_year(year);
            from = from.min(to.clone());
        }
    }
    let is_whole_span = from == first && to == last;
    (query.from, query.to, query.rows) = if is_whole_span { (None, None, ROWS_PER_PAGE) } else { (Some(from), Some(to), ROWS_PER_PAGE) };
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value_counts(values: &[(&str, u32)]) -> Vec<ValueCount> {
        values.iter().map(|(value, count)| ValueCount { value: (*value).into(), count: *count, is_selected: false }).collect()
    }

    fn range(query: &ListQuery) -> (Option<&str>, Option<&str>) {
        (query.from.as_deref(), query.to.as_deref())
    }

    #[test]
    fn years_without_articles_have_bars() {
        let query = ListQuery { from: Some("2014-05-01".into()), ..ListQuery::new() };
        let years = Years::from_counts(&value_counts(&[("2013", 2), ("2015", 1)]), &query);
        assert_eq!(years.bars, [(2013, 2), (2014, 0), (2015, 1)]);
        assert_eq!((years.from, years.to, years.span()), (Some(2014), None, Some((2013, 2015))));
        assert!(!years.is_selected(2013) && years.is_selected(2014) && years.is_selected(2015));
        assert!(!Years::default().is_selected(2014) && Years::default().span().is_none());
    }

    #[test]
    fn years_are_selected_in_any_order() {
        let mut query = ListQuery { rows: 120, ..ListQuery::new() };
        assert!(select_years(&mut query, 2015, 2013));
        assert_eq!((range(&query), query.rows), ((Some("2013"), Some("2015")), ROWS_PER_PAGE));
        assert!(!select_years(&mut query, 2013, 2015), "the same range changes nothing");
    }

    #[test]
    fn moving_one_end_of_the_range_moves_the_other() {
        let (mut query, span) = (ListQuery::new(), (2010, 2020));
        set_range_end(&mut query, RangeEnd::From, 2015, span);
        assert_eq!(range(&query), (Some("2015"), Some("2020")));
        set_range_end(&mut query, RangeEnd::To, 2012, span);
        assert_eq!(range(&query), (Some("2012"), Some("2012")));
        set_range_end(&mut query, RangeEnd::To, 2020, span);
        set_range_end(&mut query, RangeEnd::From, 2010, span);
        assert_eq!(range(&query), (None, None), "the whole span is no range");
    }
}
