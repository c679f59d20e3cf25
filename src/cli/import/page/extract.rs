//! Extracts the article from a page.
//!
//! The extractor provides the text; figures come from the original page, because the extractor turns some captions into paragraphs
//! and drops some figures.

use crate::cli::import::comparison_key::comparison_key;
use dom_query::{Document, NodeRef};
use dom_smoothie::{Config, Readability};
use std::collections::{HashMap, HashSet};

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
    normalize_captions(document);
    let names = ["p", "h1", "h2", "h3", "h4", "ul", "ol", "blockquote", "figure", "pre", "table", "div"];
    // Collected first: elements cannot change while the tree is walked.
    let marked = document.root().descendants().into_iter().filter(|n| n.node_name().is_some_and(|name| names.contains(&&*name)));
    for (at, node) in marked.enumerate() {
        node.set_attr(POSITION_ATTRIBUTE, &at.to_string());
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

fn normalize_captions(document: &Document) {
    for node in document.select("[class*='caption'], [class*='Caption']").nodes() {
        let Some(parent) = node.parent().filter(|_| !node.has_name("figcaption") && !node.has_name("figure")) else { continue };
        let pictures = parent.descendants_it().filter(|n| n.has_name("img")).count();
        let words = (node.normalized_char_count(), parent.normalized_char_count());
        let in_figure = node.ancestors_it(Some(6)).any(|n| n.has_name("figure"));
        let has_picture = node.descendants_it().any(|n| n.has_name("img"));
        if !in_figure
            && !has_picture
            && (1..=4).contains(&pictures)
            && (3..700).contains(&words.0)
            && words.1 <= words.0 + 120
            && !parent.has_name("body")
        {
            parent.rename("figure");
            node.rename("figcaption");
        }
    }
}

/// The extracted article as its own document; `None` if the extractor finds none.
pub(super) fn extract_article(document: &Document) -> Option<Document> {
    let config = Config { keep_classes: true, disable_json_ld: true, ..Config::default() };
    let found = Readability::with_document(without_boilerplate(document), None, Some(config)).ok()?.parse().ok()?;
    Some(Document::from(format!("<!doctype html><body>{}", found.content)))
}

/// Words in the class or id of boilerplate boxes.
const BOILERPLATE_WORDS: [&str; 9] = ["cookie", "cookies", "consent", "gdpr", "onetrust", "cmp", "paywall", "breadcrumb", "breadcrumbs"];

/// A copy of the page without boilerplate that the extractor may take for text on a short page.
fn without_boilerplate(document: &Document) -> Document {
    let copy = document.clone();
    for node in copy.select("body div[class], body div[id], body section[class], body aside[id], body ul[class], body nav[class]").nodes() {
        let names = format!("{} {}", node.class().unwrap_or_default(), node.id_attr().unwrap_or_default()).to_lowercase();
        let named = names.split(|c: char| !c.is_alphanumeric()).any(|word| BOILERPLATE_WORDS.contains(&word));
        if named && node.normalized_char_count() < 1500 && !node.descendants_it().any(|n| n.has_name("h1") || n.has_name("article")) {
            node.remove_from_parent();
        }
    }
    copy
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

fn position(node: &NodeRef) -> Option<usize> {
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
        if node.normalized_char_count() < 1200 && captions.contains(&comparison_key(&node.text())) {
            node.remove_from_parent();
        }
    }
    all
}

/// Positions of captioned figures and players that lie inside the article but were not extracted.
fn missing_positions(page: &Document, article: &Document) -> HashSet<usize> {
    let kept: Vec<usize> = article.select("p, h2, h3, ul, ol, blockquote").nodes().iter().filter_map(position).collect();
    let (Some(&first), Some(&last)) = (kept.iter().min(), kept.iter().max()) else { return HashSet::new() };
    // Anything between the headline and the text belongs to the article.
    let headline = page.select("h1").nodes().iter().filter_map(position).filter(|&at| at < first).max();
    let inside = headline.unwrap_or(first)..last;
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
        .filter(|n| !is_outside_article(n))
        .filter_map(position)
        .filter(|at| inside.contains(at) && !kept.contains(at))
        .collect()
}

/// True for a figure inside a box of other articles or a link to one.
fn is_outside_article(node: &NodeRef) -> bool {
    const ASIDE_WORDS: [&str; 14] = [
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
        "widget",
        "trending",
        "author",
        "footer",
    ];
    node.ancestors_it(Some(14)).any(|a| {
        let name = a.node_name().unwrap_or_default();
        let class = format!("{} {}", a.class().unwrap_or_default(), a.id_attr().unwrap_or_default()).to_lowercase();
        matches!(&*name, "aside" | "nav" | "footer" | "a" | "li")
            || (!matches!(&*name, "body" | "html" | "main" | "article") && ASIDE_WORDS.iter().any(|w| class.contains(w)))
    })
}

/// Inserts a placeholder for a figure after the last element before it, or first if there is none.
fn insert_placeholder(article: &Document, at: usize) -> bool {
    let marked = article.select(&format!("[{POSITION_ATTRIBUTE}]"));
    let before =
        marked.nodes().iter().filter(|n| !n.has_name("div")).filter(|n| position(n).is_some_and(|p| p < at)).max_by_key(|n| position(n));
    let figure = format!("<figure {POSITION_ATTRIBUTE}=\"{at}\"></figure>");
    match before {
        Some(node) => {
            let outer = node.ancestors_it(None).filter(|a| ["ul", "ol", "blockquote", "table"].iter().any(|name| a.has_name(name))).last();
            outer.unwrap_or(*node).after_html(figure);
            true
        }
        None => match marked.nodes().iter().find(|n| !n.has_name("div")) {
            Some(first) => {
                first.before_html(figure);
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
