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
/// The number of articles kept of those with a band in common: where more read alike, each is compared with these.
const MAX_IN_BAND: usize = 100;
/// A shorter text is like too many others, in shingles.
const MIN_SHINGLES: usize = 30;

/// The signature of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Signature([u64; HASHES]);

impl Signature {
    /// Computes the least of each hash over all shingles; `None` for an article too short to compare. Hash number n multiplies by an odd
    /// number of its own (Dietzfelbinger et al. 1997).
    pub(in crate::cli) fn from_article(article: &Article) -> Option<Signature> {
        let shingles = shingles(&text::blocks_text(&article.body), SHINGLE_WORDS);
        (shingles.len() >= MIN_SHINGLES).then(|| Signature(std::array::from_fn(|number| least_hash(&shingles, number as u64))))
    }

    /// An estimate of the share of shingles that two articles have in common, from 0 to 1.
    pub(in crate::cli) fn shared_ratio(&self, other: &Signature) -> f32 {
        self.equal_hashes(other) as f32 / HASHES as f32
    }

    fn equal_hashes(&self, other: &Signature) -> usize {
        self.0.iter().zip(&other.0).filter(|(one, other)| one == other).count()
    }

    fn bands(&self) -> impl Iterator<Item = (usize, [u64; BAND])> {
        self.0.as_chunks::<BAND>().0.iter().copied().enumerate()
    }
}

fn least_hash(shingles: &[u64], number: u64) -> u64 {
    let factor = 0x9e37_79b9_7f4a_7c15_u64.wrapping_mul(2 * number + 1);
    shingles.iter().map(|shingle| shingle.wrapping_mul(factor).rotate_left(32).wrapping_mul(factor | 1)).min().unwrap_or(u64::MAX)
}

/// The signatures of articles, each under a key, such as its file.
#[derive(Debug, Default)]
pub(in crate::cli) struct NearDuplicates {
    articles: Vec<(String, Signature)>,
    by_key: HashMap<String, usize>,
    by_band: HashMap<(usize, [u64; BAND]), Vec<usize>>,
}

impl NearDuplicates {
    /// Adds an article, unless it is too short to compare.
    pub(in crate::cli) fn add(&mut self, key: &str, signature: Option<Signature>) {
        let Some(signature) = signature else { return };
        let at = self.articles.len();
        for band in signature.bands() {
            let articles = self.by_band.entry(band).or_default();
            articles.extend((articles.len() < MAX_IN_BAND).then_some(at));
        }
        self.by_key.insert(key.to_owned(), at);
        self.articles.push((key.to_owned(), signature));
    }

    /// The signature of an article.
    pub(in crate::cli) fn signature(&self, key: &str) -> Option<&Signature> {
        self.by_key.get(key).map(|at| &self.articles[*at].1)
    }

    /// The articles before it, in the order in which they were added, that read like an article.
    pub(in crate::cli) fn earlier(&self, key: &str) -> Vec<&str> {
        let at = self.by_key.get(key).copied().unwrap_or_default();
        self.sharing_a_band(key)
            .filter(|other| *other < at && self.is_alike(at, *other))
            .map(|other| self.articles[other].0.as_str())
            .collect()
    }

    /// The articles that may read like an article: a band of their signatures is equal.
    pub(in crate::cli) fn candidates(&self, key: &str) -> impl Iterator<Item = &str> {
        self.sharing_a_band(key).map(|other| self.articles[other].0.as_str()).filter(move |other| *other != key)
    }

    fn sharing_a_band(&self, key: &str) -> impl Iterator<Item = usize> {
        let bands = self.signature(key).into_iter().flat_map(Signature::bands);
        let mut found: Vec<usize> = bands.flat_map(|band| self.by_band.get(&band).into_iter().flatten().copied()).collect();
        found.sort_unstable();
        found.dedup();
        found.into_iter()
    }

    fn is_alike(&self, at: usize, other: usize) -> bool {
        self.articles[at].1.equal_hashes(&self.articles[other].1) >= MIN_EQUAL
    }
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
        let texts = [
            ("a", text(0, 400)),
            ("b", text(500, 900)),
            ("c", text(0, 390)),
            ("d", text(300, 700)),
            ("e", text(0, 20)),
            ("f", text(0, 20)),
        ];
        texts.into_iter().for_each(|(key, text)| found.add(key, Signature::from_article(&article(text))));
        assert_eq!(["a", "b", "c", "d", "e", "f"].map(|key| found.earlier(key)), [vec![], vec![], vec!["a"], vec![], vec![], vec![]]);
        assert_eq!(found.candidates("a").collect::<Vec<_>>(), ["c"]);
        let ratio = |one: &str, other: &str| found.signature(one).unwrap().shared_ratio(found.signature(other).unwrap());
        assert!(ratio("a", "c") > 0.8 && ratio("a", "d") < 0.4 && ratio("a", "b") == 0.0 && found.signature("e").is_none());
    }
}
