//! Deflate for files that are compressed once and fetched often: libdeflate looks for the shortest encoding, which zlib and the
//! gzip of a host do not.

use libdeflater::{CompressionLvl, Compressor};
use std::io;

/// How hard to look for a short encoding: a level of libdeflate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Level {
    /// For large files: smaller than the best of zlib, and faster.
    Fast = 9,
    /// For files that a reader waits for: 3 % smaller, in five times the time.
    Small = 10,
    /// For the few programs of a site: as small as can be.
    Smallest = 12,
}

/// Compresses bytes as raw deflate (RFC 1951), behind a header that stays as it is. The same bytes always give the same result.
///
/// # Errors
/// None in practice: the buffer has the size that the library asks for.
pub(crate) fn deflate_behind(header: &[u8], bytes: &[u8], level: Level) -> io::Result<Vec<u8>> {
    let mut compressor = compressor(level)?;
    let mut compressed = header.to_vec();
    compressed.resize(header.len() + compressor.deflate_compress_bound(bytes.len()), 0);
    let length = compressor.deflate_compress(bytes, compressed.get_mut(header.len()..).unwrap_or_default()).map_err(io::Error::other)?;
    compressed.truncate(header.len() + length);
    Ok(compressed)
}

/// Compresses bytes as zlib data (RFC 1950), which browsers call `deflate`, as small as can be.
///
/// # Errors
/// None in practice: the buffer has the size that the library asks for.
pub(crate) fn zlib(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut compressor = compressor(Level::Smallest)?;
    let mut compressed = vec![0; compressor.zlib_compress_bound(bytes.len())];
    let length = compressor.zlib_compress(bytes, &mut compressed).map_err(io::Error::other)?;
    compressed.truncate(length);
    Ok(compressed)
}

fn compressor(level: Level) -> io::Result<Compressor> {
    CompressionLvl::new(level as i32).map(Compressor::new).map_err(|_| io::Error::other(format!("libdeflate has no level {level:?}")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::read::{DeflateDecoder, ZlibDecoder};
    use std::io::Read;

    #[test]
    fn compressed_bytes_decompress() {
        for bytes in [Vec::new(), b"water ".repeat(1000), (0..=255).collect()] {
            let mut back = Vec::new();
            let compressed = deflate_behind(b"head", &bytes, Level::Small).unwrap();
            DeflateDecoder::new(compressed.strip_prefix(b"head").unwrap()).read_to_end(&mut back).unwrap();
            assert_eq!(back, bytes);
            back.clear();
            ZlibDecoder::new(&zlib(&bytes).unwrap()[..]).read_to_end(&mut back).unwrap();
            assert_eq!(back, bytes);
        }
    }
}
