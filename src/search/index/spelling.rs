//! Words to spell by: which known words a word may be a slip of.
//!
//! Two kinds of files hold the same words: ascending, and ascending by their ends. Of a word with one slip either the
//! first or the second half is right, so that the words beside it in one of the two orders hold the right one.

use super::codec::{Reader, Words, Writer};
use super::file::Damage;

/// Words of one file, with how many articles hold each.
#[derive(Debug, Clone, Default)]
pub struct Block {
    /// The words, ascending; those of a backward file from end to beginning.
    pub words: Words,
    frequencies: Vec<u8>,
}

/// The content of a file: words, ascending, and how many articles hold each.
pub fn write(words: &[(String, u32)]) -> Vec<u8> {
    let mut writer = Writer::default();
    writer.words(words.iter().map(|(word, _)| word.as_str()));
    // The order of magnitude is enough to choose by.
    let frequencies: Vec<u8> = words.iter().map(|(_, df)| (df.max(&1).ilog2() as u8).min(31)).collect();
    writer.block(&frequencies);
    writer.bytes
}

impl Block {
    /// Reads the content of a file.
    ///
    /// # Errors
    /// When it is damaged.
    pub fn read(bytes: &[u8]) -> Result<Block, Damage> {
        let mut reader = Reader::new(bytes);
        let words = reader.words()?;
        let frequencies = reader.block()?.to_vec();
        if frequencies.len() == words.len() { Ok(Block { words, frequencies }) } else { Err(Damage::Value) }
    }

    /// Words and the binary logarithms of their numbers of articles.
    pub fn iter(&self) -> impl Iterator<Item = (&str, u8)> {
        self.frequencies.iter().enumerate().map(|(at, frequency)| (self.words.get(at), *frequency))
    }

    /// About how many bytes of memory it takes.
    pub fn memory(&self) -> usize {
        self.words.len() * 16
    }
}

/// A word from its end to its beginning.
pub fn reversed(word: &str) -> String {
    word.chars().rev().collect()
}

/// How many slips a word of so many characters may have: one from 4, two from 8.
pub fn slips(characters: usize) -> usize {
    match characters {
        0..4 => 0,
        4..8 => 1,
        _ => 2,
    }
}

/// Whether a word is one by which one spells: neither short, nor a number, nor a name made by a machine.
pub fn spells(word: &str) -> bool {
    let letters = word.chars().count();
    (4..=LONGEST).contains(&letters) && !word.chars().any(|c| c.is_ascii_digit())
}

/// The longest word that is corrected: nobody means a longer one.
pub const LONGEST: usize = 40;

/// A word that another may be a slip of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The word.
    pub word: String,
    /// How many slips lie between.
    pub slips: usize,
    /// The binary logarithm of how many articles hold it.
    pub frequency: u8,
}

/// Looks for the words of which `word` may be a slip.
#[derive(Debug, Clone)]
pub struct Speller {
    word: Vec<char>,
    most: usize,
    found: Vec<Candidate>,
}

impl Speller {
    /// For a folded word.
    pub fn new(word: &str) -> Speller {
        let word: Vec<char> = word.chars().take(LONGEST + 1).collect();
        let most = if word.len() > LONGEST { 0 } else { slips(word.len()) };
        Speller { word, most, found: Vec::new() }
    }

    /// How many slips are allowed.
    pub fn most(&self) -> usize {
        self.most
    }

    /// Looks at a known word.
    pub fn consider(&mut self, known: &str, frequency: u8) {
        let Some(slips) = distance(&self.word, known, self.most).filter(|slips| *slips > 0) else { return };
        if !self.found.iter().any(|candidate| candidate.word == known) {
            self.found.push(Candidate { word: known.to_owned(), slips, frequency });
        }
    }

    /// The best: fewest slips, the same first letter, the most frequent; at most `most`.
    pub fn best(mut self, most: usize) -> Vec<Candidate> {
        let first = self.word.first().copied();
        self.found.sort_by(|a, b| {
            let rank = |c: &Candidate| (c.slips, c.word.chars().next() != first, std::cmp::Reverse(c.frequency));
            rank(a).cmp(&rank(b)).then_with(|| a.word.cmp(&b.word))
        });
        let fewest = self.found.first().map_or(0, |candidate| candidate.slips);
        self.found.retain(|candidate| candidate.slips == fewest);
        self.found.truncate(most);
        self.found
    }
}

/// How many slips lie between two words: a character more, less or another, or two exchanged (Damerau; optimal string
/// alignment). `None` above `most`.
pub fn distance(word: &[char], known: &str, most: usize) -> Option<usize> {
    let known: Vec<char> = known.chars().take(LONGEST + 3).collect();
    if word.len().abs_diff(known.len()) > most {
        return None;
    }
    let width = known.len() + 1;
    let mut rows = [vec![0; width], (0..width).collect::<Vec<usize>>(), vec![0; width]];
    for (i, c) in word.iter().enumerate() {
        rows.rotate_left(1);
        // After turning: rows[0] is the row before, rows[2] the one before that, rows[1] the one to fill.
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
        if now.iter().min().is_none_or(|least| *least > most) {
            return None;
        }
    }
    Some(rows[1][width - 1]).filter(|slips| *slips <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn between(one: &str, other: &str, most: usize) -> Option<usize> {
        distance(&one.chars().collect::<Vec<_>>(), other, most)
    }

    #[test]
    fn slips_are_counted() {
        assert_eq!(between("keyboard", "keyboard", 2), Some(0));
        assert_eq!(between("keybaord", "keyboard", 2), Some(1));
        assert_eq!(between("parliment", "parliament", 2), Some(1));
        assert_eq!(between("harbuor", "harbour", 1), Some(1));
        assert_eq!(between("kitten", "sitting", 2), None);
        assert_eq!(between("kitten", "sitting", 3), Some(3));
        assert_eq!(between("naïve", "naive", 1), Some(1));
        assert_eq!(between("", "ab", 2), Some(2));
    }

    #[test]
    fn the_nearest_word_wins_then_the_most_frequent() {
        let mut speller = Speller::new("harbuor");
        for (word, frequency) in [("harbour", 2), ("harbors", 9), ("arbour", 3), ("harbour", 2)] {
            speller.consider(word, frequency);
        }
        assert_eq!(speller.best(3).iter().map(|c| c.word.as_str()).collect::<Vec<_>>(), ["harbour"]);
        let mut short = Speller::new("the");
        short.consider("then", 9);
        assert!(short.best(3).is_empty(), "a short word is not corrected");
    }

    #[test]
    fn a_block_is_read_as_it_was_written() {
        let words = [("harbour".to_owned(), 70), ("river".to_owned(), 3)];
        let bytes = write(&words);
        assert_eq!(Block::read(&bytes).unwrap().iter().collect::<Vec<_>>(), [("harbour", 6), ("river", 1)]);
        assert!(Block::read(&bytes[..bytes.len() - 1]).is_err());
    }
}
