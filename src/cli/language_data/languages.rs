//! All that is known, as an index asks for it.

use super::function_words::function_words;
use super::{stop_words, variants_for};
use crate::search::analysis::{Languages, Stem, Variants};
use crate::search::index::build::LanguageResources;
use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};

/// Stems, stop words and variants of every language.
#[derive(Debug)]
pub struct LanguageData {
    variants: Variants,
    stop_words: RefCell<HashMap<String, BTreeSet<String>>>,
}

impl Default for LanguageData {
    fn default() -> LanguageData {
        // Radicals, Han and their compatibility forms.
        let han = ('\u{2e80}'..='\u{9fff}').chain('\u{f900}'..='\u{faff}').collect();
        LanguageData { variants: variants_for(&han), stop_words: RefCell::default() }
    }
}

impl Stem for LanguageData {
    fn stem(&self, language: &str, word: &str) -> String {
        Languages.stem(language, word)
    }
}

impl LanguageResources for LanguageData {
    fn is_stop_word(&self, language: &str, form: &str) -> bool {
        let mut lists = self.stop_words.borrow_mut();
        if !lists.contains_key(language) {
            lists.insert(language.to_owned(), stop_words(language));
        }
        lists.get(language).is_some_and(|words| words.contains(form))
    }

    fn function_words(&self, language: &str) -> BTreeSet<String> {
        function_words(language)
    }
}

impl LanguageData {
    /// Returns the character variants.
    pub fn variants(&self) -> &Variants {
        &self.variants
    }
}
