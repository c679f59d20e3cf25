//! A feed as JSON Feed 1.1, <https://www.jsonfeed.org/version/1.1/>.

use super::item::Item;
use crate::cli::command_error::CommandError;
use crate::corpus::Site;
use serde::Serialize;

#[derive(Serialize)]
struct JsonFeed<'a> {
    version: &'static str,
    title: &'a str,
    home_page_url: &'a str,
    feed_url: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    next_url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    language: &'a str,
    authors: Vec<Author<'a>>,
    /// Empty: the entries are written one by one.
    items: [(); 0],
}

#[derive(Serialize)]
struct Author<'a> {
    name: &'a str,
}

#[derive(Serialize)]
struct JsonItem<'a> {
    id: &'a str,
    url: &'a str,
    title: &'a str,
    language: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_modified: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<Author<'a>>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    tags: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_html: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_text: Option<&'a str>,
}

/// The metadata of a feed.
pub(super) struct FeedInfo<'a> {
    pub site: &'a Site,
    pub title: &'a str,
    /// The absolute address of the page of the feed.
    pub home_page_url: &'a str,
    /// The feed's own address.
    pub feed_url: &'a str,
    /// The address of the next part.
    pub next_url: Option<&'a str>,
}

/// Writes a feed of serialized entries.
///
/// # Errors
/// When it cannot be written as JSON.
pub(super) fn serialize_feed(info: &FeedInfo, entries: &[Vec<u8>]) -> Result<Vec<u8>, CommandError> {
    let mut json = serde_json::to_vec(&JsonFeed {
        version: "https://jsonfeed.org/version/1.1",
        title: info.title,
        home_page_url: info.home_page_url,
        feed_url: info.feed_url,
        next_url: info.next_url,
        description: info.site.description.as_deref(),
        language: info.site.language(),
        authors: vec![Author { name: &info.site.name }],
        items: [],
    })?;
    // The last bytes are the brackets around the entries, and the end of the object.
    json.truncate(json.len() - "]}".len());
    json.extend(entries.join(&b","[..]));
    json.extend(b"]}\n");
    Ok(json)
}

/// Writes an entry.
///
/// # Errors
/// When it cannot be written as JSON.
pub(super) fn serialize_item(item: &Item) -> Result<Vec<u8>, CommandError> {
    Ok(serde_json::to_vec(&json_item(item))?)
}

fn json_item(item: &Item) -> JsonItem<'_> {
    JsonItem {
        id: &item.address,
        url: &item.address,
        title: &item.title,
        language: &item.lang,
        date_published: item.published.as_deref(),
        date_modified: item.updated.as_deref().filter(|_| item.updated != item.published),
        authors: item.authors.iter().map(|name| Author { name }).collect(),
        tags: &item.tags,
        summary: item.summary.as_deref(),
        image: item.picture.as_deref(),
        content_html: item.html.as_deref(),
        // The specification requires one of the two: without the text, the summary.
        content_text: item.html.is_none().then(|| item.summary.as_deref().unwrap_or(&item.title)),
    }
}
