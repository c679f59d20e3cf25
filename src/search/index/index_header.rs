//! The index header: the file that every query needs.

use super::codec::{ByteReader, ByteWriter, WordList};
use super::file::{CorruptIndex, DIGITS, FileKind, Hash, path};
use crate::search::analysis::Variants;

/// The index header.
#[derive(Debug, Clone, Default)]
pub struct IndexHeader {
    /// The number of articles.
    pub count: u32,
    /// Primary subtags of the articles' languages, the most used first.
    pub languages: Vec<String>,
    /// The number of these languages that at least one in twenty articles is written in.
    pub main: u32,
    /// Character variants of the index.
    pub variants: Variants,
    /// Facet keys, and the paths of their columns.
    pub columns: Vec<(String, String)>,
    /// The path of the publication days.
    pub days: String,
    /// Stop words: beside content words their postings are read later.
    pub functions: WordList,
    /// The term dictionary blocks.
    pub terms: BlockRange,
    /// The forward files of the spelling corrector.
    pub forward: BlockRange,
    /// The backward files of the spelling corrector: the same words reversed, ascending.
    pub backward: BlockRange,
    /// Prefixes that span many term dictionary blocks.
    pub prefixes: WordList,
    /// The most frequent words of each prefix.
    pub completions: Vec<Vec<String>>,
    /// For a small corpus, its only term dictionary block, and its positions if they are small too.
    pub inline: [Option<Vec<u8>>; 2],
}

/// A sequence of files, each with the words from its first word to the next file's.
#[derive(Debug, Clone, Default)]
pub struct BlockRange {
    /// The shortest prefix of each file's first word that separates it from the file before.
    pub firsts: WordList,
    /// The hashes in the files' names.
    pub hashes: Vec<Hash>,
}

impl BlockRange {
    /// Returns the only file that can hold a word.
    pub fn of(&self, word: &str) -> Option<usize> {
        let after = self.firsts.lower(word);
        if after < self.firsts.len() && self.firsts.get(after) == word {
            return Some(after);
        }
        if self.firsts.is_empty() { None } else { Some(after.saturating_sub(1)) }
    }

    /// Returns the files that can hold words with a prefix.
    pub fn beginning(&self, prefix: &str) -> std::ops::Range<usize> {
        let Some(first) = self.of(prefix) else { return 0..0 };
        let last = self.firsts.beginning(prefix).end;
        first..last.max(first + 1)
    }

    /// Returns the path of a file.
    pub fn path(&self, kind: FileKind, number: usize) -> String {
        path(kind, number, self.hashes.get(number).copied().unwrap_or_default())
    }

    fn write(&self, writer: &mut ByteWriter) {
        writer.words((0..self.firsts.len()).map(|at| self.firsts.get(at)));
        self.hashes.iter().for_each(|hash| writer.raw(hash));
    }

    fn read(reader: &mut ByteReader) -> Result<BlockRange, CorruptIndex> {
        let firsts = reader.words()?;
        let hashes = (0..firsts.len()).map(|_| hash(reader)).collect::<Result<_, _>>()?;
        Ok(BlockRange { firsts, hashes })
    }
}

/// Reads the hash in a file's name.
pub fn hash(reader: &mut ByteReader) -> Result<Hash, CorruptIndex> {
    reader.take(DIGITS)?.try_into().map_err(|_| CorruptIndex::Ends)
}

impl IndexHeader {
    /// Encodes the index header.
    pub fn write(&self) -> Vec<u8> {
        let mut writer = ByteWriter::default();
        writer.number(self.count);
        writer.number(self.languages.len() as u32);
        self.languages.iter().for_each(|language| writer.block(language.as_bytes()));
        writer.number(self.main);
        let pairs: String = self.variants.pairs().into_iter().flat_map(|(from, to)| [from, to]).collect();
        writer.block(pairs.as_bytes());
        writer.number(self.columns.len() as u32);
        for (facet, path) in &self.columns {
            writer.block(facet.as_bytes());
            writer.block(path.as_bytes());
        }
        writer.block(self.days.as_bytes());
        writer.words((0..self.functions.len()).map(|at| self.functions.get(at)));
        [&self.terms, &self.forward, &self.backward].iter().for_each(|range| range.write(&mut writer));
        writer.words((0..self.prefixes.len()).map(|at| self.prefixes.get(at)));
        for completions in &self.completions {
            writer.number(completions.len() as u32);
            completions.iter().for_each(|word| writer.block(word.as_bytes()));
        }
        for file in &self.inline {
            writer.number(u32::from(file.is_some()));
            file.iter().for_each(|file| writer.block(file));
        }
        writer.bytes
    }

