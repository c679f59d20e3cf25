//! A term dictionary block: surface forms, stems, and posting lists.
//!
//! A *term* is all surface forms of one stem. Its posting list holds delta-encoded doc ids and the quantized score of each. The
//! cards of each term's best articles stand in the same file, so that one file answers a query of one word and draws its first
//! rows. A long posting list keeps only its best postings here; its tail is a file of its own.

use super::codec::{ByteReader, ByteWriter, WordList, write_number};
use super::file::{CorruptIndex, FileKind, Hash, path};
use super::index_header::hash;
use super::weights::STEPS;
use crate::article::id::slug;

/// A posting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Posting {
    /// The doc id.
    pub ordinal: u32,
    /// The quantized score, see [`super::weights`].
    pub impact: u8,
    /// Whether the term occurs in the headline.
    pub title: bool,
}

/// The location of a block's positions.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PositionsRange {
    /// The number of the positions file.
    pub number: u32,
    /// The hash in its name.
    pub name: Hash,
    /// The number of terms of other blocks that precede these in the file.
    pub before: u32,
}

impl PositionsRange {
    /// The path of the positions file.
    pub fn path(&self) -> String {
        path(FileKind::Places, self.number as usize, self.name)
    }
}

/// The card of an article for a row of results.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ResultCard {
    /// Its id.
    pub id: String,
    /// Its headline.
    pub title: String,
    /// The other fields of its card: a JSON object.
    pub rest: String,
}

impl ResultCard {
    fn write(&self, writer: &mut ByteWriter) {
        writer.block(self.title.as_bytes());
        // Most ids derive from the headline: only the difference is written.
        match self.id.strip_prefix(&slug(&self.title)) {
            Some(rest) if !slug(&self.title).is_empty() => writer.block(format!("={rest}").as_bytes()),
            _ => writer.block(self.id.as_bytes()),
        }
        writer.block(self.rest.as_bytes());
    }

    fn read(reader: &mut ByteReader) -> Result<ResultCard, CorruptIndex> {
        let title = reader.word()?.to_owned();
        let id = reader.word()?;
        let id = id.strip_prefix('=').map_or_else(|| id.to_owned(), |rest| slug(&title) + rest);
        Ok(ResultCard { id, title, rest: reader.word()?.to_owned() })
    }

    /// Returns the card as JSON.
    fn json(&self) -> String {
        let text = |words: &str| serde_json::to_string(words).unwrap_or_default();
        let rest = self.rest.trim_start_matches('{').trim_end_matches('}');
        let comma = if rest.is_empty() { "" } else { "," };
        format!("{{\"id\":{},\"title\":{}{comma}{rest}}}", text(&self.id), text(&self.title))
    }
}

/// The bit of a stored posting that marks a headline occurrence.
const TITLE: u8 = 64;

/// The location of a surface form's term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FormTarget {
    /// A term of this block, by index.
    Here(u32),
    /// A term of another block: the block number and the stem.
    There(u32, String),
}

/// A term as it is written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TermRecord {
    /// The index of its stem among the block's words.
    pub key: u32,
    /// The document frequency.
    pub df: u32,
    /// The term weight, in units of 1/256.
    pub weight: u32,
    /// True for a stop word.
    pub function: bool,
    /// The number and hash of the posting-list tail.
    pub rest: Option<(u32, Hash)>,
    /// The postings, ascending; only the best if there is a tail.
    pub postings: Vec<Posting>,
}

/// A term dictionary block as it is written.
#[derive(Debug, Clone, Default)]
pub struct TermBlockDraft {
    /// Surface forms and stems, ascending; true for a form that occurs in an article; the terms that it belongs to.
    pub words: Vec<(String, bool, Vec<FormTarget>)>,
    /// The terms, in the order of their stems.
    pub groups: Vec<TermRecord>,
    /// Cards, by doc id.
    pub cards: Vec<(u32, ResultCard)>,
    /// The location of these terms' positions.
    pub places: PositionsRange,
}

impl TermBlockDraft {
    /// Encodes the block.
    pub fn write(&self) -> Vec<u8> {
        let mut writer = ByteWriter::default();
        writer.number(self.places.number);
        writer.raw(&self.places.name);
        writer.number(self.places.before);
        writer.words(self.words.iter().map(|(word, _, _)| word.as_str()));
        let (mut belongs, mut remote) = (ByteWriter::default(), ByteWriter::default());
        for (_, real, groups) in &self.words {
            belongs.number((groups.len() as u32) << 1 | u32::from(*real));
            for group in groups {
                match group {
                    FormTarget::Here(at) => belongs.number(at << 1),
                    FormTarget::There(file, key) => {
                        belongs.number(file << 1 | 1);
                        remote.block(key.as_bytes());
                    }
                }
            }
        }
        writer.block(&belongs.bytes);
        writer.block(&remote.bytes);
        self.write_groups(&mut writer);
        writer.number(self.cards.len() as u32);
        let mut before = 0;
        for (ordinal, _) in &self.cards {
            writer.number(ordinal - std::mem::replace(&mut before, *ordinal));
        }
        self.cards.iter().for_each(|(_, card)| card.write(&mut writer));
        writer.bytes
    }

