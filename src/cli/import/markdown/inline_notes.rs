//! Inline notes, `^[words]`, as footnotes.

use super::obsidian::{html_event, is_block_event};
use pulldown_cmark::{Event, Tag, TagEnd};

/// Converts inline notes to references; the notes' content goes to `notes`.
pub(super) fn convert_inline_notes<'a>(events: Vec<Event<'a>>, notes: &mut Vec<Event<'a>>) -> Vec<Event<'a>> {
    let mut converter = Converter { out: Vec::with_capacity(events.len()), notes, open: None, number: 0 };
    let mut in_code = false;
    for event in events {
        in_code = match &event {
            Event::Start(Tag::CodeBlock(_)) => true,
            Event::End(TagEnd::CodeBlock) => false,
            _ => in_code,
        };
        match event {
            Event::Text(words) if !in_code && (converter.open.is_some() || words.contains("^[")) => converter.push_words(&words),
            other => converter.push(other),
        }
    }
    converter.release();
    converter.out
}

/// A note that has begun.
struct OpenNote<'a> {
    content: Vec<Event<'a>>,
    /// The number of brackets that are open in it, its own included.
    brackets: usize,
}

struct Converter<'a, 'n> {
    out: Vec<Event<'a>>,
    notes: &'n mut Vec<Event<'a>>,
    open: Option<OpenNote<'a>>,
    number: usize,
}

impl<'a> Converter<'a, '_> {
    fn push(&mut self, event: Event<'a>) {
        if is_block_event(&event) {
            self.release();
        }
        match &mut self.open {
            Some(note) => note.content.push(event),
            None => self.out.push(event),
        }
    }

    /// Ends a note without its bracket: it must end in its block, otherwise its marks are literal.
    fn release(&mut self) {
        if let Some(note) = self.open.take() {
            self.out.push(Event::Text("^[".into()));
            self.out.extend(note.content);
        }
    }

    fn push_words(&mut self, words: &str) {
        let mut rest = words;
        while !rest.is_empty() {
            rest = match self.open.take() {
                None => self.push_plain(rest),
                Some(note) => self.push_to_note(note, rest),
            };
        }
    }

    /// Takes the words up to the next note; returns those behind its mark.
    fn push_plain<'t>(&mut self, words: &'t str) -> &'t str {
        let (before, behind) = words.split_once("^[").map_or((words, None), |(before, behind)| (before, Some(behind)));
        if !before.is_empty() {
            self.out.push(Event::Text(before.to_owned().into()));
        }
        if behind.is_some() {
            self.open = Some(OpenNote { content: Vec::new(), brackets: 1 });
        }
        behind.unwrap_or_default()
    }

    /// Takes the words up to the end of a note; returns those behind it.
    fn push_to_note<'t>(&mut self, mut note: OpenNote<'a>, words: &'t str) -> &'t str {
        let end = words.char_indices().find(|(_, c)| {
            note.brackets = note.brackets + usize::from(*c == '[') - usize::from(*c == ']');
            note.brackets == 0
        });
        let (inside, behind) =
            end.and_then(|(at, _)| words.split_at_checked(at)).map_or((words, None), |(inside, rest)| (inside, Some(rest)));
        note.content.push(Event::Text(inside.to_owned().into()));
        match behind {
            Some(rest) => {
                self.close(note.content);
                rest.strip_prefix(']').unwrap_or(rest)
            }
            None => {
                self.open = Some(note);
                ""
            }
        }
    }

    fn close(&mut self, content: Vec<Event<'a>>) {
        self.number += 1;
        let number = self.number;
        self.out.push(html_event(format!("<sup><a href=\"#lectern-note-{number}\">{number}</a></sup>")));
        self.notes.push(Event::Html(format!("\n<div class=\"footnote-definition\" id=\"lectern-note-{number}\"><p>").into()));
        self.notes.extend(content);
        self.notes.push(Event::Html("</p></div>\n".into()));
    }
}
