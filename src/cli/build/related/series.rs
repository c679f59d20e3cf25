//! The parts of series, told by the numbers in their titles.
//!
//! Articles are a series if their titles name it alike and number its parts, and they share language and source. Where a title begins with
//! the number, the section names the series. Two articles with one number make it no series at all, and a part has a place in it only if
//! the part before or after it is there: better none than a wrong one.

use crate::article::language::primary_subtag;
use crate::cli::import::comparison_key::comparison_key;
use crate::cli::part_numbers::{PartNumber, part_number};
use crate::corpus::Card;
use std::collections::BTreeMap;

/// The place of an article in its series.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct SeriesPlace {
    /// The number of the part.
    pub number: u32,
    /// The number of parts: as the titles say, else the highest that is there.
    pub count: u32,
    /// The doc id of the part before it, if it is there.
    pub previous: Option<usize>,
    /// The doc id of the part after it, if it is there.
    pub next: Option<usize>,
}

/// The common properties of the parts of a series: its name, language and source; the section, if the titles do not name it.
type SeriesKey = (String, String, Option<String>, Option<String>);

/// The places of all articles that belong to a series, by doc id.
pub(super) fn series(cards: &[Card]) -> BTreeMap<usize, SeriesPlace> {
    let mut parts: BTreeMap<SeriesKey, Vec<(usize, PartNumber)>> = BTreeMap::new();
    for (doc_id, card) in cards.iter().enumerate().filter(|(_, card)| !card.title_made) {
        if let Some((key, part)) = part_number(&card.title).and_then(|part| Some((series_key(card, &part)?, part))) {
            parts.entry(key).or_default().push((doc_id, part));
        }
    }
    parts.into_values().filter_map(place_parts).flatten().collect()
}

fn series_key(card: &Card, part: &PartNumber) -> Option<SeriesKey> {
    let name = comparison_key(&part.series);
    let section = card.section.clone().filter(|_| name.is_empty());
    (!name.is_empty() || section.is_some()).then(|| (name, primary_subtag(&card.lang), card.source.clone(), section))
}

/// The places of the parts of a series that stand beside others; `None` if two have one number.
fn place_parts(parts: Vec<(usize, PartNumber)>) -> Option<Vec<(usize, SeriesPlace)>> {
    let doc_ids: BTreeMap<u32, usize> = parts.iter().map(|(doc_id, part)| (part.number, *doc_id)).collect();
    let count = parts.iter().flat_map(|(_, part)| [Some(part.number), part.count]).flatten().max()?;
    let place = |(number, doc_id): (&u32, &usize)| {
        let part = |number: u32| doc_ids.get(&number).copied();
        (*doc_id, SeriesPlace { number: *number, count, previous: part(number - 1), next: part(number + 1) })
    };
    let placed = doc_ids.iter().map(place).filter(|(_, place)| place.previous.or(place.next).is_some());
    (doc_ids.len() == parts.len()).then(|| placed.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cards(titles: &[&str]) -> Vec<Card> {
        let card = |title: &&str| Card {
            title: (*title).to_owned(),
            lang: "en".into(),
            section: Some("Rail".into()),
            source: Some("Gazette".into()),
            ..Card::default()
        };
        titles.iter().map(card).collect()
    }

    fn place(number: u32, count: u32, previous: Option<usize>, next: Option<usize>) -> SeriesPlace {
        SeriesPlace { number, count, previous, next }
    }

    #[test]
    fn parts_stand_beside_those_of_the_numbers_before_and_after() {
        let cards = cards(&["The Long Line (2/5)", "A Short Line", "The long line, part 5", "The Long Line (1/5)", "The Long Line (3/5)"]);
        let found: Vec<(usize, SeriesPlace)> = series(&cards).into_iter().collect();
        let wanted = [(0, place(2, 5, Some(3), Some(4))), (3, place(1, 5, None, Some(0))), (4, place(3, 5, Some(0), None))];
        assert_eq!(found, wanted, "the fifth part stands alone");
    }

    #[test]
    fn titles_that_begin_with_the_number_are_a_series_of_their_section() {
        let mut parts = cards(&["Part 1: The spring", "Part 2: The weir"]);
        assert_eq!(series(&parts)[&1], place(2, 2, Some(0), None));
        parts[1].section = None;
        assert_eq!(series(&parts).len(), 0);
    }

    #[test]
    fn one_part_two_equal_numbers_and_two_sources_make_no_series() {
        assert_eq!(series(&cards(&["The Long Line (1/2)", "Another (2/2)"])).len(), 0);
        assert_eq!(series(&cards(&["Line (1)", "Line (2)", "Line (2)"])).len(), 0);
        let mut parts = cards(&["Line (1)", "Line (2)"]);
        parts[0].source = Some("Herald".into());
        assert_eq!(series(&parts).len(), 0);
    }
}
