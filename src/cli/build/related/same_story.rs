//! The same story: articles that read alike, as an agency's report does in many papers.

use super::nearest::Neighbour;
use crate::cli::import::comparison_key::comparison_key;
use crate::cli::import::near_duplicates::{NearDuplicates, Signature};
use crate::corpus::Card;
use std::collections::{BTreeMap, HashMap};

/// The share of common shingles from which on articles tell the same story. Two texts on one event, written apart, share next to none.
const MIN_SHARED: f32 = 0.3;

/// The share from which on two articles of one source are the same article, not two of its pages that share passages.
const MIN_SAME_ARTICLE: f32 = 0.7;

/// Pairs of articles that read alike.
#[derive(Debug, Default)]
pub(super) struct SameStory {
    /// The doc ids of the articles that read like one, with the share of shingles in common.
    alike: BTreeMap<usize, BTreeMap<usize, f32>>,
}

impl SameStory {
    /// Finds the articles that read alike among those with a band of their signatures in common and the nearest ones. `signatures` are in
    /// the order of the cards.
    pub(super) fn new(cards: &[Card], signatures: Vec<Option<Signature>>, nearest: &[Vec<Neighbour>]) -> SameStory {
        let doc_ids: HashMap<&str, usize> = cards.iter().enumerate().map(|(doc_id, card)| (card.id.as_str(), doc_id)).collect();
        let (mut near_duplicates, mut same_story) = (NearDuplicates::default(), SameStory::default());
        cards.iter().zip(signatures).for_each(|(card, signature)| near_duplicates.add(&card.id, signature));
        for (doc_id, card) in cards.iter().enumerate() {
            let candidates = near_duplicates.candidates(&card.id).filter_map(|id| doc_ids.get(id).copied());
            let near = nearest.get(doc_id).into_iter().flatten().map(|neighbour| neighbour.doc_id);
            for other in candidates.chain(near) {
                same_story.compare(&near_duplicates, cards, doc_id, other);
            }
        }
        same_story
    }

    fn compare(&mut self, near_duplicates: &NearDuplicates, cards: &[Card], one: usize, other: usize) {
        let signature = |doc_id: usize| near_duplicates.signature(&cards.get(doc_id)?.id);
        let Some(shared) = signature(one).zip(signature(other)).map(|(one, other)| one.shared_ratio(other)) else { return };
        if shared >= MIN_SHARED {
            self.alike.entry(one).or_default().insert(other, shared);
            self.alike.entry(other).or_default().insert(one, shared);
        }
    }

    /// The articles of other sources that tell the story of an article, the oldest first.
    pub(super) fn elsewhere(&self, cards: &[Card], doc_id: usize) -> Vec<usize> {
        let alike = self.alike.get(&doc_id).into_iter().flatten().map(|(other, _)| *other);
        alike.filter(|other| are_of_two_sources(cards, doc_id, *other)).rev().collect()
    }

    /// Whether two articles tell the same story: of two sources, or one article twice.
    pub(super) fn is_same(&self, cards: &[Card], one: usize, other: usize) -> bool {
        let shared = self.alike.get(&one).and_then(|alike| alike.get(&other));
        shared.is_some_and(|shared| {
            *shared >= MIN_SAME_ARTICLE || have_equal_titles(cards, one, other) || are_of_two_sources(cards, one, other)
        })
    }
}

fn have_equal_titles(cards: &[Card], one: usize, other: usize) -> bool {
    let title = |doc_id: usize| cards.get(doc_id).map(|card| comparison_key(&card.title)).filter(|title| !title.is_empty());
    title(one).zip(title(other)).is_some_and(|(one, other)| one == other)
}

/// Whether two articles name their sources, and these are not the same.
fn are_of_two_sources(cards: &[Card], one: usize, other: usize) -> bool {
    let source = |doc_id: usize| cards.get(doc_id)?.source.as_deref().map(str::to_lowercase);
    source(one).zip(source(other)).is_some_and(|(one, other)| one != other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Article, Block};

    fn words(from: usize, to: usize) -> String {
        (from..to).map(|number| format!("word{number} ")).collect()
    }

    fn same_story(articles: &[(&str, String)]) -> (Vec<Card>, SameStory) {
        let card = |(at, (source, _)): (usize, &(&str, String))| Card {
            id: at.to_string(),
            source: Some((*source).to_owned()).filter(|source| !source.is_empty()),
            ..Card::default()
        };
        let cards: Vec<Card> = articles.iter().enumerate().map(card).collect();
        let signature = |(_, text): &(&str, String)| {
            Signature::from_article(&Article { body: vec![Block::paragraph(text.as_str())], ..Article::default() })
        };
        let signatures = articles.iter().map(signature).collect();
        let found = SameStory::new(&cards, signatures, &[]);
        (cards, found)
    }

    #[test]
    fn a_report_in_other_sources_is_the_same_story() {
        let (cards, found) = same_story(&[
            ("Gazette", words(0, 300)),
            ("Herald", words(0, 290)),
            ("gazette", words(5, 300)),
            ("", words(0, 300)),
            ("Post", words(500, 800)),
        ]);
        assert_eq!(found.elsewhere(&cards, 0), [1]);
        assert_eq!(found.elsewhere(&cards, 1), [2, 0], "the oldest first, which has the highest doc id");
        assert_eq!(found.elsewhere(&cards, 3), [0; 0], "an article without a source stands nowhere else");
        assert!(found.is_same(&cards, 0, 2) && found.is_same(&cards, 0, 3), "one article twice");
        assert!(!found.is_same(&cards, 0, 4));
    }

    #[test]
    fn pages_of_one_source_may_share_passages() {
        let (cards, found) = same_story(&[("Manual", words(0, 300)), ("Manual", words(90, 390)), ("Other", words(90, 390))]);
        assert!(!found.is_same(&cards, 0, 1) && found.is_same(&cards, 1, 2));
    }
}
