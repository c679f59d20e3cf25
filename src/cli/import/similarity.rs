//! Near-duplicate detection: compares two readings of an article by title and words.

use super::shingles::shingles;
use crate::article::{Article, text};
use std::collections::HashMap;

/// Words per shingle. Two unrelated texts in one language share almost none.
const SHINGLE_WORDS: usize = 3;

/// True if two readings are of the same article: their titles are equal, or the longer text contains most of the shorter
/// one's words.
pub fn is_near_duplicate(one: &Article, other: &Article) -> bool {
    has_same_title(one, other) || ShingleHashes::from_article(one).shared_ratio(&ShingleHashes::from_article(other)) >= MIN_SHARED_RATIO
}

/// True if a new reading lacks most of the article's words.
pub fn loses_words(before: &Article, now: &Article) -> bool {
    ShingleHashes::from_article(before).found_ratio(&ShingleHashes::from_article(now)) < MIN_SHARED_RATIO
}

/// The share that counts as most.
const MIN_SHARED_RATIO: f64 = 0.5;

fn has_same_title(one: &Article, other: &Article) -> bool {
    let plain = |title: &str| title.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let (a, b) = (plain(&one.title), plain(&other.title));
    !a.is_empty() && a == b && !(one.title_made && other.title_made)
}

/// Shingle hashes of a text in order; of its single words if it is shorter than a shingle.
struct ShingleHashes(Vec<u64>);

impl ShingleHashes {
    fn from_article(article: &Article) -> ShingleHashes {
        ShingleHashes(shingles(&text::blocks_text(&article.body), SHINGLE_WORDS))
    }

    /// The share of the shorter text found in the longer in the same order, 0 to 1. An empty text matches only another
    /// empty one.
    fn shared_ratio(&self, other: &ShingleHashes) -> f64 {
        let (shorter, longer) = if self.0.len() <= other.0.len() { (self, other) } else { (other, self) };
        match (shorter.0.len(), longer.0.len()) {
            (0, 0) => 1.0,
            (0, _) => 0.0,
            (length, _) => longest_increasing_subsequence(&shorter.positions_in(longer)) as f64 / length as f64,
        }
    }

    /// Positions of these shingles in another text.
    fn positions_in(&self, other: &ShingleHashes) -> Vec<usize> {
        let positions: HashMap<u64, usize> = other.0.iter().enumerate().rev().map(|(at, shingle)| (*shingle, at)).collect();
        self.0.iter().filter_map(|shingle| positions.get(shingle).copied()).collect()
    }

    /// The share of these found in another text, 0 to 1; 1 if there are none.
    fn found_ratio(&self, other: &ShingleHashes) -> f64 {
        if self.0.is_empty() { 1.0 } else { self.positions_in(other).len() as f64 / self.0.len() as f64 }
    }
}

/// Length of the longest increasing subsequence, by patience sorting.
fn longest_increasing_subsequence(numbers: &[usize]) -> usize {
    let mut ends: Vec<usize> = Vec::new();
    for number in numbers {
        let at = ends.partition_point(|end| end < number);
        match ends.get_mut(at) {
            Some(end) => *end = *number,
            None => ends.push(*number),
        }
    }
    ends.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Block;

    fn article(title: &str, text: &str) -> Article {
        Article { title: title.into(), body: vec![Block::paragraph(text)], ..Article::default() }
    }

    const SHIPS: &str = "The keeper counted the ships that passed the point, and wrote each one into the book of that week.";
    const BAKER: &str = "Nobody had asked the baker of that week about the flood, and the answer stood on the wall in flour.";

    #[test]
    fn edited_and_shortened_texts_are_near_duplicates() {
        let before = article("Ships", SHIPS);
        assert!(is_near_duplicate(&before, &article("Ships, counted", &SHIPS.replace("week", "month"))));
        assert!(is_near_duplicate(&before, &article("More", "The keeper counted the ships that passed the point")));
        assert!(!is_near_duplicate(&before, &article("Flour", BAKER)));
        assert!(is_near_duplicate(&article("灯塔", "灯塔看守人数着一周里驶过的船只"), &article("船", "灯塔看守人数着一个月里驶过的船只")));
        assert!(!is_near_duplicate(&article("灯塔", "灯塔看守人数着一周里驶过的船只"), &article("船", "没有人问过面包师洪水的事")));
    }

    #[test]
    fn reordered_passages_are_not_a_near_duplicate() {
        let (one, other) = ([SHIPS, BAKER, "Then came the winter."].join(" "), ["Then came the winter.", BAKER, SHIPS].join(" "));
        assert!(!is_near_duplicate(&article("Ships", &one), &article("Flour", &other)));
        assert!(!loses_words(&article("Ships", &one), &article("Flour", &other)));
        assert_eq!(longest_increasing_subsequence(&[5, 1, 6, 2, 7, 3]), 3);
    }

    #[test]
    fn equal_titles_suffice_unless_generated() {
        assert!(is_near_duplicate(&article("The  Ships!", SHIPS), &article("the ships", BAKER)));
        let made = |text: &str| Article { title_made: true, ..article("Same", text) };
        assert!(!is_near_duplicate(&made(SHIPS), &made(BAKER)));
    }

    #[test]
    fn detects_the_loss_of_most_words() {
        let before = article("Ships", SHIPS);
        assert!(!loses_words(&before, &article("Ships", &format!("{SHIPS} {BAKER}"))));
        assert!(loses_words(&before, &article("Ships", "The keeper counted the ships")));
        assert!(loses_words(&before, &article("Ships", BAKER)));
        assert!(!loses_words(&article("Ships", ""), &article("Ships", BAKER)));
        assert!(is_near_duplicate(&article("A", ""), &article("B", "")));
    }
}
