//! Where in the page the article stands: the run of passages with the most prose and the least else.

use super::kind::Kind;
use super::measure::{ends_sentence, width};
use super::passage::Passage;
use super::phrases::COMMENTS;
use std::ops::Range;

/// What one paragraph counts at most, so that a single long note does not outweigh an article.
const MOST: i64 = 500;

/// How much may speak against the article after its best end before what follows is another text.
const BRIDGE: i64 = 700;

/// Passages looked at after a line that may close an article.
const AHEAD: usize = 30;

/// A paragraph vouches for its neighbour from this width on; alternative texts and labels do not.
const NEIGHBOUR: usize = 80;

/// A sentence under a headline is rarely this wide; a paragraph under a heading is.
const LONG_ALONE: i64 = 180;

/// A paragraph of an article is mostly wider than this.
const PARAGRAPH: usize = 100;

/// Before a line can close an article there must be this much of it.
const ENOUGH: usize = 400;

/// The first run that holds this much of what the best one holds, in percent, is the article: comments and consent follow it.
const SHARE: i64 = 40;

/// The passages from the first to the last paragraph of the article; empty where there is no prose.
pub(super) fn span(passages: &[Passage], kinds: &[Kind]) -> Range<usize> {
    let runs = runs(passages, kinds);
    let most = runs.iter().map(|(_, sum)| *sum).max().unwrap_or_default();
    runs.into_iter().find(|(_, sum)| *sum > 0 && *sum * 100 >= most * SHARE).map_or(0..0, |(run, _)| run)
}

/// The runs of prose of a page, each with what it holds.
fn runs(passages: &[Passage], kinds: &[Kind]) -> Vec<(Range<usize>, i64)> {
    let mut runs: Vec<(Range<usize>, i64)> = Vec::new();
    let (mut start, mut sum) = (0, 0);
    let mut open: (Range<usize>, i64) = (0..0, 0);
    for at in 0..passages.len() {
        if sum <= 0 || sum < open.1 - BRIDGE {
            runs.push(std::mem::replace(&mut open, (at..at, 0)));
            (start, sum) = (at, 0);
        }
        sum += worth(passages, kinds, at);
        if sum > open.1 {
            open = (start..at + 1, sum);
        }
    }
    runs.push(open);
    runs
}

/// What a passage says for or against standing inside the article.
fn worth(passages: &[Passage], kinds: &[Kind], at: usize) -> i64 {
    let measure = i64::try_from(width(&passages[at].text)).unwrap_or(MOST).min(MOST);
    match kinds[at] {
        Kind::Prose if in_company(passages, kinds, at) => measure - 10,
        // Teasers are single sentences under headlines; an article's paragraphs follow one another.
        Kind::Prose if measure >= LONG_ALONE => measure / 2 - 10,
        Kind::Prose => measure / 5 - 10,
        Kind::Caption => 10,
        Kind::Item if ends_sentence(&passages[at].text) => -8,
        Kind::Item => -25,
        Kind::Short => -28,
        Kind::Afterwards => -90,
        Kind::Noise | Kind::Repeated => -12,
    }
}

/// True where another full paragraph stands before or after, what is the site's own aside.
fn in_company(passages: &[Passage], kinds: &[Kind], at: usize) -> bool {
    let text = |i: usize| kinds[i] == Kind::Prose && width(&passages[i].text) >= NEIGHBOUR;
    let before = (0..at).rev().find(|i| !kinds[*i].is_idle());
    let after = (at + 1..kinds.len()).find(|i| !kinds[*i].is_idle());
    before.is_some_and(text) || after.is_some_and(text)
}

/// Where the article that begins at `range.start` ends: before the first line that opens comments or other articles and
/// after which no two paragraphs follow one another.
pub(super) fn close(passages: &[Passage], kinds: &[Kind], range: Range<usize>) -> usize {
    let closes = |at: &usize| {
        kinds[*at] == Kind::Afterwards
            && prose(passages, kinds, range.start..*at) >= ENOUGH
            && (opens_comments(&passages[*at].text) || !resumes(passages, kinds, *at))
    };
    range.clone().find(closes).unwrap_or_else(|| with_the_last(passages, kinds, range.end))
}

/// The end moved past one more paragraph, under a heading or a name at most, where nothing but the site's own follows it.
fn with_the_last(passages: &[Passage], kinds: &[Kind], end: usize) -> usize {
    let at = if kinds.get(end) == Some(&Kind::Short) { end + 1 } else { end };
    let paragraph = kinds.get(at) == Some(&Kind::Prose) && passages[at].gap && ends_sentence(&passages[at].text);
    let over = !matches!(kinds.get(at + 1), Some(Kind::Short | Kind::Item | Kind::Prose | Kind::Caption));
    if paragraph && over { at + 1 } else { end }
}

fn opens_comments(text: &str) -> bool {
    let lower = text.to_lowercase();
    COMMENTS.iter().any(|word| lower.contains(word))
}

/// True where two paragraphs follow one another soon after a place.
fn resumes(passages: &[Passage], kinds: &[Kind], at: usize) -> bool {
    let comments = |i: &usize| kinds[*i] != Kind::Afterwards || !opens_comments(&passages[*i].text);
    let ahead: Vec<usize> = (at + 1..passages.len()).filter(|i| !kinds[*i].is_idle()).take(AHEAD).take_while(comments).collect();
    let paragraph = |i: usize| kinds[i] == Kind::Prose && width(&passages[i].text) >= PARAGRAPH;
    ahead.windows(2).any(|pair| paragraph(pair[0]) && paragraph(pair[1]))
}

/// The measure of all prose in a range.
pub(super) fn prose(passages: &[Passage], kinds: &[Kind], range: Range<usize>) -> usize {
    range.filter(|i| kinds[*i] == Kind::Prose).map(|i| width(&passages[i].text)).sum()
}
