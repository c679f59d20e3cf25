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
    pub fn write_vint(&mut self, value: u32) {
        write_vint(&mut self.bytes, value);
    }

    /// Appends bytes as they are.
    pub fn write_bytes(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    /// Appends length-prefixed bytes.
    pub fn write_block(&mut self, bytes: &[u8]) {
        self.write_vint(bytes.len() as u32);
        self.write_bytes(bytes);
    }

    /// Appends ascending words in front coding: bytes shared with the word before, bytes that follow, and those bytes.
    pub fn write_words<'w>(&mut self, words: impl IntoIterator<Item = &'w str>) {
        let (mut shared, mut rest, mut letters) = (ByteWriter::default(), ByteWriter::default(), Vec::new());
        let (mut before, mut count) = ("", 0);
        for word in words {
            let common = common_prefix_len(before, word);
            shared.write_vint(common as u32);
            rest.write_vint((word.len() - common) as u32);
            letters.extend_from_slice(&word.as_bytes()[common..]);
            (before, count) = (word, count + 1);
        }
        self.write_vint(count);
        self.write_block(&shared.bytes);
        self.write_block(&rest.bytes);
        self.write_block(&letters);
    }
}

/// Appends a number in LEB128: seven bits per byte, the lowest first.
pub fn write_vint(bytes: &mut Vec<u8>, mut value: u32) {
    while value >= 0x80 {
        bytes.push(value as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
}

/// Returns a signed number as an unsigned one that is small where the number is near zero: 0, -1, 1, -2 become 0, 1, 2, 3.
pub fn write_signed(value: i32) -> u32 {
    (value << 1 ^ value >> 31) as u32
}

/// Returns the signed number of an unsigned one: the inverse of [`write_signed`].
pub fn read_signed(written: u32) -> i32 {
    (written >> 1) as i32 ^ -((written & 1) as i32)
}

/// Returns the length of the common prefix in bytes, cut at a character boundary.
pub fn common_prefix_len(one: &str, other: &str) -> usize {
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
    pub fn remaining(&self) -> usize {
        self.bytes.len()
    }

    /// Reads a number in LEB128.
    ///
    /// # Errors
    /// If the bytes end, or the number exceeds 32 bits.
    pub fn read_vint(&mut self) -> Result<u32, CorruptIndex> {
        let mut value = 0_u32;
        for shift in [0, 7, 14, 21, 28] {
            let byte = *self.read_bytes(1)?.first().ok_or(CorruptIndex::UnexpectedEof)?;
            if shift == 28 && byte > 0x0F {
                return Err(CorruptIndex::InvalidValue);
            }
            value |= u32::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return Ok(value);
            }
        }
        Err(CorruptIndex::InvalidValue)
    }

    /// Reads a number of bytes.
    ///
    /// # Errors
    /// If fewer are left.
    pub fn read_bytes(&mut self, count: usize) -> Result<&'b [u8], CorruptIndex> {
        let (taken, rest) = self.bytes.split_at_checked(count).ok_or(CorruptIndex::UnexpectedEof)?;
        self.bytes = rest;
        Ok(taken)
    }

    /// Reads length-prefixed bytes.
    ///
    /// # Errors
    /// If fewer are left.
    pub fn read_block(&mut self) -> Result<&'b [u8], CorruptIndex> {
        let count = self.read_vint()?;
        self.read_bytes(count as usize)
    }

    /// Reads a count of items of at least one byte each, so that a corrupt count never reserves memory.
    ///
    /// # Errors
    /// If more items are counted than bytes are left.
    pub fn read_count(&mut self) -> Result<usize, CorruptIndex> {
        let count = self.read_vint()? as usize;
        if count <= self.remaining() { Ok(count) } else { Err(CorruptIndex::InvalidValue) }
    }

    /// Reads a length-prefixed word.
    ///
    /// # Errors
    /// If it is not UTF-8, or is truncated.
    pub fn read_str(&mut self) -> Result<&'b str, CorruptIndex> {
        std::str::from_utf8(self.read_block()?).map_err(|_| CorruptIndex::InvalidValue)
    }

    /// Reads words written by [`ByteWriter::write_words`].
    ///
    /// # Errors
    /// If they are corrupt.
    pub fn read_words(&mut self) -> Result<WordList, CorruptIndex> {
        let count = self.read_vint()? as usize;
        let (mut shared, mut rest) = (ByteReader::new(self.read_block()?), ByteReader::new(self.read_block()?));
        let letters = self.read_block()?;
        if count > shared.remaining() {
            return Err(CorruptIndex::InvalidValue);
        }
        let mut words = WordList::default();
        let (mut at, mut before) = (0, 0..0);
        for _ in 0..count {
            let (common, more) = (shared.read_vint()? as usize, rest.read_vint()? as usize);
            if common > before.len() || words.bytes.len() + common + more > MAX_WORD_LIST_BYTES {
                return Err(CorruptIndex::InvalidValue);
            }
            let new = letters.get(at..at + more).ok_or(CorruptIndex::UnexpectedEof)?;
            let start = words.bytes.len();
            words.bytes.extend_from_within(before.start..before.start + common);
            words.bytes.extend_from_slice(new);
            before = start..words.bytes.len();
            words.ends.push(words.bytes.len() as u32);
            at += more;
        }
        // All words are checked for UTF-8 here, not at each access.
        words.validate()
    }
}

