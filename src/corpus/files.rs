//! All files of an edition, with what each weighs: what can be kept to be read without a line, what no edition names any more,
//! and what has changed between two.
//!
//! The manifest names it. Only what keeps reads it, when the page rests: `src/app/offline.js` and `src/app/offline`.

use crate::article::record::record;

/// How many hexadecimal digits mark what an article says.
pub const MARK: usize = 6;

/// A file and about what it weighs on the line, gzip -9, in bytes.
pub type Weighed = (String, u32);

record! {
    /// `corpus/files-HASH.json`. Paths of the corpus are inside `corpus/`, those of pictures and pages inside the site.
    pub struct Files {
        /// Version of the published formats, [`super::manifest::FORMAT`].
        pub format: u32,
        /// What the list needs: cards, columns, ids, days.
        pub list: Vec<Weighed>,
        /// The index of the full-text search.
        pub search: Vec<Weighed>,
        /// The packs of articles, by their number.
        pub articles: Vec<Weighed>,
        /// All pictures.
        pub pictures: Vec<Weighed>,
        /// The pages of the site: their paths.
        pub pages: Vec<String>,
        /// For each article, in the order of the ordinals, its pictures by their places in `pictures`.
        pub shown: Vec<Vec<u32>>,
        /// For each article [`MARK`] digits that change with what it says, in one string.
        pub marks: String,
    }
}
