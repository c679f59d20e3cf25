//! The entries of a ZIP archive by name, read with a limit.

use super::bounded::{MAX_ARCHIVE_BYTES, MAX_DOCUMENT_BYTES, MAX_DOCUMENTS_BYTES, MAX_TAGS, count_tags, read_bounded};
use crate::cli::import::encoding;
use crate::cli::import::imported::ImportError;
use std::cell::{Cell, RefCell};
use std::io::Cursor;
use zip::ZipArchive;

/// A ZIP archive in memory. Names are looked up as they are; none is a path on disk.
pub struct ZipEntries<'a> {
    archive: RefCell<ZipArchive<Cursor<&'a [u8]>>>,
    /// Number of bytes that may still be unpacked.
    remaining: Cell<u64>,
    /// Number of bytes of documents that may still be unpacked.
    remaining_documents: Cell<u64>,
    /// Number of tags of documents that may still be read.
    remaining_tags: Cell<usize>,
}

impl<'a> ZipEntries<'a> {
    /// Opens an archive.
    ///
    /// # Errors
    /// When it is no ZIP archive, or is cut off.
    pub fn open(bytes: &'a [u8]) -> Result<ZipEntries<'a>, ImportError> {
        let archive = ZipArchive::new(Cursor::new(bytes));
        let archive = archive.map_err(|error| ImportError(format!("damaged file, not a whole ZIP archive ({error}); get it again")))?;
        Ok(ZipEntries {
            archive: RefCell::new(archive),
            remaining: Cell::new(MAX_ARCHIVE_BYTES),
            remaining_documents: Cell::new(MAX_DOCUMENTS_BYTES),
            remaining_tags: Cell::new(MAX_TAGS),
        })
    }

    /// Whether there is an entry of this name.
    pub fn contains(&self, name: &str) -> bool {
        self.archive.borrow().index_for_name(name).is_some()
    }

    /// The bytes of an entry; `None` if there is none.
    ///
    /// # Errors
    /// When the entry is damaged or encrypted, or too much is unpacked from the archive.
    pub fn read(&self, name: &str) -> Result<Option<Vec<u8>>, ImportError> {
        self.read_up_to(name, self.remaining.get())
    }

    /// The text of an entry, such as an XML document; `None` if there is none.
    ///
    /// # Errors
    /// When the entry is damaged, encrypted or too large.
    pub fn read_text(&self, name: &str) -> Result<Option<String>, ImportError> {
        let bytes = self.read_up_to(name, MAX_DOCUMENT_BYTES.min(self.remaining_documents.get()))?;
        let length = bytes.as_ref().map_or(0, |bytes| bytes.len() as u64);
        self.remaining_documents.set(self.remaining_documents.get().saturating_sub(length));
        let tags = bytes.as_ref().map_or(0, |bytes| count_tags(bytes));
        let left = self.remaining_tags.get().checked_sub(tags);
        let left =
            left.ok_or_else(|| ImportError(format!("{name} has too much markup: import reads up to {MAX_TAGS} tags of a file; split it")))?;
        self.remaining_tags.set(left);
        bytes.map(|bytes| encoding::decode(&bytes, true).map(|(text, _)| text)).transpose()
    }

    fn read_up_to(&self, name: &str, limit: u64) -> Result<Option<Vec<u8>>, ImportError> {
        let mut archive = self.archive.borrow_mut();
        let Some(index) = archive.index_for_name(name) else { return Ok(None) };
        let damaged = |error: &dyn std::fmt::Display| ImportError(format!("cannot unpack {name}: {error}; get the file again"));
        let limit = limit.min(self.remaining.get());
        let entry = archive.by_index(index).map_err(|error| damaged(&error))?;
        let bytes = read_bounded(entry, limit).map_err(|error| damaged(&error))?;
        let bytes = bytes.ok_or_else(|| {
            let [one, documents, all] = [MAX_DOCUMENT_BYTES, MAX_DOCUMENTS_BYTES, MAX_ARCHIVE_BYTES].map(|bytes| bytes >> 20);
            ImportError(format!(
                "{name} is too large: import unpacks up to {one} MB per document, {documents} MB of documents and {all} MB in all; split the file"
            ))
        })?;
        self.remaining.set(self.remaining.get().saturating_sub(bytes.len() as u64));
        Ok(Some(bytes))
    }
}

#[cfg(test)]
pub(in crate::cli::import) mod tests {
    use super::*;
    use std::io::Write;
    use zip::write::{SimpleFileOptions, ZipWriter};

    /// A ZIP archive with these entries.
    pub(in crate::cli::import) fn zip_archive(entries: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in entries {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(content).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn entries_are_read_up_to_a_limit() {
        let tags = "<p/>".repeat(MAX_TAGS / 2 + 1);
        let marked = zip_archive(&[("a", tags.as_bytes()), ("b", tags.as_bytes())]);
        let entries = ZipEntries::open(&marked).unwrap();
        assert!(entries.read_text("a").is_ok() && entries.read_text("b").is_err_and(|error| error.0.starts_with("b has too much markup")));
        let large = vec![b' '; MAX_DOCUMENT_BYTES as usize + 1];
        let bytes = zip_archive(&[("a.xml", b"<a/>"), ("../b.xml", b"<b/>"), ("large.xml", &large)]);
        let entries = ZipEntries::open(&bytes).unwrap();
        assert_eq!(entries.read_text("a.xml").unwrap().as_deref(), Some("<a/>"));
        assert!(entries.read_text("large.xml").unwrap_err().0.contains("too large"));
        assert!(entries.read_text("none").unwrap().is_none() && entries.contains("../b.xml"));
        assert!(ZipEntries::open(&bytes[..40]).is_err());
    }
}
