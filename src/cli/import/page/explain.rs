//! Says why the passages that are not in a page's article were cut.

use super::reader::ReadPage;
use super::{extract, labels};
use crate::article::Article;
use crate::cli::import::comparison_key::comparison_key;
use crate::cli::import::explanation::Explanation;
use dom_query::{Document, NodeRef};
use std::collections::HashMap;

/// Elements that hold no part of an article, and their names in messages.
const OTHER_PARTS: [(&str, &str); 7] = [
    ("nav", "in the page's navigation"),
    ("footer", "in a footer"),
    ("aside", "in an aside"),
    ("form", "in a form"),
    ("button", "in a button"),
    ("noscript", "for browsers without scripts"),
    ("dialog", "in a dialog"),
];

/// Explains a page's article.
pub(super) fn explain(page: &ReadPage, from: &str) -> (Explanation, Article) {
    let article = &page.imported.article;
    let (all, kept) = (page.paragraphs.count(), page.paragraphs.count_kept(&article.body));
    let mut explanation = Explanation::new(from, article, |field| match (field, page.origins.get(field)) {
        ("title", None) => "the first words of the text".to_owned(),
        ("lang", None) => "the words of the text".to_owned(),
        ("confidence", _) => format!("{kept} of {all} longer paragraphs of the page, the share of sentences, and missing fields"),
        ("body", Some(origin)) => format!("{origin}; it has {kept} of the page's {all} longer paragraphs"),
        (_, origin) => origin.unwrap_or_default().to_owned(),
    });
    let elements = elements_by_text(&page.document);
    for passage in article.capture.iter().flat_map(|capture| &capture.cut) {
        explanation.add_cut(&cut_reason(passage, &elements), passage);
    }
    (explanation, article.clone())
}

/// The innermost element of each text.
fn elements_by_text(document: &Document) -> HashMap<String, NodeRef<'_>> {
    let mut elements = HashMap::new();
    for node in document.root().descendants_it().filter(|node| node.is_element()) {
        elements.insert(comparison_key(&node.text()), node);
    }
    elements
}

fn cut_reason(passage: &str, elements: &HashMap<String, NodeRef>) -> String {
    if labels::is_label_text(passage) {
        return "a label of advertisements or buttons".to_owned();
    }
    let Some(element) = elements.get(&comparison_key(passage)) else { return OTHER_REASON.to_owned() };
    let around: Vec<NodeRef> = std::iter::once(*element).chain(element.ancestors_it(None)).collect();
    let part =
        || around.iter().find_map(|node| OTHER_PARTS.iter().find(|(name, _)| node.has_name(name)).map(|(_, reason)| (*reason).to_owned()));
    let named = || around.iter().find_map(extract::boilerplate_word).map(|word| format!("in a box named \"{word}\""));
    let linked = || around.iter().take(3).any(|node| node.has_name("a")).then(|| "a link to another page".to_owned());
    named().or_else(part).or_else(linked).unwrap_or_else(|| OTHER_REASON.to_owned())
}

/// The reason of what no rule names.
const OTHER_REASON: &str = "outside what the extractor took for the article";

#[cfg(test)]
mod tests {
    use super::super::reader::read_page;
    use super::explain;

    #[test]
    fn fields_name_their_origin_and_cuts_their_reason() {
        let sentence = "<p>The ferry crossed the strait four times a day, in summer five times, until the bridge was opened and its owners sold it to the islands in the north.</p>";
        let html = format!(
            "<html lang=en><head><title>The ferry | The Room</title><meta property=article:published_time content=2024-07-01>
            <script type='application/ld+json'>{{\"@type\":\"NewsArticle\",\"headline\":\"The ferry\",\"author\":{{\"name\":\"Ada Norrland\"}}}}</script></head>
            <body><nav><p>Shops and hotels</p></nav><article><h1>The ferry</h1>{}<div class=newsletter-box><p>Letters every Monday.</p></div>{}<p>Advertisement</p></article>
            <footer><p>All rights reserved.</p></footer></body></html>",
            sentence.repeat(3),
            sentence.replace("ferry", "boat").repeat(2)
        );
        let text = explain(&read_page(&html, None, "a.html", "en").unwrap(), "a.html").0.to_string();
        for line in [
            "The ferry\n              from the page's `h1`",
            "Ada Norrland\n              from JSON-LD author",
            "2024-07-01\n              from `meta` article:published_time",
            "en\n              from the page's `html` element",
            "from the extractor; it has 5 of the page's 5 longer paragraphs",
            "in the page's navigation: 1\n      Shops and hotels",
            "in a box named \"newsletter\": 1\n      Letters every Monday.",
            "a label of advertisements or buttons: 1\n      Advertisement",
            "in a footer: 1\n      All rights reserved.",
        ] {
            assert!(text.contains(line), "{line}\n--\n{text}");
        }
    }
}
