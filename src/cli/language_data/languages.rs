//! All that is known, as an index asks for it.

use super::{function_words, variants_for};
use crate::search::analysis::{Languages, Stem, Variants};
use crate::search::index::build::LanguageResources;
use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};

/// Stems, function words and variants of every language.
#[derive(Debug)]
pub struct LanguageData {
    variants: Variants,
    function_words: RefCell<HashMap<String, BTreeSet<String>>>,
}

impl Default for LanguageData {
    fn default() -> LanguageData {
        // Radicals, Han and their compatibility forms.
        let han = ('\u{2e80}'..='\u{9fff}').chain('\u{f900}'..='\u{faff}').collect();
        LanguageData { variants: variants_for(&han), function_words: RefCell::default() }
    }
}

impl Stem for LanguageData {
    fn stem(&self, language: &str, word: &str) -> String {
        Languages.stem(language, word)
    }
}

impl LanguageResources for LanguageData {
    fn is_function_word(&self, language: &str, form: &str) -> bool {
        let mut known = self.function_words.borrow_mut();
        if !known.contains_key(language) {
            known.insert(language.to_owned(), function_words(language));
        }
        known.get(language).is_some_and(|words| words.contains(form))
    }

    fn variants(&self) -> &Variants {
        &self.variants
    }
}
