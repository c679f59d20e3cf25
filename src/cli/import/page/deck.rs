//! The deck: the text a page shows between its headline and its body.

use super::class_words::{holds_any, words_of_class};
use super::key_points::KEY_POINTS_ATTRIBUTE;
use crate::article::{Block, text};
use crate::cli::import::comparison_key::comparison_key;
use crate::cli::whitespace::collapse_whitespace;
use dom_query::{Document, NodeRef};

/// Words in the class names of decks, in several languages. Class names are read by their words: `ArticleLead`, `lead-text`, `lead__text`.
const DECK_WORDS: [&str; 34] = [
    "standfirst",
    "subtitle",
    "subtitles",
    "subhead",
    "subheading",
    "subheadline",
    "subline",
    "dek",
    "deck",
    "lead",
    "leadin",
    "leadtext",
    "lede",
    "intro",
    "preface",
    "synopsis",
    "summary",
    "chapo",
    "sommaire",
    "vorspann",
    "anleser",
    "teasertext",
    "entradilla",
    "bajada",
    "perex",
    "epigraph",
    "excerpt",
    "abstract",
    "ingress",
    "manchet",
    "sumario",
    "sottotitolo",
    "description",
    "desc",
];

/// Words in the class names of what a deck is never part of: captions, and boxes about an author or other articles.
const OTHER_WORDS: [&str; 18] = [
    "author",
    "authors",
    "bio",
    "autor",
    "caption",
    "image",
    "picture",
    "photo",
    "figure",
    "media",
    "video",
    "gallery",
    "related",
    "comment",
    "comments",
    "newsletter",
    "footer",
    "sidebar",
];

/// Labels of a byline, which is no deck.
const BYLINE_LABELS: [&str; 6] = ["author:", "updated:", "published:", "posted:", "aktualisiert:", "veröffentlicht:"];

/// Finds a page's deck, and removes it from the start of the body.
pub(super) fn take_deck(document: &Document, description: Option<&str>, title: &str, body: &mut Vec<Block>) -> Option<String> {
    let deck = marked_deck(document, body)
        .or_else(|| described_deck(document, description?, body))
        .filter(|deck| comparison_key(deck) != comparison_key(title))?;
    let plain = comparison_key(&deck);
    let lower = deck.to_lowercase();
    if joins_paragraphs(&plain, body) || BYLINE_LABELS.iter().any(|label| lower.contains(label)) {
        return None;
    }
    let at = body
        .iter()
        .take(4)
        .position(|b| matches!(b, Block::Paragraph(_) | Block::Heading(_)) && comparison_key(&text::block_text(b)) == plain);
    if let Some(at) = at.filter(|_| body.len() > 1) {
        body.remove(at);
    }
    Some(deck)
}

/// Whether a description is the first paragraphs of the text in one.
fn joins_paragraphs(plain: &str, body: &[Block]) -> bool {
    let paragraphs: Vec<String> = body
        .iter()
        .filter(|block| matches!(block, Block::Paragraph(_)))
        .take(4)
        .map(|block| comparison_key(&text::block_text(block)))
        .collect();
    paragraphs.len() > 1 && plain.starts_with(&paragraphs.iter().take(2).map(String::as_str).collect::<String>())
}

fn marked_deck(document: &Document, body: &[Block]) -> Option<String> {
    let long = |b: &&Block| matches!(b, Block::Paragraph(_)) && text::block_text(b).chars().count() > 120;
    // The first paragraph may be the deck itself: the text begins with the second at the latest.
    let begins = body.iter().filter(long).nth(1).map(|b| comparison_key(&text::block_text(b))).unwrap_or_default();
    let first = document.select("h1");
    let region = first.nodes().iter().filter_map(|h1| h1.ancestors_it(Some(4)).find(|a| a.normalized_char_count() > 200)).next()?;
    let has_word = |node: &NodeRef, list: &[&str]| holds_any(&words_of_class(node), list);
    let named = |node: &NodeRef| {
        let itemprop = node.attr("itemprop").map(|i| i.to_lowercase()).unwrap_or_default();
        itemprop == "description" || itemprop == "alternativeheadline" || has_word(node, &DECK_WORDS)
    };
    let nodes = region.descendants_it().filter(|n| n.is_element() && !n.has_name("h1") && !n.has_name("meta") && !n.has_name("body"));
    let before = nodes.take(600).take_while(|n| begins.is_empty() || !n.has_name("p") || comparison_key(&n.text()) != begins);
    let is_other = |n: &NodeRef| {
        let is_in_other = n.ancestors_it(Some(4)).any(|a| a.has_name("figure") || a.has_name("aside") || has_word(&a, &OTHER_WORDS));
        n.has_name("figure")
            || n.has_attr(KEY_POINTS_ATTRIBUTE)
            || n.has_name("figcaption")
            || n.has_name("picture")
            || has_word(n, &OTHER_WORDS)
            || is_in_other
    };
    let holds_headline = |n: &NodeRef| n.descendants_it().any(|inner| inner.has_name("h1") || inner.has_name("figcaption"));
    let words = before.filter(named).filter(|n| !is_other(n) && !holds_headline(n)).map(|n| collapse_whitespace(&n.text()));
    words.into_iter().find(|words| (30..600).contains(&words.chars().count()))
}

