//! From the text of a capture to an article.

use super::body::Body;
use super::byline::{self, Names};
use super::kind::{self, Kind};
use super::measure::{bare, width};
use super::passage::{self, Passage};
use super::phrases::PAGE_WORDS;
use super::title::{self, Title};
use super::{dateline, deck, refuse, span, tongue};
use crate::article::model::FORMAT;
use crate::article::{Article, Block, Capture, Inline, Text};
use crate::publish::import::reading::{Reading, Refusal};
use crate::publish::problem::{Problem, Severity};
use std::collections::HashSet;
use std::ops::Range;

/// Passages around the headline and after the text in which date and byline are looked for.
const BEFORE: usize = 6;
const AFTER: usize = 30;

/// Reads a plain-text capture of a page. `file` names it in problems.
///
/// Nothing is lost: what does not go into the article stands in `capture.cut`, passage by passage.
///
/// # Errors
/// A text that holds no article is refused with its reason.
pub fn read(text: &str, file: &str) -> Result<Reading, Refusal> {
    if let Some(refusal) = refuse::empty(text) {
        return Err(refusal);
    }
    let passages = passage::passages(text);
    let kinds = kind::kinds(&passages);
    let span = span::span(&passages, &kinds);
    if let Some(refusal) = refuse::no_article(&passages, &kinds, &span) {
        return Err(refusal);
    }
    Ok(Page { passages, kinds, span, used: HashSet::new() }.reading(file))
}

/// A page on its way to an article.
struct Page {
    passages: Vec<Passage>,
    kinds: Vec<Kind>,
    span: Range<usize>,
    used: HashSet<usize>,
}

impl Page {
    fn reading(mut self, file: &str) -> Reading {
        let title = title::find(&self.passages, &self.kinds, &self.span);
        let range = self.range(title.as_ref());
        let mut article = Article { format: FORMAT, ..Article::default() };
        self.set_title(&mut article, title.as_ref());
        let deck = deck::find(&self.passages, &self.kinds, range.clone());
        self.set_deck(&mut article, deck);
        let data = self.set_byline(&mut article, title.as_ref(), &range);
        self.set_body(&mut article, &range, &data, deck);
        article.publisher = self.publisher();
        article.lang = tongue::of(&words_of(&article.body));
        self.finish(article, title.is_some(), file)
    }

    /// The passages after the headline up to the end of the text.
    fn range(&self, title: Option<&Title>) -> Range<usize> {
        let start = title.map_or(self.span.start, |t| t.at + 1);
        let total = span::prose(&self.passages, &self.kinds, start..self.span.end);
        let closes = |i: &usize| self.kinds[*i] == Kind::Afterwards && span::prose(&self.passages, &self.kinds, start..*i) * 10 > total * 7;
        start..(start..self.span.end).find(closes).unwrap_or(self.span.end)
    }

    fn set_title(&mut self, article: &mut Article, title: Option<&Title>) {
        match title {
            Some(title) => {
                article.title.clone_from(&title.text);
                if self.passages[title.at].text == title.text {
                    self.used.insert(title.at);
                }
            }
            None => {
                let first = self.passages[self.span.start].text.split(' ').take(12).collect::<Vec<_>>().join(" ");
                (article.title, article.title_made) = (first, true);
            }
        }
    }

    fn set_deck(&mut self, article: &mut Article, deck: Option<usize>) {
        article.deck = deck.map(|at| self.passages[at].text.clone());
        self.used.extend(deck);
    }

    /// Date, authors and agency; gives the passages that hold them.
    fn set_byline(&mut self, article: &mut Article, title: Option<&Title>, range: &Range<usize>) -> HashSet<usize> {
        let head = self.head(range);
        let start = title.map_or(range.start, |t| t.at);
        let after = range.end..(range.end + AFTER).min(self.passages.len());
        let places: Vec<usize> = head.clone().chain((start.saturating_sub(BEFORE)..start).rev()).chain(after).collect();
        let mut data = HashSet::new();
        for at in &places {
            self.read_days(article, *at, &mut data);
        }
        self.read_names(article, &places, &head, &mut data);
        data
    }

    /// The passages between the headline and the second paragraph.
    fn head(&self, range: &Range<usize>) -> Range<usize> {
        let long = |i: &usize| self.kinds[*i] == Kind::Prose && width(&self.passages[*i].text) > 60;
        let end = range.clone().filter(long).nth(1).unwrap_or(range.end);
        range.start..end.min(range.start + 40)
    }

