//! Where in the page the article stands: the run of passages with the most prose and the least else.

use super::kind::Kind;
use super::measure::width;
use super::passage::Passage;
use std::ops::Range;

/// What one paragraph counts at most, so that a single long note does not outweigh an article.
const MOST: i64 = 500;

/// The passages from the first to the last paragraph of the article; empty where there is no prose.
pub(super) fn span(passages: &[Passage], kinds: &[Kind]) -> Range<usize> {
    let (mut best, mut best_sum) = (0..0, 0);
    let (mut start, mut sum) = (0, 0);
    for at in 0..passages.len() {
        if sum <= 0 {
            (start, sum) = (at, 0);
        }
        sum += worth(&passages[at], kinds[at]);
        if sum > best_sum {
            (best, best_sum) = (start..at + 1, sum);
        }
    }
    best
}

/// What a passage says for or against standing inside the article.
fn worth(passage: &Passage, kind: Kind) -> i64 {
    let measure = i64::try_from(width(&passage.text)).unwrap_or(MOST).min(MOST);
    match kind {
        Kind::Prose => measure - 10,
        Kind::Caption => 20,
        Kind::Item => -30,
        Kind::Short => -28,
        Kind::Afterwards => -60,
        Kind::Noise => -12,
    }
}

/// The measure of all prose in a range.
pub(super) fn prose(passages: &[Passage], kinds: &[Kind], range: Range<usize>) -> usize {
    range.filter(|i| kinds[*i] == Kind::Prose).map(|i| width(&passages[i].text)).sum()
}
