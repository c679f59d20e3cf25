//! What to read after an article: related articles and why, the same story in other sources, the parts of a series.
//!
//! - [`nearest`]: the articles whose best terms and tags are nearest; [`same_story`]: articles that read alike; [`series`]: parts.
//! - [`shared_words`]: what two articles share, in words; [`phrase`]: which words say it best.
//!
//! Everything is chosen among the published articles of the collection, by the terms that the index has of them.

mod nearest;
mod phrase;
mod same_story;
mod series;
mod shared_words;

use crate::article::Article;
use crate::article::language::primary_subtag;
use crate::cli::build::collection::Collection;
use crate::cli::import::comparison_key::comparison_key;
use crate::cli::import::near_duplicates::Signature;
use crate::corpus::{Card, Related};
use crate::messages;
use crate::search::analysis::Variants;
use crate::search::index::build::{Collector, WeightedTerm, feature_weight};
use nearest::{Neighbour, nearest};
use same_story::SameStory;
use series::{SeriesPlace, series};
use shared_words::SharedWords;
use std::collections::{BTreeMap, BTreeSet};

/// The number of terms that stand for an article.
const MAX_TERMS: usize = 40;

/// The number of neighbours among which related articles are chosen, in the order of their nearness.
const MAX_NEIGHBOURS: usize = 16;

/// The nearness from which on articles are related, a cosine; of the first few a lower one, so that no article stands alone.
const MIN_SCORE: f32 = 0.12;
const MIN_SCORE_OF_FIRST: f32 = 0.08;
const FIRST: usize = 2;

/// The share of the nearness of the nearest one from which on others than the first few stand beside it.
const MIN_RELATIVE_SCORE: f32 = 0.3;

/// The number of features that related articles share at least, unless one of them is a tag.
const MIN_SHARED: usize = 3;

/// How much more an article of the same section counts.
const SAME_SECTION_FACTOR: f32 = 1.2;

/// How much less an article of another language counts, whose words are spelt alike by chance, too.
const OTHER_LANGUAGE_FACTOR: f32 = 0.5;

/// The share of a tag in an article that has it, as an impact: it is there as if the text said it a few times.
const TAG_IMPACT: f32 = 0.75;

/// A tag that more than one in this number of articles have gives no reason.
const MAX_TAG_SHARE: usize = 3;

/// The number of related articles, of words and tags that say why, and of sources of the same story.
const MAX_ARTICLES: usize = 4;
const MAX_REASONS: usize = 3;
const MAX_SOURCES: usize = 6;

/// The articles to read after each one of a collection.
pub(crate) struct RelatedIndex<'b> {
    collection: &'b Collection,
    words: SharedWords<'b>,
    neighbours: Vec<Vec<Neighbour>>,
    languages: Vec<String>,
    tags: Vec<BTreeSet<String>>,
    tag_counts: BTreeMap<String, u32>,
    same_story: SameStory,
    series: BTreeMap<usize, SeriesPlace>,
    separator: &'static str,
}

