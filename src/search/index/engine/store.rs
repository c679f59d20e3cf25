//! A cache of the files that the engine has received, evicting the least recently used.

use super::json;
use crate::corpus::{Column, days::Days};
use crate::search::index::file::{CorruptIndex, FileKind, Hash, kind_of, path};
use crate::search::index::index_header::IndexHeader;
use crate::search::index::positions::Positions;
use crate::search::index::spelling::SpellingBlock;
use crate::search::index::term_block::{Posting, TermBlock, read_rest};
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// The approximate limit of cached bytes.
const KEPT: usize = 14_000_000;

/// The limit of cached postings, eight bytes each.
const POSTINGS: usize = 400_000;

/// A decoded file.
#[derive(Debug)]
enum FileContent {
    Terms(Rc<TermBlock>),
    Places(Rc<Positions>),
    Rest(Rc<Vec<Posting>>),
    Spelling(Rc<SpellingBlock>),
    Column(Rc<Column>),
    Days(Rc<Days>),
}

#[derive(Debug)]
struct StoredFile {
    content: FileContent,
    memory: usize,
    used: Cell<u32>,
}

/// The postings of a term, with the term's address: block and index in it.
type ListAddress = ((usize, u32), Rc<Vec<Posting>>);

/// The cached files, and the missing ones.
#[derive(Debug, Default)]
pub(super) struct Store {
    pub(super) root: IndexHeader,
    held: Vec<(String, StoredFile)>,
    /// The term dictionary blocks that this query has read, by number.
    read: RefCell<Vec<Option<Rc<TermBlock>>>>,
    turn: Cell<u32>,
    wanted: RefCell<Vec<String>>,
    later: RefCell<Vec<String>>,
    /// Recently read posting lists, the latest last: the next keystroke needs most of them again.
    lists: RefCell<Vec<ListAddress>>,
    /// Whether missing files can wait until there is a first answer.
    pub(super) patient: Cell<bool>,
}

impl Store {
    pub(super) fn open(bytes: &[u8]) -> Result<Store, CorruptIndex> {
        let mut root = IndexHeader::read(bytes)?;
        let inline = std::mem::take(&mut root.inline);
        let mut store = Store { root, ..Store::default() };
        let [terms, places] = inline;
        if let Some(bytes) = terms {
            let terms = TermBlock::read(&bytes, store.root.count)?;
            let name = terms.places.path();
            store.hold(store.root.terms.path(FileKind::Terms, 0), FileContent::Terms(Rc::new(terms)), 0);
            if let Some(bytes) = places {
                store.hold(name, FileContent::Places(Rc::new(Positions::read(&bytes)?)), 0);
            }
        }
        Ok(store)
    }

    fn hold(&mut self, path: String, content: FileContent, memory: usize) {
        self.held.retain(|(other, _)| *other != path);
        self.held.push((path, StoredFile { content, memory, used: Cell::new(self.turn.get()) }));
    }

    /// Adds a file.
    pub(super) fn supply(&mut self, path: &str, bytes: &[u8]) -> Result<(), CorruptIndex> {
        let (content, memory) = match kind_of(path) {
            Some(FileKind::Root) => return Ok(()),
            Some(FileKind::Terms) => {
                let terms = TermBlock::read(bytes, self.root.count)?;
                let memory = terms.memory();
                (FileContent::Terms(Rc::new(terms)), memory)
            }
            Some(FileKind::Places) => (FileContent::Places(Rc::new(Positions::read(bytes)?)), bytes.len()),
            Some(FileKind::Long) => (FileContent::Rest(Rc::new(read_rest(bytes, self.root.count)?)), bytes.len() * 4),
            Some(FileKind::Spelling) => (FileContent::Spelling(Rc::new(SpellingBlock::read(bytes)?)), bytes.len() * 3),
            None if path == self.root.days => (FileContent::Days(Rc::new(json::days(bytes)?)), bytes.len() * 3),
            None => (FileContent::Column(Rc::new(json::column(bytes)?)), bytes.len() * 2),
        };
        self.hold(path.to_owned(), content, memory);
        Ok(())
    }

    /// Begins a query: clears the missing files, and evicts the least recently used ones.
    pub(super) fn begin(&mut self) {
        self.wanted.borrow_mut().clear();
        self.later.borrow_mut().clear();
        self.read.borrow_mut().clear();
        self.turn.set(self.turn.get().wrapping_add(1));
        let mut memory: usize = self.held.iter().map(|(_, held)| held.memory).sum();
        while memory > KEPT {
            let all = self.held.iter().enumerate().filter(|(_, (_, held))| held.memory > 0);
            let Some((oldest, _)) = all.min_by_key(|(_, (_, held))| held.used.get()) else { return };
            memory -= self.held.swap_remove(oldest).1.memory;
        }
    }

