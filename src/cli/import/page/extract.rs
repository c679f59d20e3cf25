//! Extracts the article from a page.
//!
//! The extractor provides the text; figures come from the original page, because the extractor turns some captions into paragraphs
//! and drops some figures.

use super::captions::normalize_captions;
use super::class_words::{holds_any, words_of_class, words_of_names};
use super::doubt;
use super::key_points::{KEY_POINTS_ATTRIBUTE, mark_key_points};
use super::other_content::{OTHER_CONTENT_ATTRIBUTE, is_other_content};
use crate::cli::import::comparison_key::comparison_key;
use dom_query::{Document, NodeRef};
use dom_smoothie::{CandidateSelectMode, Config, Readability};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// Attribute that identifies an element after extraction: its position in reading order.
const POSITION_ATTRIBUTE: &str = "data-lectern-place";

/// Normalizes the markup of captions, quotation sources and players, and marks elements to find again.
pub(super) fn prepare_page(document: &Document) {
    // The extractor takes every footer for the page's.
    document.select("blockquote footer").rename("cite");
    for node in document.select("video, audio, iframe[allowfullscreen], iframe[title]").nodes() {
        let alone = !node.ancestors_it(Some(8)).any(|a| a.has_name("figure"));
        if alone && is_player(node) {
            node.wrap_html("<figure></figure>");
        }
    }
    remove_hidden_labels(document);
    mark_key_points(document);
    normalize_captions(document);
    let names = ["p", "h1", "h2", "h3", "h4", "ul", "ol", "blockquote", "figure", "pre", "table", "div"];
    // Collected first: elements cannot change while the tree is walked.
    let marked = document
        .root()
        .descendants()
        .into_iter()
        .filter(|n| n.node_name().is_some_and(|name| names.contains(&&*name) || n.has_attr(KEY_POINTS_ATTRIBUTE)));
    for (at, node) in marked.enumerate() {
        node.set_attr(POSITION_ATTRIBUTE, &at.to_string());
    }
}

/// Removes what captions say to screen readers alone, as "Caption:".
fn remove_hidden_labels(document: &Document) {
    for node in document.select("figcaption [class]").nodes() {
        let words = words_of_class(node);
        let has = |word: &str| holds_any(&words, &[word]);
        if has("offscreen") || has("visuallyhidden") || has("sr") && has("only") || has("visually") && has("hidden") {
            node.remove_from_parent();
        }
    }
}

/// True for a visible video, audio or embed that is not an advertisement.
fn is_player(node: &NodeRef) -> bool {
    let hidden = ["width", "height"].iter().any(|n| node.attr(n).is_some_and(|v| matches!(&*v, "0" | "1")));
    let title = node.attr("title").map(|t| t.to_lowercase()).unwrap_or_default();
    let is_advertisement = ["ad content", "advert", "captcha", "consent", "tag manager"].iter().any(|word| title.contains(word));
    !hidden
        && !is_advertisement
        && (!node.has_name("iframe") || node.attr("src").is_some_and(|src| src.starts_with("https://") || src.starts_with("//")))
}

/// The extracted article as its own document; `None` if the extractor finds none.
pub(super) fn extract_article(document: &Document) -> Option<Document> {
    extract(without_boilerplate(document), CandidateSelectMode::Readability)
}

/// Other ways to extract the article, for a page whose text the first one seems to have lost: with all of its boxes, and by other
/// candidates.
pub(super) fn other_extractions(document: &Document) -> impl Iterator<Item = Document> {
    let ways =
        [(true, CandidateSelectMode::Readability), (false, CandidateSelectMode::DomSmoothie), (true, CandidateSelectMode::DomSmoothie)];
    ways.into_iter().filter_map(|(keeps_boxes, mode)| {
        let copy = if keeps_boxes { document.clone() } else { without_boilerplate(document) };
        extract(copy, mode)
    })
}

