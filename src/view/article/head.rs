//! The head: section, headline, deck, byline.

use crate::article::text::Count;
use crate::article::{Article, Block, typography};
use crate::corpus::{Facet, ListState, Place};
use crate::view::element::{Child, Element, el};
use crate::view::list::row::{spaced, time};
use crate::view::room::Room;
use crate::view::title::title;

/// Back to the list: at the first edge, or at the end of the section's line where there is one edge only.
pub(super) fn back(room: &Room, list: &Place) -> Element {
    el("a")
        .class("back")
        .attr("href", room.href(list))
        .attr("data-do", "back")
        .attr("lang", room.lang.clone())
        .attr("dir", room.direction().as_str())
        .child(room.words.back)
}

/// The head of an article; `save` is what stands at the end of the byline.
pub(super) fn head(room: &Room, article: &Article, save: Child) -> Element {
    el("header")
        .class("head")
        .option(article.draft.then(|| draft(room)))
        .option(article.section.as_deref().map(|section| section_link(room, section)))
        .child(headline(article))
        .option(deck(article))
        .child(byline(room, article, save))
        .option(versions(room, article))
}

/// The mark of a draft.
pub(super) fn draft(room: &Room) -> Element {
    el("p").class("draft").attr("lang", room.lang.clone()).attr("dir", room.direction().as_str()).child(room.words.draft)
}

fn section_link(room: &Room, section: &str) -> Element {
    el("p").class("section").child(el("a").attr("href", narrowed(room, Facet::Section, section)).child(section.to_owned()))
}

/// The address of the list narrowed by one value.
pub(super) fn narrowed(room: &Room, facet: Facet, value: &str) -> String {
    let mut state = ListState::new();
    state.toggle(facet, value);
    room.href(&Place::List(state))
}

/// The headline: its words are those that are stored.
pub(super) fn headline(article: &Article) -> Element {
    el("h1").class("headline").children(title(&article.title, &article.lang, &[]))
}

/// The deck.
pub(super) fn deck(article: &Article) -> Option<Element> {
    let deck = article.deck.as_deref().filter(|d| !d.trim().is_empty())?;
    Some(el("p").class("deck").child(typography::set(deck, &article.lang)))
}

fn byline(room: &Room, article: &Article, save: Child) -> Element {
    let (words, _) = room.words_of(&article.lang);
    let lang = &article.lang;
    let minutes = room.minutes(Count::of(&article.body).minutes(lang), lang, article.direction());
    let updated = article.modified.as_deref().filter(|date| day(Some(date)) != day(article.published.as_deref()));
    let parts = [
        names(&article.authors, words.comma, words.and).map(|names| el("b").child(names)),
        article.source.clone().map(|source| el(if article.authors.is_empty() { "b" } else { "span" }).child(source)),
        place(article),
        article.published.as_deref().and_then(|date| time(room, date, lang)),
        updated.and_then(|date| time(room, date, lang)).map(|time| el("span").child(words.updated).child(" ").child(time)),
        Some(minutes),
        Some(el("span").class("byline-save").attr("data-slot", "save").child(save)),
    ];
    el("p").class("byline").children(spaced(parts.into_iter().flatten()))
}

fn day(date: Option<&str>) -> Option<&str> {
    date.map(|d| d.get(..10).unwrap_or(d))
}

/// Where a picture comes before the paragraph that bears the dateline, the byline says the place too.
fn place(article: &Article) -> Option<Element> {
    let begins = matches!(article.body.first(), Some(Block::Paragraph(_)));
    article.dateline.clone().filter(|_| !begins).map(|place| el("span").child(place))
}

/// Names in one line, as the language joins them.
pub(super) fn names(names: &[String], comma: &str, and: &str) -> Option<String> {
    match names {
        [] => None,
        [one] => Some(one.clone()),
        [first @ .., last] => Some([first.join(comma).as_str(), and, last].concat()),
    }
}

fn versions(room: &Room, article: &Article) -> Option<Element> {
    let (words, _) = room.words_of(&article.lang);
    let link = |version: &crate::article::Version| {
        el("a")
            .attr("href", room.href(&Place::article(&version.id)))
            .attr("hreflang", version.lang.clone())
            .attr("lang", version.lang.clone())
            .child(room.locale.language(&version.lang))
    };
    let label = el("span").child(words.other_languages);
    let all = std::iter::once(label).chain(article.versions.iter().map(link));
    (!article.versions.is_empty()).then(|| el("p").class("versions").children(spaced(all)))
}
