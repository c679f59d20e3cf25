//! Nothing is lost when a source comes again, or another one looks like it: through the command's own door.

#![allow(clippy::unwrap_used, clippy::string_slice, clippy::expect_used)]

use lectern::article::{Article, Block, text};
use lectern::cli::folder::Folder;
use lectern::cli::import::{Counts, Options, Outcome, run};
use std::fs;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use tempfile::TempDir;

const SHIPS: &str = "The keeper counted the ships that passed the point, wrote each one into the book, and closed the book at dusk.";
const FLOUR: &str = "Nobody had asked the baker about the flood, yet the answer stood on the wall in flour for all the street.";

/// Folders of sources and a corpus, thrown away afterwards.
struct ImportTest(TempDir);

impl ImportTest {
    fn new() -> ImportTest {
        ImportTest(tempfile::tempdir().unwrap())
    }

    fn path(&self, inside: &str) -> PathBuf {
        self.0.path().join(inside)
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> &ImportTest {
        let to = self.path(name);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::write(to, bytes).unwrap();
        self
    }

    fn options(&self, sources: &[&str], force: bool) -> Options {
        Options {
            corpus: self.path("corpus"),
            force,
            sources: sources.iter().map(|source| self.path(source)).collect(),
            ..Options::default()
        }
    }

    fn import(&self, sources: &[&str]) -> Outcome {
        run(&self.options(sources, false), &mut || (), &mut |_, _| {})
    }

    fn articles(&self) -> Vec<Article> {
        let folder = Folder::new(self.path("corpus"));
        folder.article_files("articles").iter().map(|file| folder.read_article(file).unwrap()).collect()
    }

    fn titles(&self) -> Vec<String> {
        let mut titles: Vec<String> = self.articles().into_iter().map(|article| article.title).collect();
        titles.sort();
        titles
    }

    fn article_text(&self, title: &str) -> String {
        let articles = self.articles();
        let article = articles.iter().find(|article| article.title == title).unwrap();
        text::blocks_text(&article.body)
    }
}

fn problem_text(outcome: &Outcome) -> String {
    outcome.diagnostics.iter().map(|problem| format!("{problem}\n")).collect()
}

fn html_page(title: &str, canonical: &str, words: &str, more: &str) -> String {
    format!(
        "<!doctype html><html lang=en><title>{title}</title><link rel=canonical href='{canonical}'>\
         <article><h1>{title}</h1><p>{words}</p>{more}<p>{words} So it was.</p></article></html>"
    )
}

fn json_row(id: &str, title: &str, text: &str) -> String {
    format!("{{\"id\": \"{id}\", \"title\": \"{title}\", \"text\": \"{text}\"}}\n")
}

const ADDRESS: &str = "https://example.org/story";

#[test]
fn another_page_with_the_same_url_replaces_nothing() {
    let test = ImportTest::new();
    test.write("one/ships.html", html_page("Ships", ADDRESS, SHIPS, "")).write("two/flour.html", html_page("Flour", ADDRESS, FLOUR, ""));
    test.import(&["one"]);
    assert_eq!(test.import(&["two"]).counts, Counts { new: 1, ..Counts::default() });
    assert_eq!(test.titles(), ["Flour", "Ships"]);
    assert_eq!(test.import(&["one", "two"]).counts, Counts { unchanged: 2, ..Counts::default() });
}

#[test]
fn a_page_saved_again_under_another_name_is_the_same_article() {
    let test = ImportTest::new();
    test.write("one/ships.html", html_page("Ships", ADDRESS, SHIPS, ""))
        .write("two/again.html", html_page("Ships", ADDRESS, &SHIPS.replace("dusk", "dawn"), ""));
    test.import(&["one"]);
    assert_eq!(test.import(&["two"]).counts, Counts { updated: 1, ..Counts::default() });
    assert!(test.article_text("Ships").contains("dawn"));
}

#[test]
fn pictures_missing_from_a_page_are_kept_and_reported() {
    let test = ImportTest::new();
    let figures = "<figure><img src='ships_files/a.png' alt='A ship'><figcaption>One ship of many</figcaption></figure>\
                   <p>Behind the point the water lay still.</p><img src='ships_files/b.png' alt='The book'>";
    let picture = |grey: u8| {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, 40, 30);
        encoder.set_color(png::ColorType::Grayscale);
        encoder.write_header().unwrap().write_image_data(&[grey; 1200]).unwrap();
        bytes
    };
    test.write("one/ships.html", html_page("Ships", ADDRESS, SHIPS, figures)).write("one/ships_files/a.png", picture(9));
    test.write("one/ships_files/b.png", picture(200)).write("two/ships.html", html_page("Ships", ADDRESS, SHIPS, figures));
    test.write("three/ships.html", html_page("Ships", ADDRESS, &SHIPS.replace("dusk", "dawn"), figures));
    test.import(&["one"]);
    let before = test.articles();
    let outcome = test.import(&["two"]);
    assert_eq!(outcome.counts, Counts { unchanged: 1, ..Counts::default() });
    assert!(problem_text(&outcome).contains("2 pictures of an earlier import"), "{}", problem_text(&outcome));
    assert_eq!(test.articles(), before);
    assert_eq!(test.import(&["three"]).counts, Counts { updated: 1, ..Counts::default() });
    let pictures =
        |articles: &[Article]| articles[0].body.iter().filter(|block| matches!(block, Block::Figure(f) if !f.images.is_empty())).count();
    assert_eq!((pictures(&test.articles()), pictures(&before)), (2, 2));
    assert!(test.article_text("Ships").contains("dawn"));
    run(&test.options(&["three"], true), &mut || (), &mut |_, _| {});
    assert_eq!(pictures(&test.articles()), 0, "--force takes a reading as it is");
}

