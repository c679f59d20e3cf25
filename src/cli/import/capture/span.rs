//! Finds the article in a page: the run of passages with the most prose and the least else.

use super::kind::PassageKind;
use super::measure::{ends_sentence, width};
use super::passage::Passage;
use super::phrases::COMMENT_WORDS;
use std::ops::Range;

/// Maximum weight of one paragraph, so that a single long note does not outweigh an article.
const MAX_PARAGRAPH_WEIGHT: i64 = 500;

/// Maximum drop of a run's sum below its best before a new run begins.
const MAX_DROP: i64 = 700;

/// Number of passages to check after a line that may close an article.
const LOOKAHEAD_PASSAGES: usize = 30;

/// Minimum width of a paragraph that supports its neighbour; alternative texts and labels are shorter.
const MIN_NEIGHBOUR_WIDTH: usize = 80;

/// Minimum width of an isolated paragraph; a teaser's sentence is rarely this wide.
const MIN_ISOLATED_WIDTH: i64 = 180;

/// Minimum width of an isolated paragraph of several sentences; teasers are one sentence.
const MIN_SENTENCES_WIDTH: i64 = 120;

/// Typical minimum width of an article's paragraph.
const MIN_PARAGRAPH_WIDTH: usize = 100;

/// Minimum width of prose before a line can close the article.
const MIN_WIDTH_BEFORE_END: usize = 400;

/// The article is the first run with at least this percentage of the best run's weight: comments and consent notices follow it.
const MIN_WEIGHT_PERCENT: i64 = 40;

/// The passages from the article's first to its last paragraph; empty if there is no prose.
pub(super) fn find_span(passages: &[Passage], kinds: &[PassageKind]) -> Range<usize> {
    let runs = find_runs(passages, kinds);
    let highest = runs.iter().map(|(_, sum)| *sum).max().unwrap_or_default();
    runs.into_iter().find(|(_, sum)| *sum > 0 && *sum * 100 >= highest * MIN_WEIGHT_PERCENT).map_or(0..0, |(run, _)| run)
}

/// The runs of prose in a page with their weights.
fn find_runs(passages: &[Passage], kinds: &[PassageKind]) -> Vec<(Range<usize>, i64)> {
    let mut runs: Vec<(Range<usize>, i64)> = Vec::new();
    let (mut start, mut sum) = (0, 0);
    let mut open: (Range<usize>, i64) = (0..0, 0);
    for at in 0..passages.len() {
        if sum <= 0 || sum < open.1 - MAX_DROP {
            runs.push(std::mem::replace(&mut open, (at..at, 0)));
            (start, sum) = (at, 0);
        }
        sum += passage_weight(passages, kinds, at);
        if sum > open.1 {
            open = (start..at + 1, sum);
        }
    }
    runs.push(open);
    runs
}

/// The weight of a passage for or against lying inside the article.
fn passage_weight(passages: &[Passage], kinds: &[PassageKind], at: usize) -> i64 {
    let columns = i64::try_from(width(&passages[at].text)).unwrap_or(MAX_PARAGRAPH_WEIGHT).min(MAX_PARAGRAPH_WEIGHT);
    match kinds[at] {
        PassageKind::Prose if has_prose_neighbour(passages, kinds, at) => columns - 10,
        // Teasers are single sentences under headlines; an article's paragraphs follow one another.
        PassageKind::Prose if columns >= MIN_ISOLATED_WIDTH => columns / 2 - 10,
        PassageKind::Prose if columns >= MIN_SENTENCES_WIDTH && has_several_sentences(&passages[at].text) => columns / 2 - 10,
        PassageKind::Prose => columns / 5 - 10,
        PassageKind::Caption | PassageKind::Table => 10,
        PassageKind::Item if is_announced(passages, kinds, at) || is_text_item(&passages[at]) => 10,
        PassageKind::Item if ends_sentence(&passages[at].text) => -8,
        PassageKind::Item => -25,
        PassageKind::Short => -28,
        PassageKind::AfterArticle => -90,
        PassageKind::Boilerplate | PassageKind::Repeated | PassageKind::Rule | PassageKind::Picture => -12,
    }
}

fn has_several_sentences(text: &str) -> bool {
    [". ", "? ", "! ", "。", "」", "” ", "؟ "]
        .iter()
        .any(|end| text.split_once(end).is_some_and(|(_, rest)| width(rest) > MIN_NEIGHBOUR_WIDTH / 2))
}

