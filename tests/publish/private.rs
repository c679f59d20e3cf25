//! What is not meant for readers stays with the publisher: in no form of the site, and no longer there once it is built again.

use super::support::Scratch;
use serde_json::{Value, json};
use std::fs;

/// Words that stand where readers never look.
const PRIVATE: [&str; 9] = ["zebra", "mango", "papaya", "guava", "diary-of-ann", "lychee", "T21:14", "quince", "medlar"];

/// An article with everything in it that its publisher keeps.
fn article(id: &str) -> Value {
    json!({
        "id": id, "lang": "en", "title": "The weir", "published": "2015-03-04", "informant": "zebra, +44 7700 900000",
        "review": "mango?", "confidence": 0.25, "versions": [{"lang": "zh", "id": "man-chuan", "who": "guava"}],
        "capture": {"from": "diary-of-ann/weir.html", "at": "2024-07-02T21:14:05Z", "sha256": "lychee", "written": "lychee", "cut": ["papaya"]},
        "body": [{"paragraph": ["Water falls over the weir."]}, {"figure": {"caption": ["A weir"], "by": "quince"}}, {"note-to-self": {"size": 3, "medlar": 1}}],
    })
}

fn put(scratch: &Scratch, article: &Value) {
    scratch.write(&format!("corpus/articles/{}.json", article["id"].as_str().unwrap()), &article.to_string());
}

/// Where any of these words stand in the files of a folder.
fn places(scratch: &Scratch, folder: &str, words: &[&str]) -> Vec<String> {
    let holds = |bytes: &[u8], word: &str| bytes.windows(word.len()).any(|window| window == word.as_bytes());
    let files = scratch.files(folder);
    words
        .iter()
        .flat_map(|word| files.iter().filter(|(_, bytes)| holds(bytes, word)).map(move |(path, _)| format!("{word} in {path}")))
        .collect()
}

fn set(scratch: &Scratch, key: &str, value: Value) {
    let mut site: Value = serde_json::from_str(&scratch.read("corpus/site.json")).unwrap();
    site[key] = value;
    scratch.write("corpus/site.json", &site.to_string());
}

/// A JPEG, and the same with everything that a telephone writes into it, turned on its side.
fn photographs() -> (Vec<u8>, Vec<u8>) {
    let segment = |marker: u8, contents: &[u8]| [&[0xff, marker][..], &(contents.len() as u16 + 2).to_be_bytes(), contents].concat();
    let exif = |more: &[u8]| {
        let count = if more.is_empty() { 1 } else { 2 };
        let up = b"\x12\x01\x03\0\x01\0\0\0\x06\0\0\0";
        [b"Exif\0\0II*\0\x08\0\0\0", &[count, 0][..], more, up, b"\0\0\0\0"].concat()
    };
    let make = b"\x0f\x01\x02\0\x04\0\0\0Ann\0";
    let frame = b"\x08\0\x04\0\x04\x01\x01\x11\0";
    let picture =
        [segment(0xdb, &[1; 65]), segment(0xc0, frame), segment(0xda, b"\x01\x01\0\0\x3f\0"), b"\x01\x02\xff\xd9".to_vec()].concat();
    let plain = [&[0xff, 0xd8][..], &segment(0xe1, &exif(b"")), &picture].concat();
    let told = [&[0xff, 0xd8][..], &segment(0xe1, &exif(make)), &segment(0xfe, b"by Ann"), &picture, b"a film"].concat();
    (plain, told)
}

#[test]
fn nothing_of_it_is_published_in_any_form() {
    let scratch = Scratch::new();
    put(&scratch, &article("weir"));
    set(&scratch, "editor", json!("zebra"));
    scratch.build("site", &[]).exits(0);
    assert_eq!(places(&scratch, "site", &PRIVATE), Vec::<String>::new());
    assert!(scratch.read("site/article/weir/index.html").contains("Water falls"));
    let said = scratch.run(&["check", "--site", "site"]).exits(0);
    assert!(said.out.is_empty() && said.err.contains("no private data found"), "{}", said.err);
    scratch.build("folder", &["--folder"]).exits(0);
    scratch.run(&["check", "--site", "folder"]).exits(0);
    let reader = super::support::fixture("reader");
    scratch.run(&["build", "--reader", reader.to_str().unwrap(), "--single-file", "one.html"]).exits(0);
    scratch.run(&["check", "--site", "one.html"]).exits(0);
}

