//! The articles that hold every word of a query, and their order.

use super::fold::fold;
use super::needles::Query;
use crate::article::Article;
use crate::article::text::block_words;
use crate::corpus::Card;

/// An article, folded for looking through.
#[derive(Debug, Clone, Default)]
pub struct Document {
    title: String,
    deck: String,
    labels: String,
    body: Option<Body>,
}

/// The folded text of an article.
#[derive(Debug, Clone, Default)]
struct Body {
    words: String,
    /// Where each block ends in `words`.
    ends: Vec<u32>,
}

impl Document {
    /// What can be looked through when only the card is there.
    pub fn of_card(card: &Card) -> Document {
        let labels: Vec<&str> =
            card.authors.iter().chain(&card.tags).chain(&card.source).chain(&card.section).map(String::as_str).collect();
        Document {
            title: fold(&card.title),
            deck: fold(card.deck.as_deref().unwrap_or_default()),
            labels: fold(&labels.join(" / ")),
            body: None,
        }
    }

    /// Takes the card, and keeps the text.
    pub fn set_card(&mut self, card: &Card) {
        *self = Document { body: self.body.take(), ..Document::of_card(card) };
    }

    /// The folded headline, to sort by.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Adds the text of the article.
    pub fn add_body(&mut self, article: &Article) {
        let mut body = Body::default();
        for block in &article.body {
            body.words.push_str(&fold(&block_words(block)));
            body.ends.push(body.words.len() as u32);
        }
        self.body = Some(body);
    }

    /// Where the words of a query stand: 0 all in the title, 1 all in title and deck, 2 with authors, tags, source and
    /// section, 3 in the text as well; `None` where one of them is missing.
    fn field(&self, query: &Query) -> Option<u8> {
        let mut field = 0;
        for needle in query.needles() {
            let body = self.body.as_ref().map_or("", |b| b.words.as_str());
            let found = [&self.title, &self.deck, &self.labels]
                .into_iter()
                .map(String::as_str)
                .chain([body])
                .position(|f| f.contains(needle.as_str()))?;
            field = field.max(found as u8);
        }
        Some(field)
    }

    /// The blocks of the text that hold every word of a query, ascending.
    pub fn blocks(&self, query: &Query) -> Vec<usize> {
        let Some(body) = &self.body else { return Vec::new() };
        let mut start = 0;
        let slices = body.ends.iter().map(|end| &body.words[std::mem::replace(&mut start, *end as usize)..*end as usize]);
        slices.enumerate().filter(|(_, words)| query.needles().iter().all(|n| words.contains(n.as_str()))).map(|(index, _)| index).collect()
    }

    /// The block of the text that holds the most words of a query; the first of several.
    pub fn best_block(&self, query: &Query) -> Option<usize> {
        let body = self.body.as_ref()?;
        let mut best = (0, None);
        let mut start = 0;
        for (index, end) in body.ends.iter().enumerate() {
            let words = &body.words[start..*end as usize];
            start = *end as usize;
            let held = query.needles().iter().filter(|n| words.contains(n.as_str())).count();
            if held > best.0 {
                best = (held, Some(index));
            }
        }
        best.1
    }
}

/// The articles among `within` that hold every word of the query: those with the words in the title first, then deck,
/// labels, text; among those the order of `within`, which comes newest first.
pub fn hits(query: &Query, documents: &[Document], within: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut by_field: [Vec<u32>; 4] = Default::default();
    for ordinal in within {
        if let Some(field) = documents.get(ordinal as usize).and_then(|document| document.field(query)) {
            by_field[usize::from(field)].push(ordinal);
        }
    }
    by_field.concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Block;

    fn document(title: &str, deck: &str, text: &[&str]) -> Document {
        let mut document =
            Document::of_card(&Card { title: title.into(), deck: Some(deck.into()), tags: vec!["trade".into()], ..Card::default() });
        document.add_body(&Article { body: text.iter().map(|t| Block::paragraph(*t)).collect(), ..Article::default() });
        document
    }

    #[test]
    fn every_word_has_to_be_found_and_the_title_comes_first() {
        let documents = [
            document("Rivers", "", &["A railway"]),
            document("Railways", "", &["x"]),
            document("Roads", "and railways", &["x"]),
            document("Sea", "", &["x"]),
        ];
        let found = |typed: &str| hits(&Query::parse(typed), &documents, 0..4);
        assert_eq!(found("rail"), [1, 2, 0]);
        assert_eq!(found("rail road"), [2]);
        assert_eq!(found("trade sea"), [3]);
        assert_eq!(found("ailway"), [0_u32; 0]);
        assert_eq!(found(""), [0, 1, 2, 3]);
    }

    #[test]
    fn characters_are_found_inside_a_run() {
        let documents = [document("长江上游的重庆", "", &["从这里出发的铁路列车"])];
        assert_eq!(hits(&Query::parse("上游 铁路"), &documents, 0..1).len(), 1);
        assert_eq!(hits(&Query::parse("江游"), &documents, 0..1).len(), 0);
    }

    #[test]
    fn the_block_with_most_words_is_shown() {
        let document = document("T", "", &["one two", "two three", "one two three"]);
        assert_eq!(document.best_block(&Query::parse("three two")), Some(1));
        assert_eq!(document.best_block(&Query::parse("absent")), None);
    }
}
