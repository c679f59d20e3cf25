//! Questions and answers.

use super::shelf::{Entry, Shelf};
use crate::article::language::primary;
use crate::article::text::block_words;
use crate::publish::build::With;
use crate::publish::failure::Failure;
use crate::publish::folder::Folder;
use crate::search::Meaning;
use crate::search::analysis::Languages;
use crate::search::excerpt::{best, passage};
use crate::search::index::file::{LARGEST, body, kind_of};
use crate::search::index::{Answer, Damage, Engine};
use crate::search::marking::marks;
use flate2::read::DeflateDecoder;
use std::io::Read;

/// A corpus that is open for searching.
#[derive(Debug)]
pub struct Searcher {
    folder: Folder,
    shelf: Shelf,
    engine: Engine,
}

impl Searcher {
    /// Opens a corpus.
    ///
    /// # Errors
    /// When its index cannot be made or read.
    pub fn open(folder: Folder, with: With) -> Result<Searcher, Failure> {
        let shelf = Shelf::open(&folder, with)?;
        let engine = match &shelf.catalogue.root {
            Some(root) => content(root, &shelf.read(root)).and_then(|root| Engine::open(&root)).map_err(|d| damaged(&shelf, root, d))?,
            None => Engine::default(),
        };
        Ok(Searcher { folder, shelf, engine })
    }

    /// Answers what was typed.
    ///
    /// # Errors
    /// When a file of the index is damaged.
    pub fn ask(&mut self, typed: &str) -> Result<Answer, Failure> {
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

    /// The article of an ordinal.
    pub fn entry(&self, ordinal: u32) -> Option<&Entry> {
        self.shelf.catalogue.articles.get(ordinal as usize)
    }

    /// The passage of an article that shows what was found; empty where nothing in its text does.
    pub fn excerpt(&self, entry: &Entry, meaning: &Meaning) -> String {
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

/// The content of a file, inflated where it is the index's own.
fn content(path: &str, bytes: &[u8]) -> Result<Vec<u8>, Damage> {
    let Some(kind) = kind_of(path) else { return Ok(bytes.to_vec()) };
    let mut content = Vec::new();
    let read = DeflateDecoder::new(body(bytes, kind)?).take(LARGEST as u64 + 1).read_to_end(&mut content);
    if read.is_err() || content.len() > LARGEST { Err(Damage::Value) } else { Ok(content) }
}

fn damaged(shelf: &Shelf, path: &str, damage: Damage) -> Failure {
    shelf.forget();
    Failure::Failed(format!("the search index, {path}: {damage}. Ask again, and it is made anew"))
}
