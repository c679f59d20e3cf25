//! Obsidian's block ids, ` ^id` at the end of a block, as elements with that id.

use super::obsidian::html_event;
use pulldown_cmark::{Event, Tag, TagEnd};

/// Converts a block id, ` ^id` at the end of a block, to an element with that id.
pub(super) fn convert_block_ids(events: Vec<Event<'_>>) -> Vec<Event<'_>> {
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
