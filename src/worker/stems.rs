//! Words brought to their stem: English here, other languages by a program of their own.

use crate::search::analysis::Stem;
use crate::search::analysis::languages::{English, Languages, STEMMED};

/// Stems English itself, and asks for the stems of other languages.
pub struct Stems {
    /// The stem of a word in a language: see [`any`].
    pub elsewhere: fn(&str, &str) -> String,
}

impl Stem for Stems {
    fn stem(&self, language: &str, word: &str) -> String {
        match language {
            "en" => English.stem(language, word),
            language if STEMMED.contains(&language) => (self.elsewhere)(language, word),
            _ => word.to_owned(),
        }
    }
}

/// True where some of the languages have a stemmer that is not English.
pub fn are_foreign(languages: &[String]) -> bool {
    languages.iter().any(|language| language != "en" && STEMMED.contains(&language.as_str()))
}

/// The stem of a word in lower case, in any language; the word itself where that has no stemmer.
pub fn any(language: &str, word: &str) -> String {
    Languages.stem(language, word)
}
