//! A term dictionary block: surface forms, stems, and posting lists.
//!
//! A *term* is all surface forms of one stem. Its posting list holds delta-encoded doc ids and the quantized score of each. The
//! cards of each term's best articles stand in the same file, so that one file answers a query of one word and draws its first
//! rows. A long posting list keeps only its best postings here; its tail is a file of its own.
//!
//! A surface form names a term of its block relative to the terms whose stem precedes it, so that most take one small number.

use super::codec::{ByteReader, WordList, read_signed};
use super::file::{CorruptIndex, Hash};
use super::index_header::read_hash;
use super::positions::{Positions, PositionsLocation, PositionsRange};
use super::postings::{Posting, read_postings};
use super::result_card::ResultCard;
use std::rc::Rc;

/// Words with a common prefix of at least this many bytes stay in one block if possible: surface forms sort near their stem.
pub const MIN_SHARED_PREFIX_BYTES: usize = 4;

/// The location of a surface form's term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FormTarget {
    /// A term of this block, by index.
    SameBlock(u32),
    /// A term of another block: the block number and the stem.
    OtherBlock(u32, String),
}

/// A term as it is read; its posting list is decoded on demand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermInfo {
    /// The index of its stem among the block's words.
    pub stem: u32,
    /// The document frequency.
    pub df: u32,
    /// The term weight, in units of 1/256.
    pub weight: u32,
    /// True for a stop word.
    pub is_stop_word: bool,
    /// The number and hash of the posting-list tail.
    pub tail: Option<(u32, Hash)>,
    gaps: std::ops::Range<usize>,
    impacts: std::ops::Range<usize>,
}

/// A decoded term dictionary block.
#[derive(Debug, Clone)]
pub struct TermBlock {
    /// Surface forms and stems, ascending.
    pub words: WordList,
    /// The terms, in the order of their stems.
    pub terms: Vec<TermInfo>,
    /// The location of these terms' positions.
    pub positions: PositionsLocation<Rc<Positions>>,
    encoded_targets: Vec<u8>,
    form_target_offsets: Vec<u32>,
    remote_stems: Vec<String>,
    gaps: Vec<u8>,
    impacts: Vec<u8>,
    cards: Vec<(u32, ResultCard)>,
    doc_count: u32,
}

impl TermBlock {
    /// Decodes a block; `doc_count` is the number of articles in the index.
    ///
    /// # Errors
    /// If it is corrupt.
    pub fn read(bytes: &[u8], doc_count: u32) -> Result<TermBlock, CorruptIndex> {
        let mut reader = ByteReader::new(bytes);
        let words = reader.read_words()?;
        let encoded_targets = reader.read_block()?.to_vec();
        let mut stems_reader = ByteReader::new(reader.read_block()?);
        let mut block = TermBlock {
            words,
            terms: Vec::new(),
            positions: PositionsLocation::File(PositionsRange::default()),
            encoded_targets,
            form_target_offsets: Vec::new(),
            remote_stems: Vec::new(),
            gaps: Vec::new(),
            impacts: Vec::new(),
            cards: Vec::new(),
            doc_count,
        };
        block.read_terms(&mut reader)?;
        let remote_count = block.record_offsets()?;
        block.remote_stems = (0..remote_count).map(|_| stems_reader.read_str().map(str::to_owned)).collect::<Result<_, _>>()?;
        block.read_cards(&mut reader)?;
        block.positions = PositionsLocation::read(&mut reader)?;
        Ok(block)
    }

    fn read_terms(&mut self, reader: &mut ByteReader) -> Result<(), CorruptIndex> {
        let terms = reader.read_count()?;
        let mut heads = ByteReader::new(reader.read_block()?);
        self.gaps = reader.read_block()?.to_vec();
        self.impacts = reader.read_block()?.to_vec();
        let (mut stem, mut gaps, mut impacts) = (0_u32, 0, 0);
        for _ in 0..terms {
            stem = stem
                .checked_add(heads.read_vint()?)
                .filter(|stem| (*stem as usize) < self.words.len())
                .ok_or(CorruptIndex::InvalidValue)?;
            let (packed, weight, bytes) = (heads.read_vint()?, heads.read_vint()?, heads.read_vint()? as usize);
            let (df, is_stop_word) = (packed >> 2, packed & 1 == 1);
            let (kept, tail) =
                if packed & 2 == 2 { (heads.read_vint()?, Some((heads.read_vint()?, read_hash(&mut heads)?))) } else { (df, None) };
            let head =
                TermInfo { stem, df, weight, is_stop_word, tail, gaps: gaps..gaps + bytes, impacts: impacts..impacts + kept as usize };
            (gaps, impacts) = (head.gaps.end, head.impacts.end);
            if gaps > self.gaps.len() || impacts > self.impacts.len() {
                return Err(CorruptIndex::InvalidValue);
            }
            self.terms.push(head);
        }
        Ok(())
    }

