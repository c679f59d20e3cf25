//! Obsidian's Markdown extensions as CommonMark events: wikilinks and embeds, callouts, highlights, inline notes, block ids.

use crate::cli::import::cross_links;
use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};
use std::ops::Range;

/// Extensions of supported pictures.
const PICTURE_EXTENSIONS: [&str; 9] = ["png", "jpg", "jpeg", "gif", "webp", "svg", "bmp", "avif", "ico"];

/// Escapes brackets that are not wikilinks, `[[1]](address)`, so that they stay link text.
pub(super) fn escape_brackets(text: &str, code: &[Range<usize>]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut at = 0;
    while let Some((before, after)) = rest.split_once("[[") {
        let start = at + before.len();
        let in_code = code.iter().any(|range| range.contains(&start));
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

/// Replaces Obsidian's syntax in the events of a source.
pub(super) fn convert_events(events: Vec<Event<'_>>) -> Vec<Event<'_>> {
    let events = convert_wikilinks(events);
    let events = convert_callouts(events);
    let mut notes = Vec::new();
    let mut events = convert_highlights(convert_inline_notes(convert_block_ids(events), &mut notes));
    events.extend(notes);
    events
}

fn html_event(text: impl Into<String>) -> Event<'static> {
    Event::InlineHtml(CowStr::from(text.into()))
}

/// The text shown for a wikilink's target.
fn display_text(target: &str) -> String {
    let (note, place) = target.split_once('#').unwrap_or((target, ""));
    let note = note.trim().strip_suffix(".md").unwrap_or(note.trim());
    let places = place.split('#').filter(|part| !part.is_empty() && !part.starts_with('^'));
    Some(note).filter(|note| !note.is_empty()).into_iter().chain(places).collect::<Vec<_>>().join(" > ")
}

/// Converts wikilinks to links, embedded pictures to pictures, and other embeds to links.
fn convert_wikilinks(events: Vec<Event<'_>>) -> Vec<Event<'_>> {
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
            out.extend(link_events(&target, label));
        }
    }
    out
}

fn is_picture_target(target: &str) -> bool {
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

fn link_events<'a>(target: &str, label: Vec<Event<'a>>) -> Vec<Event<'a>> {
    let address = match target.strip_prefix('#') {
        // A place in the same note.
        Some(place) => format!(
            "#{}",
            percent_encoding::utf8_percent_encode(place.rsplit('#').next().unwrap_or(place), percent_encoding::NON_ALPHANUMERIC)
        ),
        None => cross_links::wikilink_href(target),
    };
    let tag = Tag::Link { link_type: LinkType::Inline, dest_url: address.into(), title: "".into(), id: "".into() };
    [Event::Start(tag)].into_iter().chain(label).chain([Event::End(TagEnd::Link)]).collect()
}

