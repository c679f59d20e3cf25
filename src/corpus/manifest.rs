//! The manifest: the one file of the corpus whose name never changes. It names all others by their content.

use super::facet::Facet;
use crate::article::record::record;

/// The version of the published formats that this program writes and reads.
pub const FORMAT: u32 = 1;

record! {
    /// `corpus/manifest.json`.
    pub struct Manifest {
        /// Version of the published formats, [`FORMAT`].
        pub format: u32,
        /// Names this edition: a hash over everything that the manifest names.
        pub edition: String,
        /// The site's name.
        pub name: String,
        /// Language of the interface, BCP 47.
        pub lang: String,
        /// Id of the article that leads the front page, where there is one.
        pub lead: Option<String>,
        /// How many articles there are.
        pub count: u32,
        /// Card packs in order, 64 cards each, newest first.
        pub cards: Vec<File>,
        /// Facet columns, in the order of the rail.
        pub columns: Vec<ColumnFile>,
        /// Article packs in order.
        pub articles: Vec<PackFile>,
        /// Ids of all articles in the order of their ordinals: a file of a JSON list of strings.
        pub ids: File,
    }
}

record! {
    /// A file, named by what is in it.
    pub struct File {
        /// Its path inside `corpus/`; holds the first 16 hexadecimal digits of `sha256`.
        pub path: String,
        /// SHA-256 of its bytes, hexadecimal.
        pub sha256: String,
        /// Its size on the line, gzip -9, in bytes.
        pub gzip: u32,
    }
}

record! {
    /// A pack of articles.
    pub struct PackFile {
        /// The file.
        pub file: File,
        /// Ordinal of its first article.
        pub first: u32,
        /// How many articles it holds.
        pub count: u32,
    }
}

record! {
    /// The column of a facet.
    pub struct ColumnFile {
        /// The facet's key.
        pub facet: String,
        /// The file.
        pub file: File,
    }
}

impl Manifest {
    /// The pack that holds the article of an ordinal.
    pub fn pack_of(&self, ordinal: u32) -> Option<(usize, &PackFile)> {
        self.articles.iter().enumerate().find(|(_, pack)| (pack.first..pack.first + pack.count).contains(&ordinal))
    }

    /// The column of a facet.
    pub fn column(&self, facet: Facet) -> Option<&File> {
        self.columns.iter().find(|column| column.facet == facet.key()).map(|column| &column.file)
    }

    /// What all article packs weigh together on the line, in bytes.
    pub fn articles_gzip(&self) -> u64 {
        self.articles.iter().map(|pack| u64::from(pack.file.gzip)).sum()
    }
}
