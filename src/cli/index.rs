//! The full-text search index, compressed, in files named by their content.

use super::command_error::CommandError;
use super::folder;
use super::language_data::LanguageData;
use crate::article::Article;
use crate::corpus::{Card, ColumnFile, File};
use crate::search::index::build::{Collector, LanguageResources, Others, SegmentSink, lay_out};
use crate::search::index::file::{FileKind, Hash, header, path};
use crate::search::index::term_block::ResultCard;
use flate2::Compression;
use flate2::write::DeflateEncoder;
use std::io::{self, Write};
use std::thread;

/// Builds an index.
#[derive(Debug)]
pub struct IndexBuilder<'c> {
    cards: &'c [Card],
    collector: Collector,
    knowledge: LanguageData,
}

/// A finished file of the index.
#[derive(Debug, Clone)]
pub struct CompressedFile {
    /// Its path inside `corpus/`.
    pub path: String,
    /// The digest of the file's kind, number and uncompressed content.
    pub of: String,
    /// The bytes; absent if the file already exists.
    pub bytes: Option<Vec<u8>>,
}

/// Returns the path of an existing file with this digest.
pub type KnownFile<'w> = &'w (dyn Fn(&str) -> Option<String> + Sync);

/// Receives a finished file.
pub type FileReceiver<'w> = &'w mut dyn FnMut(&CompressedFile) -> Result<(), CommandError>;

impl<'c> IndexBuilder<'c> {
    /// An index builder for the articles of these cards, in doc id order.
    pub fn new(cards: &'c [Card]) -> IndexBuilder<'c> {
        IndexBuilder { cards, collector: Collector::default(), knowledge: LanguageData::default() }
    }

    /// Adds the next article, in doc id order.
    pub fn add(&mut self, article: &Article) {
        self.collector.add(article, &self.knowledge);
    }

    /// Finishes the index, which names the facet columns and the days. Passes its files to `put` one after another, so that memory
    /// never holds all of them. Returns the file that names the others, or `None` if there is no index.
    ///
    /// # Errors
    /// When a file cannot be compressed or written.
    pub fn finish(self, columns: &[ColumnFile], days: &File, known: KnownFile, put: FileReceiver) -> Result<Option<File>, CommandError> {
        if self.collector.is_empty() {
            return Ok(None);
        }
        let columns = columns.iter().map(|column| (column.facet.clone(), column.file.path.clone())).collect();
        let others = Others { columns, days: days.path.clone() };
        let card = |ordinal: u32| self.cards.get(ordinal as usize).map(row).unwrap_or_default();
        let mut presser = CompressingSink { known, put, last: None, failed: None };
        let root = lay_out(self.collector, self.knowledge.variants(), others, &card, &mut presser);
        presser.press(vec![(FileKind::Root, 0, root)]);
        match presser.failed {
            Some(failure) => Err(failure),
            None => Ok(presser.last.map(|path| File { path, ..File::default() })),
        }
    }
}

/// The fields of a card that a result row shows.
fn row(card: &Card) -> ResultCard {
    let rest = Card {
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
    ResultCard { id: card.id.clone(), title: card.title.clone(), rest: serde_json::to_string(&rest).unwrap_or_default() }
}

struct CompressingSink<'w> {
    known: KnownFile<'w>,
    put: FileReceiver<'w>,
    /// The path of the last file.
    last: Option<String>,
    failed: Option<CommandError>,
}

impl SegmentSink for CompressingSink<'_> {
    fn press(&mut self, files: Vec<(FileKind, usize, Vec<u8>)>) -> Vec<Hash> {
        let workers = thread::available_parallelism().map_or(1, usize::from);
        let share = files.len().div_ceil(workers).max(1);
        let known = self.known;
        let all: Vec<io::Result<CompressedFile>> = thread::scope(|scope| {
            let all = |part: &[(FileKind, usize, Vec<u8>)]| part.iter().map(|file| pressed(file, known)).collect::<Vec<_>>();
            let shares: Vec<_> = files.chunks(share).map(|part| scope.spawn(move || all(part))).collect();
            let ended = |_| vec![Err(io::Error::other("a thread ended early"))];
            shares.into_iter().flat_map(|share| share.join().unwrap_or_else(ended)).collect()
        });
        all.into_iter().map(|file| self.keep(file)).collect()
    }
}

impl CompressingSink<'_> {
    /// Writes a file and returns its hash; after the first failure, writes nothing more.
    fn keep(&mut self, file: io::Result<CompressedFile>) -> Hash {
        let done = file.map_err(|error| CommandError::Failed(format!("cannot compress the search index: {error}"))).and_then(|file| {
            if self.failed.is_none() {
                (self.put)(&file)?;
            }
            let hash = hash_of(&file.path);
            self.last = Some(file.path);
            Ok(hash)
        });
        done.unwrap_or_else(|failure| {
            self.failed.get_or_insert(failure);
            Hash::default()
        })
    }
}

/// Compresses a file unless it already exists.
#[expect(clippy::string_slice, reason = "a hash is hexadecimal digits")]
fn pressed((kind, number, content): &(FileKind, usize, Vec<u8>), known: KnownFile) -> io::Result<CompressedFile> {
    let of = folder::sha256(&[&header(*kind)[..], &number.to_le_bytes(), content].concat())[..32].to_owned();
    if let Some(path) = known(&of) {
        return Ok(CompressedFile { path, of, bytes: None });
    }
    let mut encoder = DeflateEncoder::new(header(*kind).to_vec(), Compression::best());
    encoder.write_all(content)?;
    let bytes = encoder.finish()?;
    let path = path(*kind, *number, hash_in(&folder::sha256(&bytes)));
    Ok(CompressedFile { path, of, bytes: Some(bytes) })
}

/// The hash in a file's name.
fn hash_of(path: &str) -> Hash {
    hash_in(path.rsplit_once('-').map_or("", |(_, rest)| rest))
}

/// The hash whose digits begin a text.
fn hash_in(digits: &str) -> Hash {
    std::array::from_fn(|at| digits.get(at * 2..at * 2 + 2).and_then(|two| u8::from_str_radix(two, 16).ok()).unwrap_or(0))
}
