//! The spelling corrector: finds the known words of which a word may be a typo.
//!
//! Two kinds of files hold the same words: sorted from the front, and sorted from the end. A word with one typo has either its
//! first or its second half right, so the right word is a neighbour in one of the two orders.

use super::codec::{ByteReader, ByteWriter, WordList};
use super::file::CorruptIndex;
use crate::search::analysis::scripts::{HANGUL_WORD_END, is_ngram_script, units};

/// The words of one file, with the logarithm of each document frequency.
#[derive(Debug, Clone, Default)]
pub struct SpellingBlock {
    /// The words, ascending; reversed in a backward file.
    pub words: WordList,
    frequencies: Vec<u8>,
}

/// Encodes a file: ascending words and their document frequencies.
pub fn write(words: &[(String, u32)]) -> Vec<u8> {
    let mut writer = ByteWriter::default();
    writer.write_words(words.iter().map(|(word, _)| word.as_str()));
    // The order of magnitude suffices for ranking.
    let frequencies: Vec<u8> = words.iter().map(|(_, df)| (df.max(&1).ilog2() as u8).min(31)).collect();
    writer.write_block(&frequencies);
    writer.bytes
}

impl SpellingBlock {
    /// Decodes a file.
    ///
    /// # Errors
    /// If it is corrupt.
    pub fn read(bytes: &[u8]) -> Result<SpellingBlock, CorruptIndex> {
        let mut reader = ByteReader::new(bytes);
        let words = reader.read_words()?;
        let frequencies = reader.read_block()?.to_vec();
        if frequencies.len() == words.len() { Ok(SpellingBlock { words, frequencies }) } else { Err(CorruptIndex::InvalidValue) }
    }

    /// Iterates over words and the binary logarithms of their document frequencies.
    pub fn iter(&self) -> impl Iterator<Item = (&str, u8)> {
        self.frequencies.iter().enumerate().map(|(at, frequency)| (self.words.get(at), *frequency))
    }

    /// The approximate memory use, in bytes.
    pub fn memory(&self) -> usize {
        self.words.len() * 16
    }
}

/// Returns a reversed word.
pub fn reversed(word: &str) -> String {
    word.chars().rev().collect()
}

/// Returns the number of typos allowed in a word of a length: one from 4 characters, two from 8.
pub fn max_typos(characters: usize) -> usize {
    match characters {
        0..4 => 0,
        4..8 => 1,
        _ => 2,
    }
}

/// Whether a word is used for spelling correction: neither short, nor overlong, nor with digits.
pub fn is_correctable(word: &str) -> bool {
    let letters = word.chars().count();
    (4..=MAX_WORD_CHARS).contains(&letters) && !word.chars().any(|c| c.is_ascii_digit())
}

/// Returns the words that a surface form offers for correction: itself, and a word of Hangul without its particle. A pair of syllables
/// offers none.
pub fn correctable_forms(form: &str, is_function_word: impl Fn(&str) -> bool) -> Vec<&str> {
    let mut found = Vec::new();
    match form.strip_suffix(HANGUL_WORD_END) {
        Some(word) => {
            let units = units(word);
            let lengths: Vec<usize> = (1..units.len()).map(|count| units[..count].concat().len()).collect();
            let bare = lengths.into_iter().find(|at| word.get(*at..).is_some_and(&is_function_word)).and_then(|at| word.get(..at));
            found.extend([Some(word), bare].into_iter().flatten());
        }
        None if form.starts_with(is_ngram_script) => {}
        None => found.push(form),
    }
    found.retain(|word| is_correctable(word));
    found
}

/// The maximum length of a corrected word, in characters.
pub const MAX_WORD_CHARS: usize = 40;

/// A candidate correction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The word.
    pub word: String,
    /// The edit distance.
    pub distance: usize,
    /// The binary logarithm of the document frequency.
    pub frequency: u8,
}

/// Finds the words of which `word` may be a typo.
#[derive(Debug, Clone)]
pub struct SpellingCorrector {
    word: Vec<char>,
    max_typos: usize,
    candidates: Vec<Candidate>,
}

impl SpellingCorrector {
    /// Creates a corrector for a folded word.
    pub fn new(word: &str) -> SpellingCorrector {
        let word: Vec<char> = word.chars().take(MAX_WORD_CHARS + 1).collect();
        let max_typos = if word.len() > MAX_WORD_CHARS { 0 } else { max_typos(word.len()) };
        SpellingCorrector { word, max_typos, candidates: Vec::new() }
    }

    /// Returns the number of typos allowed.
    pub fn max_typos(&self) -> usize {
        self.max_typos
    }

