//! Which part of a page is its article.
//!
//! The extractor gives the text; the figures are then taken from the page as it was, since it turns some captions into paragraphs
//! and leaves some figures out.

use super::blocks::Scene;
use super::tidy::bare;
use dom_query::{Document, NodeRef};
use dom_smoothie::{Config, Readability};
use std::collections::{HashMap, HashSet};

/// The attribute that an element of the page is known by after extraction: its place in reading order.
const MARK: &str = "data-lectern-place";

/// Gives captions that are no `figcaption` the elements they should have, and marks what is to be found again.
pub(super) fn prepare(document: &Document) {
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
    let names = ["p", "h1", "h2", "h3", "h4", "ul", "ol", "blockquote", "figure", "pre", "table", "div"];
    // Collected first: an element cannot be changed while the tree is walked.
    let marked = document.root().descendants().into_iter().filter(|n| n.node_name().is_some_and(|name| names.contains(&&*name)));
    for (at, node) in marked.enumerate() {
        node.set_attr(MARK, &at.to_string());
    }
}

/// The article of a page as a document of its own; `None` where the extractor finds none.
pub(super) fn article(document: &Document) -> Option<Document> {
    let config = Config { keep_classes: true, disable_json_ld: true, ..Config::default() };
    let found = Readability::with_document(document.clone(), None, Some(config)).ok()?.parse().ok()?;
    Some(Document::from(format!("<!doctype html><body>{}", found.content)))
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
pub(super) fn figures<'a>(page: &'a Document, scene: &Scene<'a>, article: &Document) -> HashMap<String, NodeRef<'a>> {
    let mut all: HashMap<String, NodeRef<'a>> = HashMap::new();
    let mut captions = HashSet::new();
    let missing = missing_places(page, article);
    for node in page.select("figure").nodes().iter().filter(|n| !n.ancestors_it(Some(12)).any(|a| a.has_name("figure"))) {
        let Some(at) = place(node) else { continue };
        let words = node.descendants_it().find(|n| n.has_name("figcaption")).map(|c| bare(&c.text())).unwrap_or_default();
        let kept = article.select(&format!("figure[{MARK}='{at}']")).exists();
        if kept || (missing.contains(&at) && insert(article, at, scene)) {
            all.insert(at.to_string(), *node);
            captions.insert(words);
        }
    }
    captions.remove("");
    for node in article.select("p, div, span").nodes().iter().filter(|n| !n.ancestors_it(None).any(|a| a.has_name("figure"))) {
        if captions.contains(&bare(&node.text())) {
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
        .filter(|n| n.descendants_it().any(|c| c.has_name("figcaption") && c.normalized_char_count() > 2))
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
fn insert(article: &Document, at: usize, _: &Scene) -> bool {
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
