//! The headline: the line before the text that looks most like one.

use super::byline;
use super::dates;
use super::kind::Kind;
use super::measure::{bare, ends_in_stop, squash, width};
use super::passage::Passage;
use std::ops::Range;

/// Passages before the first paragraph among which the headline is looked for.
const BEFORE: usize = 40;

/// A headline's measure: below it a name or a section, above it a paragraph.
const SHORTEST: usize = 8;
const LONGEST: usize = 240;

/// A line with fewer letters may repeat by chance.
const REPEATS_FROM: usize = 15;

/// The headline, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Title {
    /// The passage that it was taken from.
    pub(super) at: usize,
    /// Its words.
    pub(super) text: String,
}

/// Finds the headline of the article in a span.
pub(super) fn find(passages: &[Passage], kinds: &[Kind], span: &Range<usize>) -> Option<Title> {
    let bares: Vec<String> = passages.iter().map(|p| bare(&p.text)).collect();
    let total: usize = mass(passages, kinds, span.clone());
    let window = span.start.saturating_sub(BEFORE)..span.end;
    let early = window.take_while(|i| *i <= span.start || mass(passages, kinds, span.start..*i) * 5 < total * 2);
    let scored = early.filter_map(|i| Some((score(passages, kinds, &bares, span, i)?, i)));
    let (_, at) = scored.reduce(|best, next| if next.0 > best.0 { next } else { best })?;
    Some(Title { at, text: refined(passages, &bares, at) })
}

fn mass(passages: &[Passage], kinds: &[Kind], range: Range<usize>) -> usize {
    super::span::prose(passages, kinds, range)
}

/// How much a passage looks like the headline; `None` where it cannot be one.
fn score(passages: &[Passage], kinds: &[Kind], bares: &[String], span: &Range<usize>, at: usize) -> Option<i32> {
    let text = passages[at].text.as_str();
    let measure = width(text);
    let possible = !matches!(kinds[at], Kind::Noise | Kind::Caption | Kind::Afterwards) && (SHORTEST..=LONGEST).contains(&measure);
    if !possible || text.starts_with(['[', '#', '(']) || is_data(text) {
        return None;
    }
    let size = if measure < 16 {
        -10
    } else if measure < 26 {
        0
    } else if measure <= 160 {
        8
    } else {
        -4
    };
    let repeats = match repeats(bares, at) {
        0 => 0,
        1 => 8,
        _ => 11,
    };
    let shape = if passages[at].marker.is_empty() { 0 } else { -14 }
        + if ends_in_stop(text) { -10 } else { 0 }
        + if passages[at].gap { 3 } else { 0 };
    let passed = i32::try_from(mass(passages, kinds, span.start.min(at)..at) / 50).unwrap_or(100);
    Some(size + repeats + shape + data_after(passages, kinds, at) - distance(passages, kinds, at) - passed)
}

/// A line of date or byline is no headline.
fn is_data(text: &str) -> bool {
    (dates::first_day(text).is_some() && width(text) < 60) || byline::opened(text).is_some()
}

/// Other passages that hold the same words: breadcrumbs, the page's own title, labels for sharing.
fn repeats(bares: &[String], at: usize) -> usize {
    let own = &bares[at];
    if own.chars().count() < REPEATS_FROM {
        return 0;
    }
    bares.iter().enumerate().filter(|(i, other)| *i != at && other.len() < own.len() + 200 && other.contains(own.as_str())).count()
}

/// A date or a byline soon after speaks for a headline.
fn data_after(passages: &[Passage], kinds: &[Kind], at: usize) -> i32 {
    let near: Vec<&Passage> = (at + 1..passages.len()).filter(|i| kinds[*i] != Kind::Noise).take(7).map(|i| &passages[i]).collect();
    let dated = near.iter().any(|p| byline::dated(&p.text));
    let named = near.iter().any(|p| byline::opened(&p.text).is_some());
    i32::from(dated) * 8 + i32::from(named) * 5
}

/// How far off the first paragraph is.
fn distance(passages: &[Passage], kinds: &[Kind], at: usize) -> i32 {
    let paragraph = |i: &usize| kinds[*i] == Kind::Prose && width(&passages[*i].text) >= 60;
    let between = (at + 1..passages.len()).take_while(|i| !paragraph(i)).filter(|i| kinds[*i] != Kind::Noise).count();
    i32::try_from(between).unwrap_or(40).min(40)
}

/// The headline's words: the best written of those that say the same, without a section or a site's name.
fn refined(passages: &[Passage], bares: &[String], at: usize) -> String {
    let own = &bares[at];
    let same = passages.iter().zip(bares).filter(|(p, b)| *b == own && p.text.len() < LONGEST * 4).map(|(p, _)| p.text.as_str());
    let best =
        same.max_by_key(|t| (t.chars().filter(|c| !c.is_alphanumeric()).count(), usize::from(*t == passages[at].text))).unwrap_or_default();
    let best = without_kicker(passages, bares, own).unwrap_or(best);
    squash(without_site(without_section(best, bares), bares))
}

/// The same headline as it stands alone elsewhere, without the line above it that was run together with it.
fn without_kicker<'a>(passages: &'a [Passage], bares: &[String], own: &str) -> Option<&'a str> {
    let shorter = |b: &String| {
        b.len() < own.len() && b.chars().count() * 2 >= own.chars().count() && b.chars().count() > 20 && own.ends_with(b.as_str())
    };
    bares.iter().position(shorter).map(|i| passages[i].text.as_str())
}

/// `Section : Headline` where the section stands alone elsewhere.
fn without_section<'a>(title: &'a str, bares: &[String]) -> &'a str {
    match title.split_once(" : ") {
        Some((section, rest)) if !section.contains(' ') && bares.contains(&bare(section)) => rest,
        _ => title,
    }
}

/// `Headline | Site` where the site's name stands elsewhere too.
fn without_site<'a>(title: &'a str, bares: &[String]) -> &'a str {
    let cut = [" | ", " - ", " – ", " — "]
        .iter()
        .filter_map(|s| title.rsplit_once(s))
        .find(|(rest, site)| width(site) < 32 && width(rest) > 20 && bares.iter().filter(|b| **b == bare(site)).count() > 0);
    cut.map_or(title, |(rest, _)| rest)
}
