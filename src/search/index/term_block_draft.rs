//! Encodes a term dictionary block.

use super::codec::{ByteWriter, write_signed};
use super::file::Hash;
use super::positions::PositionsLocation;
use super::postings::{Posting, write_postings};
use super::result_card::ResultCard;
use super::term_block::FormTarget;

/// A term as it is written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TermRecord {
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
    /// The postings, ascending; only the best if there is a tail.
    pub postings: Vec<Posting>,
}

/// A term dictionary block as it is written.
#[derive(Debug, Clone)]
pub struct TermBlockDraft {
    /// Surface forms and stems, ascending; true for a form that occurs in an article; the terms that it belongs to.
    pub words: Vec<(String, bool, Vec<FormTarget>)>,
    /// The terms, in the order of their stems.
    pub terms: Vec<TermRecord>,
    /// Cards, by doc id.
    pub cards: Vec<(u32, ResultCard)>,
    /// The location of these terms' positions, or the encoded positions.
    pub positions: PositionsLocation<Vec<u8>>,
}

impl TermBlockDraft {
    /// Encodes the block.
    pub fn write(&self) -> Vec<u8> {
        let mut writer = ByteWriter::default();
        writer.write_words(self.words.iter().map(|(word, _, _)| word.as_str()));
        self.write_form_targets(&mut writer);
        self.write_terms(&mut writer);
        self.write_cards(&mut writer);
        self.positions.write(&mut writer);
        writer.bytes
    }

    fn write_form_targets(&self, writer: &mut ByteWriter) {
        let (mut encoded_targets, mut remote_stems) = (ByteWriter::default(), ByteWriter::default());
        for ((_, is_surface_form, terms), word) in self.words.iter().zip(0..) {
            let terms_before = self.terms.partition_point(|term| term.stem < word) as i32;
            encoded_targets.write_vint((terms.len() as u32) << 1 | u32::from(*is_surface_form));
            for term in terms {
                match term {
                    FormTarget::SameBlock(at) => encoded_targets.write_vint(write_signed(*at as i32 - terms_before) << 1),
                    FormTarget::OtherBlock(block, stem) => {
                        encoded_targets.write_vint(block << 1 | 1);
                        remote_stems.write_block(stem.as_bytes());
                    }
                }
            }
        }
        writer.write_block(&encoded_targets.bytes);
        writer.write_block(&remote_stems.bytes);
    }

    fn write_cards(&self, writer: &mut ByteWriter) {
        writer.write_vint(self.cards.len() as u32);
        let mut before = 0;
        for (doc_id, _) in &self.cards {
            writer.write_vint(doc_id - std::mem::replace(&mut before, *doc_id));
        }
        self.cards.iter().for_each(|(_, card)| card.write(writer));
    }

    fn write_terms(&self, writer: &mut ByteWriter) {
        let (mut heads, mut lists) = (ByteWriter::default(), (Vec::new(), Vec::new()));
        let mut stem = 0;
        for term in &self.terms {
            heads.write_vint(term.stem - std::mem::replace(&mut stem, term.stem));
            heads.write_vint(term.df << 2 | u32::from(term.tail.is_some()) << 1 | u32::from(term.is_stop_word));
            heads.write_vint(term.weight);
            let start = lists.0.len();
            write_postings(&term.postings, &mut lists.0, &mut lists.1);
            heads.write_vint((lists.0.len() - start) as u32);
            if let Some((number, hash)) = term.tail {
                heads.write_vint(term.postings.len() as u32);
                heads.write_vint(number);
                heads.write_bytes(&hash);
            }
        }
        writer.write_vint(self.terms.len() as u32);
        writer.write_block(&heads.bytes);
        writer.write_block(&lists.0);
        writer.write_block(&lists.1);
    }
}
