//! An open index, and what was asked of it last.

use crate::search::analysis::{Stem, tokens};
use crate::search::index::{Answer, Engine};
use crate::search::meaning::Meaning;
use crate::search::message::{Answered, Excerpt, PARTED, Piece};

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

    /// Everything else of the answer, as JSON.
    pub fn rest(&self) -> String {
        let rest = self.answer.as_ref().map(|answer| Answered::of(answer, &|card| self.marks(&card.title, &card.lang)));
        json(&rest.unwrap_or_default())
    }

    /// Where an article holds what was asked last, as JSON: its headline and its blocks in one text, see [`PARTED`].
    pub fn excerpt(&self, ordinal: u32, language: &str, parts: &str) -> String {
        let mut parts = parts.split(PARTED);
        let title = parts.next().unwrap_or_default();
        let blocks: Vec<&str> = parts.collect();
        let mut excerpt = Excerpt { ordinal, title: self.marks(title, language), ..Excerpt::default() };
        self.look_into(&blocks, language, &mut excerpt);
        json(&excerpt)
    }

    fn marks(&self, text: &str, language: &str) -> Vec<u32> {
        let mut marks = Vec::new();
        tokens(text, self.engine.variants(), 0, &mut |token| {
            if self.meaning.forms.iter().any(|form| token.form == form)
                || self.meaning.prefixes.iter().any(|p| token.form.starts_with(p.as_str()))
            {
                marks.extend([token.start, token.end]);
            }
        });
        _ = language;
        marks
    }

    fn look_into(&self, blocks: &[&str], language: &str, excerpt: &mut Excerpt) {
        for (number, block) in (1..).zip(blocks) {
            if !self.marks(block, language).is_empty() {
                if excerpt.block == 0 {
                    excerpt.block = number;
                    excerpt.pieces = vec![Piece { words: block.to_string(), ..Piece::default() }];
                } else {
                    excerpt.blocks.push(number);
                }
            }
        }
    }

    /// Where the parts of a text hold what was asked last: number of the part, first byte and end, in turn.
    pub fn places(&self, language: &str, parts: &str) -> Vec<u32> {
        let parts = (0..).zip(parts.split(PARTED));
        parts
            .flat_map(|(number, part)| self.marks(part, language).chunks(2).flat_map(|pair| [number, pair[0], pair[1]]).collect::<Vec<_>>())
            .collect()
    }
}

fn ordinals(scored: &[(u32, f32)]) -> Vec<u32> {
    scored.iter().map(|(ordinal, _)| *ordinal).collect()
}

fn json<T: serde::Serialize>(value: &T) -> String {
    // Writing into memory fails only where a key is no text, and there is none of these.
    serde_json::to_string(value).unwrap_or_default()
}
