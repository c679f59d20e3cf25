//! The index of a corpus, cached in `.lectern/search` inside it until the corpus changes. The folder is safe to delete.

use crate::cli::build::Collection;
use crate::cli::build::DraftMode;
use crate::cli::build::data::listing_data;
use crate::cli::command_error::CommandError;
use crate::cli::folder::{self, Folder};
use crate::cli::index::IndexBuilder;
use crate::cli::language_data::LanguageData;
use crate::cli::parallel_map_ordered::{STACK_BYTES, parallel_map_ordered};
use crate::corpus::{Column, ColumnFile, Days, Facet, File};
use crate::search::index::build::AnalyzedArticle;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

/// The folder of a cached index, inside the corpus.
fn cache_folder(folder: &Folder, draft_mode: DraftMode) -> PathBuf {
    folder.path(match draft_mode {
        DraftMode::Exclude => ".lectern/search",
        DraftMode::Include => ".lectern/search-drafts",
    })
}

/// The file stored beside the files of the index.
const CATALOGUE_FILE: &str = "catalogue.json";

/// The articles of an index.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Catalogue {
    /// Changes with every change of the corpus and of this command.
    state: String,
    /// The path of the index header; absent if there are no articles.
    pub root: Option<String>,
    /// Every article, by doc id.
    pub articles: Vec<CatalogueEntry>,
}

/// An article of the index.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct CatalogueEntry {
    /// Its id.
    pub id: String,
    /// Its headline.
    pub title: String,
    /// Its file, relative to the corpus.
    pub file: String,
}

/// The index of a corpus.
#[derive(Debug)]
pub(crate) struct FileSource {
    /// The articles of the index.
    pub catalogue: Catalogue,
    cache_folder: PathBuf,
    /// The files of an index that was just built.
    built_files: HashMap<String, Vec<u8>>,
}

impl FileSource {
    /// Opens the index of a corpus: the cached one, or a new one.
    ///
    /// # Errors
    /// When it cannot be built. If it cannot be cached, the next call builds it again.
    pub(crate) fn open(folder: &Folder, draft_mode: DraftMode) -> Result<FileSource, CommandError> {
        let (cache_folder, state) = (cache_folder(folder, draft_mode), corpus_state(folder));
        let catalogue = fs::read(cache_folder.join(CATALOGUE_FILE)).ok().and_then(|bytes| serde_json::from_slice::<Catalogue>(&bytes).ok());
        if let Some(catalogue) = catalogue.filter(|catalogue| catalogue.state == state) {
            return Ok(FileSource { catalogue, cache_folder, built_files: HashMap::new() });
        }
        let source = build_index(folder, draft_mode, state, cache_folder)?;
        source.write_cache().ok();
        Ok(source)
    }

    /// Reads a file of the index; empty if it is missing.
    pub(crate) fn read(&self, path: &str) -> Vec<u8> {
        match self.built_files.get(path) {
            Some(bytes) => bytes.clone(),
            None => fs::read(self.cache_folder.join(path)).unwrap_or_default(),
        }
    }

    /// Invalidates the cache: the next call builds the index again.
    pub(crate) fn invalidate_cache(&self) {
        fs::remove_file(self.cache_folder.join(CATALOGUE_FILE)).ok();
    }

    fn write_cache(&self) -> Result<(), CommandError> {
        fs::remove_dir_all(&self.cache_folder).ok();
        for (path, bytes) in &self.built_files {
            folder::write(&self.cache_folder.join(path), bytes)?;
        }
        // The catalogue is written last: without it the files are ignored.
        Ok(folder::write(&self.cache_folder.join(CATALOGUE_FILE), &serde_json::to_vec(&self.catalogue)?)?)
    }
}

/// The names, sizes and times of all articles and of this executable, in one hash.
fn corpus_state(folder: &Folder) -> String {
    let mut text = String::new();
    let mut add_state = |name: &str, path: &Path| {
        let metadata = fs::metadata(path).ok();
        let time = metadata.as_ref().and_then(|metadata| metadata.modified().ok()?.duration_since(UNIX_EPOCH).ok()).unwrap_or_default();
        text.push_str(&format!("{name} {} {}\n", metadata.map_or(0, |metadata| metadata.len()), time.as_nanos()));
    };
    folder.article_files("articles").iter().for_each(|file| add_state(file, &folder.path(file)));
    add_state("site.json", &folder.path("site.json"));
    if let Ok(command) = std::env::current_exe() {
        add_state(env!("CARGO_PKG_VERSION"), &command);
    }
    folder::sha256(text.as_bytes())
}

fn build_index(folder: &Folder, draft_mode: DraftMode, state: String, cache_folder: PathBuf) -> Result<FileSource, CommandError> {
    let collection = Collection::read(folder, draft_mode, &mut Vec::new())?;
    let mut built_files = HashMap::new();
    let mut add_file = |name: String, bytes: Vec<u8>| {
        built_files.insert(name.clone(), bytes);
        File { path: name, ..File::default() }
    };
    let days =
        add_file("days.json".to_owned(), serde_json::to_vec(&Days::from_dates(collection.cards.iter().map(listing_data::published_day)))?);
    let mut columns = Vec::new();
    for facet in Facet::ALL {
        let file = add_file(format!("column-{}.json", facet.key()), serde_json::to_vec(&Column::from_cards(facet, &collection.cards))?);
        columns.push(ColumnFile { facet: facet.key().to_owned(), file, ..ColumnFile::default() });
    }
    let language_data = LanguageData::default();
    let mut index = IndexBuilder::new(&collection.cards, &language_data);
    let variants = language_data.variants();
    let analyze = |doc_id| collection.take_article(doc_id).map(|article| AnalyzedArticle::new(&article, variants));
    parallel_map_ordered(collection.cards.len(), STACK_BYTES, &analyze, &mut |article: Result<AnalyzedArticle, CommandError>| {
        index.add(&article?);
        Ok::<(), CommandError>(())
    })?;
    let header = index.finish(&columns, &days, &|_| None, &mut |file| {
        built_files.insert(file.path.clone(), file.bytes.clone().unwrap_or_default());
        Ok(())
    })?;
    let entry = |(card, text): (&crate::corpus::Card, &crate::cli::build::collection::ArticleText)| CatalogueEntry {
        id: card.id.clone(),
        title: card.title.clone(),
        file: text.file.clone(),
    };
    let articles = collection.cards.iter().zip(&collection.texts).map(entry).collect();
    Ok(FileSource { catalogue: Catalogue { state, root: header.map(|file| file.path), articles }, cache_folder, built_files })
}
