//! Positions of the terms of term dictionary blocks. Only phrases, field clauses and runs of characters of scripts without
//! spaces need them.
//!
//! A block whose terms are n-grams holds their positions itself, since nearly every query of them needs both; the positions of
//! other blocks are files of their own, which several blocks share.
//!
//! For each posting of a term (the tail merged in) the file holds the number of positions, then the delta-encoded positions;
//! the first is relative to the beginning of the text if it is in the text.

use super::codec::{ByteReader, ByteWriter, write_vint};
use super::file::{CorruptIndex, FileKind, Hash, path};
use super::index_header::read_hash;
use std::rc::Rc;

/// Field offsets: the first position of each field. A longer field pushes the next one on.
pub mod field_offsets {
    /// The headline.
    pub const TITLE: u32 = 0;
    /// The standfirst; positions before it belong to the headline.
    pub const DECK: u32 = 128;
    /// Tags, authors, source and section.
    pub const LABELS: u32 = 192;
    /// The text.
    pub const BODY: u32 = 256;
    /// Captions and credits.
    pub const CAPTIONS: u32 = 1 << 20;
}

/// Appends the positions of a term in one article, ascending.
pub fn write_positions(bytes: &mut Vec<u8>, positions: &[u32]) {
    write_vint(bytes, positions.len() as u32);
    let mut before = None;
    for position in positions {
        write_vint(bytes, before.map_or_else(|| encode_first(*position), |before| position - before));
        before = Some(*position);
    }
}

/// Encodes the first position of an article: most are in the text.
fn encode_first(position: u32) -> u32 {
    if position < field_offsets::BODY { position << 1 | 1 } else { (position - field_offsets::BODY) << 1 }
}

fn decode_first(written: u32) -> u32 {
    if written & 1 == 1 { written >> 1 } else { (written >> 1) + field_offsets::BODY }
}

/// The location of the positions of a block's terms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PositionsLocation<P> {
    /// The block holds them.
    Inline(P),
    /// A positions file holds them.
    File(PositionsRange),
}

/// The part of a positions file that belongs to a block.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PositionsRange {
    /// The number of the positions file.
    pub file_number: u32,
    /// The hash in its name.
    pub hash: Hash,
    /// The number of terms of other blocks that precede these in the file.
    pub terms_before: u32,
}

impl PositionsRange {
    /// The path of the positions file.
    pub fn path(&self) -> String {
        path(FileKind::Positions, self.file_number as usize, self.hash)
    }
}

impl PositionsLocation<Vec<u8>> {
    /// Appends the location, and the positions themselves if they are inline.
    pub(super) fn write(&self, writer: &mut ByteWriter) {
        match self {
            PositionsLocation::Inline(positions) => {
                writer.write_vint(1);
                writer.write_block(positions);
            }
            PositionsLocation::File(range) => {
                writer.write_vint(0);
                writer.write_vint(range.file_number);
                writer.write_bytes(&range.hash);
                writer.write_vint(range.terms_before);
            }
        }
    }
}

impl PositionsLocation<Rc<Positions>> {
    /// Reads a location.
    ///
    /// # Errors
    /// If it is corrupt.
    pub(super) fn read(reader: &mut ByteReader) -> Result<Self, CorruptIndex> {
        if reader.read_vint()? > 0 {
            return Ok(PositionsLocation::Inline(Rc::new(Positions::read(reader.read_block()?)?)));
        }
        let (file_number, hash) = (reader.read_vint()?, read_hash(reader)?);
        Ok(PositionsLocation::File(PositionsRange { file_number, hash, terms_before: reader.read_vint()? }))
    }
}

/// Encodes the positions of each term.
pub fn write(terms: &[&[u8]]) -> Vec<u8> {
    let mut writer = ByteWriter::default();
    writer.write_vint(terms.len() as u32);
    terms.iter().for_each(|term| writer.write_vint(term.len() as u32));
    terms.iter().for_each(|term| writer.write_bytes(term));
    writer.bytes
}

/// Decoded positions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Positions {
    bytes: Vec<u8>,
    ends: Vec<u32>,
}

impl Positions {
    /// Decodes positions.
    ///
    /// # Errors
    /// If it is corrupt.
    pub fn read(bytes: &[u8]) -> Result<Positions, CorruptIndex> {
        let mut reader = ByteReader::new(bytes);
        let (mut ends, mut end) = (Vec::new(), 0_u32);
        for _ in 0..reader.read_count()? {
            end = end.checked_add(reader.read_vint()?).ok_or(CorruptIndex::InvalidValue)?;
            ends.push(end);
        }
        if end as usize > reader.remaining() {
            return Err(CorruptIndex::UnexpectedEof);
        }
        Ok(Positions { bytes: reader.read_bytes(end as usize)?.to_vec(), ends })
    }

    /// Calls `each` with the positions in every posting of a term, in order, until one cannot be decoded.
    pub fn for_each_posting(&self, term: u32, mut each: impl FnMut(usize, &[u32])) {
        let term = term as usize;
        let start = term.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |end| *end as usize);
        let bytes = self.ends.get(term).and_then(|end| self.bytes.get(start..*end as usize)).unwrap_or_default();
        let mut reader = ByteReader::new(bytes);
        let mut positions = Vec::new();
        let mut at = 0;
        while let Ok(count) = reader.read_count() {
            positions.clear();
            let mut position = None::<u32>;
            for _ in 0..count {
                let next =
                    reader.read_vint().ok().and_then(|read| position.map_or(Some(decode_first(read)), |before| before.checked_add(read)));
                let Some(next) = next else { return };
                position = Some(next);
                positions.push(next);
            }
            each(at, &positions);
            at += 1;
        }
    }

    /// The approximate memory use, in bytes.
    pub fn memory(&self) -> usize {
        self.bytes.len() + self.ends.len() * 4
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_round_trip() {
        let mut first = Vec::new();
        write_positions(&mut first, &[0, 3, 900]);
        write_positions(&mut first, &[7]);
        let mut second = Vec::new();
        write_positions(&mut second, &[1 << 20]);
        let bytes = write(&[&first, &second]);
        let positions = Positions::read(&bytes).unwrap();
        let all = |term| {
            let mut all = Vec::new();
            positions.for_each_posting(term, |at, positions| all.push((at, positions.to_vec())));
            all
        };
        assert_eq!(all(0), [(0, vec![0, 3, 900]), (1, vec![7])]);
        assert_eq!(all(1), [(0, vec![1 << 20])]);
        assert!(all(2).is_empty());
        for at in 0..bytes.len() {
            assert!(Positions::read(&bytes[..at]).is_err());
            let mut damaged = bytes.clone();
            damaged[at] ^= 0x81;
            if let Ok(positions) = Positions::read(&damaged) {
                (0..3).for_each(|term| positions.for_each_posting(term, |_, _| {}));
            }
        }
    }
}
