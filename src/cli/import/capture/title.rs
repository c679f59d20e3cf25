//! Finds the headline: the best-scoring line before the text.

use super::headline::{HeadlineContext, MAX_HEADLINE_WIDTH};
use super::kind::PassageKind;
use super::measure::{collapse_breaking_whitespace, width};
use super::passage::Passage;
use crate::cli::import::comparison_key::comparison_key;
use std::ops::Range;

/// A line at least `FULL_WIDTH` wide, at most `MAX_DECK_DISTANCE` passages above the best candidate and within
/// `MAX_SCORE_DIFFERENCE` of its score, is the headline; the other is its deck.
const FULL_WIDTH: usize = 40;
const MAX_DECK_DISTANCE: usize = 4;
const MAX_SCORE_DIFFERENCE: i32 = 5;

/// A line further above whose score is lower by at most this is the headline; the other is a section heading.
const MAX_EARLIER_SCORE_DIFFERENCE: i32 = 2;

/// The headline and its position.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Title {
    /// Index of its passage.
    pub(super) at: usize,
    /// Its words.
    pub(super) text: String,
}

/// Finds the headline of the article in `span`.
pub(super) fn find_title(passages: &[Passage], kinds: &[PassageKind], span: &Range<usize>) -> Option<Title> {
    let context = HeadlineContext::new(passages, kinds, span.clone());
    let candidates = context.candidates();
    let best = candidates.iter().copied().reduce(|best, next| if next.0 > best.0 { next } else { best })?;
    let at = earlier_headline(&candidates, kinds, best.0, adjacent_headline(&candidates, passages, kinds, best));
    Some(Title { at, text: clean_headline(passages, &context.comparison_keys, at) })
}

/// The headline above a deck or below a short introductory line, if the best candidate is only that.
fn adjacent_headline(candidates: &[(i32, usize)], passages: &[Passage], kinds: &[PassageKind], (best, at): (i32, usize)) -> usize {
    let lines = |mut range: Range<usize>| range.all(|i| matches!(kinds[i], PassageKind::Short | PassageKind::Repeated));
    let full = |i: usize| width(&passages[i].text) >= FULL_WIDTH;
    let close: Vec<usize> = candidates
        .iter()
        .filter(|(score, i)| score + MAX_SCORE_DIFFERENCE >= best && i.abs_diff(at) <= MAX_DECK_DISTANCE)
        .map(|(_, i)| *i)
        .collect();
    let above = close.iter().find(|i| **i < at && full(**i) && lines(**i..at));
    let leads = |i: usize| !passages[i].has_gap_before || passages.get(i + 1).is_some_and(|p| !p.has_gap_before);
    let under = close.iter().find(|i| **i == at + 1 && leads(**i) && !full(at) && lines(at..**i + 1));
    above.or(under).copied().unwrap_or(at)
}

/// The first line whose score is within `MAX_EARLIER_SCORE_DIFFERENCE` of the best.
fn earlier_headline(candidates: &[(i32, usize)], kinds: &[PassageKind], best: i32, at: usize) -> usize {
    let as_good = |(score, i): &&(i32, usize)| {
        score + MAX_EARLIER_SCORE_DIFFERENCE >= best
            && i + MAX_DECK_DISTANCE < at
            && matches!(kinds[*i], PassageKind::Short | PassageKind::Repeated)
    };
    candidates.iter().find(as_good).map_or(at, |(_, i)| *i)
}

/// The headline's words: the best-punctuated of equal lines, without a section or site name.
fn clean_headline(passages: &[Passage], comparison_keys: &[String], at: usize) -> String {
    let own = &comparison_keys[at];
    let same = passages
        .iter()
        .zip(comparison_keys)
        .filter(|(p, b)| *b == own && p.text.len() < MAX_HEADLINE_WIDTH * 4)
        .map(|(p, _)| p.text.as_str());
    let best =
        same.max_by_key(|t| (t.chars().filter(|c| !c.is_alphanumeric()).count(), usize::from(*t == passages[at].text))).unwrap_or_default();
    let best = if best.contains(": ") { best } else { without_kicker(passages, comparison_keys, own).unwrap_or(best) };
    collapse_breaking_whitespace(without_site(without_section(best, comparison_keys), comparison_keys))
}

/// The same headline alone elsewhere, without a kicker run together with it.
fn without_kicker<'a>(passages: &'a [Passage], comparison_keys: &[String], own: &str) -> Option<&'a str> {
    let shorter = |b: &String| {
        b.len() < own.len() && b.chars().count() * 2 >= own.chars().count() && b.chars().count() > 20 && own.ends_with(b.as_str())
    };
    comparison_keys.iter().position(shorter).map(|i| passages[i].text.as_str())
}

/// Strips the section from `Section : Headline` if the section also stands alone.
fn without_section<'a>(title: &'a str, comparison_keys: &[String]) -> &'a str {
    match title.split_once(" : ") {
        Some((section, rest)) if !section.contains(' ') && comparison_keys.contains(&comparison_key(section)) => rest,
        _ => title,
    }
}

/// Strips the site's name from `Headline | Site` if it also stands alone.
fn without_site<'a>(title: &'a str, comparison_keys: &[String]) -> &'a str {
    let cut = [" | ", " - ", " – ", " — "].iter().filter_map(|s| title.rsplit_once(s)).find(|(rest, site)| {
        width(site) < 32 && width(rest) > 20 && comparison_keys.iter().filter(|b| **b == comparison_key(site)).count() > 0
    });
    cut.map_or(title, |(rest, _)| rest)
}
