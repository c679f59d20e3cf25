//! The index of the full-text search, made while the articles are read.

use super::failure::Failure;
use crate::article::Article;
use crate::corpus::{Card, ColumnFile, File};

/// An index in the making.
#[derive(Debug, Default)]
pub struct Indexing {}

/// A finished index.
#[derive(Debug, Default)]
pub struct Made {
    /// Its files: their paths inside `corpus/`, and their bytes.
    pub files: Vec<(String, Vec<u8>)>,
    /// The one that names the others; `None` where there is no index.
    pub root: Option<File>,
}

impl Indexing {
    /// An index of the articles of these cards, in the order of their ordinals.
    pub fn new(_cards: &[Card]) -> Indexing {
        Indexing {}
    }

    /// Adds an article. They come in the order of their ordinals.
    pub fn add(&mut self, _ordinal: u32, _article: &Article) {}

    /// Finishes the index, which names the facet columns and the days.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn finish(self, _columns: &[ColumnFile], _days: &File) -> Result<Made, Failure> {
        Ok(Made::default())
    }
}
