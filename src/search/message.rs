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

// What the worker sends is written by hand: the program in it then holds no code for writing JSON but this.

/// An answer as JSON, to be read as [`Answered`].
pub fn answered(answer: &Answer) -> String {
    let mut out = String::from("{");
    list(&mut out, "rows", &answer.cards, |out, (ordinal, card)| {
        out.push_str(&["{\"ordinal\":", &ordinal.to_string(), ",\"card\":", card, "}"].concat());
    });
    list(&mut out, "missing", &answer.missing, |out, words| string(out, words));
    list(&mut out, "hints", &answer.hints, |out, hint| pair(out, ("kind", kind(hint)), ("words", about(hint))));
    list(&mut out, "corrected", &answer.corrected, |out, (typed, taken)| pair(out, ("typed", typed), ("taken", taken)));
    out.push_str("\"suggestion\":");
    match &answer.suggestion {
        Some(query) => string(&mut out, query),
        None => out.push_str("null"),
    }
    out.push('}');
    out
}

/// An excerpt as JSON, to be read as [`Excerpt`].
pub fn excerpt(excerpt: &Excerpt) -> String {
    let mut out = ["{\"ordinal\":", &excerpt.ordinal.to_string(), ",\"block\":", &excerpt.block.to_string(), ","].concat();
    list(&mut out, "title", &excerpt.title, |out, byte| out.push_str(&byte.to_string()));
    list(&mut out, "blocks", &excerpt.blocks, |out, block| out.push_str(&block.to_string()));
    list(&mut out, "pieces", &excerpt.pieces, |out, piece| {
        out.push_str(if piece.marked { "{\"marked\":true,\"words\":" } else { "{\"words\":" });
        string(out, &piece.words);
        out.push('}');
    });
    // A comma stands after the last list.
    out.pop();
    out.push('}');
    out
}

/// A named list, and a comma.
fn list<T>(out: &mut String, name: &str, items: &[T], each: impl Fn(&mut String, &T)) {
    out.push_str(&["\"", name, "\":["].concat());
    for (at, item) in items.iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        each(out, item);
    }
    out.push_str("],");
}

fn pair(out: &mut String, one: (&str, &str), other: (&str, &str)) {
    out.push_str(&["{\"", one.0, "\":"].concat());
    string(out, one.1);
    out.push_str(&[",\"", other.0, "\":"].concat());
    string(out, other.1);
    out.push('}');
}

fn string(out: &mut String, words: &str) {
    out.push('"');
    for c in words.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c < ' ' => {
                let digit = |nibble: u32| char::from_digit(nibble, 16).unwrap_or('0');
                out.push_str("\\u00");
                out.extend([digit(c as u32 >> 4), digit(c as u32 & 15)]);
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

fn kind(hint: &Hint) -> &'static str {
    match hint {
        Hint::Quote => "quote",
        Hint::Bracket => "bracket",
        Hint::Date(_) => "date",
        Hint::Field(_) => "field",
        Hint::Operator(_) => "operator",
        Hint::Long => "long",
    }
}

fn about(hint: &Hint) -> &str {
    match hint {
        Hint::Date(words) | Hint::Field(words) | Hint::Operator(words) => words,
        Hint::Quote | Hint::Bracket | Hint::Long => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_read_as_it_was_written() {
        let card = Card { title: "铁路 & \"rail\"".into(), ..Card::default() };
        let answer = Answer {
            cards: vec![(7, serde_json::to_string(&card).unwrap()), (9, "{}".into())],
            hints: vec![Hint::Date("20\u{1}13\\".into()), Hint::Quote],
            corrected: vec![("harb\"uor".into(), "harbour".into())],
            missing: vec!["x".into(), "y".into()],
            suggestion: Some("harbour\n".into()),
            ..Answer::default()
        };
        let read: Answered = serde_json::from_str(&answered(&answer)).unwrap();
        assert_eq!((read.rows[0].ordinal, &read.rows[0].card, read.rows.len()), (7, &card, 2));
        assert_eq!((read.hints[0].words.as_str(), read.hints[1].kind.as_str()), ("20\u{1}13\\", "quote"));
        assert_eq!((read.corrected[0].typed.as_str(), read.missing.len()), ("harb\"uor", 2));
        assert_eq!(read.suggestion.as_deref(), Some("harbour\n"));
        assert_eq!(serde_json::from_str::<Answered>(&answered(&Answer::default())).unwrap(), Answered::default());
    }

    #[test]
    fn an_excerpt_is_read_as_it_was_written() {
        let piece = |words: &str, marked: bool| Piece { words: words.into(), marked, ..Piece::default() };
        let full = Excerpt {
            ordinal: 3,
            title: vec![0, 4],
            block: 2,
            pieces: vec![piece("a ", false), piece("b", true)],
            blocks: vec![5],
            ..Excerpt::default()
        };
        for one in [full, Excerpt::default()] {
            assert_eq!(serde_json::from_str::<Excerpt>(&excerpt(&one)).unwrap(), one);
        }
    }
}
