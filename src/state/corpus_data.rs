//! The loaded part of the corpus.

use crate::article::Article;
use crate::article::anchor::anchors;
use crate::corpus::card::CardPack;
use crate::corpus::days::Days;
use crate::corpus::pack::ArticlePack;
use crate::corpus::{Card, Column, Facet, Manifest, Related};
use crate::search::selection::Columns;
use std::sync::{Arc, OnceLock};

/// A file of the corpus.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CorpusFile {
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

/// The load state of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LoadState {
    /// It was requested.
    Pending,
    /// It is loaded.
    Ready,
    /// It failed to load, or was damaged.
    Failed,
}

/// An article, what to read after it, and its anchors once they were requested: a list requests the same ones at each keystroke.
#[derive(Debug)]
struct LoadedArticle {
    article: Arc<Article>,
    related: Arc<Related>,
    anchors: OnceLock<Vec<String>>,
}

/// All loaded data, by doc id.
#[derive(Debug, Default)]
pub(crate) struct CorpusData {
    /// The manifest of the site version that this page reads.
    pub manifest: Option<Arc<Manifest>>,
    /// The cards; `None` if not loaded.
    cards: Vec<Option<Arc<Card>>>,
    /// The facet values of each article.
    pub columns: Columns,
    /// When the articles were published, once a list is filtered by days.
    pub days: Option<Days>,
    /// Incremented by each load that affects which articles a list shows, or their order.
    pub version: u32,
    /// True if another site version was published while the page was open.
    pub has_newer_version: bool,
    loaded_columns: Vec<Column>,
    ids: Vec<String>,
    articles: Vec<Option<LoadedArticle>>,
    load_states: Vec<(CorpusFile, LoadState)>,
}

impl CorpusData {
    /// The load state of a file; `None` if it was never requested.
    pub(crate) fn load_state(&self, file: CorpusFile) -> Option<LoadState> {
        self.load_states.iter().find(|(known, _)| *known == file).map(|(_, state)| *state)
    }

    /// Sets the load state of a file.
    pub(crate) fn set_load_state(&mut self, file: CorpusFile, state: LoadState) {
        self.load_states.retain(|(known, _)| *known != file);
        self.load_states.push((file, state));
    }

    /// True if a file has loaded or failed.
    pub(crate) fn is_settled(&self, file: CorpusFile) -> bool {
        matches!(self.load_state(file), Some(LoadState::Ready | LoadState::Failed))
    }

    /// True if no facet column is pending.
    pub(crate) fn has_settled_columns(&self) -> bool {
        let columns = self.manifest.iter().flat_map(|manifest| &manifest.columns);
        columns.filter_map(|column| Facet::from_key(&column.facet)).all(|facet| self.is_settled(CorpusFile::Column(facet)))
    }

    /// Every file that failed.
    pub(crate) fn failed_files(&self) -> Vec<CorpusFile> {
        self.load_states.iter().filter(|(_, p)| *p == LoadState::Failed).map(|(file, _)| *file).collect()
    }

    /// The number of articles; 0 before the manifest is loaded.
    pub(crate) fn count(&self) -> u32 {
        self.manifest.as_ref().map_or(0, |m| m.count)
    }

    /// Language of the interface; empty before the manifest is loaded.
    pub(crate) fn lang(&self) -> &str {
        self.manifest.as_ref().map_or("", |manifest| manifest.lang.as_str())
    }

    /// Adds the manifest.
    pub(crate) fn add_manifest(&mut self, manifest: Manifest) {
        self.version += 1;
        self.cards = vec![None; manifest.count as usize];
        self.columns = Columns::new(manifest.count, &self.loaded_columns);
        self.articles = (0..manifest.count).map(|_| None).collect();
        self.manifest = Some(Arc::new(manifest));
    }

    /// Adds a pack of cards.
    pub(crate) fn add_cards(&mut self, pack: CardPack) {
        self.version += 1;
        for (doc_id, card) in (pack.first as usize..).zip(pack.cards) {
            if let Some(slot) = self.cards.get_mut(doc_id) {
                *slot = Some(Arc::new(card));
            }
        }
    }

