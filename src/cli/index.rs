//! The full-text search index, compressed, in files named by their content.

use super::catch_panic::catch_panic;
use super::command_error::CommandError;
use super::deflate::{Level, deflate_behind};
use super::folder;
use super::language_data::LanguageData;
use crate::corpus::{Card, ColumnFile, File};
use crate::search::index::build::{AnalyzedArticle, Collector, ExternalFiles, SegmentSink, write_index};
use crate::search::index::file::{FileKind, Hash, header, path};
use crate::search::index::result_card::ResultCard;
use rayon::prelude::*;
use std::io;

/// Builds an index.
#[derive(Debug)]
pub(crate) struct IndexBuilder<'c> {
    cards: &'c [Card],
    collector: Collector,
    language_data: &'c LanguageData,
}

/// A finished file of the index.
#[derive(Debug, Clone)]
pub(crate) struct CompressedFile {
    /// Its path inside `corpus/`.
    pub path: String,
    /// The digest of the file's kind, number and uncompressed content.
    pub content_digest: String,
    /// The bytes; absent if the file already exists.
    pub bytes: Option<Vec<u8>>,
}

/// Returns the path of an existing file with this digest.
pub(crate) type KnownFile<'w> = &'w (dyn Fn(&str) -> Option<String> + Sync);

/// Receives a finished file.
pub(crate) type FileReceiver<'w> = &'w mut dyn FnMut(&CompressedFile) -> Result<(), CommandError>;

impl<'c> IndexBuilder<'c> {
    /// An index builder for the articles of these cards, in doc id order.
    pub(crate) fn new(cards: &'c [Card], language_data: &'c LanguageData) -> IndexBuilder<'c> {
        IndexBuilder { cards, collector: Collector::default(), language_data }
    }

    /// Adds the next article, in doc id order.
    pub(crate) fn add(&mut self, article: &AnalyzedArticle) {
        self.collector.add(article, self.language_data);
    }

    /// The terms and postings of the articles added so far.
    pub(crate) fn collector(&self) -> &Collector {
        &self.collector
    }

    /// Finishes the index, which names the facet columns and the days. Passes its files to `receive` one after another, so that memory
    /// never holds all of them. Returns the file that names the others, or `None` if there is no index.
    ///
    /// # Errors
    /// When a file cannot be compressed or written.
    pub(crate) fn finish(
        self,
        columns: &[ColumnFile],
        days: &File,
        find_existing: KnownFile,
        receive: FileReceiver,
    ) -> Result<Option<File>, CommandError> {
        if self.collector.is_empty() {
            return Ok(None);
        }
        let columns = columns.iter().map(|column| (column.facet.clone(), column.file.path.clone())).collect();
        let external_files = ExternalFiles { columns, days: days.path.clone() };
        let card = |doc_id: u32| self.cards.get(doc_id as usize).map(result_card).unwrap_or_default();
        let mut sink = CompressingSink { find_existing, receive, last_path: None, error: None };
        let index_header = write_index(self.collector, self.language_data.variants(), external_files, &card, &mut sink);
        sink.write_files(vec![(FileKind::Header, 0, index_header)]);
        match sink.error {
            Some(error) => Err(error),
            None => Ok(sink.last_path.map(|path| File { path, ..File::default() })),
        }
    }
}

/// The fields of a card that a result row shows.
fn result_card(card: &Card) -> ResultCard {
    let other_fields = Card {
        id: String::new(),
        title: String::new(),
        lang: card.lang.clone(),
        dir: card.dir,
        published: card.published.clone(),
        section: card.section.clone(),
        minutes: card.minutes,
        picture: card.picture.clone(),
        title_made: card.title_made,
        ..Card::default()
    };
    ResultCard { id: card.id.clone(), title: card.title.clone(), other_fields: serde_json::to_string(&other_fields).unwrap_or_default() }
}

struct CompressingSink<'w> {
    find_existing: KnownFile<'w>,
    receive: FileReceiver<'w>,
    /// The path of the last file.
    last_path: Option<String>,
    error: Option<CommandError>,
}

impl SegmentSink for CompressingSink<'_> {
    fn write_files(&mut self, files: Vec<(FileKind, usize, Vec<u8>)>) -> Vec<Hash> {
        let find_existing = self.find_existing;
        let compress_or_fail = |file: &(FileKind, usize, Vec<u8>)| {
            catch_panic(|| compress(file, find_existing)).unwrap_or_else(|caught| Err(io::Error::other(caught.message)))
        };
        let compressed: Vec<io::Result<CompressedFile>> = files.par_iter().map(compress_or_fail).collect();
        compressed.into_iter().map(|file| self.write_file(file)).collect()
    }
}

impl CompressingSink<'_> {
    /// Writes a file and returns its hash; after the first failure, writes nothing more.
    fn write_file(&mut self, file: io::Result<CompressedFile>) -> Hash {
        let hash = file.map_err(|error| CommandError::Failed(format!("cannot compress the search index: {error}"))).and_then(|file| {
            if self.error.is_none() {
                (self.receive)(&file)?;
            }
            let hash = hash_from_path(&file.path);
            self.last_path = Some(file.path);
            Ok(hash)
        });
        hash.unwrap_or_else(|error| {
            self.error.get_or_insert(error);
            Hash::default()
        })
    }
}

/// Compresses a file unless it already exists.
#[expect(clippy::string_slice, reason = "a hash is hexadecimal digits")]
fn compress((kind, number, content): &(FileKind, usize, Vec<u8>), find_existing: KnownFile) -> io::Result<CompressedFile> {
    let content_digest = folder::sha256(&[&header(*kind)[..], &number.to_le_bytes(), content].concat())[..32].to_owned();
    if let Some(path) = find_existing(&content_digest) {
        return Ok(CompressedFile { path, content_digest, bytes: None });
    }
    let level = if matches!(kind, FileKind::Header | FileKind::Terms) { Level::Small } else { Level::Fast };
    let bytes = deflate_behind(&header(*kind), content, level)?;
    let path = path(*kind, *number, parse_hash(&folder::sha256(&bytes)));
    Ok(CompressedFile { path, content_digest, bytes: Some(bytes) })
}

/// The hash in a file's name.
fn hash_from_path(path: &str) -> Hash {
    parse_hash(path.rsplit_once('-').map_or("", |(_, rest)| rest))
}

/// The hash whose digits begin a text.
fn parse_hash(digits: &str) -> Hash {
    std::array::from_fn(|at| digits.get(at * 2..at * 2 + 2).and_then(|two| u8::from_str_radix(two, 16).ok()).unwrap_or(0))
}
