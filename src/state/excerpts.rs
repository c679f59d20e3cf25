//! The excerpts that rows show.

use super::corpus_data::CorpusData;
use crate::article::Block;
use crate::article::text::{block_text, plain_text};
use crate::search::message::{Excerpt, SEPARATOR, read_excerpts};
use std::sync::Arc;

/// Maximum number of other headings beside an excerpt.
const MAX_OTHER_HEADINGS: usize = 3;

/// The excerpt of an article as its row shows it.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct RowExcerpt {
    /// Byte ranges of the headline to mark, ascending.
    pub title_marks: Vec<(usize, usize)>,
    /// Anchor of the block that the excerpt comes from, to open the article at.
    pub anchor: Option<String>,
    /// The excerpt in pieces; true for matched words. Empty if it is not loaded, or nothing matched.
    pub pieces: Vec<(String, bool)>,
    /// Other headings with matches in their sections.
    pub other_headings: Vec<String>,
}

/// An article to find an excerpt in: its doc id, its language, and its headline and blocks separated by [`SEPARATOR`].
pub(crate) type ExcerptRequest = (u32, String, String);

/// The excerpts of the rows.
#[derive(Debug, Default)]
pub(crate) struct Excerpts {
    /// The response that the excerpts belong to, see [`super::SearchResponse::generation`].
    generation: u32,
    /// Doc ids that were requested, and whether with their texts.
    requested: Vec<(u32, bool)>,
    loaded: Vec<Arc<Excerpt>>,
}

impl Excerpts {
    /// The excerpt of an article. While a new response is pending, this is the excerpt of the last one.
    pub(crate) fn get(&self, doc_id: u32) -> Option<Arc<Excerpt>> {
        self.loaded.iter().find(|excerpt| excerpt.doc_id == doc_id).cloned()
    }

    /// Returns the requests to send for some rows, and stores them as sent: each row once with its headline alone, and once more
    /// when its text is loaded.
    pub(crate) fn request(&mut self, generation: u32, rows: &[u32], corpus: &CorpusData) -> Vec<ExcerptRequest> {
        if self.generation != generation {
            self.generation = generation;
            self.requested.clear();
            self.loaded.retain(|excerpt| rows.contains(&excerpt.doc_id));
        }
        let wanted = rows.iter().map(|doc_id| (*doc_id, corpus.article(*doc_id).is_some()));
        let wanted: Vec<(u32, bool)> = wanted.filter(|request| !self.requested.contains(request)).collect();
        let requests: Vec<ExcerptRequest> = wanted.iter().filter_map(|(doc_id, _)| build_request(corpus, *doc_id)).collect();
        self.requested.extend(wanted.iter().filter(|(doc_id, _)| requests.iter().any(|(requested_doc, ..)| requested_doc == doc_id)));
        requests
    }

    /// Adds excerpts from the worker; those of another generation are dropped.
    pub(crate) fn add(&mut self, generation: u32, lines: &str) {
        if self.generation == generation {
            let fresh = read_excerpts(lines);
            self.loaded.retain(|loaded| !fresh.iter().any(|excerpt| excerpt.doc_id == loaded.doc_id));
            self.loaded.extend(fresh.into_iter().map(Arc::new));
        }
    }

    /// The excerpt for the row of an article.
    pub(crate) fn row_excerpt(&self, doc_id: u32, corpus: &CorpusData) -> RowExcerpt {
        let Some(excerpt) = self.get(doc_id) else { return RowExcerpt::default() };
        let title_marks = excerpt.title_ranges.chunks_exact(2).map(|mark| (mark[0] as usize, mark[1] as usize)).collect();
        let row = RowExcerpt { title_marks, ..RowExcerpt::default() };
        let Some((article, best)) = corpus.article(doc_id).zip((excerpt.block as usize).checked_sub(1)) else { return row };
        let blocks: Vec<usize> = excerpt.other_blocks.iter().filter_map(|block| (*block as usize).checked_sub(1)).collect();
        RowExcerpt {
            anchor: corpus.anchor(doc_id, best).map(str::to_owned),
            pieces: excerpt.pieces.clone(),
            other_headings: other_headings(&article.body, best, &blocks),
            ..row
        }
    }
}

