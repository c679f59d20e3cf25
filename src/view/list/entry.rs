//! What is drawn of one article in a list.

use crate::corpus::{Card, ListState, Place};
use crate::view::room::Room;

/// An article in a list.
pub struct Entry<'a> {
    /// Its card.
    pub card: &'a Card,
    /// Whether it is saved on this device.
    pub saved: bool,
    /// Byte ranges of the headline to mark, ascending.
    pub marks: Vec<(usize, usize)>,
    /// What was found in its text, in place of the deck; without pieces where that is not known yet, or nothing was.
    pub passage: Option<Passage>,
    /// Other headings under which the words stand.
    pub also: Vec<String>,
}

/// A passage that was found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Passage {
    /// Anchor of the block that it stands in, to open the article at.
    pub anchor: Option<String>,
    /// The passage in pieces; true for the words that were looked for.
    pub pieces: Vec<(String, bool)>,
}

impl<'a> Entry<'a> {
    /// An article as its card shows it, nothing marked.
    pub fn of(card: &'a Card, saved: bool) -> Entry<'a> {
        Entry { card, saved, marks: Vec::new(), passage: None, also: Vec::new() }
    }

    /// Its address, with the state of the list that it is opened from where that looks for something.
    pub(super) fn href(&self, room: &Room, from: &ListState) -> String {
        let from = if from.is_everything() { ListState::new() } else { from.clone() };
        let anchor = self.passage.as_ref().and_then(|p| p.anchor.clone());
        room.href(&Place::Article { id: self.card.id.clone(), from, anchor })
    }
}
