//! Building again after a change.

use super::support::Scratch;
use std::fs;
use std::time::SystemTime;

fn modified_time(scratch: &Scratch, path: &str) -> SystemTime {
    fs::metadata(scratch.path(path)).unwrap().modified().unwrap()
}

/// Changes the headline of an article.
fn set_title(scratch: &Scratch, id: &str, title: &str) {
    let path = format!("corpus/articles/{id}.json");
    let mut article: serde_json::Value = serde_json::from_str(&scratch.read(&path)).unwrap();
    article["title"] = title.into();
    scratch.write(&path, &article.to_string());
}

#[test]
fn an_incremental_build_equals_a_clean_build() {
    let scratch = Scratch::new();
    scratch.build("site", &[]).assert_exit_code(0);
    set_title(&scratch, "slow-boats", "Slower boats");
    scratch.build("site", &[]).assert_exit_code(0);
    scratch.build("new", &[]).assert_exit_code(0);
    assert_eq!(scratch.files("site"), scratch.files("new"));
    assert!(scratch.read("site/article/slow-boats/index.html").contains("Slower boats"));
    let neighbours = ["man-chuan", "the-ledger"].map(|id| scratch.read(&format!("site/article/{id}/index.html")));
    assert!(neighbours.iter().any(|page| page.contains("Slower boats")), "an article names the ones beside it");
    assert!(scratch.read("site/index.html").contains("Slower boats"));
}

#[test]
fn a_modified_page_is_rebuilt() {
    let scratch = Scratch::new();
    scratch.build("site", &[]).assert_exit_code(0);
    let page = scratch.read("site/article/slow-boats/index.html");
    scratch.write("site/article/slow-boats/index.html", "changed");
    scratch.build("site", &[]).assert_exit_code(0);
    assert_eq!(scratch.read("site/article/slow-boats/index.html"), page);
}

#[test]
fn unchanged_pages_are_not_rewritten() {
    let scratch = Scratch::new();
    let line = |n: usize| {
        format!("{{\"id\": \"canal-{n}\", \"title\": \"Canal {n}\", \"text\": \"Water {n}.\", \"date\": \"2014-01-{:02}\"}}", n + 1)
    };
    scratch.write("canals.jsonl", &(0..9).map(line).collect::<Vec<_>>().join("\n"));
    scratch.run(&["import", "canals.jsonl"]).assert_exit_code(0);
    scratch.build("site", &[]).assert_exit_code(0);
    let pages = (0..9).map(|n| format!("site/article/canal-{n}/index.html"));
    let before: Vec<(String, SystemTime)> = pages.map(|page| (page.clone(), modified_time(&scratch, &page))).collect();
    set_title(&scratch, "canal-4", "The fourth canal");
    scratch.build("site", &[]).assert_exit_code(0);
    let rebuilt = before.iter().filter(|(page, at)| modified_time(&scratch, page) != *at).map(|(page, _)| page.as_str());
    let rebuilt: Vec<&str> = rebuilt.collect();
    assert_eq!(rebuilt, [3, 4, 5].map(|n| format!("site/article/canal-{n}/index.html")), "the article and its neighbours");
    // A setting that every page shows changes every page.
    let site = scratch.read("corpus/site.json").replacen("Harbour", "Quay", 1);
    scratch.write("corpus/site.json", &site);
    scratch.build("site", &[]).assert_exit_code(0);
    assert!(before.iter().all(|(page, _)| scratch.read(page).contains("Quay")));
}