/// The page's description, if the page shows the same words above its text, apart from it or styled differently from its paragraphs.
fn described_deck(document: &Document, description: &str, body: &[Block]) -> Option<String> {
    let start = comparison_key(description.trim_end_matches(['…', '.', ' ']));
    if !(30..700).contains(&description.chars().count()) {
        return None;
    }
    let nodes = document.select("p, h2, h3, div, strong, span");
    let near = |n: &&NodeRef| (start.len() / 2..description.len() * 3 + 200).contains(&n.normalized_char_count());
    let matches_description = |n: &&NodeRef| {
        comparison_key(&n.text()).starts_with(&start) && !n.element_children().iter().any(|c| c.has_name("p") || c.has_name("div"))
    };
    let found = nodes.nodes().iter().take(4000).filter(near).find(matches_description)?;
    let words = collapse_whitespace(&found.text());
    let plain = comparison_key(&words);
    let paragraphs: Vec<String> =
        body.iter().filter(|b| matches!(b, Block::Paragraph(_))).map(|b| comparison_key(&text::block_text(b))).collect();
    let at = paragraphs.iter().position(|p| *p == plain);
    let apart = match at {
        None => !paragraphs.iter().any(|p| p.contains(&plain)),
        Some(0) => paragraphs.get(1).is_some_and(|next| is_set_apart(document, found, next)),
        Some(_) => false,
    };
    (apart && words.chars().count() < 700).then_some(words)
}

/// True for an element that is not a sibling of the next paragraph, or is styled differently.
fn is_set_apart(document: &Document, node: &NodeRef, next: &str) -> bool {
    let all = document.select("p, div");
    let near = |n: &&NodeRef| n.normalized_char_count() < next.len() * 2 + 40;
    let Some(next) = all.nodes().iter().rev().filter(near).find(|n| comparison_key(&n.text()) == next) else { return false };
    let bold = node
        .element_children()
        .first()
        .is_some_and(|c| (c.has_name("strong") || c.has_name("b")) && comparison_key(&c.text()) == comparison_key(&node.text()));
    let siblings = node.parent().map(|p| p.id) == next.parent().map(|p| p.id);
    !siblings || bold || node.class() != next.class() || !node.has_name("p")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_a_deck_out_of_the_body() {
        let words = "What stands between the headline and the text of this page.";
        let page =
            Document::from(format!("<article><h1>T</h1><p class=article-standfirst>{words}</p><p>{}</p></article>", "Text. ".repeat(60)));
        let mut body = vec![Block::paragraph(words), Block::paragraph("Text.")];
        assert_eq!(take_deck(&page, None, "T", &mut body).as_deref(), Some(words));
        assert_eq!(body, [Block::paragraph("Text.")]);
    }

    #[test]
    fn the_first_paragraphs_in_one_are_no_deck() {
        let mut body = vec![Block::paragraph("It was built in May."), Block::paragraph("It fell in June."), Block::paragraph("Text.")];
        let page = Document::from("<article><h1>T</h1><p class=summary>It was built in May. It fell in June.</p><p>Text.</p></article>");
        assert_eq!(take_deck(&page, None, "T", &mut body), None);
        assert_eq!(body.len(), 3);
        let byline =
            Document::from("<article><h1>T</h1><p class=summary>Author:Ada Norrland Updated:Mar 6, 2018</p><p>Text.</p></article>");
        assert_eq!(take_deck(&byline, None, "T", &mut body), None);
    }

    #[test]
    fn ignores_a_description_that_is_not_shown() {
        let mut body = vec![Block::paragraph("Text.")];
        assert_eq!(
            take_deck(&Document::from("<h1>T</h1><p>Text."), Some("Words that only search engines are meant to read."), "T", &mut body),
            None
        );
    }
}
