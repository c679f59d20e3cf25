//! The reference list of APA, 7th edition (Publication Manual of the American Psychological Association, chapters 9 and 10).

use super::person_name::CslName;
use super::terms::{CitationTerms, american_date, month_name};
use super::{CslItem, LongDate, StyledText};
use crate::article::date::Date;

/// The number of names above which all but the first nineteen and the last are left out.
const MAX_NAMES: usize = 20;

/// Writes a reference.
pub(super) fn cite(item: &CslItem, long_date: LongDate) -> StyledText {
    let terms = CitationTerms::for_lang(&item.language);
    let mut out = StyledText::default();
    if item.author.is_empty() {
        push_title(&mut out, item, terms);
    } else {
        out.push(&names(&item.author, terms));
        out.end_sentence(".");
    }
    out.push(&["(", &date(item, terms, long_date), "). "].concat());
    if !item.author.is_empty() {
        push_title(&mut out, item, terms);
    }
    let container = item.container();
    if !container.is_empty() {
        if item.is_news() {
            out.push_italic(container)
        } else {
            out.push(container)
        }
        out.end_sentence(".");
    }
    push_address(&mut out, item, terms, long_date);
    out.trimmed()
}

/// The headline: in italics, except for an article of a newspaper.
fn push_title(out: &mut StyledText, item: &CslItem, terms: &CitationTerms) {
    if item.is_news() {
        out.push(&item.title)
    } else {
        out.push_italic(&item.title)
    }
    out.end_sentence(terms.full_stop);
}

/// The names of the authors, with initials.
fn names(authors: &[CslName], terms: &CitationTerms) -> String {
    let all: Vec<String> = authors.iter().map(CslName::with_initials).collect();
    match &all[..] {
        [first, second] if authors.iter().all(|name| !name.literal.is_empty()) => [first, " ", terms.ampersand, " ", second].concat(),
        [before @ .., last] if before.len() >= MAX_NAMES => [&before[..MAX_NAMES - 1].join(", "), ", … ", last].concat(),
        [before @ .., last] if !before.is_empty() => [&before.join(", "), ", ", terms.ampersand, " ", last].concat(),
        _ => all.concat(),
    }
}

/// The date in brackets: `2016, March 4`.
fn date(item: &CslItem, terms: &CitationTerms, long_date: LongDate) -> String {
    match item.issued() {
        None => terms.no_date.to_owned(),
        Some(date) if !terms.is_english() => long_date(&date),
        Some(date) => match (month_name(&date), date.day) {
            (None, _) => date.year.to_string(),
            (Some(month), 0) => format!("{}, {month}", date.year),
            (Some(month), day) => format!("{}, {month} {day}", date.year),
        },
    }
}

/// The address; before it the day of reading, where there is no day of publication.
fn push_address(out: &mut StyledText, item: &CslItem, terms: &CitationTerms, long_date: LongDate) {
    let written = |date: &Date| if terms.is_english() { american_date(date) } else { long_date(date) };
    if let Some(accessed) = item.accessed().filter(|_| item.issued.is_none() && !item.url.is_empty()) {
        let day = item.captured().unwrap_or(accessed);
        out.push(&[&terms.retrieved.replace("{0}", &written(&day)), " "].concat());
    }
    out.push(&item.url);
}
