//! The deck: the sentences between the headline and the text.

use super::byline;
use super::dateline;
use super::kind::PassageKind;
use super::measure::{bare, width};
use super::passage::Passage;
use std::ops::Range;

/// Width of a deck: from one sentence to a few.
const MEASURE: Range<usize> = 36..420;

/// Maximum width of a deck after the byline.
const AFTER_BYLINE: usize = 170;

/// Finds the deck among the passages after the headline.
pub(super) fn find(passages: &[Passage], kinds: &[PassageKind], range: Range<usize>) -> Option<usize> {
    let prose: Vec<usize> = range.clone().filter(|i| kinds[*i] == PassageKind::Prose).take(2).collect();
    let [first, second] = prose[..] else { return None };
    let text = passages[first].text.as_str();
    if !MEASURE.contains(&width(text)) || dateline::split(text).is_some() {
        return None;
    }
    let headed = (range.start..first).any(|i| byline::dated(&passages[i].text) || byline::opened(&passages[i].text).is_some());
    let parted = (first + 1..second)
        .any(|i| kinds[i] == PassageKind::Caption || byline::dated(&passages[i].text) || byline::names(&passages[i].text).is_some());
    let said_again = passages[second..range.end].iter().any(|p| bare(&p.text).contains(&bare(text)));
    let leads = dateline::split(&passages[second].text).is_some();
    let sure = if headed { said_again || leads || (parted && width(text) <= AFTER_BYLINE) } else { parted || leads || said_again };
    sure.then_some(first)
}
