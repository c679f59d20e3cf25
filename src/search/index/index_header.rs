//! The index header: the file that every query needs.

use super::codec::{ByteReader, ByteWriter, WordList};
use super::file::{CorruptIndex, FileKind, HASH_BYTES, Hash, path};
use crate::search::analysis::Variants;

/// The index header.
#[derive(Debug, Clone, Default)]
pub struct IndexHeader {
    /// The number of articles.
    pub doc_count: u32,
    /// Primary subtags of the articles' languages, the most used first.
    pub languages: Vec<String>,
    /// The number of these languages that at least one in twenty articles is written in.
    pub main_language_count: u32,
    /// Character variants of the index.
    pub variants: Variants,
    /// Facet keys, and the paths of their columns.
    pub columns: Vec<(String, String)>,
    /// The path of the publication days.
    pub days: String,
    /// Stop words: beside content words their postings are read later.
    pub stop_words: WordList,
    /// Function words of languages written without spaces, folded.
    pub function_words: WordList,
    /// The term dictionary blocks.
    pub term_blocks: BlockRange,
    /// The forward files of the spelling corrector.
    pub forward_spelling: BlockRange,
    /// The backward files of the spelling corrector: the same words reversed, ascending.
    pub backward_spelling: BlockRange,
    /// Prefixes that span many term dictionary blocks.
    pub prefixes: WordList,
    /// The most frequent words of each prefix.
    pub completions: Vec<Vec<String>>,
    /// The only term dictionary block of a small corpus.
    pub inline_block: Option<Vec<u8>>,
}

/// A sequence of files, each with the words from its first word to the next file's.
#[derive(Debug, Clone, Default)]
pub struct BlockRange {
    /// The shortest prefix of each file's first word that separates it from the file before.
    pub first_words: WordList,
    /// The hashes in the files' names.
    pub hashes: Vec<Hash>,
}

impl BlockRange {
    /// Returns the only file that can hold a word.
    pub fn block_for(&self, word: &str) -> Option<usize> {
        let after = self.first_words.lower_bound(word);
        if after < self.first_words.len() && self.first_words.get(after) == word {
            return Some(after);
        }
        if self.first_words.is_empty() { None } else { Some(after.saturating_sub(1)) }
    }

    /// Returns the files that can hold words with a prefix.
    pub fn blocks_with_prefix(&self, prefix: &str) -> std::ops::Range<usize> {
        let Some(first) = self.block_for(prefix) else { return 0..0 };
        let last = self.first_words.prefix_range(prefix).end;
        first..last.max(first + 1)
    }

    /// Returns the path of a file.
    pub fn path(&self, kind: FileKind, number: usize) -> String {
        path(kind, number, self.hashes.get(number).copied().unwrap_or_default())
    }

    fn write(&self, writer: &mut ByteWriter) {
        writer.write_words((0..self.first_words.len()).map(|at| self.first_words.get(at)));
        self.hashes.iter().for_each(|hash| writer.write_bytes(hash));
    }

    fn read(reader: &mut ByteReader) -> Result<BlockRange, CorruptIndex> {
        let first_words = reader.read_words()?;
        let hashes = (0..first_words.len()).map(|_| read_hash(reader)).collect::<Result<_, _>>()?;
        Ok(BlockRange { first_words, hashes })
    }
}

/// Reads the hash in a file's name.
pub fn read_hash(reader: &mut ByteReader) -> Result<Hash, CorruptIndex> {
    reader.read_bytes(HASH_BYTES)?.try_into().map_err(|_| CorruptIndex::UnexpectedEof)
}

impl IndexHeader {
    /// Encodes the index header.
    pub fn write(&self) -> Vec<u8> {
        let mut writer = ByteWriter::default();
        writer.write_vint(self.doc_count);
        writer.write_vint(self.languages.len() as u32);
        self.languages.iter().for_each(|language| writer.write_block(language.as_bytes()));
        writer.write_vint(self.main_language_count);
        let pairs: String = self.variants.pairs().into_iter().flat_map(|(from, to)| [from, to]).collect();
        writer.write_block(pairs.as_bytes());
        writer.write_vint(self.columns.len() as u32);
        for (facet, path) in &self.columns {
            writer.write_block(facet.as_bytes());
            writer.write_block(path.as_bytes());
        }
        writer.write_block(self.days.as_bytes());
        for words in [&self.stop_words, &self.function_words] {
            writer.write_words((0..words.len()).map(|at| words.get(at)));
        }
        [&self.term_blocks, &self.forward_spelling, &self.backward_spelling].iter().for_each(|range| range.write(&mut writer));
        writer.write_words((0..self.prefixes.len()).map(|at| self.prefixes.get(at)));
        for completions in &self.completions {
            writer.write_vint(completions.len() as u32);
            completions.iter().for_each(|word| writer.write_block(word.as_bytes()));
        }
        writer.write_vint(u32::from(self.inline_block.is_some()));
        self.inline_block.iter().for_each(|block| writer.write_block(block));
        writer.bytes
    }

