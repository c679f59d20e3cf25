//! The languages with a stemmer.
//!
//! A program that names [`English`] alone carries no other algorithm; one that names [`Languages`] carries all.

use super::hindi;
use super::stem::Stem;
use rust_stemmers::{Algorithm, Stemmer};

/// The maximum length of a stemmed word, in characters: longer ones are no words of a language.
const MAX_STEMMED_CHARS: usize = 40;

/// Stems English, and returns words of other languages unchanged.
#[derive(Debug, Clone, Copy, Default)]
pub struct English;

impl Stem for English {
    fn stem(&self, language: &str, word: &str) -> String {
        if language == "en" && can_be_stemmed(word) { run_stemmer(&Stemmer::create(Algorithm::English), word) } else { word.to_owned() }
    }
}

/// Stems every language that has a stemmer.
#[derive(Debug, Clone, Copy, Default)]
pub struct Languages;

impl Stem for Languages {
    fn stem(&self, language: &str, word: &str) -> String {
        if language == "hi" && can_be_stemmed(word) {
            return hindi::stem(word).to_owned();
        }
        match algorithm(language) {
            Some(algorithm) if can_be_stemmed(word) => run_stemmer(&Stemmer::create(algorithm), word),
            _ => word.to_owned(),
        }
    }
}

/// Primary subtags of the languages that have a stemmer, in alphabetical order.
pub const STEMMED_LANGUAGES: [&str; 21] =
    ["ar", "da", "de", "el", "en", "es", "fi", "fr", "hi", "hu", "it", "nb", "nl", "nn", "no", "pt", "ro", "ru", "sv", "ta", "tr"];

fn algorithm(language: &str) -> Option<Algorithm> {
    Some(match language {
        "ar" => Algorithm::Arabic,
        "da" => Algorithm::Danish,
        "de" => Algorithm::German,
        "el" => Algorithm::Greek,
        "en" => Algorithm::English,
        "es" => Algorithm::Spanish,
        "fi" => Algorithm::Finnish,
        "fr" => Algorithm::French,
        "hu" => Algorithm::Hungarian,
        "it" => Algorithm::Italian,
        "nb" | "nn" | "no" => Algorithm::Norwegian,
        "nl" => Algorithm::Dutch,
        "pt" => Algorithm::Portuguese,
        "ro" => Algorithm::Romanian,
        "ru" => Algorithm::Russian,
        "sv" => Algorithm::Swedish,
        "ta" => Algorithm::Tamil,
        "tr" => Algorithm::Turkish,
        _ => return None,
    })
}

fn can_be_stemmed(word: &str) -> bool {
    word.chars().nth(MAX_STEMMED_CHARS).is_none() && word.chars().all(is_letter)
}

/// Whether a character is a letter, or a sign that forms a letter in Hindi or Tamil.
fn is_letter(c: char) -> bool {
    c.is_alphabetic() || matches!(u32::from(c), 0x0900..=0x097F | 0x0B80..=0x0BFF)
}

/// Runs a stemmer, but keeps a word whose stem would be a single letter.
fn run_stemmer(stemmer: &Stemmer, word: &str) -> String {
    let stem = stemmer.stem(word);
    if stem.chars().nth(1).is_none() { word.to_owned() } else { stem.into_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_listed_language_has_a_stemmer() {
        assert!(
            STEMMED_LANGUAGES.is_sorted() && STEMMED_LANGUAGES.iter().all(|language| *language == "hi" || algorithm(language).is_some())
        );
        assert_eq!(Languages.stem("fr", "continuellement"), "continuel");
        assert_eq!(Languages.stem("hi", "किताबों"), "किताब");
        assert_eq!(Languages.stem("xx", "running"), "running");
    }
}
