//! Looks for a query in one text as an index would: by the forms of its tokens and their positions.

use lectern::search::analysis::{Variants, tokenize};
use lectern::search::query::{Clause, Ending, Word, parse};

/// A text as an index has it: position and form of each token.
pub(crate) struct IndexedText(Vec<(u32, String)>);

impl IndexedText {
    pub(crate) fn new(text: &str, variants: &Variants) -> IndexedText {
        let mut found = Vec::new();
        tokenize(text, variants, 0, &mut |token| found.push((token.position, token.form.to_owned())));
        IndexedText(found)
    }

    /// True where a query finds the text.
    pub(crate) fn matches_query(&self, typed: &str, variants: &Variants) -> bool {
        self.matches_clause(&parse(typed, variants).clause)
    }

    fn matches_clause(&self, clause: &Clause) -> bool {
        match clause {
            Clause::Word(word) => self.0.iter().any(|(_, form)| word_matches(word, form)),
            Clause::Phrase(words) => self.0.iter().any(|(position, _)| self.matches_phrase_at(words, *position)),
            Clause::Run(pairs) => pairs.iter().all(|pair| self.0.iter().any(|(_, form)| word_matches(pair, form))),
            Clause::Any(inner) => inner.iter().any(|clause| self.matches_clause(clause)),
            Clause::All(inner) => inner.iter().all(|clause| self.matches_clause(clause)),
            Clause::Not(inner) => !self.matches_clause(inner),
            Clause::Within(_, inner) => self.matches_clause(inner),
            Clause::Facet(..) | Clause::Dates { .. } => false,
        }
    }

    fn matches_phrase_at(&self, words: &[Word], from: u32) -> bool {
        let is_at = |(word, at): (&Word, u32)| self.0.iter().any(|(position, form)| *position == at && word_matches(word, form));
        words.iter().zip(from..).all(is_at)
    }
}

/// A form without the Thai or Lao vowel before its consonant, for a word without one: a run may begin inside a syllable.
fn without_vowel<'f>(word: &Word, form: &'f str) -> &'f str {
    let leading_vowels = ['เ', 'แ', 'โ', 'ใ', 'ไ', 'ເ', 'ແ', 'ໂ', 'ໃ', 'ໄ'];
    if word.form.starts_with(leading_vowels) { form } else { form.strip_prefix(leading_vowels).unwrap_or(form) }
}

fn word_matches(word: &Word, form: &str) -> bool {
    let form = without_vowel(word, form);
    match word.ending {
        Ending::Whole => form == word.form,
        Ending::Pattern => form.contains(word.form.trim_matches('*')),
        Ending::Prefix => form.starts_with(&word.form),
    }
}