/// The innermost element that holds four fifths of the page's longer paragraphs: for a page of which nothing else finds the text, since
/// it may hold other articles too.
pub(super) fn paragraph_container(document: &Document) -> Option<Document> {
    let copy = without_boilerplate(document);
    copy.select(&format!("[{OTHER_CONTENT_ATTRIBUTE}]")).remove();
    let mut counts: Vec<(NodeRef, usize)> = Vec::new();
    let paragraphs = doubt::long_paragraphs(&copy);
    for paragraph in &paragraphs {
        for ancestor in paragraph.ancestors_it(None).filter(NodeRef::is_element) {
            match counts.iter_mut().find(|(node, _)| node.id == ancestor.id) {
                Some((_, count)) => *count += 1,
                None => counts.push((ancestor, 1)),
            }
        }
    }
    // Of one paragraph's ancestors the innermost comes first.
    let (container, _) = counts.iter().find(|(_, count)| count * 5 >= paragraphs.len() * 4 && *count >= MIN_TEXT_PARAGRAPHS)?;
    Some(Document::from(format!("<!doctype html><body>{}", container.html())))
}

fn extract(document: Document, candidate_select_mode: CandidateSelectMode) -> Option<Document> {
    document.select(&format!("[{OTHER_CONTENT_ATTRIBUTE}]")).remove();
    let config = Config { keep_classes: true, disable_json_ld: true, candidate_select_mode, ..Config::default() };
    let found = Readability::with_document(document, None, Some(config)).ok()?.parse().ok()?;
    Some(Document::from(format!("<!doctype html><body>{}", found.content)))
}

/// Words in the class or id of boxes that are no part of an article.
const BOILERPLATE_WORDS: [&str; 38] = [
    "cookie",
    "cookies",
    "consent",
    "gdpr",
    "onetrust",
    "cmp",
    "paywall",
    "breadcrumb",
    "breadcrumbs",
    "newsletter",
    "newsletters",
    "subscribe",
    "subscription",
    "subscriber",
    "signup",
    "registration",
    "share",
    "sharing",
    "sharebar",
    "socials",
    "related",
    "recommended",
    "recommendation",
    "recommendations",
    "promo",
    "outbrain",
    "taboola",
    "sponsored",
    "advert",
    "advertisement",
    "advertising",
    "comments",
    "disqus",
    "trending",
    "popular",
    "mostread",
    "poll",
    "teasers",
];

/// Pairs of words that name boxes about an author, and the controls of players.
const BOILERPLATE_PAIRS: [(&str, &str); 10] = [
    ("author", "box"),
    ("author", "bio"),
    ("author", "card"),
    ("about", "author"),
    ("autor", "box"),
    ("author", "description"),
    ("video", "player"),
    ("audio", "player"),
    ("control", "bar"),
    ("modal", "dialog"),
];

/// The maximum length of such a box, in characters.
const MAX_BOILERPLATE_CHARS: usize = 1500;

/// The number of paragraphs of a box from which on it is text.
const MIN_TEXT_PARAGRAPHS: usize = 3;

/// The minimum length of such a paragraph, in characters.
const MIN_PARAGRAPH_CHARS: usize = 140;

/// A copy of the page without boilerplate that the extractor may take for text.
fn without_boilerplate(document: &Document) -> Document {
    let copy = document.clone();
    let boxes = "body div[class], body div[id], body section[class], body section[id], body aside, body ul[class], body ol[class], body nav, \
                 body form[class]";
    for node in copy.select(boxes).nodes() {
        if boilerplate_word(node).is_some() && node.normalized_char_count() < MAX_BOILERPLATE_CHARS && !holds_text(node) {
            node.remove_from_parent();
        }
    }
    copy
}

/// The word in the class or id of an element that names it as a box of other things.
pub(super) fn boilerplate_word(node: &NodeRef) -> Option<String> {
    let words = words_of_names(node);
    let is_named = |pair: &[String]| matches!(pair, [a, b] if BOILERPLATE_PAIRS.iter().any(|(first, second)| a == first && b == second));
    let pair = words.windows(2).find(|pair| is_named(pair)).map(|pair| pair.join(" "));
    pair.or_else(|| words.into_iter().find(|word| BOILERPLATE_WORDS.contains(&word.as_str())))
}

/// Whether an element holds the headline, an article, a captioned picture, or paragraphs of text.
fn holds_text(node: &NodeRef) -> bool {
    let is_part = |n: &NodeRef| ["h1", "article", "figcaption"].iter().any(|name| n.has_name(name));
    let paragraphs = node.descendants_it().filter(|n| n.has_name("p") && n.normalized_char_count() >= MIN_PARAGRAPH_CHARS).count();
    paragraphs >= MIN_TEXT_PARAGRAPHS || node.descendants_it().any(|n| is_part(&n))
}

