//! What stands in the site that is driven: read from its own packs, so that no journey depends on one article.

use lectern::article::text::{block_text, plain_text};
use lectern::article::{Article, Block};
use lectern::corpus::card::CardPack;
use lectern::corpus::pack::ArticlePack;
use lectern::corpus::{Card, Manifest};
use serde::de::DeserializeOwned;
use std::path::{Path, PathBuf};

/// A built site and what stands in it.
pub struct Sample {
    /// Its folder.
    pub site: PathBuf,
    /// The cards, newest first.
    pub cards: Vec<Card>,
    /// The articles, in the same order.
    pub articles: Vec<Article>,
}

impl Sample {
    /// Reads a built site.
    pub fn read(site: &Path) -> Sample {
        let manifest: Manifest = read_json(site, "manifest.json");
        let (cards, articles) = (0..manifest.cards.len(), 0..manifest.articles.len());
        let cards = cards.filter_map(|n| manifest.card_file(n)).flat_map(|f| read_json::<CardPack>(site, &f.path).cards).collect();
        let articles = articles.filter_map(|n| manifest.article_file(n)).flat_map(|f| read_json::<ArticlePack>(site, &f.path).articles);
        let articles = articles.collect();
        Sample { site: site.to_owned(), cards, articles }
    }

    /// The longest article in English.
    pub fn longest_article(&self) -> &Article {
        let english = self.articles.iter().filter(|a| a.lang.starts_with("en"));
        english.max_by_key(|a| article_text(a).len()).expect("an article in English")
    }

    /// The first article in a language.
    pub fn article_in(&self, lang: &str) -> &Article {
        self.articles.iter().find(|a| a.lang.starts_with(lang)).unwrap_or_else(|| panic!("an article in {lang}"))
    }

    /// One article of every language.
    pub fn one_per_language(&self) -> Vec<&Article> {
        let mut articles: Vec<&Article> = Vec::new();
        for article in &self.articles {
            if !articles.iter().any(|other| other.lang == article.lang) {
                articles.push(article);
            }
        }
        articles
    }

    /// An English article and a word that stands in its title, and nowhere else in the collection.
    pub fn unique_title_word(&self) -> (&Article, String) {
        let article_count = |word: &str| self.articles.iter().filter(|a| all_text(a).to_lowercase().contains(word)).count();
        let unique_word = |article: &Article| {
            let normalize = |word: &str| word.chars().filter(char::is_ascii_alphabetic).collect::<String>().to_lowercase();
            article.title.split_whitespace().map(normalize).find(|word| word.len() >= 5 && article_count(word) == 1)
        };
        let english = self.articles.iter().filter(|a| a.lang.starts_with("en"));
        english.filter_map(|a| unique_word(a).map(|word| (a, word))).next().expect("a title with a word of its own")
    }

    /// An English article and a word of at least eight letters that stands far down in its text, and nowhere else.
    pub fn unique_text_word(&self) -> (&Article, String) {
        let article_count =
            |word: &str| self.articles.iter().filter(|a| all_text(a).to_lowercase().contains(&word[..word.len() - 2])).count();
        let unique_word = |article: &Article| {
            let later_text = paragraphs(article).into_iter().skip(4).collect::<Vec<_>>().join(" ");
            let words: Vec<String> = later_text.split(|c: char| !c.is_ascii_alphabetic()).map(str::to_lowercase).collect();
            words.into_iter().find(|word| word.len() >= 8 && word.as_bytes()[2] != word.as_bytes()[3] && article_count(word) == 1)
        };
        let english = self.articles.iter().filter(|a| a.lang.starts_with("en"));
        english.filter_map(|a| unique_word(a).map(|word| (a, word))).next().expect("a text with a word of its own")
    }

    /// The first article that holds a kind of block.
    pub fn with_block(&self, kind: &str) -> Option<&Article> {
        let key = format!("{{\"{kind}\":");
        self.articles.iter().find(|article| serde_json::to_string(&article.body).is_ok_and(|json| json.contains(&key)))
    }

    /// An article whose figures came without their pictures.
    pub fn with_missing_pictures(&self) -> Option<&Article> {
        self.articles.iter().find(|article| serde_json::to_string(&article.body).is_ok_and(|json| json.contains("\"images\":[]")))
    }

    /// A tag of at least two articles but not of all, and how many have it.
    pub fn common_tag(&self) -> (String, usize) {
        let count = |tag: &str| self.cards.iter().filter(|card| card.tags.iter().any(|t| t == tag)).count();
        let tags = self.cards.iter().flat_map(|card| &card.tags).map(|tag| (tag.clone(), count(tag)));
        tags.max_by_key(|(_, count)| *count).filter(|(_, count)| (2..self.cards.len()).contains(count)).expect("a tag of some articles")
    }
}

fn read_json<T: DeserializeOwned>(site: &Path, path: &str) -> T {
    let file = site.join("corpus").join(path);
    let text = std::fs::read(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    serde_json::from_slice(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

/// Every word of an article's body.
pub fn article_text(article: &Article) -> String {
    article.body.iter().map(block_text).collect::<Vec<_>>().join("\n")
}

/// The paragraphs of an article that stand at its top level, as text.
pub fn paragraphs(article: &Article) -> Vec<String> {
    let words = |block: &Block| match block {
        Block::Paragraph(inlines) => Some(plain_text(inlines)),
        _ => None,
    };
    article.body.iter().filter_map(words).collect()
}

fn all_text(article: &Article) -> String {
    [article.title.as_str(), article.deck.as_deref().unwrap_or_default(), &article.tags.join(" "), &article_text(article)].join(" ")
}