    /// Decodes an index header.
    ///
    /// # Errors
    /// If it is corrupt.
    pub fn read(bytes: &[u8]) -> Result<IndexHeader, CorruptIndex> {
        let mut reader = ByteReader::new(bytes);
        let reader = &mut reader;
        let doc_count = reader.read_vint()?;
        if doc_count > MAX_DOCS {
            return Err(CorruptIndex::InvalidValue);
        }
        let languages = (0..reader.read_count()?).map(|_| reader.read_str().map(str::to_owned)).collect::<Result<_, _>>()?;
        let main_language_count = reader.read_vint()?;
        let mut pairs = reader.read_str()?.chars();
        let variants = Variants::new(std::iter::from_fn(|| Some((pairs.next()?, pairs.next()?))));
        let columns = (0..reader.read_count()?)
            .map(|_| Ok((reader.read_str()?.to_owned(), reader.read_str()?.to_owned())))
            .collect::<Result<_, _>>()?;
        let days = reader.read_str()?.to_owned();
        let (stop_words, function_words) = (reader.read_words()?, reader.read_words()?);
        let (term_blocks, forward_spelling, backward_spelling) =
            (BlockRange::read(reader)?, BlockRange::read(reader)?, BlockRange::read(reader)?);
        let prefixes = reader.read_words()?;
        let words =
            |reader: &mut ByteReader| (0..reader.read_count()?).map(|_| reader.read_str().map(str::to_owned)).collect::<Result<_, _>>();
        let completions = (0..prefixes.len()).map(|_| words(reader)).collect::<Result<_, _>>()?;
        let inline_block = if reader.read_vint()? > 0 { Some(reader.read_block()?.to_vec()) } else { None };
        Ok(IndexHeader {
            doc_count,
            languages,
            main_language_count,
            variants,
            columns,
            days,
            stop_words,
            function_words,
            term_blocks,
            forward_spelling,
            backward_spelling,
            prefixes,
            completions,
            inline_block,
        })
    }
}

/// The maximum number of articles in an index, which bounds memory reserved for them.
const MAX_DOCS: u32 = 1 << 24;

#[cfg(test)]
mod tests {
    use super::*;

    fn words(list: &[&str]) -> WordList {
        let mut writer = ByteWriter::default();
        writer.write_words(list.iter().copied());
        ByteReader::new(&writer.bytes).read_words().unwrap()
    }

    #[test]
    fn block_for_finds_the_last_block_that_begins_at_or_before_a_word() {
        let range = BlockRange { first_words: words(&["a", "dog", "doll", "m"]), hashes: vec![Hash::default(); 4] };
        assert_eq!(range.block_for("dog"), Some(1));
        assert_eq!(range.block_for("dolce"), Some(1));
        assert_eq!(range.block_for("zebra"), Some(3));
        assert_eq!(range.block_for("0"), Some(0));
        assert_eq!(range.blocks_with_prefix("do"), 0..3);
        assert_eq!(range.blocks_with_prefix("x"), 3..4);
        assert_eq!(BlockRange::default().block_for("x"), None);
    }

    #[test]
    fn index_headers_round_trip() {
        let header = IndexHeader {
            doc_count: 34,
            languages: vec!["en".into(), "zh".into()],
            main_language_count: 1,
            variants: Variants::new([('鐵', '铁')]),
            columns: vec![("tag".into(), "column-tag-x.json".into())],
            days: "days-x.json".into(),
            stop_words: words(&["of", "the"]),
            function_words: words(&["的"]),
            term_blocks: BlockRange { first_words: words(&["a", "m"]), hashes: vec![[1; HASH_BYTES], [2; HASH_BYTES]] },
            prefixes: words(&["co"]),
            completions: vec![vec!["country".into()]],
            inline_block: Some(vec![1, 2, 3]),
            ..IndexHeader::default()
        };
        let bytes = header.write();
        let decoded = IndexHeader::read(&bytes).unwrap();
        assert_eq!(format!("{decoded:?}"), format!("{header:?}"));
        for at in 0..bytes.len() {
            assert!(IndexHeader::read(&bytes[..at]).is_err());
        }
    }
}
