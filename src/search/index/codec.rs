//! Encoding of numbers and words. Every read is checked: a corrupt file gives an error, never a panic or a huge allocation.

use super::CorruptIndex;

/// Encodes numbers and words.
#[derive(Debug, Clone, Default)]
pub struct ByteWriter {
    /// The encoded bytes.
    pub bytes: Vec<u8>,
}

impl ByteWriter {
    /// Appends a number in LEB128.
    pub fn number(&mut self, value: u32) {
        write_number(&mut self.bytes, value);
    }

    /// Appends bytes as they are.
    pub fn raw(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    /// Appends length-prefixed bytes.
    pub fn block(&mut self, bytes: &[u8]) {
        self.number(bytes.len() as u32);
        self.raw(bytes);
    }

    /// Appends ascending words in front coding: bytes shared with the word before, bytes that follow, and those bytes.
    pub fn words<'w>(&mut self, words: impl IntoIterator<Item = &'w str>) {
        let (mut shared, mut rest, mut letters) = (ByteWriter::default(), ByteWriter::default(), Vec::new());
        let (mut before, mut count) = ("", 0);
        for word in words {
            let common = common_prefix(before, word);
            shared.number(common as u32);
            rest.number((word.len() - common) as u32);
            letters.extend_from_slice(&word.as_bytes()[common..]);
            (before, count) = (word, count + 1);
        }
        self.number(count);
        self.block(&shared.bytes);
        self.block(&rest.bytes);
        self.block(&letters);
    }
}

/// Appends a number in LEB128: seven bits per byte, the lowest first.
pub fn write_number(bytes: &mut Vec<u8>, mut value: u32) {
    while value >= 0x80 {
        bytes.push(value as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
}

/// Returns the length of the common prefix in bytes, cut at a character boundary.
pub fn common_prefix(one: &str, other: &str) -> usize {
    let common = one.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count();
    (0..=common).rev().find(|at| other.is_char_boundary(*at) && one.is_char_boundary(*at)).unwrap_or(0)
}

/// Decodes the output of a [`ByteWriter`].
#[derive(Debug, Clone)]
pub struct ByteReader<'b> {
    bytes: &'b [u8],
}

impl<'b> ByteReader<'b> {
    /// Creates a reader at the start of some bytes.
    pub fn new(bytes: &'b [u8]) -> ByteReader<'b> {
        ByteReader { bytes }
    }

    /// Returns the number of bytes left.
    pub fn left(&self) -> usize {
        self.bytes.len()
    }

    /// Reads a number in LEB128.
    ///
    /// # Errors
    /// If the bytes end, or the number exceeds 32 bits.
    pub fn number(&mut self) -> Result<u32, CorruptIndex> {
        let mut value = 0_u32;
        for shift in [0, 7, 14, 21, 28] {
            let byte = *self.take(1)?.first().ok_or(CorruptIndex::Ends)?;
            if shift == 28 && byte > 0x0F {
                return Err(CorruptIndex::Value);
            }
            value |= u32::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return Ok(value);
            }
        }
        Err(CorruptIndex::Value)
    }

    /// Reads a number of bytes.
    ///
    /// # Errors
    /// If fewer are left.
    pub fn take(&mut self, count: usize) -> Result<&'b [u8], CorruptIndex> {
        let (taken, rest) = self.bytes.split_at_checked(count).ok_or(CorruptIndex::Ends)?;
        self.bytes = rest;
        Ok(taken)
    }

    /// Reads length-prefixed bytes.
    ///
    /// # Errors
    /// If fewer are left.
    pub fn block(&mut self) -> Result<&'b [u8], CorruptIndex> {
        let count = self.number()?;
        self.take(count as usize)
    }

    /// Reads a count of items of at least one byte each, so that a corrupt count never reserves memory.
    ///
    /// # Errors
    /// If more items are counted than bytes are left.
    pub fn count(&mut self) -> Result<usize, CorruptIndex> {
        let count = self.number()? as usize;
        if count <= self.left() { Ok(count) } else { Err(CorruptIndex::Value) }
    }

    /// Reads a length-prefixed word.
    ///
    /// # Errors
    /// If it is not UTF-8, or is truncated.
    pub fn word(&mut self) -> Result<&'b str, CorruptIndex> {
        std::str::from_utf8(self.block()?).map_err(|_| CorruptIndex::Value)
    }

    /// Reads words written by [`ByteWriter::words`].
    ///
    /// # Errors
    /// If they are corrupt.
    pub fn words(&mut self) -> Result<WordList, CorruptIndex> {
        let count = self.number()? as usize;
        let (mut shared, mut rest) = (ByteReader::new(self.block()?), ByteReader::new(self.block()?));
        let letters = self.block()?;
        if count > shared.left() {
            return Err(CorruptIndex::Value);
        }
        let mut words = WordList::default();
        let (mut at, mut before) = (0, 0..0);
        for _ in 0..count {
            let (common, more) = (shared.number()? as usize, rest.number()? as usize);
            if common > before.len() || words.letters.len() + common + more > LONGEST {
                return Err(CorruptIndex::Value);
            }
            let new = letters.get(at..at + more).ok_or(CorruptIndex::Ends)?;
            let start = words.letters.len();
            words.letters.extend_from_within(before.start..before.start + common);
            words.letters.extend_from_slice(new);
            before = start..words.letters.len();
            words.ends.push(words.letters.len() as u32);
            at += more;
        }
        // All words are checked for UTF-8 here, not at each access.
        words.check()
    }
}