/// Fallback if the extractor finds no article: the page without navigation, headers, footers, asides and forms.
pub(super) fn fallback_content(document: &Document) -> Document {
    let copy = document.clone();
    for node in copy.select("nav, header, footer, aside, form, script, style, noscript, [role='navigation'], [hidden]").nodes() {
        if !node.has_name("form") || node.normalized_char_count() < 200 {
            node.remove_from_parent();
        }
    }
    copy
}

pub(super) fn position(node: &NodeRef) -> Option<usize> {
    node.attr(POSITION_ATTRIBUTE)?.parse().ok()
}

/// Inserts the page's figures into its article: each once, at its position, with no caption repeated as a paragraph.
pub(super) fn restore_figures<'a>(page: &'a Document, article: &Document) -> HashMap<String, NodeRef<'a>> {
    let mut all: HashMap<String, NodeRef<'a>> = HashMap::new();
    let mut captions = HashSet::new();
    let missing = missing_positions(page, article);
    for node in page.select("figure").nodes().iter().filter(|n| !n.ancestors_it(Some(12)).any(|a| a.has_name("figure"))) {
        let Some(at) = position(node) else { continue };
        let words = node.descendants_it().find(|n| n.has_name("figcaption")).map(|c| comparison_key(&c.text())).unwrap_or_default();
        let kept = article.select(&format!("figure[{POSITION_ATTRIBUTE}='{at}']")).exists();
        if kept || (missing.contains(&at) && insert_placeholder(article, at)) {
            all.insert(at.to_string(), *node);
            captions.insert(words);
        }
    }
    captions.remove("");
    for node in article.select("p, div, span").nodes().iter().filter(|n| !n.ancestors_it(None).any(|a| a.has_name("figure"))) {
        let holds_figure = node.descendants_it().any(|inner| inner.has_name("figure"));
        if !holds_figure && node.normalized_char_count() < 1200 && captions.contains(&comparison_key(&node.text())) {
            node.remove_from_parent();
        }
    }
    all
}

/// The number of marked elements before the headline, and after the text, among which a figure still belongs to it.
const LEAD_DISTANCE: usize = 12;

/// Positions of the elements of an article's text, in order.
fn kept_positions(article: &Document) -> Vec<usize> {
    let mut kept: Vec<usize> = article.select("p, h2, h3, ul, ol, blockquote").nodes().iter().filter_map(position).collect();
    kept.sort_unstable();
    kept
}

/// The positions that belong to an article: anything between its headline and its text, and what stands right above either or below
/// the text.
fn text_range(page: &Document, article: &Document) -> Range<usize> {
    let kept = kept_positions(article);
    let (Some(&first), Some(&last)) = (kept.first(), kept.last()) else { return 0..0 };
    let headline = page.select("h1").nodes().iter().filter_map(position).filter(|&at| at < first).max();
    headline.unwrap_or(first).saturating_sub(LEAD_DISTANCE)..last + LEAD_DISTANCE
}

/// Positions of captioned figures and players that lie inside the article but were not extracted.
fn missing_positions(page: &Document, article: &Document) -> HashSet<usize> {
    let kept = kept_positions(article);
    let inside = text_range(page, article);
    let captioned = page
        .select("figure")
        .nodes()
        .iter()
        .filter(|n| {
            n.descendants_it().any(|c| {
                (c.has_name("figcaption") && c.normalized_char_count() > 2)
                    || ["video", "audio", "iframe"].iter().any(|name| c.has_name(name))
            })
        })
        .copied()
        .collect::<Vec<_>>();
    captioned
        .iter()
        .filter(|n| !is_other_content(n) && !is_outside_article(n, &kept))
        .filter_map(position)
        .filter(|at| inside.contains(at) && kept.binary_search(at).is_err())
        .collect()
}

