//! Near-duplicate detection: compares two readings of an article by title and words.

use crate::article::{Article, text};
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Words per shingle. Two unrelated texts in one language share almost none.
const SHINGLE: usize = 3;

/// True if two readings are of the same article: their titles are equal, or the longer text contains most of the shorter
/// one's words.
pub fn reads_alike(one: &Article, other: &Article) -> bool {
    same_title(one, other) || ShingleHashes::of(one).shared(&ShingleHashes::of(other)) >= HALF
}

/// True if a new reading lacks most of the article's words.
pub fn loses_words(before: &Article, now: &Article) -> bool {
    ShingleHashes::of(before).found_in(&ShingleHashes::of(now)) < HALF
}

/// The share that counts as most.
const HALF: f64 = 0.5;

fn same_title(one: &Article, other: &Article) -> bool {
    let plain = |title: &str| title.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let (a, b) = (plain(&one.title), plain(&other.title));
    !a.is_empty() && a == b && !(one.title_made && other.title_made)
}

/// Shingle hashes of a text in order; of its single words if it is shorter than a shingle.
struct ShingleHashes(Vec<u64>);

impl ShingleHashes {
    fn of(article: &Article) -> ShingleHashes {
        let words = words(&text::blocks_words(&article.body));
        let length = SHINGLE.min(words.len()).max(1);
        ShingleHashes(words.windows(length).map(hash).collect())
    }

    /// The share of the shorter text found in the longer in the same order, 0 to 1. An empty text matches only another
    /// empty one.
    fn shared(&self, other: &ShingleHashes) -> f64 {
        let (shorter, longer) = if self.0.len() <= other.0.len() { (self, other) } else { (other, self) };
        match (shorter.0.len(), longer.0.len()) {
            (0, 0) => 1.0,
            (0, _) => 0.0,
            (length, _) => longest_increasing(&shorter.places_in(longer)) as f64 / length as f64,
        }
    }

    /// Positions of these shingles in another text.
    fn places_in(&self, other: &ShingleHashes) -> Vec<usize> {
        let places: HashMap<u64, usize> = other.0.iter().enumerate().rev().map(|(at, shingle)| (*shingle, at)).collect();
        self.0.iter().filter_map(|shingle| places.get(shingle).copied()).collect()
    }

    /// The share of these found in another text, 0 to 1; 1 if there are none.
    fn found_in(&self, other: &ShingleHashes) -> f64 {
        if self.0.is_empty() { 1.0 } else { self.places_in(other).len() as f64 / self.0.len() as f64 }
    }
}

/// Length of the longest increasing subsequence, by patience sorting.
fn longest_increasing(numbers: &[usize]) -> usize {
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

/// The lowercase words of a text; in scripts without spaces, each character is a word.
fn words(text: &str) -> Vec<String> {
    let (mut words, mut word) = (Vec::new(), String::new());
    for c in text.chars() {
        let alone = is_written_without_spaces(c);
        if (alone || !c.is_alphanumeric()) && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        if alone {
            words.push(c.to_string());
        } else if c.is_alphanumeric() {
            word.extend(c.to_lowercase());
        }
    }
    words.extend(Some(word).filter(|word| !word.is_empty()));
    words
}

/// True for Kana, Han, Thai, Lao, Khmer and Myanmar.
fn is_written_without_spaces(c: char) -> bool {
    matches!(u32::from(c), 0x0E01..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x3041..=0x30FF | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0x20000..=0x3FFFF)
}

fn hash(words: &[String]) -> u64 {
    let mut hasher = DefaultHasher::new();
    words.hash(&mut hasher);
    hasher.finish()
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
    fn a_corrected_or_a_shortened_text_reads_alike_and_another_one_does_not() {
        let before = article("Ships", SHIPS);
        assert!(reads_alike(&before, &article("Ships, counted", &SHIPS.replace("week", "month"))));
        assert!(reads_alike(&before, &article("More", "The keeper counted the ships that passed the point")));
        assert!(!reads_alike(&before, &article("Flour", BAKER)));
        assert!(reads_alike(&article("灯塔", "灯塔看守人数着一周里驶过的船只"), &article("船", "灯塔看守人数着一个月里驶过的船只")));
        assert!(!reads_alike(&article("灯塔", "灯塔看守人数着一周里驶过的船只"), &article("船", "没有人问过面包师洪水的事")));
    }

    #[test]
    fn the_same_passages_in_another_order_are_another_text() {
        let (one, other) = ([SHIPS, BAKER, "Then came the winter."].join(" "), ["Then came the winter.", BAKER, SHIPS].join(" "));
        assert!(!reads_alike(&article("Ships", &one), &article("Flour", &other)));
        assert!(!loses_words(&article("Ships", &one), &article("Flour", &other)));
        assert_eq!(longest_increasing(&[5, 1, 6, 2, 7, 3]), 3);
    }

    #[test]
    fn a_title_is_enough_unless_it_was_made_of_the_words() {
        assert!(reads_alike(&article("The  Ships!", SHIPS), &article("the ships", BAKER)));
        let made = |text: &str| Article { title_made: true, ..article("Same", text) };
        assert!(!reads_alike(&made(SHIPS), &made(BAKER)));
    }

    #[test]
    fn words_are_lost_where_most_are_gone() {
        let before = article("Ships", SHIPS);
        assert!(!loses_words(&before, &article("Ships", &format!("{SHIPS} {BAKER}"))));
        assert!(loses_words(&before, &article("Ships", "The keeper counted the ships")));
        assert!(loses_words(&before, &article("Ships", BAKER)));
        assert!(!loses_words(&article("Ships", ""), &article("Ships", BAKER)));
        assert!(reads_alike(&article("A", ""), &article("B", "")));
    }
}
