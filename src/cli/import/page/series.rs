//! Parts of a series, and articles of several pages.

use super::labels::is_mostly_links;
use crate::article::{Block, text};
use crate::cli::part_numbers::{OF_WORDS, PART_WORDS};
use dom_query::{Document, NodeRef};

/// The number of blocks at the beginning and at the end among which lines of a series are looked for.
const MAX_LEADING: usize = 4;
const MAX_TRAILING: usize = 6;

/// The maximum length of such a line, in characters.
const MAX_LINE_CHARS: usize = 120;

/// Words before a link to the part before or after, in lower case.
const NEIGHBOUR_WORDS: [&str; 26] = [
    "previous",
    "next",
    "previously",
    "vorheriger",
    "nächster",
    "zurück",
    "weiter",
    "précédent",
    "suivant",
    "anterior",
    "siguiente",
    "próximo",
    "precedente",
    "successivo",
    "vorige",
    "volgende",
    "forrige",
    "næste",
    "föregående",
    "nästa",
    "предыдущая",
    "следующая",
    "上一篇",
    "下一篇",
    "上一页",
    "下一页",
];

/// Removes lines that say which part of a series an article is, and lead to the other parts.
pub(super) fn remove_series_lines(body: &mut Vec<Block>) {
    let last = body.len().saturating_sub(MAX_TRAILING);
    let mut at = 0;
    body.retain(|block| {
        at += 1;
        !((at <= MAX_LEADING || at > last) && is_series_line(block))
    });
}

fn is_series_line(block: &Block) -> bool {
    if !matches!(block, Block::Paragraph(_)) && !is_mostly_links(block, 8) {
        return false;
    }
    let line = text::block_text(block).trim().to_lowercase();
    let is_short = line.chars().count() <= MAX_LINE_CHARS && !line.ends_with(['.', '。']);
    is_short && (counts_parts(&line) || (is_mostly_links(block, 6) && leads_to_neighbour(&line)))
}

/// True for `part 2 of 5 in our series`, `teil 2/5`, at the beginning of a line.
fn counts_parts(line: &str) -> bool {
    let spaced = line.replace('/', " / ");
    let words: Vec<&str> = spaced.split(|c: char| c.is_whitespace() || "():,–—-".contains(c)).filter(|word| !word.is_empty()).collect();
    let is_number = |word: &str| word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit());
    matches!(words[..], [part, number, of, all, ..] if PART_WORDS.contains(&part) && is_number(number) && OF_WORDS.contains(&of) && is_number(all))
}

/// True for a link to the part before or after: an arrow, or a word for it, and a colon.
fn leads_to_neighbour(line: &str) -> bool {
    let arrows = ['←', '→', '«', '»', '‹', '›', '⟵', '⟶', '◀', '▶'];
    let label = line.split([':', '：']).next().unwrap_or_default().trim_matches(|c: char| !c.is_alphanumeric());
    let first = label.split(' ').next().unwrap_or_default();
    line.starts_with(['←', '⟵', '◀', '‹'])
        || line.ends_with(['→', '⟶', '▶', '›'])
        || NEIGHBOUR_WORDS.contains(&label)
        || (NEIGHBOUR_WORDS.contains(&first) && (line.contains([':', '：']) || line.contains(arrows)))
}

/// The maximum length of the links to an article's other pages, in characters.
const MAX_PAGINATION_CHARS: usize = 80;

/// Why an article needs review of which the page at hand is one of several.
pub(super) fn find_missing_pages(document: &Document, canonical: Option<&str>) -> Option<String> {
    let lists = document.select("nav, div, ul, ol, p, section");
    let (current, pages) = lists.nodes().iter().find_map(|list| read_pagination(list, canonical))?;
    Some(format!("only page {current} of {pages} was saved"))
}

/// The current page and the number of pages, of links that count from 1 on and lead to the same article.
fn read_pagination(list: &NodeRef, canonical: Option<&str>) -> Option<(usize, usize)> {
    if !(2..=MAX_PAGINATION_CHARS).contains(&list.normalized_char_count()) {
        return None;
    }
    let number = |words: &str| words.trim().parse::<usize>().ok().filter(|number| (1..100).contains(number));
    let links: Vec<(usize, String)> = list
        .descendants_it()
        .filter(|node| node.has_name("a"))
        .filter_map(|link| Some((number(&link.text())?, link.attr("href")?.to_string())))
        .collect();
    let words = list.descendants_it().filter(|node| node.is_text()).filter_map(|node| number(&node.text()));
    let numbers: Vec<usize> = words.collect();
    let pages = *numbers.last()?;
    let counts = numbers.iter().copied().eq(1..=pages) && pages > 1;
    let current = (1..=pages).find(|page| !links.iter().any(|(number, _)| number == page))?;
    let is_article = links.iter().all(|(number, href)| is_page_address(href, *number, canonical));
    (counts && links.len() + 1 == pages && is_article).then_some((current, pages))
}

/// Whether an address is a page of the article: it has the page's number, and all of the article's own path. The first page needs none.
fn is_page_address(href: &str, number: usize, canonical: Option<&str>) -> bool {
    let path = |url: &str| {
        let address = url.split('#').next().unwrap_or_default();
        let local = address.split_once("://").and_then(|(_, rest)| rest.find('/').and_then(|at| rest.get(at..))).unwrap_or(address);
        local.trim_end_matches('/').trim_end_matches(".html").trim_end_matches(".htm").to_owned()
    };
    let Some(article) = canonical.map(path).filter(|path| path.len() > 1) else { return false };
    let base = article.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end_matches(['-', '_', '/', '=', '?']);
    let rest = path(href);
    let added = if href.starts_with('?') { Some(href) } else { rest.strip_prefix(base) };
    let is_numbered = |added: &str| added.split(|c: char| !c.is_ascii_digit()).any(|digits| digits == number.to_string());
    added.is_some_and(|added| added.len() <= 16 && !added.contains("comment") && (number == 1 || is_numbered(added)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Inline, Link, Text};

    fn link(words: &str) -> Block {
        Block::Paragraph(Text(vec![Inline::Link(Link { href: "/part".into(), text: words.into(), ..Link::default() })]))
    }

    #[test]
    fn lines_of_a_series_are_no_text() {
        let text = Block::paragraph("The canal was dug by men who were paid by the metre.");
        let mut body =
            vec![Block::paragraph("Part 2 of 5 in our series"), text.clone(), link("← Part 1: The spring"), link("Next: The weir")];
        remove_series_lines(&mut body);
        assert_eq!(body, [text]);
        let kept = [Block::paragraph("Part 2 of the law was read aloud"), Block::paragraph("Next: The weir"), link("The weir")];
        let mut body = kept.to_vec();
        remove_series_lines(&mut body);
        assert_eq!(body, kept);
    }

    #[test]
    fn an_article_of_several_pages_is_told_by_the_addresses_of_its_pages() {
        let pages = |html: &str| find_missing_pages(&Document::from(html), Some("https://example.org/canal.html"));
        assert_eq!(
            pages("<div><span>1</span> <a href='/canal-2.html'>2</a> <a href='/canal-3.html'>3</a> <a href='/canal-2.html'>Next</a></div>")
                .as_deref(),
            Some("only page 1 of 3 was saved")
        );
        assert_eq!(pages("<ul><li><a href='/canal.html'>1</a><li>2</ul>").as_deref(), Some("only page 2 of 2 was saved"));
        assert_eq!(pages("<div><span>1</span> <a href='/canal/comment-page-2'>2</a></div>"), None);
        assert_eq!(pages("<div><span>1</span> <a href='/news?page=2'>2</a></div>"), None);
    }
}
