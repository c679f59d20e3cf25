//! The bibliography of the Chicago Manual of Style, 17th edition (chapter 14, notes and bibliography).

use super::mla::push_quoted_title;
use super::person_name::CslName;
use super::terms::{CitationTerms, american_date};
use super::{CslItem, LongDate, StyledText};
use crate::article::date::Date;

/// The number of names above which the first seven are given.
const MAX_NAMES: usize = 10;

/// The number of names given of more.
const FIRST_NAMES: usize = 7;

/// Writes an entry.
pub(super) fn cite(item: &CslItem, long_date: LongDate) -> StyledText {
    let terms = CitationTerms::for_lang(&item.language);
    let written = |date: &Date| if terms.is_english() { american_date(date) } else { long_date(date) };
    let mut out = StyledText::default();
    let date = item.issued().as_ref().map(written);
    if item.author.is_empty() {
        // The newspaper or site stands in the place of the author.
        push_container(&mut out, item, terms, None);
        push_quoted_title(&mut out, item, terms);
        push_sentence(&mut out, &date.unwrap_or_else(|| undated(item, terms)));
    } else {
        push_sentence(&mut out, &names(&item.author, terms));
        push_quoted_title(&mut out, item, terms);
        push_container(&mut out, item, terms, Some(date.unwrap_or_else(|| undated(item, terms))));
    }
    let accessed = item.accessed().filter(|_| item.issued.is_none());
    for (word, date) in [(terms.captured, item.captured()), (terms.accessed, accessed)] {
        push_sentence(&mut out, &date.map(|date| [word, " ", &written(&date)].concat()).unwrap_or_default());
    }
    push_sentence(&mut out, &item.url);
    out.trimmed()
}

/// The words in place of the date: none on a page of a site, as the day of reading follows.
fn undated(item: &CslItem, terms: &CitationTerms) -> String {
    if item.is_news() { terms.no_date.to_owned() } else { String::new() }
}

fn push_sentence(out: &mut StyledText, words: &str) {
    if !words.is_empty() {
        out.push(words);
        out.end_sentence(".");
    }
}

/// The container, in italics if it is a newspaper, and the date behind a comma.
fn push_container(out: &mut StyledText, item: &CslItem, terms: &CitationTerms, date: Option<String>) {
    let container = item.container();
    if item.is_news() {
        out.push_italic(container)
    } else {
        out.push(container)
    }
    let date = date.filter(|date| !date.is_empty());
    if !container.is_empty() && date.is_some() {
        out.push(terms.comma);
    }
    out.push(date.as_deref().unwrap_or_default());
    if !(container.is_empty() && date.is_none()) {
        out.end_sentence(".");
    }
}

fn names(authors: &[CslName], terms: &CitationTerms) -> String {
    let shown = if authors.len() > MAX_NAMES { FIRST_NAMES } else { authors.len() };
    let write = |(at, name): (usize, &CslName)| if at == 0 { name.family_first() } else { name.in_reading_order() };
    let mut names: Vec<String> = authors.iter().take(shown).enumerate().map(write).collect();
    if shown < authors.len() {
        return [&names.join(terms.comma), terms.comma, terms.et_al].concat();
    }
    match names.pop() {
        Some(last) if !names.is_empty() => [&names.join(terms.comma), terms.comma, terms.and, " ", &last].concat(),
        last => last.unwrap_or_default(),
    }
}