/// True for a figure inside a box of other articles or a link to one. What holds text of the article too is no such box.
pub(super) fn is_outside_article(node: &NodeRef, kept: &[usize]) -> bool {
    const ASIDE_WORDS: [&str; 13] = [
        "related",
        "recommend",
        "teaser",
        "promo",
        "sidebar",
        "newsletter",
        "most-read",
        "mostread",
        "read-more",
        "advert",
        "trending",
        "author",
        "footer",
    ];
    let holds_text = |a: &NodeRef| a.descendants_it().filter_map(|inner| position(&inner)).any(|at| kept.binary_search(&at).is_ok());
    node.ancestors_it(Some(14)).take_while(|a| !holds_text(a)).any(|a| {
        let name = a.node_name().unwrap_or_default();
        let class = format!("{} {}", a.class().unwrap_or_default(), a.id_attr().unwrap_or_default()).to_lowercase();
        matches!(&*name, "aside" | "nav" | "footer" | "a" | "li")
            || (!matches!(&*name, "body" | "html" | "main" | "article") && ASIDE_WORDS.iter().any(|w| class.contains(w)))
    })
}

/// Inserts a placeholder for a figure after the last element before it, or first if there is none.
fn insert_placeholder(article: &Document, at: usize) -> bool {
    insert_at(article, at, &format!("<figure {POSITION_ATTRIBUTE}=\"{at}\"></figure>"))
}

/// Inserts boxes of key points into the article, where the extractor has left them out or taken them apart.
pub(super) fn restore_key_points(page: &Document, article: &Document) {
    let inside = text_range(page, article);
    for node in page.select(&format!("[{KEY_POINTS_ATTRIBUTE}]")).nodes() {
        let Some(at) = position(node).filter(|at| inside.contains(at) && !is_other_content(node)) else { continue };
        for inner in node.descendants_it().filter_map(|inner| position(&inner)).chain([at]) {
            article.select(&format!("[{POSITION_ATTRIBUTE}='{inner}']")).remove();
        }
        insert_at(article, at, &node.html());
    }
}

/// Inserts markup after the last element before a position, or first if there is none.
pub(super) fn insert_at(article: &Document, at: usize, html: &str) -> bool {
    let marked = article.select(&format!("[{POSITION_ATTRIBUTE}]"));
    let before =
        marked.nodes().iter().filter(|n| !n.has_name("div")).filter(|n| position(n).is_some_and(|p| p < at)).max_by_key(|n| position(n));
    match before {
        Some(node) => {
            let outer = node.ancestors_it(None).filter(|a| ["ul", "ol", "blockquote", "table"].iter().any(|name| a.has_name(name))).last();
            outer.unwrap_or(*node).after_html(html);
            true
        }
        None => match marked.nodes().iter().find(|n| !n.has_name("div")) {
            Some(first) => {
                first.before_html(html);
                true
            }
            None => false,
        },
    }
}

/// The mark of an element, by which the page's figure is found.
pub(super) fn position_attribute(node: &NodeRef) -> Option<String> {
    node.attr(POSITION_ATTRIBUTE).map(|at| at.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_for_screen_readers_are_no_part_of_captions() {
        let page =
            Document::from("<figure><img src=a.jpg><figcaption><span class=h-offscreen>Caption:</span> A bridge</figcaption></figure>");
        prepare_page(&page);
        assert_eq!(page.select("figcaption").text().trim(), "A bridge");
    }

    #[test]
    fn boxes_are_named_by_pairs_of_words() {
        let word = |class: &str| {
            let page = Document::from(format!("<div class='{class}'>Ada</div>"));
            page.select("div").nodes().first().and_then(boilerplate_word)
        };
        assert_eq!(word("post__author-box").as_deref(), Some("author box"));
        assert_eq!(word("videoPlayer-main").as_deref(), Some("video player"));
        assert_eq!(word("author-name"), None);
    }

    #[test]
    fn an_article_is_found_around_its_paragraphs() {
        let paragraph = "<p>The ferry crossed the strait four times a day, in summer five times, until the bridge was opened and its owners sold it to the islands.</p>";
        let html =
            format!("<body><div><p>Menu</p></div><div id=found><h2>Ferries</h2>{}</div><div>{paragraph}</div></body>", paragraph.repeat(5));
        let found = paragraph_container(&Document::from(html)).unwrap();
        assert_eq!((found.select("#found").length(), found.select("p").length()), (1, 5));
        assert!(paragraph_container(&Document::from("<p>A few words.</p>")).is_none());
    }
}
