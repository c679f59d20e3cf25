//! Bylines: authors' names without the dates, addresses and buttons beside them.

use crate::cli::import::comparison_key::comparison_key;
use crate::cli::import::names;
use crate::cli::whitespace::collapse_whitespace;
use dom_query::{Document, NodeRef};

/// The authors: declared, else shown in a byline. `site` never counts as an author of its own pages.
pub(super) fn find_authors(document: &Document, declared: &[Vec<String>], site: Option<&str>) -> Vec<String> {
    let declared = declared.iter().map(|all| clean_names(all, site)).find(|names| !names.is_empty());
    declared.unwrap_or_else(|| shown_authors(document, site))
}

/// Selectors for bylines, most reliable first.
const BYLINE_SELECTORS: [&str; 9] = [
    "[itemprop='author'] [itemprop='name']",
    "[itemprop='author']",
    "[rel='author']",
    ".author-name, .author__name, .byline__name, .byline-name, .authorname",
    ".byline a, .byline, .article-byline, .c-byline",
    "a[href*='/author/'], a[href*='/authors/'], a[href*='/autor/'], a[href*='/auteur/']",
    ".author, .article-author, .post-author, .entry-author",
    "[class*='author-name'], [class*='authorName'], [class*='byline'], [class*='Byline']",
    "[class*='author'], [class*='Author'], [class*='autor']",
];

fn shown_authors(document: &Document, site: Option<&str>) -> Vec<String> {
    for place in BYLINE_SELECTORS {
        let found = document.select(place);
        let near = |n: &NodeRef| n.ancestors_it(Some(2)).last().map(|a| a.id);
        let mut nodes = found.nodes().iter().filter(|n| (2..120).contains(&n.normalized_char_count()));
        let Some(first) = nodes.next() else { continue };
        // Names elsewhere on the page belong to other articles.
        let others = nodes.filter(|n| near(n) == near(first)).take(6);
        let texts: Vec<String> = std::iter::once(first).chain(others).map(|n| collapse_whitespace(&n.text())).collect();
        let names = clean_names(&texts, site);
        if !names.is_empty() {
            return names;
        }
    }
    authors_in_text(document, site)
}

/// Finds a line with a byline's opening words.
fn authors_in_text(document: &Document, site: Option<&str>) -> Vec<String> {
    let nodes = document.select("p, div, span, td, h2, h3, h4, h5, font, strong, em, small, li");
    let short = nodes.nodes().iter().filter(|n| (4..70).contains(&n.normalized_char_count()));
    let lines = short.map(|n| collapse_whitespace(&n.text())).filter(|t| OPENINGS.iter().any(|o| t.starts_with(o)));
    lines.map(|line| clean_names(&[strip_opening(&line)], site)).find(|names| !names.is_empty()).unwrap_or_default()
}

/// Opening words of a byline without markup.
const OPENINGS: [&str; 14] =
    ["By ", "BY ", "Written by ", "Posted by ", "Von ", "Par ", "作者：", "作者:", "作者 ", "文/", "文／", "撰文：", "著者：", "记者 "];

#[expect(clippy::string_slice, reason = "every place is where a character begins or ends that was found in this text")]
fn strip_opening(line: &str) -> String {
    let opening = OPENINGS.iter().find(|o| line.starts_with(**o)).map_or(0, |o| o.len());
    // In Chinese, other fields follow on the same line.
    line[opening..].split(['　', '|', '｜']).next().unwrap_or_default().split(" 来源").next().unwrap_or_default().to_owned()
}

fn clean_names(all: &[String], site: Option<&str>) -> Vec<String> {
    let site = site.map(comparison_key).unwrap_or_default();
    let mut names: Vec<String> = Vec::new();
    for name in all.iter().flat_map(|text| names::split_names(&strip_label(text))).filter_map(|name| parse_name(&name)) {
        if comparison_key(&name) != site && !names.iter().any(|known| comparison_key(known) == comparison_key(&name)) {
            names.push(name);
        }
    }
    names
}

/// Labels before a name, in lower case.
const NAME_LABELS: [&str; 20] = [
    "written by",
    "posted by",
    "reported by",
    "story by",
    "words by",
    "by:",
    "by ",
    "author:",
    "von ",
    "par ",
    "por ",
    "da ",
    "di ",
    "door ",
    "av ",
    "af ",
    "autor:",
    "作者：",
    "作者:",
    "记者",
];

fn strip_label(text: &str) -> String {
    let text = collapse_whitespace(text);
    let label = NAME_LABELS.iter().find(|label| text.get(..label.len()).is_some_and(|start| start.to_lowercase() == **label));
    label.and_then(|label| text.get(label.len()..)).unwrap_or(&text).trim().to_owned()
}

/// A name without trailing text; `None` for a date, an address, a sentence or a placeholder.
fn parse_name(text: &str) -> Option<String> {
    let text = strip_label(text);
    // "Lovelace, Ada" is one name; text after a full name and a comma is dropped.
    let (first, behind) = text.split_once(',').unwrap_or((&text, ""));
    let is_inverted = !first.trim().contains(' ') && first.is_ascii() && (1..=3).contains(&behind.split_whitespace().count());
    let text = if is_inverted { text.as_str() } else { first };
    let name =
        text.split(['|', '(', '/', '•', '·', '—', '–', '（']).next()?.split(" - ").next()?.trim().trim_end_matches(['.', ':', '-']).trim();
    let words = name.split(' ').count();
    let is_address = name.contains("http") || name.contains('@') || name.contains("www.");
    let has_usual_length = (1..=6).contains(&words) && (2..=60).contains(&name.chars().count());
    let has_only_letters = name.chars().any(char::is_alphabetic) && !name.chars().any(|c| c.is_ascii_digit());
    let is_placeholder =
        ["admin", "editor", "staff", "author", "unknown", "guest", "null", "undefined"].contains(&name.to_lowercase().as_str());
    (has_usual_length && has_only_letters && !is_address && !is_placeholder).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_only_names() {
        let names = |texts: &[&str]| clean_names(&texts.iter().map(|t| t.to_string()).collect::<Vec<_>>(), Some("The Room"));
        assert_eq!(names(&["By Ada Lovelace and Grace Hopper"]), ["Ada Lovelace", "Grace Hopper"]);
        assert_eq!(names(&["Ada Lovelace / TNN / Updated: Oct 9, 2019"]), ["Ada Lovelace"]);
        assert_eq!(names(&["https://example.org/people/ada", "The Room", "admin"]), Vec::<String>::new());
        assert_eq!(names(&["作者：编辑部"]), ["编辑部"]);
    }
}
