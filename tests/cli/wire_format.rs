//! The files that the page reads: what they look like, to the byte.

use super::support::{Scratch, fixture};
use lectern::article::{Article, Capture};
use lectern::corpus::card::CardPack;
use lectern::corpus::pack::ArticlePack;
use lectern::corpus::{Column, Days, Facet, Manifest};
use std::fs;

/// Compares a file of the site with its golden one, or writes that anew.
fn check_file(scratch: &Scratch, path: &str, golden: &str) -> String {
    let text = scratch.read(&format!("site/corpus/{path}"));
    compare_with_golden(&text, golden);
    text
}

fn compare_with_golden(text: &str, golden: &str) {
    let file = fixture("golden").join(golden);
    if std::env::var_os("LECTERN_UPDATE").is_some() {
        fs::write(&file, text).unwrap();
    }
    let expected = fs::read_to_string(&file).unwrap_or_default();
    assert_eq!(text, expected, "{golden} differs: if the change is meant, run with LECTERN_UPDATE=1 and read the difference");
}

/// The manifest without what follows from how the index is laid out and weighed, which has tests of its own.
fn without_hashes(text: &str) -> String {
    let mut value: serde_json::Value = serde_json::from_str(text).unwrap();
    assert!(value["search"]["path"].as_str().unwrap().starts_with("search-"));
    value["search"]["path"] = "search-HASH.bin".into();
    assert!(value["files"]["path"].as_str().unwrap().starts_with("files-"));
    value["files"]["path"] = "files-HASH.json".into();
    value["edition"] = "EDITION".into();
    serde_json::to_string(&value).unwrap()
}

#[test]
fn wire_formats_match_the_golden_files() {
    let scratch = Scratch::new();
    scratch.build("site", &[]).assert_exit_code(0);
    let text = scratch.read("site/corpus/manifest.json");
    compare_with_golden(&without_hashes(&text), "manifest.json");
    let manifest: Manifest = serde_json::from_str(&text).unwrap();
    assert_eq!((manifest.count, manifest.lead.as_deref()), (3, Some("slow-boats")));
    let cards: CardPack = serde_json::from_str(&check_file(&scratch, &manifest.card_file(0).unwrap().path, "cards.json")).unwrap();
    assert_eq!(cards.cards.iter().map(|card| card.id.as_str()).collect::<Vec<_>>(), ["man-chuan", "slow-boats", "the-ledger"]);
    let column: Column =
        serde_json::from_str(&check_file(&scratch, &manifest.column_file(Facet::Tag).unwrap().path, "column-tag.json")).unwrap();
    assert_eq!(column.values[0].doc_ids().collect::<Vec<_>>(), [1, 2]);
    let ids: Vec<String> = serde_json::from_str(&check_file(&scratch, &manifest.ids.path, "ids.json")).unwrap();
    assert_eq!(ids.len(), 3);
    let days: Days = serde_json::from_str(&check_file(&scratch, &manifest.days.path, "days.json")).unwrap();
    assert_eq!(days.docs_in_range(None, None).count(), 3);
    let pack: ArticlePack = serde_json::from_str(&check_file(&scratch, &manifest.article_file(0).unwrap().path, "articles.json")).unwrap();
    let expected = Capture { at: Some("2024-05-09".to_owned()), ..Capture::default() };
    assert_eq!(pack.articles[0].capture, Some(expected), "a file name, digests and what was cut stay with the publisher");
}

#[test]
fn a_packed_article_equals_its_file() {
    let scratch = Scratch::new();
    scratch.build("site", &[]).assert_exit_code(0);
    let manifest: Manifest = serde_json::from_str(&scratch.read("site/corpus/manifest.json")).unwrap();
    let pack: ArticlePack =
        serde_json::from_str(&scratch.read(&format!("site/corpus/{}", manifest.article_file(0).unwrap().path))).unwrap();
    let file: Article = serde_json::from_str(&scratch.read("corpus/articles/slow-boats.json")).unwrap();
    assert_eq!(pack.articles[1], file);
}

#[test]
fn a_changed_text_changes_the_site_version() {
    let scratch = Scratch::new();
    let edition = || serde_json::from_str::<Manifest>(&scratch.read("site/corpus/manifest.json")).unwrap().edition;
    scratch.build("site", &[]).assert_exit_code(0);
    let before = edition();
    scratch.write(
        "corpus/articles/the-ledger.json",
        r#"{"id":"the-ledger","lang":"ar","title":"ت","published":"2013","body":[{"paragraph":["x"]}]}"#,
    );
    scratch.build("site", &[]).assert_exit_code(0);
    assert_ne!(before, edition());
}

/// A browser may have the manifest of an older edition in its cache when it shows a newer list.
#[test]
fn the_manifest_url_changes_with_the_rows() {
    let scratch = Scratch::new();
    let article = |title: &str, words: &str| {
        let json = serde_json::json!({ "id": "tide", "title": title, "published": "2013", "body": [{ "paragraph": [words] }] });
        scratch.write("corpus/articles/tide.json", &json.to_string());
        scratch.build("site", &[]).assert_exit_code(0);
        let page = scratch.read("site/index.html");
        page.split("corpus/manifest.json?").nth(1).unwrap().split('"').next().unwrap().to_owned()
    };
    let before = article("Tide", "In");
    assert_eq!(article("Tide", "By"), before, "another text of the same length stands in no row");
    assert_ne!(article("Ebb", "By"), before);
}
