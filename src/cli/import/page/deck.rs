//! The deck: the text a page shows between its headline and its body.

use super::headline::one_line;
use super::tidy::bare;
use crate::article::{Block, text};
use dom_query::{Document, NodeRef};

/// Class names of decks, in several languages.
const CLASSES: [&str; 21] = [
    "standfirst",
    "subtitle",
    "sub-title",
    "subhead",
    "sub-head",
    "dek",
    "deck",
    "article-lead",
    "article__lead",
    "lead-text",
    "article-intro",
    "article__intro",
    "chapo",
    "sommaire",
    "vorspann",
    "entradilla",
    "bajada",
    "perex",
    "excerpt",
    "summary",
    "description",
];

/// Finds a page's deck, and removes it from the start of the body.
pub(super) fn take(document: &Document, described: Option<&str>, title: &str, body: &mut Vec<Block>) -> Option<String> {
    let deck = marked(document, body).or_else(|| shown(document, described?, body)).filter(|deck| bare(deck) != bare(title))?;
    let plain = bare(&deck);
    let at = body.iter().take(4).position(|b| matches!(b, Block::Paragraph(_) | Block::Heading(_)) && bare(&text::block_words(b)) == plain);
    if let Some(at) = at.filter(|_| body.len() > 1) {
        body.remove(at);
    }
    Some(deck)
}

fn marked(document: &Document, body: &[Block]) -> Option<String> {
    let long = |b: &&Block| matches!(b, Block::Paragraph(_)) && text::block_words(b).chars().count() > 120;
    // The first paragraph may be the deck itself: the text begins with the second at the latest.
    let begins = body.iter().filter(long).nth(1).map(|b| bare(&text::block_words(b))).unwrap_or_default();
    let first = document.select("h1");
    let region = first.nodes().iter().filter_map(|h1| h1.ancestors_it(Some(4)).find(|a| a.normalized_char_count() > 200)).next()?;
    let named = |node: &NodeRef| {
        let class = node.class().map(|c| c.to_lowercase()).unwrap_or_default();
        let itemprop = node.attr("itemprop").map(|i| i.to_lowercase()).unwrap_or_default();
        itemprop == "description"
            || itemprop == "alternativeheadline"
            || CLASSES.iter().any(|c| class.split(' ').any(|word| word.ends_with(c) || word.starts_with(c)))
    };
    let nodes = region.descendants_it().filter(|n| n.is_element() && !n.has_name("h1") && !n.has_name("meta") && !n.has_name("body"));
    let before = nodes.take(600).take_while(|n| begins.is_empty() || !n.has_name("p") || bare(&n.text()) != begins);
    let of_a_person = |n: &NodeRef| {
        n.ancestors_it(Some(4)).any(|a| a.class().is_some_and(|c| ["author", "bio", "autor"].iter().any(|w| c.to_lowercase().contains(w))))
    };
    let words = before.filter(named).filter(|n| !of_a_person(n)).map(|n| one_line(&n.text()));
    words.into_iter().find(|words| (30..600).contains(&words.chars().count()))
}

/// The page's description, if the page shows the same words above its text, apart from it or styled differently from its paragraphs.
fn shown(document: &Document, described: &str, body: &[Block]) -> Option<String> {
    let start = bare(described.trim_end_matches(['…', '.', ' ']));
    if !(30..700).contains(&described.chars().count()) {
        return None;
    }
    let nodes = document.select("p, h2, h3, div, strong, span");
    let near = |n: &&NodeRef| (start.len() / 2..described.len() * 3 + 200).contains(&n.normalized_char_count());
    let holds =
        |n: &&NodeRef| bare(&n.text()).starts_with(&start) && !n.element_children().iter().any(|c| c.has_name("p") || c.has_name("div"));
    let found = nodes.nodes().iter().take(4000).filter(near).find(holds)?;
    let words = one_line(&found.text());
    let plain = bare(&words);
    let paragraphs: Vec<String> = body.iter().filter(|b| matches!(b, Block::Paragraph(_))).map(|b| bare(&text::block_words(b))).collect();
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
    let Some(next) = all.nodes().iter().rev().filter(near).find(|n| bare(&n.text()) == next) else { return false };
    let bold =
        node.element_children().first().is_some_and(|c| (c.has_name("strong") || c.has_name("b")) && bare(&c.text()) == bare(&node.text()));
    let siblings = node.parent().map(|p| p.id) == next.parent().map(|p| p.id);
    !siblings || bold || node.class() != next.class() || !node.has_name("p")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_standfirst_is_taken_once() {
        let words = "What stands between the headline and the text of this page.";
        let page =
            Document::from(format!("<article><h1>T</h1><p class=article-standfirst>{words}</p><p>{}</p></article>", "Text. ".repeat(60)));
        let mut body = vec![Block::paragraph(words), Block::paragraph("Text.")];
        assert_eq!(take(&page, None, "T", &mut body).as_deref(), Some(words));
        assert_eq!(body, [Block::paragraph("Text.")]);
    }

    #[test]
    fn a_description_that_is_not_shown_is_no_standfirst() {
        let mut body = vec![Block::paragraph("Text.")];
        assert_eq!(
            take(&Document::from("<h1>T</h1><p>Text."), Some("Words that only search engines are meant to read."), "T", &mut body),
            None
        );
    }
}
