//! Numbers and words as bytes. Every read is checked: a damaged file gives an error, never a panic or a huge allocation.

use super::Damage;

/// Writes numbers and words.
#[derive(Debug, Clone, Default)]
pub struct Writer {
    /// What was written.
    pub bytes: Vec<u8>,
}

impl Writer {
    /// A number, seven bits a byte, the lowest first (LEB128).
    pub fn number(&mut self, value: u32) {
        write_number(&mut self.bytes, value);
    }

    /// Bytes as they are.
    pub fn raw(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    /// Bytes after their count.
    pub fn block(&mut self, bytes: &[u8]) {
        self.number(bytes.len() as u32);
        self.raw(bytes);
    }

    /// Words, ascending, each as how many bytes it shares with the one before, how many follow, and those.
    pub fn words<'w>(&mut self, words: impl IntoIterator<Item = &'w str>) {
        let (mut shared, mut rest, mut letters) = (Writer::default(), Writer::default(), Vec::new());
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

/// Adds a number, seven bits a byte, the lowest first (LEB128).
pub fn write_number(bytes: &mut Vec<u8>, mut value: u32) {
    while value >= 0x80 {
        bytes.push(value as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
}

/// How many bytes two words share from their beginning, never part of a character.
pub fn common_prefix(one: &str, other: &str) -> usize {
    let common = one.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count();
    (0..=common).rev().find(|at| other.is_char_boundary(*at) && one.is_char_boundary(*at)).unwrap_or(0)
}

/// Reads what a [`Writer`] wrote.
#[derive(Debug, Clone)]
pub struct Reader<'b> {
    bytes: &'b [u8],
}

impl<'b> Reader<'b> {
    /// Reads bytes from their beginning.
    pub fn new(bytes: &'b [u8]) -> Reader<'b> {
        Reader { bytes }
    }

    /// How many bytes are left.
    pub fn left(&self) -> usize {
        self.bytes.len()
    }

    /// A number.
    ///
    /// # Errors
    /// When the bytes end, or it is larger than 32 bits.
    pub fn number(&mut self) -> Result<u32, Damage> {
        let mut value = 0_u32;
        for shift in [0, 7, 14, 21, 28] {
            let byte = *self.take(1)?.first().ok_or(Damage::Ends)?;
            if shift == 28 && byte > 0x0F {
                return Err(Damage::Value);
            }
            value |= u32::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return Ok(value);
            }
        }
        Err(Damage::Value)
    }

    /// So many bytes.
    ///
    /// # Errors
    /// When there are not so many.
    pub fn take(&mut self, count: usize) -> Result<&'b [u8], Damage> {
        let (taken, rest) = self.bytes.split_at_checked(count).ok_or(Damage::Ends)?;
        self.bytes = rest;
        Ok(taken)
    }

    /// Bytes after their count.
    ///
    /// # Errors
    /// When there are not so many.
    pub fn block(&mut self) -> Result<&'b [u8], Damage> {
        let count = self.number()?;
        self.take(count as usize)
    }

    /// A count of things that take at least one byte each of what is left, so that a damaged count never reserves memory.
    ///
    /// # Errors
    /// When so many cannot be there.
    pub fn count(&mut self) -> Result<usize, Damage> {
        let count = self.number()? as usize;
        if count <= self.left() { Ok(count) } else { Err(Damage::Value) }
    }

    /// A word after its length.
    ///
    /// # Errors
    /// When it is not UTF-8, or ends early.
    pub fn word(&mut self) -> Result<&'b str, Damage> {
        std::str::from_utf8(self.block()?).map_err(|_| Damage::Value)
    }