/// The maximum decoded size of a word list, in bytes.
const MAX_WORD_LIST_BYTES: usize = 1 << 26;

/// Ascending words in one buffer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WordList {
    bytes: Vec<u8>,
    ends: Vec<u32>,
}

impl WordList {
    fn validate(self) -> Result<WordList, CorruptIndex> {
        let valid = (0..self.ends.len()).all(|at| std::str::from_utf8(self.bytes(at)).is_ok());
        if valid { Ok(self) } else { Err(CorruptIndex::InvalidValue) }
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
        self.ends.get(at).and_then(|end| self.bytes.get(start..*end as usize)).unwrap_or_default()
    }

    /// Returns a word by its index; empty if out of range.
    pub fn get(&self, at: usize) -> &str {
        std::str::from_utf8(self.bytes(at)).unwrap_or_default()
    }

    /// Returns the index of the first word not below `word`.
    pub fn lower_bound(&self, word: &str) -> usize {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = (low + high) / 2;
            if self.bytes(middle) < word.as_bytes() { low = middle + 1 } else { high = middle }
        }
        low
    }

    /// Returns the index of a word.
    pub fn find(&self, word: &str) -> Option<usize> {
        let at = self.lower_bound(word);
        (at < self.len() && self.bytes(at) == word.as_bytes()).then_some(at)
    }

    /// Returns the indexes of the words with a prefix.
    pub fn prefix_range(&self, prefix: &str) -> std::ops::Range<usize> {
        let start = self.lower_bound(prefix);
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
    fn vints_round_trip() {
        let mut writer = ByteWriter::default();
        for value in [0, 1, 127, 128, 300, 65_535, u32::MAX] {
            writer.write_vint(value);
        }
        let mut reader = ByteReader::new(&writer.bytes);
        for value in [0, 1, 127, 128, 300, 65_535, u32::MAX] {
            assert_eq!(reader.read_vint(), Ok(value));
        }
        assert_eq!(reader.read_vint(), Err(CorruptIndex::UnexpectedEof));
        assert_eq!(ByteReader::new(&[0xFF; 6]).read_vint(), Err(CorruptIndex::InvalidValue));
    }

    #[test]
    fn signed_numbers_near_zero_are_small() {
        assert_eq!([0, -1, 1, -2].map(write_signed), [0, 1, 2, 3]);
        for value in [0, -1, 1, 63, -64, i32::MAX, i32::MIN] {
            assert_eq!(read_signed(write_signed(value)), value);
        }
    }

    #[test]
    fn words_are_front_coded() {
        let list = ["", "a", "rail", "railway", "railways", "río", "rît", "铁路"];
        let mut writer = ByteWriter::default();
        writer.write_words(list);
        let words = ByteReader::new(&writer.bytes).read_words().unwrap();
        assert_eq!((0..words.len()).map(|at| words.get(at)).collect::<Vec<_>>(), list);
        assert_eq!(words.find("railway"), Some(3));
        assert_eq!(words.find("railwa"), None);
        assert_eq!(words.prefix_range("rail"), 2..5);
        assert_eq!(words.prefix_range("z"), 7..7);
    }

    #[test]
    fn corrupt_word_lists_are_rejected() {
        let mut writer = ByteWriter::default();
        writer.write_words(["rail", "railway", "铁路"]);
        for at in 0..writer.bytes.len() {
            for change in [0xFF, 0x01, 0x80] {
                let mut bytes = writer.bytes.clone();
                bytes[at] ^= change;
                _ = ByteReader::new(&bytes).read_words();
                _ = ByteReader::new(&bytes[..at]).read_words();
            }
        }
        assert!(ByteReader::new(&[0xFF, 0xFF, 0xFF, 0x7F]).read_words().is_err());
    }
}
