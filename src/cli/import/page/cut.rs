//! The passages of a page that are not in its article.

use crate::article::{Article, Block, text};
use crate::cli::import::comparison_key::comparison_key;
use std::collections::HashSet;

/// The passages of `page`, the blocks of the whole page, that occur nowhere in the article.
pub(super) fn cut_passages(page: &[Block], article: &Article) -> Vec<String> {
    let (mut whole, mut parts) = (String::new(), HashSet::new());
    let fields = [Some(&article.title), article.deck.as_ref(), article.section.as_ref(), article.publisher.as_ref()];
    let mut take = |words: &str| {
        let words = comparison_key(words);
        whole.push_str(&words);
        whole.push(' ');
        parts.insert(words);
    };
    fields.into_iter().flatten().chain(&article.authors).chain(&article.tags).for_each(|words| take(words));
    text::for_each_run(&article.body, &mut take);
    let (mut cut, mut seen) = (Vec::new(), HashSet::new());
    text::for_each_run(page, &mut |words| {
        let plain = comparison_key(words);
        if !plain.is_empty() && !parts.contains(&plain) && !whole.contains(&plain) && seen.insert(plain) {
            cut.push(words.trim().to_owned());
        }
    });
    cut
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_text_outside_the_article_once_and_in_order() {
        let page = ["Menu", "The title", "A text.", "Menu", "Footer"].map(Block::paragraph);
        let article = Article { title: "The title".into(), body: vec![Block::paragraph("A text.")], ..Article::default() };
        assert_eq!(cut_passages(&page, &article), ["Menu", "Footer"]);
    }
}