#[test]
fn a_different_page_at_a_known_path_goes_to_review() {
    let test = ImportTest::new();
    test.write("one/index.html", html_page("Ships", "", SHIPS, "")).write("two/index.html", html_page("Flour", "", FLOUR, ""));
    test.import(&["one"]);
    let outcome = test.import(&["two"]);
    assert_eq!(outcome.counts, Counts { reviewed: 1, ..Counts::default() });
    assert!(problem_text(&outcome).contains("review/ships.json") && !outcome.has_failures(), "{}", problem_text(&outcome));
    assert_eq!(test.titles(), ["Ships"]);
    assert_eq!(Folder::new(test.path("corpus")).read_article("review/ships.json").unwrap().title, "Flour");
    run(&test.options(&["two"], true), &mut || (), &mut |_, _| {});
    assert_eq!(test.titles(), ["Flour"]);
}

#[test]
fn a_page_that_lost_most_of_its_words_does_not_replace_its_article() {
    let test = ImportTest::new();
    test.write("one/ships.html", html_page("Ships", ADDRESS, SHIPS, &format!("<p>{FLOUR}</p>")));
    test.write("two/ships.html", html_page("Ships", ADDRESS, "Please accept what we keep on your device, or subscribe to go on.", ""));
    test.import(&["one"]);
    let outcome = test.import(&["two"]);
    assert_eq!(outcome.counts, Counts { reviewed: 1, ..Counts::default() });
    assert!(test.article_text("Ships").contains("baker") && problem_text(&outcome).contains("--force"), "{}", problem_text(&outcome));
}

#[test]
fn two_files_of_one_name_given_at_once_are_two_articles() {
    let test = ImportTest::new();
    test.write("one/index.html", html_page("Ships", "", SHIPS, "")).write("two/index.html", html_page("Flour", "", FLOUR, ""));
    assert_eq!(test.import(&["one/index.html", "two/index.html"]).counts, Counts { new: 2, ..Counts::default() });
    assert_eq!(test.import(&["two/index.html", "one/index.html"]).counts, Counts { unchanged: 2, ..Counts::default() });
    assert_eq!(test.titles(), ["Flour", "Ships"]);
}

