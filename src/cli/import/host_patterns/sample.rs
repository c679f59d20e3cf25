//! Counts what the pages of one host have in common.

use super::patterns::Patterns;
use crate::article::{Article, Block, text};
use crate::cli::import::comparison_key::comparison_key;
use crate::cli::import::shingles::shingles;
use std::collections::{BTreeMap, HashMap, HashSet};
use url::Url;

/// The minimum number of pages of a host from which anything is learnt.
pub(super) const MIN_PAGES: usize = 4;
/// The maximum number of pages of a host that are counted: more tell nothing new.
const MAX_PAGES: usize = 200;
/// The maximum length of a passage that can be no part of the text, in characters.
pub(super) const MAX_PASSAGE_CHARS: usize = 300;
/// Words per shingle.
const SHINGLE_WORDS: usize = 4;
/// The number of shingles of a passage from which on it is compared by them: it may differ in a name or a number on each page.
const MIN_SHINGLES: usize = 12;

/// The separators between a headline and the name of its site in a title.
const TITLE_SEPARATORS: [&str; 9] = [" | ", " - ", " – ", " — ", " · ", " :: ", " » ", "_", "｜"];

/// Counts over the pages of a host.
#[derive(Debug, Default)]
pub(super) struct Sample {
    /// The pages by title: two readings of one page count once.
    titles: HashSet<String>,
    passages: HashMap<String, CountedPassage>,
    shingles: HashMap<u64, usize>,
    pictures: HashMap<String, usize>,
    decks: HashMap<String, usize>,
    title_starts: HashMap<String, usize>,
    title_ends: HashMap<String, usize>,
    sections: BTreeMap<String, Vec<String>>,
}

#[derive(Debug)]
struct CountedPassage {
    text: String,
    pages: usize,
    /// Whether it stands in the text of an article. What is cut everywhere needs no rule.
    is_in_body: bool,
    order: usize,
}

impl Sample {
    /// Counts a page.
    pub(super) fn add(&mut self, article: &Article) {
        let title = comparison_key(&article.title);
        if self.titles.len() >= MAX_PAGES || !self.titles.insert(title) {
            return;
        }
        let (mut seen, mut seen_shingles) = (HashSet::new(), HashSet::new());
        text::for_each_run(&article.body, &mut |run| self.add_passage(run, true, &mut seen, &mut seen_shingles));
        let cut = article.capture.iter().flat_map(|capture| &capture.cut);
        cut.for_each(|run| self.add_passage(run, false, &mut seen, &mut seen_shingles));
        let pictures: HashSet<&str> = article.body.iter().flat_map(pictures).collect();
        pictures.into_iter().for_each(|picture| *self.pictures.entry(picture.to_owned()).or_default() += 1);
        article.deck.iter().for_each(|deck| *self.decks.entry(deck.clone()).or_default() += 1);
        self.add_title(&article.title);
        if let Some((path, section)) = first_path_segment(article).zip(article.section.clone()) {
            self.sections.entry(path).or_default().push(section);
        }
    }

    fn add_passage(&mut self, run: &str, is_in_body: bool, seen: &mut HashSet<String>, seen_shingles: &mut HashSet<u64>) {
        let key = comparison_key(run);
        if key.is_empty() || run.chars().count() > MAX_PASSAGE_CHARS {
            return;
        }
        for shingle in long_shingles(run) {
            if seen_shingles.insert(shingle) {
                *self.shingles.entry(shingle).or_default() += 1;
            }
        }
        let order = self.passages.len();
        let is_new = seen.insert(key.clone());
        let passage =
            self.passages.entry(key).or_insert_with(|| CountedPassage { text: run.trim().to_owned(), pages: 0, is_in_body, order });
        passage.pages += usize::from(is_new);
        passage.is_in_body |= is_in_body;
    }

    fn add_title(&mut self, title: &str) {
        for separator in TITLE_SEPARATORS {
            if let Some((start, _)) = title.split_once(separator) {
                *self.title_starts.entry(format!("{start}{separator}")).or_default() += 1;
            }
            if let Some((_, end)) = title.rsplit_once(separator) {
                *self.title_ends.entry(format!("{separator}{end}")).or_default() += 1;
            }
        }
    }

    /// The patterns that the pages have in common; `None` if they are too few.
    pub(super) fn patterns(&self) -> Option<Patterns> {
        let pages = self.titles.len();
        if pages < MIN_PAGES {
            return None;
        }
        // A box is on a fifth of the pages at least, the name of a site on half of them.
        let (some, half) = (pages.div_ceil(5).max(MIN_PAGES - 1), pages.div_ceil(2).max(MIN_PAGES - 1));
        Some(Patterns {
            pages,
            passages: self.recurring_passages(some),
            pictures: recurring(&self.pictures, some),
            decks: recurring(&self.decks, some),
            title_starts: recurring(&self.title_starts, half),
            title_ends: recurring(&self.title_ends, half),
            sections: self.sections.iter().filter_map(|(path, sections)| Some((path.clone(), common_section(sections)?))).collect(),
            ..Patterns::default()
        })
    }

    /// The passages in texts that recur, or whose words do, in order of first occurrence. One stands for all that are like it.
    fn recurring_passages(&self, min_pages: usize) -> Vec<String> {
        let mut in_body: Vec<&CountedPassage> = self.passages.values().filter(|passage| passage.is_in_body).collect();
        in_body.sort_by_key(|passage| passage.order);
        let mut known: HashSet<u64> = HashSet::new();
        let mut found = Vec::new();
        for passage in in_body {
            let own = long_shingles(&passage.text);
            let is_recurring = passage.pages >= min_pages
                || is_mostly(&own, |shingle| self.shingles.get(shingle).is_some_and(|pages| *pages >= min_pages))
                    && !is_mostly(&own, |shingle| known.contains(shingle));
            if is_recurring {
                known.extend(own);
                found.push(passage.text.clone());
            }
        }
        found
    }
}

/// The shingles of a passage that is long enough to be compared by them.
pub(super) fn long_shingles(passage: &str) -> Vec<u64> {
    Some(shingles(passage, SHINGLE_WORDS)).filter(|all| all.len() >= MIN_SHINGLES).unwrap_or_default()
}

/// Whether four fifths of some shingles pass a test.
pub(super) fn is_mostly(shingles: &[u64], test: impl Fn(&u64) -> bool) -> bool {
    !shingles.is_empty() && shingles.iter().filter(|shingle| test(shingle)).count() * 5 >= shingles.len() * 4
}

/// The pictures of a figure, by path or address.
pub(super) fn pictures(block: &Block) -> impl Iterator<Item = &str> {
    let images = if let Block::Figure(figure) = block { figure.images.as_slice() } else { &[] };
    images.iter().map(|image| image.src.as_str())
}

/// The first part of the path of an article's address, if more follow.
pub(super) fn first_path_segment(article: &Article) -> Option<String> {
    let url = Url::parse(article.canonical.as_deref()?).ok()?;
    let mut segments = url.path_segments()?.filter(|segment| !segment.is_empty());
    let first = segments.next()?.to_owned();
    segments.next().is_some().then_some(first)
}

fn recurring(counts: &HashMap<String, usize>, min_pages: usize) -> Vec<String> {
    let mut found: Vec<String> = counts.iter().filter(|(_, pages)| **pages >= min_pages).map(|(text, _)| text.clone()).collect();
    found.sort();
    found
}

/// The section that all pages of a path declare, if there are two at least.
fn common_section(sections: &[String]) -> Option<String> {
    let first = sections.first()?;
    (sections.len() > 1 && sections.iter().all(|section| section == first)).then(|| first.clone())
}