    /// Returns the missing files.
    pub(super) fn wanted(&self) -> Vec<String> {
        self.wanted.borrow().clone()
    }

    /// Returns the missing files that can wait.
    pub(super) fn later(&self) -> Vec<String> {
        self.later.borrow().clone()
    }

    fn content(&self, path: &str) -> Option<&FileContent> {
        if let Some((_, held)) = self.held.iter().find(|(known, _)| known == path) {
            held.used.set(self.turn.get());
            return Some(&held.content);
        }
        let mut wanted = if self.patient.get() { self.later.borrow_mut() } else { self.wanted.borrow_mut() };
        if !wanted.iter().any(|other| other == path) {
            wanted.push(path.to_owned());
        }
        None
    }

    /// Returns a term dictionary block, by number.
    pub(super) fn terms(&self, file: usize) -> Option<Rc<TermBlock>> {
        if let Some(Some(terms)) = self.read.borrow().get(file) {
            return Some(terms.clone());
        }
        let FileContent::Terms(terms) = self.content(&self.root.terms.path(FileKind::Terms, file))? else { return None };
        let mut read = self.read.borrow_mut();
        if read.len() <= file {
            read.resize(file + 1, None);
        }
        read[file] = Some(terms.clone());
        Some(terms.clone())
    }

    /// Returns the postings of a term, with the tail if it is at hand.
    pub(super) fn list(&self, name: (usize, u32)) -> Rc<Vec<Posting>> {
        let mut lists = self.lists.borrow_mut();
        if let Some(at) = lists.iter().position(|(other, _)| *other == name) {
            let known = lists.remove(at);
            lists.push(known.clone());
            return known.1;
        }
        let Some(terms) = self.terms(name.0) else { return Rc::default() };
        let mut list = terms.postings(name.1);
        if let Some((number, hash)) = terms.groups.get(name.1 as usize).and_then(|head| head.rest) {
            // A posting list without its tail is not cached.
            let Some(rest) = self.rest(number, hash) else { return Rc::new(list) };
            list.extend(rest.iter().copied());
            list.sort_unstable_by_key(|posting| posting.ordinal);
        }
        let list = Rc::new(list);
        lists.push((name, list.clone()));
        let mut postings: usize = lists.iter().map(|(_, list)| list.len()).sum();
        while postings > POSTINGS && lists.len() > 1 {
            postings -= lists.remove(0).1.len();
        }
        list
    }

    /// Returns the positions of a block, and the number of terms of other blocks that precede its own there.
    pub(super) fn places(&self, file: usize) -> Option<(Rc<Positions>, u32)> {
        let place = self.terms(file)?.places;
        match self.content(&place.path())? {
            FileContent::Places(places) => Some((places.clone(), place.before)),
            _ => None,
        }
    }

    /// Returns a posting-list tail.
    pub(super) fn rest(&self, number: u32, name: Hash) -> Option<Rc<Vec<Posting>>> {
        match self.content(&path(FileKind::Long, number as usize, name))? {
            FileContent::Rest(rest) => Some(rest.clone()),
            _ => None,
        }
    }

    /// Returns a file of the spelling corrector, in forward or backward order.
    pub(super) fn spelling(&self, backward: bool, file: usize) -> Option<Rc<SpellingBlock>> {
        let (range, before) = if backward { (&self.root.backward, self.root.forward.hashes.len()) } else { (&self.root.forward, 0) };
        let name = range.hashes.get(file).copied()?;
        match self.content(&path(FileKind::Spelling, before + file, name))? {
            FileContent::Spelling(block) => Some(block.clone()),
            _ => None,
        }
    }

    /// Returns the column of a facet; `Some(None)` if the corpus has none.
    pub(super) fn column(&self, facet: &str) -> Option<Option<Rc<Column>>> {
        let Some((_, path)) = self.root.columns.iter().find(|(key, _)| key == facet) else { return Some(None) };
        match self.content(path)? {
            FileContent::Column(column) => Some(Some(column.clone())),
            _ => None,
        }
    }

    /// Returns the publication days; `Some(None)` if the corpus has none.
    pub(super) fn days(&self) -> Option<Option<Rc<Days>>> {
        if self.root.days.is_empty() {
            return Some(None);
        }
        match self.content(&self.root.days)? {
            FileContent::Days(days) => Some(Some(days.clone())),
            _ => None,
        }
    }
}
