//! Decompression with a limit: an archive of a few kilobytes may unpack to terabytes.

use std::io::{self, Read};

/// Maximum size in bytes of all that is unpacked from one archive: with what is made of it, an import stays below 512 MB of memory.
pub const MAX_ARCHIVE_BYTES: u64 = 192 << 20;

/// Maximum size in bytes of one document in an archive. The text of the longest novels has about 5 MB; a page is read in some
/// 20 ms per megabyte, and its tree takes about ten times its size.
pub const MAX_DOCUMENT_BYTES: u64 = 16 << 20;

/// Maximum size in bytes of all documents of one book, which are in memory together as trees.
pub const MAX_DOCUMENTS_BYTES: u64 = 24 << 20;

/// Maximum number of tags in the documents of one archive, or in a page: each paragraph takes about 1.5 kB and 17 microseconds.
pub const MAX_TAGS: usize = 600_000;

/// The number of tags in some markup.
pub fn count_tags(markup: &[u8]) -> usize {
    markup.iter().filter(|byte| **byte == b'<').count()
}

/// Reads everything; `None` if there are more than `limit` bytes.
///
/// # Errors
/// When the data cannot be read or is damaged.
pub fn read_bounded(reader: impl Read, limit: u64) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    reader.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= limit).then_some(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_than_the_limit_is_not_read() {
        assert_eq!(read_bounded(&b"four"[..], 4).unwrap().as_deref(), Some(&b"four"[..]));
        assert_eq!(read_bounded(io::repeat(0), 1000).unwrap(), None);
    }
}