    fn write_groups(&self, writer: &mut ByteWriter) {
        let (mut heads, mut lists) = (ByteWriter::default(), (Vec::new(), Vec::new()));
        let mut key = 0;
        for group in &self.groups {
            heads.number(group.key - std::mem::replace(&mut key, group.key));
            heads.number(group.df << 2 | u32::from(group.rest.is_some()) << 1 | u32::from(group.function));
            heads.number(group.weight);
            let start = lists.0.len();
            write_list(&group.postings, &mut lists.0, &mut lists.1);
            heads.number((lists.0.len() - start) as u32);
            if let Some((number, name)) = group.rest {
                heads.number(group.postings.len() as u32);
                heads.number(number);
                heads.raw(&name);
            }
        }
        writer.number(self.groups.len() as u32);
        writer.block(&heads.bytes);
        writer.block(&lists.0);
        writer.block(&lists.1);
    }
}

/// Appends the delta-encoded doc ids and the quantized scores of a posting list.
pub fn write_list(postings: &[Posting], gaps: &mut Vec<u8>, impacts: &mut Vec<u8>) {
    let mut before = 0;
    for posting in postings {
        write_number(gaps, posting.ordinal - std::mem::replace(&mut before, posting.ordinal));
        impacts.push(posting.impact & STEPS | if posting.title { TITLE } else { 0 });
    }
}

/// Encodes a posting-list tail.
pub fn write_rest(postings: &[Posting]) -> Vec<u8> {
    let (mut gaps, mut impacts) = (Vec::new(), Vec::new());
    write_list(postings, &mut gaps, &mut impacts);
    let mut writer = ByteWriter::default();
    writer.block(&gaps);
    writer.block(&impacts);
    writer.bytes
}

/// Reads a posting-list tail.
///
/// # Errors
/// If it is corrupt, or holds a doc id of `count` or above.
pub fn read_rest(bytes: &[u8], count: u32) -> Result<Vec<Posting>, CorruptIndex> {
    let mut reader = ByteReader::new(bytes);
    let (gaps, impacts) = (reader.block()?, reader.block()?);
    read_list(gaps, impacts, count)
}

fn read_list(gaps: &[u8], impacts: &[u8], count: u32) -> Result<Vec<Posting>, CorruptIndex> {
    let mut reader = ByteReader::new(gaps);
    let mut postings: Vec<Posting> = Vec::with_capacity(impacts.len().min(gaps.len()));
    let mut ordinal = 0_u32;
    for impact in impacts {
        let gap = reader.number()?;
        if gap == 0 && !postings.is_empty() {
            return Err(CorruptIndex::Value);
        }
        ordinal = ordinal.checked_add(gap).filter(|o| *o < count).ok_or(CorruptIndex::Value)?;
        postings.push(Posting { ordinal, impact: *impact & STEPS, title: *impact & TITLE == TITLE });
    }
    Ok(postings)
}

/// A term as it is read; its posting list is decoded on demand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermInfo {
    /// The index of its stem among the block's words.
    pub key: u32,
    /// The document frequency.
    pub df: u32,
    /// The term weight, in units of 1/256.
    pub weight: u32,
    /// True for a stop word.
    pub function: bool,
    /// The number and hash of the posting-list tail.
    pub rest: Option<(u32, Hash)>,
    gaps: std::ops::Range<usize>,
    impacts: std::ops::Range<usize>,
}

/// A decoded term dictionary block.
#[derive(Debug, Clone, Default)]
pub struct TermBlock {
    /// Surface forms and stems, ascending.
    pub words: WordList,
    /// The terms, in the order of their stems.
    pub groups: Vec<TermInfo>,
    /// The location of these terms' positions.
    pub places: PositionsRange,
    belongs: Vec<u8>,
    belongs_at: Vec<u32>,
    remote: Vec<String>,
    gaps: Vec<u8>,
    impacts: Vec<u8>,
    cards: Vec<(u32, ResultCard)>,
    count: u32,
}