impl<'b> RelatedIndex<'b> {
    /// Compares all articles. `signatures` are in the order of their doc ids.
    pub(crate) fn new(
        collection: &'b Collection,
        collector: &'b Collector,
        variants: &'b Variants,
        signatures: Vec<Option<Signature>>,
    ) -> RelatedIndex<'b> {
        let cards = &collection.cards;
        let tags: Vec<BTreeSet<String>> = cards.iter().map(tag_keys).collect();
        let mut vectors = collector.best_terms(MAX_TERMS);
        let tag_counts = count_tags(&tags);
        add_tags(&mut vectors, &tags, &tag_counts, collector.term_count());
        let languages: Vec<String> = cards.iter().map(|card| primary_subtag(&card.lang)).collect();
        let language_factor = |one: usize, other: usize| if languages[one] == languages[other] { 1.0 } else { OTHER_LANGUAGE_FACTOR };
        let affinity = |one: usize, other: usize| language_factor(one, other) * section_factor(&cards[one], &cards[other]);
        let neighbours = nearest(vectors, &affinity, MAX_NEIGHBOURS, MIN_SCORE_OF_FIRST);
        RelatedIndex {
            same_story: SameStory::new(cards, signatures, &neighbours),
            series: series(cards),
            separator: messages::for_lang(collection.site.language()).list_separator,
            words: SharedWords::new(collector, variants),
            collection,
            neighbours,
            languages,
            tags,
            tag_counts,
        }
    }

    /// The articles to read after one.
    pub(crate) fn of_article(&self, doc_id: usize, article: &Article) -> Related {
        let place = self.series.get(&doc_id).copied();
        let part_before_or_after =
            |part: fn(SeriesPlace) -> Option<usize>| place.and_then(part).and_then(|part| self.card(part, listed_part));
        let chosen = self.choose(doc_id);
        let same_story = self.same_story.elsewhere(&self.collection.cards, doc_id).into_iter().take(MAX_SOURCES);
        Related {
            articles: chosen.iter().filter_map(|neighbour| self.card(neighbour.doc_id, listed_article)).collect(),
            shared: self.reasons(doc_id, article, &chosen),
            same_story: same_story.filter_map(|other| self.card(other, listed_source)).collect(),
            part: place.map_or(0, |place| place.number),
            part_count: place.map_or(0, |place| place.count),
            previous_part: part_before_or_after(|place| place.previous),
            next_part: part_before_or_after(|place| place.next),
            ..Related::default()
        }
    }

    /// The related articles, the nearest first: those in its language, else those of its versions in other languages, else others.
    fn choose(&self, doc_id: usize) -> Vec<&Neighbour> {
        let versions = self.collection.named_versions(doc_id).into_iter().map(|version| (version, true));
        let sources = std::iter::once((doc_id, true)).chain(versions).chain([(doc_id, false)]);
        let chosen = sources.map(|(source, is_own_language)| self.choose_from(doc_id, source, is_own_language));
        chosen.into_iter().find(|chosen| !chosen.is_empty()).unwrap_or_default()
    }

    /// The related articles of `doc_id` among the neighbours of `source`, in the language of that one or in others: not the same story, no
    /// version of it, no part of the series that is named anyway, and none that another one of them repeats.
    fn choose_from(&self, doc_id: usize, source: usize, is_own_language: bool) -> Vec<&Neighbour> {
        let mut chosen: Vec<&Neighbour> = Vec::new();
        let near = self.neighbours.get(source).into_iter().flatten().filter(|neighbour| self.is_near(source, neighbour));
        for neighbour in near.filter(|neighbour| (self.languages[source] == self.languages[neighbour.doc_id]) == is_own_language) {
            let is_repeated = chosen.iter().any(|other| self.is_same(other.doc_id, neighbour.doc_id));
            let min_score = chosen.first().map_or(0.0, |first| first.score * MIN_RELATIVE_SCORE).max(MIN_SCORE);
            let is_far = chosen.len() >= FIRST && neighbour.score < min_score;
            if chosen.len() < MAX_ARTICLES && !is_repeated && !is_far && !self.is_named_already(doc_id, neighbour.doc_id) {
                chosen.push(neighbour);
            }
        }
        chosen
    }

    fn is_near(&self, doc_id: usize, neighbour: &Neighbour) -> bool {
        neighbour.shared.len() >= MIN_SHARED || self.tags[doc_id].intersection(&self.tags[neighbour.doc_id]).next().is_some()
    }

    fn is_same(&self, one: usize, other: usize) -> bool {
        one == other || self.same_story.is_same(&self.collection.cards, one, other) || are_versions(self.collection, one, other)
    }

    fn is_named_already(&self, doc_id: usize, other: usize) -> bool {
        let place = self.series.get(&doc_id);
        let is_part = place.is_some_and(|place| [place.previous, place.next].contains(&Some(other)));
        is_part || self.is_same(doc_id, other)
    }

    /// The words that each related article shares with the article: tags first, then words that no tag says.
    fn reasons(&self, doc_id: usize, article: &Article, chosen: &[&Neighbour]) -> Vec<String> {
        let words = self.words.of_neighbours(article, chosen, MAX_REASONS);
        let reason = |(neighbour, words): (&&Neighbour, Vec<String>)| {
            let mut reasons = self.shared_tags(doc_id, neighbour.doc_id);
            for word in words {
                if !reasons.iter().any(|reason| is_said_by(&word, reason)) {
                    reasons.push(word);
                }
            }
            reasons.truncate(MAX_REASONS);
            reasons.join(self.separator)
        };
        chosen.iter().zip(words).map(reason).collect()
    }

    /// The rarest tags that two articles share, as the first spells them.
    fn shared_tags(&self, doc_id: usize, other: usize) -> Vec<String> {
        let (Some(card), Some(others)) = (self.collection.cards.get(doc_id), self.tags.get(other)) else { return Vec::new() };
        let counted = card.tags.iter().map(|tag| (comparison_key(tag), tag)).filter(|(key, tag)| others.contains(key) && is_worded(tag));
        let counted = counted.filter_map(|(key, tag)| Some((*self.tag_counts.get(&key)?, tag)));
        let mut shared: Vec<(u32, &String)> = counted.filter(|(count, _)| self.is_telling(*count)).collect();
        shared.sort_by_key(|(count, _)| *count);
        shared.into_iter().take(MAX_REASONS - 1).map(|(_, tag)| tag.clone()).collect()
    }

    /// Whether a tag that so many articles have tells them from others.
    fn is_telling(&self, count: u32) -> bool {
        count as usize * MAX_TAG_SHARE <= self.tags.len()
    }

    fn card(&self, doc_id: usize, listed: fn(&Card) -> Card) -> Option<Card> {
        self.collection.cards.get(doc_id).map(listed)
    }
}

