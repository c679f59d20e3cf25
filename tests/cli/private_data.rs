//! What is not meant for readers stays with the publisher: in no form of the site, and no longer there once it is built again.

use super::support::Scratch;
use serde_json::{Value, json};
use std::fs;

/// Words that stand where readers never look.
const PRIVATE_WORDS: [&str; 9] = ["zebra", "mango", "papaya", "guava", "diary-of-ann", "lychee", "T21:14", "quince", "medlar"];

/// An article with everything in it that its publisher keeps.
fn article_with_private_data(id: &str) -> Value {
    json!({
        "id": id, "lang": "en", "title": "The weir", "published": "2015-03-04", "informant": "zebra, +44 7700 900000",
        "review": "mango?", "confidence": 0.25, "versions": [{"lang": "zh", "id": "man-chuan", "who": "guava"}],
        "capture": {"from": "diary-of-ann/weir.html", "at": "2024-07-02T21:14:05Z", "sha256": "lychee", "written": "lychee", "cut": ["papaya"]},
        "body": [{"paragraph": ["Water falls over the weir."]}, {"figure": {"caption": ["A weir"], "by": "quince"}}, {"note-to-self": {"size": 3, "medlar": 1}}],
    })
}

fn write_article(scratch: &Scratch, article: &Value) {
    scratch.write(&format!("corpus/articles/{}.json", article["id"].as_str().unwrap()), &article.to_string());
}

/// Where any of these words stand in the files of a folder.
fn occurrences(scratch: &Scratch, folder: &str, words: &[&str]) -> Vec<String> {
    let contains = |bytes: &[u8], word: &str| bytes.windows(word.len()).any(|window| window == word.as_bytes());
    let files = scratch.files(folder);
    words
        .iter()
        .flat_map(|word| files.iter().filter(|(_, bytes)| contains(bytes, word)).map(move |(path, _)| format!("{word} in {path}")))
        .collect()
}

fn set_setting(scratch: &Scratch, key: &str, value: Value) {
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
    let without_metadata = [&[0xff, 0xd8][..], &segment(0xe1, &exif(b"")), &picture].concat();
    let with_metadata = [&[0xff, 0xd8][..], &segment(0xe1, &exif(make)), &segment(0xfe, b"by Ann"), &picture, b"a film"].concat();
    (without_metadata, with_metadata)
}

#[test]
fn private_data_is_never_published() {
    let scratch = Scratch::new();
    write_article(&scratch, &article_with_private_data("weir"));
    set_setting(&scratch, "editor", json!("zebra"));
    scratch.build("site", &[]).assert_exit_code(0);
    assert_eq!(occurrences(&scratch, "site", &PRIVATE_WORDS), Vec::<String>::new());
    assert!(scratch.read("site/article/weir/index.html").contains("Water falls"));
    let output = scratch.run(&["check", "--site", "site"]).assert_exit_code(0);
    assert!(output.stdout.is_empty() && output.stderr.contains("no private data found"), "{}", output.stderr);
    scratch.build("folder", &["--folder"]).assert_exit_code(0);
    scratch.run(&["check", "--site", "folder"]).assert_exit_code(0);
    let reader = super::support::fixture("reader");
    scratch.run(&["build", "--reader", reader.to_str().unwrap(), "--single-file", "one.html"]).assert_exit_code(0);
    scratch.run(&["check", "--site", "one.html"]).assert_exit_code(0);
}

#[test]
fn removed_text_is_published_only_with_show_removed() {
    let scratch = Scratch::new();
    write_article(&scratch, &article_with_private_data("weir"));
    set_setting(&scratch, "show_removed", json!(true));
    scratch.build("site", &[]).assert_exit_code(0);
    assert!(scratch.read("site/article/weir/index.html").contains("papaya"));
    assert!(occurrences(&scratch, "site", &["diary-of-ann", "zebra"]).is_empty());
    scratch.run(&["check", "--site", "site"]).assert_exit_code(0);
    // Without the corpus nobody knows that it is meant.
    assert!(
        scratch.run(&["check", "--site", "site", "--corpus", "none"]).assert_exit_code(1).stdout.contains("1 passage removed on import")
    );
    set_setting(&scratch, "show_removed", json!(false));
    scratch.build("site", &[]).assert_exit_code(0);
    assert_eq!(occurrences(&scratch, "site", &PRIVATE_WORDS), Vec::<String>::new());
    scratch.build("new", &[]).assert_exit_code(0);
    assert_eq!(scratch.files("site"), scratch.files("new"));
}

