//! Shingles: the hashes of all words in a row of a text, by which texts are compared (Broder 1997).

use std::hash::{DefaultHasher, Hash, Hasher};

/// The shingles of a text in order, each of `length` words; a shorter text is one shingle.
pub(super) fn shingles(text: &str, length: usize) -> Vec<u64> {
    let words = split_words(text);
    let length = length.min(words.len()).max(1);
    words.windows(length).map(hash_shingle).collect()
}

/// The lowercase words of a text; in scripts without spaces, each character is a word.
fn split_words(text: &str) -> Vec<String> {
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

/// The hash of some words in a row.
fn hash_shingle(words: &[String]) -> u64 {
    let mut hasher = DefaultHasher::new();
    words.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_all_scripts_make_shingles() {
        assert_eq!(shingles("One two, THREE four!", 3), shingles("one two three FOUR", 3));
        assert_eq!((shingles("one two three four", 3).len(), shingles("one", 3).len(), shingles("", 3).len()), (2, 1, 0));
        assert_eq!(shingles("灯塔看守人", 3).len(), 3);
    }
}
