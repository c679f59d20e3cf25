//! Stemming.

use super::fold::fold_word;
use super::tokens::TokenKind;

/// A stemmer. Each program brings the languages that it holds.
pub trait Stem {
    /// Returns the stem of a lower-case word; the word itself if the language has no stemmer here. `language` is a primary
    /// subtag, as `en`.
    fn stem(&self, language: &str, word: &str) -> String;
}

/// Adds the stems of a token that are not there yet: the folded stem of the written word and, if different, the stem of the
/// folded form, so that a word is found with or without accents. A compound has the stem of its form; n-grams and numbers stay
/// as they are.
pub fn add_stems(stemmer: &dyn Stem, language: &str, kind: TokenKind, written: &str, form: &str, out: &mut Vec<String>) {
    let mut add = |stem: String| {
        if !stem.is_empty() && !out.contains(&stem) {
            out.push(stem);
        }
    };
    if kind == TokenKind::NGram || !form.chars().next().is_some_and(char::is_alphabetic) {
        return add(form.to_owned());
    }
    if kind == TokenKind::Word && !written.is_ascii() {
        let lowercase = lowercase(language, written);
        if lowercase != form && lowercase.chars().all(char::is_alphabetic) {
            add(fold_word(&stemmer.stem(language, &lowercase)));
        }
    }
    let stemmed = stemmer.stem(language, form);
    add(if stemmed.is_ascii() { stemmed } else { fold_word(&stemmed) });
}

/// Returns the lower case by the language's rules: Turkish and Azerbaijani distinguish the dotless i.
fn lowercase(language: &str, written: &str) -> String {
    let turkic = matches!(language, "tr" | "az");
    let lower = |c: char| match c {
        'I' if turkic => 'ı',
        'İ' => 'i',
        c => c,
    };
    written.chars().filter(|c| *c != '\u{AD}').map(lower).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::analysis::{English, Languages, Variants, tokenize};

    fn stems_of(language: &str, text: &str) -> Vec<String> {
        let mut found = Vec::new();
        tokenize(text, &Variants::default(), 0, &mut |t| add_stems(&Languages, language, t.kind, t.written, t.form, &mut found));
        found
    }

    fn assert_common_stem(language: &str, one: &str, other: &str) {
        let (one, other) = (stems_of(language, one), stems_of(language, other));
        assert!(one.iter().any(|stem| other.contains(stem)), "{language}: {one:?} and {other:?}");
    }

    #[test]
    fn forms_of_a_word_share_a_stem() {
        assert_common_stem("en", "voting", "votes");
        assert_common_stem("de", "Häuser", "Hauser");
        assert_common_stem("de", "Straße", "Strassen");
        assert_common_stem("ru", "Музей", "музеи");
        assert_common_stem("ru", "ёлка", "елками");
        assert_common_stem("fr", "théâtre", "theatre");
        assert_common_stem("fr", "déjeunés", "dejeunes");
        assert_common_stem("tr", "IŞIKLAR", "ışık");
        assert_common_stem("tr", "ışık", "isik");
        assert_common_stem("el", "Οδύσσειας", "οδυσσειασ");
        assert_common_stem("es", "canción", "cancion");
    }

    #[test]
    fn numbers_and_overlong_words_are_not_stemmed() {
        assert_eq!(stems_of("en", "10kg running2"), ["10kg", "10", "kg", "run", "running2"]);
        assert_eq!(Languages.stem("en", &"running".repeat(30)), "running".repeat(30));
        assert_eq!(English.stem("de", "laufen"), "laufen");
        assert_eq!(English.stem("en", "running"), Languages.stem("en", "running"));
    }
}
