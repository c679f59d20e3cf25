//! Doubts about an extracted article, which a publisher should look at.

use super::class_words::{holds_any, words_of_names};
use super::other_content::OTHER_CONTENT_ATTRIBUTE;
use crate::article::word_count::WordCount;
use crate::article::{Block, text};
use crate::cli::import::comparison_key::comparison_key;
use crate::cli::import::confidence::ends_sentence;
use dom_query::{Document, NodeRef};

/// The minimum length of a paragraph that counts, in characters.
const MIN_PARAGRAPH_CHARS: usize = 120;

/// The minimum number of such paragraphs in a page from which on their share tells something.
const MIN_PARAGRAPHS: usize = 4;

/// An article with fewer words is hardly one, if its page has more than the number of characters below.
const MIN_WORDS: u32 = 40;

/// The length of a page that promises more, in characters.
const LONG_PAGE_CHARS: usize = 3_000;

/// Words in the class or id of what holds paragraphs that are no text of an article.
const OTHER_TEXTS: [&str; 8] = ["comment", "comments", "related", "teaser", "cookie", "consent", "newsletter", "footer"];

/// Articles of a lower confidence need review.
pub(in crate::cli) const MIN_CONFIDENCE: f64 = 0.6;

/// Why an article of a low confidence needs review.
pub(super) fn low_confidence(confidence: f64) -> Option<String> {
    (confidence < MIN_CONFIDENCE).then(|| {
        format!(
            "Import is not sure of this article (confidence {confidence}); compare it with the page. `lectern import --explain` says why."
        )
    })
}

/// Why an article needs review: most of the page's longer paragraphs are not in it, or it has hardly a word.
pub(super) fn find_doubt(page: &Document, paragraphs: &LongParagraphs, body: &[Block]) -> Option<String> {
    let kept = paragraphs.count_kept(body);
    if paragraphs.are_lost(kept) {
        let all = paragraphs.count();
        return Some(format!(
            "Only {kept} of the {all} longer paragraphs of the page were kept, so the article may be incomplete; compare it with the page."
        ));
    }
    let words = WordCount::from_blocks(body).total();
    let is_long_page = page.body().is_some_and(|body| body.normalized_char_count() > LONG_PAGE_CHARS);
    (words < MIN_WORDS && is_long_page).then(|| format!("The article has only {words} words; compare it with the page."))
}

/// The longer paragraphs of a page, by their comparison keys.
pub(super) struct LongParagraphs {
    keys: Vec<String>,
}

impl LongParagraphs {
    pub(super) fn new(page: &Document) -> LongParagraphs {
        LongParagraphs { keys: long_paragraphs(page).iter().map(|p| comparison_key(&p.text())).collect() }
    }

    /// The number of them in the page.
    pub(super) fn count(&self) -> usize {
        self.keys.len()
    }

    /// The number of them that a body holds.
    pub(super) fn count_kept(&self, body: &[Block]) -> usize {
        self.count() - self.lost(body).len()
    }

    /// The length of those that a body lacks, in letters and digits.
    pub(super) fn lost_chars(&self, body: &[Block]) -> usize {
        self.lost(body).into_iter().map(|paragraph| paragraph.chars().count()).sum()
    }

    fn lost(&self, body: &[Block]) -> Vec<&str> {
        let kept_text = comparison_key(&text::blocks_text(body));
        self.keys.iter().map(String::as_str).filter(|paragraph| !kept_text.contains(paragraph)).collect()
    }

    /// Whether hardly any is kept, so that something else than the article was extracted.
    pub(super) fn are_missed(&self, kept: usize) -> bool {
        self.keys.len() >= MIN_PARAGRAPHS && kept * 7 < self.keys.len()
    }

    /// Whether most of them are missing where so many are kept.
    pub(super) fn are_lost(&self, kept: usize) -> bool {
        self.keys.len() >= MIN_PARAGRAPHS && kept * 5 < self.keys.len() * 2
    }
}

/// The longer paragraphs of a page, outside boxes of other things.
pub(super) fn long_paragraphs(page: &Document) -> Vec<NodeRef<'_>> {
    page.select("p").nodes().iter().filter(|p| is_text(p)).copied().collect()
}

/// Whether a paragraph is a longer one that ends like a sentence, outside boxes of other things.
pub(super) fn is_text(paragraph: &NodeRef) -> bool {
    let is_other = |node: &NodeRef| {
        ["nav", "footer", "aside", "form", "noscript", "template"].iter().any(|name| node.has_name(name))
            || node.has_attr(OTHER_CONTENT_ATTRIBUTE)
            || !node.has_name("body") && holds_any(&words_of_names(node), &OTHER_TEXTS)
    };
    paragraph.normalized_char_count() >= MIN_PARAGRAPH_CHARS
        && ends_sentence(&paragraph.text())
        && !paragraph.ancestors_it(None).any(|a| is_other(&a))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find_doubt(page: &Document, body: &[Block]) -> Option<String> {
        super::find_doubt(page, &LongParagraphs::new(page), body)
    }

    #[test]
    fn a_page_whose_text_was_lost_is_doubted() {
        let sentence = |number: usize| {
            format!(
                "Sentence {number} is one that says at some length what the harbour was like before the wall was built, what came after it, and who paid for all of the stones."
            )
        };
        let page = |count: usize| Document::from((0..count).map(|number| format!("<p>{}</p>", sentence(number))).collect::<String>());
        let body = |count: usize| (0..count).map(|number| Block::paragraph(sentence(number))).collect::<Vec<_>>();
        assert_eq!(find_doubt(&page(6), &body(5)), None);
        assert!(find_doubt(&page(6), &body(2)).is_some_and(|why| why.starts_with("Only 2 of the 6 longer paragraphs")));
        let menu = Document::from(format!("<ul>{}</ul><p>Two words.</p>", "<li>An entry of a long menu</li>".repeat(200)));
        assert!(find_doubt(&menu, &[Block::paragraph("Two words.")]).is_some_and(|why| why.contains("only 2 words")));
        let comments = Document::from(format!("<div class=comments>{}</div>", "<p>".to_owned() + &sentence(1) + "</p>"));
        assert_eq!(find_doubt(&comments, &body(3)), None);
    }
}
