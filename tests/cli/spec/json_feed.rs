//! JSON Feed 1.1, <https://www.jsonfeed.org/version/1.1/>. The clauses are its own headings.

use super::{Objections, is_address, is_language, is_media_type, rfc3339};
use serde_json::{Map, Value};
use std::collections::BTreeSet;

const FEED_KEYS: [&str; 14] = [
    "version",
    "title",
    "home_page_url",
    "feed_url",
    "description",
    "user_comment",
    "next_url",
    "icon",
    "favicon",
    "authors",
    "language",
    "expired",
    "hubs",
    "items",
];
const ITEM_KEYS: [&str; 15] = [
    "id",
    "url",
    "external_url",
    "title",
    "content_html",
    "content_text",
    "summary",
    "image",
    "banner_image",
    "date_published",
    "date_modified",
    "authors",
    "tags",
    "language",
    "attachments",
];

/// What is to be objected to in a feed that stands at an address.
pub(in super::super) fn objections(text: &str, here: &str) -> Vec<String> {
    let Ok(Value::Object(feed)) = serde_json::from_str(text) else { return vec!["Structure: it is no JSON object".to_owned()] };
    let mut found = Objections::default();
    check_keys(&feed, &FEED_KEYS, "Top-level", &mut found);
    found.require(feed.get("version") == Some(&"https://jsonfeed.org/version/1.1".into()), "Top-level", "version is not that of 1.1");
    found.require(string(&feed, "title").is_some_and(|title| !title.trim().is_empty()), "Top-level", "there is no title");
    found.require(string(&feed, "feed_url") == Some(here), "Top-level", format!("feed_url is not where it stands, {here}"));
    check_addresses(&feed, &["home_page_url", "feed_url", "next_url", "icon", "favicon"], "Top-level", &mut found);
    found.require(!feed.contains_key("next_url") || feed.get("next_url") != feed.get("feed_url"), "Top-level", "next_url is feed_url");
    found.require(feed.get("expired").is_none_or(Value::is_boolean), "Top-level", "expired is neither true nor false");
    check_strings(&feed, &["description", "user_comment"], "Top-level", &mut found);
    check_shared(&feed, "Top-level", &mut found);
    let Some(Value::Array(items)) = feed.get("items") else {
        found.require(false, "Top-level", "items is no array");
        return found.into_vec();
    };
    let mut ids = BTreeSet::new();
    for item in items {
        match item {
            Value::Object(item) => check_item(item, &mut ids, &mut found),
            _ => found.require(false, "Items", "an item is no object"),
        }
    }
    found.into_vec()
}

fn check_item<'a>(item: &'a Map<String, Value>, ids: &mut BTreeSet<&'a str>, found: &mut Objections) {
    check_keys(item, &ITEM_KEYS, "Items", found);
    match string(item, "id") {
        Some(id) => found.require(!id.is_empty() && ids.insert(id), "Items", format!("the id {id:?} is empty or there twice")),
        None => found.require(false, "Items", "an item has no id that is a string"),
    }
    let content = ["content_html", "content_text"].iter().any(|key| string(item, key).is_some());
    found.require(content, "Items", "an item has neither content_html nor content_text");
    check_strings(item, &["title", "content_html", "content_text", "summary"], "Items", found);
    let html = string(item, "title").is_some_and(|title| title.contains("</") || title.contains("&amp;"));
    found.require(!html, "Items", "a title is plain text, not HTML");
    check_addresses(item, &["url", "external_url", "image", "banner_image"], "Items", found);
    for key in ["date_published", "date_modified"].into_iter().filter(|key| item.contains_key(*key)) {
        found.require(
            string(item, key).is_some_and(rfc3339::is_rfc3339),
            "Items",
            format!("{key} is no moment of RFC 3339: {}", item[key]),
        );
    }
    let tags = item.get("tags").is_none_or(|tags| tags.as_array().is_some_and(|tags| tags.iter().all(Value::is_string)));
    found.require(tags, "Items", "tags is no array of strings");
    check_shared(item, "Items", found);
    for attachment in item.get("attachments").and_then(Value::as_array).into_iter().flatten() {
        let text = |key: &str| attachment[key].as_str().unwrap_or_default();
        found.require(is_address(text("url")) && is_media_type(text("mime_type")), "Attachments", "an attachment lacks url or mime_type");
    }
}