#[test]
fn what_was_removed_is_shown_where_the_site_says_so_and_leaves_with_the_next_build() {
    let scratch = Scratch::new();
    put(&scratch, &article("weir"));
    set(&scratch, "show_removed", json!(true));
    scratch.build("site", &[]).exits(0);
    assert!(scratch.read("site/article/weir/index.html").contains("papaya"));
    assert!(places(&scratch, "site", &["diary-of-ann", "zebra"]).is_empty());
    scratch.run(&["check", "--site", "site"]).exits(0);
    // Without the corpus nobody knows that it is meant.
    assert!(scratch.run(&["check", "--site", "site", "--corpus", "none"]).exits(1).out.contains("1 passage removed on import"));
    set(&scratch, "show_removed", json!(false));
    scratch.build("site", &[]).exits(0);
    assert_eq!(places(&scratch, "site", &PRIVATE), Vec::<String>::new());
    scratch.build("new", &[]).exits(0);
    assert_eq!(scratch.files("site"), scratch.files("new"));
}

/// A corpus with an article that leads to what will be a draft, in every way.
fn with_drafts(draft: bool) -> Scratch {
    let scratch = Scratch::new();
    scratch.write("corpus/images/sluice.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"/>");
    let figure = json!({"figure": {"images": [{"src": "images/sluice.svg", "width": 9, "height": 9, "alt": "A sluice"}]}});
    let link = |href: &str| json!({"link": {"href": href, "text": ["the sluice"]}});
    put(
        &scratch,
        &json!({"id": "sluice", "lang": "fr", "title": "persimmon", "published": "2016", "tags": ["persimmon"], "draft": draft,
        "versions": [{"lang": "en", "id": "weir"}], "body": [figure, {"paragraph": ["persimmon"]}]}),
    );
    put(
        &scratch,
        &json!({"id": "weir", "lang": "en", "title": "The weir", "published": "2015", "versions": [{"lang": "fr", "id": "sluice"}],
        "body": [{"paragraph": ["By ", link("/article/sluice/"), ", by ", link("https://harbour.example/room/article/sluice/#x"), " and by ", link("/plans/"), "."]}]}),
    );
    scratch.write(
        "corpus/pages/plans.json",
        &json!({"id": "plans", "lang": "en", "title": "Plans", "draft": draft, "body": [{"paragraph": ["persimmon"]}]}).to_string(),
    );
    set(&scratch, "lead", json!("sluice"));
    set(&scratch, "navigation", json!([{"label": "About", "page": "about"}, {"label": "Plans", "page": "plans"}]));
    scratch
}

#[test]
fn a_draft_that_was_published_is_gone_after_the_next_build() {
    let scratch = with_drafts(false);
    assert!(scratch.build("site", &[]).exits(0).err.contains("5 articles in"));
    assert!(scratch.path("site/article/sluice/index.html").exists() && scratch.path("site/images/sluice.svg").exists());
    let draft = with_drafts(true);
    for path in ["articles/sluice.json", "pages/plans.json"] {
        scratch.write(&format!("corpus/{path}"), &draft.read(&format!("corpus/{path}")));
    }
    assert!(scratch.run(&["check", "--site", "site"]).exits(1).out.contains("article/sluice/index.html: error: draft in the corpus"));
    let said = scratch.build("site", &[]).exits(0);
    assert!(said.err.contains("4 articles in") && said.err.contains("; 2 drafts left out"), "{}", said.err);
    assert_eq!(places(&scratch, "site", &["persimmon", "article/sluice", "images/sluice", "\"sluice\"", "plans/"]), Vec::<String>::new());
    assert!(!scratch.path("site/article/sluice").exists() && !scratch.path("site/images/sluice.svg").exists());
    assert!(scratch.read("site/article/weir/index.html").contains("By the sluice, by the sluice and by the sluice."));
    scratch.run(&["check", "--site", "site"]).exits(0);
    scratch.build("new", &[]).exits(0);
    assert_eq!(scratch.files("site"), scratch.files("new"));
}

#[test]
fn drafts_are_shown_and_marked_where_they_are_wanted() {
    let scratch = with_drafts(true);
    let said = scratch.build("site", &["--drafts"]).exits(0);
    assert!(said.err.contains("5 articles in") && said.err.contains("; 2 drafts included"), "{}", said.err);
    let page = scratch.read("site/article/sluice/index.html");
    assert!(page.contains("<p lang=\"en\" dir=\"ltr\" class=\"draft\">Draft</p>"), "{page}");
    assert!(scratch.read("site/plans/index.html").contains("class=\"draft\""));
    assert!(scratch.read("site/index.html").contains("class=\"draft\">Draft</strong>"));
    assert!(scratch.read("site/article/weir/index.html").contains("href=\"/room/article/sluice/\""));
    let said = scratch.run(&["check", "--site", "site", "--corpus", "none"]).exits(1);
    assert!(said.out.contains("the page shows a draft") && said.out.contains("sluice: error: marked as a draft"), "{}", said.out);
    scratch.build("site", &[]).exits(0);
    scratch.build("new", &[]).exits(0);
    assert_eq!(scratch.files("site"), scratch.files("new"));
}

#[test]
fn drafts_are_not_searched_or_exported_unless_they_are_wanted() {
    let scratch = with_drafts(true);
    let found = |more: &[&str]| {
        let said = scratch.run(&[&["search", "--json"], more, &["persimmon"]].concat()).exits(0);
        serde_json::from_str::<Value>(&said.out).unwrap()["total"].as_u64()
    };
    assert_eq!((found(&[]), found(&["--drafts"]), found(&[])), (Some(0), Some(1), Some(0)));
    let said = scratch.run(&["export", "--format", "jsonl"]).exits(0);
    assert!(!said.out.contains("persimmon") && said.err.contains("4 articles; 1 draft left out"), "{}", said.err);
    assert!(scratch.run(&["export", "--format", "csv", "--drafts"]).exits(0).out.contains("persimmon"));
}

#[test]
fn check_lists_drafts_and_what_leads_to_them() {
    let scratch = with_drafts(true);
    put(&scratch, &json!({"id": "empty", "draft": true, "title": "", "body": []}));
    let said = scratch.run(&["check"]).exits(0);
    for part in [
        "articles/sluice.json: draft: note: a draft is not published",
        "pages/plans.json: draft: note: a draft is not published",
        "articles/empty.json: draft: note: a draft is not published",
        "articles/weir.json: block 1: warning: the link /article/sluice/ (\"the sluice\") leads to a draft",
        "articles/weir.json: versions: warning: the version sluice is a draft",
        "site.json: lead: warning: the article sluice is a draft",
        "site.json: navigation: warning: the page plans is a draft",
    ] {
        assert!(said.out.contains(part), "{part} is not in:\n{}", said.out);
    }
    assert!(said.err.contains("4 articles and 3 drafts"), "{}", said.err);
}

#[test]
fn what_version_0_1_read_as_a_draft_is_one() {
    let scratch = Scratch::new();
    let mut one = article("weir");
    one["capture"]["cut"] = json!(["publish: false"]);
    put(&scratch, &one);
    one = article("mill");
    one["review"] = json!("Its source says that it is a draft.");
    put(&scratch, &one);
    assert!(scratch.build("site", &[]).exits(0).err.contains("3 articles in"));
    assert!(!scratch.path("site/article/weir").exists() && !scratch.path("site/article/mill").exists());
    let said = scratch.run(&["check"]).exits(0);
    assert!(said.out.contains("`publish: false` in `capture.cut`") && said.out.contains("`review`"), "{}", said.out);
}

#[test]
fn pictures_lose_what_their_camera_wrote_and_nothing_else() {
    let scratch = Scratch::new();
    let (plain, told) = photographs();
    fs::write(scratch.path("corpus/images/weir.jpg"), &told).unwrap();
    scratch.write(
        "corpus/images/mill.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><!-- by Ann --><path d=\"M0 0\"/></svg>",
    );
    scratch.write("corpus/images/broken.png", "no picture");
    let images: Vec<Value> = ["weir.jpg", "mill.svg", "broken.png"]
        .iter()
        .map(|name| json!({"src": format!("images/{name}"), "width": 4, "height": 4, "alt": "A"}))
        .collect();
    put(
        &scratch,
        &json!({"id": "weir", "lang": "en", "title": "The weir", "published": "2015", "body": [{"figure": {"images": images, "caption": ["A weir"]}}]}),
    );
    let said = scratch.build("site", &[]).exits(0);
    assert!(said.err.contains("articles/weir.json: warning: the picture images/broken.png cannot be decoded"), "{}", said.err);
    assert!(!scratch.path("site/images/broken.png").exists());
    assert_eq!(fs::read(scratch.path("site/images/weir.jpg")).unwrap(), plain);
    assert_eq!(
        scratch.read("site/images/mill.svg"),
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><path d=\"M0 0\"/></svg>"
    );
    scratch.run(&["check", "--site", "site"]).exits(0);
    fs::write(scratch.path("site/images/weir.jpg"), &told).unwrap();
    let said = scratch.run(&["check", "--site", "site"]).exits(1);
    assert!(
        said.out.contains("images/weir.jpg: error: the picture contains a comment, camera and owner metadata, extra data"),
        "{}",
        said.out
    );
    scratch.build("site", &[]).exits(0);
    assert_eq!(fs::read(scratch.path("site/images/weir.jpg")).unwrap(), plain, "what the version before copied is replaced");
}

#[test]
fn a_site_of_version_0_1_is_told_what_it_holds() {
    let scratch = Scratch::new();
    scratch.write("old/.lectern-site", "index.html\n");
    let about = "<section class=\"about\"><dl><div><dt>收录</dt><dd><time>2024</time> <bdi>diary-of-ann/weir.html</bdi></dd></div>\
        <div><dt>原文</dt><dd><bdi><a href=\"https://a.example/\">a.example</a></bdi></dd></div>\
        <div><dt>x</dt><dd><bdi>https://a.example/b</bdi></dd></div></dl><details class=\"cut\"><summary>2</summary><div><p>a</p><p>b</p></div></details></section>";
    scratch.write("old/article/weir/index.html", &format!("<!doctype html><html><body><!-- by Ann --><main>{about}</main></body></html>"));
    scratch.write(
        "old/corpus/articles-0-abc.json",
        &json!({"format": 1, "first": 0, "articles": [article("weir"), {"id": "mill", "title": "M", "body": []}]}).to_string(),
    );
    let said = scratch.run(&["check", "--site", "old", "--json"]).exits(1);
    let report: Value = serde_json::from_str(&said.out).unwrap();
    let said: Vec<String> = report["problems"]
        .as_array()
        .unwrap()
        .iter()
        .map(|problem| format!("{} {} {}", problem["file"], problem["place"], problem["text"]))
        .collect();
    for part in [
        "\"article/weir/index.html\" \"\" \"the page contains a comment",
        "\"article/weir/index.html\" \"\" \"the page shows 2 passages removed on import",
        "\"article/weir/index.html\" \"\" \"contains the name of a source file",
        "\"weir\" \"contains a review note of import",
        "\"weir\" \"contains unknown keys of the article file: by, confidence, informant, who",
        "\"weir\" \"contains 1 passage removed on import",
        "\"weir\" \"contains the name of a source file",
        "\"weir\" \"contains the time of its capture",
        "\"weir\" \"contains hashes",
    ] {
        assert!(said.iter().any(|line| line.contains(part)), "{part} is not in:\n{}", said.join("\n"));
    }
    assert_eq!(said.len(), 9, "{}", said.join("\n"));
    scratch.write("mine/a.txt", "x");
    scratch.run(&["check", "--site", "mine"]).exits(2);
}

#[test]
fn the_collection_is_data_where_it_has_a_licence_or_the_site_says_so() {
    let scratch = Scratch::new();
    let is_offered = || {
        scratch.build("site", &[]).exits(0);
        scratch.path("site/data").exists()
    };
    assert!(is_offered(), "the settings name a licence");
    set(&scratch, "licence", json!(" "));
    assert!(!is_offered());
    set(&scratch, "data", json!(true));
    assert!(is_offered());
    set(&scratch, "licence", json!("CC BY 4.0"));
    set(&scratch, "data", json!(false));
    assert!(!is_offered());
}
