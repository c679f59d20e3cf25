//! What is known while a body is drawn: the language at this place, the notes that wait for their place, the words to mark.

use crate::article::Block;
use crate::view::room::Room;

/// Words to mark in one block, see [`crate::article::anchor`].
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Marked {
    /// Anchor of the block.
    pub anchor: String,
    /// The words, as they stand in the text, whatever their case.
    pub words: Vec<String>,
}

/// A pen that draws a body from its start to its end.
pub struct Pen<'a> {
    pub(super) room: &'a Room,
    /// Language at this place.
    pub(super) lang: String,
    /// Notes whose mark is drawn and whose text is not yet: number and text.
    pub(super) notes: Vec<(u32, &'a [Block])>,
    /// How many notes were marked.
    pub(super) noted: u32,
    /// Level of the last heading: none is more than one deeper.
    pub(super) level: u8,
    /// The last character that was drawn, by which quotes are set.
    pub(super) before: Option<char>,
    /// The first character that will be drawn after this inline, by which they are set too.
    pub(super) after: Option<char>,
    /// The words to mark at this place.
    pub(super) marks: &'a [String],
    pub(super) marked: Option<&'a Marked>,
    /// What the first paragraph begins with.
    pub(super) dateline: Option<String>,
}

impl<'a> Pen<'a> {
    /// A pen at the start of a body in a language.
    pub fn new(room: &'a Room, lang: &str, marked: Option<&'a Marked>) -> Pen<'a> {
        Pen {
            room,
            lang: lang.to_owned(),
            notes: Vec::new(),
            noted: 0,
            level: 1,
            before: None,
            after: None,
            marks: &[],
            marked,
            dateline: None,
        }
    }

    /// Notes the last character of what was drawn.
    pub(super) fn wrote(&mut self, words: &str) {
        self.before = words.chars().next_back().or(self.before);
    }

    /// Begins a top-level block: its words are marked where the anchor is the one that was asked for.
    pub(super) fn begin(&mut self, anchor: &str) {
        self.marks = self.marked.filter(|m| m.anchor == anchor).map_or(&[], |m| &m.words);
    }
}
