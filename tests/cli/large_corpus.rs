//! A corpus too large for one pack.

use super::support::Scratch;
use lectern::article::Article;
use lectern::cli::folder;
use lectern::corpus::card::CardPack;
use lectern::corpus::manifest::{File, HASH_DIGITS};
use lectern::corpus::pack::ArticlePack;
use lectern::corpus::{Days, Manifest};
use std::fmt::Write;
use std::fs;

const ARTICLE_COUNT: usize = 700;

/// Articles of letters by chance, so that they weigh something: dates in disorder, some vague, some missing.
fn large_corpus() -> Scratch {
    let scratch = Scratch::new();
    let (mut lines, mut state) = (String::new(), 7u32);
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state >> 8
    };
    for number in 0..ARTICLE_COUNT {
        // One long word weighs as much as many, and is indexed sooner.
        let long: String = (0..900).map(|_| char::from(b'a' + (next() % 23) as u8)).collect();
        let date = match number % 50 {
            0 => String::new(),
            1 => "2021-03".to_owned(),
            n => format!("20{:02}-03-{:02}", next() % 25, n % 28 + 1),
        };
        writeln!(lines, r#"{{"id":"n{number}","title":"Number {number}","date":"{date}","text":"Words and {long}"}}"#).unwrap();
    }
    scratch.write("many.jsonl", &lines);
    fs::remove_dir_all(scratch.path("corpus/articles")).unwrap();
    scratch.run(&["import", "many.jsonl"]).assert_exit_code(0);
    // Nothing here is about preview pictures, which take longer than the rest.
    scratch.write("corpus/site.json", r#"{"name": "Many"}"#);
    scratch
}

fn read_pack<T: serde::de::DeserializeOwned>(scratch: &Scratch, file: &File) -> T {
    let text = scratch.read(&format!("site/corpus/{}", file.path));
    let file_hash = file.path.rsplit_once('.').unwrap().0.rsplit_once('-').unwrap().1;
    assert!(file_hash.len() >= HASH_DIGITS && folder::sha256(text.as_bytes()).starts_with(file_hash), "{}", file.path);
    serde_json::from_str(&text).unwrap()
}

#[test]
fn the_manifest_locates_every_article() {
    let scratch = large_corpus();
    scratch.build("site", &["--pages", "recent:100"]).assert_exit_code(0);
    let manifest: Manifest = serde_json::from_str(&scratch.read("site/corpus/manifest.json")).unwrap();
    assert_eq!(manifest.count as usize, ARTICLE_COUNT);
    let packs: Vec<ArticlePack> = (0..manifest.articles.len()).map(|n| read_pack(&scratch, &manifest.article_file(n).unwrap())).collect();
    let cards: Vec<CardPack> = (0..manifest.cards.len()).map(|n| read_pack(&scratch, &manifest.card_file(n).unwrap())).collect();
    let (ids, days): (Vec<String>, Days) = (read_pack(&scratch, &manifest.ids), read_pack(&scratch, &manifest.days));
    assert!(packs.len() > 3 && ids.len() == ARTICLE_COUNT);
    for (doc_id, id) in (0u32..).zip(&ids) {
        let pack = &packs[manifest.articles.pack_number(doc_id).unwrap()];
        let article: &Article = &pack.articles[(doc_id - pack.first) as usize];
        let pack = &cards[manifest.cards.pack_number(doc_id).unwrap()];
        let card = &pack.cards[(doc_id - pack.first) as usize];
        assert_eq!((&article.id, &card.id, &article.published), (id, id, &card.published));
        let day = card.published.clone();
        assert!(days.docs_in_range(day.as_deref(), day.as_deref()).any(|found| found == doc_id), "{day:?}");
    }
}

#[test]
fn a_large_corpus_builds_reproducibly_with_recent_pages_only() {
    let scratch = large_corpus();
    scratch.build("site", &["--pages", "recent:100"]).assert_exit_code(0);
    scratch.build("again", &["--pages", "recent:100"]).assert_exit_code(0);
    let files = scratch.files("site");
    assert_eq!(files, scratch.files("again"));
    assert_eq!(files.keys().filter(|path| path.starts_with("article/")).count(), 100);
    assert!(files.contains_key("404.html") && files.contains_key(&format!("page/{}/index.html", ARTICLE_COUNT.div_ceil(60))));
}
