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

/// Takes in a finished file of the index: its path inside `corpus/`, and its bytes.
pub type Put<'w> = &'w mut dyn FnMut(String, Vec<u8>) -> Result<(), Failure>;

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
    pub fn finish(self, columns: &[ColumnFile], days: &File, put: Put) -> Result<Option<File>, Failure> {
        if self.collector.is_empty() {
            return Ok(None);
        }
        let columns = columns.iter().map(|column| (column.facet.clone(), column.file.path.clone())).collect();
        let others = Others { columns, days: days.path.clone() };
        let card = |ordinal: u32| self.cards.get(ordinal as usize).map(row).unwrap_or_default();
        let mut presser = Presser { put, last: None, failed: None };
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
    put: Put<'w>,
    /// The path of the last file.
    last: Option<String>,
    failed: Option<Failure>,
}

impl Press for Presser<'_> {
    fn press(&mut self, files: Vec<(Kind, usize, Vec<u8>)>) -> Vec<Hash> {
        let workers = thread::available_parallelism().map_or(1, usize::from);
        let share = files.len().div_ceil(workers).max(1);
        let pressed: Vec<io::Result<(String, Vec<u8>, Hash)>> = thread::scope(|scope| {
            let shares: Vec<_> = files.chunks(share).map(|part| scope.spawn(|| part.iter().map(pressed).collect::<Vec<_>>())).collect();
            let ended = |_| vec![Err(io::Error::other("a thread ended early"))];
            shares.into_iter().flat_map(|share| share.join().unwrap_or_else(ended)).collect()
        });
        pressed.into_iter().map(|file| self.keep(file)).collect()
    }
}

impl Presser<'_> {
    /// Writes a file; after the first failure nothing more is written.
    fn keep(&mut self, file: io::Result<(String, Vec<u8>, Hash)>) -> Hash {
        let written = file.map_err(|error| Failure::Failed(format!("the search index cannot be compressed: {error}")));
        let written = written.and_then(|(path, bytes, hash)| {
            self.last = Some(path.clone());
            if self.failed.is_none() { (self.put)(path, bytes).map(|()| hash) } else { Ok(hash) }
        });
        written.unwrap_or_else(|failure| {
            self.failed.get_or_insert(failure);
            Hash::default()
        })
    }
}

fn pressed((kind, number, content): &(Kind, usize, Vec<u8>)) -> io::Result<(String, Vec<u8>, Hash)> {
    let mut encoder = DeflateEncoder::new(header(*kind).to_vec(), Compression::best());
    encoder.write_all(content)?;
    let bytes = encoder.finish()?;
    let digits = folder::sha256(&bytes);
    let hash: Hash = std::array::from_fn(|at| u8::from_str_radix(&digits[at * 2..at * 2 + 2], 16).unwrap_or(0));
    Ok((path(*kind, *number, hash), bytes, hash))
}
