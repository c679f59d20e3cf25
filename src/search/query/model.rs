//! The syntax tree of a query.

use crate::corpus::Facet;
use crate::search::analysis::TokenKind;

/// A parsed query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// The root clause, which an article must match.
    pub clause: Clause,
    /// Hints on syntax that was not understood.
    pub hints: Vec<Hint>,
}

/// A clause of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Clause {
    /// A word, in any surface form of its stem.
    Word(Word),
    /// Consecutive words. The last may be [`Ending::Prefix`]: a word that may be incomplete, a single unit of a script that is
    /// indexed in bigrams, or a unit that may go on.
    Phrase(Vec<Word>),
    /// A run of a script without spaces, which is one or more words: its overlapping pairs of units, or its only unit. The words of a
    /// run may stand apart and in any order; see the evaluation in `index::engine`.
    Run(Vec<Word>),
    /// A disjunction; an empty one matches nothing.
    Any(Vec<Clause>),
    /// A conjunction; an empty one matches everything.
    All(Vec<Clause>),
    /// A negation.
    Not(Box<Clause>),
    /// A clause restricted to one field.
    Within(QueryField, Box<Clause>),
    /// A value of a facet, as typed.
    Facet(Facet, String),
    /// A range of publication dates, both inclusive, ISO 8601 of any precision.
    Dates {
        /// The first day.
        from: Option<String>,
        /// The last day.
        to: Option<String>,
    },
}

/// A word of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// As typed.
    pub written: String,
    /// Folded; a pattern if its ending is [`Ending::Pattern`].
    pub form: String,
    /// The kind of token.
    pub kind: TokenKind,
    /// Whether it is complete, a prefix or a pattern.
    pub ending: Ending,
}

/// Whether a query word is complete, a prefix or a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// A complete word.
    Whole,
    /// The last word, which may be incomplete: longer words with this prefix match too.
    Prefix,
    /// A wildcard pattern: `*` stands for any characters, `?` for one.
    Pattern,
}

/// A field that a clause can be restricted to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QueryField {
    /// The headline.
    Title,
    /// Captions of pictures and tables.
    Caption,
}

/// Syntax that was not understood and was searched for as words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hint {
    /// An unpaired quotation mark.
    Quote,
    /// An unpaired bracket.
    Bracket,
    /// An invalid date, as typed.
    Date(String),
    /// A field name without words, as typed.
    Field(String),
    /// An operator without words.
    Operator(String),
    /// A query longer than the limit.
    TooLong,
}