#[test]
fn a_renamed_file_keeps_its_article_and_a_removed_one_leaves_it() {
    let test = ImportTest::new();
    test.write("src/a.txt.md", format!("# Ships\n\n{SHIPS}\n")).write("src/b.md", format!("# Flour\n\n{FLOUR}\n"));
    test.import(&["src"]);
    fs::rename(test.path("src/a.txt.md"), test.path("src/ships.md")).unwrap();
    fs::remove_file(test.path("src/b.md")).unwrap();
    assert_eq!(test.import(&["src"]).counts, Counts { unchanged: 1, ..Counts::default() });
    assert_eq!(test.titles(), ["Flour", "Ships"]);
    let ships = test.articles().into_iter().find(|article| article.title == "Ships").unwrap();
    assert_eq!(ships.capture.unwrap().from, "ships.md");
}

#[test]
fn rows_that_share_an_id_are_articles_of_their_own_and_stay_the_same() {
    let test = ImportTest::new();
    let rows = [
        json_row("a1", "First", SHIPS),
        json_row("a1", "Second", SHIPS),
        json_row("A1", "Third", SHIPS),
        json_row("a1#2", "Fourth", SHIPS),
    ];
    test.write("rows.jsonl", rows.concat());
    let outcome = test.import(&["rows.jsonl"]);
    assert_eq!(outcome.counts, Counts { new: 4, ..Counts::default() });
    assert!(problem_text(&outcome).contains("the id \"a1\" is already used"), "{}", problem_text(&outcome));
    assert_eq!(test.import(&["rows.jsonl"]).counts, Counts { unchanged: 4, ..Counts::default() });
    let ids = |test: &ImportTest| test.articles().into_iter().map(|article| (article.title, article.id)).collect::<Vec<_>>();
    let before = ids(&test);
    test.write("rows.jsonl", rows.concat().replace("dusk", "dawn"));
    assert_eq!(test.import(&["rows.jsonl"]).counts, Counts { updated: 4, ..Counts::default() });
    assert_eq!(ids(&test), before);
    assert!(["First", "Second", "Third", "Fourth"].iter().all(|title| test.article_text(title).contains("dawn")));
}

#[test]
fn a_row_that_became_another_article_replaces_nothing() {
    let test = ImportTest::new();
    test.write("one/rows.jsonl", json_row("1", "Ships", SHIPS)).write("two/rows.jsonl", json_row("1", "Flour", FLOUR));
    test.import(&["one/rows.jsonl"]);
    let outcome = test.import(&["two/rows.jsonl"]);
    assert_eq!(outcome.counts, Counts { new: 1, ..Counts::default() });
    assert_eq!(test.titles(), ["Flour", "Ships"]);
}

#[test]
fn a_rewritten_row_is_updated_and_its_old_text_is_kept() {
    let test = ImportTest::new();
    test.write("one/rows.jsonl", json_row("1", "Ships", SHIPS)).write("two/rows.jsonl", json_row("1", "Ships", FLOUR));
    test.import(&["one/rows.jsonl"]);
    let outcome = test.import(&["two/rows.jsonl"]);
    assert_eq!(outcome.counts, Counts { updated: 1, ..Counts::default() });
    assert!(problem_text(&outcome).contains("review/"), "{}", problem_text(&outcome));
    assert!(test.article_text("Ships").contains("baker"));
    assert!(fs::read_to_string(test.path("corpus/review/1.json")).unwrap().contains("keeper"));
}

#[test]
fn rows_without_ids_are_recognized_after_an_insertion() {
    let test = ImportTest::new();
    let line = |title: &str, text: &str| format!("{{\"title\": \"{title}\", \"text\": \"{text}\"}}\n");
    let (ships, flour) = (line("Ships", SHIPS), line("Flour", FLOUR));
    test.write("rows.jsonl", format!("{ships}{flour}"));
    test.import(&["rows.jsonl"]);
    test.write(
        "rows.jsonl",
        format!("{}{ships}{flour}", line("Rope", "A rope as thick as an arm lay coiled beside the door of the loft.")),
    );
    let counts = test.import(&["rows.jsonl"]).counts;
    assert_eq!((counts.new, counts.unchanged), (1, 2));
    assert_eq!(test.titles(), ["Flour", "Rope", "Ships"]);
}

