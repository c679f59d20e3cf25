//! Sets of articles, and how many of them each value of a facet has.

use crate::corpus::{Column, Facet, ListQuery};
use std::sync::Arc;

/// A set of ordinals.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ordinals {
    bits: Vec<u64>,
}

impl Ordinals {
    /// No article of `count`.
    pub fn none(count: u32) -> Ordinals {
        Ordinals { bits: vec![0; count.div_ceil(64) as usize] }
    }

    /// Every article of `count`.
    pub fn all(count: u32) -> Ordinals {
        let mut all = Ordinals { bits: vec![u64::MAX; count.div_ceil(64) as usize] };
        if let (Some(last), true) = (all.bits.last_mut(), !count.is_multiple_of(64)) {
            *last = (1 << (count % 64)) - 1;
        }
        all
    }

    /// The articles of a list; an ordinal that is too large is passed over.
    pub fn of(count: u32, ordinals: impl Iterator<Item = u32>) -> Ordinals {
        let mut set = Ordinals::none(count);
        ordinals.for_each(|ordinal| set.insert(ordinal));
        set
    }

    /// Whether an article is in it.
    pub fn contains(&self, ordinal: u32) -> bool {
        self.bits.get(ordinal as usize / 64).is_some_and(|word| word >> (ordinal % 64) & 1 == 1)
    }

    /// The ordinals in it, ascending.
    pub fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        self.bits.iter().zip(0..).filter(|(word, _)| **word != 0).flat_map(|(word, at)| {
            let word = *word;
            (0..64).filter(move |bit| word >> bit & 1 == 1).map(move |bit| at * 64 + bit)
        })
    }

    /// Takes an article in; an ordinal that is too large is passed over.
    pub fn insert(&mut self, ordinal: u32) {
        if let Some(word) = self.bits.get_mut(ordinal as usize / 64) {
            *word |= 1 << (ordinal % 64);
        }
    }

    /// Those that are in this and not in the other.
    pub fn minus(&self, other: &Ordinals) -> Ordinals {
        Ordinals { bits: self.bits.iter().zip(&other.bits).map(|(a, b)| a & !b).collect() }
    }

    /// How many are in it.
    pub fn len(&self) -> u32 {
        self.bits.iter().map(|word| word.count_ones()).sum()
    }

    /// True where none is in it.
    pub fn is_empty(&self) -> bool {
        self.bits.iter().all(|word| *word == 0)
    }

    /// Those that are in both.
    pub fn and(&self, other: &Ordinals) -> Ordinals {
        Ordinals { bits: self.bits.iter().zip(&other.bits).map(|(a, b)| a & b).collect() }
    }

    /// Takes in those of another.
    pub fn add(&mut self, other: &Ordinals) {
        self.bits.iter_mut().zip(&other.bits).for_each(|(a, b)| *a |= b);
    }
}

/// The columns of a corpus: for each value the ordinals that have it, ascending. Lists and not sets: most values are rare,
/// and what all of them take is what the articles have of values.
#[derive(Debug, Clone, Default)]
pub struct Columns {
    count: u32,
    columns: Vec<(Facet, Vec<Listed>)>,
}

/// A value, and the ordinals that have it.
type Listed = (Arc<str>, Vec<u32>);

/// One value of a facet and how many articles it would leave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// The value.
    pub value: Arc<str>,
    /// How many articles of the present list have it, were nothing of its own facet on.
    pub count: u32,
    /// Whether it is on.
    pub on: bool,
}

impl Columns {
    /// Reads the columns of a corpus of `count` articles. A facet that is not known is passed over.
    pub fn new(count: u32, columns: &[Column]) -> Columns {
        let lists = |column: &Column| column.values.iter().map(|v| (v.value.as_str().into(), v.ordinals().collect())).collect();
        Columns { count, columns: columns.iter().filter_map(|c| Some((Facet::of_key(&c.facet)?, lists(c)))).collect() }
    }

    fn values(&self, facet: Facet) -> &[Listed] {
        self.columns.iter().find(|(f, _)| *f == facet).map(|(_, values)| values.as_slice()).unwrap_or_default()
    }

    /// The articles that have one of the values that are on; `None` where none of the facet is on.
    fn chosen(&self, facet: Facet, state: &ListQuery) -> Option<Ordinals> {
        let on = Some(state.on(facet)).filter(|on| !on.is_empty())?;
        let mut union = Ordinals::none(self.count);
        for (_, ordinals) in self.values(facet).iter().filter(|(value, _)| on.iter().any(|on| **on == **value)) {
            ordinals.iter().for_each(|ordinal| union.insert(*ordinal));
        }
        Some(union)
    }

    /// The articles that every facet lets through, one facet left aside.
    fn through(&self, state: &ListQuery, but: Option<Facet>) -> Ordinals {
        let mut through = Ordinals::all(self.count);
        for facet in Facet::ALL.into_iter().filter(|f| Some(*f) != but) {
            if let Some(chosen) = self.chosen(facet, state) {
                through = through.and(&chosen);
            }
        }
        through
    }

    /// The articles of some years, both inclusive.
    pub fn years(&self, from: Option<&str>, to: Option<&str>) -> Ordinals {
        let mut within = Ordinals::none(self.count);
        let inside = |year: &str| from.is_none_or(|from| from <= year) && to.is_none_or(|to| year <= to);
        self.values(Facet::Year).iter().filter(|(year, _)| inside(year)).for_each(|(_, list)| list.iter().for_each(|o| within.insert(*o)));
        within
    }

    /// The first and the last year of all articles.
    pub fn span(&self) -> Option<(u16, u16)> {
        let years = self.values(Facet::Year);
        Some((years.first()?.0.parse().ok()?, years.last()?.0.parse().ok()?))
    }

    /// The articles that every facet lets through.
    pub fn selected(&self, state: &ListQuery) -> Ordinals {
        self.through(state, None)
    }

    /// The values of a facet with their counts among the articles that were found. What is on stays, though it leave nothing.
    pub fn counted(&self, facet: Facet, state: &ListQuery, found: &Ordinals) -> Vec<Counted> {
        let base = self.through(state, Some(facet)).and(found);
        self.values(facet)
            .iter()
            .map(|(value, ordinals)| {
                let count = ordinals.iter().filter(|ordinal| base.contains(**ordinal)).count() as u32;
                Counted { value: value.clone(), count, on: state.has(facet, value) }
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
            |facet| columns().counted(facet, &state, &Ordinals::all(3)).into_iter().map(|c| (c.value, c.count, c.on)).collect::<Vec<_>>();
        assert_eq!(counts(Facet::Section), [("Rail".into(), 2, true), ("Trade".into(), 1, false)]);
        assert_eq!(counts(Facet::Tag), [("a".into(), 1, false), ("b".into(), 1, false)]);
    }

    #[test]
    fn a_value_that_nothing_has_leaves_nothing() {
        let mut state = ListQuery::new();
        state.toggle(Facet::Section, "Sea");
        assert!(columns().selected(&state).is_empty());
        assert_eq!(Ordinals::all(130).len(), 130);
    }
}
