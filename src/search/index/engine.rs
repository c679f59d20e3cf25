//! The engine: answers a query as far as the files that are there allow, and says which it wants besides.

use crate::corpus::Card;
use crate::search::analysis::{Stem, Variants};
use crate::search::meaning::Meaning;
use crate::search::query::Hint;
use std::fmt;

/// A file of the index that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damage(pub String);

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What is there so far, and what is still wanted.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reply {
    /// Paths inside `corpus/` of files that are still wanted: to be fetched together, then the same is asked again.
    pub needs: Vec<String>,
    /// The answer; where something is still wanted it is what can be said so far.
    pub answer: Option<Answer>,
}

/// What a query found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Answer {
    /// Every article that matches, best first: ordinal and score.
    pub matches: Vec<(u32, f32)>,
    /// Articles with some of the words, best first; only where fewer than ten match.
    pub partly: Vec<(u32, f32)>,
    /// The words, as typed, that some of `partly` do not hold.
    pub missing: Vec<String>,
    /// Cards that came along with the index, by ordinal: what a row shows, without deck, authors and tags.
    pub cards: Vec<(u32, Card)>,
    /// What was not understood as it was perhaps meant.
    pub hints: Vec<Hint>,
    /// Words that are in no article, and the ones they were taken for.
    pub corrected: Vec<(String, String)>,
    /// Another query that finds more.
    pub suggestion: Option<String>,
    /// What to mark.
    pub meaning: Meaning,
}

/// An index that is open.
#[derive(Debug, Default)]
pub struct Engine {
    languages: Vec<String>,
    variants: Variants,
}

impl Engine {
    /// Opens an index by its root file, inflated.
    ///
    /// # Errors
    /// When the file is none, of another version, or damaged.
    pub fn open(_root: &[u8]) -> Result<Engine, Damage> {
        Ok(Engine::default())
    }

    /// Primary subtags of the languages in which the articles are written.
    pub fn languages(&self) -> &[String] {
        &self.languages
    }

    /// What characters are written as in the index.
    pub fn variants(&self) -> &Variants {
        &self.variants
    }

    /// Takes in a file that was asked for, inflated; `path` as it was asked for.
    ///
    /// # Errors
    /// When it is damaged. It is then wanted again.
    pub fn supply(&mut self, _path: &str, _bytes: &[u8]) -> Result<(), Damage> {
        Ok(())
    }

    /// Answers what was typed.
    pub fn ask(&mut self, _typed: &str, _stem: &dyn Stem) -> Reply {
        Reply { needs: Vec::new(), answer: Some(Answer::default()) }
    }
}