/// Converts callouts: `> [!kind] Title` to an aside, `> [!kind]- Title` to details.
fn convert_callouts(events: Vec<Event<'_>>) -> Vec<Event<'_>> {
    let mut out: Vec<Event> = Vec::with_capacity(events.len());
    let mut closing: Vec<Option<&'static str>> = Vec::new();
    let mut events = events.into_iter().peekable();
    while let Some(event) = events.next() {
        match event {
            Event::Start(Tag::BlockQuote(kind)) => {
                let paragraph = events.next_if(|event| matches!(event, Event::Start(Tag::Paragraph)));
                let head = match (&paragraph, events.peek()) {
                    (Some(_), Some(Event::Text(words))) => parse_callout_head(words),
                    _ => None,
                };
                let Some(head) = head else {
                    closing.push(None);
                    out.push(Event::Start(Tag::BlockQuote(kind)));
                    out.extend(paragraph);
                    continue;
                };
                events.next();
                let mut title: Vec<Event> =
                    Some(head.title).filter(|title| !title.is_empty()).map(|title| Event::Text(title.into())).into_iter().collect();
                let mut has_body = false;
                for event in events.by_ref() {
                    match event {
                        Event::SoftBreak | Event::HardBreak => {
                            has_body = true;
                            break;
                        }
                        Event::End(TagEnd::Paragraph) => break,
                        other => title.push(other),
                    }
                }
                if title.is_empty() {
                    title.push(Event::Text(head.kind.into()));
                }
                let (open, middle, close) = if head.is_foldable {
                    ("<details><summary>", "</summary>\n", "</details>\n")
                } else {
                    ("<aside><p><strong>", "</strong></p>\n", "</aside>\n")
                };
                closing.push(Some(close));
                out.push(Event::Html(open.into()));
                out.extend(title);
                out.push(Event::Html(middle.into()));
                if has_body {
                    out.push(Event::Start(Tag::Paragraph));
                }
            }
            Event::End(TagEnd::BlockQuote(kind)) => match closing.pop().flatten() {
                Some(close) => out.push(Event::Html(close.into())),
                None => out.push(Event::End(TagEnd::BlockQuote(kind))),
            },
            other => out.push(other),
        }
    }
    out
}

struct Head {
    kind: String,
    is_foldable: bool,
    title: String,
}

fn parse_callout_head(words: &str) -> Option<Head> {
    let (kind, rest) = words.strip_prefix("[!")?.split_once(']')?;
    let name = kind.split('|').next().unwrap_or(kind).trim();
    if name.is_empty() || !name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ' ')) {
        return None;
    }
    let is_foldable = rest.starts_with(['-', '+']);
    let title = if is_foldable { rest.trim_start_matches(['-', '+']) } else { rest };
    let mut letters = name.chars();
    let first = letters.next().map(|c| c.to_uppercase().collect::<String>()).unwrap_or_default();
    Some(Head { kind: format!("{first}{}", letters.as_str()), is_foldable, title: title.trim_start().to_owned() })
}

/// Converts a block id, ` ^id` at the end of a block, to an element with that id.
fn convert_block_ids(events: Vec<Event<'_>>) -> Vec<Event<'_>> {
    let mut out: Vec<Event> = Vec::with_capacity(events.len());
    let mut events = events.into_iter().peekable();
    while let Some(event) = events.next() {
        let ends = matches!(
            events.peek(),
            Some(Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::Heading(_) | TagEnd::TableCell) | Event::Start(Tag::List(_)))
        );
        match event {
            Event::Text(words) if ends => match split_block_id(&words) {
                Some((kept, id)) => {
                    if !kept.is_empty() {
                        out.push(Event::Text(kept.to_owned().into()));
                        out.push(html_event(format!("<a id=\"^{id}\"></a>")));
                    }
                }
                None => out.push(Event::Text(words)),
            },
            other => out.push(other),
        }
    }
    out
}

fn split_block_id(words: &str) -> Option<(&str, &str)> {
    let (before, id) = words.trim_end().rsplit_once('^')?;
    let named = !id.is_empty()
        && id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
        && id.starts_with(|c: char| c.is_ascii_alphabetic() || id.len() > 2 || c.is_ascii_digit() && before.is_empty());
    (named && (before.is_empty() || before.ends_with(char::is_whitespace))).then(|| (before.trim_end(), id))
}