impl TermBlock {
    /// Decodes a block; `count` is the number of articles in the index.
    ///
    /// # Errors
    /// If it is corrupt.
    pub fn read(bytes: &[u8], count: u32) -> Result<TermBlock, CorruptIndex> {
        let mut reader = ByteReader::new(bytes);
        let places = PositionsRange { number: reader.number()?, name: hash(&mut reader)?, before: reader.number()? };
        let words = reader.words()?;
        let belongs = reader.block()?.to_vec();
        let mut remote_words = ByteReader::new(reader.block()?);
        let mut terms = TermBlock { words, places, belongs, count, ..TermBlock::default() };
        terms.read_groups(&mut reader)?;
        let remotes = terms.place_words()?;
        terms.remote = (0..remotes).map(|_| remote_words.word().map(str::to_owned)).collect::<Result<_, _>>()?;
        terms.read_cards(&mut reader)?;
        Ok(terms)
    }

    fn read_groups(&mut self, reader: &mut ByteReader) -> Result<(), CorruptIndex> {
        let groups = reader.count()?;
        let mut heads = ByteReader::new(reader.block()?);
        self.gaps = reader.block()?.to_vec();
        self.impacts = reader.block()?.to_vec();
        let (mut key, mut gaps, mut impacts) = (0_u32, 0, 0);
        for _ in 0..groups {
            key = key.checked_add(heads.number()?).filter(|key| (*key as usize) < self.words.len()).ok_or(CorruptIndex::Value)?;
            let (packed, weight, bytes) = (heads.number()?, heads.number()?, heads.number()? as usize);
            let (df, function) = (packed >> 2, packed & 1 == 1);
            let (kept, rest) = if packed & 2 == 2 { (heads.number()?, Some((heads.number()?, hash(&mut heads)?))) } else { (df, None) };
            let head = TermInfo { key, df, weight, function, rest, gaps: gaps..gaps + bytes, impacts: impacts..impacts + kept as usize };
            (gaps, impacts) = (head.gaps.end, head.impacts.end);
            if gaps > self.gaps.len() || impacts > self.impacts.len() {
                return Err(CorruptIndex::Value);
            }
            self.groups.push(head);
        }
        Ok(())
    }

    /// Records the offset of each word's terms; returns how many of them are in other blocks.
    fn place_words(&mut self) -> Result<usize, CorruptIndex> {
        let mut reader = ByteReader::new(&self.belongs);
        let mut remotes = 0;
        for _ in 0..self.words.len() {
            self.belongs_at.push((self.belongs.len() - reader.left()) as u32);
            for _ in 0..reader.number()? >> 1 {
                let packed = reader.number()?;
                if packed & 1 == 1 {
                    remotes += 1;
                } else if packed >> 1 >= self.groups.len() as u32 {
                    return Err(CorruptIndex::Value);
                }
            }
        }
        Ok(remotes)
    }

    fn read_cards(&mut self, reader: &mut ByteReader) -> Result<(), CorruptIndex> {
        let cards = reader.count()?;
        let mut ordinal = 0_u32;
        let mut ordinals = Vec::new();
        for _ in 0..cards {
            ordinal = ordinal.checked_add(reader.number()?).filter(|o| *o < self.count).ok_or(CorruptIndex::Value)?;
            ordinals.push(ordinal);
        }
        self.cards = ordinals.into_iter().map(|o| Ok((o, ResultCard::read(reader)?))).collect::<Result<_, _>>()?;
        Ok(())
    }

    /// True if a word occurs in an article, not only as a stem.
    pub fn is_real(&self, word: usize) -> bool {
        let start = self.belongs_at.get(word).map_or(0, |at| *at as usize);
        self.belongs.get(start).is_some_and(|packed| packed & 1 == 1)
    }

    /// Returns the terms of a word, by the word's index.
    pub fn belongs(&self, word: usize) -> Vec<FormTarget> {
        let Some(start) = self.belongs_at.get(word).map(|at| *at as usize) else { return Vec::new() };
        let mut reader = ByteReader::new(self.belongs.get(start..).unwrap_or_default());
        let count = reader.number().unwrap_or(0) >> 1;
        let mut remote = None;
        let mut one = || {
            let packed = reader.number().ok()?;
            if packed & 1 == 0 {
                return Some(FormTarget::Here(packed >> 1));
            }
            let at = remote.get_or_insert_with(|| self.remotes_before(word));
            let key = self.remote.get(*at)?.clone();
            *at += 1;
            Some(FormTarget::There(packed >> 1, key))
        };
        (0..count).filter_map(|_| one()).collect()
    }

