//! Cards: the summary of an article that a list shows.

use crate::article::block::{Block, Image};
use crate::article::language::Direction;
use crate::article::model::Article;
use crate::article::record::record;
use crate::article::word_count::WordCount;

record! {
    /// The summary of an article for lists and for the metadata filter.
    pub struct Card {
        /// Id of the article.
        pub id: String,
        /// Its headline.
        pub title: String,
        /// True if import generated the headline.
        pub title_made: bool,
        /// Its deck.
        pub deck: Option<String>,
        /// Its language, BCP 47.
        pub lang: String,
        /// Its direction, if it does not follow from the language.
        pub dir: Option<Direction>,
        /// RFC 3339 date of publication.
        pub published: Option<String>,
        /// The section.
        pub section: Option<String>,
        /// Its source: the agency, else the site that published it.
        pub source: Option<String>,
        /// The authors.
        pub authors: Vec<String>,
        /// The tags.
        pub tags: Vec<String>,
        /// The number of words, plus characters of scripts counted by character.
        pub words: u32,
        /// Reading time in minutes.
        pub minutes: u32,
        /// Its first picture.
        pub picture: Option<Picture>,
        /// True for a draft, which a build shows only if asked for drafts.
        pub draft: bool,
    }
}

record! {
    /// The picture of a card.
    pub struct Picture {
        /// Path inside the published site, `images/NAME`.
        pub src: String,
        /// Width in pixels.
        pub width: u32,
        /// Height in pixels.
        pub height: u32,
    }
}

impl Card {
    /// Creates the card of an article.
    pub fn from_article(article: &Article) -> Card {
        let count = WordCount::from_blocks(&article.body);
        Card {
            id: article.id.clone(),
            title: article.title.clone(),
            title_made: article.title_made,
            deck: article.deck.clone().filter(|d| !d.trim().is_empty()),
            lang: article.lang.clone(),
            dir: article.dir,
            published: article.published.clone(),
            section: article.section.clone(),
            source: article.source_name(),
            authors: article.authors.clone(),
            tags: article.tags.clone(),
            words: count.total(),
            minutes: count.minutes(&article.lang),
            picture: first_picture(&article.body),
            draft: article.draft,
            extra: Default::default(),
        }
    }

    /// Returns the text direction.
    pub fn direction(&self) -> Direction {
        self.dir.unwrap_or_else(|| Direction::from_lang(&self.lang))
    }
}

fn first_picture(body: &[Block]) -> Option<Picture> {
    let image: &Image = body.iter().find_map(|block| match block {
        Block::Figure(figure) => figure.images.first(),
        _ => None,
    })?;
    Some(Picture { src: image.src.clone(), width: image.width, height: image.height, extra: Default::default() })
}

record! {
    /// A pack of cards.
    pub struct CardPack {
        /// Version of the format, 1.
        pub format: u32,
        /// Doc id of its first card: doc ids count from the newest article.
        pub first: u32,
        /// The cards, newest first.
        pub cards: Vec<Card>,
    }
}
