//! The manifest: the only corpus file with a fixed name. It names all others by content hash.
//!
//! It is fetched first at every visit, so it is compact: pack hashes are joined in one string.

use super::facet::Facet;
use crate::article::record::record;

/// The version of the published formats that this program writes and reads.
pub const FORMAT: u32 = 1;

/// The number of hexadecimal digits of its SHA-256 in a pack's name.
pub const HASH_DIGITS: usize = 8;

record! {
    /// `corpus/manifest.json`.
    pub struct Manifest {
        /// Version of the published formats, [`FORMAT`].
        pub format: u32,
        /// The site version: a hash over everything that the manifest names.
        pub edition: String,
        /// The site's name.
        pub name: String,
        /// Language of the interface, BCP 47.
        pub lang: String,
        /// Id of the lead article of the front page, if any.
        pub lead: Option<String>,
        /// The number of articles.
        pub count: u32,
        /// The header file of the full-text index, if any.
        pub search: Option<File>,
        /// Facet columns, in the order of the filter sidebar.
        pub columns: Vec<ColumnFile>,
        /// Ids of all articles in the order of their doc ids: a JSON list of strings.
        pub ids: File,
        /// The publication days of all articles, see [`super::days::Days`].
        pub days: File,
        /// Card packs, newest first: `cards-NUMBER-HASH.json`.
        pub cards: Packs,
        /// Article packs: `articles-NUMBER-HASH.json`.
        pub articles: Packs,
        /// The list of all files, see [`super::files::Files`], if any.
        pub files: Option<File>,
    }
}

record! {
    /// A file named by its content.
    pub struct File {
        /// Its path inside `corpus/`. Between its last `-` and its last `.` is the beginning of its SHA-256, hexadecimal.
        pub path: String,
    }
}

impl File {
    /// The beginning of the SHA-256 of its content, hexadecimal; `None` if its name has none.
    pub fn hash(&self) -> Option<&str> {
        Some(self.path.rsplit_once('.')?.0.rsplit_once('-')?.1)
    }
}

record! {
    /// Packs of one kind, numbered from 0 in the order of their doc ids.
    pub struct Packs {
        /// The number of articles per pack; the last may have fewer. 0 if `counts` has the numbers.
        pub each: u32,
        /// The number of articles of each pack, if they differ.
        pub counts: Vec<u32>,
        /// The hashes of all packs in one string, [`HASH_DIGITS`] digits each.
        pub hashes: String,
        /// The approximate transfer size of all packs, gzip -9, in bytes; 0 if unknown.
        pub gzip: u64,
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

impl Packs {
    /// Returns the number of packs.
    pub fn len(&self) -> usize {
        self.hashes.len() / HASH_DIGITS
    }

    /// True if there are no packs.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns the number of the pack that holds an article.
    pub fn pack_number(&self, doc_id: u32) -> Option<usize> {
        let pack = match doc_id.checked_div(self.each) {
            Some(pack) => pack as usize,
            None => {
                let ends = self.counts.iter().scan(0u32, |end, count| {
                    *end = end.saturating_add(*count);
                    Some(*end)
                });
                ends.take_while(|end| *end <= doc_id).count()
            }
        };
        (pack < self.len()).then_some(pack)
    }

    fn file(&self, kind: &str, pack: usize) -> Option<File> {
        let hash = self.hashes.get(pack.checked_mul(HASH_DIGITS)?..(pack + 1).checked_mul(HASH_DIGITS)?)?;
        Some(File { path: [kind, "-", &pack.to_string(), "-", hash, ".json"].concat(), ..File::default() })
    }
}

impl Manifest {
    /// Returns the file of a card pack, by number.
    pub fn card_file(&self, pack: usize) -> Option<File> {
        self.cards.file("cards", pack)
    }

    /// Returns the file of an article pack, by number.
    pub fn article_file(&self, pack: usize) -> Option<File> {
        self.articles.file("articles", pack)
    }

    /// The column of a facet.
    pub fn column_file(&self, facet: Facet) -> Option<&File> {
        self.columns.iter().find(|column| column.facet == facet.key()).map(|column| &column.file)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pack_is_found_by_doc_id_and_named_by_its_number() {
        let hashes = "01234567fedcba98".to_owned();
        let manifest = Manifest {
            cards: Packs { each: 64, hashes: hashes.clone(), ..Packs::default() },
            articles: Packs { counts: vec![3, 2], hashes, ..Packs::default() },
            ..Manifest::default()
        };
        assert_eq!([0, 63, 64, 127, 128].map(|o| manifest.cards.pack_number(o)), [Some(0), Some(0), Some(1), Some(1), None]);
        assert_eq!([0, 2, 3, 4, 5].map(|o| manifest.articles.pack_number(o)), [Some(0), Some(0), Some(1), Some(1), None]);
        assert_eq!(manifest.card_file(1).unwrap().path, "cards-1-fedcba98.json");
        assert_eq!(manifest.article_file(0).unwrap().path, "articles-0-01234567.json");
        assert_eq!(manifest.article_file(2), None);
        assert_eq!((Packs::default().pack_number(0), Packs::default().len()), (None, 0));
    }

    #[test]
    fn corrupt_manifest_does_not_overflow() {
        let packs = Packs { hashes: "é".repeat(20), counts: vec![u32::MAX, u32::MAX], ..Packs::default() };
        let manifest = Manifest { articles: packs, ..Manifest::default() };
        assert_eq!(manifest.articles.pack_number(u32::MAX), Some(2), "sums stop at the largest number");
        assert_eq!(manifest.article_file(usize::MAX), None);
        assert!(manifest.article_file(0).is_some_and(|file| file.path.starts_with("articles-0-é")));
    }
}
