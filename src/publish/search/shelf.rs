//! The index of a corpus, kept in `.lectern/search` inside it until the corpus changes. The folder is safe to delete.

use crate::corpus::{Column, ColumnFile, Days, Facet, File};
use crate::publish::build::{Collection, With, catalogue};
use crate::publish::failure::Failure;
use crate::publish::folder::{self, Folder};
use crate::publish::index::Indexing;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

/// Where an index is kept, inside the corpus.
fn kept(folder: &Folder, with: With) -> PathBuf {
    folder.path(match with {
        With::Published => ".lectern/search",
        With::Drafts => ".lectern/search-drafts",
    })
}

/// What is kept besides the files of the index.
const CATALOGUE: &str = "catalogue.json";

/// What is known of the articles of an index.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Catalogue {
    /// Changes with every change of the corpus and of this command.
    state: String,
    /// The path of the root file; absent where there are no articles.
    pub root: Option<String>,
    /// Every article, by ordinal.
    pub articles: Vec<Entry>,
}

/// An article.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its id.
    pub id: String,
    /// Its headline.
    pub title: String,
    /// Its file, relative to the corpus.
    pub file: String,
}

/// The index of a corpus.
#[derive(Debug)]
pub struct Shelf {
    /// What is known of the articles.
    pub catalogue: Catalogue,
    kept: PathBuf,
    /// The files, where they were just made.
    made: HashMap<String, Vec<u8>>,
}

impl Shelf {
    /// The index of a corpus: the one that is kept, or one made anew.
    ///
    /// # Errors
    /// When it cannot be made. Where it cannot be kept, it is made again the next time.
    pub fn open(folder: &Folder, with: With) -> Result<Shelf, Failure> {
        let (kept, state) = (kept(folder, with), state(folder));
        let catalogue = fs::read(kept.join(CATALOGUE)).ok().and_then(|bytes| serde_json::from_slice::<Catalogue>(&bytes).ok());
        if let Some(catalogue) = catalogue.filter(|catalogue| catalogue.state == state) {
            return Ok(Shelf { catalogue, kept, made: HashMap::new() });
        }
        let shelf = make(folder, with, state, kept)?;
        shelf.keep().ok();
        Ok(shelf)
    }

    /// A file of the index; empty where it is gone.
    pub fn read(&self, path: &str) -> Vec<u8> {
        match self.made.get(path) {
            Some(bytes) => bytes.clone(),
            None => fs::read(self.kept.join(path)).unwrap_or_default(),
        }
    }

    /// Forgets what is kept: it is made anew the next time.
    pub fn forget(&self) {
        fs::remove_file(self.kept.join(CATALOGUE)).ok();
    }

    fn keep(&self) -> Result<(), Failure> {
        fs::remove_dir_all(&self.kept).ok();
        for (path, bytes) in &self.made {
            folder::write(&self.kept.join(path), bytes)?;
        }
        // The catalogue comes last: without it the files count for nothing.
        Ok(folder::write(&self.kept.join(CATALOGUE), &serde_json::to_vec(&self.catalogue)?)?)
    }
}

/// Names, sizes and times of all articles, and of this command, in one hash.
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

fn make(folder: &Folder, with: With, state: String, kept: PathBuf) -> Result<Shelf, Failure> {
    let collection = Collection::read(folder, with, &mut Vec::new())?;
    let mut made = HashMap::new();
    let mut put = |name: String, bytes: Vec<u8>| {
        made.insert(name.clone(), bytes);
        File { path: name, ..File::default() }
    };
    let days = put("days.json".to_owned(), serde_json::to_vec(&Days::of(collection.cards.iter().map(catalogue::day)))?);
    let mut columns = Vec::new();
    for facet in Facet::ALL {
        let file = put(format!("column-{}.json", facet.key()), serde_json::to_vec(&Column::of(facet, &collection.cards))?);
        columns.push(ColumnFile { facet: facet.key().to_owned(), file, ..ColumnFile::default() });
    }
    let mut indexing = Indexing::new(&collection.cards);
    for ordinal in 0..collection.cards.len() {
        indexing.add(&collection.take(ordinal)?);
    }
    let root = indexing.finish(&columns, &days, &|_| None, &mut |file| {
        made.insert(file.path.clone(), file.bytes.clone().unwrap_or_default());
        Ok(())
    })?;
    let entry = |(card, text): (&crate::corpus::Card, &crate::publish::build::collection::Text)| Entry {
        id: card.id.clone(),
        title: card.title.clone(),
        file: text.file.clone(),
    };
    let articles = collection.cards.iter().zip(&collection.texts).map(entry).collect();
    Ok(Shelf { catalogue: Catalogue { state, root: root.map(|root| root.path), articles }, kept, made })
}
