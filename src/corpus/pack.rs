//! Packs of articles: one for a small corpus, several fetched on demand for a large one.

use super::related::Related;
use crate::article::model::Article;
use crate::article::record::record;

record! {
    /// A pack of articles, in the order of their cards.
    pub struct ArticlePack {
        /// Version of the format, 1.
        pub format: u32,
        /// Doc id of its first article.
        pub first: u32,
        /// The articles, without the fields that only import needs (`capture.sha256`, `capture.written`).
        pub articles: Vec<Article>,
        /// The articles to read after each of them; empty if there is nothing for any.
        pub related: Vec<Related>,
    }
}
