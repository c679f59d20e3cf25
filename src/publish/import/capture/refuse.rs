//! Why a text is no article.

use super::kind::Kind;
use super::measure::{bare, width};
use super::passage::Passage;
use super::phrases::NOT_FOUND;
use super::span;
use crate::publish::import::reading::Refusal;
use std::ops::Range;

/// An article says at least this much, in columns of prose: about two sentences.
const LEAST: usize = 120;

/// An error page says little more than that it is one.
const ERROR_AT_MOST: usize = 900;

/// The reason to refuse a text that holds no letters at all.
pub(super) fn empty(text: &str) -> Option<Refusal> {
    bare(text).is_empty().then(|| Refusal("the file holds no words; save the page's text again".to_owned()))
}

/// The reason to refuse a page that is no article, once its prose was looked for.
pub(super) fn no_article(passages: &[Passage], kinds: &[Kind], range: &Range<usize>) -> Option<Refusal> {
    let prose = span::prose(passages, kinds, range.clone());
    if prose < ERROR_AT_MOST && passages.iter().take(12).any(|p| says_not_found(&p.text)) {
        return Some(Refusal("it is an error page (\"not found\" or \"access denied\"), not an article; save the page again".to_owned()));
    }
    (prose < LEAST).then(|| Refusal("there is navigation but no running text in it; save the page of one article".to_owned()))
}

fn says_not_found(text: &str) -> bool {
    let lower = text.to_lowercase();
    width(text) < 90
        && NOT_FOUND.iter().any(|phrase| {
            if *phrase == "404" { lower.split(|c: char| !c.is_alphanumeric()).any(|w| w == "404") } else { lower.contains(phrase) }
        })
}
