//! The words of a text.

use super::variants::Variants;
use crate::search::fold::fold_mapped;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A word.
    Word,
    /// One or two characters of a script in which any substring counts.
    Gram,
    /// The parts of a compound written as one, at the position of its first part.
    Joined,
}

/// A word in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token<'t> {
    /// As it stands in the index: folded.
    pub form: &'t str,
    /// As written.
    pub written: &'t str,
    /// What it is.
    pub kind: Kind,
    /// Its place among the tokens.
    pub position: u32,
    /// The byte of the source at which it begins.
    pub start: u32,
    /// The byte of the source at which it ends.
    pub end: u32,
}

/// Calls `each` with every token of a text; the first stands at `position`. Gives the next free position.
pub fn tokens(text: &str, _variants: &Variants, position: u32, each: &mut dyn FnMut(Token)) -> u32 {
    let folded = fold_mapped(text);
    let mut next = position;
    let mut at = 0;
    for form in folded.text.split(' ') {
        if !form.is_empty() {
            let (start, end) = (folded.source[at], folded.source[at + form.len()]);
            let written = text.get(start as usize..end as usize).unwrap_or_default().trim_end();
            each(Token { form, written, kind: Kind::Word, position: next, start, end });
            next += 1;
        }
        at += form.len() + 1;
    }
    next
}
