//! What is known while a body is drawn: the language at this place, the notes that wait for their place, the quotes around.

use crate::article::Block;
use crate::components::built_view::{BuiltView, IntoBuilt};
use crate::messages::Messages;
use crate::stores::RenderContext;
pub(super) use leptos::html::custom;
use leptos::prelude::*;

/// Draws the blocks of a body from its start to its end.
pub struct BlockRenderer<'a> {
    pub(super) context: &'a RenderContext,
    /// Language at this place.
    pub(super) lang: String,
    /// Notes whose mark is drawn and whose text is not yet: number and text.
    pub(super) notes: Vec<(u32, &'a [Block])>,
    /// How many notes were marked.
    pub(super) note_count: u32,
    /// Level of the last heading: none is more than one deeper.
    pub(super) level: u8,
    /// The last character that was drawn, by which quotes are set.
    pub(super) before: Option<char>,
    /// The first character that will be drawn after this inline, by which they are set too.
    pub(super) after: Option<char>,
    /// What the first paragraph begins with.
    pub(super) dateline: Option<String>,
}

impl<'a> BlockRenderer<'a> {
    /// A renderer at the start of a body in a language.
    pub fn new(context: &'a RenderContext, lang: &str) -> BlockRenderer<'a> {
        BlockRenderer {
            context,
            lang: lang.to_owned(),
            notes: Vec::new(),
            note_count: 0,
            level: 1,
            before: None,
            after: None,
            dateline: None,
        }
    }

    /// The messages in the language at this place.
    pub(super) fn messages(&self) -> &'static Messages {
        self.context.messages_in(&self.lang).0
    }

    /// The number of a note as the messages at this place write it.
    pub(super) fn note_number(&self, number: u32) -> String {
        let (_, lang) = self.context.messages_in(&self.lang);
        self.context.locale.number(number, &lang)
    }

    /// Notes the last character of what was drawn.
    pub(super) fn wrote(&mut self, words: &str) {
        self.before = words.chars().next_back().or(self.before);
    }
}

/// An element that has nothing but a tag, an id, classes and content: one type of view for every tag. Natively `class=None` of
/// `view!` writes an empty attribute, `attr` writes none.
pub(super) fn element(tag: &'static str, id: Option<String>, class: Option<&'static str>, content: Vec<BuiltView>) -> BuiltView {
    custom(tag).child(content).attr("id", id).attr("class", class).into_built()
}

/// The content of an element of words alone; none where they are empty.
pub(super) fn words(words: impl Into<String>) -> Vec<BuiltView> {
    let words = words.into();
    if words.is_empty() { Vec::new() } else { vec![words.into_built()] }
}
