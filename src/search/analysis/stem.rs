//! Words brought to their stem.

use super::tokens::Kind;
use crate::search::fold::fold;

/// Brings a word to its stem. Each program brings the languages that it holds.
pub trait Stem {
    /// The stem of a word in lower case; the word itself where the language has no stemmer here. `language` is a primary
    /// subtag, as `en`.
    fn stem(&self, language: &str, word: &str) -> String;
}

/// Leaves every word as it is.
#[derive(Debug, Clone, Copy, Default)]
pub struct Unstemmed;

impl Stem for Unstemmed {
    fn stem(&self, _: &str, word: &str) -> String {
        word.to_owned()
    }
}

/// Adds the keys of a word: the folded stem of what is written and, where it differs, the stem of the folded form, so that
/// a word is found whether or not its accents are typed.
pub fn keys(stem: &dyn Stem, language: &str, kind: Kind, written: &str, form: &str, out: &mut Vec<String>) {
    if kind != Kind::Word {
        out.push(form.to_owned());
        return;
    }
    let stemmed = |word: &str| fold(&stem.stem(language, word)).trim().to_owned();
    for key in [stemmed(&written.to_lowercase()), stemmed(form)] {
        if !key.is_empty() && !out.contains(&key) {
            out.push(key);
        }
    }
}
