//! JSON-LD of schema.org in a page: what Google's Article asks for, <https://developers.google.com/search/docs/appearance/structured-data/article>.

use super::{Objections, Published, is_address, is_language, rfc3339};
use dom_query::Document;
use serde_json::Value;

/// What is to be objected to in what a page says of itself, and how many of it are articles.
pub(in super::super) fn objections(html: &str, site: &Published) -> (Vec<String>, usize) {
    let page = Document::from(html);
    let (mut found, mut articles) = (Objections::default(), 0);
    for script in page.select("script[type='application/ld+json']").iter() {
        let Ok(data) = serde_json::from_str::<Value>(&script.text()) else {
            found.require(false, "JSON-LD 2", "it is no JSON");
            continue;
        };
        found.require(data["@context"] == "https://schema.org", "JSON-LD 3.1", "the context is not schema.org");
        match data["@type"].as_str().unwrap_or_default() {
            "Article" | "NewsArticle" | "BlogPosting" => {
                articles += 1;
                check_article(&data, site, &mut found);
                let canonical = page.select("link[rel=canonical]").attr("href").unwrap_or_default();
                found.require(data["url"] == *canonical, "url", format!("{} is not the canonical address", data["url"]));
            }
            "WebSite" => {
                found.require(is_filled(&data["name"]) && data["url"].as_str().is_some_and(is_address), "WebSite", "it has no name or url")
            }
            other => found.require(false, "@type", format!("{other} is not expected")),
        }
        check_no_empty_fields(&data, &mut found);
    }
    (found.into_vec(), articles)
}

fn check_article(data: &Value, site: &Published, found: &mut Objections) {
    found.require(is_filled(&data["headline"]), "headline", "there is none");
    for key in ["datePublished", "dateModified"] {
        let date = &data[key];
        found.require(date.is_null() || date.as_str().is_some_and(rfc3339::is_w3c), key, format!("{date} is no date of ISO 8601"));
    }
    if let Some(image) = data.get("image") {
        found.require(
            image.as_str().is_some_and(|image| is_address(image) && site.has_file(image)),
            "image",
            format!("{image} is no file of the site"),
        );
    }
    for author in data["author"].as_array().into_iter().flatten() {
        let kind = ["Person", "Organization"].iter().any(|kind| author["@type"] == *kind);
        found.require(kind && is_filled(&author["name"]), "author", format!("{author} has no type or name"));
    }
    found.require(is_filled(&data["publisher"]["name"]), "publisher", "it has no name");
    found.require(data["inLanguage"].as_str().is_some_and(is_language), "inLanguage", "it is no language tag");
}

fn is_filled(value: &Value) -> bool {
    value.as_str().is_some_and(|text| !text.trim().is_empty())
}

/// A field that says nothing is left out.
fn check_no_empty_fields(value: &Value, found: &mut Objections) {
    for (key, value) in value.as_object().into_iter().flatten() {
        let nothing = value.is_null() || value == "" || value.as_array().is_some_and(Vec::is_empty);
        found.require(!nothing, key, "it says nothing");
    }
}

#[test]
fn broken_data_is_refused() {
    let site = Published { url: "https://x.example/", files: ["a.png"].into() };
    let good = r#"<!doctype html><link rel=canonical href="https://x.example/1/"><script type="application/ld+json">{"@context":"https://schema.org",
        "@type":"Article","headline":"H","datePublished":"2024","image":"https://x.example/a.png","author":[{"@type":"Person","name":"A"}],
        "publisher":{"name":"P"},"inLanguage":"en","url":"https://x.example/1/"}</script>"#;
    let validate = |html: &str| objections(html, &site).0;
    assert_eq!(objections(good, &site), (Vec::new(), 1));
    super::assert_changes_refused(
        validate,
        good,
        &[
            ("no JSON", "{\"@context\"", "{@context"),
            ("context", "https://schema.org", "schema.org"),
            ("headline", "\"H\"", "\" \""),
            ("datePublished", "\"2024\"", "\"May 2024\""),
            ("image", "https://x.example/a.png", "/a.png"),
            ("image", "a.png", "b.png"),
            ("author", "{\"@type\":\"Person\",", "{"),
            ("author", "[{\"@type\":\"Person\",\"name\":\"A\"}]", "[]"),
            ("publisher", "\"P\"", "\"\""),
            ("inLanguage", "\"en\"", "\"in English\""),
            ("canonical", "\"url\":\"https://x.example/1/\"", "\"url\":\"https://x.example/2/\""),
            ("not expected", "\"Article\"", "\"Thing\""),
        ],
    );
}
