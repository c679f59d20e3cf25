//! What a page names for other programs: each link leads to a file of the site that is of the type it says.
//! HTML, section 4.6.7, "Link types"; OpenSearch, "Autodiscovery"; RSS Board and JSON Feed, "Discovery".

use super::{Objections, Published, is_media_type, xml};
use dom_query::Document;
use std::collections::BTreeMap;

/// What is to be objected to in the links of a page, by the texts of the files of the site.
pub(in super::super) fn objections(html: &str, site: &Published, texts: &BTreeMap<String, String>) -> Vec<String> {
    let mut found = Objections::default();
    let page = Document::from(html);
    for link in page.select("link[rel=alternate][type], link[rel=search], link[rel=manifest]").iter() {
        let [kind, title, href] = ["type", "title", "href"].map(|name| link.attr(name).unwrap_or_default().to_string());
        let rel = link.attr("rel").unwrap_or_default().to_string();
        let kind = if rel == "manifest" { "application/manifest+json".to_owned() } else { kind };
        found.require(is_media_type(&kind), "type", format!("{kind:?} is no media type"));
        found.require(rel == "manifest" || !title.trim().is_empty(), "title", format!("{href} has none, by which a person chooses"));
        match site.file_path(&href).and_then(|file| texts.get(&file)) {
            Some(text) => found.require(has_type(text, &kind), "type", format!("{href} is no {kind}")),
            None => found.require(false, "href", format!("{href} is no file of the site")),
        }
    }
    found.require(page.select("link[rel=alternate][type='application/atom+xml']").exists(), "feeds", "no Atom feed is named");
    found.require(page.select("link[rel=alternate][type='application/feed+json']").exists(), "feeds", "no JSON Feed is named");
    found.require(page.select("link[rel=search]").length() == 1, "search", "not one description of the search is named");
    found.require(page.select("link[rel=manifest]").length() == 1, "manifest", "not one manifest is named");
    found.into_vec()
}

/// True for a text that is what its type says.
fn has_type(text: &str, kind: &str) -> bool {
    let root = || xml::parse(text).map(|root| root.name).unwrap_or_default();
    let has = |key: &str| serde_json::from_str::<serde_json::Value>(text).is_ok_and(|value| value.get(key).is_some());
    match kind {
        "application/atom+xml" => root() == "feed",
        "application/opensearchdescription+xml" => root() == "OpenSearchDescription",
        "application/feed+json" => has("items"),
        "application/manifest+json" => has("start_url"),
        _ => false,
    }
}

#[test]
fn broken_links_are_refused() {
    let site = Published { url: "https://x.example/r/", files: Default::default() };
    let text = |name: &str, text: &str| (name.to_owned(), text.to_owned());
    let texts = BTreeMap::from([
        text("a.xml", "<feed/>"),
        text("f.json", "{\"items\":[]}"),
        text("o.xml", "<OpenSearchDescription/>"),
        text("m.json", "{\"start_url\":\"./\"}"),
    ]);
    let good = "<link rel=alternate type=application/atom+xml title=T href=/r/a.xml><link rel=alternate type=application/feed+json title=T href=/r/f.json>\
        <link rel=search type=application/opensearchdescription+xml title=T href=/r/o.xml><link rel=manifest href=/r/m.json>";
    let validate = |html: &str| objections(html, &site, &texts);
    assert_eq!(validate(good), Vec::<String>::new());
    super::assert_changes_refused(
        validate,
        good,
        &[
            ("no file", "/r/a.xml", "/a.xml"),
            ("is no application/atom+xml", "/r/a.xml", "/r/o.xml"),
            ("is no application/feed+json", "/r/f.json", "/r/m.json"),
            ("no JSON Feed", "application/feed+json", "application/json"),
            ("title", " title=T", ""),
            ("search", "rel=search", "rel=find"),
            ("manifest", "rel=manifest", "rel=menu"),
        ],
    );
}