    /// Words as [`Writer::words`] wrote them.
    ///
    /// # Errors
    /// When they are damaged.
    pub fn words(&mut self) -> Result<Words, Damage> {
        let count = self.number()? as usize;
        let (mut shared, mut rest) = (Reader::new(self.block()?), Reader::new(self.block()?));
        let letters = self.block()?;
        if count > shared.left() {
            return Err(Damage::Value);
        }
        let mut words = Words::default();
        let (mut at, mut before) = (0, 0..0);
        for _ in 0..count {
            let (common, more) = (shared.number()? as usize, rest.number()? as usize);
            if common > before.len() || words.letters.len() + common + more > LONGEST {
                return Err(Damage::Value);
            }
            let new = letters.get(at..at + more).ok_or(Damage::Ends)?;
            let start = words.letters.len();
            words.letters.extend_from_within(before.start..before.start + common);
            words.letters.extend_from_slice(new);
            before = start..words.letters.len();
            words.ends.push(words.letters.len() as u32);
            at += more;
        }
        // Checked once for all: a word is then cut where it was written.
        words.check()
    }
}

/// The most bytes that the words of one file may have when they are written out.
const LONGEST: usize = 1 << 26;

/// Words in one piece of memory, ascending.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    letters: Vec<u8>,
    ends: Vec<u32>,
}

impl Words {
    fn check(self) -> Result<Words, Damage> {
        let valid = (0..self.ends.len()).all(|at| std::str::from_utf8(self.bytes(at)).is_ok());
        if valid { Ok(self) } else { Err(Damage::Value) }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// True where there are none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    fn bytes(&self, at: usize) -> &[u8] {
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |end| *end as usize);
        self.ends.get(at).and_then(|end| self.letters.get(start..*end as usize)).unwrap_or_default()
    }

    /// A word by its place; empty where there is none.
    pub fn get(&self, at: usize) -> &str {
        std::str::from_utf8(self.bytes(at)).unwrap_or_default()
    }

    /// The place of the first word that is not below one.
    pub fn lower(&self, word: &str) -> usize {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = (low + high) / 2;
            if self.bytes(middle) < word.as_bytes() { low = middle + 1 } else { high = middle }
        }
        low
    }

    /// The place of a word.
    pub fn find(&self, word: &str) -> Option<usize> {
        let at = self.lower(word);
        (at < self.len() && self.bytes(at) == word.as_bytes()).then_some(at)
    }

    /// The places of the words that begin so.
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
        let mut writer = Writer::default();
        for value in [0, 1, 127, 128, 300, 65_535, u32::MAX] {
            writer.number(value);
        }
        let mut reader = Reader::new(&writer.bytes);
        for value in [0, 1, 127, 128, 300, 65_535, u32::MAX] {
            assert_eq!(reader.number(), Ok(value));
        }
        assert_eq!(reader.number(), Err(Damage::Ends));
        assert_eq!(Reader::new(&[0xFF; 6]).number(), Err(Damage::Value));
    }

    #[test]
    fn words_share_their_beginnings() {
        let list = ["", "a", "rail", "railway", "railways", "río", "rît", "铁路"];
        let mut writer = Writer::default();
        writer.words(list);
        let words = Reader::new(&writer.bytes).words().unwrap();
        assert_eq!((0..words.len()).map(|at| words.get(at)).collect::<Vec<_>>(), list);
        assert_eq!(words.find("railway"), Some(3));
        assert_eq!(words.find("railwa"), None);
        assert_eq!(words.beginning("rail"), 2..5);
        assert_eq!(words.beginning("z"), 7..7);
    }

    #[test]
    fn damaged_words_are_refused() {
        let mut writer = Writer::default();
        writer.words(["rail", "railway", "铁路"]);
        for at in 0..writer.bytes.len() {
            for change in [0xFF, 0x01, 0x80] {
                let mut bytes = writer.bytes.clone();
                bytes[at] ^= change;
                _ = Reader::new(&bytes).words();
                _ = Reader::new(&bytes[..at]).words();
            }
        }
        assert!(Reader::new(&[0xFF, 0xFF, 0xFF, 0x7F]).words().is_err());
    }
}
