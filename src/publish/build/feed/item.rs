//! An entry of a feed: what both kinds say of an article.

use super::super::collection::Text;
use super::super::head::Common;
use super::super::markup::{escape, is_written};
use super::super::moment::rfc3339;
use crate::article::{Article, Block, text};
use crate::corpus::{Card, Place};

/// An entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Item {
    /// The absolute address of the article, which names it too.
    pub address: String,
    pub title: String,
    pub lang: String,
    /// RFC 3339 moments; what is not known of a date is its beginning.
    pub published: Option<String>,
    pub updated: Option<String>,
    pub authors: Vec<String>,
    pub tags: Vec<String>,
    pub summary: Option<String>,
    /// The absolute address of its picture.
    pub picture: Option<String>,
    /// The article in the few elements that every feed reader shows; absent where only its summary is told.
    pub html: Option<String>,
}

/// The entry of an article with its text.
pub(super) fn whole(common: &Common, article: &Article) -> Option<Item> {
    let item = entry(common, &Card::of(article), article.modified.as_deref())?;
    Some(Item { html: Some(article.body.iter().map(html).collect()), ..item })
}

/// The entry of an article without its text.
pub(super) fn brief(common: &Common, card: &Card, text: &Text) -> Option<Item> {
    entry(common, card, text.modified.as_deref())
}

fn entry(common: &Common, card: &Card, modified: Option<&str>) -> Option<Item> {
    let published = card.published.as_deref().and_then(rfc3339);
    let picture = card.picture.as_ref().and_then(|picture| common.absolute_file(&picture.src));
    Some(Item {
        address: common.absolute(&common.addressing.href(&Place::article(&card.id)))?,
        title: clean(&card.title),
        lang: clean(&card.lang),
        updated: modified.and_then(rfc3339).or_else(|| published.clone()),
        published,
        authors: named(&card.authors),
        tags: named(&card.tags),
        summary: card.deck.as_deref().map(clean),
        picture,
        html: None,
    })
}

/// A block in the few elements that every feed reader shows: headings, lists and paragraphs of its words.
fn html(block: &Block) -> String {
    match block {
        Block::Heading(heading) => format!("<h2>{}</h2>", escape(&text::plain(&heading.text))),
        Block::List(list) => {
            let items: String = list.items.iter().map(|item| format!("<li>{}</li>", escape(&text::blocks_words(item)))).collect();
            if list.ordered { format!("<ol>{items}</ol>") } else { format!("<ul>{items}</ul>") }
        }
        Block::Quote(quote) => format!("<blockquote>{}</blockquote>", quote.blocks.iter().map(html).collect::<String>()),
        Block::Code(code) => format!("<pre>{}</pre>", escape(&code.text)),
        Block::Rule => "<hr>".to_owned(),
        other => text::block_words(other).lines().map(|line| format!("<p>{}</p>", escape(line))).collect(),
    }
}

/// Names without those that say nothing.
fn named(names: &[String]) -> Vec<String> {
    names.iter().map(|name| clean(name)).filter(|name| !name.trim().is_empty()).collect()
}

/// Words without the characters that XML does not have.
pub(super) fn clean(words: &str) -> String {
    words.chars().filter(|c| is_written(*c)).collect()
}
