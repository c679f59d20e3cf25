//! Looks for a query in one text as an index would: by the forms of its tokens and their positions.

use lectern::search::analysis::{Variants, tokens};
use lectern::search::query::{Clause, Ending, Word, parse};

/// A text as an index has it: position and form of each token.
pub(crate) struct Indexed(Vec<(u32, String)>);

impl Indexed {
    pub(crate) fn new(text: &str, variants: &Variants) -> Indexed {
        let mut found = Vec::new();
        tokens(text, variants, 0, &mut |token| found.push((token.position, token.form.to_owned())));
        Indexed(found)
    }

    /// True where a query finds the text.
    pub(crate) fn is_found_by(&self, typed: &str, variants: &Variants) -> bool {
        self.matches(&parse(typed, variants).clause)
    }

    fn matches(&self, clause: &Clause) -> bool {
        match clause {
            Clause::Word(word) => self.0.iter().any(|(_, form)| is(word, form)),
            Clause::Phrase(words) => self.0.iter().any(|(position, _)| self.follow(words, *position)),
            Clause::Any(inner) => inner.iter().any(|clause| self.matches(clause)),
            Clause::All(inner) => inner.iter().all(|clause| self.matches(clause)),
            Clause::Not(inner) => !self.matches(inner),
            Clause::Within(_, inner) => self.matches(inner),
            Clause::Facet(..) | Clause::Dates { .. } => false,
        }
    }

    fn follow(&self, words: &[Word], from: u32) -> bool {
        let stands = |(word, at): (&Word, u32)| self.0.iter().any(|(position, form)| *position == at && is(word, form));
        words.iter().zip(from..).all(stands)
    }
}

fn is(word: &Word, form: &str) -> bool {
    match word.ending {
        Ending::Whole | Ending::Wild => form == word.form,
        Ending::Typed => form.starts_with(&word.form),
    }
}
