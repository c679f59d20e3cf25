//! Queries and answers.

use super::file_source::{CatalogueEntry, FileSource};
use crate::article::language::primary;
use crate::article::text::block_words;
use crate::cli::build::With;
use crate::cli::command_error::CommandError;
use crate::cli::folder::Folder;
use crate::search::HighlightTerms;
use crate::search::analysis::Languages;
use crate::search::excerpt::{best, passage};
use crate::search::highlight::marks;
use crate::search::index::file::{LARGEST, body, kind_of};
use crate::search::index::{Answer, CorruptIndex, Engine};
use flate2::read::DeflateDecoder;
use std::io::Read;

/// A corpus opened for search.
#[derive(Debug)]
pub struct Searcher {
    folder: Folder,
    shelf: FileSource,
    engine: Engine,
}

impl Searcher {
    /// Opens a corpus.
    ///
    /// # Errors
    /// When its index cannot be made or read.
    pub fn open(folder: Folder, with: With) -> Result<Searcher, CommandError> {
        let shelf = FileSource::open(&folder, with)?;
        let engine = match &shelf.catalogue.root {
            Some(root) => content(root, &shelf.read(root)).and_then(|root| Engine::open(&root)).map_err(|d| damaged(&shelf, root, d))?,
            None => Engine::default(),
        };
        Ok(Searcher { folder, shelf, engine })
    }

    /// Answers a query.
    ///
    /// # Errors
    /// When a file of the index is damaged.
    pub fn ask(&mut self, typed: &str) -> Result<Answer, CommandError> {
        loop {
            let reply = self.engine.ask(typed, &Languages);
            if reply.needs.is_empty() {
                return Ok(reply.answer.unwrap_or_default());
            }
            for path in reply.needs {
                let supplied = content(&path, &self.shelf.read(&path)).and_then(|content| self.engine.supply(&path, &content));
                supplied.map_err(|damage| damaged(&self.shelf, &path, damage))?;
            }
        }
    }

    /// The article of a doc id.
    pub fn entry(&self, ordinal: u32) -> Option<&CatalogueEntry> {
        self.shelf.catalogue.articles.get(ordinal as usize)
    }

    /// The passage of an article that shows the matches; empty if its text has none.
    pub fn excerpt(&self, entry: &CatalogueEntry, meaning: &HighlightTerms) -> String {
        let Ok(article) = self.folder.article(&entry.file) else { return String::new() };
        let (language, variants) = (primary(&article.lang), self.engine.variants());
        let blocks: Vec<String> = article.body.iter().map(block_words).collect();
        let Some(block) = best(&blocks, meaning, &language, variants, &Languages).and_then(|at| blocks.get(at)) else {
            return String::new();
        };
        let passage = passage(block, &marks(block, meaning, &language, variants, &Languages));
        let words: String = passage.runs.iter().map(|run| run.words.as_str()).collect();
        format!("{}{words}{}", if passage.cut_before { "… " } else { "" }, if passage.cut_after { " …" } else { "" })
    }
}

/// The content of a file, inflated if it belongs to the index.
fn content(path: &str, bytes: &[u8]) -> Result<Vec<u8>, CorruptIndex> {
    let Some(kind) = kind_of(path) else { return Ok(bytes.to_vec()) };
    let mut content = Vec::new();
    let read = DeflateDecoder::new(body(bytes, kind)?).take(LARGEST as u64 + 1).read_to_end(&mut content);
    if read.is_err() || content.len() > LARGEST { Err(CorruptIndex::Value) } else { Ok(content) }
}

fn damaged(shelf: &FileSource, path: &str, damage: CorruptIndex) -> CommandError {
    shelf.forget();
    CommandError::Failed(format!("the search index is damaged ({path}: {damage}). Search again to rebuild it"))
}
