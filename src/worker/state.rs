//! An open index, and its last answer.

use crate::article::language::primary_subtag;
use crate::search::analysis::Stem;
use crate::search::excerpt::{Passage, best_block, best_passage, matching_blocks};
use crate::search::highlight::{HighlightTerms, highlight_ranges};
use crate::search::index::{Answer, Engine, file};
use crate::search::message::{self, Excerpt, SEPARATOR};

/// Checks the header of a file: whether its content may be inflated.
///
/// # Errors
/// If it is no index file, or of another version.
pub fn check_header(path: &str, bytes: &[u8]) -> Result<(), String> {
    let kind = file::kind_of(path).ok_or_else(|| "it is not a file of a search index".to_owned())?;
    file::strip_header(bytes, kind).map(|_| ()).map_err(|damage| damage.to_string())
}

/// An open index. Errors are messages.
pub struct Searcher {
    engine: Engine,
    stemmer: Box<dyn Stem>,
    answer: Option<Answer>,
    highlight_terms: HighlightTerms,
}

impl Searcher {
    /// Opens an index from its inflated header file.
    ///
    /// # Errors
    /// If it is no index header, or corrupt.
    pub fn open(header: &[u8], stemmer: Box<dyn Stem>) -> Result<Searcher, String> {
        let engine = Engine::open(header).map_err(|damage| damage.to_string())?;
        Ok(Searcher { engine, stemmer, answer: None, highlight_terms: HighlightTerms::default() })
    }

    /// Returns the articles' languages, primary subtags.
    pub fn languages(&self) -> &[String] {
        self.engine.languages()
    }

    /// Adds the inflated content of a requested file.
    ///
    /// # Errors
    /// If it is corrupt.
    pub fn add_file(&mut self, path: &str, bytes: &[u8]) -> Result<(), String> {
        self.engine.add_file(path, bytes).map_err(|damage| damage.to_string())
    }

    /// Answers a query from the files at hand; returns the paths of the missing ones.
    pub fn answer_query(&mut self, typed: &str) -> Vec<String> {
        let reply = self.engine.search(typed, self.stemmer.as_ref());
        if let Some(answer) = &reply.answer {
            self.highlight_terms = answer.highlight_terms.clone();
        }
        self.answer = reply.answer;
        reply.missing_files
    }

    /// Returns the doc ids of the matches, best first; `None` if there is no answer yet.
    pub fn matches(&self) -> Option<Vec<u32>> {
        self.answer.as_ref().map(|answer| doc_ids(&answer.matches))
    }

    /// Returns the doc ids of the partial matches, best first.
    pub fn partial_matches(&self) -> Vec<u32> {
        self.answer.as_ref().map(|answer| doc_ids(&answer.partial_matches)).unwrap_or_default()
    }

    /// Returns the details of the answer, see [`message::write_answer`].
    pub fn details(&self) -> String {
        self.answer.as_ref().map(message::write_answer).unwrap_or_default()
    }

    /// Returns the excerpt of an article for the last query, see [`message::write_excerpt`]; `parts` holds its headline and its
    /// blocks, see [`SEPARATOR`].
    pub fn excerpt(&self, doc_id: u32, language: &str, parts: &str) -> String {
        let mut parts = parts.split(SEPARATOR).map(str::to_owned);
        let title = parts.next().unwrap_or_default();
        let blocks: Vec<String> = parts.collect();
        let mut excerpt = Excerpt { doc_id, title_ranges: flatten(&self.highlight_ranges(&title, language)), ..Excerpt::default() };
        let best = best_block(&blocks, &self.highlight_terms, &primary_subtag(language), self.engine.variants(), self.stemmer.as_ref());
        if let Some((best, text)) = best.and_then(|best| Some((best, blocks.get(best)?))) {
            excerpt.block = best as u32 + 1;
            excerpt.pieces = pieces(best_passage(text, &self.highlight_ranges(text, language)));
            excerpt.other_blocks = self.other_blocks(&blocks, language, best);
        }
        message::write_excerpt(&excerpt)
    }

    /// Returns the other blocks with at least as many query terms as the best, counted from 1.
    fn other_blocks(&self, blocks: &[String], language: &str, best: usize) -> Vec<u32> {
        let found =
            matching_blocks(blocks, &self.highlight_terms, &primary_subtag(language), self.engine.variants(), self.stemmer.as_ref());
        let min_terms = found.iter().find(|found| found.block == best).map_or(1, |found| found.term_count);
        found.iter().filter(|found| found.block != best && found.term_count >= min_terms).map(|found| found.block as u32 + 1).collect()
    }

    /// Returns the matches of the last query in the parts of a text: number of the part, first byte and end, in turn.
    pub fn in_page_matches(&self, language: &str, parts: &str) -> Vec<u32> {
        let mut ranges = Vec::new();
        for (number, part) in (0..).zip(parts.split(SEPARATOR)) {
            for (start, end) in self.highlight_ranges(part, language) {
                ranges.extend([number, start as u32, end as u32]);
            }
        }
        ranges
    }

    fn highlight_ranges(&self, text: &str, language: &str) -> Vec<(usize, usize)> {
        highlight_ranges(text, &self.highlight_terms, &primary_subtag(language), self.engine.variants(), self.stemmer.as_ref())
    }
}

fn flatten(ranges: &[(usize, usize)]) -> Vec<u32> {
    ranges.iter().flat_map(|(start, end)| [*start as u32, *end as u32]).collect()
}

/// Returns the pieces of a passage, with an ellipsis where text is cut off.
fn pieces(passage: Passage) -> Vec<(String, bool)> {
    let before = passage.cut_before.then(|| ("… ".to_owned(), false));
    let after = passage.cut_after.then(|| (" …".to_owned(), false));
    before.into_iter().chain(passage.runs.into_iter().map(|run| (run.words, run.is_match))).chain(after).collect()
}

fn doc_ids(scored: &[(u32, f32)]) -> Vec<u32> {
    scored.iter().map(|(doc_id, _)| *doc_id).collect()
}
