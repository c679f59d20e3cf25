//! The box at the end: where an article comes from, when it was captured, what was left out, tags, how to cite it.

use super::head::{names, narrowed};
use crate::article::{Article, Capture, typography};
use crate::corpus::Facet;
use crate::view::element::{Child, Element, el};
use crate::view::list::row::{spaced, time};
use crate::view::room::Room;

/// The box. It stands after the article, in the language of the interface: it speaks of the article.
pub(super) fn about(room: &Room, article: &Article) -> Element {
    let words = room.words;
    let line = |label: &'static str, value: Option<Element>| value.map(|value| el("div").child(el("dt").child(label)).child(value));
    let dd = |value: &Option<String>| value.clone().filter(|v| !v.is_empty()).map(|v| el("dd").child(v));
    let lines = [
        line(words.source, dd(&article.source)),
        line(words.publisher, dd(&article.publisher)),
        line(words.original, article.canonical.as_deref().map(original)),
        line(words.captured, article.capture.as_ref().and_then(|capture| captured(room, capture))),
        line(words.licence, dd(&article.licence)),
        line(words.tags, tags(room, article)),
        line(words.cite, Some(cite(room, article))),
    ];
    el("section")
        .class("about")
        .child(el("h2").child(words.about_article))
        .child(el("dl").children(lines.into_iter().flatten()))
        .option(article.capture.as_ref().and_then(|capture| cut(room, article, capture)))
}

fn original(address: &str) -> Element {
    let shown = address.trim_start_matches("https://").trim_start_matches("http://").trim_end_matches('/').to_owned();
    let web = address.starts_with("https://") || address.starts_with("http://");
    let inner: Child =
        if web { el("a").attr("href", address.to_owned()).attr("rel", "noopener").child(shown).into() } else { shown.into() };
    el("dd").child(el("bdi").child(inner))
}

fn captured(room: &Room, capture: &Capture) -> Option<Element> {
    let when = capture.at.as_deref().and_then(|at| time(room, at, &room.lang));
    let from = Some(capture.from.clone()).filter(|f| !f.is_empty()).map(|from| el("bdi").child(from));
    let parts: Vec<Element> = when.into_iter().chain(from).collect();
    (!parts.is_empty()).then(|| el("dd").children(spaced(parts.into_iter())))
}

fn tags(room: &Room, article: &Article) -> Option<Element> {
    let link = |tag: &String| el("a").attr("href", narrowed(room, Facet::Tag, tag)).child(tag.clone());
    let tags = || article.tags.iter().map(link);
    (!article.tags.is_empty()).then(|| el("dd").class("tags").attr("lang", article.lang.clone()).children(spaced(tags())))
}

/// Names, headline, source, date, as one line.
pub(super) fn citation(room: &Room, article: &Article) -> String {
    cited(room, article).join(". ")
}

fn cited(room: &Room, article: &Article) -> Vec<String> {
    let words = room.words;
    let title = typography::set(&article.title, &article.lang);
    let date = article.published.as_deref().and_then(crate::article::date::Date::parse).map(|date| room.locale.date(&date, &room.lang));
    let source = article.source.clone().or_else(|| article.publisher.clone()).unwrap_or_else(|| room.name.clone());
    let parts = [names(&article.authors, words.comma, words.and), Some(title), Some(source), date];
    parts.into_iter().flatten().collect()
}

fn cite(room: &Room, article: &Article) -> Element {
    let mut parts: Vec<Child> = Vec::new();
    for part in cited(room, article) {
        if !parts.is_empty() {
            parts.push(". ".into());
        }
        parts.push(el("bdi").child(part).into());
    }
    el("dd").children(parts)
}

/// What of the page is not in the article, opened on demand.
fn cut(room: &Room, article: &Article, capture: &Capture) -> Option<Element> {
    let passages: Vec<&String> = capture.cut.iter().filter(|passage| !passage.trim().is_empty()).collect();
    let count = passages.len() as u32;
    let summary = || el("summary").child((room.words.cut)(count, &room.number(count)));
    let passage = |words: &&String| el("p").child((*words).clone());
    (count > 0).then(|| {
        el("details").class("cut").child(summary()).child(
            el("div").attr("lang", article.lang.clone()).attr("dir", article.direction().as_str()).children(passages.iter().map(passage)),
        )
    })
}