    /// Records the offset of each word's terms; returns how many of them are in other blocks.
    fn record_offsets(&mut self) -> Result<usize, CorruptIndex> {
        let mut reader = ByteReader::new(&self.encoded_targets);
        let mut remote_count = 0;
        for word in 0..self.words.len() {
            self.form_target_offsets.push((self.encoded_targets.len() - reader.remaining()) as u32);
            for _ in 0..reader.read_vint()? >> 1 {
                let packed = reader.read_vint()?;
                if packed & 1 == 1 {
                    remote_count += 1;
                } else if self.local_term(word, packed >> 1).is_none() {
                    return Err(CorruptIndex::InvalidValue);
                }
            }
        }
        Ok(remote_count)
    }

    /// Returns the term of this block that a word names relative to the terms whose stem precedes it.
    fn local_term(&self, word: usize, relative: u32) -> Option<u32> {
        let before = self.terms.partition_point(|term| (term.stem as usize) < word);
        let at = i64::try_from(before).ok()? + i64::from(read_signed(relative));
        u32::try_from(at).ok().filter(|at| (*at as usize) < self.terms.len())
    }

    fn read_cards(&mut self, reader: &mut ByteReader) -> Result<(), CorruptIndex> {
        let cards = reader.read_count()?;
        let mut doc_id = 0_u32;
        let mut doc_ids = Vec::new();
        for _ in 0..cards {
            doc_id = doc_id.checked_add(reader.read_vint()?).filter(|o| *o < self.doc_count).ok_or(CorruptIndex::InvalidValue)?;
            doc_ids.push(doc_id);
        }
        self.cards = doc_ids.into_iter().map(|o| Ok((o, ResultCard::read(reader)?))).collect::<Result<_, _>>()?;
        Ok(())
    }

    /// True if a word occurs in an article, not only as a stem.
    pub fn is_surface_form(&self, word: usize) -> bool {
        let start = self.form_target_offsets.get(word).map_or(0, |at| *at as usize);
        self.encoded_targets.get(start).is_some_and(|packed| packed & 1 == 1)
    }

    /// Returns the terms of a word, by the word's index.
    pub fn form_targets(&self, word: usize) -> Vec<FormTarget> {
        let Some(start) = self.form_target_offsets.get(word).map(|at| *at as usize) else { return Vec::new() };
        let mut reader = ByteReader::new(self.encoded_targets.get(start..).unwrap_or_default());
        let count = reader.read_vint().unwrap_or(0) >> 1;
        let mut next_remote = None;
        let mut one = || {
            let packed = reader.read_vint().ok()?;
            if packed & 1 == 0 {
                return self.local_term(word, packed >> 1).map(FormTarget::SameBlock);
            }
            let at = next_remote.get_or_insert_with(|| self.remote_targets_before(word));
            let stem = self.remote_stems.get(*at)?.clone();
            *at += 1;
            Some(FormTarget::OtherBlock(packed >> 1, stem))
        };
        (0..count).filter_map(|_| one()).collect()
    }

    /// Returns how many references to other blocks precede a word. Such words are few.
    fn remote_targets_before(&self, word: usize) -> usize {
        let mut reader = ByteReader::new(&self.encoded_targets);
        let mut remote_count = 0;
        for _ in 0..word {
            for _ in 0..reader.read_vint().unwrap_or(0) >> 1 {
                remote_count += (reader.read_vint().unwrap_or(0) & 1) as usize;
            }
        }
        remote_count
    }

    /// Returns the term of a stem.
    pub fn find_term(&self, stem: &str) -> Option<u32> {
        let word = self.words.find(stem)? as u32;
        self.terms.binary_search_by_key(&word, |term| term.stem).ok().map(|at| at as u32)
    }

    /// Returns the postings of a term, ascending; none if they are corrupt.
    pub fn postings(&self, term: u32) -> Vec<Posting> {
        let Some(head) = self.terms.get(term as usize) else { return Vec::new() };
        let gaps = self.gaps.get(head.gaps.clone()).unwrap_or_default();
        read_postings(gaps, self.impacts.get(head.impacts.clone()).unwrap_or_default(), self.doc_count).unwrap_or_default()
    }

