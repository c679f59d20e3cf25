//! An open index, and what was asked of it last.

use crate::article::language::primary;
use crate::search::analysis::Stem;
use crate::search::excerpt::{Passage, best, found, passage};
use crate::search::index::{Answer, Engine, file};
use crate::search::marking::marks;
use crate::search::meaning::Meaning;
use crate::search::message::{self, Excerpt, PARTED};

/// Looks at the first bytes of a file: whether its content may be inflated.
///
/// # Errors
/// When it is no file of the index, or of another version.
pub fn header_of(path: &str, bytes: &[u8]) -> Result<(), String> {
    let kind = file::kind_of(path).ok_or_else(|| "it is not a file of a search index".to_owned())?;
    file::body(bytes, kind).map(|_| ()).map_err(|damage| damage.to_string())
}

/// An open index. What went wrong is told in words.
pub struct Searcher {
    engine: Engine,
    stem: Box<dyn Stem>,
    answer: Option<Answer>,
    meaning: Meaning,
}

impl Searcher {
    /// Opens an index by its root file, inflated.
    ///
    /// # Errors
    /// When it is none, or damaged.
    pub fn open(root: &[u8], stem: Box<dyn Stem>) -> Result<Searcher, String> {
        let engine = Engine::open(root).map_err(|damage| damage.to_string())?;
        Ok(Searcher { engine, stem, answer: None, meaning: Meaning::default() })
    }

    /// The languages of the articles, primary subtags.
    pub fn languages(&self) -> &[String] {
        self.engine.languages()
    }

    /// Takes a file that was asked for, inflated.
    ///
    /// # Errors
    /// When it is damaged.
    pub fn supply(&mut self, path: &str, bytes: &[u8]) -> Result<(), String> {
        self.engine.supply(path, bytes).map_err(|damage| damage.to_string())
    }

    /// Answers as far as the files that are there allow; gives the paths of those that are still wanted.
    pub fn ask(&mut self, typed: &str) -> Vec<String> {
        let reply = self.engine.ask(typed, self.stem.as_ref());
        if let Some(answer) = &reply.answer {
            self.meaning = answer.meaning.clone();
        }
        self.answer = reply.answer;
        reply.needs
    }

    /// The ordinals of what matches, best first; `None` where there is no answer yet.
    pub fn matches(&self) -> Option<Vec<u32>> {
        self.answer.as_ref().map(|answer| ordinals(&answer.matches))
    }

    /// The ordinals of what matches in part, best first.
    pub fn partly(&self) -> Vec<u32> {
        self.answer.as_ref().map(|answer| ordinals(&answer.partly)).unwrap_or_default()
    }

    /// Everything else of the answer, see [`message::write_answer`].
    pub fn rest(&self) -> String {
        self.answer.as_ref().map(message::write_answer).unwrap_or_default()
    }

    /// Where an article holds what was asked last, see [`message::write_excerpt`]: its headline and its blocks in one text, see [`PARTED`].
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

    /// The other blocks that hold as many of the words as the best, counted from 1.
    fn others(&self, blocks: &[String], language: &str, best: usize) -> Vec<u32> {
        let found = found(blocks, &self.meaning, &primary(language), self.engine.variants(), self.stem.as_ref());
        let most = found.iter().find(|found| found.block == best).map_or(1, |found| found.words);
        found.iter().filter(|found| found.block != best && found.words >= most).map(|found| found.block as u32 + 1).collect()
    }

    /// Where the parts of a text hold what was asked last: number of the part, first byte and end, in turn.
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

/// The pieces of a passage, with a sign where the text goes on.
fn pieces(passage: Passage) -> Vec<(String, bool)> {
    let before = passage.cut_before.then(|| ("… ".to_owned(), false));
    let after = passage.cut_after.then(|| (" …".to_owned(), false));
    before.into_iter().chain(passage.runs.into_iter().map(|run| (run.words, run.marked))).chain(after).collect()
}

fn ordinals(scored: &[(u32, f32)]) -> Vec<u32> {
    scored.iter().map(|(ordinal, _)| *ordinal).collect()
}
