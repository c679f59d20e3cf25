//! The transfer size of bytes.

use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::{self, Write};

/// Compresses bytes with gzip, as a host sends them. The same bytes always give the same result.
///
/// # Errors
/// None in practice: writing to memory does not fail.
pub fn gzip(bytes: &[u8], level: Compression) -> io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), level);
    encoder.write_all(bytes)?;
    encoder.finish()
}

/// The size of some bytes after `gzip -9`.
pub fn gzip_size(bytes: &[u8]) -> u32 {
    gzip(bytes, Compression::best()).map_or(u32::MAX, |packed| u32::try_from(packed.len()).unwrap_or(u32::MAX))
}
