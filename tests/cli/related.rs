//! What to read after an article: related articles, the same story in other sources, series.

use super::support::{Scratch, copy_folder, fixture};
use lectern::corpus::pack::ArticlePack;
use lectern::corpus::{Manifest, Related};
use std::collections::BTreeMap;
use std::path::Path;

/// A reading room with the sample of this repository.
fn sample() -> Scratch {
    let scratch = Scratch::new();
    std::fs::remove_dir_all(scratch.path("corpus")).unwrap();
    copy_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus"), &scratch.path("corpus"));
    scratch
}

/// Imports rows and builds.
fn build_rows(rows: &[serde_json::Value]) -> Scratch {
    let scratch = Scratch::new();
    scratch.write("rows.jsonl", &rows.iter().map(|row| format!("{row}\n")).collect::<String>());
    scratch.run(&["import", "rows.jsonl"]).assert_exit_code(0);
    scratch.build("site", &[]).assert_exit_code(0);
    scratch
}

/// What each article of a site names, from the packs.
fn related_by_id(scratch: &Scratch) -> BTreeMap<String, Related> {
    let manifest: Manifest = serde_json::from_str(&scratch.read("site/corpus/manifest.json")).unwrap();
    let files = (0..manifest.articles.len()).filter_map(|number| manifest.article_file(number));
    let packs = files.map(|file| serde_json::from_str::<ArticlePack>(&scratch.read(&format!("site/corpus/{}", file.path))).unwrap());
    packs.flat_map(|pack| pack.articles.into_iter().map(|article| article.id).zip(pack.related).collect::<Vec<_>>()).collect()
}

fn ids(related: &Related) -> Vec<&str> {
    related.articles.iter().map(|card| card.id.as_str()).collect()
}

/// The section of related articles in a page.
fn section(page: &str) -> &str {
    let (_, section) = page.split_once("<section class=\"related\">").unwrap_or_default();
    section.split("</section>").next().unwrap()
}

/// A text of `count` words about a topic.
fn text(topic: &str, count: usize) -> String {
    (0..count).map(|number| format!("The {topic} number {topic}{number} stands. ")).collect()
}

/// Another text about the same.
fn other_text(topic: &str, count: usize) -> String {
    (0..count).map(|number| format!("Behind {topic}{number} lies a field. ")).collect()
}

#[test]
fn articles_of_the_sample_name_related_ones_and_no_version_of_their_own() {
    let scratch = sample();
    scratch.build("site", &[]).assert_exit_code(0);
    scratch.build("again", &[]).assert_exit_code(0);
    assert_eq!(scratch.files("site"), scratch.files("again"));
    let related = related_by_id(&scratch);
    assert_eq!(related.len(), 34);
    let page = scratch.read("site/article/letters-in-a-watchtower/index.html");
    assert!(section(&page).starts_with("<h2>Related articles</h2>"), "{page}");
    assert!(section(&page).matches("<a href=\"/article/").count() >= 2, "{}", section(&page));
    assert!(section(&page).contains("/article/paper-comes-to-samarkand/") && section(&page).contains("paper"), "{}", section(&page));
    for (id, of_article) in &related {
        let names: serde_json::Value = serde_json::from_str(&scratch.read(&format!("corpus/articles/{id}.json"))).unwrap();
        let versions: Vec<&str> = names["versions"].as_array().into_iter().flatten().filter_map(|version| version["id"].as_str()).collect();
        let chosen = ids(of_article);
        assert!(chosen.len() <= 4 && chosen.iter().all(|other| other != id && !versions.contains(other)), "{id}: {chosen:?}");
        assert_eq!(of_article.shared.len(), chosen.len());
    }
    assert!(related.values().filter(|related| related.articles.len() >= 2).count() >= 30);
}

#[test]
fn folders_and_single_files_name_them_too() {
    let scratch = sample();
    let reader = fixture("reader");
    for options in [&["--folder", "--out", "folder"][..], &["--single-file", "room.html"]] {
        scratch.run(&[&["build", "--reader", reader.to_str().unwrap()], options].concat()).assert_exit_code(0);
    }
    assert!(section(&scratch.read("folder/article/turksib/index.html")).contains("article/the-line-that-met-in-the-steppe/"));
    assert!(scratch.read("room.html").contains("the-line-that-met-in-the-steppe"));
}

#[test]
fn a_draft_is_never_named() {
    let scratch = sample();
    let path = "corpus/articles/paper-comes-to-samarkand.json";
    scratch.write(path, &scratch.read(path).replacen('{', "{\"draft\": true,", 1));
    scratch.build("site", &[]).assert_exit_code(0);
    assert!(related_by_id(&scratch).values().all(|related| related.cards().all(|card| card.id != "paper-comes-to-samarkand")));
    scratch.run(&["check", "--site", "site"]).assert_exit_code(0);
}

#[test]
fn the_same_story_stands_apart_from_related_articles() {
    let row = |id: &str, source: &str, text: String| serde_json::json!({"id": id, "title": id, "source": source, "date": "2014-05-01", "lang": "en", "text": text});
    let rows = [
        row("flood", "Gazette", text("dyke", 60)),
        row("water", "Herald", text("dyke", 58)),
        row("bank", "Gazette", other_text("dyke", 60)),
        row("tea", "Gazette", text("leaf", 60)),
        row("silk", "Gazette", text("worm", 60)),
        row("cloth", "Gazette", text("loom", 60)),
    ];
    let scratch = build_rows(&rows);
    let related = related_by_id(&scratch);
    let same_story = |id: &str| related[id].same_story.iter().map(|card| card.id.as_str()).collect::<Vec<_>>();
    assert_eq!((same_story("flood"), same_story("water"), same_story("bank")), (vec!["water"], vec!["flood"], vec![]));
    assert_eq!((ids(&related["flood"]), ids(&related["tea"])), (vec!["bank"], vec![]));
    assert_eq!(ids(&related["bank"]).len(), 1, "one of the two that tell the same");
    let page = scratch.read("site/article/flood/index.html");
    assert!(page.contains("<h2>The same story elsewhere</h2>") && page.contains("<b>Herald</b>"), "{page}");
}

#[test]
fn parts_of_a_series_link_to_each_other() {
    let row = |id: &str, title: &str| serde_json::json!({"id": id, "title": title, "date": "2014-05-01", "lang": "en", "text": "Short."});
    let scratch = build_rows(&[row("one", "The Long Line (1/3)"), row("two", "The Long Line (2/3)"), row("short", "A Short Line")]);
    let related = related_by_id(&scratch);
    let next = related["one"].next_part.as_ref().map(|card| card.id.as_str());
    assert_eq!((related["one"].part, related["one"].part_count, next), (1, 3, Some("two")));
    assert_eq!(related["short"], Related::default());
    let page = scratch.read("site/article/two/index.html");
    assert!(page.contains("<nav aria-label=\"Part 2 of 3\" class=\"series\">"), "{page}");
    assert!(page.contains("<a href=\"/room/article/one/\" rel=\"prev\"><span class=\"neighbour-label\">Previous part</span>"), "{page}");
}
