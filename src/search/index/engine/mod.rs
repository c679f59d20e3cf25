//! The engine: answers a query as far as the files that are there allow, and says which it wants besides.
//!
//! - [`store`]: the files that are there; [`plain`]: those of them that are JSON.
//! - [`words`]: from a word that was typed to the groups of the index that it means.
//! - [`clauses`]: which articles a clause means.
//! - [`answer`]: in what order, and what is said with them.
//!
//! Deliberately absent: fetching. Whether it runs in a worker or natively, the same files give the same answer.

mod answer;
mod clauses;
mod plain;
mod store;
mod words;

pub use answer::{Answer, Reply};

use super::file::Damage;
use crate::search::analysis::{Stem, Variants};
use crate::search::query::parse;
use store::Store;

/// An index that is open.
#[derive(Debug, Default)]
pub struct Engine {
    store: Store,
}

impl Engine {
    /// Opens an index by the content of its root file, inflated.
    ///
    /// # Errors
    /// When it is damaged.
    pub fn open(root: &[u8]) -> Result<Engine, Damage> {
        Ok(Engine { store: Store::open(root)? })
    }

    /// Primary subtags of the languages in which the articles are written.
    pub fn languages(&self) -> &[String] {
        &self.store.root.languages
    }

    /// What characters are written as in the index.
    pub fn variants(&self) -> &Variants {
        &self.store.root.variants
    }

    /// Takes in the content of a file that was asked for, inflated; `path` as it was asked for.
    ///
    /// # Errors
    /// When it is damaged. It is then wanted again.
    pub fn supply(&mut self, path: &str, content: &[u8]) -> Result<(), Damage> {
        self.store.supply(path, content)
    }

    /// Answers what was typed.
    pub fn ask(&mut self, typed: &str, stem: &dyn Stem) -> Reply {
        self.store.begin();
        let query = parse::parse(typed, self.variants());
        answer::answer(&self.store, &query, stem)
    }
}