    /// Decodes an index header.
    ///
    /// # Errors
    /// If it is corrupt.
    pub fn read(bytes: &[u8]) -> Result<IndexHeader, CorruptIndex> {
        let mut reader = ByteReader::new(bytes);
        let reader = &mut reader;
        let count = reader.number()?;
        if count > MOST {
            return Err(CorruptIndex::Value);
        }
        let languages = (0..reader.count()?).map(|_| reader.word().map(str::to_owned)).collect::<Result<_, _>>()?;
        let main = reader.number()?;
        let mut pairs = reader.word()?.chars();
        let variants = Variants::new(std::iter::from_fn(|| Some((pairs.next()?, pairs.next()?))));
        let columns = (0..reader.count()?).map(|_| Ok((reader.word()?.to_owned(), reader.word()?.to_owned()))).collect::<Result<_, _>>()?;
        let days = reader.word()?.to_owned();
        let functions = reader.words()?;
        let (terms, forward, backward) = (BlockRange::read(reader)?, BlockRange::read(reader)?, BlockRange::read(reader)?);
        let prefixes = reader.words()?;
        let words = |reader: &mut ByteReader| (0..reader.count()?).map(|_| reader.word().map(str::to_owned)).collect::<Result<_, _>>();
        let completions = (0..prefixes.len()).map(|_| words(reader)).collect::<Result<_, _>>()?;
        let mut inline = [None, None];
        for file in &mut inline {
            if reader.number()? > 0 {
                *file = Some(reader.block()?.to_vec());
            }
        }
        Ok(IndexHeader {
            count,
            languages,
            main,
            variants,
            columns,
            days,
            functions,
            terms,
            forward,
            backward,
            prefixes,
            completions,
            inline,
        })
    }
}

/// The maximum number of articles in an index, which bounds memory reserved for them.
const MOST: u32 = 1 << 24;

#[cfg(test)]
mod tests {
    use super::*;

    fn words(list: &[&str]) -> WordList {
        let mut writer = ByteWriter::default();
        writer.words(list.iter().copied());
        ByteReader::new(&writer.bytes).words().unwrap()
    }

    #[test]
    fn a_word_is_in_the_file_that_begins_before_it() {
        let range = BlockRange { firsts: words(&["a", "dog", "doll", "m"]), hashes: vec![Hash::default(); 4] };
        assert_eq!(range.of("dog"), Some(1));
        assert_eq!(range.of("dolce"), Some(1));
        assert_eq!(range.of("zebra"), Some(3));
        assert_eq!(range.of("0"), Some(0));
        assert_eq!(range.beginning("do"), 0..3);
        assert_eq!(range.beginning("x"), 3..4);
        assert_eq!(BlockRange::default().of("x"), None);
    }

    #[test]
    fn a_root_is_read_as_it_was_written() {
        let root = IndexHeader {
            count: 34,
            languages: vec!["en".into(), "zh".into()],
            main: 1,
            variants: Variants::new([('鐵', '铁')]),
            columns: vec![("tag".into(), "column-tag-x.json".into())],
            days: "days-x.json".into(),
            functions: words(&["of", "the"]),
            terms: BlockRange { firsts: words(&["a", "m"]), hashes: vec![[1; DIGITS], [2; DIGITS]] },
            prefixes: words(&["co"]),
            completions: vec![vec!["country".into()]],
            inline: [Some(vec![1, 2, 3]), None],
            ..IndexHeader::default()
        };
        let bytes = root.write();
        let again = IndexHeader::read(&bytes).unwrap();
        assert_eq!(format!("{again:?}"), format!("{root:?}"));
        for at in 0..bytes.len() {
            assert!(IndexHeader::read(&bytes[..at]).is_err());
        }
    }
}
