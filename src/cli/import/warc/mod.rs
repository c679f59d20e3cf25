//! Web archives in WARC (ISO 28500): each page in them is an article.
//!
//! - [`records`]: the records of an archive. [`http`]: the responses in them. [`reader`]: the pages, with their pictures.
//!
//! Deliberately absent: styles, scripts, other media, and all records but responses, resources and revisits.

mod http;
mod reader;
mod records;

use super::imported::ImportError;
use super::importer::{Importer, Items, ReadOptions};
use super::source::Source;
use flate2::read::GzDecoder;
use std::io::Read;

/// Imports web archives.
pub(super) struct Warc;

impl Importer for Warc {
    fn extensions(&self) -> &'static [&'static str] {
        &["warc", "warc.gz"]
    }

    fn sniff(&self, bytes: &[u8]) -> bool {
        let mut start = [0; 5];
        bytes.starts_with(VERSION_PREFIX)
            || is_gzip(bytes) && GzDecoder::new(bytes).read_exact(&mut start).is_ok() && start == *VERSION_PREFIX
    }

    fn is_binary(&self) -> bool {
        true
    }

    fn import(&self, source: &Source, bytes: &[u8], options: &ReadOptions) -> Result<Items, ImportError> {
        reader::read(source, bytes, options.lang)
    }
}

/// The beginning of a record.
const VERSION_PREFIX: &[u8; 5] = b"WARC/";

fn is_gzip(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0x1f, 0x8b])
}