/// True for an item of a list that a paragraph announces with a colon.
pub(super) fn is_announced(passages: &[Passage], kinds: &[PassageKind], at: usize) -> bool {
    let before = (0..at).rev().find(|i| kinds[*i] != PassageKind::Item);
    !passages[at].is_link && before.is_some_and(|i| kinds[i] == PassageKind::Prose && passages[i].text.ends_with([':', '：']))
}

/// True for an item that no menu has: a quantity, or a numbered sentence.
fn is_text_item(item: &Passage) -> bool {
    let is_step = item.marker.ends_with('.') && ends_sentence(&item.text);
    !item.is_link && (is_step || item.text.starts_with(|c: char| c.is_ascii_digit()))
}

/// True if another full paragraph precedes or follows, ignoring boilerplate.
fn has_prose_neighbour(passages: &[Passage], kinds: &[PassageKind], at: usize) -> bool {
    let text = |i: usize| kinds[i] == PassageKind::Prose && width(&passages[i].text) >= MIN_NEIGHBOUR_WIDTH;
    let before = (0..at).rev().find(|i| !kinds[*i].is_boilerplate());
    let after = (at + 1..kinds.len()).find(|i| !kinds[*i].is_boilerplate());
    before.is_some_and(text) || after.is_some_and(text)
}

/// The end of the article that begins at `range.start`: the first line that opens comments or other articles with no two
/// consecutive paragraphs after it.
pub(super) fn article_end(passages: &[Passage], kinds: &[PassageKind], range: Range<usize>) -> usize {
    let closes = |at: &usize| {
        kinds[*at] == PassageKind::AfterArticle
            && prose_width(passages, kinds, range.start..*at) >= MIN_WIDTH_BEFORE_END
            && (opens_comments(&passages[*at].text) || !has_prose_after(passages, kinds, *at))
    };
    range.clone().find(closes).unwrap_or_else(|| extend_end(passages, kinds, range.end))
}

/// Number of passages between the end of a run and its last paragraph.
const MAX_PASSAGES_TO_LAST: usize = 16;

/// Extends the end by one more paragraph, after at most a heading or name, or behind captions, tables and a list of the text, if only
/// boilerplate follows it.
fn extend_end(passages: &[Passage], kinds: &[PassageKind], end: usize) -> usize {
    let is_between = |i: &usize| match kinds[*i] {
        PassageKind::Caption | PassageKind::Table | PassageKind::Rule | PassageKind::Picture => true,
        PassageKind::Item => {
            !passages[*i].is_link && (ends_sentence(&passages[*i].text) || is_announced(passages, kinds, *i) || is_text_item(&passages[*i]))
        }
        PassageKind::Short => i.checked_sub(1).is_some_and(|before| before < end || kinds[before] != PassageKind::Short),
        PassageKind::Prose | PassageKind::AfterArticle | PassageKind::Repeated | PassageKind::Boilerplate => false,
    };
    let at = end + (end..kinds.len()).take(MAX_PASSAGES_TO_LAST).take_while(is_between).count();
    let paragraph = kinds.get(at) == Some(&PassageKind::Prose) && passages[at].has_gap_before && ends_sentence(&passages[at].text);
    let only_boilerplate_follows =
        !matches!(kinds.get(at + 1), Some(PassageKind::Short | PassageKind::Item | PassageKind::Prose | PassageKind::Caption));
    if paragraph && only_boilerplate_follows { at + 1 } else { end }
}

fn opens_comments(text: &str) -> bool {
    let lower = text.to_lowercase();
    COMMENT_WORDS.iter().any(|word| lower.contains(word))
}

/// True if two consecutive paragraphs follow soon after a passage.
fn has_prose_after(passages: &[Passage], kinds: &[PassageKind], at: usize) -> bool {
    let comments = |i: &usize| kinds[*i] != PassageKind::AfterArticle || !opens_comments(&passages[*i].text);
    let ahead: Vec<usize> =
        (at + 1..passages.len()).filter(|i| !kinds[*i].is_boilerplate()).take(LOOKAHEAD_PASSAGES).take_while(comments).collect();
    let paragraph = |i: usize| kinds[i] == PassageKind::Prose && width(&passages[i].text) >= MIN_PARAGRAPH_WIDTH;
    ahead.windows(2).any(|pair| paragraph(pair[0]) && paragraph(pair[1]))
}

/// Total width of the prose in a range.
pub(super) fn prose_width(passages: &[Passage], kinds: &[PassageKind], range: Range<usize>) -> usize {
    range.filter(|i| kinds[*i] == PassageKind::Prose).map(|i| width(&passages[i].text)).sum()
}
