//! Marks what a page holds beside its article, before anything is extracted: other articles below it, boxes that scripts show on
//! occasion, and boxes that ask for consent before they load an embed.

use super::class_words::words_of_class;
use crate::cli::import::comparison_key::comparison_key;
use dom_query::{Document, NodeRef};

/// Attribute of an element that is no part of the article.
pub(super) const OTHER_CONTENT_ATTRIBUTE: &str = "data-lectern-other";

/// The maximum length of a box that asks for consent, in characters.
const MAX_CONSENT_CHARS: usize = 700;
/// The maximum length of what stands beside its words, as a label, in characters.
const MAX_CONSENT_LABEL_CHARS: usize = 120;
/// The number of ancestors of such words among which their box is looked for.
const MAX_BOX_DISTANCE: usize = 6;
/// The minimum length of a paragraph of a hidden box that is text, in characters.
const MIN_PARAGRAPH_CHARS: usize = 140;
/// The lengths of a link around blocks that is a teaser, in characters.
const MIN_TEASER_CHARS: usize = 20;
const MAX_TEASER_CHARS: usize = 400;
/// The maximum length of what stands beside such a link, in characters.
const MAX_TEASER_LINE_CHARS: usize = 40;

/// Words for privacy, for what is not of the page, and for consent: a box that asks for consent has one of each.
const PRIVACY_WORDS: [&str; 13] = [
    "privatsphäre",
    "datenschutz",
    "personenbezogen",
    "privacy",
    "personal data",
    "cookie",
    "données personnelles",
    "vie privée",
    "confidentialité",
    "datos personales",
    "privacidad",
    "dados pessoais",
    "persoonsgegevens",
];
const EXTERNAL_WORDS: [&str; 17] = [
    "extern",
    "drittanbieter",
    "drittplattform",
    "third part",
    "third-part",
    "tiers",
    "terceros",
    "terceiros",
    "derden",
    "youtube",
    "twitter",
    "instagram",
    "facebook",
    "vimeo",
    "spotify",
    "tiktok",
    "google maps",
];
const CONSENT_WORDS: [&str; 20] = [
    "einverstanden",
    "einverständnis",
    "einwillig",
    "zustimm",
    "erlaub",
    "freischalt",
    "aktivier",
    "consent",
    "accept",
    "agree",
    "allow",
    "permission",
    "accepter",
    "acceptez",
    "autoris",
    "acept",
    "autoriz",
    "permit",
    "toestemming",
    "akkoord",
];

/// Marks what is no part of the article of the headline `title`.
pub(super) fn mark_other_content(document: &Document, title: &str) {
    mark_other_articles(document, title);
    for node in document.select("div.hidden, section.hidden, aside.hidden").nodes() {
        if !holds_text(node) {
            mark(node);
        }
    }
    mark_teasers(document);
    mark_consent_boxes(document);
}

/// Whether an element stands in what is marked.
pub(super) fn is_other_content(node: &NodeRef) -> bool {
    node.has_attr(OTHER_CONTENT_ATTRIBUTE) || node.ancestors_it(None).any(|ancestor| ancestor.has_attr(OTHER_CONTENT_ATTRIBUTE))
}

fn mark(node: &NodeRef) {
    node.set_attr(OTHER_CONTENT_ATTRIBUTE, "");
}

/// Marks the articles behind the one of the headline, which pages load as one scrolls.
fn mark_other_articles(document: &Document, title: &str) {
    let title = comparison_key(title);
    let is_article = |node: &NodeRef| node.has_name("article");
    let headlines = document.select("article h1");
    let articles: Vec<(NodeRef, bool)> = headlines
        .nodes()
        .iter()
        .filter_map(|h1| Some((h1.ancestors_it(None).find(is_article)?, comparison_key(&h1.text()) == title)))
        .collect();
    let Some(own) = articles.iter().position(|(_, is_own)| *is_own) else { return };
    let Some((main, _)) = articles.get(own) else { return };
    for (node, _) in articles.iter().skip(own + 1) {
        let is_apart = |a: &NodeRef, b: &NodeRef| a.id != b.id && !a.ancestors_it(None).any(|ancestor| ancestor.id == b.id);
        if is_apart(node, main) && is_apart(main, node) {
            mark(node);
        }
    }
}

/// Whether an element holds the headline or a paragraph of text.
fn holds_text(node: &NodeRef) -> bool {
    let is_long = |n: &NodeRef| n.has_name("p") && n.normalized_char_count() >= MIN_PARAGRAPH_CHARS;
    node.descendants_it().any(|n| n.has_name("h1") || is_long(&n))
}

/// Marks links around blocks with words, which lead to other articles: text holds its links inside its blocks.
fn mark_teasers(document: &Document) {
    let is_block = |node: &NodeRef| ["div", "p", "h2", "h3", "h4", "h5"].iter().any(|name| node.has_name(name));
    let is_part = |node: &NodeRef| ["h1", "figcaption", "blockquote"].iter().any(|name| node.has_name(name));
    for link in document.select("a[href]").nodes() {
        let leads_away = link.attr("href").is_some_and(|href| !href.starts_with('#'));
        let holds_words = || link.descendants_it().any(|node| is_block(&node) && node.normalized_char_count() >= MIN_TEASER_CHARS);
        if leads_away
            && (MIN_TEASER_CHARS..=MAX_TEASER_CHARS).contains(&link.normalized_char_count())
            && holds_words()
            && !link.descendants_it().any(|node| is_part(&node))
        {
            mark(&teaser_box(link));
        }
    }
}

