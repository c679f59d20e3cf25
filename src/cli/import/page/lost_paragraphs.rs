//! Puts back paragraphs of an article that the extractor has left out, as it does where a page divides its text into several boxes.

use super::doubt;
use super::extract::{insert_at, is_outside_article, position};
use super::other_content::is_other_content;
use crate::cli::import::comparison_key::comparison_key;
use dom_query::{Document, NodeRef};
use std::collections::HashMap;

/// A lost paragraph has to be like one of so many of the text.
const MIN_ALIKE_SHARE: usize = 2;
/// The number of longer paragraphs from which on something is lost.
const MIN_LOST: usize = 2;

/// Inserts into an article what is like its paragraphs and is missing: between them anything, around them what has their class. Returns
/// whether anything is.
pub(super) fn restore_lost_paragraphs(page: &Document, article: &Document) -> bool {
    let kept = kept_paragraphs(article);
    let (Some(first), Some(last)) = (kept.first(), kept.last()) else { return false };
    let text = article.body().map(|body| comparison_key(&body.text())).unwrap_or_default();
    let all = page.select("p");
    let mut alike: HashMap<String, usize> = HashMap::new();
    let is_kept = |p: &NodeRef| position(p).is_some_and(|at| kept.binary_search(&at).is_ok());
    all.nodes().iter().filter(|p| is_kept(p)).for_each(|p| *alike.entry(place(p)).or_default() += 1);
    let is_lost = |p: &&NodeRef| {
        position(p).is_some_and(|at| ((*first..*last).contains(&at) || has_class(p)) && kept.binary_search(&at).is_err())
            && alike.get(&place(p)).is_some_and(|count| *count * MIN_ALIKE_SHARE >= kept.len())
            && p.normalized_char_count() > 1
            && !text.contains(&comparison_key(&p.text()))
            && !is_other_content(p)
            && !is_outside_article(p, &kept)
    };
    let lost: Vec<&NodeRef> = all.nodes().iter().filter(is_lost).collect();
    let is_missed = lost.iter().filter(|p| doubt::is_text(p)).count() >= MIN_LOST;
    for (p, at) in lost.into_iter().filter_map(|p| Some((p, position(p)?))).filter(|_| is_missed) {
        insert_at(article, at, &p.html());
    }
    is_missed
}

/// The positions of an article's paragraphs, in order.
fn kept_paragraphs(article: &Document) -> Vec<usize> {
    let mut kept: Vec<usize> = article.select("p").nodes().iter().filter_map(position).collect();
    kept.sort_unstable();
    kept
}

/// Whether a paragraph, or what it stands in, has a class, by which it is told from others.
fn has_class(paragraph: &NodeRef) -> bool {
    let is_named = |node: &NodeRef| node.class().is_some_and(|class| !class.trim().is_empty());
    is_named(paragraph) || paragraph.parent().as_ref().is_some_and(is_named)
}

/// In what a paragraph stands: its class, and name and class of the element around it.
fn place(paragraph: &NodeRef) -> String {
    let class = |node: &NodeRef| node.class().unwrap_or_default().to_string();
    let parent = paragraph.parent();
    let around = parent.map(|parent| format!("{} {}", parent.node_name().unwrap_or_default(), class(&parent))).unwrap_or_default();
    format!("{}|{around}", class(paragraph))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::import::page::extract::prepare_page;

    #[test]
    fn lost_paragraphs_return_to_their_place() {
        let words =
            "is one that says at some length what the harbour was like before the wall was built, what came after it, and who paid for it.";
        let part = |numbers: &[usize]| {
            let paragraphs: String = numbers.iter().map(|n| format!("<p>Sentence {n} {words}</p>")).collect();
            format!("<div class=part>{paragraphs}</div>")
        };
        let html = format!("{}{}<aside>{}</aside>{}{}", part(&[1, 2]), part(&[3, 4]), part(&[9]), part(&[5, 6]), part(&[7, 8]));
        let page = Document::from(html);
        prepare_page(&page);
        let article = page.clone();
        let parts = article.select("div.part").nodes().to_vec();
        [1, 2, 4].iter().filter_map(|at| parts.get(*at)).for_each(NodeRef::remove_from_parent);
        assert!(restore_lost_paragraphs(&page, &article));
        let numbers: String = article.select("p").nodes().iter().filter_map(|p| p.text().chars().find(char::is_ascii_digit)).collect();
        assert_eq!(numbers, "12345678");
    }
}
