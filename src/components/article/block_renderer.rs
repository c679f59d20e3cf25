//! The state while a body is rendered: the language at this place, the pending notes, the characters around quotes.

use crate::article::Block;
use crate::components::built_view::{BuiltView, IntoBuilt};
use crate::messages::Messages;
use crate::stores::RenderContext;
pub(super) use leptos::html::custom;
use leptos::prelude::*;

/// Renders the blocks of a body in order.
pub(crate) struct BlockRenderer<'a> {
    pub(super) context: &'a RenderContext,
    /// Language at this place.
    pub(super) lang: String,
    /// Notes whose reference is rendered but not yet their text: number and text.
    pub(super) notes: Vec<(u32, &'a [Block])>,
    /// How many notes were referenced.
    pub(super) note_count: u32,
    /// Level of the last heading: no heading is more than one deeper.
    pub(super) level: u8,
    /// The last rendered character, which decides the direction of a quote.
    pub(super) previous_char: Option<char>,
    /// The first character after this inline, which decides it too.
    pub(super) next_char: Option<char>,
    /// The dateline that the first paragraph begins with.
    pub(super) dateline: Option<String>,
}

impl<'a> BlockRenderer<'a> {
    /// Returns a renderer at the start of a body in a language.
    pub(crate) fn new(context: &'a RenderContext, lang: &str) -> BlockRenderer<'a> {
        BlockRenderer {
            context,
            lang: lang.to_owned(),
            notes: Vec::new(),
            note_count: 0,
            level: 1,
            previous_char: None,
            next_char: None,
            dateline: None,
        }
    }

    /// The messages in the language at this place.
    pub(super) fn messages(&self) -> &'static Messages {
        self.context.messages_in(&self.lang).0
    }

    /// Formats the number of a note in the language of the messages at this place.
    pub(super) fn note_number(&self, number: u32) -> String {
        let (_, lang) = self.context.messages_in(&self.lang);
        self.context.locale.number(number, &lang)
    }

    /// Stores the last character of rendered text.
    pub(super) fn set_previous_char(&mut self, text: &str) {
        self.previous_char = text.chars().next_back().or(self.previous_char);
    }
}

/// An element with a tag, an id, classes and children: one view type for every tag. Natively `class=None` of `view!` writes an
/// empty attribute, `attr` writes none.
pub(super) fn element(tag: &'static str, id: Option<String>, class: Option<&'static str>, content: Vec<BuiltView>) -> BuiltView {
    custom(tag).child(content).attr("id", id).attr("class", class).into_built()
}

/// The children of an element with text alone; empty if the text is.
pub(super) fn text_children(text: impl Into<String>) -> Vec<BuiltView> {
    let text = text.into();
    if text.is_empty() { Vec::new() } else { vec![text.into_built()] }
}
