//! Stemming.

use super::fold::fold_word;
use super::tokens::TokenKind;

/// A stemmer. Each program brings the languages that it holds.
pub trait Stem {
    /// Returns the stem of a lower-case word; the word itself if the language has no stemmer here. `language` is a primary
    /// subtag, as `en`.
    fn stem(&self, language: &str, word: &str) -> String;
}

/// A stemmer that returns every word unchanged.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoStemmer;

impl Stem for NoStemmer {
    fn stem(&self, _: &str, word: &str) -> String {
        word.to_owned()
    }
}

/// Adds the stems of a token that are not there yet: the folded stem of the written word and, if different, the stem of the
/// folded form, so that a word is found with or without accents. A compound has the stem of its form; n-grams and numbers stay
/// as they are.
pub fn keys(stem: &dyn Stem, language: &str, kind: TokenKind, written: &str, form: &str, out: &mut Vec<String>) {
    let mut add = |key: String| {
        if !key.is_empty() && !out.contains(&key) {
            out.push(key);
        }
    };
    if kind == TokenKind::Gram || !form.chars().next().is_some_and(char::is_alphabetic) {
        return add(form.to_owned());
    }
    if kind == TokenKind::Word && !written.is_ascii() {
        let small = lower(language, written);
        if small != form && small.chars().all(char::is_alphabetic) {
            add(fold_word(&stem.stem(language, &small)));
        }
    }
    let stemmed = stem.stem(language, form);
    add(if stemmed.is_ascii() { stemmed } else { fold_word(&stemmed) });
}

/// Returns the lower case by the language's rules: Turkish and Azerbaijani distinguish the dotless i.
fn lower(language: &str, written: &str) -> String {
    let turkic = matches!(language, "tr" | "az");
    let small = |c: char| match c {
        'I' if turkic => 'ı',
        'İ' => 'i',
        c => c,
    };
    written.chars().filter(|c| *c != '\u{AD}').map(small).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::analysis::{English, Languages, Variants, tokens};

    fn keys_of(language: &str, text: &str) -> Vec<String> {
        let mut found = Vec::new();
        tokens(text, &Variants::default(), 0, &mut |t| keys(&Languages, language, t.kind, t.written, t.form, &mut found));
        found
    }

    fn meet(language: &str, one: &str, other: &str) {
        let (one, other) = (keys_of(language, one), keys_of(language, other));
        assert!(one.iter().any(|key| other.contains(key)), "{language}: {one:?} and {other:?}");
    }

    #[test]
    fn forms_of_a_word_meet_in_a_key() {
        meet("en", "voting", "votes");
        meet("de", "Häuser", "Hauser");
        meet("de", "Straße", "Strassen");
        meet("ru", "Музей", "музеи");
        meet("ru", "ёлка", "елками");
        meet("fr", "théâtre", "theatre");
        meet("fr", "déjeunés", "dejeunes");
        meet("tr", "IŞIKLAR", "ışık");
        meet("tr", "ışık", "isik");
        meet("el", "Οδύσσειας", "οδυσσειασ");
        meet("es", "canción", "cancion");
    }

    #[test]
    fn what_is_no_word_of_letters_is_left() {
        assert_eq!(keys_of("en", "10kg running2"), ["10kg", "10", "kg", "running2"]);
        assert_eq!(Languages.stem("en", &"running".repeat(30)), "running".repeat(30));
        assert_eq!(English.stem("de", "laufen"), "laufen");
        assert_eq!(English.stem("en", "running"), Languages.stem("en", "running"));
    }
}
