//! What of the corpus is loaded.

use crate::article::Article;
use crate::article::anchor::anchors;
use crate::corpus::card::CardPack;
use crate::corpus::days::Days;
use crate::corpus::pack::ArticlePack;
use crate::corpus::{Card, Column, Facet, Manifest};
use crate::search::selection::Columns;
use std::sync::{Arc, OnceLock};

/// A file of the corpus.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CorpusFile {
    /// The manifest.
    Manifest,
    /// The ids of all articles.
    Ids,
    /// A pack of cards, by its number.
    Cards(usize),
    /// The column of a facet.
    Column(Facet),
    /// The days of all articles.
    Days,
    /// A pack of articles, by its number.
    Articles(usize),
}

/// How far a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LoadState {
    /// It was asked for.
    Pending,
    /// It is there.
    Ready,
    /// It did not come, or not whole.
    Failed,
}

/// An article, and its anchors once they were asked for: a list asks for the same ones at each keystroke.
#[derive(Debug)]
struct LoadedArticle {
    article: Arc<Article>,
    anchors: OnceLock<Vec<String>>,
}

/// Everything that was loaded, by ordinal.
#[derive(Debug, Default)]
pub struct CorpusData {
    /// The edition that this page reads.
    pub manifest: Option<Arc<Manifest>>,
    /// The cards; `None` for those that are not there.
    cards: Vec<Option<Arc<Card>>>,
    /// Which article has which value.
    pub columns: Columns,
    /// When the articles were published, once a list is narrowed by days.
    pub days: Option<Days>,
    /// Counts what was taken in that decides which articles a list shows, and in what order.
    pub version: u32,
    /// True where another edition was published while the page was open.
    pub newer: bool,
    /// How often somebody wanted what had failed to be tried again.
    pub retries: u32,
    loaded_columns: Vec<Column>,
    ids: Vec<String>,
    articles: Vec<Option<LoadedArticle>>,
    load_states: Vec<(CorpusFile, LoadState)>,
}

impl CorpusData {
    /// How far a file is; `None` where it was never asked for.
    pub fn load_state(&self, file: CorpusFile) -> Option<LoadState> {
        self.load_states.iter().find(|(known, _)| *known == file).map(|(_, state)| *state)
    }

    /// Notes how far a file is.
    pub fn set_load_state(&mut self, file: CorpusFile, state: LoadState) {
        self.load_states.retain(|(known, _)| *known != file);
        self.load_states.push((file, state));
    }

    /// True where a file came or failed: there is nothing to wait for.
    pub fn is_settled(&self, file: CorpusFile) -> bool {
        matches!(self.load_state(file), Some(LoadState::Ready | LoadState::Failed))
    }

    /// True where no column of a facet is still on its way.
    pub fn has_columns(&self) -> bool {
        let columns = self.manifest.iter().flat_map(|manifest| &manifest.columns);
        columns.filter_map(|column| Facet::of_key(&column.facet)).all(|facet| self.is_settled(CorpusFile::Column(facet)))
    }

    /// Every file that failed.
    pub fn failures(&self) -> Vec<CorpusFile> {
        self.load_states.iter().filter(|(_, p)| *p == LoadState::Failed).map(|(file, _)| *file).collect()
    }

    /// How many articles there are; 0 before the manifest is there.
    pub fn count(&self) -> u32 {
        self.manifest.as_ref().map_or(0, |m| m.count)
    }

    /// Language of the interface; empty before the manifest is there.
    pub fn lang(&self) -> &str {
        self.manifest.as_ref().map_or("", |manifest| manifest.lang.as_str())
    }

    /// Takes the manifest.
    pub fn add_manifest(&mut self, manifest: Manifest) {
        self.version += 1;
        self.cards = vec![None; manifest.count as usize];
        self.columns = Columns::new(manifest.count, &self.loaded_columns);
        self.articles = (0..manifest.count).map(|_| None).collect();
        self.manifest = Some(Arc::new(manifest));
    }

    /// Takes a pack of cards.
    pub fn add_cards(&mut self, pack: CardPack) {
        self.version += 1;
        for (ordinal, card) in (pack.first as usize..).zip(pack.cards) {
            if let Some(place) = self.cards.get_mut(ordinal) {
                *place = Some(Arc::new(card));
            }
        }
    }

    /// Takes cards that came with an answer: they show less than those of the packs, whose place they hold. Whether any was
    /// new.
    pub fn add_response_cards(&mut self, cards: &[(u32, String)]) -> bool {
        let mut new = false;
        for (ordinal, card) in cards {
            if let Some(place @ None) = self.cards.get_mut(*ordinal as usize) {
                *place = serde_json::from_slice(card.as_bytes()).ok().map(Arc::new);
                new = true;
            }
        }
        new
    }

    /// Takes the days of all articles.
    pub fn add_days(&mut self, days: Days) {
        self.version += 1;
        self.days = Some(days);
    }

    /// Takes the column of a facet.
    pub fn add_column(&mut self, column: Column) {
        self.version += 1;
        self.loaded_columns.retain(|c| c.facet != column.facet);
        self.loaded_columns.push(column);
        self.columns = Columns::new(self.count(), &self.loaded_columns);
    }

    /// Takes the ids of all articles, in the order of their ordinals.
    pub fn add_ids(&mut self, ids: Vec<String>) {
        self.version += 1;
        self.ids = ids;
    }

    /// Takes a pack of articles.
    pub fn add_articles(&mut self, pack: ArticlePack) {
        for (ordinal, article) in (pack.first as usize..).zip(pack.articles) {
            if let Some(place) = self.articles.get_mut(ordinal) {
                *place = Some(LoadedArticle { article: Arc::new(article), anchors: OnceLock::new() });
            }
        }
    }

    /// The ordinal of an id; `None` where it is not known, or not yet.
    pub fn ordinal(&self, id: &str) -> Option<u32> {
        let by_card = self.cards.iter().position(|card| card.as_ref().is_some_and(|c| c.id == id));
        by_card.or_else(|| self.ids.iter().position(|i| i == id)).map(|at| at as u32)
    }

    /// The article of an ordinal, where its pack is there.
    pub fn article(&self, ordinal: u32) -> Option<Arc<Article>> {
        self.articles.get(ordinal as usize)?.as_ref().map(|held| held.article.clone())
    }

    /// The anchor of a block of an article, where its pack is there.
    pub fn anchor(&self, ordinal: u32, block: usize) -> Option<&str> {
        let held = self.articles.get(ordinal as usize)?.as_ref()?;
        held.anchors.get_or_init(|| anchors(&held.article.body)).get(block).map(String::as_str)
    }

    /// The card of an ordinal, where its pack is there.
    pub fn card(&self, ordinal: u32) -> Option<Arc<Card>> {
        self.cards.get(ordinal as usize)?.clone()
    }

    /// True where the card of an article came in a pack, or its pack failed: nothing more is to be waited for.
    pub fn is_card_settled(&self, ordinal: u32) -> bool {
        self.pack_of_card(ordinal).is_none_or(|pack| self.is_settled(CorpusFile::Cards(pack)))
    }

    /// The number of the pack that holds the card of an ordinal.
    pub fn pack_of_card(&self, ordinal: u32) -> Option<usize> {
        self.manifest.as_ref()?.cards.of(ordinal)
    }

    /// True where a card of every article is there.
    pub fn has_all_cards(&self) -> bool {
        self.manifest.is_some() && self.cards.iter().all(Option::is_some)
    }
}
