//! The files that an engine has been given. What was not used for long is let go when there is much.

use super::plain;
use crate::corpus::{Column, days::Days};
use crate::search::index::file::{Damage, Hash, Kind, kind_of, path};
use crate::search::index::places::Places;
use crate::search::index::root::Root;
use crate::search::index::spelling::Block;
use crate::search::index::terms::{Posting, Terms, read_rest};
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// How many bytes are kept of what was read, about.
const KEPT: usize = 14_000_000;

/// How many postings are kept of the lists that were read, eight bytes each.
const POSTINGS: usize = 400_000;

/// A file, read.
#[derive(Debug)]
enum Content {
    Terms(Rc<Terms>),
    Places(Rc<Places>),
    Rest(Rc<Vec<Posting>>),
    Spelling(Rc<Block>),
    Column(Rc<Column>),
    Days(Rc<Days>),
}

#[derive(Debug)]
struct Held {
    content: Content,
    memory: usize,
    used: Cell<u32>,
}

/// The list of a group, by its file and its place there.
type Read = ((usize, u32), Rc<Vec<Posting>>);

/// The files that an engine has been given, and those that were asked for in vain.
#[derive(Debug, Default)]
pub(super) struct Store {
    pub(super) root: Root,
    held: Vec<(String, Held)>,
    /// The files of words that this question has read, by number.
    read: RefCell<Vec<Option<Rc<Terms>>>>,
    turn: Cell<u32>,
    wanted: RefCell<Vec<String>>,
    later: RefCell<Vec<String>>,
    /// Lists that were read of late, the last one at the end: the next keystroke asks for most of them again.
    lists: RefCell<Vec<Read>>,
    /// Whether what is asked for in vain can wait until there is a first answer.
    pub(super) patient: Cell<bool>,
}

impl Store {
    pub(super) fn open(bytes: &[u8]) -> Result<Store, Damage> {
        let mut root = Root::read(bytes)?;
        let inline = std::mem::take(&mut root.inline);
        let mut store = Store { root, ..Store::default() };
        let [terms, places] = inline;
        if let Some(bytes) = terms {
            let terms = Terms::read(&bytes, store.root.count)?;
            let name = terms.places.path();
            store.hold(store.root.terms.path(Kind::Terms, 0), Content::Terms(Rc::new(terms)), 0);
            if let Some(bytes) = places {
                store.hold(name, Content::Places(Rc::new(Places::read(&bytes)?)), 0);
            }
        }
        Ok(store)
    }

    fn hold(&mut self, path: String, content: Content, memory: usize) {
        self.held.retain(|(other, _)| *other != path);
        self.held.push((path, Held { content, memory, used: Cell::new(self.turn.get()) }));
    }

    /// Takes a file in.
    pub(super) fn supply(&mut self, path: &str, bytes: &[u8]) -> Result<(), Damage> {
        let (content, memory) = match kind_of(path) {
            Some(Kind::Root) => return Ok(()),
            Some(Kind::Terms) => {
                let terms = Terms::read(bytes, self.root.count)?;
                let memory = terms.memory();
                (Content::Terms(Rc::new(terms)), memory)
            }
            Some(Kind::Places) => (Content::Places(Rc::new(Places::read(bytes)?)), bytes.len()),
            Some(Kind::Long) => (Content::Rest(Rc::new(read_rest(bytes, self.root.count)?)), bytes.len() * 4),
            Some(Kind::Spelling) => (Content::Spelling(Rc::new(Block::read(bytes)?)), bytes.len() * 3),
            None if path == self.root.days => (Content::Days(Rc::new(plain::days(bytes)?)), bytes.len() * 3),
            None => (Content::Column(Rc::new(plain::column(bytes)?)), bytes.len() * 2),
        };
        self.hold(path.to_owned(), content, memory);
        Ok(())
    }

    /// Begins a question: forgets what was wanted, and lets go what was not used for long.
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

    /// What was asked for in vain.
    pub(super) fn wanted(&self) -> Vec<String> {
        self.wanted.borrow().clone()
    }

    /// What was asked for in vain and can wait.
    pub(super) fn later(&self) -> Vec<String> {
        self.later.borrow().clone()
    }

    fn content(&self, path: &str) -> Option<&Content> {
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

    /// A file of words, by its number.
    pub(super) fn terms(&self, file: usize) -> Option<Rc<Terms>> {
        if let Some(Some(terms)) = self.read.borrow().get(file) {
            return Some(terms.clone());
        }
        let Content::Terms(terms) = self.content(&self.root.terms.path(Kind::Terms, file))? else { return None };
        let mut read = self.read.borrow_mut();
        if read.len() <= file {
            read.resize(file + 1, None);
        }
        read[file] = Some(terms.clone());
        Some(terms.clone())
    }

    /// The list of a group, with its rest where that is there.
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
            // Without its rest a list is not yet what it will be.
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

    /// The places of the words of a file, and how many groups of other files stand before its own there.
    pub(super) fn places(&self, file: usize) -> Option<(Rc<Places>, u32)> {
        let place = self.terms(file)?.places;
        match self.content(&place.path())? {
            Content::Places(places) => Some((places.clone(), place.before)),
            _ => None,
        }
    }

    /// The rest of a long list.
    pub(super) fn rest(&self, number: u32, name: Hash) -> Option<Rc<Vec<Posting>>> {
        match self.content(&path(Kind::Long, number as usize, name))? {
            Content::Rest(rest) => Some(rest.clone()),
            _ => None,
        }
    }

    /// A file of spelling: of those in order, or of those from the end.
    pub(super) fn spelling(&self, backward: bool, file: usize) -> Option<Rc<Block>> {
        let (range, before) = if backward { (&self.root.backward, self.root.forward.hashes.len()) } else { (&self.root.forward, 0) };
        let name = range.hashes.get(file).copied()?;
        match self.content(&path(Kind::Spelling, before + file, name))? {
            Content::Spelling(block) => Some(block.clone()),
            _ => None,
        }
    }

    /// The column of a facet. `Ok(None)` where the corpus has none.
    pub(super) fn column(&self, facet: &str) -> Option<Option<Rc<Column>>> {
        let Some((_, path)) = self.root.columns.iter().find(|(key, _)| key == facet) else { return Some(None) };
        match self.content(path)? {
            Content::Column(column) => Some(Some(column.clone())),
            _ => None,
        }
    }

    /// The days of publication.
    pub(super) fn days(&self) -> Option<Option<Rc<Days>>> {
        if self.root.days.is_empty() {
            return Some(None);
        }
        match self.content(&self.root.days)? {
            Content::Days(days) => Some(Some(days.clone())),
            _ => None,
        }
    }
}
