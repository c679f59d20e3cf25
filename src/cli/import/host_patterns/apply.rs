//! Takes what recurs on the pages of a host out of an article, and completes its fields.

use super::patterns::Patterns;
use super::removed::remove_passages;
use super::sample::{self, MAX_PASSAGE_CHARS, is_mostly, long_shingles};
use crate::article::{Article, Block, Capture, text};
use crate::cli::import::comparison_key::comparison_key;
use crate::cli::import::page;
use std::collections::HashSet;

/// The minimum length of a title without the name of its site, in characters.
const MIN_TITLE_CHARS: usize = 4;
/// A recurring paragraph of at most this length before a list or a table is its label, in characters.
const MAX_LABEL_CHARS: usize = 60;

/// Applies the patterns of its host to an article. Applied twice, they change nothing more.
pub(super) fn apply(patterns: &Patterns, article: &mut Article) {
    if !patterns.removed.is_empty() {
        remove_passages(article, &patterns.removed);
    }
    let mut cut = remove_blocks(&Known::new(patterns), &mut article.body);
    if article.deck.as_ref().is_some_and(|deck| patterns.decks.contains(deck)) {
        cut.extend(article.deck.take());
    }
    shorten_title(patterns, &mut article.title);
    if article.section.is_none() {
        article.section = sample::first_path_segment(article).and_then(|path| patterns.sections.get(&path).cloned());
    }
    let capture = article.capture.get_or_insert_with(Capture::default);
    cut.retain(|passage| !capture.cut.contains(passage));
    capture.cut.extend(cut);
}

/// Looks for missing authors and a missing date where the pages of the host show them.
pub(super) fn complete(patterns: &Patterns, article: &mut Article, read_source: &dyn Fn() -> Option<String>) {
    let author_selectors: &[String] = if article.authors.is_empty() { &patterns.author_selectors } else { &[] };
    let date_selectors: &[String] = if article.published.is_none() { &patterns.date_selectors } else { &[] };
    if author_selectors.is_empty() && date_selectors.is_empty() {
        return;
    }
    let Some(html) = read_source() else { return };
    let (authors, published) = page::read_selected(&html, author_selectors, date_selectors, &article.lang);
    if article.authors.is_empty() {
        article.authors = authors;
    }
    article.published = article.published.take().or(published);
}

/// The recurring passages, ready for comparison.
pub(super) struct Known<'a> {
    keys: HashSet<String>,
    shingles: HashSet<u64>,
    pictures: HashSet<&'a str>,
}

impl Known<'_> {
    pub(super) fn new(patterns: &Patterns) -> Known<'_> {
        let passages = || patterns.passages.iter().filter(|passage| !patterns.keep.contains(passage));
        Known {
            keys: passages().map(|passage| comparison_key(passage)).collect(),
            shingles: passages().flat_map(|passage| long_shingles(passage)).collect(),
            pictures: patterns.pictures.iter().map(String::as_str).collect(),
        }
    }

    /// Whether all of a block recurs.
    fn holds(&self, block: &Block) -> bool {
        let (mut chars, mut parts, mut known) = (0, 0, 0);
        text::for_each_run(std::slice::from_ref(block), &mut |run| {
            let key = comparison_key(run);
            chars += run.chars().count();
            parts += usize::from(!key.is_empty());
            let is_known = self.keys.contains(&key) || is_mostly(&long_shingles(run), |shingle| self.shingles.contains(shingle));
            known += usize::from(!key.is_empty() && is_known);
        });
        for picture in sample::pictures(block) {
            parts += 1;
            known += usize::from(self.pictures.contains(picture));
        }
        parts > 0 && known == parts && chars <= MAX_PASSAGE_CHARS
    }

    /// For each block of a body, whether it recurs and is no part of the text. A heading is none only with all that it heads, and
    /// nothing is removed from an article that would lose three tenths of its text.
    fn are_removable(&self, body: &[Block]) -> Vec<bool> {
        let mut are_removable = vec![false; body.len()];
        let mut next: Option<&Block> = None;
        for (at, block) in body.iter().enumerate().rev() {
            are_removable[at] = self.holds(block) && !has_content(block, next);
            if !are_removable[at] {
                next = Some(block);
            }
        }
        let chars = |block: &Block| text::block_text(block).chars().count();
        let removed: usize = body.iter().zip(&are_removable).filter(|(_, removed)| **removed).map(|(block, _)| chars(block)).sum();
        let is_too_much = removed * 10 > body.iter().map(chars).sum::<usize>() * 3;
        if is_too_much { vec![false; body.len()] } else { are_removable }
    }

    /// The blocks of a body that recur and are no part of the text.
    pub(super) fn removable<'b>(&self, body: &'b [Block]) -> Vec<&'b Block> {
        body.iter().zip(self.are_removable(body)).filter(|(_, removable)| *removable).map(|(block, _)| block).collect()
    }
}

/// Removes recurring blocks; returns their passages.
fn remove_blocks(known: &Known, body: &mut Vec<Block>) -> Vec<String> {
    let is_removable = known.are_removable(body);
    let mut cut = Vec::new();
    let mut removable = is_removable.into_iter();
    body.retain(|block| {
        let is_removed = removable.next().unwrap_or(false);
        if is_removed {
            text::for_each_run(std::slice::from_ref(block), &mut |run| cut.push(run.trim().to_owned()));
        }
        !is_removed
    });
    cut
}

/// Whether a recurring block belongs to the one that follows it and is kept: a heading to its text, a label to its list.
fn has_content(block: &Block, next: Option<&Block>) -> bool {
    if let Block::Heading(heading) = block {
        return match next {
            Some(Block::Heading(next)) => next.level > heading.level,
            next => next.is_some(),
        };
    }
    let is_labelled = matches!(next, Some(Block::List(_) | Block::Table(_) | Block::Code(_)));
    is_labelled && matches!(block, Block::Paragraph(label) if text::plain_text(label).chars().count() <= MAX_LABEL_CHARS)
}

/// Removes the name of the site, and of a section behind it, from a title.
fn shorten_title(patterns: &Patterns, title: &mut String) {
    while let Some(shorter) = without_site(patterns, title) {
        *title = shorter;
    }
}

fn without_site(patterns: &Patterns, title: &str) -> Option<String> {
    let ends = patterns.title_ends.iter().filter_map(|end| title.strip_suffix(end.as_str()));
    let starts = patterns.title_starts.iter().filter_map(|start| title.strip_prefix(start.as_str()));
    let shorter = ends.chain(starts).map(str::trim).find(|shorter| shorter.chars().count() >= MIN_TITLE_CHARS)?;
    Some(shorter.to_owned())
}
