//! A feed entry: the data that both formats carry about an article.

use super::content;
use crate::article::Article;
use crate::cli::build::collection::ArticleText;
use crate::cli::build::discovery::rfc3339::rfc3339;
use crate::cli::build::html::head::SiteContext;
use crate::cli::build::html::markup::is_xml_char;
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
pub(super) fn full_item(site_context: &SiteContext, article: &Article) -> Option<Item> {
    let item = item_from_card(site_context, &Card::from_article(article), article.modified.as_deref())?;
    let html = content::html(site_context, article, &item.address);
    Some(Item { html, ..item })
}

/// The entry of an article without its text.
pub(super) fn summary_item(site_context: &SiteContext, card: &Card, text: &ArticleText) -> Option<Item> {
    item_from_card(site_context, card, text.modified.as_deref())
}

fn item_from_card(site_context: &SiteContext, card: &Card, modified: Option<&str>) -> Option<Item> {
    let published = card.published.as_deref().and_then(rfc3339);
    let picture = card.picture.as_ref().and_then(|picture| site_context.absolute_file_url(&picture.src));
    Some(Item {
        address: site_context.absolute_url(&site_context.urls.href(&Route::article(&card.id)))?,
        title: strip_non_xml_chars(&card.title),
        lang: strip_non_xml_chars(&card.lang),
        updated: modified.and_then(rfc3339).or_else(|| published.clone()),
        published,
        authors: clean_names(&card.authors),
        tags: clean_names(&card.tags),
        summary: card.deck.as_deref().map(strip_non_xml_chars),
        picture,
        html: None,
    })
}

/// Removes names without visible characters.
fn clean_names(names: &[String]) -> Vec<String> {
    names.iter().map(|name| strip_non_xml_chars(name)).filter(|name| !name.trim().is_empty()).collect()
}

/// Removes characters that XML does not allow.
pub(super) fn strip_non_xml_chars(words: &str) -> String {
    words.chars().filter(|c| is_xml_char(*c)).collect()
}
