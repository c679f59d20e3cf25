//! Files of archives: bounded reading, pages and pictures by address, pictures of articles.
//!
//! - [`archived_files`]: the files of a web archive by their address. [`archived_item`]: the pictures of an article, and its path.
//! - [`zip_entries`]: the entries of a ZIP archive; [`xml`]: the XML in them. [`bounded`]: decompression with a limit.
//!
//! Nothing is unpacked to disk: a file of an archive is found by its name or address alone, so no name leads outside.

pub mod archived_files;
pub mod archived_item;
pub mod bounded;
pub mod xml;
pub mod zip_entries;

pub use archived_files::{ArchivedFile, ArchivedFiles};
pub use archived_item::ArchivedItem;
pub use zip_entries::ZipEntries;
