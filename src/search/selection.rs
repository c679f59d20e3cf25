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
    pub fn empty(count: u32) -> DocIds {
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
    pub fn from_ids(count: u32, doc_ids: impl Iterator<Item = u32>) -> DocIds {
        let mut set = DocIds::empty(count);
        doc_ids.for_each(|doc_id| set.insert(doc_id));
        set
    }

    /// Whether the set holds a doc id.
    pub fn contains(&self, doc_id: u32) -> bool {
        self.bits.get(doc_id as usize / 64).is_some_and(|word| word >> (doc_id % 64) & 1 == 1)
    }

    /// Iterates over the doc ids, ascending.
    pub fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        self.bits.iter().zip(0..).filter(|(word, _)| **word != 0).flat_map(|(word, at)| {
            let word = *word;
            (0..64).filter(move |bit| word >> bit & 1 == 1).map(move |bit| at * 64 + bit)
        })
    }

    /// Adds a doc id; one that is out of range is ignored.
    pub fn insert(&mut self, doc_id: u32) {
        if let Some(word) = self.bits.get_mut(doc_id as usize / 64) {
            *word |= 1 << (doc_id % 64);
        }
    }

    /// Returns the difference: doc ids in this set and not in the other.
    pub fn difference(&self, other: &DocIds) -> DocIds {
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
    pub fn intersection(&self, other: &DocIds) -> DocIds {
        DocIds { bits: self.bits.iter().zip(&other.bits).map(|(a, b)| a & b).collect() }
    }

    /// Adds the doc ids of another set.
    pub fn union_with(&mut self, other: &DocIds) {
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
    pub is_selected: bool,
}

impl Columns {
    /// Reads the columns of a corpus of `count` articles. An unknown facet is ignored.
    pub fn new(count: u32, columns: &[Column]) -> Columns {
        let values = |column: &Column| column.values.iter().map(|v| (v.value.as_str().into(), v.doc_ids().collect())).collect();
        Columns { count, columns: columns.iter().filter_map(|c| Some((Facet::from_key(&c.facet)?, values(c)))).collect() }
    }

    fn values(&self, facet: Facet) -> &[ColumnValue] {
        self.columns.iter().find(|(f, _)| *f == facet).map(|(_, values)| values.as_slice()).unwrap_or_default()
    }

    /// Returns the union of the selected values of a facet; `None` if none is selected.
    fn selected_in_facet(&self, facet: Facet, state: &ListQuery) -> Option<DocIds> {
        let on = Some(state.selected_values(facet)).filter(|on| !on.is_empty())?;
        let mut union = DocIds::empty(self.count);
        for (_, doc_ids) in self.values(facet).iter().filter(|(value, _)| on.iter().any(|on| **on == **value)) {
            doc_ids.iter().for_each(|doc_id| union.insert(*doc_id));
        }
        Some(union)
    }

    /// Returns the articles that pass every facet but one.
    fn filter_mask(&self, state: &ListQuery, ignored: Option<Facet>) -> DocIds {
        let mut mask = DocIds::all(self.count);
        for facet in Facet::ALL.into_iter().filter(|f| Some(*f) != ignored) {
            if let Some(selected) = self.selected_in_facet(facet, state) {
                mask = mask.intersection(&selected);
            }
        }
        mask
    }

    /// Returns the articles of a range of years, both inclusive.
    pub fn docs_in_years(&self, from: Option<&str>, to: Option<&str>) -> DocIds {
        let mut within = DocIds::empty(self.count);
        let inside = |year: &str| from.is_none_or(|from| from <= year) && to.is_none_or(|to| year <= to);
        self.values(Facet::Year).iter().filter(|(year, _)| inside(year)).for_each(|(_, list)| list.iter().for_each(|o| within.insert(*o)));
        within
    }

    /// Returns the first and the last year of all articles.
    pub fn year_span(&self) -> Option<(u16, u16)> {
        let years = self.values(Facet::Year);
        Some((years.first()?.0.parse().ok()?, years.last()?.0.parse().ok()?))
    }

    /// Returns the articles that pass every facet.
    pub fn selected_docs(&self, state: &ListQuery) -> DocIds {
        self.filter_mask(state, None)
    }

    /// Returns all values of a facet with their counts among the matches, 0 included.
    pub fn value_counts(&self, facet: Facet, state: &ListQuery, found: &DocIds) -> Vec<ValueCount> {
        let base = self.filter_mask(state, Some(facet)).intersection(found);
        self.values(facet)
            .iter()
            .map(|(value, doc_ids)| {
                let count = doc_ids.iter().filter(|doc_id| base.contains(**doc_id)).count() as u32;
                ValueCount { value: value.clone(), count, is_selected: state.is_selected(facet, value) }
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
        Columns::new(3, &[Column::from_cards(Facet::Section, &cards), Column::from_cards(Facet::Tag, &cards)])
    }

    #[test]
    fn values_of_one_facet_are_united_and_facets_intersected() {
        let mut state = ListQuery::new();
        state.toggle(Facet::Section, "Rail");
        state.toggle(Facet::Tag, "a");
        let selected = columns().selected_docs(&state);
        assert_eq!((0..3).filter(|o| selected.contains(*o)).collect::<Vec<_>>(), [0]);
        state.toggle(Facet::Tag, "b");
        assert_eq!(columns().selected_docs(&state).len(), 2);
    }

    #[test]
    fn counts_ignore_the_selection_in_their_own_facet() {
        let mut state = ListQuery::new();
        state.toggle(Facet::Section, "Rail");
        let counts = |facet| {
            columns()
                .value_counts(facet, &state, &DocIds::all(3))
                .into_iter()
                .map(|c| (c.value, c.count, c.is_selected))
                .collect::<Vec<_>>()
        };
        assert_eq!(counts(Facet::Section), [("Rail".into(), 2, true), ("Trade".into(), 1, false)]);
        assert_eq!(counts(Facet::Tag), [("a".into(), 1, false), ("b".into(), 1, false)]);
    }

    #[test]
    fn an_unknown_value_matches_nothing() {
        let mut state = ListQuery::new();
        state.toggle(Facet::Section, "Sea");
        assert!(columns().selected_docs(&state).is_empty());
        assert_eq!(DocIds::all(130).len(), 130);
    }
}