    /// Adds the cards of a search response, which hold less than those of packs, until those are loaded. Returns whether any was
    /// new.
    pub(crate) fn add_response_cards(&mut self, cards: &[(u32, String)]) -> bool {
        let mut new = false;
        for (doc_id, card) in cards {
            if let Some(slot @ None) = self.cards.get_mut(*doc_id as usize) {
                *slot = serde_json::from_slice(card.as_bytes()).ok().map(Arc::new);
                new = true;
            }
        }
        new
    }

    /// Adds the days of all articles.
    pub(crate) fn add_days(&mut self, days: Days) {
        self.version += 1;
        self.days = Some(days);
    }

    /// Adds the column of a facet.
    pub(crate) fn add_column(&mut self, column: Column) {
        self.version += 1;
        self.loaded_columns.retain(|c| c.facet != column.facet);
        self.loaded_columns.push(column);
        self.columns = Columns::new(self.count(), &self.loaded_columns);
    }

    /// Adds the ids of all articles, in doc id order.
    pub(crate) fn add_ids(&mut self, ids: Vec<String>) {
        self.version += 1;
        self.ids = ids;
    }

    /// Adds a pack of articles.
    pub(crate) fn add_articles(&mut self, pack: ArticlePack) {
        let mut related = pack.related.into_iter();
        for (doc_id, article) in (pack.first as usize..).zip(pack.articles) {
            let related = Arc::new(related.next().unwrap_or_default());
            if let Some(slot) = self.articles.get_mut(doc_id) {
                *slot = Some(LoadedArticle { article: Arc::new(article), related, anchors: OnceLock::new() });
            }
        }
    }

    /// The doc id of an article id; `None` if unknown or not yet loaded.
    pub(crate) fn doc_id(&self, id: &str) -> Option<u32> {
        let position_in_cards = self.cards.iter().position(|card| card.as_ref().is_some_and(|c| c.id == id));
        position_in_cards.or_else(|| self.ids.iter().position(|i| i == id)).map(|at| at as u32)
    }

    /// The article with a doc id, if its pack is loaded.
    pub(crate) fn article(&self, doc_id: u32) -> Option<Arc<Article>> {
        self.articles.get(doc_id as usize)?.as_ref().map(|loaded| loaded.article.clone())
    }

    /// The article with a doc id and what to read after it, if its pack is loaded.
    pub(crate) fn article_and_related(&self, doc_id: u32) -> Option<(Arc<Article>, Arc<Related>)> {
        self.articles.get(doc_id as usize)?.as_ref().map(|loaded| (loaded.article.clone(), loaded.related.clone()))
    }

    /// The anchor of a block of an article, if its pack is loaded.
    pub(crate) fn anchor(&self, doc_id: u32, block: usize) -> Option<&str> {
        let loaded = self.articles.get(doc_id as usize)?.as_ref()?;
        loaded.anchors.get_or_init(|| anchors(&loaded.article.body)).get(block).map(String::as_str)
    }

    /// The card of a doc id, if it is loaded.
    pub(crate) fn card(&self, doc_id: u32) -> Option<Arc<Card>> {
        self.cards.get(doc_id as usize)?.clone()
    }

    /// True if the pack of an article's card has loaded or failed.
    pub(crate) fn is_card_settled(&self, doc_id: u32) -> bool {
        self.pack_of_card(doc_id).is_none_or(|pack| self.is_settled(CorpusFile::Cards(pack)))
    }

    /// The number of the pack that holds the card of a doc id.
    pub(crate) fn pack_of_card(&self, doc_id: u32) -> Option<usize> {
        self.manifest.as_ref()?.cards.pack_number(doc_id)
    }

    /// True if the cards of all articles are loaded.
    pub(crate) fn has_all_cards(&self) -> bool {
        self.manifest.is_some() && self.cards.iter().all(Option::is_some)
    }
}
