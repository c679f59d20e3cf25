//! Refuses texts that are not articles.

use super::kind::PassageKind;
use super::measure::{bare, width};
use super::passage::Passage;
use super::phrases::NOT_FOUND;
use super::span;
use crate::cli::import::imported::ImportError;
use std::ops::Range;

/// Minimum width of an article's prose, in columns: about two sentences.
const LEAST: usize = 120;

/// Maximum width of an error page's prose.
const ERROR_AT_MOST: usize = 900;

/// The error for a text without letters or digits.
pub(super) fn empty(text: &str) -> Option<ImportError> {
    bare(text).is_empty().then(|| ImportError("the file contains no words; save the page's text again".to_owned()))
}

/// The error for an error page or a page without enough prose.
pub(super) fn no_article(passages: &[Passage], kinds: &[PassageKind], range: &Range<usize>) -> Option<ImportError> {
    let prose = span::prose(passages, kinds, range.clone());
    if prose < ERROR_AT_MOST && passages.iter().take(12).any(|p| says_not_found(&p.text)) {
        return Some(ImportError("error page (\"not found\" or \"access denied\"), not an article; save the page again".to_owned()));
    }
    (prose < LEAST).then(|| ImportError("only navigation, no article text; save the page of a single article".to_owned()))
}

fn says_not_found(text: &str) -> bool {
    let lower = text.to_lowercase();
    width(text) < 90
        && NOT_FOUND.iter().any(|phrase| {
            if *phrase == "404" { lower.split(|c: char| !c.is_alphanumeric()).any(|w| w == "404") } else { lower.contains(phrase) }
        })
}
