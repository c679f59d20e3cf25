//! A corpus too large for one pack.

use super::support::Scratch;
use lectern::article::Article;
use lectern::cli::folder;
use lectern::corpus::card::CardPack;
use lectern::corpus::manifest::{DIGITS, File};
use lectern::corpus::pack::ArticlePack;
use lectern::corpus::{Days, Manifest};
use std::fmt::Write;
use std::fs;

const ARTICLES: usize = 700;

/// Articles of letters by chance, so that they weigh something: dates in disorder, some vague, some missing.
fn large() -> Scratch {
    let scratch = Scratch::new();
    let (mut lines, mut state) = (String::new(), 7u32);
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state >> 8
    };
    for number in 0..ARTICLES {
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
    scratch.run(&["import", "many.jsonl"]).exits(0);
    // Nothing here is about preview pictures, which take longer than the rest.
    scratch.write("corpus/site.json", r#"{"name": "Many"}"#);
    scratch
}

fn read<T: serde::de::DeserializeOwned>(scratch: &Scratch, file: &File) -> T {
    let text = scratch.read(&format!("site/corpus/{}", file.path));
    let named = file.path.rsplit_once('.').unwrap().0.rsplit_once('-').unwrap().1;
    assert!(named.len() >= DIGITS && folder::sha256(text.as_bytes()).starts_with(named), "{}", file.path);
    serde_json::from_str(&text).unwrap()
}

#[test]
fn every_article_is_in_the_pack_that_the_manifest_names_for_it() {
    let scratch = large();
    scratch.build("site", &["--pages", "recent:100"]).exits(0);
    let manifest: Manifest = serde_json::from_str(&scratch.read("site/corpus/manifest.json")).unwrap();
    assert_eq!(manifest.count as usize, ARTICLES);
    let packs: Vec<ArticlePack> = (0..manifest.articles.len()).map(|n| read(&scratch, &manifest.article_file(n).unwrap())).collect();
    let cards: Vec<CardPack> = (0..manifest.cards.len()).map(|n| read(&scratch, &manifest.card_file(n).unwrap())).collect();
    let (ids, days): (Vec<String>, Days) = (read(&scratch, &manifest.ids), read(&scratch, &manifest.days));
    assert!(packs.len() > 3 && ids.len() == ARTICLES);
    for (ordinal, id) in (0u32..).zip(&ids) {
        let pack = &packs[manifest.articles.of(ordinal).unwrap()];
        let article: &Article = &pack.articles[(ordinal - pack.first) as usize];
        let pack = &cards[manifest.cards.of(ordinal).unwrap()];
        let card = &pack.cards[(ordinal - pack.first) as usize];
        assert_eq!((&article.id, &card.id, &article.published), (id, id, &card.published));
        let day = card.published.clone();
        assert!(days.range(day.as_deref(), day.as_deref()).any(|found| found == ordinal), "{day:?}");
    }
}

#[test]
fn a_large_corpus_gives_the_same_bytes_again_and_pages_only_where_they_were_asked() {
    let scratch = large();
    scratch.build("site", &["--pages", "recent:100"]).exits(0);
    scratch.build("again", &["--pages", "recent:100"]).exits(0);
    let files = scratch.files("site");
    assert_eq!(files, scratch.files("again"));
    assert_eq!(files.keys().filter(|path| path.starts_with("article/")).count(), 100);
    assert!(files.contains_key("404.html") && files.contains_key(&format!("page/{}/index.html", ARTICLES.div_ceil(60))));
}
