//! Cuts the strings of the term dictionary into blocks.

use super::collect::{Collector, Term};
use crate::search::index::codec::common_prefix_len;
use crate::search::index::term_block::MIN_SHARED_PREFIX_BYTES;

/// A string of the term dictionary: a surface form, a stem, or both.
pub(super) struct IndexString {
    pub(super) text: String,
    /// The index of the surface form.
    pub(super) form: Option<u32>,
    /// The index of the term whose stem it is.
    pub(super) term: Option<u32>,
}

/// A term dictionary block has about as many bytes, compressed, as the square root of this times the size of all blocks: a
/// corpus ten times as large then takes three times as many files, and a query at most three times as many bytes of them.
const BLOCK_SIZE_FACTOR: f64 = 22.0;
/// The minimum size of a block, in bytes.
const MIN_BLOCK_BYTES: f64 = 5_200.0;
/// An index whose terms take at most this many bytes is one block.
const MAX_INLINE_TERMS_BYTES: usize = 26_000;
/// The number of a word's best articles whose card is in its block.
const CARDS_PER_WORD: usize = 4;
/// The bytes that a string, three postings and a card add to a compressed block: the least squares over 482 blocks of 10,000
/// articles in English, of which they leave a deviation of a sixth.
pub(super) const STRING_BYTES: usize = 16;
const THREE_POSTINGS_BYTES: usize = 4;
const CARD_BYTES: usize = 7;
/// The bytes that an n-gram and three of its postings add, without positions, over 29 blocks of 1,500 articles in Chinese.
const NGRAM_BYTES: usize = 5;
const THREE_NGRAM_POSTINGS_BYTES: usize = 5;

/// The number of a word's best articles whose card is in its block: none where most terms are n-grams. Of those there are so many
/// that the cards would be most of the index, and a query of several is seldom answered by the best articles of one.
pub(super) fn cards_per_word(terms: &[Term]) -> usize {
    let ngrams = terms.iter().filter(|term| term.is_ngram()).count();
    if ngrams * 2 > terms.len() { 0 } else { CARDS_PER_WORD }
}

/// The bytes that a term adds to a block, compressed, with some of its postings and cards.
pub(super) fn term_size(term: &Term, postings: usize, cards: usize) -> usize {
    if term.is_ngram() {
        return NGRAM_BYTES + postings * THREE_NGRAM_POSTINGS_BYTES / 3 + term.positions.len();
    }
    STRING_BYTES + postings * THREE_POSTINGS_BYTES / 3 + cards * CARD_BYTES
}

/// The size at which a block ends.
pub(super) fn block_size_limit(sizes: &[usize]) -> usize {
    let total: usize = sizes.iter().sum();
    if total <= MAX_INLINE_TERMS_BYTES { usize::MAX } else { (total as f64 * BLOCK_SIZE_FACTOR).sqrt().max(MIN_BLOCK_BYTES) as usize }
}

/// For each string, the number of articles with a surface form that a cut before the string would separate from a preceding
/// stem.
pub(super) fn separation_costs(strings: &[IndexString], collector: &Collector) -> Vec<u64> {
    let mut stem_indexes = vec![0; collector.terms.len()];
    strings.iter().enumerate().for_each(|(at, entry)| entry.term.into_iter().for_each(|term| stem_indexes[term as usize] = at));
    let mut changes = vec![0_i64; strings.len() + 1];
    for (at, entry) in strings.iter().enumerate() {
        let terms = entry.form.map(|form| collector.forms[form as usize].terms.as_slice()).unwrap_or_default();
        // Only if the form shares a prefix with its stem: irregular forms are far from it in any case.
        let is_near = |term: &&u32| {
            stem_indexes[**term as usize] < at
                && common_prefix_len(&strings[stem_indexes[**term as usize]].text, &entry.text) >= MIN_SHARED_PREFIX_BYTES
        };
        for term in terms.iter().filter(is_near) {
            let articles = i64::from(collector.terms[*term as usize].df);
            changes[stem_indexes[*term as usize] + 1] += articles;
            changes[at + 1] -= articles;
        }
    }
    let mut sum = 0;
    let costs = changes.iter().take(strings.len()).map(|change| {
        sum += change;
        sum as u64
    });
    costs.collect()
}

/// Returns the first index of each block, for strings of the given sizes: each block has about `limit` bytes, and ends where
/// the cut separates least.
pub(super) fn block_starts(sizes: &[usize], costs: &[u64], limit: usize) -> Vec<usize> {
    let mut starts = Vec::from_iter((!sizes.is_empty()).then_some(0));
    // The size of the current block, and its best end so far with that end's cost.
    let (mut size, mut best) = (0_usize, None);
    let mut at = 0;
    while at < sizes.len() {
        let cost = (costs[at], size.abs_diff(limit));
        if size >= limit / 4 * 3 && best.is_none_or(|(_, least)| cost < least) {
            best = Some((at, cost));
        }
        size += sizes[at];
        at += 1;
        if size >= limit.saturating_mul(3) / 2
            && let Some((place, _)) = best.take()
        {
            starts.push(place);
            (size, at) = (0, place);
        }
    }
    starts
}

#[cfg(test)]
mod tests {
    use super::block_starts;

    #[test]
    fn blocks_end_where_the_separation_cost_is_lowest() {
        assert_eq!(block_starts(&[], &[], 10), [0; 0]);
        assert_eq!(block_starts(&[5, 5, 5], &[0, 0, 0], usize::MAX), [0]);
        assert_eq!(block_starts(&[5; 6], &[0; 6], 10), [0, 2, 4], "of places as good as each other the one nearest to the size");
        assert_eq!(block_starts(&[4; 6], &[0, 0, 7, 1, 0, 0], 10), [0, 3]);
        assert_eq!(block_starts(&[50, 5, 5], &[0, 0, 0], 10), [0, 1], "a list that is too long has a file of its own");
    }
}