/// How much the nearness of two articles counts: more within a section.
fn section_factor(one: &Card, other: &Card) -> f32 {
    if one.section.is_some() && one.section == other.section { SAME_SECTION_FACTOR } else { 1.0 }
}

/// Whether one of two articles names the other as its version, or both are versions of a third.
fn are_versions(collection: &Collection, one: usize, other: usize) -> bool {
    let versions = |doc_id: usize| collection.named_versions(doc_id).into_iter().chain([doc_id]).collect::<Vec<_>>();
    let others = versions(other);
    versions(one).iter().any(|version| others.contains(version))
}

/// Whether one of two names holds the other.
fn is_said_by(word: &str, reason: &str) -> bool {
    let (word, reason) = (comparison_key(word), comparison_key(reason));
    word.contains(&reason) || reason.contains(&word)
}

/// Whether a tag reads as words, not as an entry of a program.
fn is_worded(tag: &str) -> bool {
    tag.chars().any(char::is_alphabetic) && !tag.contains(['_', ':', '/', '='])
}

/// The tags of an article as they are compared.
fn tag_keys(card: &Card) -> BTreeSet<String> {
    card.tags.iter().map(|tag| comparison_key(tag)).filter(|key| !key.is_empty()).collect()
}

/// The number of articles that have each tag.
fn count_tags(tags: &[BTreeSet<String>]) -> BTreeMap<String, u32> {
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    tags.iter().flatten().for_each(|tag| *counts.entry(tag.clone()).or_default() += 1);
    counts
}

/// Adds the tags of articles as features with the numbers from `first` on; `counts` has the number of articles of each.
fn add_tags(vectors: &mut [Vec<WeightedTerm>], tags: &[BTreeSet<String>], counts: &BTreeMap<String, u32>, first: u32) {
    let doc_count = vectors.len() as u32;
    let numbers: BTreeMap<&str, (u32, u32)> =
        (first..).zip(counts).map(|(number, (tag, count))| (tag.as_str(), (number, *count))).collect();
    for (vector, tags) in vectors.iter_mut().zip(tags) {
        let shared = tags.iter().filter_map(|tag| numbers.get(tag.as_str())).filter(|(_, count)| *count > 1);
        vector.extend(
            shared.map(|(term, count)| WeightedTerm { term: *term, weight: TAG_IMPACT * feature_weight(doc_count, *count, *count) }),
        );
    }
}

/// The fields of a card that names an article.
fn listed_part(card: &Card) -> Card {
    let Card { id, title, lang, dir, .. } = card.clone();
    Card { id, title, lang, dir, ..Card::default() }
}

/// The fields of a card that names an article in another source.
fn listed_source(card: &Card) -> Card {
    Card { source: card.source.clone(), published: card.published.clone(), ..listed_part(card) }
}

/// The fields of a card that a related article shows.
fn listed_article(card: &Card) -> Card {
    let Card { section, published, minutes, draft, .. } = card.clone();
    Card { section, published, minutes, draft, ..listed_part(card) }
}
