//! The list of works cited of MLA, 9th edition (MLA Handbook, chapter 5).

use super::person_name::CslName;
use super::styled_text::ends_sentence;
use super::terms::{CitationTerms, mla_date};
use super::title_case::title_case;
use super::{CslItem, LongDate, StyledText};
use crate::article::date::Date;

/// Writes an entry.
pub(super) fn cite(item: &CslItem, long_date: LongDate) -> StyledText {
    let terms = CitationTerms::for_lang(&item.language);
    let written = |date: &Date| if terms.is_english() { mla_date(date) } else { long_date(date) };
    let mut out = StyledText::default();
    // An organisation that publishes itself is named once, as the container.
    if !(item.author.is_empty() || item.container().is_empty()) {
        out.push(&names(&item.author, terms));
        out.end_sentence(".");
    }
    push_quoted_title(&mut out, item, terms);
    push_container(&mut out, item, terms, item.issued().as_ref().map(written));
    for (word, date) in [(terms.captured, item.captured()), (terms.accessed, item.accessed())] {
        if let Some(date) = date {
            out.push(&[word, " ", &written(&date)].concat());
            out.end_sentence(".");
        }
    }
    out.trimmed()
}

/// The headline in quotation marks, with its full stop.
pub(super) fn push_quoted_title(out: &mut StyledText, item: &CslItem, terms: &CitationTerms) {
    let [open, close] = terms.quotation_marks;
    let title = if terms.is_english() { title_case(&item.title) } else { item.title.clone() };
    let stop = if title.ends_with(ends_sentence) { "" } else { terms.full_stop };
    let parts = if terms.has_stop_inside { [open, &title, stop, close] } else { [open, &title, close, stop] };
    out.push(&[&parts.concat(), " "].concat());
}

/// The container, its date and address, parted by commas.
fn push_container(out: &mut StyledText, item: &CslItem, terms: &CitationTerms, date: Option<String>) {
    let container = item.container_title.as_str();
    out.push_italic(container);
    let address = Some(item.url.clone()).filter(|address| !address.is_empty());
    let rest: Vec<String> = date.into_iter().chain(address).collect();
    if !container.is_empty() && !rest.is_empty() {
        out.push(terms.comma);
    }
    out.push(&rest.join(terms.comma));
    if !(container.is_empty() && rest.is_empty()) {
        out.end_sentence(".");
    }
}

/// Names: of three and more the first alone.
fn names(authors: &[CslName], terms: &CitationTerms) -> String {
    match authors {
        [one] => one.family_first(),
        [first, second] => [&first.family_first(), terms.comma, terms.and, " ", &second.in_reading_order()].concat(),
        [first, ..] => [&first.family_first(), terms.comma, terms.et_al].concat(),
        [] => String::new(),
    }
}
