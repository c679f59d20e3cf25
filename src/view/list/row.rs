//! Rows: headline, deck or passage, one line of meta, a picture where there is one.

use super::entry::{Entry, Passage};
use crate::article::date::Date;
use crate::article::typography;
use crate::corpus::{Card, ListState, Picture};
use crate::view::element::{Child, Element, el};
use crate::view::room::Room;
use crate::view::title::title;

/// A row in its own language and direction. `heading` is the element of its headline, `h2` or `h3`.
pub fn row(room: &Room, from: &ListState, entry: &Entry, heading: &'static str) -> Element {
    let card = entry.card;
    let href = entry.href(room, from);
    let words = el("div").class("row-words").child(headline(entry, &href, heading)).option(deck(entry)).child(meta(room, entry));
    article(card, "row").child(words).option(card.picture.as_ref().map(|p| picture(room, p, href, "row-picture", &WHEN_NEAR)))
}

/// The element of an entry, in its own language.
pub(super) fn article(card: &Card, class: &'static str) -> Element {
    el("article").class(class).attr("data-id", card.id.clone()).attr("lang", card.lang.clone()).attr("dir", card.direction().as_str())
}

/// The headline, a link.
pub(super) fn headline(entry: &Entry, href: &str, heading: &'static str) -> Element {
    let link = el("a").attr("href", href.to_owned()).children(title(&entry.card.title, &entry.card.lang, &entry.marks));
    el(heading).class("headline").child(link)
}

/// The deck, or the passage that was found: it has its room before it comes, so that nothing moves when it does.
pub(super) fn deck(entry: &Entry) -> Option<Element> {
    let lang = &entry.card.lang;
    let deck = entry.card.deck.as_deref().map(|deck| typography::set(deck, lang));
    match &entry.passage {
        Some(passage) if !passage.pieces.is_empty() => Some(el("p").class("row-deck found passage").children(pieces(passage, lang))),
        Some(_) => Some(el("p").class("row-deck found").option(deck)),
        None => deck.map(|deck| el("p").class("row-deck").child(deck)),
    }
}

fn pieces(passage: &Passage, lang: &str) -> Vec<Child> {
    let pieces: Vec<(&str, bool)> =
        passage.pieces.iter().map(|(words, found)| (words.as_str(), *found)).filter(|(w, _)| !w.is_empty()).collect();
    let mut before = None;
    let mut out = Vec::new();
    for (at, (words, found)) in pieces.iter().enumerate() {
        let after = pieces.get(at + 1).and_then(|(next, _)| next.chars().next());
        let set = typography::set_run(words, lang, before, after);
        before = words.chars().next_back();
        out.push(if *found { el("mark").child(set).into() } else { set.into() });
    }
    out
}

/// Section, date, minutes, other headings, and the button that saves. Parts are parted by a space for those who hear or copy
/// them. The interface speaks its own language here: only the section and the headings are words of the article.
pub(super) fn meta(room: &Room, entry: &Entry) -> Element {
    let card = entry.card;
    let spoken = |element: Element| room.spoken(element, &card.lang, card.direction());
    let headings = || [" ", &entry.also.join(" · ")].concat();
    let also = || el("span").class("also").child(spoken(el("span").child(room.words.also_in))).child(headings());
    let parts = [
        card.draft.then(|| el("strong").class("draft").attr("lang", room.lang.clone()).child(room.words.draft)),
        card.section.clone().map(|section| el("span").class("section").child(section)),
        card.published.as_deref().and_then(|date| time(room, date, &room.lang)).map(spoken),
        Some(spoken(el("span").child((room.words.minutes)(card.minutes, &room.number(card.minutes))))),
        Some(save(room, &card.id, &card.title, entry.saved)),
        (!entry.also.is_empty()).then(also),
    ];
    el("p").class("meta").children(spaced(parts.into_iter().flatten()))
}

/// Elements with a space between each two.
pub(crate) fn spaced(parts: impl Iterator<Item = Element>) -> Vec<Child> {
    let mut out: Vec<Child> = Vec::new();
    for part in parts {
        if !out.is_empty() {
            out.push(" ".into());
        }
        out.push(part.into());
    }
    out
}

/// A date as a language writes it; `None` where it cannot be read.
pub(crate) fn time(room: &Room, date: &str, lang: &str) -> Option<Element> {
    let date = Date::parse(date)?;
    Some(el("time").attr("datetime", date.day()).child(room.locale.date(&date, lang)))
}

/// The button that saves an article or takes it off: `data-do="save"`. Its name begins with the word that is seen.
pub fn save(room: &Room, id: &str, title: &str, saved: bool) -> Element {
    let words = room.words;
    let name = if saved { (words.saved_title)(title) } else { (words.save_title)(title) };
    el("button")
        .class("save scripted")
        .attr("type", "button")
        .attr("data-do", "save")
        .attr("data-id", id.to_owned())
        .attr("aria-label", name)
        .flag("data-saved", saved)
        .attr("lang", room.lang.clone())
        .attr("dir", room.direction().as_str())
        .child(if saved { words.save_done } else { words.save })
}

/// How a browser is asked for a picture: some attributes.
pub(super) type Asking = [(&'static str, &'static str)];

/// Ahead of whatever else the page asks for.
pub(super) const FIRST: [(&str, &str); 1] = [("fetchpriority", "high")];

/// Once it comes near the window; no paint waits for it.
const WHEN_NEAR: [(&str, &str); 2] = [("decoding", "async"), ("loading", "lazy")];

/// A picture that only decorates: the headline beside it leads to the same place.
pub(super) fn picture(room: &Room, picture: &Picture, href: String, class: &'static str, asking: &Asking) -> Element {
    let image = el("img")
        .attr("src", room.file(&picture.src))
        .attr("alt", "")
        .attr("width", picture.width.to_string())
        .attr("height", picture.height.to_string());
    let image = asking.iter().fold(image, |image, (name, value)| image.attr(name, *value));
    el("a").class(class).attr("href", href).attr("tabindex", "-1").attr("aria-hidden", "true").child(image)
}
