//! Positions of the terms of term dictionary blocks. Only phrases, field clauses and runs of characters of scripts without
//! spaces need them.
//!
//! For each posting of a term (the tail merged in) the file holds the number of positions, then the delta-encoded positions;
//! the first is relative to the beginning of the text if it is in the text.

use super::codec::{ByteReader, ByteWriter, write_number};
use super::file::CorruptIndex;

/// Field offsets: the first position of each field. A longer field pushes the next one on.
pub mod regions {
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
pub fn write_places(bytes: &mut Vec<u8>, places: &[u32]) {
    write_number(bytes, places.len() as u32);
    let mut before = None;
    for place in places {
        write_number(bytes, before.map_or_else(|| first(*place), |before| place - before));
        before = Some(*place);
    }
}

/// Encodes the first position of an article: most are in the text.
fn first(place: u32) -> u32 {
    if place < regions::BODY { place << 1 | 1 } else { (place - regions::BODY) << 1 }
}

fn first_read(written: u32) -> u32 {
    if written & 1 == 1 { written >> 1 } else { (written >> 1) + regions::BODY }
}

/// Encodes the positions of each term.
pub fn write(groups: &[&[u8]]) -> Vec<u8> {
    let mut writer = ByteWriter::default();
    writer.number(groups.len() as u32);
    groups.iter().for_each(|group| writer.number(group.len() as u32));
    groups.iter().for_each(|group| writer.raw(group));
    writer.bytes
}

/// A decoded positions file.
#[derive(Debug, Clone, Default)]
pub struct Positions {
    bytes: Vec<u8>,
    ends: Vec<u32>,
}

impl Positions {
    /// Decodes a positions file.
    ///
    /// # Errors
    /// If it is corrupt.
    pub fn read(bytes: &[u8]) -> Result<Positions, CorruptIndex> {
        let mut reader = ByteReader::new(bytes);
        let (mut ends, mut end) = (Vec::new(), 0_u32);
        for _ in 0..reader.count()? {
            end = end.checked_add(reader.number()?).ok_or(CorruptIndex::Value)?;
            ends.push(end);
        }
        if end as usize > reader.left() {
            return Err(CorruptIndex::Ends);
        }
        Ok(Positions { bytes: reader.take(end as usize)?.to_vec(), ends })
    }

    /// Calls `each` with the positions in every posting of a term, in order, until one cannot be decoded.
    pub fn each(&self, group: u32, mut each: impl FnMut(usize, &[u32])) {
        let group = group as usize;
        let start = group.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |end| *end as usize);
        let bytes = self.ends.get(group).and_then(|end| self.bytes.get(start..*end as usize)).unwrap_or_default();
        let mut reader = ByteReader::new(bytes);
        let mut places = Vec::new();
        let mut at = 0;
        while let Ok(count) = reader.count() {
            places.clear();
            let mut place = None::<u32>;
            for _ in 0..count {
                let next = reader.number().ok().and_then(|read| place.map_or(Some(first_read(read)), |before| before.checked_add(read)));
                let Some(next) = next else { return };
                place = Some(next);
                places.push(next);
            }
            each(at, &places);
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
    fn places_are_read_as_they_were_written() {
        let mut first = Vec::new();
        write_places(&mut first, &[0, 3, 900]);
        write_places(&mut first, &[7]);
        let mut second = Vec::new();
        write_places(&mut second, &[1 << 20]);
        let bytes = write(&[&first, &second]);
        let places = Positions::read(&bytes).unwrap();
        let all = |group| {
            let mut all = Vec::new();
            places.each(group, |at, places| all.push((at, places.to_vec())));
            all
        };
        assert_eq!(all(0), [(0, vec![0, 3, 900]), (1, vec![7])]);
        assert_eq!(all(1), [(0, vec![1 << 20])]);
        assert!(all(2).is_empty());
        for at in 0..bytes.len() {
            assert!(Positions::read(&bytes[..at]).is_err());
            let mut damaged = bytes.clone();
            damaged[at] ^= 0x81;
            if let Ok(places) = Positions::read(&damaged) {
                (0..3).for_each(|group| places.each(group, |_, _| {}));
            }
        }
    }
}
