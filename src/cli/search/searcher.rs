//! Queries and answers.

use super::file_source::{CatalogueEntry, FileSource};
use crate::article::language::primary_subtag;
use crate::article::text::block_text;
use crate::cli::build::DraftMode;
use crate::cli::command_error::CommandError;
use crate::cli::folder::Folder;
use crate::search::HighlightTerms;
use crate::search::analysis::Languages;
use crate::search::excerpt::{best_block, best_passage};
use crate::search::highlight::highlight_ranges;
use crate::search::index::file::{MAX_INFLATED_BYTES, kind_of, strip_header};
use crate::search::index::{Answer, CorruptIndex, Engine};
use flate2::read::DeflateDecoder;
use std::io::Read;

/// A corpus opened for search.
#[derive(Debug)]
pub(crate) struct Searcher {
    folder: Folder,
    source: FileSource,
    engine: Engine,
}

impl Searcher {
    /// Opens a corpus.
    ///
    /// # Errors
    /// When its index cannot be made or read.
    pub(crate) fn open(folder: Folder, draft_mode: DraftMode) -> Result<Searcher, CommandError> {
        let source = FileSource::open(&folder, draft_mode)?;
        let engine = match &source.catalogue.root {
            Some(path) => inflate(path, &source.read(path))
                .and_then(|header| Engine::open(&header))
                .map_err(|damage| corrupt_index_error(&source, path, damage))?,
            None => Engine::default(),
        };
        Ok(Searcher { folder, source, engine })
    }

    /// Answers a query.
    ///
    /// # Errors
    /// When a file of the index is damaged.
    pub(crate) fn search(&mut self, typed: &str) -> Result<Answer, CommandError> {
        loop {
            let reply = self.engine.search(typed, &Languages);
            if reply.missing_files.is_empty() {
                return Ok(reply.answer.unwrap_or_default());
            }
            for path in reply.missing_files {
                let added = inflate(&path, &self.source.read(&path)).and_then(|content| self.engine.add_file(&path, &content));
                added.map_err(|damage| corrupt_index_error(&self.source, &path, damage))?;
            }
        }
    }

    /// The article of a doc id.
    pub(crate) fn article(&self, doc_id: u32) -> Option<&CatalogueEntry> {
        self.source.catalogue.articles.get(doc_id as usize)
    }

    /// The passage of an article that shows the matches; empty if its text has none.
    pub(crate) fn excerpt(&self, entry: &CatalogueEntry, highlight_terms: &HighlightTerms) -> String {
        let Ok(article) = self.folder.read_article(&entry.file) else { return String::new() };
        let (language, variants) = (primary_subtag(&article.lang), self.engine.variants());
        let blocks: Vec<String> = article.body.iter().map(block_text).collect();
        let Some(block) = best_block(&blocks, highlight_terms, &language, variants, &Languages).and_then(|at| blocks.get(at)) else {
            return String::new();
        };
        let passage = best_passage(block, &highlight_ranges(block, highlight_terms, &language, variants, &Languages));
        let words: String = passage.runs.iter().map(|run| run.words.as_str()).collect();
        format!("{}{words}{}", if passage.cut_before { "… " } else { "" }, if passage.cut_after { " …" } else { "" })
    }
}

/// The content of a file, inflated if it belongs to the index.
fn inflate(path: &str, bytes: &[u8]) -> Result<Vec<u8>, CorruptIndex> {
    let Some(kind) = kind_of(path) else { return Ok(bytes.to_vec()) };
    let mut content = Vec::new();
    let read = DeflateDecoder::new(strip_header(bytes, kind)?).take(MAX_INFLATED_BYTES as u64 + 1).read_to_end(&mut content);
    if read.is_err() || content.len() > MAX_INFLATED_BYTES { Err(CorruptIndex::InvalidValue) } else { Ok(content) }
}

fn corrupt_index_error(source: &FileSource, path: &str, damage: CorruptIndex) -> CommandError {
    source.invalidate_cache();
    CommandError::Failed(format!("the search index is damaged ({path}: {damage}). Search again to rebuild it"))
}
