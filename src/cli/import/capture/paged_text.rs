//! Text of a PDF: pages end in form feeds, and each repeats its running head and foot and has its number.

use std::collections::HashMap;

/// The sign between pages.
const FORM_FEED: char = '\u{c}';

/// Number of lines at the top and at the bottom of a page that may be running heads and feet.
const MARGIN_LINES: usize = 2;

/// Words around a page's number, in lower case.
const PAGE_LABELS: [&str; 16] =
    ["page", "seite", "página", "pagina", "side", "sida", "sivu", "strona", "strana", "стр", "страница", "of", "von", "de", "sur", "/"];

/// A text without the furniture of its pages.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct PagedText {
    /// The text of all pages.
    pub(super) text: String,
    /// The lines that were taken out.
    pub(super) cut: Vec<String>,
}

/// The text of all pages without running heads, feet and page numbers; `None` if the text has no pages.
pub(super) fn join_pages(text: &str) -> Option<PagedText> {
    let pages: Vec<Vec<&str>> =
        text.split(FORM_FEED).map(|page| page.lines().collect()).filter(|page: &Vec<&str>| !is_blank(page)).collect();
    if !text.contains(FORM_FEED) {
        return None;
    }
    let repeated = count_margin_lines(&pages);
    let mut joined = PagedText::default();
    for page in &pages {
        append_page(&mut joined, page, |line| {
            is_page_number(line)
                || repeated.get(&line_pattern(line)).is_some_and(|times| !line.trim().is_empty() && *times > 1 && *times * 3 > pages.len())
        });
    }
    Some(joined)
}

fn is_blank(page: &Vec<&str>) -> bool {
    page.iter().all(|line| line.trim().is_empty())
}

/// The indices of the lines at the top and at the bottom of a page.
fn margin_lines(page: &[&str]) -> Vec<usize> {
    let filled: Vec<usize> = (0..page.len()).filter(|at| page.get(*at).is_some_and(|line| !line.trim().is_empty())).collect();
    let top = filled.iter().take(MARGIN_LINES);
    let bottom = filled.iter().rev().take(MARGIN_LINES);
    top.chain(bottom).copied().collect()
}

/// On how many pages each line at a margin stands, its numbers aside.
fn count_margin_lines(pages: &[Vec<&str>]) -> HashMap<String, usize> {
    let mut counts = HashMap::new();
    for page in pages {
        let mut patterns: Vec<String> = margin_lines(page).iter().filter_map(|at| page.get(*at)).map(|line| line_pattern(line)).collect();
        patterns.sort_unstable();
        patterns.dedup();
        patterns.into_iter().for_each(|pattern| *counts.entry(pattern).or_default() += 1);
    }
    counts
}

/// The words of a line without its numbers, since a running head holds the page's.
fn line_pattern(line: &str) -> String {
    line.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).collect::<Vec<_>>().join(" ")
}

/// True for a line that is a page's number: `3`, `- 3 -`, `Page 3 of 5`.
fn is_page_number(line: &str) -> bool {
    let lower = line.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| c.is_whitespace() || "-–—|·.[]()".contains(c)).filter(|w| !w.is_empty()).collect();
    let is_number = |word: &str| word.len() <= 4 && word.chars().all(|c| c.is_ascii_digit() || c == '/');
    let chinese = |word: &str| word.starts_with('第') && word.ends_with(['页', '頁']);
    words.len() <= 4
        && words.iter().any(|word| is_number(word) || chinese(word))
        && words.iter().all(|word| is_number(word) || chinese(word) || PAGE_LABELS.contains(word))
}

/// Adds a page. A sentence that it breaks off goes on where the next page begins.
fn append_page(joined: &mut PagedText, page: &[&str], is_furniture: impl Fn(&str) -> bool) {
    let margins = margin_lines(page);
    let mut kept = Vec::new();
    for (at, line) in page.iter().enumerate() {
        if margins.contains(&at) && is_furniture(line) {
            joined.cut.push(line.trim().to_owned());
        } else {
            kept.push(*line);
        }
    }
    let words = kept.join("\n");
    let goes_on = !super::measure::ends_sentence(joined.text.trim_end())
        && words.trim_start().starts_with(|c: char| c.is_lowercase() || (c.is_alphabetic() && !c.is_uppercase()));
    joined.text.truncate(joined.text.trim_end().len());
    joined.text.push_str(if goes_on { "\n" } else { "\n\n" });
    joined.text.push_str(words.trim_matches('\n'));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_feet_and_numbers_of_pages_are_taken_out() {
        let text = "RIVER NOTES 1\n\nThe ferry left\nthe landing in\n\n1\n\u{c}RIVER NOTES 2\n\nfog, and nobody saw it.\n\nThe end.\n\nPage 2 of 2\n\u{c}";
        let paged = join_pages(text).unwrap();
        assert_eq!(paged.text.trim(), "The ferry left\nthe landing in\nfog, and nobody saw it.\n\nThe end.");
        assert_eq!(paged.cut, ["RIVER NOTES 1", "1", "RIVER NOTES 2", "Page 2 of 2"]);
        assert_eq!(join_pages("No pages\n\n1\n"), None);
    }

    #[test]
    fn numbers_of_pages_are_told_from_other_lines() {
        assert!(
            ["3", "- 3 -", "Page 3 of 5", "Seite 12", "3/5", "第 3 页".replace(' ', "").as_str()].iter().all(|line| is_page_number(line))
        );
        assert!(!["1990 was dry", "Chapter 3", "of the river"].iter().any(|line| is_page_number(line)));
    }
}
