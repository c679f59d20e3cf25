//! A cache of the files that the engine has received, evicting the least recently used.

use super::json;
use crate::corpus::{Column, days::Days};
use crate::search::index::file::{CorruptIndex, FileKind, Hash, kind_of, path};
use crate::search::index::index_header::IndexHeader;
use crate::search::index::positions::{Positions, PositionsLocation};
use crate::search::index::postings::{Posting, read_tail};
use crate::search::index::spelling::SpellingBlock;
use crate::search::index::term_block::TermBlock;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// The approximate limit of cached bytes.
const MAX_CACHED_BYTES: usize = 14_000_000;

/// The limit of cached postings, eight bytes each.
const MAX_CACHED_POSTINGS: usize = 400_000;

/// A decoded file.
#[derive(Debug)]
enum FileContent {
    Terms(Rc<TermBlock>),
    Positions(Rc<Positions>),
    Tail(Rc<Vec<Posting>>),
    Spelling(Rc<SpellingBlock>),
    Column(Rc<Column>),
    Days(Rc<Days>),
}

#[derive(Debug)]
struct StoredFile {
    content: FileContent,
    memory: usize,
    last_used: Cell<u32>,
}

/// The postings of a term, with the term's address: block and index in it.
type ListAddress = ((usize, u32), Rc<Vec<Posting>>);

/// The cached files, and the missing ones.
#[derive(Debug, Default)]
pub(super) struct Store {
    pub(super) header: IndexHeader,
    files: Vec<(String, StoredFile)>,
    /// The term dictionary blocks that this query has read, by number.
    term_blocks: RefCell<Vec<Option<Rc<TermBlock>>>>,
    generation: Cell<u32>,
    missing_files: RefCell<Vec<String>>,
    optional_files: RefCell<Vec<String>>,
    /// Recently read posting lists, the latest last: the next keystroke needs most of them again.
    posting_lists: RefCell<Vec<ListAddress>>,
    /// Whether missing files can wait until there is a first answer.
    pub(super) is_optional_lookup: Cell<bool>,
}

impl Store {
    pub(super) fn open(bytes: &[u8]) -> Result<Store, CorruptIndex> {
        let mut header = IndexHeader::read(bytes)?;
        let inline_block = header.inline_block.take();
        let mut store = Store { header, ..Store::default() };
        if let Some(bytes) = inline_block {
            let block = TermBlock::read(&bytes, store.header.doc_count)?;
            store.insert(store.header.term_blocks.path(FileKind::Terms, 0), FileContent::Terms(Rc::new(block)), 0);
        }
        Ok(store)
    }

    fn insert(&mut self, path: String, content: FileContent, memory: usize) {
        self.files.retain(|(other, _)| *other != path);
        self.files.push((path, StoredFile { content, memory, last_used: Cell::new(self.generation.get()) }));
    }

    /// Adds a file.
    pub(super) fn add_file(&mut self, path: &str, bytes: &[u8]) -> Result<(), CorruptIndex> {
        let (content, memory) = match kind_of(path) {
            Some(FileKind::Header) => return Ok(()),
            Some(FileKind::Terms) => {
                let block = TermBlock::read(bytes, self.header.doc_count)?;
                let memory = block.memory();
                (FileContent::Terms(Rc::new(block)), memory)
            }
            Some(FileKind::Positions) => (FileContent::Positions(Rc::new(Positions::read(bytes)?)), bytes.len()),
            Some(FileKind::Tail) => (FileContent::Tail(Rc::new(read_tail(bytes, self.header.doc_count)?)), bytes.len() * 4),
            Some(FileKind::Spelling) => (FileContent::Spelling(Rc::new(SpellingBlock::read(bytes)?)), bytes.len() * 3),
            None if path == self.header.days => (FileContent::Days(Rc::new(json::parse_days(bytes)?)), bytes.len() * 3),
            None => (FileContent::Column(Rc::new(json::parse_column(bytes)?)), bytes.len() * 2),
        };
        self.insert(path.to_owned(), content, memory);
        Ok(())
    }

    /// Begins a query: clears the missing files, and evicts the least recently used ones.
    pub(super) fn begin_query(&mut self) {
        self.missing_files.borrow_mut().clear();
        self.optional_files.borrow_mut().clear();
        self.term_blocks.borrow_mut().clear();
        self.generation.set(self.generation.get().wrapping_add(1));
        let mut memory: usize = self.files.iter().map(|(_, file)| file.memory).sum();
        while memory > MAX_CACHED_BYTES {
            let all = self.files.iter().enumerate().filter(|(_, (_, file))| file.memory > 0);
            let Some((oldest, _)) = all.min_by_key(|(_, (_, file))| file.last_used.get()) else { return };
            memory -= self.files.swap_remove(oldest).1.memory;
        }
    }

