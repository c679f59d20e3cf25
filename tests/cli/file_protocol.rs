//! A reading room without a server: a folder, or one file, that opens from a disk.

use super::support::{CommandOutput, Scratch, check_inline_hashes, fixture};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::fs;
use std::io::Read;

fn build_folder(scratch: &Scratch, out: &str) -> CommandOutput {
    scratch.build(out, &["--folder"])
}

fn build_single_file(scratch: &Scratch, file: &str) -> CommandOutput {
    scratch.run(&["build", "--reader", fixture("reader").to_str().unwrap(), "--single-file", file])
}

/// Every address in the attributes of some pages that a browser would follow or load.
fn addresses(html: &str) -> Vec<&str> {
    let names = [" href=\"", " src=\"", " action=\"", " data-start=\"", " data-js=\"", " data-wasm=\""];
    let found = names.iter().flat_map(|name| html.match_indices(name).map(|(at, _)| &html[at + name.len()..]));
    found.map(|rest| &rest[..rest.find('"').unwrap()]).collect()
}

/// What stands packed in Base64.
fn decompress(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    flate2::read::GzDecoder::new(&STANDARD.decode(text).unwrap()[..]).read_to_end(&mut bytes).unwrap();
    bytes
}

/// What stands between two marks of a text.
fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    let rest = &text[text.find(start).unwrap_or_else(|| panic!("no {start}")) + start.len()..];
    &rest[..rest.find(end).unwrap()]
}

#[test]
fn a_folder_holds_pages_and_packed_files() {
    let scratch = Scratch::new();
    let output = build_folder(&scratch, "room").assert_exit_code(0);
    assert!(output.stderr.contains("3 articles in"), "{}", output.stderr);
    let files = scratch.files("room");
    for page in ["index.html", "saved/index.html", "about/index.html", "article/slow-boats/index.html", "images/quay.svg"] {
        assert!(files.contains_key(page), "{page} is in {:?}", files.keys());
    }
    for absent in [
        "404.html",
        "robots.txt",
        "sitemap.xml",
        ".nojekyll",
        "feed/atom.xml",
        "opensearch.xml",
        "sw.js",
        "offline.html",
        ".lectern-template.html",
    ] {
        assert!(!files.contains_key(absent), "{absent} is for servers");
    }
    let packed_files = files.iter().filter(|(path, _)| path.starts_with("corpus/") || path.ends_with(".wasm.js"));
    let mut count = 0;
    for (path, bytes) in packed_files {
        let text = std::str::from_utf8(bytes).unwrap();
        let name = path.strip_suffix(".js").unwrap_or_else(|| panic!("{path} cannot be loaded as a script"));
        let packed = text.strip_prefix(&format!("lecternFile(\"{name}\",\"")).unwrap().strip_suffix("\")\n").unwrap();
        assert!(!decompress(packed).is_empty(), "{path}");
        count += 1;
    }
    assert!(count > 8, "manifest, packs, index, program: {count}");
    let manifest = scratch.read("room/corpus/manifest.json.js");
    let manifest: serde_json::Value = serde_json::from_slice(&decompress(between(&manifest, ",\"", "\""))).unwrap();
    assert_eq!(manifest["count"], 3);
}

#[test]
fn every_link_in_a_folder_leads_to_a_file() {
    let scratch = Scratch::new();
    // Enough of one tag, and of one year, for pages of their own.
    for number in 0..3 {
        let article = serde_json::json!({ "format": 1, "id": format!("n{number}"), "lang": "en", "title": "T", "tags": ["Locks"],
            "published": "2019-05-01", "body": [{ "paragraph": ["x"] }] });
        scratch.write(&format!("corpus/articles/n{number}.json"), &article.to_string());
    }
    build_folder(&scratch, "room").assert_exit_code(0);
    let files = scratch.files("room");
    assert!(scratch.read("room/index.html").contains("href=\"./tag/locks/index.html\""), "a folder has no other index");
    for (path, bytes) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
        let html = std::str::from_utf8(bytes).unwrap();
        assert!(!html.contains('\u{f8f0}'), "{path}: every page has its own way to the folder");
        for address in addresses(html).into_iter().filter(|a| !a.starts_with(['#', 'h', 'm'])) {
            let file = address.split(['?', '#']).next().unwrap();
            let mut parts: Vec<&str> = path.split('/').collect();
            parts.pop();
            for part in file.split('/') {
                match part {
                    "." => {}
                    ".." => _ = parts.pop().unwrap_or_else(|| panic!("{path}: {address} leads out of the folder")),
                    part => parts.push(part),
                }
            }
            let target = parts.join("/");
            assert!(files.contains_key(&target) || files.contains_key(&format!("{target}.js")), "{path}: {address} leads nowhere");
        }
        assert!(!html.contains("rel=\"canonical\"") && !html.contains("rel=\"preload\"") && !html.contains("ld+json"), "{path}");
        assert!(html.contains("default-src 'none'") && html.contains(" blob: 'wasm-unsafe-eval'; worker-src blob:;"), "{path}");
        check_inline_hashes(html, path);
    }
}