    /// Returns the card of an article as JSON, if this block holds it.
    pub fn card(&self, doc_id: u32) -> Option<String> {
        self.cards.binary_search_by_key(&doc_id, |(o, _)| *o).ok().map(|at| self.cards[at].1.json())
    }

    /// The approximate memory use, in bytes.
    pub fn memory(&self) -> usize {
        let cards: usize = self.cards.iter().map(|(_, card)| card.id.len() + card.title.len() + card.other_fields.len() + 80).sum();
        let positions = match &self.positions {
            PositionsLocation::Inline(positions) => positions.memory(),
            PositionsLocation::File(_) => 0,
        };
        positions
            + self.encoded_targets.len()
            + self.gaps.len()
            + self.impacts.len()
            + cards
            + self.words.len() * 20
            + self.terms.len() * 64
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::index::positions::{self, write_positions};
    use crate::search::index::term_block_draft::{TermBlockDraft, TermRecord};

    const POSITIONS: PositionsRange = PositionsRange { file_number: 4, hash: [9; 4], terms_before: 7 };

    fn draft() -> TermBlockDraft {
        let list =
            |doc_ids: &[u32]| doc_ids.iter().map(|o| Posting { doc_id: *o, impact: (*o % 64) as u8, is_in_title: *o == 5 }).collect();
        TermBlockDraft {
            words: vec![
                ("rail".into(), true, vec![FormTarget::SameBlock(0)]),
                ("rails".into(), true, vec![FormTarget::SameBlock(0), FormTarget::OtherBlock(7, "raylz".into())]),
                ("train".into(), false, vec![FormTarget::SameBlock(1)]),
            ],
            terms: vec![
                TermRecord { stem: 0, df: 3, weight: 300, is_stop_word: false, tail: None, postings: list(&[0, 5, 90]) },
                TermRecord { stem: 2, df: 9, weight: 1, is_stop_word: true, tail: Some((2, [3; 4])), postings: list(&[4, 8]) },
            ],
            cards: vec![
                (5, ResultCard { id: "the-rail-2".into(), title: "The \"Rail\"".into(), other_fields: "{\"lang\":\"en\"}".into() }),
                (90, ResultCard { id: "x".into(), title: "铁路".into(), other_fields: "{}".into() }),
            ],
            positions: PositionsLocation::File(POSITIONS),
        }
    }

    #[test]
    fn term_blocks_round_trip() {
        let draft = draft();
        let block = TermBlock::read(&draft.write(), 100).unwrap();
        assert_eq!(block.form_targets(1), draft.words[1].2);
        assert!(block.is_surface_form(0) && !block.is_surface_form(2));
        assert_eq!(block.find_term("train"), Some(1));
        assert_eq!(block.find_term("rails"), None);
        assert_eq!(block.postings(0), draft.terms[0].postings);
        assert_eq!(block.postings(1), draft.terms[1].postings);
        assert_eq!((block.terms[1].df, block.terms[1].is_stop_word, block.terms[1].tail), (9, true, Some((2, [3; 4]))));
        assert_eq!(block.card(5).as_deref(), Some(r#"{"id":"the-rail-2","title":"The \"Rail\"","lang":"en"}"#));
        assert_eq!(block.card(90).as_deref(), Some(r#"{"id":"x","title":"铁路"}"#));
        assert_eq!((block.card(6), block.positions), (None, PositionsLocation::File(POSITIONS)));
    }

    #[test]
    fn positions_are_inline_or_in_a_file() {
        let mut first = Vec::new();
        write_positions(&mut first, &[3, 900]);
        let draft = TermBlockDraft { positions: PositionsLocation::Inline(positions::write(&[&first, &[]])), ..draft() };
        let PositionsLocation::Inline(positions) = TermBlock::read(&draft.write(), 100).unwrap().positions else { panic!("inline") };
        positions.for_each_posting(0, |at, found| assert_eq!((at, found), (0, &[3, 900][..])));
    }

    #[test]
    fn corrupt_term_blocks_never_panic() {
        let bytes = draft().write();
        for at in 0..bytes.len() {
            for change in 1..=255_u8 {
                let mut damaged = bytes.clone();
                damaged[at] ^= change;
                if let Ok(block) = TermBlock::read(&damaged, 100) {
                    (0..block.terms.len() as u32).for_each(|term| drop(block.postings(term)));
                    (0..block.words.len()).for_each(|word| drop(block.form_targets(word)));
                }
            }
        }
    }
}
