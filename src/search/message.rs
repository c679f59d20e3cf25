//! What the page and the worker say to each other. Ordinals and places travel as numbers beside these; see
//! `src/searcher/worker.js` for the envelope.

use super::index::Answer;
use super::query::Hint;
use crate::article::record::record;
use crate::corpus::Card;

/// Parts of a text that is sent as one: an article's headline and its blocks, or the pieces of a page.
pub const PARTED: char = '\0';

record! {
    /// An answer, but for the ordinals of what matches.
    pub struct Answered {
        /// What the first rows show.
        pub rows: Vec<RowCard>,
        /// The words that some of those in part do not hold, as typed.
        pub missing: Vec<String>,
        /// What was not understood as it was perhaps meant.
        pub hints: Vec<Hinted>,
        /// Words that are in no article.
        pub corrected: Vec<Corrected>,
        /// Another query that finds more.
        pub suggestion: Option<String>,
    }
}

record! {
    /// What a row shows, by its ordinal.
    pub struct RowCard {
        /// The ordinal.
        pub ordinal: u32,
        /// The card, without deck, authors and tags.
        pub card: Card,
        /// What to mark in its headline: bytes, start and end in turn.
        pub marks: Vec<u32>,
    }
}

record! {
    /// A hint: its kind, and the words that it is about.
    pub struct Hinted {
        /// `quote`, `bracket`, `date`, `field`, `operator` or `long`.
        pub kind: String,
        /// The words, as typed.
        pub words: String,
    }
}

record! {
    /// A word that is in no article.
    pub struct Corrected {
        /// As typed.
        pub typed: String,
        /// What it was taken for.
        pub taken: String,
    }
}

record! {
    /// Where an article holds what is looked for.
    pub struct Excerpt {
        /// Its ordinal.
        pub ordinal: u32,
        /// What to mark in its headline: bytes, start and end in turn.
        pub title: Vec<u32>,
        /// The block to show, counted from 1; 0 where none holds a word.
        pub block: u32,
        /// The passage of it.
        pub pieces: Vec<Piece>,
        /// The other blocks that hold what is looked for.
        pub blocks: Vec<u32>,
    }
}

record! {
    /// A piece of a passage.
    pub struct Piece {
        /// Its words.
        pub words: String,
        /// Whether they are what is looked for.
        pub marked: bool,
    }
}

impl Answered {
    /// What is sent of an answer; `marks` gives what to mark in the headline of a card.
    pub fn of(answer: &Answer, marks: &dyn Fn(&Card) -> Vec<u32>) -> Answered {
        let row =
            |(ordinal, card): &(u32, Card)| RowCard { ordinal: *ordinal, card: card.clone(), marks: marks(card), ..RowCard::default() };
        let corrected =
            |(typed, taken): &(String, String)| Corrected { typed: typed.clone(), taken: taken.clone(), ..Corrected::default() };
        Answered {
            rows: answer.cards.iter().map(row).collect(),
            missing: answer.missing.clone(),
            hints: answer.hints.iter().map(hinted).collect(),
            corrected: answer.corrected.iter().map(corrected).collect(),
            suggestion: answer.suggestion.clone(),
            ..Answered::default()
        }
    }
}

fn hinted(hint: &Hint) -> Hinted {
    let (kind, words) = match hint {
        Hint::Quote => ("quote", ""),
        Hint::Bracket => ("bracket", ""),
        Hint::Date(words) => ("date", words.as_str()),
        Hint::Field(words) => ("field", words.as_str()),
        Hint::Operator(words) => ("operator", words.as_str()),
        Hint::Long => ("long", ""),
    };
    Hinted { kind: kind.to_owned(), words: words.to_owned(), ..Hinted::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_read_as_it_was_written() {
        let answer = Answer {
            cards: vec![(7, Card { title: "铁路 & \"rail\"".into(), ..Card::default() })],
            hints: vec![Hint::Date("2013-99".into()), Hint::Quote],
            corrected: vec![("harbuor".into(), "harbour".into())],
            missing: vec!["x".into()],
            suggestion: Some("harbour".into()),
            ..Answer::default()
        };
        let sent = Answered::of(&answer, &|_| vec![0, 6]);
        let read: Answered = serde_json::from_slice(&serde_json::to_vec(&sent).unwrap()).unwrap();
        assert_eq!(read, sent);
        assert_eq!((read.rows[0].ordinal, read.hints[0].words.as_str(), read.hints[1].kind.as_str()), (7, "2013-99", "quote"));
    }
}
