//! JSON Feed 1.1, <https://www.jsonfeed.org/version/1.1/>. The clauses are its own headings.

use super::{Objections, is_address, is_language, is_media_type, rfc3339};
use serde_json::{Map, Value};
use std::collections::BTreeSet;

const TOP: [&str; 14] = [
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
const ITEM: [&str; 15] = [
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
    known(&feed, &TOP, "Top-level", &mut found);
    found.unless(feed.get("version") == Some(&"https://jsonfeed.org/version/1.1".into()), "Top-level", "version is not that of 1.1");
    found.unless(words(&feed, "title").is_some_and(|title| !title.trim().is_empty()), "Top-level", "there is no title");
    found.unless(words(&feed, "feed_url") == Some(here), "Top-level", format!("feed_url is not where it stands, {here}"));
    addresses(&feed, &["home_page_url", "feed_url", "next_url", "icon", "favicon"], "Top-level", &mut found);
    found.unless(!feed.contains_key("next_url") || feed.get("next_url") != feed.get("feed_url"), "Top-level", "next_url is feed_url");
    found.unless(feed.get("expired").is_none_or(Value::is_boolean), "Top-level", "expired is neither true nor false");
    texts(&feed, &["description", "user_comment"], "Top-level", &mut found);
    shared(&feed, "Top-level", &mut found);
    let Some(Value::Array(items)) = feed.get("items") else {
        found.unless(false, "Top-level", "items is no array");
        return found.all();
    };
    let mut ids = BTreeSet::new();
    for item in items {
        match item {
            Value::Object(item) => of_item(item, &mut ids, &mut found),
            _ => found.unless(false, "Items", "an item is no object"),
        }
    }
    found.all()
}

fn of_item<'a>(item: &'a Map<String, Value>, ids: &mut BTreeSet<&'a str>, found: &mut Objections) {
    known(item, &ITEM, "Items", found);
    match words(item, "id") {
        Some(id) => found.unless(!id.is_empty() && ids.insert(id), "Items", format!("the id {id:?} is empty or there twice")),
        None => found.unless(false, "Items", "an item has no id that is a string"),
    }
    let content = ["content_html", "content_text"].iter().any(|key| words(item, key).is_some());
    found.unless(content, "Items", "an item has neither content_html nor content_text");
    texts(item, &["title", "content_html", "content_text", "summary"], "Items", found);
    let html = words(item, "title").is_some_and(|title| title.contains("</") || title.contains("&amp;"));
    found.unless(!html, "Items", "a title is plain text, not HTML");
    addresses(item, &["url", "external_url", "image", "banner_image"], "Items", found);
    for key in ["date_published", "date_modified"].into_iter().filter(|key| item.contains_key(*key)) {
        found.unless(words(item, key).is_some_and(rfc3339::is_rfc3339), "Items", format!("{key} is no moment of RFC 3339: {}", item[key]));
    }
    let tags = item.get("tags").is_none_or(|tags| tags.as_array().is_some_and(|tags| tags.iter().all(Value::is_string)));
    found.unless(tags, "Items", "tags is no array of strings");
    shared(item, "Items", found);
    for attachment in item.get("attachments").and_then(Value::as_array).into_iter().flatten() {
        let text = |key: &str| attachment[key].as_str().unwrap_or_default();
        found.unless(is_address(text("url")) && is_media_type(text("mime_type")), "Attachments", "an attachment lacks url or mime_type");
    }
}

/// What feeds and items have alike: authors and a language.
fn shared(of: &Map<String, Value>, clause: &str, found: &mut Objections) {
    let author = |author: &Value| {
        let known = ["name", "url", "avatar"].iter().filter_map(|key| author.get(key));
        let known: Vec<&Value> = known.collect();
        !known.is_empty() && known.iter().all(|value| value.as_str().is_some_and(|text| !text.trim().is_empty()))
    };
    let authors = of.get("authors").is_none_or(|all| all.as_array().is_some_and(|all| all.iter().all(author)));
    found.unless(authors, clause, "authors is no array of objects that say who");
    let language = of.get("language").is_none_or(|lang| lang.as_str().is_some_and(is_language));
    found.unless(language, clause, "language is no tag of BCP 47");
}

fn words<'a>(of: &'a Map<String, Value>, key: &str) -> Option<&'a str> {
    of.get(key).and_then(Value::as_str)
}

fn texts(of: &Map<String, Value>, keys: &[&str], clause: &str, found: &mut Objections) {
    for key in keys.iter().filter(|key| of.contains_key(**key)) {
        found.unless(words(of, key).is_some(), clause, format!("{key} is no string"));
    }
}

fn addresses(of: &Map<String, Value>, keys: &[&str], clause: &str, found: &mut Objections) {
    for key in keys.iter().filter(|key| of.contains_key(**key)) {
        found.unless(words(of, key).is_some_and(is_address), clause, format!("{key} is no absolute address: {}", of[*key]));
    }
}

/// What is not of the format begins with `_`: Extensions.
fn known(of: &Map<String, Value>, keys: &[&str], clause: &str, found: &mut Objections) {
    for key in of.keys().filter(|key| !key.starts_with('_')) {
        found.unless(keys.contains(&key.as_str()), clause, format!("{key} is not known"));
    }
}

#[test]
fn broken_feeds_are_refused() {
    let good = r#"{"version":"https://jsonfeed.org/version/1.1","title":"T","feed_url":"https://x.example/feed.json","language":"en",
        "authors":[{"name":"A"}],"items":[{"id":"1","url":"https://x.example/1","content_text":"c","date_published":"2024-01-01T00:00:00Z"}]}"#;
    let validate = |text: &str| objections(text, "https://x.example/feed.json");
    assert_eq!(validate(good), Vec::<String>::new());
    super::refuses_changed(
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
