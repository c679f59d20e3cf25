//! A feed entry: the data that both formats carry about an article.

use super::super::collection::Text;
use super::super::head::SiteContext;
use super::super::markup::is_written;
use super::super::rfc3339::rfc3339;
use super::content;
use crate::article::Article;
use crate::corpus::{Card, Route};

/// A feed entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Item {
    /// The absolute address of the article, which is also its id.
    pub address: String,
    pub title: String,
    pub lang: String,
    /// RFC 3339 timestamps; unknown parts of a date take their first value.
    pub published: Option<String>,
    pub updated: Option<String>,
    pub authors: Vec<String>,
    pub tags: Vec<String>,
    pub summary: Option<String>,
    /// The absolute address of its picture.
    pub picture: Option<String>,
    /// The text of the article, see [`content`]; absent if only the summary is included.
    pub html: Option<String>,
}

/// The entry of an article with its text.
pub(super) fn whole(common: &SiteContext, article: &Article) -> Option<Item> {
    let item = entry(common, &Card::of(article), article.modified.as_deref())?;
    let html = content::html(common, article, &item.address);
    Some(Item { html: Some(html), ..item })
}

/// The entry of an article without its text.
pub(super) fn brief(common: &SiteContext, card: &Card, text: &Text) -> Option<Item> {
    entry(common, card, text.modified.as_deref())
}

fn entry(common: &SiteContext, card: &Card, modified: Option<&str>) -> Option<Item> {
    let published = card.published.as_deref().and_then(rfc3339);
    let picture = card.picture.as_ref().and_then(|picture| common.absolute_file(&picture.src));
    Some(Item {
        address: common.absolute(&common.addressing.href(&Route::article(&card.id)))?,
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

/// Removes names without visible characters.
fn named(names: &[String]) -> Vec<String> {
    names.iter().map(|name| clean(name)).filter(|name| !name.trim().is_empty()).collect()
}

/// Removes characters that XML does not allow.
pub(super) fn clean(words: &str) -> String {
    words.chars().filter(|c| is_written(*c)).collect()
}
