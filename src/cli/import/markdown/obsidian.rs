//! Obsidian's Markdown extensions as CommonMark events.

use super::{block_ids, callouts, highlights, inline_notes, wikilinks};
use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

/// Replaces Obsidian's syntax in the events of a source.
pub(super) fn convert_events(events: Vec<Event<'_>>) -> Vec<Event<'_>> {
    let events = callouts::convert_callouts(wikilinks::convert_wikilinks(events));
    let mut notes = Vec::new();
    let events = inline_notes::convert_inline_notes(block_ids::convert_block_ids(events), &mut notes);
    let mut events = highlights::convert_highlights(events);
    events.extend(notes);
    events
}

pub(super) fn html_event(text: impl Into<String>) -> Event<'static> {
    Event::InlineHtml(CowStr::from(text.into()))
}

/// True for an event that begins or ends a block.
pub(super) fn is_block_event(event: &Event) -> bool {
    match event {
        Event::Start(tag) => !matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }),
        Event::End(tag) => !matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image),
        Event::Html(_) | Event::Rule => true,
        _ => false,
    }
}
