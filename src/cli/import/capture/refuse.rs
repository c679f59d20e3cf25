//! Refuses texts that are not articles.

use super::kind::PassageKind;
use super::measure::width;
use super::passage::Passage;
use super::phrases::ERROR_PAGE_PHRASES;
use super::span;
use crate::cli::import::comparison_key::comparison_key;
use crate::cli::import::imported::ImportError;
use std::ops::Range;

/// Minimum width of an article's prose, in columns: about two sentences.
const MIN_ARTICLE_WIDTH: usize = 120;

/// Maximum width of an error page's prose.
const MAX_ERROR_PAGE_WIDTH: usize = 900;

/// The error for a text without letters or digits.
pub(super) fn empty_text_error(text: &str) -> Option<ImportError> {
    comparison_key(text).is_empty().then(|| ImportError("the file contains no words; save the page's text again".to_owned()))
}

/// The error for an error page or a page without enough prose.
pub(super) fn no_article_error(passages: &[Passage], kinds: &[PassageKind], range: &Range<usize>) -> Option<ImportError> {
    let prose = span::prose_width(passages, kinds, range.clone());
    if prose < MAX_ERROR_PAGE_WIDTH && passages.iter().take(12).any(|p| is_error_message(&p.text)) {
        return Some(ImportError("error page (\"not found\" or \"access denied\"), not an article; save the page again".to_owned()));
    }
    (prose < MIN_ARTICLE_WIDTH).then(|| ImportError("only navigation, no article text; save the page of a single article".to_owned()))
}

fn is_error_message(text: &str) -> bool {
    let lower = text.to_lowercase();
    width(text) < 90
        && ERROR_PAGE_PHRASES.iter().any(|phrase| {
            if *phrase == "404" { lower.split(|c: char| !c.is_alphanumeric()).any(|w| w == "404") } else { lower.contains(phrase) }
        })
}
