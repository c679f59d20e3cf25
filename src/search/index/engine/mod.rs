//! The engine: answers a query from the files at hand, and lists the missing ones.
//!
//! - [`store`]: the files at hand; [`json`]: the parser of those that are JSON.
//! - [`term_lookup`]: looks up the terms of a typed word.
//! - [`query_evaluation`]: finds the articles that match a clause.
//! - [`run`]: runs of scripts without spaces.
//! - [`answer`]: ranks them and builds the answer.
//!
//! Deliberately absent: fetching. In a worker or natively, the same files give the same answer.

mod answer;
mod json;
mod query_evaluation;
mod run;
mod store;
mod term_lookup;

pub use answer::{Answer, Reply};

use super::file::CorruptIndex;
use crate::search::analysis::{Stem, Variants};
use crate::search::query::parse;
use store::Store;

/// An open index.
#[derive(Debug, Default)]
pub struct Engine {
    store: Store,
}

impl Engine {
    /// Opens an index from the inflated content of its index header.
    ///
    /// # Errors
    /// If the header is corrupt.
    pub fn open(header: &[u8]) -> Result<Engine, CorruptIndex> {
        Ok(Engine { store: Store::open(header)? })
    }

    /// Returns the primary subtags of the articles' languages.
    pub fn languages(&self) -> &[String] {
        &self.store.header.languages
    }

    /// Returns the character variants of the index.
    pub fn variants(&self) -> &Variants {
        &self.store.header.variants
    }

    /// Adds the inflated content of a requested file; `path` is as requested.
    ///
    /// # Errors
    /// If the file is corrupt. It is then requested again.
    pub fn add_file(&mut self, path: &str, content: &[u8]) -> Result<(), CorruptIndex> {
        self.store.add_file(path, content)
    }

    /// Answers a query.
    pub fn search(&mut self, typed: &str, stem: &dyn Stem) -> Reply {
        self.store.begin_query();
        let query = parse::parse(typed, self.variants());
        answer::answer(&self.store, &query, stem)
    }
}
