//! The index of the full-text search, compressed and named.

use super::failure::Failure;
use super::folder;
use super::knowledge::Knowing;
use crate::article::Article;
use crate::corpus::{Card, ColumnFile, File};
use crate::search::index::build::{Collector, Knowledge, Others, Press, lay_out};
use crate::search::index::file::{Hash, Kind, header, path};
use crate::search::index::terms::Row;
use flate2::Compression;
use flate2::write::DeflateEncoder;
use std::io::{self, Write};
use std::thread;

/// An index in the making.
#[derive(Debug)]
pub struct Indexing<'c> {
    cards: &'c [Card],
    collector: Collector,
    knowledge: Knowing,
}

/// A finished file of the index.
#[derive(Debug, Clone)]
pub struct Pressed {
    /// Its path inside `corpus/`.
    pub path: String,
    /// The digest of its kind, its number and its content before that was compressed.
    pub of: String,
    /// Its bytes; absent where the file is there already.
    pub bytes: Option<Vec<u8>>,
}

/// The path of a file of this digest that is there already.
pub type Known<'w> = &'w (dyn Fn(&str) -> Option<String> + Sync);

/// Takes in a finished file.
pub type Put<'w> = &'w mut dyn FnMut(&Pressed) -> Result<(), Failure>;

impl<'c> Indexing<'c> {
    /// An index of the articles of these cards, in the order of their ordinals.
    pub fn new(cards: &'c [Card]) -> Indexing<'c> {
        Indexing { cards, collector: Collector::default(), knowledge: Knowing::default() }
    }

    /// Adds the next article, in the order of their ordinals.
    pub fn add(&mut self, article: &Article) {
        self.collector.add(article, &self.knowledge);
    }

    /// Finishes the index, which names the facet columns and the days. Its files go to `put` one after another, so that not
    /// all of them are in memory together. Gives the one that names the others; `None` where there is no index.
    ///
    /// # Errors
    /// When something cannot be compressed, or written.
    pub fn finish(self, columns: &[ColumnFile], days: &File, known: Known, put: Put) -> Result<Option<File>, Failure> {
        if self.collector.is_empty() {
            return Ok(None);
        }
        let columns = columns.iter().map(|column| (column.facet.clone(), column.file.path.clone())).collect();
        let others = Others { columns, days: days.path.clone() };
        let card = |ordinal: u32| self.cards.get(ordinal as usize).map(row).unwrap_or_default();
        let mut presser = Presser { known, put, last: None, failed: None };
        let root = lay_out(self.collector, self.knowledge.variants(), others, &card, &mut presser);
        presser.press(vec![(Kind::Root, 0, root)]);
        match presser.failed {
            Some(failure) => Err(failure),
            None => Ok(presser.last.map(|path| File { path, ..File::default() })),
        }
    }
}

/// What a row of results shows of a card.
fn row(card: &Card) -> Row {
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
    Row { id: card.id.clone(), title: card.title.clone(), rest: serde_json::to_string(&rest).unwrap_or_default() }
}

struct Presser<'w> {
    known: Known<'w>,
    put: Put<'w>,
    /// The path of the last file.
    last: Option<String>,
    failed: Option<Failure>,
}

impl Press for Presser<'_> {
    fn press(&mut self, files: Vec<(Kind, usize, Vec<u8>)>) -> Vec<Hash> {
        let workers = thread::available_parallelism().map_or(1, usize::from);
        let share = files.len().div_ceil(workers).max(1);
        let known = self.known;
        let all: Vec<io::Result<Pressed>> = thread::scope(|scope| {
            let all = |part: &[(Kind, usize, Vec<u8>)]| part.iter().map(|file| pressed(file, known)).collect::<Vec<_>>();
            let shares: Vec<_> = files.chunks(share).map(|part| scope.spawn(move || all(part))).collect();
            let ended = |_| vec![Err(io::Error::other("a thread ended early"))];
            shares.into_iter().flat_map(|share| share.join().unwrap_or_else(ended)).collect()
        });
        all.into_iter().map(|file| self.keep(file)).collect()
    }
}

impl Presser<'_> {
    /// Writes a file and gives its name; after the first failure nothing more is written.
    fn keep(&mut self, file: io::Result<Pressed>) -> Hash {
        let done = file.map_err(|error| Failure::Failed(format!("the search index cannot be compressed: {error}"))).and_then(|file| {
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

/// Compresses a file, where it is not there already.
#[expect(clippy::string_slice, reason = "a hash is hexadecimal digits")]
fn pressed((kind, number, content): &(Kind, usize, Vec<u8>), known: Known) -> io::Result<Pressed> {
    let of = folder::sha256(&[&header(*kind)[..], &number.to_le_bytes(), content].concat())[..32].to_owned();
    if let Some(path) = known(&of) {
        return Ok(Pressed { path, of, bytes: None });
    }
    let mut encoder = DeflateEncoder::new(header(*kind).to_vec(), Compression::best());
    encoder.write_all(content)?;
    let bytes = encoder.finish()?;
    let path = path(*kind, *number, hash_in(&folder::sha256(&bytes)));
    Ok(Pressed { path, of, bytes: Some(bytes) })
}

/// The hash that stands in the name of a file.
fn hash_of(path: &str) -> Hash {
    hash_in(path.rsplit_once('-').map_or("", |(_, rest)| rest))
}

/// The hash whose digits a text begins with.
fn hash_in(digits: &str) -> Hash {
    std::array::from_fn(|at| digits.get(at * 2..at * 2 + 2).and_then(|two| u8::from_str_radix(two, 16).ok()).unwrap_or(0))
}
