//! Finds the headline: the best-scoring line before the text.

use super::headline::{HeadlineContext, LONGEST};
use super::kind::PassageKind;
use super::measure::{bare, squash, width};
use super::passage::Passage;
use std::ops::Range;

/// A line at least `FULL` wide, at most `NEAR` passages above the best candidate and within `MARGIN` of its score, is the headline;
/// the other is its deck.
const FULL: usize = 40;
const NEAR: usize = 4;
const MARGIN: i32 = 5;

/// A line further above whose score is lower by at most this is the headline; the other is a section heading.
const HARDLY: i32 = 2;

/// The headline and its position.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Title {
    /// Index of its passage.
    pub(super) at: usize,
    /// Its words.
    pub(super) text: String,
}

/// Finds the headline of the article in `span`.
pub(super) fn find(passages: &[Passage], kinds: &[PassageKind], span: &Range<usize>) -> Option<Title> {
    let scene = HeadlineContext::new(passages, kinds, span.clone());
    let candidates = scene.candidates();
    let best = candidates.iter().copied().reduce(|best, next| if next.0 > best.0 { next } else { best })?;
    let at = first(&candidates, kinds, best.0, beside(&candidates, passages, kinds, best));
    Some(Title { at, text: refined(passages, &scene.bares, at) })
}

/// The headline above a deck or below a short introductory line, if the best candidate is only that.
fn beside(candidates: &[(i32, usize)], passages: &[Passage], kinds: &[PassageKind], (best, at): (i32, usize)) -> usize {
    let lines = |mut range: Range<usize>| range.all(|i| matches!(kinds[i], PassageKind::Short | PassageKind::Repeated));
    let full = |i: usize| width(&passages[i].text) >= FULL;
    let close: Vec<usize> =
        candidates.iter().filter(|(score, i)| score + MARGIN >= best && i.abs_diff(at) <= NEAR).map(|(_, i)| *i).collect();
    let above = close.iter().find(|i| **i < at && full(**i) && lines(**i..at));
    let leads = |i: usize| !passages[i].gap || passages.get(i + 1).is_some_and(|p| !p.gap);
    let under = close.iter().find(|i| **i == at + 1 && leads(**i) && !full(at) && lines(at..**i + 1));
    above.or(under).copied().unwrap_or(at)
}

/// The first line whose score is within `HARDLY` of the best.
fn first(candidates: &[(i32, usize)], kinds: &[PassageKind], best: i32, at: usize) -> usize {
    let as_good = |(score, i): &&(i32, usize)| {
        score + HARDLY >= best && i + NEAR < at && matches!(kinds[*i], PassageKind::Short | PassageKind::Repeated)
    };
    candidates.iter().find(as_good).map_or(at, |(_, i)| *i)
}

/// The headline's words: the best-punctuated of equal lines, without a section or site name.
fn refined(passages: &[Passage], bares: &[String], at: usize) -> String {
    let own = &bares[at];
    let same = passages.iter().zip(bares).filter(|(p, b)| *b == own && p.text.len() < LONGEST * 4).map(|(p, _)| p.text.as_str());
    let best =
        same.max_by_key(|t| (t.chars().filter(|c| !c.is_alphanumeric()).count(), usize::from(*t == passages[at].text))).unwrap_or_default();
    let best = if best.contains(": ") { best } else { without_kicker(passages, bares, own).unwrap_or(best) };
    squash(without_site(without_section(best, bares), bares))
}

/// The same headline alone elsewhere, without a kicker run together with it.
fn without_kicker<'a>(passages: &'a [Passage], bares: &[String], own: &str) -> Option<&'a str> {
    let shorter = |b: &String| {
        b.len() < own.len() && b.chars().count() * 2 >= own.chars().count() && b.chars().count() > 20 && own.ends_with(b.as_str())
    };
    bares.iter().position(shorter).map(|i| passages[i].text.as_str())
}

/// Strips the section from `Section : Headline` if the section also stands alone.
fn without_section<'a>(title: &'a str, bares: &[String]) -> &'a str {
    match title.split_once(" : ") {
        Some((section, rest)) if !section.contains(' ') && bares.contains(&bare(section)) => rest,
        _ => title,
    }
}

/// Strips the site's name from `Headline | Site` if it also stands alone.
fn without_site<'a>(title: &'a str, bares: &[String]) -> &'a str {
    let cut = [" | ", " - ", " – ", " — "]
        .iter()
        .filter_map(|s| title.rsplit_once(s))
        .find(|(rest, site)| width(site) < 32 && width(rest) > 20 && bares.iter().filter(|b| **b == bare(site)).count() > 0);
    cut.map_or(title, |(rest, _)| rest)
}
