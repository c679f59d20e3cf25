//! What to read after an article, as the build chooses it.

use super::card::Card;
use crate::article::record::record;

record! {
    /// The related articles of an article, the same story in other sources, and its place in a series. Cards hold only the fields that
    /// are shown.
    pub struct Related {
        /// The related articles, the closest first.
        pub articles: Vec<Card>,
        /// For each of them what it shares with the article, joined as the language of the interface does: tags, names and words, as
        /// written in the article; empty where nothing reads well.
        pub shared: Vec<String>,
        /// The same story in other sources, oldest first.
        pub same_story: Vec<Card>,
        /// The number of the article in its series, counted from 1; 0 if it belongs to none.
        pub part: u32,
        /// The number of parts of the series.
        pub part_count: u32,
        /// The part before it.
        pub previous_part: Option<Card>,
        /// The part after it.
        pub next_part: Option<Card>,
    }
}

impl Related {
    /// All cards, in no particular order.
    pub fn cards(&self) -> impl Iterator<Item = &Card> {
        self.articles.iter().chain(&self.same_story).chain(&self.previous_part).chain(&self.next_part)
    }
}