/// The request for an article: its text if loaded, otherwise its headline.
fn build_request(corpus: &CorpusData, doc_id: u32) -> Option<ExcerptRequest> {
    let Some(article) = corpus.article(doc_id) else {
        return corpus.card(doc_id).map(|card| (doc_id, card.lang.clone(), card.title.clone()));
    };
    let mut parts = article.title.clone();
    for block in &article.body {
        parts.push(SEPARATOR);
        // The separator must not occur inside a part.
        parts.push_str(&block_text(block).replace(SEPARATOR, " "));
    }
    Some((doc_id, article.lang.clone(), parts))
}

/// The headings of the other sections with matches.
fn other_headings(body: &[Block], best: usize, blocks: &[usize]) -> Vec<String> {
    let own = heading_before(body, best);
    let mut headings: Vec<String> = Vec::new();
    for heading in blocks.iter().filter_map(|block| heading_before(body, *block)) {
        if Some(&heading) != own.as_ref() && !headings.contains(&heading) && headings.len() < MAX_OTHER_HEADINGS {
            headings.push(heading);
        }
    }
    headings
}

fn heading_before(body: &[Block], at: usize) -> Option<String> {
    body.get(..=at)?.iter().rev().find_map(|block| match block {
        Block::Heading(heading) => Some(plain_text(&heading.text)),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::card::CardPack;
    use crate::corpus::pack::ArticlePack;
    use crate::corpus::{Card, Manifest};
    use crate::search::message::write_excerpt;

    const ARTICLE_JSON: &str = r#"{"format":1,"id":"a","lang":"en","title":"A railway","body":[{"heading":{"level":2,"text":["Past"]}},
        {"paragraph":["The line was built."]},{"heading":{"level":2,"text":["Present"]}},{"paragraph":["A railway runs."]},{"paragraph":["Another railway."]}]}"#;

    fn corpus(with_text: bool) -> CorpusData {
        let mut corpus = CorpusData::default();
        corpus.add_manifest(Manifest { count: 1, ..Manifest::default() });
        let card = Card { id: "a".into(), title: "A railway".into(), lang: "en".into(), ..Card::default() };
        corpus.add_cards(CardPack { cards: vec![card], ..CardPack::default() });
        if with_text {
            corpus.add_articles(ArticlePack { articles: vec![serde_json::from_str(ARTICLE_JSON).unwrap()], ..ArticlePack::default() });
        }
        corpus
    }

    #[test]
    fn each_row_is_requested_once_with_headline_and_once_with_text() {
        let mut excerpts = Excerpts::default();
        assert_eq!(excerpts.request(1, &[0, 7], &corpus(false)), [(0, "en".into(), "A railway".into())]);
        assert_eq!(excerpts.request(1, &[0], &corpus(false)), []);
        let requests = excerpts.request(1, &[0], &corpus(true));
        let [(0, _, parts)] = requests.as_slice() else { panic!("the text is asked for") };
        assert_eq!(parts.split(SEPARATOR).count(), 6);
        assert_eq!(excerpts.request(1, &[0], &corpus(true)), []);
        assert_eq!(excerpts.request(2, &[0], &corpus(true)).len(), 1, "other words are asked for anew");
    }

    #[test]
    fn row_shows_its_excerpt_and_other_headings() {
        let mut excerpts = Excerpts::default();
        let corpus = corpus(true);
        excerpts.request(3, &[0], &corpus);
        let excerpt = Excerpt {
            title_ranges: vec![2, 9],
            block: 4,
            other_blocks: vec![2, 5],
            pieces: vec![("A ".into(), false), ("railway".into(), true)],
            doc_id: 0,
        };
        excerpts.add(2, &write_excerpt(&excerpt));
        assert_eq!(excerpts.row_excerpt(0, &corpus), RowExcerpt::default(), "the answer to other words is dropped");
        excerpts.add(3, &write_excerpt(&excerpt));
        let row = excerpts.row_excerpt(0, &corpus);
        assert_eq!((row.title_marks.as_slice(), row.other_headings.as_slice()), ([(2, 9)].as_slice(), ["Past".to_owned()].as_slice()));
        assert_eq!((row.pieces.len(), row.anchor.is_some()), (2, true));
    }
}
