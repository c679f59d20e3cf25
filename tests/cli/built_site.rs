//! The built site.

use super::support::{Scratch, check_inline_hashes, fixture};
use std::fs;

fn pages(scratch: &Scratch, site: &str) -> Vec<(String, String)> {
    let files = scratch.files(site).into_iter();
    let pages = files.filter(|(path, _)| path.ends_with(".html") && !path.starts_with('.'));
    pages.map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap())).collect()
}

#[test]
fn builds_are_reproducible() {
    let scratch = Scratch::new();
    scratch.build("one", &[]).assert_exit_code(0);
    scratch.build("two", &[]).assert_exit_code(0);
    assert_eq!(scratch.files("one"), scratch.files("two"));
    scratch.build("one", &[]).assert_exit_code(0);
    assert_eq!(scratch.files("one"), scratch.files("two"), "building again into the same folder changes nothing");
}

#[test]
fn the_site_has_all_expected_files() {
    let scratch = Scratch::new();
    scratch.build("site", &[]).assert_exit_code(0);
    for file in [
        "index.html",
        "article/slow-boats/index.html",
        "article/man-chuan/index.html",
        "about/index.html",
        "saved/index.html",
        "settings/index.html",
        "message/index.html",
        "404.html",
        "robots.txt",
        "sitemap.xml",
        "feed/atom.xml",
        ".nojekyll",
        "corpus/manifest.json",
        "images/quay.svg",
    ] {
        assert!(scratch.path("site").join(file).is_file(), "{file}");
    }
}

#[test]
fn an_article_page_holds_its_text_and_language() {
    let scratch = Scratch::new();
    scratch.build("site", &[]).assert_exit_code(0);
    let page = scratch.read("site/article/the-ledger/index.html");
    assert!(page.contains("<html lang=\"ar\" dir=\"rtl\" data-base=\"/room/\" data-page=\"article\">"), "{page}");
    assert!(page.contains("<div id=\"app\" data-page=\"article\" lang=\"en\" dir=\"ltr\">"), "the interface keeps its own language");
    assert!(page.contains("واحد") && page.contains("اثنان"));
}

