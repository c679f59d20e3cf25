//! Reads JSON Feed 1 and 1.1 (jsonfeed.org).

use super::feed_item::{FeedMedia, FeedMediaKind, ParsedFeed, ParsedItem, find_origins, licence_in, media_kind};
use super::feed_text::FeedText;
use crate::cli::import::json_repair::repair_json;
use crate::cli::import::names::person_names;
use crate::cli::import::values;
use crate::cli::whitespace::collapse_whitespace;
use serde_json::{Map, Value};

type Fields = Map<String, Value>;

/// The fields of an article with the keys that may hold them.
const FIELDS: [(&str, &[&str]); 8] = [
    ("title", &["title"]),
    ("body", &["content_html", "content_text"]),
    ("deck", &["summary"]),
    ("authors", &["authors", "author"]),
    ("published", &["date_published", "date_modified"]),
    ("modified", &["date_modified"]),
    ("tags", &["tags"]),
    ("canonical", &["url", "external_url"]),
];

/// Reads a JSON Feed; of one that ends too early, the items that are whole. `None` if it is none.
pub(super) fn read_json_feed(text: &str) -> Option<ParsedFeed> {
    let text = text.trim_start_matches(|c: char| c == '\u{feff}' || c.is_whitespace());
    let parse = |text: &str| serde_json::from_str::<Fields>(text).ok();
    let whole = parse(text).or_else(|| parse(&repair_json(text).0));
    let is_truncated = whole.is_none();
    let feed = whole.or_else(|| whole_items(&repair_json(text).0))?;
    let items = feed.get("items").and_then(Value::as_array).filter(|_| is_json_feed(&feed))?;
    Some(ParsedFeed {
        title: line(&feed, "title"),
        items: items.iter().filter_map(Value::as_object).map(|item| read_item(item, &feed)).collect(),
        is_truncated,
    })
}

/// Whether an object is a feed: it says so, or it has a version and items with texts as only feeds have them.
fn is_json_feed(feed: &Fields) -> bool {
    let version = feed.get("version").map(values::value_text).unwrap_or_default();
    let is_item = |item: &Value| ["content_html", "content_text", "date_published"].iter().any(|key| item.get(key).is_some());
    let has_items = || feed.get("items").and_then(Value::as_array).is_some_and(|items| items.iter().any(is_item));
    version.contains("jsonfeed.org/version") || (version.starts_with('1') && has_items())
}

/// The fields before the items of a feed, and the items that are whole.
fn whole_items(text: &str) -> Option<Fields> {
    let at = text.find("\"items\"")?;
    let (before, rest) = text.split_at_checked(at)?;
    let head = format!("{}}}", before.trim_end().trim_end_matches(','));
    let mut rest = rest.split_once('[')?.1;
    let mut items = Vec::new();
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
        let mut values = serde_json::Deserializer::from_str(rest).into_iter::<Value>();
        let Some(Ok(item @ Value::Object(_))) = values.next() else { break };
        let end = values.byte_offset();
        items.push(item);
        rest = rest.get(end..).unwrap_or_default();
    }
    let mut feed = serde_json::from_str::<Fields>(&head).ok()?;
    feed.insert("items".to_owned(), Value::Array(items));
    Some(feed)
}

fn read_item(item: &Fields, feed: &Fields) -> ParsedItem {
    let own_tags = item.get("tags").and_then(|tags| values::names_in(tags, |tag| vec![tag.to_owned()])).unwrap_or_default();
    ParsedItem {
        id: item.get("id").and_then(values::id_text),
        link: line(item, "url").or_else(|| line(item, "external_url")),
        title: line(item, "title"),
        content: read_content(item),
        summary: line(item, "summary").map(|words| FeedText::new(&words, false)),
        authors: Some(read_authors(item)).filter(|names| !names.is_empty()).unwrap_or_else(|| read_authors(feed)),
        published: line(item, "date_published").or_else(|| line(item, "date_modified")),
        modified: line(item, "date_modified"),
        tags: own_tags.iter().map(|tag| collapse_whitespace(tag)).filter(|tag| !tag.is_empty()).collect(),
        lang: line(item, "language").or_else(|| line(feed, "language")),
        licence: [item, feed]
            .iter()
            .find_map(|fields| ["license", "rights", "_license"].iter().find_map(|key| licence_in(&line(fields, key)?))),
        source: None,
        media: read_media(item),
        origins: find_origins(&FIELDS, |key| item.contains_key(key)),
        raw: Value::Object(item.clone()).to_string(),
        is_truncated: false,
    }
}

