//! An open index, and its last answer.

use crate::article::language::primary;
use crate::search::analysis::Stem;
use crate::search::excerpt::{Passage, best, found, passage};
use crate::search::highlight::marks;
use crate::search::highlight_terms::HighlightTerms;
use crate::search::index::{Answer, Engine, file};
use crate::search::message::{self, Excerpt, PARTED};

/// Checks the header of a file: whether its content may be inflated.
///
/// # Errors
/// If it is no index file, or of another version.
pub fn header_of(path: &str, bytes: &[u8]) -> Result<(), String> {
    let kind = file::kind_of(path).ok_or_else(|| "it is not a file of a search index".to_owned())?;
    file::body(bytes, kind).map(|_| ()).map_err(|damage| damage.to_string())
}

/// An open index. Errors are messages.
pub struct Searcher {
    engine: Engine,
    stem: Box<dyn Stem>,
    answer: Option<Answer>,
    meaning: HighlightTerms,
}

impl Searcher {
    /// Opens an index from its inflated header file.
    ///
    /// # Errors
    /// If it is no index header, or corrupt.
    pub fn open(root: &[u8], stem: Box<dyn Stem>) -> Result<Searcher, String> {
        let engine = Engine::open(root).map_err(|damage| damage.to_string())?;
        Ok(Searcher { engine, stem, answer: None, meaning: HighlightTerms::default() })
    }

    /// Returns the articles' languages, primary subtags.
    pub fn languages(&self) -> &[String] {
        self.engine.languages()
    }

    /// Adds the inflated content of a requested file.
    ///
    /// # Errors
    /// If it is corrupt.
    pub fn supply(&mut self, path: &str, bytes: &[u8]) -> Result<(), String> {
        self.engine.supply(path, bytes).map_err(|damage| damage.to_string())
    }

    /// Answers a query from the files at hand; returns the paths of the missing ones.
    pub fn ask(&mut self, typed: &str) -> Vec<String> {
        let reply = self.engine.ask(typed, self.stem.as_ref());
        if let Some(answer) = &reply.answer {
            self.meaning = answer.meaning.clone();
        }
        self.answer = reply.answer;
        reply.needs
    }

    /// Returns the doc ids of the matches, best first; `None` if there is no answer yet.
    pub fn matches(&self) -> Option<Vec<u32>> {
        self.answer.as_ref().map(|answer| ordinals(&answer.matches))
    }

    /// Returns the doc ids of the partial matches, best first.
    pub fn partly(&self) -> Vec<u32> {
        self.answer.as_ref().map(|answer| ordinals(&answer.partly)).unwrap_or_default()
    }

    /// Returns the rest of the answer, see [`message::write_answer`].
    pub fn rest(&self) -> String {
        self.answer.as_ref().map(message::write_answer).unwrap_or_default()
    }

    /// Returns the excerpt of an article for the last query, see [`message::write_excerpt`]; `parts` holds its headline and its
    /// blocks, see [`PARTED`].
    pub fn excerpt(&self, ordinal: u32, language: &str, parts: &str) -> String {
        let mut parts = parts.split(PARTED).map(str::to_owned);
        let title = parts.next().unwrap_or_default();
        let blocks: Vec<String> = parts.collect();
        let mut excerpt = Excerpt { ordinal, title: flat(&self.marks(&title, language)), ..Excerpt::default() };
        let best = best(&blocks, &self.meaning, &primary(language), self.engine.variants(), self.stem.as_ref());
        if let Some((best, text)) = best.and_then(|best| Some((best, blocks.get(best)?))) {
            excerpt.block = best as u32 + 1;
            excerpt.pieces = pieces(passage(text, &self.marks(text, language)));
            excerpt.blocks = self.others(&blocks, language, best);
        }
        message::write_excerpt(&excerpt)
    }

    /// Returns the other blocks with at least as many query terms as the best, counted from 1.
    fn others(&self, blocks: &[String], language: &str, best: usize) -> Vec<u32> {
        let found = found(blocks, &self.meaning, &primary(language), self.engine.variants(), self.stem.as_ref());
        let most = found.iter().find(|found| found.block == best).map_or(1, |found| found.words);
        found.iter().filter(|found| found.block != best && found.words >= most).map(|found| found.block as u32 + 1).collect()
    }

    /// Returns the matches of the last query in the parts of a text: number of the part, first byte and end, in turn.
    pub fn places(&self, language: &str, parts: &str) -> Vec<u32> {
        let mut places = Vec::new();
        for (number, part) in (0..).zip(parts.split(PARTED)) {
            for (start, end) in self.marks(part, language) {
                places.extend([number, start as u32, end as u32]);
            }
        }
        places
    }

    fn marks(&self, text: &str, language: &str) -> Vec<(usize, usize)> {
        marks(text, &self.meaning, &primary(language), self.engine.variants(), self.stem.as_ref())
    }
}

fn flat(marks: &[(usize, usize)]) -> Vec<u32> {
    marks.iter().flat_map(|(start, end)| [*start as u32, *end as u32]).collect()
}

/// Returns the pieces of a passage, with an ellipsis where text is cut off.
fn pieces(passage: Passage) -> Vec<(String, bool)> {
    let before = passage.cut_before.then(|| ("… ".to_owned(), false));
    let after = passage.cut_after.then(|| (" …".to_owned(), false));
    before.into_iter().chain(passage.runs.into_iter().map(|run| (run.words, run.marked))).chain(after).collect()
}

fn ordinals(scored: &[(u32, f32)]) -> Vec<u32> {
    scored.iter().map(|(ordinal, _)| *ordinal).collect()
}