/// The outermost element around a teaser's link that holds hardly more, as its date.
fn teaser_box<'a>(link: &NodeRef<'a>) -> NodeRef<'a> {
    let chars = link.normalized_char_count();
    let is_part_of_page = |node: &NodeRef| ["article", "main", "body"].iter().any(|name| node.has_name(name));
    let around = link.ancestors_it(Some(MAX_BOX_DISTANCE));
    let boxes = around.take_while(|node| !is_part_of_page(node) && node.normalized_char_count() <= chars + MAX_TEASER_LINE_CHARS);
    boxes.last().unwrap_or(*link)
}

fn mark_consent_boxes(document: &Document) {
    let Some(body) = document.body() else { return };
    let names_privacy = |node: &NodeRef| node.is_text() && holds(&node.text().to_lowercase(), &PRIVACY_WORDS);
    let boxes: Vec<NodeRef> = body.descendants_it().filter(names_privacy).filter_map(|node| consent_box(&node)).collect();
    boxes.iter().for_each(mark);
}

/// The box around words on privacy that asks for consent, and the label above it.
fn consent_box<'a>(words: &NodeRef<'a>) -> Option<NodeRef<'a>> {
    let mut ancestors = words.ancestors_it(Some(MAX_BOX_DISTANCE)).filter(|node| is_container(node));
    let asking = ancestors.find(asks_for_consent)?;
    let chars = asking.normalized_char_count();
    let outer = ancestors.take_while(|node| node.normalized_char_count() <= chars + MAX_CONSENT_LABEL_CHARS);
    Some(outer.filter(|node| !node.has_name("article")).last().unwrap_or(asking))
}

fn is_container(node: &NodeRef) -> bool {
    ["div", "section", "aside", "figure", "form"].iter().any(|name| node.has_name(name))
}

/// Whether a small box with a control has words for privacy, for other sites and for consent.
fn asks_for_consent(node: &NodeRef) -> bool {
    let is_control = |inner: NodeRef| {
        ["button", "input", "label", "textarea"].iter().any(|name| inner.has_name(name))
            || words_of_class(&inner).iter().any(|word| matches!(word.as_str(), "button" | "btn" | "toggle" | "consent" | "placeholder"))
    };
    if node.normalized_char_count() > MAX_CONSENT_CHARS {
        return false;
    }
    let words = node.text().to_lowercase();
    let asks = holds(&words, &PRIVACY_WORDS) && holds(&words, &EXTERNAL_WORDS) && holds(&words, &CONSENT_WORDS);
    asks && (is_control(*node) || node.descendants_it().any(is_control) || node.parent().is_some_and(is_control))
}

fn holds(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(html: &str) -> Vec<String> {
        let page = Document::from(html);
        mark_other_content(&page, "The bridge");
        page.select(&format!("[{OTHER_CONTENT_ATTRIBUTE}]")).nodes().iter().map(|n| n.id_attr().unwrap_or_default().to_string()).collect()
    }

    #[test]
    fn articles_below_the_own_one_are_marked() {
        let html = "<article id=a><h1>The bridge</h1><article id=b><h1>A box</h1></article></article><article id=c><h1>The ferry</h1></article><article id=d><h2>A teaser</h2></article>";
        assert_eq!(marked(html), ["c"]);
        assert!(marked("<article id=a><h1>The quay</h1></article><article id=c><h1>The ferry</h1></article>").is_empty());
    }

    #[test]
    fn links_around_blocks_are_marked() {
        let html = "<div id=a><a href=b><div>How the bridge was built</div></a><time>1 May</time></div><p>A text on bridges: <i><a id=b href=b>The bridge was built in ten years</a></i></p>";
        assert_eq!(marked(html), ["a"]);
    }

    #[test]
    fn hidden_boxes_without_text_are_marked() {
        let text = format!("<p>{}</p>", "Words of a text. ".repeat(12));
        assert_eq!(marked(&format!("<div id=a class='box hidden'>Sign in to read on.</div><div id=b class=hidden>{text}</div>")), ["a"]);
    }

    #[test]
    fn boxes_that_ask_for_consent_are_marked() {
        let html = "<div><p>Text.</p><div id=a><p>Empfohlener Inhalt</p><div id=b><p>Wir respektieren deine Privatsphäre und laden ohne dein Einverständnis nichts von Drittanbietern.</p><button>Laden</button></div></div><p>A text goes on for a while before it comes to an end, and says more than a few words of the harbour, its walls and its ships.</p></div>";
        assert_eq!(marked(html), ["a"]);
        assert!(marked("<div id=a><p>The law on privacy asks third parties for consent.</p></div>").is_empty());
    }
}
