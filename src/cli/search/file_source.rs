//! The index of a corpus, cached in `.lectern/search` inside it until the corpus changes. The folder is safe to delete.

use crate::cli::build::{Collection, With, listing_data};
use crate::cli::command_error::CommandError;
use crate::cli::folder::{self, Folder};
use crate::cli::index::IndexBuilder;
use crate::corpus::{Column, ColumnFile, Days, Facet, File};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

/// The folder of a cached index, inside the corpus.
fn kept(folder: &Folder, with: With) -> PathBuf {
    folder.path(match with {
        With::Published => ".lectern/search",
        With::Drafts => ".lectern/search-drafts",
    })
}

/// The file stored beside the files of the index.
const CATALOGUE: &str = "catalogue.json";

/// The articles of an index.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Catalogue {
    /// Changes with every change of the corpus and of this command.
    state: String,
    /// The path of the index header; absent if there are no articles.
    pub root: Option<String>,
    /// Every article, by doc id.
    pub articles: Vec<CatalogueEntry>,
}

/// An article of the index.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CatalogueEntry {
    /// Its id.
    pub id: String,
    /// Its headline.
    pub title: String,
    /// Its file, relative to the corpus.
    pub file: String,
}

/// The index of a corpus.
#[derive(Debug)]
pub struct FileSource {
    /// The articles of the index.
    pub catalogue: Catalogue,
    kept: PathBuf,
    /// The files of an index that was just built.
    made: HashMap<String, Vec<u8>>,
}

impl FileSource {
    /// Opens the index of a corpus: the cached one, or a new one.
    ///
    /// # Errors
    /// When it cannot be built. If it cannot be cached, the next call builds it again.
    pub fn open(folder: &Folder, with: With) -> Result<FileSource, CommandError> {
        let (kept, state) = (kept(folder, with), state(folder));
        let catalogue = fs::read(kept.join(CATALOGUE)).ok().and_then(|bytes| serde_json::from_slice::<Catalogue>(&bytes).ok());
        if let Some(catalogue) = catalogue.filter(|catalogue| catalogue.state == state) {
            return Ok(FileSource { catalogue, kept, made: HashMap::new() });
        }
        let shelf = make(folder, with, state, kept)?;
        shelf.keep().ok();
        Ok(shelf)
    }

    /// Reads a file of the index; empty if it is missing.
    pub fn read(&self, path: &str) -> Vec<u8> {
        match self.made.get(path) {
            Some(bytes) => bytes.clone(),
            None => fs::read(self.kept.join(path)).unwrap_or_default(),
        }
    }

    /// Invalidates the cache: the next call builds the index again.
    pub fn forget(&self) {
        fs::remove_file(self.kept.join(CATALOGUE)).ok();
    }

    fn keep(&self) -> Result<(), CommandError> {
        fs::remove_dir_all(&self.kept).ok();
        for (path, bytes) in &self.made {
            folder::write(&self.kept.join(path), bytes)?;
        }
        // The catalogue is written last: without it the files are ignored.
        Ok(folder::write(&self.kept.join(CATALOGUE), &serde_json::to_vec(&self.catalogue)?)?)
    }
}

/// The names, sizes and times of all articles and of this executable, in one hash.
fn state(folder: &Folder) -> String {
    let mut text = String::new();
    let mut note = |name: &str, path: &Path| {
        let known = fs::metadata(path).ok();
        let time = known.as_ref().and_then(|known| known.modified().ok()?.duration_since(UNIX_EPOCH).ok()).unwrap_or_default();
        text.push_str(&format!("{name} {} {}\n", known.map_or(0, |known| known.len()), time.as_nanos()));
    };
    folder.files("articles").iter().for_each(|file| note(file, &folder.path(file)));
    note("site.json", &folder.path("site.json"));
    if let Ok(command) = std::env::current_exe() {
        note(env!("CARGO_PKG_VERSION"), &command);
    }
    folder::sha256(text.as_bytes())
}

fn make(folder: &Folder, with: With, state: String, kept: PathBuf) -> Result<FileSource, CommandError> {
    let collection = Collection::read(folder, with, &mut Vec::new())?;
    let mut made = HashMap::new();
    let mut put = |name: String, bytes: Vec<u8>| {
        made.insert(name.clone(), bytes);
        File { path: name, ..File::default() }
    };
    let days = put("days.json".to_owned(), serde_json::to_vec(&Days::of(collection.cards.iter().map(listing_data::day)))?);
    let mut columns = Vec::new();
    for facet in Facet::ALL {
        let file = put(format!("column-{}.json", facet.key()), serde_json::to_vec(&Column::of(facet, &collection.cards))?);
        columns.push(ColumnFile { facet: facet.key().to_owned(), file, ..ColumnFile::default() });
    }
    let mut indexing = IndexBuilder::new(&collection.cards);
    for ordinal in 0..collection.cards.len() {
        indexing.add(&collection.take(ordinal)?);
    }
    let root = indexing.finish(&columns, &days, &|_| None, &mut |file| {
        made.insert(file.path.clone(), file.bytes.clone().unwrap_or_default());
        Ok(())
    })?;
    let entry = |(card, text): (&crate::corpus::Card, &crate::cli::build::collection::Text)| CatalogueEntry {
        id: card.id.clone(),
        title: card.title.clone(),
        file: text.file.clone(),
    };
    let articles = collection.cards.iter().zip(&collection.texts).map(entry).collect();
    Ok(FileSource { catalogue: Catalogue { state, root: root.map(|root| root.path), articles }, kept, made })
}
