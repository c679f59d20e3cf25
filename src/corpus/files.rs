//! All files of a site version with their sizes: the basis for storing files offline, deleting stale ones, and comparing versions.
//!
//! The manifest names it. Only the offline program reads it, when the page is idle: `src/app/service_worker.js` and `src/app/offline`.

use crate::article::record::record;

/// The number of hexadecimal digits of an article's content mark.
pub const MARK_DIGITS: usize = 6;

/// A path and the file's approximate transfer size, gzip -9, in bytes.
pub type SizedPath = (String, u32);

record! {
    /// `corpus/files-HASH.json`. Corpus paths are relative to `corpus/`, those of pictures and pages to the site.
    pub struct Files {
        /// Version of the published formats, [`super::manifest::FORMAT`].
        pub format: u32,
        /// Files of the list: cards, columns, ids, days.
        pub list: Vec<SizedPath>,
        /// The index of the full-text search.
        pub search: Vec<SizedPath>,
        /// Article packs, by number.
        pub articles: Vec<SizedPath>,
        /// All pictures.
        pub pictures: Vec<SizedPath>,
        /// Paths of the site's pages.
        pub pages: Vec<String>,
        /// For each article, by doc id, the indexes of its pictures in `pictures`.
        pub shown: Vec<Vec<u32>>,
        /// For each article [`MARK_DIGITS`] digits that change with its content, in one string.
        pub marks: String,
    }
}
