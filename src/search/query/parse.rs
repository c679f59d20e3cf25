//! From what was typed to what is meant.

use super::model::{Clause, Ending, Query, Word};
use crate::search::analysis::{Variants, tokens};

/// Takes apart what was typed.
pub fn parse(typed: &str, variants: &Variants) -> Query {
    let mut words = Vec::new();
    tokens(typed, variants, 0, &mut |token| {
        let ending = if token.end as usize == typed.len() { Ending::Typed } else { Ending::Whole };
        words.push(Clause::Word(Word { written: token.written.to_owned(), form: token.form.to_owned(), kind: token.kind, ending }));
    });
    Query { clause: Clause::All(words), hints: Vec::new() }
}