/// What feeds and items have alike: authors and a language.
fn check_shared(object: &Map<String, Value>, clause: &str, found: &mut Objections) {
    let author = |author: &Value| {
        let known = ["name", "url", "avatar"].iter().filter_map(|key| author.get(key));
        let known: Vec<&Value> = known.collect();
        !known.is_empty() && known.iter().all(|value| value.as_str().is_some_and(|text| !text.trim().is_empty()))
    };
    let authors = object.get("authors").is_none_or(|all| all.as_array().is_some_and(|all| all.iter().all(author)));
    found.require(authors, clause, "authors is no array of objects that say who");
    let language = object.get("language").is_none_or(|lang| lang.as_str().is_some_and(is_language));
    found.require(language, clause, "language is no tag of BCP 47");
}

fn string<'a>(object: &'a Map<String, Value>, key: &str) -> Option<&'a str> {
    object.get(key).and_then(Value::as_str)
}

fn check_strings(object: &Map<String, Value>, keys: &[&str], clause: &str, found: &mut Objections) {
    for key in keys.iter().filter(|key| object.contains_key(**key)) {
        found.require(string(object, key).is_some(), clause, format!("{key} is no string"));
    }
}

fn check_addresses(object: &Map<String, Value>, keys: &[&str], clause: &str, found: &mut Objections) {
    for key in keys.iter().filter(|key| object.contains_key(**key)) {
        found.require(string(object, key).is_some_and(is_address), clause, format!("{key} is no absolute address: {}", object[*key]));
    }
}

/// What is not of the format begins with `_`: Extensions.
fn check_keys(object: &Map<String, Value>, keys: &[&str], clause: &str, found: &mut Objections) {
    for key in object.keys().filter(|key| !key.starts_with('_')) {
        found.require(keys.contains(&key.as_str()), clause, format!("{key} is not known"));
    }
}

#[test]
fn broken_feeds_are_refused() {
    let good = r#"{"version":"https://jsonfeed.org/version/1.1","title":"T","feed_url":"https://x.example/feed.json","language":"en",
        "authors":[{"name":"A"}],"items":[{"id":"1","url":"https://x.example/1","content_text":"c","date_published":"2024-01-01T00:00:00Z"}]}"#;
    let validate = |text: &str| objections(text, "https://x.example/feed.json");
    assert_eq!(validate(good), Vec::<String>::new());
    super::assert_changes_refused(
        validate,
        good,
        &[
            ("Structure", "{\"version\"", "[\"version\""),
            ("version", "1.1", "1"),
            ("no title", "\"T\"", "\"\""),
            ("feed_url", "feed.json", "atom.json"),
            ("author is not known", "\"authors\":[{\"name\":\"A\"}]", "\"author\":{\"name\":\"A\"}"),
            ("authors", "{\"name\":\"A\"}", "\"A\""),
            ("language", "\"en\"", "\"the English language\""),
            ("items is no array", "\"items\":[", "\"items\":{}, \"_\":["),
            ("no id that is a string", "\"id\":\"1\"", "\"id\":1"),
            ("there twice", "\"items\":[", "\"items\":[{\"id\":\"1\",\"content_text\":\"\"},"),
            ("neither content_html", "\"content_text\":\"c\",", ""),
            ("url is no absolute address", "\"url\":\"https://x.example/1\"", "\"url\":\"/1\""),
            ("date_published", "2024-01-01T00:00:00Z", "2024-01-01"),
            ("RFC 3339", "2024-01-01T00:00:00Z", "2024-01-01 00:00:00Z"),
        ],
    );
}
