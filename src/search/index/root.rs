//! The root file: what is needed for every query.

use super::codec::{Reader, Words, Writer};
use super::file::{DIGITS, Damage, Hash, Kind, path};
use crate::search::analysis::Variants;

/// What is needed for every query.
#[derive(Debug, Clone, Default)]
pub struct Root {
    /// How many articles there are.
    pub count: u32,
    /// Primary subtags of the languages in which they are written, the most used first.
    pub languages: Vec<String>,
    /// How many of these languages at least one in twenty articles is written in.
    pub main: u32,
    /// What characters are written as in the index.
    pub variants: Variants,
    /// Keys of facets, and the paths of their columns.
    pub columns: Vec<(String, String)>,
    /// The path of the days of publication.
    pub days: String,
    /// Function words: beside other words they are read after the others.
    pub functions: Words,
    /// The files of words.
    pub terms: Range,
    /// The words by which one spells, ascending.
    pub forward: Range,
    /// The same words, each from its end to its beginning, ascending.
    pub backward: Range,
    /// Beginnings of words that reach over many files of words.
    pub prefixes: Words,
    /// For each of them its most frequent words.
    pub completions: Vec<Vec<String>>,
    /// Where the corpus is small, its one file of words, and that of their places where this is small too.
    pub inline: [Option<Vec<u8>>; 2],
}

/// Files that hold words, each from its first word to the next file's.
#[derive(Debug, Clone, Default)]
pub struct Range {
    /// What parts each from the one before: the beginning of its first word.
    pub firsts: Words,
    /// The names of the files.
    pub hashes: Vec<Hash>,
}

impl Range {
    /// The file in which a word stands if it stands in any.
    pub fn of(&self, word: &str) -> Option<usize> {
        let after = self.firsts.lower(word);
        if after < self.firsts.len() && self.firsts.get(after) == word {
            return Some(after);
        }
        if self.firsts.is_empty() { None } else { Some(after.saturating_sub(1)) }
    }

    /// The files in which words stand that begin so.
    pub fn beginning(&self, prefix: &str) -> std::ops::Range<usize> {
        let Some(first) = self.of(prefix) else { return 0..0 };
        let last = self.firsts.beginning(prefix).end;
        first..last.max(first + 1)
    }

    /// The path of a file.
    pub fn path(&self, kind: Kind, number: usize) -> String {
        path(kind, number, self.hashes.get(number).copied().unwrap_or_default())
    }

    fn write(&self, writer: &mut Writer) {
        writer.words((0..self.firsts.len()).map(|at| self.firsts.get(at)));
        self.hashes.iter().for_each(|hash| writer.raw(hash));
    }

    fn read(reader: &mut Reader) -> Result<Range, Damage> {
        let firsts = reader.words()?;
        let hashes = (0..firsts.len()).map(|_| hash(reader)).collect::<Result<_, _>>()?;
        Ok(Range { firsts, hashes })
    }
}

/// The name of a file.
pub fn hash(reader: &mut Reader) -> Result<Hash, Damage> {
    reader.take(DIGITS)?.try_into().map_err(|_| Damage::Ends)
}

impl Root {
    /// The content of the file.
    pub fn write(&self) -> Vec<u8> {
        let mut writer = Writer::default();
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

    /// Reads the content of the file.
    ///
    /// # Errors
    /// When it is damaged.
    pub fn read(bytes: &[u8]) -> Result<Root, Damage> {
        let mut reader = Reader::new(bytes);
        let reader = &mut reader;
        let count = reader.number()?;
        if count > MOST {
            return Err(Damage::Value);
        }
        let languages = (0..reader.count()?).map(|_| reader.word().map(str::to_owned)).collect::<Result<_, _>>()?;
        let main = reader.number()?;
        let mut pairs = reader.word()?.chars();
        let variants = Variants::new(std::iter::from_fn(|| Some((pairs.next()?, pairs.next()?))));
        let columns = (0..reader.count()?).map(|_| Ok((reader.word()?.to_owned(), reader.word()?.to_owned()))).collect::<Result<_, _>>()?;
        let days = reader.word()?.to_owned();
        let functions = reader.words()?;
        let (terms, forward, backward) = (Range::read(reader)?, Range::read(reader)?, Range::read(reader)?);
        let prefixes = reader.words()?;
        let words = |reader: &mut Reader| (0..reader.count()?).map(|_| reader.word().map(str::to_owned)).collect::<Result<_, _>>();
        let completions = (0..prefixes.len()).map(|_| words(reader)).collect::<Result<_, _>>()?;
        let mut inline = [None, None];
        for file in &mut inline {
            if reader.number()? > 0 {
                *file = Some(reader.block()?.to_vec());
            }
        }
        Ok(Root { count, languages, main, variants, columns, days, functions, terms, forward, backward, prefixes, completions, inline })
    }
}

/// The most articles that an index may say it is of: what is reserved for them stays within reason.
const MOST: u32 = 1 << 24;

#[cfg(test)]
mod tests {
    use super::*;

    fn words(list: &[&str]) -> Words {
        let mut writer = Writer::default();
        writer.words(list.iter().copied());
        Reader::new(&writer.bytes).words().unwrap()
    }

    #[test]
    fn a_word_is_in_the_file_that_begins_before_it() {
        let range = Range { firsts: words(&["a", "dog", "doll", "m"]), hashes: vec![Hash::default(); 4] };
        assert_eq!(range.of("dog"), Some(1));
        assert_eq!(range.of("dolce"), Some(1));
        assert_eq!(range.of("zebra"), Some(3));
        assert_eq!(range.of("0"), Some(0));
        assert_eq!(range.beginning("do"), 0..3);
        assert_eq!(range.beginning("x"), 3..4);
        assert_eq!(Range::default().of("x"), None);
    }

    #[test]
    fn a_root_is_read_as_it_was_written() {
        let root = Root {
            count: 34,
            languages: vec!["en".into(), "zh".into()],
            main: 1,
            variants: Variants::new([('鐵', '铁')]),
            columns: vec![("tag".into(), "column-tag-x.json".into())],
            days: "days-x.json".into(),
            functions: words(&["of", "the"]),
            terms: Range { firsts: words(&["a", "m"]), hashes: vec![[1; DIGITS], [2; DIGITS]] },
            prefixes: words(&["co"]),
            completions: vec![vec!["country".into()]],
            inline: [Some(vec![1, 2, 3]), None],
            ..Root::default()
        };
        let bytes = root.write();
        let again = Root::read(&bytes).unwrap();
        assert_eq!(format!("{again:?}"), format!("{root:?}"));
        for at in 0..bytes.len() {
            assert!(Root::read(&bytes[..at]).is_err());
        }
    }
}
