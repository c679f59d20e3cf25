//! Obsidian's tags in the text, `#tag` and `#outer/inner`: they are tags of the note, and words of its text.

use pulldown_cmark::{Event, Tag, TagEnd};
use std::collections::HashSet;

/// The tags in the text of a note, outside code and links. Those of a task belong to the task.
pub(super) fn find_hashtags(events: &[Event]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut seen = HashSet::new();
    let mut hidden = 0_usize;
    // The open items of lists; true for a task.
    let mut items: Vec<bool> = Vec::new();
    for event in events {
        match event {
            Event::Start(Tag::Item) => items.push(false),
            Event::End(TagEnd::Item) => drop(items.pop()),
            Event::TaskListMarker(_) => items.last_mut().into_iter().for_each(|is_task| *is_task = true),
            Event::Start(tag) => hidden += usize::from(hides_tags(tag)),
            Event::End(TagEnd::CodeBlock | TagEnd::Link | TagEnd::Image) => hidden = hidden.saturating_sub(1),
            Event::Text(words) if hidden == 0 && !items.contains(&true) => {
                found.extend(words.split_whitespace().filter_map(hashtag).filter(|tag| seen.insert(tag.clone())));
            }
            _ => {}
        }
    }
    found
}

fn hides_tags(tag: &Tag) -> bool {
    matches!(tag, Tag::CodeBlock(_) | Tag::Link { .. } | Tag::Image { .. })
}

/// A word as a tag: letters, digits, `_`, `-` and `/` behind a `#`, and not digits alone.
fn hashtag(word: &str) -> Option<String> {
    let rest = word.trim_start_matches(['(', '[']).strip_prefix('#')?;
    let end = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | '/'))).unwrap_or(rest.len());
    let (name, behind) = rest.split_at_checked(end)?;
    let name = name.trim_end_matches('/');
    let is_tag = name.chars().any(char::is_alphabetic) && !behind.contains(['#', '=']);
    is_tag.then(|| name.to_owned())
}

/// Whether a source is written as a note of Obsidian is: it has wikilinks or embeds.
pub(super) fn is_obsidian_note(events: &[Event]) -> bool {
    events.iter().any(|event| match event {
        Event::Start(Tag::Link { link_type, .. } | Tag::Image { link_type, .. }) => {
            matches!(link_type, pulldown_cmark::LinkType::WikiLink { .. })
        }
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use pulldown_cmark::{Options, Parser};

    #[test]
    fn finds_tags_in_the_text_alone() {
        let text = "#harbour and (#boats/ferry), #2024 #a1. `#code` [#link](x) C# x#y #=\n\n# Heading\n\n```\n#no\n```\n\n#ünïcode, #harbour\n\n- [ ] x #todo\n- #item";
        let events: Vec<Event> = Parser::new_ext(text, Options::ENABLE_TASKLISTS).collect();
        assert_eq!(find_hashtags(&events), ["harbour", "boats/ferry", "a1", "ünïcode", "item"]);
    }
}
