//! Facets: one table of all of them, and the columns that map their values to doc ids.

use super::card::Card;
use crate::article::date::Date;
use crate::article::language;
use crate::article::record::record;
use std::collections::BTreeMap;

/// The kind of a facet's values: it decides how they are ordered, compared, matched by a query, shown and chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueKind {
    /// Text, as articles spell it.
    Text,
    /// Text, or the host name of a site, which has no words.
    TextOrHost,
    /// A year of four digits. Readers choose a range of years.
    Year,
    /// A language tag. It includes narrower tags: `en` includes `en-GB`.
    LanguageTag,
}

/// A facet's row in the table.
struct Definition {
    /// Its name in addresses and paths of pages, in the manifest and in columns.
    key: &'static str,
    /// Its name in queries, lower case, if it has one.
    query_name: Option<&'static str>,
    /// The kind of its values.
    kind: ValueKind,
    /// Reads the values that an article has.
    values: fn(&Card) -> Vec<String>,
}

/// Declares the facets: `Facet`, all of them in order, and the definition of each.
macro_rules! facets {
    ($($(#[$doc:meta])* $facet:ident { $($definition:tt)* })*) => {
        /// A facet; the order is that of the filter sidebar.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Facet {
            $($(#[$doc])* $facet,)*
        }

        impl Facet {
            /// All facets, in the order of the filter sidebar.
            pub const ALL: [Facet; [$(Facet::$facet),*].len()] = [$(Facet::$facet),*];

            // Inlined, so that a program holds only the properties that it reads.
            #[inline(always)]
            fn definition(self) -> Definition {
                match self {
                    $(Facet::$facet => Definition { $($definition)* },)*
                }
            }
        }
    };
}

facets! {
    /// Year of publication; queries ask for it by `date:`, `after:` and `before:`.
    Year { key: "year", query_name: None, kind: ValueKind::Year, values: year }
    /// Section of the paper.
    Section { key: "section", query_name: Some("section"), kind: ValueKind::Text, values: |card| non_blank(&card.section) }
    /// Language.
    Language { key: "lang", query_name: Some("lang"), kind: ValueKind::LanguageTag, values: |card| language::tag_hierarchy(&card.lang) }
    /// Agency, else the site that published it.
    Source { key: "source", query_name: Some("source"), kind: ValueKind::TextOrHost, values: |card| non_blank(&card.source) }
    /// Keywords.
    Tag { key: "tag", query_name: Some("tag"), kind: ValueKind::Text, values: |card| card.tags.clone() }
    /// Authors.
    Author { key: "author", query_name: Some("author"), kind: ValueKind::Text, values: |card| card.authors.clone() }
}

fn year(card: &Card) -> Vec<String> {
    card.published.as_deref().and_then(Date::parse).map(|date| format!("{:04}", date.year)).into_iter().collect()
}

fn non_blank(value: &Option<String>) -> Vec<String> {
    value.iter().filter(|value| !value.trim().is_empty()).cloned().collect()
}

impl Facet {
    /// Returns its name in addresses and in the manifest.
    pub fn key(self) -> &'static str {
        self.definition().key
    }

    /// Parses a facet name.
    pub fn from_key(key: &str) -> Option<Facet> {
        Facet::ALL.into_iter().find(|facet| facet.key() == key)
    }

    /// Parses a facet's name in queries, lower case.
    pub fn from_query_name(name: &str) -> Option<Facet> {
        Facet::ALL.into_iter().find(|facet| facet.definition().query_name == Some(name))
    }

    /// Returns the kind of its values.
    pub fn value_kind(self) -> ValueKind {
        self.definition().kind
    }

    /// Returns the values that an article has.
    pub fn values(self, card: &Card) -> Vec<String> {
        (self.definition().values)(card)
    }

    /// Whether readers choose a range of its values, not single ones.
    pub fn is_range(self) -> bool {
        self.value_kind() == ValueKind::Year
    }

    /// Whether its values include others.
    pub fn is_hierarchical(self) -> bool {
        self.value_kind() == ValueKind::LanguageTag
    }

    /// Whether a value is included in another: `en-GB` in `en`.
    pub fn is_narrower_than(self, value: &str, wider: &str) -> bool {
        self.is_hierarchical() && language::is_narrower_than(value, wider)
    }

    /// Returns the widest value that includes another one: `en` for `en-GB`. `None` if no value does.
    pub fn widest_value(self, value: &str) -> Option<&str> {
        value.split_once('-').map(|(widest, _)| widest).filter(|_| self.is_hierarchical())
    }

    /// Spells a value as columns do: language tags in the case that BCP 47 recommends.
    pub fn canonicalize(self, value: String) -> String {
        if self.value_kind() == ValueKind::LanguageTag { language::canonicalize(&value) } else { value }
    }
}

record! {
    /// The column of one facet: its values, each with the doc ids of its articles.
    pub struct Column {
        /// Version of the format, 1.
        pub format: u32,
        /// The facet's name, see [`Facet::key`].
        pub facet: String,
        /// The values: those of a range ascending, others by descending count, then by name.
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
        if !facet.is_range() {
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
    fn names_of_facets_are_distinct_words() {
        let is_word = |name: &str| !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase());
        for facet in Facet::ALL {
            assert!(is_word(facet.key()) && facet.definition().query_name.is_none_or(is_word), "{facet:?}");
            assert_eq!(Facet::from_key(facet.key()), Some(facet), "two facets have one key");
            let named = facet.definition().query_name.map(Facet::from_query_name);
            assert!(named.is_none_or(|named| named == Some(facet)), "{named:?} is found by the name of {facet:?}");
        }
    }

    #[test]
    fn only_hierarchical_values_include_others() {
        assert!(Facet::Language.is_narrower_than("en-GB", "en") && !Facet::Tag.is_narrower_than("en-GB", "en"));
        assert_eq!((Facet::Language.widest_value("zh-Hant-TW"), Facet::Language.widest_value("zh")), (Some("zh"), None));
        assert_eq!(Facet::Tag.widest_value("semi-arid"), None);
        assert_eq!([Facet::Language, Facet::Tag].map(|facet| facet.canonicalize("EN-gb".into())), ["en-GB", "EN-gb"]);
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