/// A string or a number in one line.
fn line(fields: &Fields, key: &str) -> Option<String> {
    let words = fields.get(key).and_then(values::scalar_text)?;
    Some(collapse_whitespace(&words)).filter(|words| !words.is_empty())
}

fn read_content(item: &Fields) -> Option<FeedText> {
    let text = |key: &str, is_html| item.get(key).and_then(Value::as_str).map(|words| FeedText::new(words, is_html));
    text("content_html", true).filter(|text| !text.is_empty()).or_else(|| text("content_text", false)).filter(|text| !text.is_empty())
}

/// The names in `authors`, or in the `author` of version 1.
fn read_authors(fields: &Fields) -> Vec<String> {
    let people = ["authors", "author"].iter().filter_map(|key| fields.get(*key));
    let names = people.map(|value| values::names_in(value, person_names).unwrap_or_default());
    // One object may name several persons.
    let names = names.map(|names| names.iter().flat_map(|name| person_names(name)).collect::<Vec<_>>());
    names.into_iter().find(|names| !names.is_empty()).unwrap_or_default()
}

/// The pictures of an item, and its attachments.
fn read_media(item: &Fields) -> Vec<FeedMedia> {
    let picture = ["image", "banner_image"].iter().find_map(|key| line(item, key));
    let attachments = item.get("attachments").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_object);
    let attached = attachments.filter_map(|attachment| {
        let url = line(attachment, "url")?;
        let kind = media_kind(line(attachment, "mime_type").as_deref(), &url);
        Some(FeedMedia { title: line(attachment, "title"), ..FeedMedia::new(kind, &url) })
    });
    picture.map(|url| FeedMedia::new(FeedMediaKind::Picture, &url)).into_iter().chain(attached).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FEED: &str = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "Harbour", "language": "en", "authors": [{"name": "Ada Norrland"}], "items": [
        {"id": 7, "url": "https://example.org/7", "title": "One", "content_html": "<p>Words</p>", "summary": "S", "tags": ["a", "b"], "image": "https://example.org/i.jpg",
         "date_published": "2024-07-01T10:00:00+02:00", "attachments": [{"url": "https://example.org/a.mp3", "mime_type": "audio/mpeg", "title": "Talk"}]},
        {"id": "8", "external_url": "https://example.com/8", "content_text": "Plain & <simple>", "author": {"name": "Jun Sato and Mary Shaw", "url": "x"}}]}"#;

    #[test]
    fn reads_items_with_what_they_inherit() {
        let feed = read_json_feed(FEED).unwrap();
        let [one, two] = feed.items.as_slice() else { panic!("{feed:?}") };
        assert_eq!(
            (feed.title.as_deref(), one.id.as_deref(), one.authors.as_slice()),
            (Some("Harbour"), Some("7"), &["Ada Norrland".to_owned()][..])
        );
        assert_eq!((one.media.len(), one.media[1].kind, one.lang.as_deref()), (2, FeedMediaKind::Audio, Some("en")));
        assert_eq!(
            (two.authors.as_slice(), two.link.as_deref()),
            (&["Jun Sato".to_owned(), "Mary Shaw".to_owned()][..], Some("https://example.com/8"))
        );
        assert_eq!(two.content, Some(FeedText::new("Plain & <simple>", false)));
    }

    #[test]
    fn a_truncated_feed_gives_its_whole_items() {
        let cut = FEED.split_once("\"external_url\"").unwrap().0;
        let feed = read_json_feed(cut).unwrap();
        assert_eq!((feed.items.len(), feed.is_truncated, feed.title.as_deref()), (1, true, Some("Harbour")));
    }

    #[test]
    fn other_json_is_no_feed() {
        assert!(read_json_feed(r#"{"version": "1.0", "items": [{"text": "x"}]}"#).is_none());
        assert!(read_json_feed(r#"{"format": 1, "title": "T", "body": []}"#).is_none());
        assert!(read_json_feed(r#"{"version": "1.0", "items": [{"id": "1", "content_text": "x"}]}"#).is_some());
    }
}