/// A corpus with an article that leads to what will be a draft, in every way.
fn corpus_with_drafts(draft: bool) -> Scratch {
    let scratch = Scratch::new();
    scratch.write("corpus/images/sluice.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"/>");
    let figure = json!({"figure": {"images": [{"src": "images/sluice.svg", "width": 9, "height": 9, "alt": "A sluice"}]}});
    let link = |href: &str| json!({"link": {"href": href, "text": ["the sluice"]}});
    write_article(
        &scratch,
        &json!({"id": "sluice", "lang": "fr", "title": "persimmon", "published": "2016", "tags": ["persimmon"], "draft": draft,
        "versions": [{"lang": "en", "id": "weir"}], "body": [figure, {"paragraph": ["persimmon"]}]}),
    );
    write_article(
        &scratch,
        &json!({"id": "weir", "lang": "en", "title": "The weir", "published": "2015", "versions": [{"lang": "fr", "id": "sluice"}],
        "body": [{"paragraph": ["By ", link("/article/sluice/"), ", by ", link("https://harbour.example/room/article/sluice/#x"), " and by ", link("/plans/"), "."]}]}),
    );
    scratch.write(
        "corpus/pages/plans.json",
        &json!({"id": "plans", "lang": "en", "title": "Plans", "draft": draft, "body": [{"paragraph": ["persimmon"]}]}).to_string(),
    );
    set_setting(&scratch, "lead", json!("sluice"));
    set_setting(&scratch, "navigation", json!([{"label": "About", "page": "about"}, {"label": "Plans", "page": "plans"}]));
    scratch
}

#[test]
fn a_published_draft_is_removed_by_the_next_build() {
    let scratch = corpus_with_drafts(false);
    assert!(scratch.build("site", &[]).assert_exit_code(0).stderr.contains("5 articles in"));
    assert!(scratch.path("site/article/sluice/index.html").exists() && scratch.path("site/images/sluice.svg").exists());
    let draft = corpus_with_drafts(true);
    for path in ["articles/sluice.json", "pages/plans.json"] {
        scratch.write(&format!("corpus/{path}"), &draft.read(&format!("corpus/{path}")));
    }
    assert!(
        scratch
            .run(&["check", "--site", "site"])
            .assert_exit_code(1)
            .stdout
            .contains("article/sluice/index.html: error: draft in the corpus")
    );
    let output = scratch.build("site", &[]).assert_exit_code(0);
    assert!(output.stderr.contains("4 articles in") && output.stderr.contains("; 2 drafts left out"), "{}", output.stderr);
    assert_eq!(
        occurrences(&scratch, "site", &["persimmon", "article/sluice", "images/sluice", "\"sluice\"", "plans/"]),
        Vec::<String>::new()
    );
    assert!(!scratch.path("site/article/sluice").exists() && !scratch.path("site/images/sluice.svg").exists());
    assert!(scratch.read("site/article/weir/index.html").contains("By the sluice, by the sluice and by the sluice."));
    scratch.run(&["check", "--site", "site"]).assert_exit_code(0);
    scratch.build("new", &[]).assert_exit_code(0);
    assert_eq!(scratch.files("site"), scratch.files("new"));
}

#[test]
fn the_drafts_option_includes_and_marks_drafts() {
    let scratch = corpus_with_drafts(true);
    let output = scratch.build("site", &["--drafts"]).assert_exit_code(0);
    assert!(output.stderr.contains("5 articles in") && output.stderr.contains("; 2 drafts included"), "{}", output.stderr);
    let page = scratch.read("site/article/sluice/index.html");
    assert!(page.contains("<p lang=\"en\" dir=\"ltr\" class=\"draft\">Draft</p>"), "{page}");
    assert!(scratch.read("site/plans/index.html").contains("class=\"draft\""));
    assert!(scratch.read("site/index.html").contains("class=\"draft\">Draft</strong>"));
    assert!(scratch.read("site/article/weir/index.html").contains("href=\"/room/article/sluice/\""));
    let output = scratch.run(&["check", "--site", "site", "--corpus", "none"]).assert_exit_code(1);
    assert!(
        output.stdout.contains("the page shows a draft") && output.stdout.contains("sluice: error: marked as a draft"),
        "{}",
        output.stdout
    );
    scratch.build("site", &[]).assert_exit_code(0);
    scratch.build("new", &[]).assert_exit_code(0);
    assert_eq!(scratch.files("site"), scratch.files("new"));
}

#[test]
fn drafts_are_searched_and_exported_only_on_request() {
    let scratch = corpus_with_drafts(true);
    let found = |more: &[&str]| {
        let output = scratch.run(&[&["search", "--json"], more, &["persimmon"]].concat()).assert_exit_code(0);
        serde_json::from_str::<Value>(&output.stdout).unwrap()["total"].as_u64()
    };
    assert_eq!((found(&[]), found(&["--drafts"]), found(&[])), (Some(0), Some(1), Some(0)));
    let output = scratch.run(&["export", "--format", "jsonl"]).assert_exit_code(0);
    assert!(!output.stdout.contains("persimmon") && output.stderr.contains("4 articles; 1 draft left out"), "{}", output.stderr);
    assert!(scratch.run(&["export", "--format", "csv", "--drafts"]).assert_exit_code(0).stdout.contains("persimmon"));
}

#[test]
fn check_lists_drafts_and_links_to_them() {
    let scratch = corpus_with_drafts(true);
    write_article(&scratch, &json!({"id": "empty", "draft": true, "title": "", "body": []}));
    let output = scratch.run(&["check"]).assert_exit_code(0);
    for part in [
        "articles/sluice.json: draft: note: a draft is not published",
        "pages/plans.json: draft: note: a draft is not published",
        "articles/empty.json: draft: note: a draft is not published",
        "articles/weir.json: block 1: warning: the link /article/sluice/ (\"the sluice\") leads to a draft",
        "articles/weir.json: versions: warning: the version sluice is a draft",
        "site.json: lead: warning: the article sluice is a draft",
        "site.json: navigation: warning: the page plans is a draft",
    ] {
        assert!(output.stdout.contains(part), "{part} is not in:\n{}", output.stdout);
    }
    assert!(output.stderr.contains("4 articles and 3 drafts"), "{}", output.stderr);
}

#[test]
fn drafts_of_version_0_1_are_recognized() {
    let scratch = Scratch::new();
    let mut one = article_with_private_data("weir");
    one["capture"]["cut"] = json!(["publish: false"]);
    write_article(&scratch, &one);
    one = article_with_private_data("mill");
    one["review"] = json!("Its source says that it is a draft.");
    write_article(&scratch, &one);
    assert!(scratch.build("site", &[]).assert_exit_code(0).stderr.contains("3 articles in"));
    assert!(!scratch.path("site/article/weir").exists() && !scratch.path("site/article/mill").exists());
    let output = scratch.run(&["check"]).assert_exit_code(0);
    assert!(output.stdout.contains("`publish: false` in `capture.cut`") && output.stdout.contains("`review`"), "{}", output.stdout);
}

#[test]
fn picture_metadata_is_removed() {
    let scratch = Scratch::new();
    let (without_metadata, with_metadata) = photographs();
    fs::write(scratch.path("corpus/images/weir.jpg"), &with_metadata).unwrap();
    scratch.write(
        "corpus/images/mill.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><!-- by Ann --><path d=\"M0 0\"/></svg>",
    );
    scratch.write("corpus/images/broken.png", "no picture");
    let images: Vec<Value> = ["weir.jpg", "mill.svg", "broken.png"]
        .iter()
        .map(|name| json!({"src": format!("images/{name}"), "width": 4, "height": 4, "alt": "A"}))
        .collect();
    write_article(
        &scratch,
        &json!({"id": "weir", "lang": "en", "title": "The weir", "published": "2015", "body": [{"figure": {"images": images, "caption": ["A weir"]}}]}),
    );
    let output = scratch.build("site", &[]).assert_exit_code(0);
    assert!(output.stderr.contains("articles/weir.json: warning: the picture images/broken.png cannot be decoded"), "{}", output.stderr);
    assert!(!scratch.path("site/images/broken.png").exists());
    assert_eq!(fs::read(scratch.path("site/images/weir.jpg")).unwrap(), without_metadata);
    assert_eq!(
        scratch.read("site/images/mill.svg"),
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><path d=\"M0 0\"/></svg>"
    );
    scratch.run(&["check", "--site", "site"]).assert_exit_code(0);
    fs::write(scratch.path("site/images/weir.jpg"), &with_metadata).unwrap();
    let output = scratch.run(&["check", "--site", "site"]).assert_exit_code(1);
    assert!(
        output.stdout.contains("images/weir.jpg: error: the picture contains a comment, camera and owner metadata, extra data"),
        "{}",
        output.stdout
    );
    scratch.build("site", &[]).assert_exit_code(0);
    assert_eq!(fs::read(scratch.path("site/images/weir.jpg")).unwrap(), without_metadata, "what the version before copied is replaced");
}

#[test]
fn check_reports_private_data_in_version_0_1_sites() {
    let scratch = Scratch::new();
    scratch.write("old/.lectern-site", "index.html\n");
    let about = "<section class=\"about\"><dl><div><dt>收录</dt><dd><time>2024</time> <bdi>diary-of-ann/weir.html</bdi></dd></div>\
        <div><dt>原文</dt><dd><bdi><a href=\"https://a.example/\">a.example</a></bdi></dd></div>\
        <div><dt>x</dt><dd><bdi>https://a.example/b</bdi></dd></div></dl><details class=\"cut\"><summary>2</summary><div><p>a</p><p>b</p></div></details></section>";
    scratch.write("old/article/weir/index.html", &format!("<!doctype html><html><body><!-- by Ann --><main>{about}</main></body></html>"));
    scratch.write(
        "old/corpus/articles-0-abc.json",
        &json!({"format": 1, "first": 0, "articles": [article_with_private_data("weir"), {"id": "mill", "title": "M", "body": []}]})
            .to_string(),
    );
    let output = scratch.run(&["check", "--site", "old", "--json"]).assert_exit_code(1);
    let report: Value = serde_json::from_str(&output.stdout).unwrap();
    let lines: Vec<String> = report["problems"]
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
        "\"weir\" \"contains unknown keys of the article file: by, informant, who",
        "\"weir\" \"contains the confidence of import",
        "\"weir\" \"contains 1 passage removed on import",
        "\"weir\" \"contains the name of a source file",
        "\"weir\" \"contains the time of its capture",
        "\"weir\" \"contains hashes",
    ] {
        assert!(lines.iter().any(|line| line.contains(part)), "{part} is not in:\n{}", lines.join("\n"));
    }
    assert_eq!(lines.len(), 10, "{}", lines.join("\n"));
    scratch.write("mine/a.txt", "x");
    scratch.run(&["check", "--site", "mine"]).assert_exit_code(2);
}

#[test]
fn data_is_published_with_a_licence_or_by_setting() {
    let scratch = Scratch::new();
    let is_offered = || {
        scratch.build("site", &[]).assert_exit_code(0);
        scratch.path("site/data").exists()
    };
    assert!(is_offered(), "the settings name a licence");
    set_setting(&scratch, "licence", json!(" "));
    assert!(!is_offered());
    set_setting(&scratch, "data", json!(true));
    assert!(is_offered());
    set_setting(&scratch, "licence", json!("CC BY 4.0"));
    set_setting(&scratch, "data", json!(false));
    assert!(!is_offered());
}
