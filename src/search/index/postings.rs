//! Posting lists: delta-encoded doc ids, and the quantized score of each. The tail of a long one is a file of its own.

use super::codec::{ByteReader, ByteWriter, write_vint};
use super::file::CorruptIndex;
use super::weights::MAX_IMPACT;

/// A posting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Posting {
    /// The doc id.
    pub doc_id: u32,
    /// The quantized score, see [`super::weights`].
    pub impact: u8,
    /// Whether the term occurs in the headline.
    pub is_in_title: bool,
}

/// The bit of a stored posting that marks a headline occurrence.
const TITLE_BIT: u8 = 64;

/// Appends the delta-encoded doc ids and the quantized scores of a posting list.
pub fn write_postings(postings: &[Posting], gaps: &mut Vec<u8>, impacts: &mut Vec<u8>) {
    let mut before = 0;
    for posting in postings {
        write_vint(gaps, posting.doc_id - std::mem::replace(&mut before, posting.doc_id));
        impacts.push(posting.impact & MAX_IMPACT | if posting.is_in_title { TITLE_BIT } else { 0 });
    }
}

/// Encodes a posting-list tail.
pub fn write_tail(postings: &[Posting]) -> Vec<u8> {
    let (mut gaps, mut impacts) = (Vec::new(), Vec::new());
    write_postings(postings, &mut gaps, &mut impacts);
    let mut writer = ByteWriter::default();
    writer.write_block(&gaps);
    writer.write_block(&impacts);
    writer.bytes
}

/// Reads a posting-list tail.
///
/// # Errors
/// If it is corrupt, or holds a doc id of `doc_count` or above.
pub fn read_tail(bytes: &[u8], doc_count: u32) -> Result<Vec<Posting>, CorruptIndex> {
    let mut reader = ByteReader::new(bytes);
    let (gaps, impacts) = (reader.read_block()?, reader.read_block()?);
    read_postings(gaps, impacts, doc_count)
}

/// Reads a posting list.
///
/// # Errors
/// If it is corrupt, or holds a doc id of `doc_count` or above.
pub(super) fn read_postings(gaps: &[u8], impacts: &[u8], doc_count: u32) -> Result<Vec<Posting>, CorruptIndex> {
    let mut reader = ByteReader::new(gaps);
    let mut postings: Vec<Posting> = Vec::with_capacity(impacts.len().min(gaps.len()));
    let mut doc_id = 0_u32;
    for impact in impacts {
        let gap = reader.read_vint()?;
        if gap == 0 && !postings.is_empty() {
            return Err(CorruptIndex::InvalidValue);
        }
        doc_id = doc_id.checked_add(gap).filter(|o| *o < doc_count).ok_or(CorruptIndex::InvalidValue)?;
        postings.push(Posting { doc_id, impact: *impact & MAX_IMPACT, is_in_title: *impact & TITLE_BIT == TITLE_BIT });
    }
    Ok(postings)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tails_round_trip() {
        let postings = [0, 5, 90].map(|doc_id| Posting { doc_id, impact: (doc_id % 64) as u8, is_in_title: doc_id == 5 });
        let tail = write_tail(&postings);
        assert_eq!(read_tail(&tail, 100), Ok(postings.to_vec()));
        assert!(read_tail(&tail, 50).is_err());
    }
}
