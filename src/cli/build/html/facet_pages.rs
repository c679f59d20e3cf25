//! The facet values that have a page and feeds of their own, and their paths.

use crate::article::id;
use crate::cli::folder::sha256;
use crate::corpus::{Column, Facet, ValuePages};
use std::collections::BTreeSet;

/// The minimum number of articles of a value with a page: with fewer, a page says no more than the articles' own.
const MIN_ARTICLES: usize = 3;
/// The maximum number of pages per facet: the most frequent values get one.
const MAX_PAGES_PER_FACET: usize = 500;

/// A facet value that has a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ValuePage {
    /// The facet.
    pub facet: Facet,
    /// The value, as the articles spell it.
    pub value: String,
    /// The path of its page inside the site, `tag/rail/`.
    pub path: String,
    /// The doc ids of the articles that have it, newest first.
    pub doc_ids: Vec<u32>,
    /// The path of the page of a wider value with the same articles, which is the canonical one for search engines.
    pub canonical_path: Option<String>,
}

/// The pages of the values of all facets, by facet and value.
pub(crate) fn value_pages(columns: &[Column]) -> Vec<ValuePage> {
    let mut pages = Vec::new();
    for column in columns {
        let Some(facet) = Facet::from_key(&column.facet) else { continue };
        let mut used: Vec<(&str, Vec<u32>)> = column.values.iter().map(|v| (v.value.as_str(), v.doc_ids().collect())).collect();
        used.retain(|(_, doc_ids)| doc_ids.len() >= MIN_ARTICLES);
        used.sort_by_key(|(value, doc_ids)| (std::cmp::Reverse(doc_ids.len()), *value));
        used.truncate(MAX_PAGES_PER_FACET);
        // Sorted by name, so that the article counts do not decide which of two values gets a number.
        used.sort_unstable();
        let mut taken = BTreeSet::new();
        let first = pages.len();
        for (value, doc_ids) in used {
            let slug = id::unique_id(&slug(value), |slug| taken.contains(slug));
            taken.insert(slug.clone());
            pages.push(ValuePage {
                facet,
                value: value.to_owned(),
                path: format!("{}/{slug}/", facet.key()),
                doc_ids,
                canonical_path: None,
            });
        }
        if let Some((_, own)) = pages.split_at_mut_checked(first) {
            set_canonical_paths(own);
        }
    }
    pages
}

/// Finds for each value of a facet a wider one with the same articles.
fn set_canonical_paths(pages: &mut [ValuePage]) {
    let wider = |page: &ValuePage| {
        let same = |other: &&ValuePage| page.facet.is_narrower_than(&page.value, &other.value) && other.doc_ids.len() == page.doc_ids.len();
        pages.iter().filter(same).min_by_key(|other| other.value.len()).map(|other| other.path.clone())
    };
    let same: Vec<Option<String>> = pages.iter().map(wider).collect();
    pages.iter_mut().zip(same).for_each(|(page, same)| page.canonical_path = same);
}

/// The paths of the pages.
pub(crate) fn page_paths(pages: &[ValuePage]) -> ValuePages {
    let mut paths = ValuePages::new();
    for page in pages {
        paths.entry(page.facet).or_default().insert(page.value.clone(), page.path.clone());
    }
    paths
}

/// Returns the slug of a value: its words in a-z, 0-9 and hyphens; for a value without any of these, digits of its hash.
#[expect(clippy::string_slice, reason = "a hash is hexadecimal digits")]
fn slug(value: &str) -> String {
    let slug = id::slugify(&deunicode::deunicode(value));
    if slug.is_empty() { format!("v-{}", &sha256(value.as_bytes())[..8]) } else { slug }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Card;

    fn card(tags: &[&str]) -> Card {
        Card { tags: tags.iter().map(|tag| tag.to_string()).collect(), ..Card::default() }
    }

    #[test]
    fn values_of_three_articles_get_a_page_with_a_unique_path() {
        let cards =
            [card(&["Rail", "rail", "铁路"]), card(&["Rail", "rail", "铁路", "…"]), card(&["Rail", "rail", "铁路", "…"]), card(&["…"])];
        let pages = value_pages(&[Column::from_cards(Facet::Tag, &cards)]);
        let found: Vec<(&str, &str)> = pages.iter().map(|page| (page.value.as_str(), page.path.as_str())).collect();
        assert_eq!(found[..2], [("Rail", "tag/rail/"), ("rail", "tag/rail-2/")]);
        assert_eq!(found[3], ("铁路", "tag/tie-lu/"));
        assert!(found[2].1.starts_with("tag/"), "{found:?}");
        assert_eq!(pages[0].doc_ids, [0, 1, 2]);
        assert_eq!(page_paths(&pages)[&Facet::Tag]["rail"], "tag/rail-2/");
    }

    #[test]
    fn a_language_with_the_articles_of_a_wider_one_is_not_canonical() {
        let cards = ["zh-Hans", "zh-Hans", "zh-Hans", "en", "en", "en-GB", "en-GB", "en-GB"]
            .map(|lang| Card { lang: lang.to_owned(), ..Card::default() });
        let pages = value_pages(&[Column::from_cards(Facet::Language, &cards)]);
        let found: Vec<(&str, Option<&str>)> = pages.iter().map(|page| (page.path.as_str(), page.canonical_path.as_deref())).collect();
        assert_eq!(found, [("lang/en/", None), ("lang/en-gb/", None), ("lang/zh/", None), ("lang/zh-hans/", Some("lang/zh/"))]);
    }

    #[test]
    fn only_the_most_frequent_values_get_a_page() {
        let cards: Vec<Card> =
            (0..MAX_PAGES_PER_FACET + 1).flat_map(|n| vec![card(&[&format!("t{n:03}")]); if n == 7 { 3 } else { 4 }]).collect();
        let pages = value_pages(&[Column::from_cards(Facet::Tag, &cards)]);
        assert_eq!(pages.len(), MAX_PAGES_PER_FACET);
        assert!(pages.iter().all(|page| page.value != "t007"));
    }
}