    /// Returns how many references to other blocks precede a word. Such words are few.
    fn remotes_before(&self, word: usize) -> usize {
        let mut reader = ByteReader::new(&self.belongs);
        let mut remotes = 0;
        for _ in 0..word {
            for _ in 0..reader.number().unwrap_or(0) >> 1 {
                remotes += (reader.number().unwrap_or(0) & 1) as usize;
            }
        }
        remotes
    }

    /// Returns the term of a stem.
    pub fn group(&self, key: &str) -> Option<u32> {
        let word = self.words.find(key)? as u32;
        self.groups.binary_search_by_key(&word, |group| group.key).ok().map(|at| at as u32)
    }

    /// Returns the postings of a term, ascending; none if they are corrupt.
    pub fn postings(&self, group: u32) -> Vec<Posting> {
        let Some(head) = self.groups.get(group as usize) else { return Vec::new() };
        let gaps = self.gaps.get(head.gaps.clone()).unwrap_or_default();
        read_list(gaps, self.impacts.get(head.impacts.clone()).unwrap_or_default(), self.count).unwrap_or_default()
    }

    /// Returns the card of an article as JSON, if this block holds it.
    pub fn card(&self, ordinal: u32) -> Option<String> {
        self.cards.binary_search_by_key(&ordinal, |(o, _)| *o).ok().map(|at| self.cards[at].1.json())
    }

    /// The approximate memory use, in bytes.
    pub fn memory(&self) -> usize {
        let cards: usize = self.cards.iter().map(|(_, card)| card.id.len() + card.title.len() + card.rest.len() + 80).sum();
        self.belongs.len() + self.gaps.len() + self.impacts.len() + cards + self.words.len() * 20 + self.groups.len() * 64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft() -> TermBlockDraft {
        let list = |ordinals: &[u32]| ordinals.iter().map(|o| Posting { ordinal: *o, impact: (*o % 64) as u8, title: *o == 5 }).collect();
        TermBlockDraft {
            words: vec![
                ("rail".into(), true, vec![FormTarget::Here(0)]),
                ("rails".into(), true, vec![FormTarget::Here(0), FormTarget::There(7, "raylz".into())]),
                ("train".into(), false, vec![FormTarget::Here(1)]),
            ],
            groups: vec![
                TermRecord { key: 0, df: 3, weight: 300, function: false, rest: None, postings: list(&[0, 5, 90]) },
                TermRecord { key: 2, df: 9, weight: 1, function: true, rest: Some((2, [3; 4])), postings: list(&[4, 8]) },
            ],
            cards: vec![
                (5, ResultCard { id: "the-rail-2".into(), title: "The \"Rail\"".into(), rest: "{\"lang\":\"en\"}".into() }),
                (90, ResultCard { id: "x".into(), title: "铁路".into(), rest: "{}".into() }),
            ],
            places: PositionsRange { number: 4, name: [9; 4], before: 7 },
        }
    }

    #[test]
    fn a_file_of_words_is_read_as_it_was_written() {
        let draft = draft();
        let terms = TermBlock::read(&draft.write(), 100).unwrap();
        assert_eq!(terms.belongs(1), draft.words[1].2);
        assert!(terms.is_real(0) && !terms.is_real(2));
        assert_eq!(terms.group("train"), Some(1));
        assert_eq!(terms.group("rails"), None);
        assert_eq!(terms.postings(0), draft.groups[0].postings);
        assert_eq!(terms.postings(1), draft.groups[1].postings);
        assert_eq!((terms.groups[1].df, terms.groups[1].function, terms.groups[1].rest), (9, true, Some((2, [3; 4]))));
        assert_eq!(terms.card(5).as_deref(), Some(r#"{"id":"the-rail-2","title":"The \"Rail\"","lang":"en"}"#));
        assert_eq!(terms.card(90).as_deref(), Some(r#"{"id":"x","title":"铁路"}"#));
        assert_eq!((terms.card(6), terms.places), (None, draft.places));
        let rest = write_rest(&draft.groups[0].postings);
        assert_eq!(read_rest(&rest, 100), Ok(draft.groups[0].postings.clone()));
        assert!(read_rest(&rest, 50).is_err());
    }

    #[test]
    fn a_damaged_file_of_words_never_harms() {
        let bytes = draft().write();
        for at in 0..bytes.len() {
            for change in 1..=255_u8 {
                let mut damaged = bytes.clone();
                damaged[at] ^= change;
                if let Ok(terms) = TermBlock::read(&damaged, 100) {
                    (0..terms.groups.len() as u32).for_each(|group| drop(terms.postings(group)));
                    (0..terms.words.len()).for_each(|word| drop(terms.belongs(word)));
                }
            }
        }
    }
}
