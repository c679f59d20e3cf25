//! Highlights, `==words==`, as marked words.

use super::obsidian::{html_event, is_block_event};
use pulldown_cmark::{Event, Tag, TagEnd};

/// Converts highlights, `==words==`.
pub(super) fn convert_highlights(events: Vec<Event<'_>>) -> Vec<Event<'_>> {
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
