//! Sets of doc ids, and facet counts.

use crate::corpus::{Column, Facet, ListQuery};
use std::sync::Arc;

/// A set of doc ids, as a bit set.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DocIds {
    bits: Vec<u64>,
}

impl DocIds {
    /// Creates the empty set over `count` articles.
    pub fn none(count: u32) -> DocIds {
        DocIds { bits: vec![0; count.div_ceil(64) as usize] }
    }

    /// Creates the set of all `count` articles.
    pub fn all(count: u32) -> DocIds {
        let mut all = DocIds { bits: vec![u64::MAX; count.div_ceil(64) as usize] };
        if let (Some(last), true) = (all.bits.last_mut(), !count.is_multiple_of(64)) {
            *last = (1 << (count % 64)) - 1;
        }
        all
    }

    /// Collects doc ids; one that is out of range is ignored.
    pub fn of(count: u32, ordinals: impl Iterator<Item = u32>) -> DocIds {
        let mut set = DocIds::none(count);
        ordinals.for_each(|ordinal| set.insert(ordinal));
        set
    }

    /// Whether the set holds a doc id.
    pub fn contains(&self, ordinal: u32) -> bool {
        self.bits.get(ordinal as usize / 64).is_some_and(|word| word >> (ordinal % 64) & 1 == 1)
    }

    /// Iterates over the doc ids, ascending.
    pub fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        self.bits.iter().zip(0..).filter(|(word, _)| **word != 0).flat_map(|(word, at)| {
            let word = *word;
            (0..64).filter(move |bit| word >> bit & 1 == 1).map(move |bit| at * 64 + bit)
        })
    }

    /// Adds a doc id; one that is out of range is ignored.
    pub fn insert(&mut self, ordinal: u32) {
        if let Some(word) = self.bits.get_mut(ordinal as usize / 64) {
            *word |= 1 << (ordinal % 64);
        }
    }

    /// Returns the difference: doc ids in this set and not in the other.
    pub fn minus(&self, other: &DocIds) -> DocIds {
        DocIds { bits: self.bits.iter().zip(&other.bits).map(|(a, b)| a & !b).collect() }
    }

    /// Returns the number of doc ids.
    pub fn len(&self) -> u32 {
        self.bits.iter().map(|word| word.count_ones()).sum()
    }

    /// True if the set is empty.
    pub fn is_empty(&self) -> bool {
        self.bits.iter().all(|word| *word == 0)
    }

    /// Returns the intersection.
    pub fn and(&self, other: &DocIds) -> DocIds {
        DocIds { bits: self.bits.iter().zip(&other.bits).map(|(a, b)| a & b).collect() }
    }

    /// Adds the doc ids of another set.
    pub fn add(&mut self, other: &DocIds) {
        self.bits.iter_mut().zip(&other.bits).for_each(|(a, b)| *a |= b);
    }
}

/// The facet columns of a corpus: for each value its doc ids, ascending. They are lists, not bit sets: most values are rare,
/// and the lists together grow with the number of values that the articles have.
#[derive(Debug, Clone, Default)]
pub struct Columns {
    count: u32,
    columns: Vec<(Facet, Vec<ColumnValue>)>,
}

/// A value and its doc ids.
type ColumnValue = (Arc<str>, Vec<u32>);

/// A facet value and its count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueCount {
    /// The value.
    pub value: Arc<str>,
    /// The number of articles in the current list with this value, ignoring the selection in its own facet.
    pub count: u32,
    /// Whether the value is selected.
    pub on: bool,
}

impl Columns {
    /// Reads the columns of a corpus of `count` articles. An unknown facet is ignored.
    pub fn new(count: u32, columns: &[Column]) -> Columns {
        let lists = |column: &Column| column.values.iter().map(|v| (v.value.as_str().into(), v.ordinals().collect())).collect();
        Columns { count, columns: columns.iter().filter_map(|c| Some((Facet::of_key(&c.facet)?, lists(c)))).collect() }
    }

    fn values(&self, facet: Facet) -> &[ColumnValue] {
        self.columns.iter().find(|(f, _)| *f == facet).map(|(_, values)| values.as_slice()).unwrap_or_default()
    }

