//! How sure import is of an article, from 0 to 1.
//!
//! The parts are what was lost of the page's longer paragraphs, how much of the article reads like sentences, how it was found, and
//! which fields are missing. `BENCHMARKS.md` says how well the number tells good articles from bad ones.

use super::doubt::LongParagraphs;
use crate::article::Article;
use crate::cli::import::confidence::{missing_fields, rounded, text_confidence};

/// How the text of an article was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TextOrigin {
    /// By the extractor.
    Extracted,
    /// By the extractor in another way, since the first lost most of the page's paragraphs.
    OtherExtraction,
    /// In the page's structured data.
    Declared,
    /// In the data of the page's scripts.
    Embedded,
    /// Nothing was recognised: all text of the page.
    WholePage,
}

impl TextOrigin {
    /// How much an article of this origin can be trusted.
    fn trust(self) -> f64 {
        match self {
            TextOrigin::Extracted => 1.0,
            TextOrigin::OtherExtraction => 0.8,
            TextOrigin::Declared | TextOrigin::Embedded => 0.6,
            TextOrigin::WholePage => 0.3,
        }
    }

    /// Its name in messages.
    pub(super) fn name(self) -> &'static str {
        match self {
            TextOrigin::Extracted => "the extractor",
            TextOrigin::OtherExtraction => "the extractor in another way, since its first answer lacked most of the page's paragraphs",
            TextOrigin::Declared => "JSON-LD articleBody",
            TextOrigin::Embedded => "the data of the page's scripts",
            TextOrigin::WholePage => "the whole page, since no article was recognised in it",
        }
    }
}

/// The confidence in an article that was extracted from a page.
pub(super) fn confidence(article: &Article, paragraphs: &LongParagraphs, origin: TextOrigin) -> f64 {
    let text = text_confidence(&article.body, paragraphs.lost_chars(&article.body));
    rounded(origin.trust() * text - missing_fields(article))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Block;
    use dom_query::Document;

    #[test]
    fn confidence_falls_with_what_is_missing() {
        let sentence = |number: usize| {
            format!(
                "Sentence {number} says at some length what the harbour was like before the wall was built, what came after it, and who paid for the stones."
            )
        };
        let page = Document::from((0..6).map(|number| format!("<p>{}</p>", sentence(number))).collect::<String>());
        let paragraphs = LongParagraphs::new(&page);
        let article = |count: usize| Article {
            title: "Harbour".into(),
            authors: vec!["Ada Norrland".into()],
            published: Some("2024-07-01".into()),
            body: (0..count).map(|number| Block::paragraph(sentence(number))).collect(),
            ..Article::default()
        };
        assert_eq!(confidence(&article(6), &paragraphs, TextOrigin::Extracted), 1.0);
        let half = confidence(&article(3), &paragraphs, TextOrigin::Extracted);
        assert!((0.5..0.8).contains(&half), "{half}");
        assert!(confidence(&article(6), &paragraphs, TextOrigin::WholePage) < 0.5);
        let nameless = Article { title_made: true, published: None, authors: Vec::new(), ..article(6) };
        assert_eq!(confidence(&nameless, &paragraphs, TextOrigin::Extracted), 0.82);
        let menu = Article { body: vec![Block::paragraph("Home"), Block::paragraph("Contact")], ..article(0) };
        assert!(confidence(&menu, &paragraphs, TextOrigin::Extracted) < 0.3);
    }
}
