//! What a query is made of.

use crate::corpus::Facet;
use crate::search::analysis::Kind;

/// What was typed, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// What an article has to be to match.
    pub clause: Clause,
    /// What was not understood as it was perhaps meant.
    pub hints: Vec<Hint>,
}

/// One thing that is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Clause {
    /// A word, in any of its forms.
    Word(Word),
    /// Words one after another. The last may be [`Ending::Typed`]: a word that is perhaps not typed whole, a single
    /// character of a script that is indexed in pairs, or a syllable of Hangul.
    Phrase(Vec<Word>),
    /// Any of these.
    Any(Vec<Clause>),
    /// All of these; of none, everything.
    All(Vec<Clause>),
    /// What does not match this.
    Not(Box<Clause>),
    /// Words inside one field.
    Within(Field, Box<Clause>),
    /// A value of a facet, as typed.
    Facet(Facet, String),
    /// Published in these days, both inclusive, ISO 8601 of any precision.
    Dates {
        /// The first day.
        from: Option<String>,
        /// The last day.
        to: Option<String>,
    },
}

/// A word that is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// As typed.
    pub written: String,
    /// Folded; a pattern where its ending is [`Ending::Wild`].
    pub form: String,
    /// What it is.
    pub kind: Kind,
    /// How it ends.
    pub ending: Ending,
}

/// How a word that is looked for ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// It is whole.
    Whole,
    /// It is the last word, perhaps not yet typed whole: what begins so counts too.
    Typed,
    /// Its form is a pattern: `*` stands for any characters, `?` for one.
    Wild,
}

/// A field in which words are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// The headline.
    Title,
    /// Captions of pictures and tables.
    Caption,
}

/// What was not understood as it was perhaps meant, and was searched for as words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hint {
    /// A quotation mark without its other one.
    Quote,
    /// A bracket without its other one.
    Bracket,
    /// A date that is none, as typed.
    Date(String),
    /// A field without words, as typed.
    Field(String),
    /// An operator without words.
    Operator(String),
    /// More than is looked at.
    Long,
}
