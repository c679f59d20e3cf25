//! Which part of a page is its article.
//!
//! The extractor gives the text; the figures are then taken from the page as it was, since it turns some captions into paragraphs
//! and leaves some figures out.

use super::tidy::bare;
use dom_query::{Document, NodeRef};
use dom_smoothie::{Config, Readability};
use std::collections::{HashMap, HashSet};

/// The attribute that an element of the page is known by after extraction: its place in reading order.
const MARK: &str = "data-lectern-place";

/// Gives captions and sources of quotations the elements they should have, and marks what is to be found again.
pub(super) fn prepare(document: &Document) {
    // The extractor takes every footer for that of the page.
    document.select("blockquote footer").rename("cite");
    for node in document.select("video, audio, iframe[allowfullscreen], iframe[title]").nodes() {
        let alone = !node.ancestors_it(Some(8)).any(|a| a.has_name("figure"));
        if alone && is_player(node) {
            node.wrap_html("<figure></figure>");
        }
    }
    captions(document);
    let names = ["p", "h1", "h2", "h3", "h4", "ul", "ol", "blockquote", "figure", "pre", "table", "div"];
    // Collected first: an element cannot be changed while the tree is walked.
    let marked = document.root().descendants().into_iter().filter(|n| n.node_name().is_some_and(|name| names.contains(&&*name)));
    for (at, node) in marked.enumerate() {
        node.set_attr(MARK, &at.to_string());
    }
}

/// A film or a piece of another site that a reader is meant to see: advertisements are not allowed the whole screen.
fn is_player(node: &NodeRef) -> bool {
    let hidden = ["width", "height"].iter().any(|n| node.attr(n).is_some_and(|v| matches!(&*v, "0" | "1")));
    let title = node.attr("title").map(|t| t.to_lowercase()).unwrap_or_default();
    let advertises = ["ad content", "advert", "captcha", "consent", "tag manager"].iter().any(|word| title.contains(word));
    !hidden
        && !advertises
        && (!node.has_name("iframe") || node.attr("src").is_some_and(|src| src.starts_with("https://") || src.starts_with("//")))
}

fn captions(document: &Document) {
    for node in document.select("[class*='caption'], [class*='Caption']").nodes() {
        let Some(parent) = node.parent().filter(|_| !node.has_name("figcaption") && !node.has_name("figure")) else { continue };
        let pictures = parent.descendants_it().filter(|n| n.has_name("img")).count();
        let words = (node.normalized_char_count(), parent.normalized_char_count());
        let in_figure = node.ancestors_it(Some(6)).any(|n| n.has_name("figure"));
        let holds_picture = node.descendants_it().any(|n| n.has_name("img"));
        if !in_figure
            && !holds_picture
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

/// The article of a page as a document of its own; `None` where the extractor finds none.
pub(super) fn article(document: &Document) -> Option<Document> {
    let config = Config { keep_classes: true, disable_json_ld: true, ..Config::default() };
    let found = Readability::with_document(without_furniture(document), None, Some(config)).ok()?.parse().ok()?;
    Some(Document::from(format!("<!doctype html><body>{}", found.content)))
}

/// Words in the class or id of boxes that no article is in.
const FURNITURE: [&str; 9] = ["cookie", "cookies", "consent", "gdpr", "onetrust", "cmp", "paywall", "breadcrumb", "breadcrumbs"];

/// The page without boxes that the extractor may take for text where a page is short.
fn without_furniture(document: &Document) -> Document {
    let copy = document.clone();
    for node in copy.select("body div[class], body div[id], body section[class], body aside[id], body ul[class], body nav[class]").nodes() {
        let names = format!("{} {}", node.class().unwrap_or_default(), node.id_attr().unwrap_or_default()).to_lowercase();
        let named = names.split(|c: char| !c.is_alphanumeric()).any(|word| FURNITURE.contains(&word));
        if named && node.normalized_char_count() < 1500 && !node.descendants_it().any(|n| n.has_name("h1") || n.has_name("article")) {
            node.remove_from_parent();
        }
    }
    copy
}

/// What of a page may be its article where the extractor finds none: all but what stands around articles.
pub(super) fn rest(document: &Document) -> Document {
    let copy = document.clone();
    for node in copy.select("nav, header, footer, aside, form, script, style, noscript, [role='navigation'], [hidden]").nodes() {
        if !node.has_name("form") || node.normalized_char_count() < 200 {
            node.remove_from_parent();
        }
    }
    copy
}

fn place(node: &NodeRef) -> Option<usize> {
    node.attr(MARK)?.parse().ok()
}

/// Puts the figures of the page into its article: each where it stood, once, and none of its captions as a paragraph.
pub(super) fn figures<'a>(page: &'a Document, article: &Document) -> HashMap<String, NodeRef<'a>> {
    let mut all: HashMap<String, NodeRef<'a>> = HashMap::new();
    let mut captions = HashSet::new();
    let missing = missing_places(page, article);
    for node in page.select("figure").nodes().iter().filter(|n| !n.ancestors_it(Some(12)).any(|a| a.has_name("figure"))) {
        let Some(at) = place(node) else { continue };
        let words = node.descendants_it().find(|n| n.has_name("figcaption")).map(|c| bare(&c.text())).unwrap_or_default();
        let kept = article.select(&format!("figure[{MARK}='{at}']")).exists();
        if kept || (missing.contains(&at) && insert(article, at)) {
            all.insert(at.to_string(), *node);
            captions.insert(words);
        }
    }
    captions.remove("");
    for node in article.select("p, div, span").nodes().iter().filter(|n| !n.ancestors_it(None).any(|a| a.has_name("figure"))) {
        if node.normalized_char_count() < 1200 && captions.contains(&bare(&node.text())) {
            node.remove_from_parent();
        }
    }
    all
}

/// The places of figures with captions that stand inside the article but are not in what was extracted.
fn missing_places(page: &Document, article: &Document) -> HashSet<usize> {
    let kept: Vec<usize> = article.select("p, h2, h3, ul, ol, blockquote").nodes().iter().filter_map(place).collect();
    let (Some(&first), Some(&last)) = (kept.iter().min(), kept.iter().max()) else { return HashSet::new() };
    // What stands between the headline and the text belongs to the article.
    let headline = page.select("h1").nodes().iter().filter_map(place).filter(|&at| at < first).max();
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
    captioned.iter().filter(|n| !stands_aside(n)).filter_map(place).filter(|at| inside.contains(at) && !kept.contains(at)).collect()
}

/// True for what is inside a box of other articles, or is a link to one.
fn stands_aside(node: &NodeRef) -> bool {
    const WORDS: [&str; 14] = [
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
            || (!matches!(&*name, "body" | "html" | "main" | "article") && WORDS.iter().any(|w| class.contains(w)))
    })
}

/// Puts the place of a figure behind the last element before it; before all of them where there is none.
fn insert(article: &Document, at: usize) -> bool {
    let marked = article.select(&format!("[{MARK}]"));
    let before = marked.nodes().iter().filter(|n| !n.has_name("div")).filter(|n| place(n).is_some_and(|p| p < at)).max_by_key(|n| place(n));
    let figure = format!("<figure {MARK}=\"{at}\"></figure>");
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

/// The figure of the page that an element of its article stands for.
pub(super) fn mark(node: &NodeRef) -> Option<String> {
    node.attr(MARK).map(|at| at.to_string())
}