/// Converts inline notes, `^[words]`, to references; the notes' content goes to `notes`.
fn convert_inline_notes<'a>(events: Vec<Event<'a>>, notes: &mut Vec<Event<'a>>) -> Vec<Event<'a>> {
    let mut out: Vec<Event> = Vec::with_capacity(events.len());
    let mut number = 0;
    // Content of the open note, and its bracket depth.
    let mut open: Option<(Vec<Event>, usize)> = None;
    let mut in_code = false;
    for event in events {
        in_code = match &event {
            Event::Start(Tag::CodeBlock(_)) => true,
            Event::End(TagEnd::CodeBlock) => false,
            _ => in_code,
        };
        let words = match event {
            Event::Text(words) if !in_code && (open.is_some() || words.contains("^[")) => words,
            other => {
                // A note must end in its block; otherwise its marks are literal.
                if is_block_event(&other)
                    && let Some((content, _)) = open.take()
                {
                    out.push(Event::Text("^[".into()));
                    out.extend(content);
                }
                match &mut open {
                    Some((content, _)) => content.push(other),
                    None => out.push(other),
                }
                continue;
            }
        };
        let mut rest = words.to_string();
        while !rest.is_empty() {
            match open.take() {
                None => match rest.split_once("^[") {
                    Some((before, after)) => {
                        out.extend(Some(before).filter(|b| !b.is_empty()).map(|b| Event::Text(b.to_owned().into())));
                        open = Some((Vec::new(), 1));
                        rest = after.to_owned();
                    }
                    None => out.push(Event::Text(std::mem::take(&mut rest).into())),
                },
                Some((mut content, mut brackets)) => {
                    let end = rest.char_indices().find(|(_, c)| {
                        brackets = brackets + usize::from(*c == '[') - usize::from(*c == ']');
                        brackets == 0
                    });
                    match end.and_then(|(at, _)| rest.split_at_checked(at)) {
                        Some((inside, after)) => {
                            content.push(Event::Text(inside.to_owned().into()));
                            number += 1;
                            out.push(html_event(format!("<sup><a href=\"#lectern-note-{number}\">{number}</a></sup>")));
                            notes
                                .push(Event::Html(format!("\n<div class=\"footnote-definition\" id=\"lectern-note-{number}\"><p>").into()));
                            notes.extend(content);
                            notes.push(Event::Html("</p></div>\n".into()));
                            rest = after.strip_prefix(']').unwrap_or(after).to_owned();
                        }
                        None => {
                            content.push(Event::Text(std::mem::take(&mut rest).into()));
                            open = Some((content, brackets));
                        }
                    }
                }
            }
        }
    }
    if let Some((content, _)) = open {
        out.push(Event::Text("^[".into()));
        out.extend(content);
    }
    out
}

/// True for an event that begins or ends a block.
fn is_block_event(event: &Event) -> bool {
    match event {
        Event::Start(tag) => !matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }),
        Event::End(tag) => !matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image),
        Event::Html(_) | Event::Rule => true,
        _ => false,
    }
}

/// Converts highlights, `==words==`.
fn convert_highlights(events: Vec<Event<'_>>) -> Vec<Event<'_>> {
    let mut out: Vec<Event> = Vec::with_capacity(events.len());
    // Index of the opening mark among the events, and its depth.
    let mut open: Option<(usize, usize)> = None;
    let (mut depth, mut in_code) = (0_usize, false);
    for event in events {
        match &event {
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            _ => {}
        }
        if is_block_event(&event) {
            (open, depth) = (None, 0);
        } else {
            match &event {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth = depth.saturating_sub(1),
                _ => {}
            }
            open = open.filter(|(_, at)| *at <= depth);
        }
        match event {
            Event::Text(words) if !in_code && words.contains("==") => split_highlights(&words, depth, &mut open, &mut out),
            other => out.push(other),
        }
    }
    out
}

fn split_highlights(words: &str, depth: usize, open: &mut Option<(usize, usize)>, out: &mut Vec<Event<'_>>) {
    let mut rest = words;
    let mut before: Option<char> = None;
    while let Some((plain, after)) = rest.split_once("==") {
        let last = plain.chars().next_back().or(before);
        let next = after.chars().next();
        if !plain.is_empty() {
            out.push(Event::Text(plain.to_owned().into()));
        }
        // Three or more signs are a drawn line.
        let run = next == Some('=') || last == Some('=');
        let word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        let space = |c: Option<char>| c.is_none_or(char::is_whitespace);
        let closes = open.filter(|(_, at)| *at == depth && !run && !word(next) && !last.is_some_and(char::is_whitespace));
        match closes {
            Some((at, _)) => {
                if let Some(sign) = out.get_mut(at) {
                    *sign = html_event("<mark>");
                }
                out.push(html_event("</mark>"));
                *open = None;
            }
            None => {
                // Text inside emphasis or a link may begin without a preceding space.
                if open.is_none() && !run && !word(last) && (after.is_empty() || !space(next)) {
                    *open = Some((out.len(), depth));
                }
                out.push(Event::Text("==".into()));
            }
        }
        before = Some('=');
        rest = after;
    }
    if !rest.is_empty() {
        out.push(Event::Text(rest.to_owned().into()));
    }
}