#[test]
fn a_page_has_metadata() {
    let scratch = Scratch::new();
    scratch.build("site", &[]).assert_exit_code(0);
    let page = scratch.read("site/article/slow-boats/index.html");
    for part in [
        "<title>Slow boats &amp; &quot;quick&quot; &lt;trains&gt; — Harbour</title>",
        "<meta name=\"description\" content=\"Why some cargo still goes by water.\">",
        "<link rel=\"canonical\" href=\"https://harbour.example/room/article/slow-boats/\">",
        "<meta property=\"og:image\" content=\"https://harbour.example/room/preview/",
        "<meta property=\"og:image:alt\" content=\"A quay with one crane\">",
        "<meta property=\"article:published_time\" content=\"2024-05-06T09:30:00Z\">",
        "\"@type\":\"NewsArticle\"",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
    assert!(scratch.read("site/saved/index.html").contains("noindex"));
}

#[test]
fn pages_have_no_style_attributes_or_unlisted_scripts() {
    let scratch = Scratch::new();
    scratch.build("site", &[]).assert_exit_code(0);
    for (path, page) in pages(&scratch, "site") {
        assert!(!page.contains(" style="), "{path}");
        let scripts = page.split("<script").skip(1).map(|rest| &rest[..rest.find('>').unwrap()]);
        for script in scripts {
            assert!(script.is_empty() || script.contains("application/ld+json") || script.contains(" src="), "{path}: {script}");
        }
        assert_eq!(check_inline_hashes(&page, &path), 2, "{path}: theme, style");
        // Pages of the list fetch it early; what it names may change while a page is kept somewhere.
        let list = path == "index.html" || path.starts_with("page/");
        assert_eq!(page.contains("corpus/manifest.json"), list, "{path}");
        assert!(!page.contains("/corpus/cards-") && !page.contains("/corpus/search-"), "{path} names a pack");
        assert!(page.contains("Content-Security-Policy"), "{path}");
    }
}

#[test]
fn a_site_works_under_any_base_path() {
    let scratch = Scratch::new();
    for base in ["/", "/other/"] {
        scratch.build("site", &["--base-path", base]).assert_exit_code(0);
        for (path, page) in pages(&scratch, "site") {
            for attribute in [" href=\"/", " src=\"/", " action=\"/", " data-js=\"/", " data-wasm=\"/"] {
                let strays = page.match_indices(attribute).filter(|(at, _)| !page[at + attribute.len() - 1..].starts_with(base)).count();
                assert_eq!(strays, 0, "{path}: {attribute}");
            }
            assert!(page.contains(&format!("data-base=\"{base}\"")), "{path}");
        }
    }
    assert!(scratch.read("site/index.html").contains("href=\"https://harbour.example/other/\""), "the canonical address follows");
    scratch.build("site", &["--base-path", "room\" onload=\"x"]).assert_exit_code(2);
}

#[test]
fn a_broken_article_is_reported_and_the_rest_is_built() {
    let scratch = Scratch::new();
    scratch.write("corpus/articles/broken.json", "{\"id\": \"broken\",\n \"title\": }");
    scratch.write("corpus/articles/twin.json", "{\"id\": \"Slow-Boats\", \"title\": \"T\", \"body\": [{\"paragraph\": [\"x\"]}]}");
    scratch.write("corpus/pages/saved.json", "{\"id\": \"saved\", \"title\": \"T\", \"body\": [{\"paragraph\": [\"x\"]}]}");
    let output = scratch.build("site", &[]).assert_exit_code(1);
    assert!(output.stderr.contains("articles/broken.json: line 2"), "{}", output.stderr);
    assert!(output.stderr.contains("articles/twin.json") && output.stderr.contains("pages/saved.json"), "{}", output.stderr);
    assert!(scratch.path("site/article/man-chuan/index.html").exists());
    assert!(!scratch.read("site/saved/index.html").contains(">T<"));
}

#[test]
fn a_missing_picture_leaves_its_caption() {
    let scratch = Scratch::new();
    fs::remove_file(scratch.path("corpus/images/quay.svg")).unwrap();
    let output = scratch.build("site", &[]).assert_exit_code(0);
    assert!(output.stderr.contains("images/quay.svg"), "{}", output.stderr);
    let page = scratch.read("site/article/slow-boats/index.html");
    assert!(page.contains("The quay at noon.") && !page.contains("quay.svg"));
}

#[test]
fn a_folder_with_other_files_is_refused() {
    let scratch = Scratch::new();
    scratch.write("mine/diary.txt", "mine");
    let output = scratch.build("mine", &[]).assert_exit_code(2);
    assert!(output.stderr.contains("mine") && scratch.files("mine").len() == 1, "{}", output.stderr);
}

#[test]
fn only_the_page_of_a_removed_article_is_deleted() {
    let scratch = Scratch::new();
    scratch.build("site", &[]).assert_exit_code(0);
    scratch.write("site/CNAME", "harbour.example");
    fs::remove_file(scratch.path("corpus/articles/the-ledger.json")).unwrap();
    scratch.build("site", &[]).assert_exit_code(0);
    assert!(!scratch.path("site/article/the-ledger").exists() && scratch.path("site/CNAME").exists());
    let packs = scratch.files("site").into_keys().filter(|path| path.starts_with("corpus/articles-")).count();
    assert_eq!(packs, 1, "packs of the last edition are gone");
}

#[test]
fn the_pages_option_limits_article_pages() {
    let scratch = Scratch::new();
    scratch.build("site", &["--pages", "recent:1"]).assert_exit_code(0);
    let pages = scratch.files("site").into_keys().filter(|path| path.starts_with("article/")).collect::<Vec<_>>();
    assert_eq!(pages, ["article/man-chuan/index.html"]);
    scratch.build("site", &["--pages", "some"]).assert_exit_code(2);
}

#[test]
fn without_a_reader_the_command_says_how_to_get_one() {
    let scratch = Scratch::new();
    scratch.write("empty/index.html", "<html></html>");
    let output = scratch.run(&["build", "--reader", "empty", "--out", "site"]).assert_exit_code(1);
    assert!(output.stderr.contains("make build") && !scratch.path("site").exists(), "{}", output.stderr);
}

#[test]
fn a_build_in_trunks_staging_folder_gives_the_same_site() {
    let scratch = Scratch::new();
    for (name, bytes) in Scratch::read_files(&fixture("reader")) {
        fs::create_dir_all(scratch.path("stage")).unwrap();
        fs::write(scratch.path("stage").join(name), bytes).unwrap();
    }
    let mut command = scratch.command(&["build", "--out", "stage"]);
    let environment = [("TRUNK_STAGING_DIR", "stage"), ("TRUNK_PUBLIC_URL", "/room/"), ("TRUNK_PROFILE", "release")];
    assert!(command.envs(environment).status().unwrap().success());
    scratch.build("site", &[]).assert_exit_code(0);
    assert_eq!(scratch.files("stage"), scratch.files("site"));
}

#[test]
fn debug_builds_let_trunk_reload_the_page() {
    let scratch = Scratch::new();
    for (name, bytes) in Scratch::read_files(&fixture("reader")) {
        fs::create_dir_all(scratch.path("stage")).unwrap();
        fs::write(scratch.path("stage").join(name), bytes).unwrap();
    }
    let mut command = scratch.command(&["build", "--out", "stage"]);
    let environment = [("TRUNK_STAGING_DIR", "stage"), ("TRUNK_PUBLIC_URL", "/"), ("TRUNK_PROFILE", "debug")];
    assert!(command.envs(environment).status().unwrap().success());
    assert!(!scratch.read("stage/index.html").contains("Content-Security-Policy"));
}

#[test]
fn feed_and_sitemap_need_a_site_url() {
    let scratch = Scratch::new();
    scratch.build("site", &[]).assert_exit_code(0);
    let feed = atom_syndication::Feed::read_from(scratch.read("site/feed/atom.xml").as_bytes()).unwrap();
    assert_eq!(feed.entries().len(), 3);
    assert_eq!(feed.entries()[1].id(), "https://harbour.example/room/article/slow-boats/");
    assert_eq!(feed.entries()[1].title().value, "Slow boats & \"quick\" <trains>");
    let content = feed.entries()[1].content().unwrap().value().unwrap();
    assert!(
        content.contains("<h2>What it costs</h2>")
            && content.contains("<blockquote><p>Water is patient.</p><p><cite>A pilot</cite></p></blockquote>"),
        "{content}"
    );
    assert!(scratch.read("site/sitemap.xml").contains("<loc>https://harbour.example/room/article/man-chuan/</loc>"));
    scratch.write("corpus/site.json", "{\"name\": \"Harbour\"}");
    let output = scratch.build("site", &[]).assert_exit_code(0);
    assert!(output.stderr.contains("sitemap") && !scratch.path("site/sitemap.xml").exists() && !scratch.path("site/feed").exists());
}

#[test]
fn a_long_list_is_paginated() {
    let scratch = Scratch::new();
    for number in 0..130 {
        let article =
            format!("{{\"id\": \"n{number}\", \"lang\": \"en\", \"title\": \"Number {number}\", \"body\": [{{\"paragraph\": [\"x\"]}}]}}");
        scratch.write(&format!("corpus/articles/n{number}.json"), &article);
    }
    scratch.build("site", &[]).assert_exit_code(0);
    assert!(
        scratch.path("site/page/3/index.html").exists() && !scratch.path("site/page/4").exists() && !scratch.path("site/page/1").exists()
    );
    let third = scratch.read("site/page/3/index.html");
    let rows = third.matches("href=\"/room/article/").count();
    assert!(rows >= 13, "{rows}");
    assert_eq!(scratch.files("site").keys().filter(|path| path.starts_with("corpus/cards-")).count(), 3);
}