    fn read_days(&self, article: &mut Article, at: usize, data: &mut HashSet<usize>) {
        let text = self.passages[at].text.as_str();
        if self.kinds[at] == Kind::Caption || !byline::dated(text) {
            return;
        }
        let days = byline::days(text);
        if article.published.is_none() && days.published.is_some() {
            article.published = days.published;
            data.insert(at);
        }
        if article.modified.is_none() && days.modified.is_some() {
            article.modified = days.modified;
            data.insert(at);
        }
    }

    /// A line that opens as a byline wins over a lone name beside the date.
    fn read_names(&self, article: &mut Article, places: &[usize], head: &Range<usize>, data: &mut HashSet<usize>) {
        let text = |at: usize| self.passages[at].text.as_str();
        let fits = |at: usize| self.kinds[at] != Kind::Caption;
        let opened =
            places.iter().copied().find(|at| fits(*at) && byline::opened(text(*at)).is_some_and(|_| byline::names(text(*at)).is_some()));
        let beside = |at: &usize| data.iter().any(|d| d.abs_diff(*at) <= 3) && fits(*at) && self.kinds[*at] == Kind::Short;
        let Some(at) = opened.or_else(|| head.clone().find(|at| beside(at) && byline::names(text(*at)).is_some())) else { return };
        let Names { authors, source } = byline::names(text(at)).unwrap_or_default();
        (article.authors, article.source) = (authors, source);
        data.insert(at);
    }

    fn set_body(&mut self, article: &mut Article, range: &Range<usize>, data: &HashSet<usize>, deck: Option<usize>) {
        let title = bare(&article.title);
        let repeats = |i: &usize| width(&self.passages[*i].text) > 8 && title.contains(&bare(&self.passages[*i].text));
        let order = range.clone().filter(|i| !data.contains(i) && Some(*i) != deck && !repeats(i)).collect();
        let Body { blocks, used, .. } = Body::read(&self.passages, &self.kinds, order);
        self.used.extend(used);
        article.body = blocks;
        if let Some(first) = article.body.iter_mut().find_map(first_words)
            && let Some((place, rest)) = dateline::split(first)
        {
            let rest = rest.to_owned();
            article.dateline = Some(place);
            *first = rest;
        }
    }

    /// The site's name: beside a word of the capture's own in the first line.
    fn publisher(&self) -> Option<String> {
        let first = self.passages.first()?.text.trim_start_matches('#').split(['»', '|']).next()?.trim();
        let mut words: Vec<&str> = first.split(' ').collect();
        let all = words.len();
        while words.last().is_some_and(|w| PAGE_WORDS.contains(&w.to_lowercase().as_str())) {
            words.pop();
        }
        let marked = words.len() < all || self.passages.first().is_some_and(|p| p.text.contains('»'));
        (marked && (1..=4).contains(&words.len())).then(|| words.join(" "))
    }

    fn finish(self, mut article: Article, titled: bool, file: &str) -> Reading {
        let mut problems = Vec::new();
        let mut doubts = Vec::new();
        if !titled {
            doubts.push("no headline was found; the title is made from the first words");
        }
        if article.published.is_none() {
            doubts.push("no date was found");
        }
        if !doubts.is_empty() {
            let review = doubts.join("; ");
            problems.push(Problem::new(Severity::Warning, file, format!("{review}; compare the article with the page")));
            article.review = Some(review);
        }
        article.capture = Some(Capture { cut: self.cut(), ..Capture::default() });
        Reading { article, problems }
    }

    /// What is not in the article, in order; lines that stood together stay together.
    fn cut(&self) -> Vec<String> {
        let mut cut: Vec<String> = Vec::new();
        let mut open = false;
        for (at, passage) in self.passages.iter().enumerate() {
            let left = !self.used.contains(&at);
            match cut.last_mut() {
                Some(last) if left && open && !passage.gap => {
                    last.push('\n');
                    last.push_str(&passage.raw);
                }
                _ if left => cut.push(passage.raw.clone()),
                _ => (),
            }
            open = left;
        }
        cut
    }
}

/// The words of the first paragraph.
fn first_words(block: &mut Block) -> Option<&mut String> {
    match block {
        Block::Paragraph(text) => text.iter_mut().find_map(|i| if let Inline::Words(w) = i { Some(w) } else { None }),
        _ => None,
    }
}

/// The words of all paragraphs, for telling their language.
fn words_of(body: &[Block]) -> String {
    let plain =
        |text: &Text| text.iter().filter_map(|i| if let Inline::Words(w) = i { Some(w.as_str()) } else { None }).collect::<String>();
    body.iter().filter_map(|b| if let Block::Paragraph(t) = b { Some(plain(t)) } else { None }).collect::<Vec<_>>().join("\n")
}