    /// Returns the missing files.
    pub(super) fn missing_files(&self) -> Vec<String> {
        self.missing_files.borrow().clone()
    }

    /// Returns the missing files that can wait.
    pub(super) fn optional_files(&self) -> Vec<String> {
        self.optional_files.borrow().clone()
    }

    fn content(&self, path: &str) -> Option<&FileContent> {
        if let Some((_, file)) = self.files.iter().find(|(known, _)| known == path) {
            file.last_used.set(self.generation.get());
            return Some(&file.content);
        }
        let mut missing = if self.is_optional_lookup.get() { self.optional_files.borrow_mut() } else { self.missing_files.borrow_mut() };
        if !missing.iter().any(|other| other == path) {
            missing.push(path.to_owned());
        }
        None
    }

    /// Returns a term dictionary block, by number.
    pub(super) fn term_block(&self, number: usize) -> Option<Rc<TermBlock>> {
        if let Some(Some(block)) = self.term_blocks.borrow().get(number) {
            return Some(block.clone());
        }
        let FileContent::Terms(block) = self.content(&self.header.term_blocks.path(FileKind::Terms, number))? else { return None };
        let mut term_blocks = self.term_blocks.borrow_mut();
        if term_blocks.len() <= number {
            term_blocks.resize(number + 1, None);
        }
        term_blocks[number] = Some(block.clone());
        Some(block.clone())
    }

    /// Returns the postings of a term, with the tail if it is at hand.
    pub(super) fn postings(&self, address: (usize, u32)) -> Rc<Vec<Posting>> {
        let mut lists = self.posting_lists.borrow_mut();
        if let Some(at) = lists.iter().position(|(other, _)| *other == address) {
            let known = lists.remove(at);
            lists.push(known.clone());
            return known.1;
        }
        let Some(block) = self.term_block(address.0) else { return Rc::default() };
        let mut list = block.postings(address.1);
        if let Some((number, hash)) = block.terms.get(address.1 as usize).and_then(|term| term.tail) {
            // A posting list without its tail is not cached.
            let Some(tail) = self.tail(number, hash) else { return Rc::new(list) };
            list.extend(tail.iter().copied());
            list.sort_unstable_by_key(|posting| posting.doc_id);
        }
        let list = Rc::new(list);
        lists.push((address, list.clone()));
        let mut postings: usize = lists.iter().map(|(_, list)| list.len()).sum();
        while postings > MAX_CACHED_POSTINGS && lists.len() > 1 {
            postings -= lists.remove(0).1.len();
        }
        list
    }

    /// Returns the positions of a block, and the number of terms of other blocks that precede its own there.
    pub(super) fn positions(&self, block: usize) -> Option<(Rc<Positions>, u32)> {
        let block = self.term_block(block)?;
        let range = match &block.positions {
            PositionsLocation::Inline(positions) => return Some((positions.clone(), 0)),
            PositionsLocation::File(range) => range,
        };
        match self.content(&range.path())? {
            FileContent::Positions(positions) => Some((positions.clone(), range.terms_before)),
            _ => None,
        }
    }

    /// Returns a posting-list tail.
    pub(super) fn tail(&self, number: u32, hash: Hash) -> Option<Rc<Vec<Posting>>> {
        match self.content(&path(FileKind::Tail, number as usize, hash))? {
            FileContent::Tail(tail) => Some(tail.clone()),
            _ => None,
        }
    }

    /// Returns a file of the spelling corrector, in forward or backward order.
    pub(super) fn spelling_block(&self, backward: bool, file: usize) -> Option<Rc<SpellingBlock>> {
        let (range, before) = if backward {
            (&self.header.backward_spelling, self.header.forward_spelling.hashes.len())
        } else {
            (&self.header.forward_spelling, 0)
        };
        let hash = range.hashes.get(file).copied()?;
        match self.content(&path(FileKind::Spelling, before + file, hash))? {
            FileContent::Spelling(block) => Some(block.clone()),
            _ => None,
        }
    }

    /// Returns the column of a facet; `Some(None)` if the corpus has none.
    pub(super) fn column(&self, facet: &str) -> Option<Option<Rc<Column>>> {
        let Some((_, path)) = self.header.columns.iter().find(|(key, _)| key == facet) else { return Some(None) };
        match self.content(path)? {
            FileContent::Column(column) => Some(Some(column.clone())),
            _ => None,
        }
    }

    /// Returns the publication days; `Some(None)` if the corpus has none.
    pub(super) fn days(&self) -> Option<Option<Rc<Days>>> {
        if self.header.days.is_empty() {
            return Some(None);
        }
        match self.content(&self.header.days)? {
            FileContent::Days(days) => Some(Some(days.clone())),
            _ => None,
        }
    }
}
