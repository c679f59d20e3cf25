//! Stemming in the worker: English here, other languages by a separate program.

use crate::search::analysis::Stem;
use crate::search::analysis::languages::{English, Languages, STEMMED_LANGUAGES};

/// A stemmer for English that delegates other languages.
pub struct Stems {
    /// Returns the stem of a word in a language: see [`stem_any_language`].
    pub external_stem: fn(&str, &str) -> String,
}

impl Stem for Stems {
    fn stem(&self, language: &str, word: &str) -> String {
        match language {
            "en" => English.stem(language, word),
            language if STEMMED_LANGUAGES.contains(&language) => (self.external_stem)(language, word),
            _ => word.to_owned(),
        }
    }
}

/// True if a language other than English has a stemmer.
pub fn needs_stemmer(languages: &[String]) -> bool {
    languages.iter().any(|language| language != "en" && STEMMED_LANGUAGES.contains(&language.as_str()))
}

/// Returns the stem of a lower-case word in any language; the word itself if there is no stemmer.
pub fn stem_any_language(language: &str, word: &str) -> String {
    Languages.stem(language, word)
}
