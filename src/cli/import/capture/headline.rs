//! Scores passages as headline candidates.

use super::byline;
use super::kind::{PassageKind, repeats_itself};
use super::measure::{ends_in_full_stop, width, words};
use super::passage::Passage;
use crate::cli::import::comparison_key::comparison_key;
use crate::cli::import::dates;
use std::collections::HashSet;
use std::ops::Range;

/// Number of passages before the first paragraph to search for the headline.
const MAX_PASSAGES_BEFORE_TEXT: usize = 120;

/// Width range of a headline: shorter is a name or a section, longer a paragraph.
const MIN_HEADLINE_WIDTH: usize = 8;
pub(super) const MAX_HEADLINE_WIDTH: usize = 240;

/// Fewest letters for a repetition to count; shorter lines may repeat by chance.
const MIN_REPEATED_CHARS: usize = 15;

/// A page prepared for scoring its headline candidates.
pub(super) struct HeadlineContext<'a> {
    passages: &'a [Passage],
    kinds: &'a [PassageKind],
    /// The bare form of every passage.
    pub(super) comparison_keys: Vec<String>,
    /// Stems of all words in the text.
    text_stems: HashSet<String>,
    span: Range<usize>,
}

impl<'a> HeadlineContext<'a> {
    /// Prepares a page whose article lies in `span`.
    pub(super) fn new(passages: &'a [Passage], kinds: &'a [PassageKind], span: Range<usize>) -> HeadlineContext<'a> {
        let comparison_keys = passages.iter().map(|p| comparison_key(&p.text)).collect();
        let prose = span.clone().filter(|i| kinds[*i] == PassageKind::Prose);
        let text_stems = prose.flat_map(|i| words(&passages[i].text)).map(|w| word_stem(&w)).collect();
        HeadlineContext { passages, kinds, comparison_keys, text_stems, span }
    }

    /// The headline candidates with their scores.
    pub(super) fn candidates(&self) -> Vec<(i32, usize)> {
        let total = self.prose_width(self.span.clone());
        let window = self.span.start.saturating_sub(MAX_PASSAGES_BEFORE_TEXT)..self.span.end;
        let early = window.take_while(|i| *i <= self.span.start || self.prose_width(self.span.start..*i) * 5 < total * 2);
        early.filter_map(|i| Some((self.score(i)?, i))).collect()
    }

    fn prose_width(&self, range: Range<usize>) -> usize {
        super::span::prose_width(self.passages, self.kinds, range)
    }

    /// The score of a passage as the headline; `None` if it cannot be one.
    fn score(&self, at: usize) -> Option<i32> {
        let text = self.passages[at].text.as_str();
        let columns = width(text);
        let possible = !matches!(self.kinds[at], PassageKind::Boilerplate | PassageKind::Caption | PassageKind::AfterArticle)
            && (MIN_HEADLINE_WIDTH..=MAX_HEADLINE_WIDTH).contains(&columns);
        if !possible || text.starts_with(['[', '#', '(']) || is_date_or_byline(text) || repeats_itself(text) || is_run_together(text) {
            return None;
        }
        let repeats = match self.count_repeats(at) {
            0 => 0,
            1 => 8,
            _ => 11,
        };
        let passed = self.prose_width(self.span.start.min(at)..at) * 30 / self.prose_width(self.span.clone()).max(1);
        let far = i32::try_from(self.span.start.saturating_sub(at) / 8).unwrap_or_default().min(15);
        let near = self.score_nearby_byline(at) - self.distance_to_text(at) / 2 - far + self.score_first_line(at);
        let looks = score_width(columns) + score_form(&self.passages[at], self.kinds[at]);
        Some(looks + repeats + self.score_overlap(text) + near - i32::try_from(passed).unwrap_or(30))
    }

    /// Scores the first line of a file above its text: set apart, it is the headline however short it is.
    fn score_first_line(&self, at: usize) -> i32 {
        let is_above_text = self.kinds.get(1) == Some(&PassageKind::Prose) && self.passages.get(1).is_some_and(|next| next.has_gap_before);
        if at == 0 && is_above_text && self.kinds[at] == PassageKind::Short { 20 } else { 0 }
    }

    /// Counts other passages with the same words: breadcrumbs, the page title, share labels. The next line does not count, as
    /// captions repeat the alternative text above them; nor does a fuller form of the same headline.
    fn count_repeats(&self, at: usize) -> usize {
        let own = self.comparison_keys[at].as_str();
        if own.chars().count() < MIN_REPEATED_CHARS {
            return 0;
        }
        let contains = |other: &str| other.len() < own.len() + MAX_HEADLINE_WIDTH && other.contains(own);
        let again = |(i, other): &(usize, &String)| {
            *i != at && contains(other) && self.is_independent_repeat(*i, at) && !self.is_expanded_form(*i, at)
        };
        self.comparison_keys.iter().enumerate().filter(again).count()
    }

    /// True if a repetition is evidence: it is set apart, or leads to the line.
    fn is_independent_repeat(&self, other: usize, at: usize) -> bool {
        let later = at.max(other);
        let captioned = self.kinds.get(later + 1) == Some(&PassageKind::Caption);
        let apart = self.comparison_keys[other] == self.comparison_keys[at] && self.passages[later].has_gap_before && !captioned;
        let trail = other < at && self.passages[at].has_gap_before && self.comparison_keys[other].ends_with(&self.comparison_keys[at]);
        other.abs_diff(at) > 1 || apart || trail
    }

    /// True if the other line is this one with a subject and a colon before it.
    fn is_expanded_form(&self, other: usize, at: usize) -> bool {
        let colon = |i: usize| self.passages[i].text.contains(": ");
        !colon(at)
            && colon(other)
            && self.comparison_keys[other] != self.comparison_keys[at]
            && self.comparison_keys[other].ends_with(&self.comparison_keys[at])
    }

    /// Scores the share of a headline's words that occur in the text; most should.
    fn score_overlap(&self, text: &str) -> i32 {
        let long: Vec<String> = words(text).into_iter().filter(|w| w.chars().count() > 3).collect();
        let known = long.iter().filter(|w| self.text_stems.contains(&word_stem(w))).count();
        if long.len() < 2 { 0 } else { i32::try_from(known * 9 / long.len()).unwrap_or_default() }
    }

    /// Scores a date or byline soon after a line; the sooner, the higher.
    fn score_nearby_byline(&self, at: usize) -> i32 {
        let lines =
            |range: Vec<usize>| range.into_iter().filter(|i| !self.kinds[*i].is_boilerplate()).map(|i| self.passages[i].text.as_str());
        let near: Vec<&str> = lines((at + 1..self.passages.len()).collect()).take(7).collect();
        let worth = |found: Option<usize>, most: i32| found.map_or(0, |k| most - i32::try_from(k).unwrap_or(most));
        let dated = near.iter().position(|text| byline::has_date(text) || byline::has_relative_date(text));
        let named = near.iter().position(|text| byline::strip_opener(text).is_some());
        let before = lines((0..at).rev().take(8).collect()).take(2).any(byline::has_date);
        worth(dated, 9).max(if before { 5 } else { 0 }) + worth(named, 6).max(0)
    }

    /// Number of passages before the next paragraph, at most 40.
    fn distance_to_text(&self, at: usize) -> i32 {
        let paragraph = |i: &usize| self.kinds[*i] == PassageKind::Prose && width(&self.passages[*i].text) >= 60;
        let between = (at + 1..self.passages.len()).take_while(|i| !paragraph(i)).filter(|i| !self.kinds[*i].is_boilerplate());
        i32::try_from(between.count()).unwrap_or(40).min(40)
    }
}