    /// Considers a known word.
    pub fn consider(&mut self, known: &str, frequency: u8) {
        let Some(distance) = edit_distance(&self.word, known, self.max_typos).filter(|distance| *distance > 0) else { return };
        if !self.candidates.iter().any(|candidate| candidate.word == known) {
            self.candidates.push(Candidate { word: known.to_owned(), distance, frequency });
        }
    }

    /// Returns up to `limit` candidates of the lowest distance: those with the same first letter first, then the most frequent.
    pub fn best(mut self, limit: usize) -> Vec<Candidate> {
        let first = self.word.first().copied();
        self.candidates.sort_by(|a, b| {
            let rank = |c: &Candidate| (c.distance, c.word.chars().next() != first, std::cmp::Reverse(c.frequency));
            rank(a).cmp(&rank(b)).then_with(|| a.word.cmp(&b.word))
        });
        let lowest = self.candidates.first().map_or(0, |candidate| candidate.distance);
        self.candidates.retain(|candidate| candidate.distance == lowest);
        self.candidates.truncate(limit);
        self.candidates
    }
}

/// Returns the edit distance of two words: insertions, deletions, substitutions and transpositions (Damerau; optimal string
/// alignment). `None` above `max_distance`.
pub fn edit_distance(word: &[char], known: &str, max_distance: usize) -> Option<usize> {
    let known: Vec<char> = known.chars().take(MAX_WORD_CHARS + 3).collect();
    if word.len().abs_diff(known.len()) > max_distance {
        return None;
    }
    let width = known.len() + 1;
    let mut rows = [vec![0; width], (0..width).collect::<Vec<usize>>(), vec![0; width]];
    for (i, c) in word.iter().enumerate() {
        rows.rotate_left(1);
        // After rotation: rows[0] is the row before, rows[2] the one before that, rows[1] the one to fill.
        let (before, rest) = rows.split_at_mut(1);
        let (now, earlier) = rest.split_at_mut(1);
        let (before, now, earlier) = (&before[0], &mut now[0], &earlier[0]);
        now[0] = i + 1;
        for j in 1..width {
            let cost = usize::from(known[j - 1] != *c);
            now[j] = (before[j] + 1).min(now[j - 1] + 1).min(before[j - 1] + cost);
            if i > 0 && j > 1 && *c == known[j - 2] && word[i - 1] == known[j - 1] {
                now[j] = now[j].min(earlier[j - 2] + 1);
            }
        }
        if now.iter().min().is_none_or(|least| *least > max_distance) {
            return None;
        }
    }
    Some(rows[1][width - 1]).filter(|distance| *distance <= max_distance)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn distance_between(one: &str, other: &str, max_distance: usize) -> Option<usize> {
        edit_distance(&one.chars().collect::<Vec<_>>(), other, max_distance)
    }

    #[test]
    fn edit_distance_counts_typos() {
        assert_eq!(distance_between("keyboard", "keyboard", 2), Some(0));
        assert_eq!(distance_between("keybaord", "keyboard", 2), Some(1));
        assert_eq!(distance_between("parliment", "parliament", 2), Some(1));
        assert_eq!(distance_between("harbuor", "harbour", 1), Some(1));
        assert_eq!(distance_between("kitten", "sitting", 2), None);
        assert_eq!(distance_between("kitten", "sitting", 3), Some(3));
        assert_eq!(distance_between("naïve", "naive", 1), Some(1));
        assert_eq!(distance_between("", "ab", 2), Some(2));
    }

    #[test]
    fn the_nearest_word_wins_then_the_most_frequent() {
        let mut corrector = SpellingCorrector::new("harbuor");
        for (word, frequency) in [("harbour", 2), ("harbors", 9), ("arbour", 3), ("harbour", 2)] {
            corrector.consider(word, frequency);
        }
        assert_eq!(corrector.best(3).iter().map(|c| c.word.as_str()).collect::<Vec<_>>(), ["harbour"]);
        let mut short = SpellingCorrector::new("the");
        short.consider("then", 9);
        assert!(short.best(3).is_empty(), "a short word is not corrected");
    }

    #[test]
    fn spelling_blocks_round_trip() {
        let words = [("harbour".to_owned(), 70), ("river".to_owned(), 3)];
        let bytes = write(&words);
        assert_eq!(SpellingBlock::read(&bytes).unwrap().iter().collect::<Vec<_>>(), [("harbour", 6), ("river", 1)]);
        assert!(SpellingBlock::read(&bytes[..bytes.len() - 1]).is_err());
    }
}