    /// Returns the union of the selected values of a facet; `None` if none is selected.
    fn chosen(&self, facet: Facet, state: &ListQuery) -> Option<DocIds> {
        let on = Some(state.on(facet)).filter(|on| !on.is_empty())?;
        let mut union = DocIds::none(self.count);
        for (_, ordinals) in self.values(facet).iter().filter(|(value, _)| on.iter().any(|on| **on == **value)) {
            ordinals.iter().for_each(|ordinal| union.insert(*ordinal));
        }
        Some(union)
    }

    /// Returns the articles that pass every facet but one.
    fn through(&self, state: &ListQuery, but: Option<Facet>) -> DocIds {
        let mut through = DocIds::all(self.count);
        for facet in Facet::ALL.into_iter().filter(|f| Some(*f) != but) {
            if let Some(chosen) = self.chosen(facet, state) {
                through = through.and(&chosen);
            }
        }
        through
    }

    /// Returns the articles of a range of years, both inclusive.
    pub fn years(&self, from: Option<&str>, to: Option<&str>) -> DocIds {
        let mut within = DocIds::none(self.count);
        let inside = |year: &str| from.is_none_or(|from| from <= year) && to.is_none_or(|to| year <= to);
        self.values(Facet::Year).iter().filter(|(year, _)| inside(year)).for_each(|(_, list)| list.iter().for_each(|o| within.insert(*o)));
        within
    }

    /// Returns the first and the last year of all articles.
    pub fn span(&self) -> Option<(u16, u16)> {
        let years = self.values(Facet::Year);
        Some((years.first()?.0.parse().ok()?, years.last()?.0.parse().ok()?))
    }

    /// Returns the articles that pass every facet.
    pub fn selected(&self, state: &ListQuery) -> DocIds {
        self.through(state, None)
    }

    /// Returns all values of a facet with their counts among the matches, 0 included.
    pub fn counted(&self, facet: Facet, state: &ListQuery, found: &DocIds) -> Vec<ValueCount> {
        let base = self.through(state, Some(facet)).and(found);
        self.values(facet)
            .iter()
            .map(|(value, ordinals)| {
                let count = ordinals.iter().filter(|ordinal| base.contains(**ordinal)).count() as u32;
                ValueCount { value: value.clone(), count, on: state.has(facet, value) }
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Card;

    fn columns() -> Columns {
        let card = |section: &str, tags: &[&str]| Card {
            section: Some(section.into()),
            tags: tags.iter().map(|t| t.to_string()).collect(),
            ..Card::default()
        };
        let cards = [card("Rail", &["a"]), card("Rail", &["b"]), card("Trade", &["a", "b"])];
        Columns::new(3, &[Column::of(Facet::Section, &cards), Column::of(Facet::Tag, &cards)])
    }

    #[test]
    fn values_of_one_facet_add_and_facets_narrow_each_other() {
        let mut state = ListQuery::new();
        state.toggle(Facet::Section, "Rail");
        state.toggle(Facet::Tag, "a");
        let selected = columns().selected(&state);
        assert_eq!((0..3).filter(|o| selected.contains(*o)).collect::<Vec<_>>(), [0]);
        state.toggle(Facet::Tag, "b");
        assert_eq!(columns().selected(&state).len(), 2);
    }

    #[test]
    fn a_count_says_what_a_value_would_leave() {
        let mut state = ListQuery::new();
        state.toggle(Facet::Section, "Rail");
        let counts =
            |facet| columns().counted(facet, &state, &DocIds::all(3)).into_iter().map(|c| (c.value, c.count, c.on)).collect::<Vec<_>>();
        assert_eq!(counts(Facet::Section), [("Rail".into(), 2, true), ("Trade".into(), 1, false)]);
        assert_eq!(counts(Facet::Tag), [("a".into(), 1, false), ("b".into(), 1, false)]);
    }

    #[test]
    fn a_value_that_nothing_has_leaves_nothing() {
        let mut state = ListQuery::new();
        state.toggle(Facet::Section, "Sea");
        assert!(columns().selected(&state).is_empty());
        assert_eq!(DocIds::all(130).len(), 130);
    }
}