#[test]
fn items_of_a_feed_are_the_same_by_their_ids() {
    let item = |id: &str, title: &str, words: &str| {
        format!("<item><guid>{id}</guid><title>{title}</title><content:encoded><![CDATA[<p>{words}</p>]]></content:encoded></item>")
    };
    let feed = |items: &[String]| format!("<rss><channel><title>Point</title>{}</channel></rss>", items.concat());
    let test = ImportTest::new();
    let both = [item("A", "Ships", SHIPS), item("a", "Flour", FLOUR)];
    assert_eq!(test.write("feed.xml", feed(&both)).import(&["feed.xml"]).counts.new, 2);
    let longer = format!("{SHIPS} Then came the winter.");
    let changed = [
        item("new", "Harbour", "The harbour has a new crane, and nobody knows who paid for it."),
        item("A", "Ships", &longer),
        both[1].clone(),
    ];
    let counts = test.write("feed.xml", feed(&changed)).import(&["feed.xml"]).counts;
    assert_eq!((counts.new, counts.updated, counts.unchanged), (1, 1, 1));
    // An older item falls off a feed; its article stays.
    assert_eq!(test.write("feed.xml", feed(&changed[..1])).import(&["feed.xml"]).counts.unchanged, 1);
    assert_eq!(test.titles(), ["Flour", "Harbour", "Ships"]);
    assert_eq!(test.article_text("Ships"), longer);
}

#[test]
fn a_manually_edited_article_is_never_replaced() {
    let test = ImportTest::new();
    test.write("one/index.html", html_page("Ships", "", SHIPS, "")).write("two/index.html", html_page("Flour", "", FLOUR, ""));
    test.import(&["one"]);
    let file = test.path("corpus/articles/ships.json");
    fs::write(&file, fs::read_to_string(&file).unwrap().replace("keeper", "warden")).unwrap();
    test.write("one/index.html", html_page("Ships", "", &SHIPS.replace("dusk", "dawn"), ""));
    assert_eq!(test.import(&["one"]).counts, Counts { kept: 1, ..Counts::default() });
    assert_eq!(test.import(&["two"]).counts, Counts { reviewed: 1, ..Counts::default() });
    assert!(test.article_text("Ships").contains("warden"));
    // What waits for a person is not replaced by what came later from elsewhere.
    assert_eq!(fs::read_dir(test.path("corpus/review")).unwrap().count(), 2, "two readings that differ");
}

#[test]
fn two_commands_that_import_at_once_lose_nothing() {
    let test = ImportTest::new();
    for n in 0..40 {
        test.write(&format!("one/ships-{n}.md"), format!("# Ships\n\nOf the day {n}. {SHIPS}\n"));
        test.write(&format!("two/boats-{n}.md"), format!("# Ships\n\nOf the night {n}. {FLOUR}\n"));
    }
    let waited = AtomicBool::new(false);
    std::thread::scope(|scope| {
        for source in ["one", "two"] {
            let (options, waited) = (test.options(&[source], false), &waited);
            scope.spawn(move || run(&options, &mut || waited.store(true, Ordering::SeqCst), &mut |_, _| {}));
        }
    });
    assert_eq!(test.articles().len(), 80);
}

#[test]
fn a_source_that_is_as_it_was_is_not_read_again() {
    let test = ImportTest::new();
    let page = |words: &str| html_page("Harbour", "https://example.org/harbour", words, "");
    test.write("in/a.html", page(SHIPS)).write("in/b.html", html_page("Flood", "https://example.org/flood", FLOUR, ""));
    assert_eq!(test.import(&["in"]).counts, Counts { new: 2, ..Counts::default() });
    let journal = || fs::read_to_string(test.path("corpus/.lectern/imported.jsonl")).unwrap();
    assert_eq!(journal().lines().count(), 3, "{}", journal());
    // An article that is gone comes back, another one stays as it is.
    fs::remove_file(test.path("corpus/articles/flood.json")).unwrap();
    assert_eq!(test.import(&["in"]).counts, Counts { new: 1, unchanged: 1, ..Counts::default() });
    test.write("in/a.html", page(&format!("{SHIPS} Then the lamp was lit.")));
    assert_eq!(test.import(&["in"]).counts, Counts { updated: 1, unchanged: 1, ..Counts::default() });
    assert!(test.article_text("Harbour").contains("Then the lamp was lit."));
    assert_eq!(test.titles(), ["Flood", "Harbour"]);
}
