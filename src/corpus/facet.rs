//! Facets, and the columns that map their values to doc ids.

use super::card::Card;
use crate::article::date::Date;
use crate::article::language;
use crate::article::record::record;
use std::collections::BTreeMap;

/// A facet; the order is that of the filter sidebar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Facet {
    /// Year of publication.
    Year,
    /// Section of the paper.
    Section,
    /// Language.
    Language,
    /// Agency, else the site that published it.
    Source,
    /// Keywords.
    Tag,
    /// Authors.
    Author,
}

impl Facet {
    /// All facets, in the order of the sidebar.
    pub const ALL: [Facet; 6] = [Facet::Year, Facet::Section, Facet::Language, Facet::Source, Facet::Tag, Facet::Author];

    /// Returns its name in addresses and in the manifest.
    pub fn key(self) -> &'static str {
        match self {
            Facet::Year => "year",
            Facet::Section => "section",
            Facet::Language => "lang",
            Facet::Source => "source",
            Facet::Tag => "tag",
            Facet::Author => "author",
        }
    }

    /// Parses a facet name.
    pub fn from_key(key: &str) -> Option<Facet> {
        Facet::ALL.into_iter().find(|f| f.key() == key)
    }

    /// Returns the values that an article has.
    pub fn values(self, card: &Card) -> Vec<String> {
        let non_blank = |value: &Option<String>| value.iter().filter(|v| !v.trim().is_empty()).cloned().collect();
        match self {
            Facet::Year => card.published.as_deref().and_then(Date::parse).map(|d| format!("{:04}", d.year)).into_iter().collect(),
            Facet::Section => non_blank(&card.section),
            // `en` includes `en-GB`: a reader who filters by English wants both.
            Facet::Language => language::tag_hierarchy(&card.lang),
            Facet::Source => non_blank(&card.source),
            Facet::Tag => card.tags.clone(),
            Facet::Author => card.authors.clone(),
        }
    }
}

record! {
    /// The column of one facet: its values, each with the doc ids of its articles.
    pub struct Column {
        /// Version of the format, 1.
        pub format: u32,
        /// The facet's name, see [`Facet::key`].
        pub facet: String,
        /// The values: years ascending, others by descending count, then by name.
        pub values: Vec<Value>,
    }
}

record! {
    /// A facet value.
    pub struct Value {
        /// The value as articles spell it.
        pub value: String,
        /// Delta-encoded doc ids: the first, then the distance from each to the next.
        pub gaps: Vec<u32>,
    }
}

impl Value {
    /// Decodes the doc ids, ascending.
    pub fn doc_ids(&self) -> impl Iterator<Item = u32> + '_ {
        self.gaps.iter().scan(0, |at, gap| {
            // A corrupt column yields doc ids of no article instead of an overflow.
            *at = u32::saturating_add(*at, *gap);
            Some(*at)
        })
    }
}

impl Column {
    /// Builds the column of a facet over all cards, in their order.
    pub fn from_cards(facet: Facet, cards: &[Card]) -> Column {
        let mut doc_ids: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        for (doc_id, card) in (0..).zip(cards) {
            for value in facet.values(card) {
                let list = doc_ids.entry(value).or_default();
                if list.last() != Some(&doc_id) {
                    list.push(doc_id);
                }
            }
        }
        let mut values: Vec<(String, Vec<u32>)> = doc_ids.into_iter().collect();
        if facet != Facet::Year {
            values.sort_by_key(|(_, list)| std::cmp::Reverse(list.len()));
        }
        let values = values.into_iter().map(|(value, list)| Value { value, gaps: delta_encode(&list), ..Value::default() }).collect();
        Column { format: 1, facet: facet.key().to_owned(), values, ..Column::default() }
    }
}

fn delta_encode(doc_ids: &[u32]) -> Vec<u32> {
    let mut previous = 0;
    doc_ids
        .iter()
        .map(|doc_id| {
            let gap = doc_id - previous;
            previous = *doc_id;
            gap
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card(tags: &[&str]) -> Card {
        Card { tags: tags.iter().map(|t| t.to_string()).collect(), published: Some("2014-05".into()), ..Card::default() }
    }

    #[test]
    fn column_sorts_values_by_descending_count() {
        let column = Column::from_cards(Facet::Tag, &[card(&["a", "b"]), card(&["b", "b"]), card(&[]), card(&["b"])]);
        assert_eq!(
            column.values.iter().map(|v| (v.value.as_str(), v.doc_ids().collect::<Vec<_>>())).collect::<Vec<_>>(),
            [("b", vec![0, 1, 3]), ("a", vec![0])]
        );
        assert_eq!(Column::from_cards(Facet::Year, &[card(&[])]).values[0].value, "2014");
    }

    #[test]
    fn language_value_includes_its_regions_and_scripts() {
        let cards = ["en", "en-US", "en-gb", "zh-Hans", ""].map(|lang| Card { lang: lang.into(), ..Card::default() });
        let column = Column::from_cards(Facet::Language, &cards);
        let found: Vec<_> = column.values.iter().map(|v| (v.value.as_str(), v.doc_ids().collect::<Vec<_>>())).collect();
        assert_eq!(found[0], ("en", vec![0, 1, 2]));
        assert_eq!(found[1..], [("en-GB", vec![2]), ("en-US", vec![1]), ("zh", vec![3]), ("zh-Hans", vec![3])]);
    }
}
