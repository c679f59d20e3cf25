//! The deck: the sentences between the headline and the text.

use super::byline;
use super::dateline;
use super::kind::PassageKind;
use super::measure::width;
use super::passage::Passage;
use crate::cli::import::comparison_key::comparison_key;
use std::ops::Range;

/// Width of a deck: from one sentence to a few.
const DECK_WIDTH: Range<usize> = 36..420;

/// Maximum width of a deck after the byline.
const MAX_WIDTH_AFTER_BYLINE: usize = 170;

/// Finds a second headline: it stands between the headline and the byline.
fn find_subtitle(passages: &[Passage], kinds: &[PassageKind], range: &Range<usize>) -> Option<usize> {
    let is_byline = |at: usize| byline::has_date(&passages[at].text) || byline::strip_opener(&passages[at].text).is_some();
    let first = range.clone().find(|at| !kinds[*at].is_boilerplate())?;
    let is_line = kinds[first] == PassageKind::Short && passages[first].marker.is_empty() && !is_byline(first);
    let next = (first + 1..range.end).find(|at| !kinds[*at].is_boilerplate())?;
    (is_line && DECK_WIDTH.contains(&width(&passages[first].text)) && is_byline(next)).then_some(first)
}

/// Finds the deck among the passages after the headline.
pub(super) fn find_deck(passages: &[Passage], kinds: &[PassageKind], range: Range<usize>) -> Option<usize> {
    if let Some(subtitle) = find_subtitle(passages, kinds, &range) {
        return Some(subtitle);
    }
    let prose: Vec<usize> = range.clone().filter(|i| kinds[*i] == PassageKind::Prose).take(2).collect();
    let [first, second] = prose[..] else { return None };
    let text = passages[first].text.as_str();
    if !DECK_WIDTH.contains(&width(text)) || dateline::split_dateline(text).is_some() {
        return None;
    }
    let headed = (range.start..first).any(|i| byline::has_date(&passages[i].text) || byline::strip_opener(&passages[i].text).is_some());
    let is_separated = (first + 1..second).any(|i| {
        kinds[i] == PassageKind::Caption || byline::has_date(&passages[i].text) || byline::parse_names(&passages[i].text).is_some()
    });
    let is_repeated = passages[second..range.end].iter().any(|p| comparison_key(&p.text).contains(&comparison_key(text)));
    let leads = dateline::split_dateline(&passages[second].text).is_some();
    let sure = if headed {
        is_repeated || leads || (is_separated && width(text) <= MAX_WIDTH_AFTER_BYLINE)
    } else {
        is_separated || leads || is_repeated
    };
    sure.then_some(first)
}
