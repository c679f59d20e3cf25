//! A saved page made inert: it shows as it was saved, runs nothing and fetches nothing.
//!
//! The policy of the response ([`POLICY`]) and the sandbox of its frame already forbid both. What a browser does outside of policies,
//! as resolving the names of hosts in advance, is taken out of the page.

use crate::article::text::block_text;
use crate::article::{Article, Block};
use crate::cli::import::comparison_key::comparison_key;
use dom_query::{Document, Selection};
use std::collections::HashMap;

/// The policy of the page: no script, no frame, no request; pictures inside the file and styles alone.
pub(super) const POLICY: &str =
    "sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'";

/// The id of the place where the article begins.
pub(super) const START_ID: &str = "lectern-start";

/// Elements that run, load or lead on by themselves.
const ACTIVE: &str = "script, link, meta[http-equiv], base, iframe, frame, object, embed, applet, audio, video";
/// Elements whose whole text may be a block.
const TEXT_ELEMENTS: &str = "h1, h2, h3, h4, h5, h6, p, li, figcaption, blockquote, dd, td";

/// The id of the place of a block.
pub(super) fn block_id(block: usize) -> String {
    format!("lectern-block-{block}")
}

/// Returns a page without active elements, with the places of the title and of the blocks of its article marked by ids.
pub(super) fn inert_page(html: &str, article: &Article) -> String {
    let document = Document::from(html);
    document.select(ACTIVE).remove();
    document.select("[ping]").remove_attr("ping");
    mark_places(&document, article);
    document.html().to_string()
}

fn mark_places(document: &Document, article: &Article) {
    let mut places = places(article);
    let mut has_start = false;
    for element in document.select(TEXT_ELEMENTS).iter() {
        let Some(ids) = places.remove(&comparison_key(&element.text())) else { continue };
        ids.iter().for_each(|id| mark(&element, id));
        if !has_start {
            mark(&element, START_ID);
            has_start = true;
        }
    }
}

/// The ids of places by the comparison key of their text.
fn places(article: &Article) -> HashMap<String, Vec<String>> {
    let mut places: HashMap<String, Vec<String>> = HashMap::new();
    for (at, block) in article.body.iter().enumerate().filter(|(_, block)| !matches!(block, Block::Table(_))) {
        places.entry(comparison_key(&block_text(block))).or_default().push(block_id(at));
    }
    places.entry(comparison_key(&article.title)).or_default();
    places.remove("");
    places
}

/// Marks a place by an element of its own: the styles of a page may know its elements by their ids. Bars that a page keeps at its top
/// do not cover it.
fn mark(element: &Selection, id: &str) {
    element.prepend_html(format!("<span id=\"{id}\" style=\"scroll-margin-top:8rem\"></span>"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_active_is_left() {
        let page = "<html><head><base href='https://a.example/'><link rel=dns-prefetch href=//b.example><meta http-equiv=refresh content=0>\
            <style>p{color:red}</style></head><body><script>alert(1)</script><iframe src=https://c.example></iframe><p>Words <a href=/x ping=/y>on</a>\
            <video src=/v.mp4></video></body></html>";
        let inert = inert_page(page, &Article::default());
        for word in ["script", "iframe", "base", "dns-prefetch", "http-equiv", "video", "ping"] {
            assert!(!inert.contains(word), "{word}: {inert}");
        }
        assert!(inert.contains("<style>p{color:red}</style>") && inert.contains("Words <a href=\"/x\">on</a>"), "{inert}");
    }

    #[test]
    fn the_places_of_title_and_blocks_are_marked() {
        let body = vec![Block::paragraph("It begins."), Block::heading(2, "Part"), Block::paragraph("Elsewhere")];
        let article = Article { title: "The Title".into(), body, ..Article::default() };
        let inert = inert_page("<p>Menu</p><h1>The title</h1><p id=x>It <b>begins</b>.</p><h2>Part</h2>", &article);
        assert!(inert.contains("<h1><span id=\"lectern-start\" style=\"scroll-margin-top:8rem\"></span>The title</h1>"), "{inert}");
        assert!(inert.contains("<p id=\"x\"><span id=\"lectern-block-0\" style=\"scroll-margin-top:8rem\"></span>It"), "{inert}");
        assert!(inert.contains("id=\"lectern-block-1\"") && !inert.contains("lectern-block-2"), "{inert}");
    }

    #[test]
    fn without_its_title_the_article_begins_at_its_first_block() {
        let article = Article { title: "Lost".into(), body: vec![Block::paragraph("It begins.")], ..Article::default() };
        assert!(inert_page("<p>It begins.</p>", &article).contains(START_ID));
    }
}
