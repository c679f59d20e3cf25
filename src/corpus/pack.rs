//! Packs of articles: one where the corpus is small, coarse ones fetched as needed where it is large.

use crate::article::model::Article;
use crate::article::record::record;

record! {
    /// Articles in the order of their cards, as they stand in a pack's file.
    pub struct ArticlePack {
        /// Version of the format, 1.
        pub format: u32,
        /// Ordinal of its first article.
        pub first: u32,
        /// The articles. What only import needs (`capture.sha256`, `capture.written`) is left out.
        pub articles: Vec<Article>,
    }
}
