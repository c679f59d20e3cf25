//! Characters that are written in more than one way: traditional Chinese is looked for in its simplified form.

use std::collections::HashMap;

/// What a character is written as in the index.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Variants(HashMap<char, char>);

impl Variants {
    /// From pairs of a character and what it is written as.
    pub fn new(pairs: impl IntoIterator<Item = (char, char)>) -> Variants {
        Variants(pairs.into_iter().collect())
    }

    /// What a character is written as in the index; most are written as themselves.
    pub fn of(&self, c: char) -> char {
        if self.0.is_empty() { c } else { self.0.get(&c).copied().unwrap_or(c) }
    }

    /// The pairs, in the order of the first characters.
    pub fn pairs(&self) -> Vec<(char, char)> {
        let mut pairs: Vec<(char, char)> = self.0.iter().map(|(from, to)| (*from, *to)).collect();
        pairs.sort_unstable();
        pairs
    }
}