#[test]
fn a_single_file_holds_everything() {
    let scratch = Scratch::new();
    let output = build_single_file(&scratch, "room.html").assert_exit_code(0);
    assert!(output.stderr.contains("3 articles in one file of"), "{}", output.stderr);
    let html = scratch.read("room.html");
    for path in ["corpus/manifest.json", "images/quay.svg"] {
        assert!(!decompress(between(&html, &format!("data-path=\"{path}\">"), "<")).is_empty(), "{path}");
    }
    assert!(html.contains("data-path=\"corpus/articles-0-") && html.contains("data-path=\"corpus/search-"), "texts and index");
    assert!(html.contains("<template data-route=\"/about/\""), "the site's own pages");
    for address in addresses(&html) {
        let within = ["#", "data:", "https://", "mailto:"].iter().any(|start| address.starts_with(start));
        assert!(within, "{address} would be asked for");
    }
    assert!(html.contains("Without JavaScript, 3 of 3 headlines are shown."), "what cannot be read without scripts is said");
    assert!(!html.contains("<link rel=\"stylesheet\"") && !html.contains("<script src"), "nothing stands beside it");
}

#[test]
fn the_policy_of_a_single_file_lists_its_scripts() {
    let scratch = Scratch::new();
    build_single_file(&scratch, "room.html").assert_exit_code(0);
    let html = scratch.read("room.html");
    assert_eq!(check_inline_hashes(&html, "room.html"), 3, "bundle, theme, style");
}

#[test]
fn the_same_corpus_gives_the_same_bytes() {
    let scratch = Scratch::new();
    for out in ["one", "two"] {
        build_folder(&scratch, out).assert_exit_code(0);
        build_single_file(&scratch, &format!("{out}.html")).assert_exit_code(0);
    }
    assert_eq!(scratch.files("one"), scratch.files("two"));
    assert!(scratch.read("one.html") == scratch.read("two.html"), "one file differs from the other");
    // Written again over itself: what is no longer in it goes.
    fs::remove_file(scratch.path("corpus/articles/slow-boats.json")).unwrap();
    build_folder(&scratch, "one").assert_exit_code(0);
    assert!(!scratch.path("one/article/slow-boats").exists());
    build_single_file(&scratch, "one.html").assert_exit_code(0);
    assert!(!scratch.read("one.html").contains("#/article/slow-boats/"));
}

#[test]
fn hostile_text_closes_no_element() {
    let scratch = Scratch::new();
    let hostile = "</script></template></body><script>alert(1)</script><!--\u{f8f0}";
    let article = serde_json::json!({ "format": 1, "id": "hostile", "lang": "en", "title": hostile, "tags": [hostile],
        "published": "2024-05-01", "body": [{ "paragraph": [hostile] }] });
    scratch.write("corpus/articles/hostile.json", &article.to_string());
    let page =
        serde_json::json!({ "format": 1, "id": "hostile-page", "lang": "en", "title": hostile, "body": [{ "paragraph": [hostile] }] });
    scratch.write("corpus/pages/hostile-page.json", &page.to_string());
    build_folder(&scratch, "room").assert_exit_code(0);
    build_single_file(&scratch, "room.html").assert_exit_code(0);
    let html = scratch.read("room.html");
    assert_eq!(html.matches("<script").count(), html.matches("</script>").count());
    assert_eq!((html.matches("</body>").count(), html.matches("<!--").count(), html.matches("alert(1)</script>").count()), (1, 0, 0));
    let page = scratch.read("room/article/hostile/index.html");
    assert!(!page.contains("<script>alert"), "{page}");
}

#[test]
fn contradictory_options_are_refused() {
    let scratch = Scratch::new();
    assert!(scratch.build("room", &["--folder", "--base-path", "/x/"]).assert_exit_code(2).stderr.contains("--base-path"));
    assert!(scratch.build("room", &["--single-file", "room.html"]).assert_exit_code(2).stderr.contains("--single-file"));
    let output = scratch.run(&["build", "--single-file", "room.html", "--base-path", "/x/"]).assert_exit_code(2);
    assert!(output.stderr.contains("--base-path"), "{}", output.stderr);
    assert!(scratch.run(&["build"]).assert_exit_code(2).stderr.contains("--out"));
    scratch.write("diary.html", "mine");
    let output = build_single_file(&scratch, "diary.html").assert_exit_code(2);
    assert!(output.stderr.contains("diary.html") && output.stderr.contains("nothing was changed"), "{}", output.stderr);
    assert_eq!(scratch.read("diary.html"), "mine");
}
