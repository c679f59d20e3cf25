//! Finds articles that read alike in a large collection, by MinHash: signatures of shingles, compared where a band is equal
//! (Broder 1997; Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, chapter 3).

use super::shingles::shingles;
use crate::article::{Article, text};
use std::collections::HashMap;

/// Words per shingle.
const SHINGLE_WORDS: usize = 5;
/// The number of hashes of a signature, and of those in a band.
const HASHES: usize = 32;
const BAND: usize = 4;
/// The share of equal hashes from which on two articles read alike. It estimates the share of common shingles.
const MIN_EQUAL: usize = HASHES * 7 / 10;
/// A shorter text is like too many others, in shingles.
const MIN_SHINGLES: usize = 30;

/// The signatures of articles.
#[derive(Debug, Default)]
pub(in crate::cli) struct NearDuplicates {
    files: Vec<(String, [u64; HASHES])>,
    by_file: HashMap<String, usize>,
    by_band: HashMap<(usize, [u64; BAND]), Vec<usize>>,
}

impl NearDuplicates {
    /// Adds an article.
    pub(in crate::cli) fn add(&mut self, file: &str, article: &Article) {
        let shingles = shingles(&text::blocks_text(&article.body), SHINGLE_WORDS);
        if shingles.len() < MIN_SHINGLES {
            return;
        }
        let signature = signature(&shingles);
        let at = self.files.len();
        for (number, band) in signature.as_chunks::<BAND>().0.iter().enumerate() {
            self.by_band.entry((number, *band)).or_default().push(at);
        }
        self.by_file.insert(file.to_owned(), at);
        self.files.push((file.to_owned(), signature));
    }

    /// The files before it, in the order in which they were added, that read like a file.
    pub(in crate::cli) fn of(&self, file: &str) -> Vec<&str> {
        let Some(&at) = self.by_file.get(file) else { return Vec::new() };
        let signature = &self.files[at].1;
        let bands = signature.as_chunks::<BAND>().0.iter().enumerate();
        let mut alike: Vec<usize> =
            bands.flat_map(|(number, band)| self.by_band.get(&(number, *band)).into_iter().flatten().copied()).collect();
        alike.sort_unstable();
        alike.dedup();
        let is_alike = |other: &usize| {
            let equal = signature.iter().zip(&self.files[*other].1).filter(|(one, other)| one == other).count();
            *other < at && equal >= MIN_EQUAL
        };
        alike.into_iter().filter(is_alike).map(|other| self.files[other].0.as_str()).collect()
    }
}

/// The least of each hash over all shingles. Hash number n multiplies by an odd number of its own (Dietzfelbinger et al. 1997).
fn signature(shingles: &[u64]) -> [u64; HASHES] {
    std::array::from_fn(|number| {
        let factor = 0x9e37_79b9_7f4a_7c15_u64.wrapping_mul(2 * number as u64 + 1);
        shingles.iter().map(|shingle| shingle.wrapping_mul(factor).rotate_left(32).wrapping_mul(factor | 1)).min().unwrap_or(u64::MAX)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Block;

    #[test]
    fn articles_that_read_alike_are_found() {
        let text = |from: usize, to: usize| (from..to).map(|number| format!("word{number} ")).collect::<String>();
        let article = |text: String| Article { body: vec![Block::paragraph(text)], ..Article::default() };
        let mut found = NearDuplicates::default();
        found.add("a", &article(text(0, 400)));
        found.add("b", &article(text(500, 900)));
        found.add("c", &article(text(0, 390)));
        found.add("d", &article(text(300, 700)));
        found.add("e", &article(text(0, 20)));
        found.add("f", &article(text(0, 20)));
        assert_eq!(["a", "b", "c", "d", "e", "f"].map(|file| found.of(file)), [vec![], vec![], vec!["a"], vec![], vec![], vec![]]);
    }
}
