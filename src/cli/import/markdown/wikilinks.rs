//! Obsidian's wikilinks and embeds as CommonMark links and pictures.

use super::code_ranges::CodeRanges;
use crate::cli::import::cross_links;
use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

/// Extensions of supported pictures.
const PICTURE_EXTENSIONS: [&str; 9] = ["png", "jpg", "jpeg", "gif", "webp", "svg", "bmp", "avif", "ico"];

/// Escapes brackets that are not wikilinks, `[[1]](address)`, so that they stay link text.
pub(super) fn escape_brackets(text: &str, code: &CodeRanges) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut at = 0;
    while let Some((before, after)) = rest.split_once("[[") {
        let start = at + before.len();
        let in_code = code.contains(start);
        let words = after.split_once("]]").filter(|(words, follows)| follows.starts_with(['(', '[']) && !words.contains(['\n', '[']));
        out.push_str(before);
        match words.filter(|_| !in_code) {
            Some((words, follows)) => {
                out.push_str(&format!("[\\[{words}\\]]"));
                rest = follows;
            }
            None => {
                out.push_str("[[");
                rest = after;
            }
        }
        at = text.len() - rest.len();
    }
    out.push_str(rest);
    out
}

/// The text shown for a wikilink's target.
fn display_text(target: &str) -> String {
    let (note, place) = target.split_once('#').unwrap_or((target, ""));
    let note = note.trim().strip_suffix(".md").unwrap_or(note.trim());
    let places = place.split('#').filter(|part| !part.is_empty() && !part.starts_with('^'));
    Some(note).filter(|note| !note.is_empty()).into_iter().chain(places).collect::<Vec<_>>().join(" > ")
}

/// Converts wikilinks to links, embedded pictures to pictures, and other embeds to links.
pub(super) fn convert_wikilinks(events: Vec<Event<'_>>) -> Vec<Event<'_>> {
    let mut out: Vec<Event> = Vec::with_capacity(events.len());
    let mut events = events.into_iter();
    while let Some(event) = events.next() {
        let (target, pothole, image) = match &event {
            Event::Start(Tag::Link { link_type: LinkType::WikiLink { has_pothole }, dest_url, .. }) => (dest_url, *has_pothole, false),
            Event::Start(Tag::Image { link_type: LinkType::WikiLink { has_pothole }, dest_url, .. }) => (dest_url, *has_pothole, true),
            _ => {
                out.push(event);
                continue;
            }
        };
        let target = target.trim().trim_end_matches('\\').trim().to_owned();
        let mut inner = Vec::new();
        for event in events.by_ref() {
            if matches!(event, Event::End(TagEnd::Link | TagEnd::Image)) {
                break;
            }
            inner.push(event);
        }
        let label = if pothole { inner } else { vec![Event::Text(display_text(&target).into())] };
        if image && is_picture_target(&target) {
            out.extend(picture_events(&target, label, pothole));
        } else {
            out.extend(link_events(&target, label, image));
        }
    }
    out
}

/// Whether a name or an address is that of a picture.
pub(super) fn is_picture_target(target: &str) -> bool {
    let ending = target.split('#').next().and_then(|path| path.rsplit_once('.')).map(|(_, ending)| ending.to_ascii_lowercase());
    ending.is_some_and(|ending| PICTURE_EXTENSIONS.contains(&ending.as_str()))
}

fn picture_events<'a>(target: &str, label: Vec<Event<'a>>, pothole: bool) -> Vec<Event<'a>> {
    let path = target.split('#').next().unwrap_or(target);
    // `300` and `300x200` set the display size.
    let size = |event: &Event| matches!(event, Event::Text(words) if words.chars().all(|c| c.is_ascii_digit() || c == 'x'));
    let alt = if pothole { label.into_iter().filter(|event| !size(event)).collect() } else { Vec::new() };
    let tag =
        Tag::Image { link_type: LinkType::Inline, dest_url: cross_links::wikilink_href(path).into(), title: "".into(), id: "".into() };
    [Event::Start(tag)].into_iter().chain(alt).chain([Event::End(TagEnd::Image)]).collect()
}

fn link_events<'a>(target: &str, label: Vec<Event<'a>>, is_embed: bool) -> Vec<Event<'a>> {
    let address = match target.strip_prefix('#') {
        // A place in the same note.
        Some(place) => format!(
            "#{}",
            percent_encoding::utf8_percent_encode(place.rsplit('#').next().unwrap_or(place), percent_encoding::NON_ALPHANUMERIC)
        ),
        None if is_embed => cross_links::embed_href(target),
        None => cross_links::wikilink_href(target),
    };
    let tag = Tag::Link { link_type: LinkType::Inline, dest_url: address.into(), title: "".into(), id: "".into() };
    [Event::Start(tag)].into_iter().chain(label).chain([Event::End(TagEnd::Link)]).collect()
}
