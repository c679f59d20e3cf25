//! Takes a capture apart: pages of a PDF, lists of addresses and marks of the program that wrote it, then its passages.

use super::markdown_marks::{has_markdown_marks, indent_quotes, resolve_marks};
use super::paged_text::join_pages;
use super::passage::{Passage, split_paged_passages, split_passages};
use super::references::{References, split_references};

/// A capture as passages.
pub(super) struct Dump {
    /// The passages, their marks read.
    pub(super) passages: Vec<Passage>,
    /// Running heads and feet of pages, and the list of addresses.
    pub(super) cut: Vec<String>,
}

/// Takes a capture apart.
pub(super) fn parse_dump(text: &str) -> Dump {
    if let Some(paged) = join_pages(text) {
        return Dump { passages: split_paged_passages(&paged.text), cut: paged.cut };
    }
    if has_markdown_marks(text) {
        let passages = split_passages(&indent_quotes(text)).into_iter().flat_map(resolve_marks).collect();
        return Dump { passages, cut: Vec::new() };
    }
    let (body, list) = split_references(text);
    let references = References::parse(list);
    let mut passages = split_passages(body);
    passages.iter_mut().for_each(|passage| references.resolve(passage));
    let cut = Some(list.trim().to_owned()).filter(|list| !list.is_empty());
    Dump { passages, cut: cut.into_iter().collect() }
}
