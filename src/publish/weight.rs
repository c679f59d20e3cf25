//! What bytes weigh on the line.

use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::{self, Write};

/// Bytes as a host sends them: gzip, its best level. The same bytes give the same bytes.
///
/// # Errors
/// None that memory does not have.
pub fn gzip(bytes: &[u8], level: Compression) -> io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), level);
    encoder.write_all(bytes)?;
    encoder.finish()
}

/// How many bytes `gzip -9` makes of some bytes.
pub fn gzip_size(bytes: &[u8]) -> u32 {
    gzip(bytes, Compression::best()).map_or(u32::MAX, |packed| u32::try_from(packed.len()).unwrap_or(u32::MAX))
}