/// Scores the width: a headline is neither a word or two nor a paragraph.
fn score_width(columns: usize) -> i32 {
    match columns {
        0..16 => -10,
        16..26 => 0,
        26..=160 => 8,
        _ => -4,
    }
}

/// Scores the form: a headline stands alone and is neither a list item nor several sentences; a full quotation may end in a stop.
fn score_form(passage: &Passage, kind: PassageKind) -> i32 {
    let text = passage.text.as_str();
    let quoted = text.starts_with(['"', '“', '„', '«', '»', '「', '\'', '‘']);
    let sentences =
        ["? ", ". ", "! ", "。"].iter().any(|end| text.split_once(end).is_some_and(|(head, rest)| width(head) > 12 && width(rest) > 12));
    let item = if passage.marker.is_empty() { 0 } else { -14 };
    let stop = if ends_in_full_stop(text) && !quoted { -10 } else { 0 };
    let prose = if kind == PassageKind::Prose && !quoted { -3 } else { 0 };
    let name = if is_name_line(text) { -8 } else { 0 };
    item + stop
        + score_place(passage)
        + prose
        + name
        + if !sentences || quoted {
            0
        } else if kind == PassageKind::Prose {
            -10
        } else {
            -3
        }
        + if passage.has_gap_before { 3 } else { 0 }
}

/// Column from which on a line is centred, as text browsers set the first heading.
const MIN_CENTRED_INDENT: usize = 10;

/// Scores what the program that wrote the capture says of a heading: it marks the first one, or centres it.
fn score_place(passage: &Passage) -> i32 {
    let is_centred = (MIN_CENTRED_INDENT..60).contains(&passage.indent) && passage.has_gap_before && passage.marker.is_empty();
    match passage.heading {
        Some(1) => 24,
        Some(_) => -4,
        None if is_centred => 12,
        None => 0,
    }
}

fn is_name_line(text: &str) -> bool {
    width(text) < 40 && byline::parse_names(text).is_some()
}

/// True for words run together, as menu entries are.
fn is_run_together(text: &str) -> bool {
    let pairs = text.chars().zip(text.chars().skip(1));
    pairs.filter(|(a, b)| a.is_lowercase() && b.is_uppercase()).count() > 2
}

/// True for a date line or byline, which is never a headline.
fn is_date_or_byline(text: &str) -> bool {
    (dates::first_day(text).is_some() && width(text) < 60) || byline::strip_opener(text).is_some()
}

/// The first letters of a word, shared by its inflected forms.
fn word_stem(word: &str) -> String {
    word.chars().take(5).collect()
}