/// The maximum decoded size of a word list, in bytes.
const LONGEST: usize = 1 << 26;

/// Ascending words in one buffer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WordList {
    letters: Vec<u8>,
    ends: Vec<u32>,
}

impl WordList {
    fn check(self) -> Result<WordList, CorruptIndex> {
        let valid = (0..self.ends.len()).all(|at| std::str::from_utf8(self.bytes(at)).is_ok());
        if valid { Ok(self) } else { Err(CorruptIndex::Value) }
    }

    /// The number of words.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// True if there are no words.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    fn bytes(&self, at: usize) -> &[u8] {
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |end| *end as usize);
        self.ends.get(at).and_then(|end| self.letters.get(start..*end as usize)).unwrap_or_default()
    }

    /// Returns a word by its index; empty if out of range.
    pub fn get(&self, at: usize) -> &str {
        std::str::from_utf8(self.bytes(at)).unwrap_or_default()
    }

    /// Returns the index of the first word not below `word`.
    pub fn lower(&self, word: &str) -> usize {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = (low + high) / 2;
            if self.bytes(middle) < word.as_bytes() { low = middle + 1 } else { high = middle }
        }
        low
    }

    /// Returns the index of a word.
    pub fn find(&self, word: &str) -> Option<usize> {
        let at = self.lower(word);
        (at < self.len() && self.bytes(at) == word.as_bytes()).then_some(at)
    }

    /// Returns the indexes of the words with a prefix.
    pub fn beginning(&self, prefix: &str) -> std::ops::Range<usize> {
        let start = self.lower(prefix);
        let mut end = start;
        while end < self.len() && self.bytes(end).starts_with(prefix.as_bytes()) {
            end += 1;
        }
        start..end
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_they_were_written() {
        let mut writer = ByteWriter::default();
        for value in [0, 1, 127, 128, 300, 65_535, u32::MAX] {
            writer.number(value);
        }
        let mut reader = ByteReader::new(&writer.bytes);
        for value in [0, 1, 127, 128, 300, 65_535, u32::MAX] {
            assert_eq!(reader.number(), Ok(value));
        }
        assert_eq!(reader.number(), Err(CorruptIndex::Ends));
        assert_eq!(ByteReader::new(&[0xFF; 6]).number(), Err(CorruptIndex::Value));
    }

    #[test]
    fn words_share_their_beginnings() {
        let list = ["", "a", "rail", "railway", "railways", "río", "rît", "铁路"];
        let mut writer = ByteWriter::default();
        writer.words(list);
        let words = ByteReader::new(&writer.bytes).words().unwrap();
        assert_eq!((0..words.len()).map(|at| words.get(at)).collect::<Vec<_>>(), list);
        assert_eq!(words.find("railway"), Some(3));
        assert_eq!(words.find("railwa"), None);
        assert_eq!(words.beginning("rail"), 2..5);
        assert_eq!(words.beginning("z"), 7..7);
    }

    #[test]
    fn damaged_words_are_refused() {
        let mut writer = ByteWriter::default();
        writer.words(["rail", "railway", "铁路"]);
        for at in 0..writer.bytes.len() {
            for change in [0xFF, 0x01, 0x80] {
                let mut bytes = writer.bytes.clone();
                bytes[at] ^= change;
                _ = ByteReader::new(&bytes).words();
                _ = ByteReader::new(&bytes[..at]).words();
            }
        }
        assert!(ByteReader::new(&[0xFF, 0xFF, 0xFF, 0x7F]).words().is_err());
    }
}
