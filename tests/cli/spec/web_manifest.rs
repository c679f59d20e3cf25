//! The web application manifest, <https://www.w3.org/TR/appmanifest/>; what makes a site one that can be installed is what
//! Chromium asks for: a name, a start, a display of its own, icons of 192 and 512 pixels.

use super::{Objections, is_language};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use url::Url;

/// What is to be objected to in a manifest that stands at an address of a site whose address and files are given.
pub(in super::super) fn objections(text: &str, here: &str, site: &str, files: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let Ok(Value::Object(manifest)) = serde_json::from_str(text) else { return vec!["1: it is no JSON object".to_owned()] };
    let mut found = Objections::default();
    let here = Url::parse(here).unwrap();
    let string = |key: &str| manifest.get(key).and_then(Value::as_str).unwrap_or_default();
    found.require(!string("name").trim().is_empty() && !string("short_name").trim().is_empty(), "1.9, 1.10", "name or short_name is empty");
    let [start, scope, id] = ["start_url", "scope", "id"].map(|key| here.join(string(key)).map(|url| url.to_string()).unwrap_or_default());
    found.require(manifest.contains_key("start_url") && start.starts_with(&scope), "1.5", format!("{start} is not within {scope}"));
    found.require(scope == site, "1.4", format!("the scope is {scope}, not the site"));
    found.require(id.starts_with(here.origin().ascii_serialization().as_str()), "1.2", "the id is of another origin");
    found.require(["standalone", "minimal-ui", "fullscreen", "browser"].contains(&string("display")), "1.6", "display is not known");
    found.require(["ltr", "rtl", "auto"].contains(&string("dir")) && is_language(string("lang")), "1.7, 1.8", "dir or lang is not known");
    for key in ["theme_color", "background_color"].into_iter().filter(|key| manifest.contains_key(*key)) {
        let colour = string(key).strip_prefix('#').is_some_and(|digits| digits.len() == 6 && digits.chars().all(|c| c.is_ascii_hexdigit()));
        found.require(colour, "1.12", format!("{key} is no colour"));
    }
    let icons: Vec<&Map<String, Value>> =
        manifest.get("icons").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_object).collect();
    icons.iter().for_each(|icon| check_icon(icon, &here, site, files, &mut found));
    let has = |sizes: &str, purpose: &str| icons.iter().any(|icon| icon.get("sizes") == Some(&sizes.into()) && has_purpose(icon, purpose));
    found.require(has("192x192", "any") && has("512x512", "any"), "installable", "an icon of 192 or of 512 pixels is missing");
    found.require(icons.iter().any(|icon| has_purpose(icon, "maskable")), "2.3", "no icon can be cut into a shape");
    found.into_vec()
}

fn has_purpose(icon: &Map<String, Value>, purpose: &str) -> bool {
    icon.get("purpose").and_then(Value::as_str).unwrap_or("any").split(' ').any(|one| one == purpose)
}

fn check_icon(icon: &Map<String, Value>, here: &Url, site: &str, files: &BTreeMap<String, Vec<u8>>, found: &mut Objections) {
    let string = |key: &str| icon.get(key).and_then(Value::as_str).unwrap_or_default();
    let address = here.join(string("src")).map(|url| url.to_string()).unwrap_or_default();
    let Some(bytes) = address.strip_prefix(site).and_then(|path| files.get(path)) else {
        return found.require(false, "image resource, src", format!("{address} is no file of the site"));
    };
    let size = imagesize::blob_size(bytes).map(|size| format!("{}x{}", size.width, size.height)).unwrap_or_default();
    found.require(string("sizes") == size, "image resource, sizes", format!("{} says {}, and is {size}", string("src"), string("sizes")));
    let kind = imagesize::image_type(bytes).map(|kind| kind == imagesize::ImageType::Png).unwrap_or_default();
    found.require((string("type") == "image/png") == kind, "image resource, type", format!("{} is no {}", string("src"), string("type")));
    let known = string("purpose").split(' ').all(|one| ["", "any", "maskable", "monochrome"].contains(&one));
    found.require(known, "2.3", format!("{} has no known purpose", string("src")));
}

#[test]
fn broken_manifests_are_refused() {
    // The head of a picture is what its size is read from.
    let png = |side: u32| [&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..], &side.to_be_bytes(), &side.to_be_bytes(), &[8, 6, 0, 0, 0]].concat();
    let files = BTreeMap::from([("a.png".to_owned(), png(192)), ("b.png".to_owned(), png(512))]);
    let good = r##"{"id":"./","name":"N","short_name":"N","lang":"en","dir":"ltr","start_url":"./","scope":"./","display":"standalone",
        "theme_color":"#ffffff","icons":[{"src":"a.png","sizes":"192x192","type":"image/png","purpose":"any"},
        {"src":"b.png","sizes":"512x512","type":"image/png","purpose":"any maskable"}]}"##;
    let validate = |text: &str| objections(text, "https://x.example/r/site.webmanifest", "https://x.example/r/", &files);
    assert_eq!(validate(good), Vec::<String>::new());
    super::assert_changes_refused(
        validate,
        good,
        &[
            ("1:", "{\"id\"", "[\"id\""),
            ("name", "\"name\":\"N\"", "\"name\":\"\""),
            ("not within", "\"start_url\":\"./\"", "\"start_url\":\"/\""),
            ("the scope", "\"scope\":\"./\"", "\"scope\":\"/\""),
            ("display", "standalone", "alone"),
            ("lang", "\"en\"", "\"in English\""),
            ("colour", "#ffffff", "white!"),
            ("no file", "a.png", "c.png"),
            ("and is 512x512", "a.png", "b.png"),
            ("512 pixels is missing", "any maskable", "maskable"),
            ("cut into a shape", "any maskable", "any"),
            ("type", "image/png", "image/webp"),
        ],
    );
}
