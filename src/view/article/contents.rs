//! The contents list, where an article has at least three headings.

use crate::article::{Article, outline, typography};
use crate::view::element::{Element, el};
use crate::view::room::Room;

/// The contents list: `nav[data-contents]` of links; the reader sets `aria-current` as one reads on.
pub(super) fn contents(room: &Room, article: &Article) -> Option<Element> {
    let (words, _) = room.words_of(&article.lang);
    let lines: Vec<_> = outline::outline(&article.body).into_iter().filter(|entry| entry.level <= 3 && !entry.text.is_empty()).collect();
    let item = |entry: outline::Entry| {
        let link = el("a").attr("href", ["#", &entry.anchor].concat()).child(typography::set(&entry.text, &article.lang));
        el("li").class(if entry.level == 2 { "contents-2" } else { "contents-3" }).child(link)
    };
    (lines.len() >= 3).then(|| {
        el("nav")
            .class("contents")
            .attr("aria-label", words.contents)
            .attr("data-contents", "")
            .child(el("ul").children(lines.into_iter().map(item)))
    })
}
