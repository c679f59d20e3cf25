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
struct Place(TempDir);

impl Place {
    fn new() -> Place {
        Place(tempfile::tempdir().unwrap())
    }

    fn path(&self, inside: &str) -> PathBuf {
        self.0.path().join(inside)
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> &Place {
        let to = self.path(name);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::write(to, bytes).unwrap();
        self
    }

    fn options(&self, sources: &[&str], force: bool) -> Options {
        Options { corpus: self.path("corpus"), force, sources: sources.iter().map(|source| self.path(source)).collect() }
    }

    fn import(&self, sources: &[&str]) -> Outcome {
        run(&self.options(sources, false), &mut || (), &mut |_, _| {})
    }

    fn articles(&self) -> Vec<Article> {
        let folder = Folder::new(self.path("corpus"));
        folder.files("articles").iter().map(|file| folder.article(file).unwrap()).collect()
    }

    fn titles(&self) -> Vec<String> {
        let mut titles: Vec<String> = self.articles().into_iter().map(|article| article.title).collect();
        titles.sort();
        titles
    }

    fn words(&self, title: &str) -> String {
        let articles = self.articles();
        let article = articles.iter().find(|article| article.title == title).unwrap();
        text::blocks_words(&article.body)
    }
}

fn said(outcome: &Outcome) -> String {
    outcome.problems.iter().map(|problem| format!("{problem}\n")).collect()
}

fn page(title: &str, canonical: &str, words: &str, more: &str) -> String {
    format!(
        "<!doctype html><html lang=en><title>{title}</title><link rel=canonical href='{canonical}'>\
         <article><h1>{title}</h1><p>{words}</p>{more}<p>{words} So it was.</p></article></html>"
    )
}

fn row(id: &str, title: &str, text: &str) -> String {
    format!("{{\"id\": \"{id}\", \"title\": \"{title}\", \"text\": \"{text}\"}}\n")
}

const ADDRESS: &str = "https://example.org/story";

#[test]
fn another_page_with_the_same_address_replaces_nothing() {
    let place = Place::new();
    place.write("one/ships.html", page("Ships", ADDRESS, SHIPS, "")).write("two/flour.html", page("Flour", ADDRESS, FLOUR, ""));
    place.import(&["one"]);
    assert_eq!(place.import(&["two"]).counts, Counts { new: 1, ..Counts::default() });
    assert_eq!(place.titles(), ["Flour", "Ships"]);
    assert_eq!(place.import(&["one", "two"]).counts, Counts { unchanged: 2, ..Counts::default() });
}

#[test]
fn a_page_saved_again_under_another_name_is_the_same_article() {
    let place = Place::new();
    place
        .write("one/ships.html", page("Ships", ADDRESS, SHIPS, ""))
        .write("two/again.html", page("Ships", ADDRESS, &SHIPS.replace("dusk", "dawn"), ""));
    place.import(&["one"]);
    assert_eq!(place.import(&["two"]).counts, Counts { updated: 1, ..Counts::default() });
    assert!(place.words("Ships").contains("dawn"));
}

#[test]
fn pictures_that_a_page_lost_are_kept_and_said() {
    let place = Place::new();
    let figures = "<figure><img src='ships_files/a.png' alt='A ship'><figcaption>One ship of many</figcaption></figure>\
                   <p>Behind the point the water lay still.</p><img src='ships_files/b.png' alt='The book'>";
    let picture = |grey: u8| {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, 40, 30);
        encoder.set_color(png::ColorType::Grayscale);
        encoder.write_header().unwrap().write_image_data(&[grey; 1200]).unwrap();
        bytes
    };
    place.write("one/ships.html", page("Ships", ADDRESS, SHIPS, figures)).write("one/ships_files/a.png", picture(9));
    place.write("one/ships_files/b.png", picture(200)).write("two/ships.html", page("Ships", ADDRESS, SHIPS, figures));
    place.write("three/ships.html", page("Ships", ADDRESS, &SHIPS.replace("dusk", "dawn"), figures));
    place.import(&["one"]);
    let before = place.articles();
    let outcome = place.import(&["two"]);
    assert_eq!(outcome.counts, Counts { unchanged: 1, ..Counts::default() });
    assert!(said(&outcome).contains("2 pictures of an earlier import"), "{}", said(&outcome));
    assert_eq!(place.articles(), before);
    assert_eq!(place.import(&["three"]).counts, Counts { updated: 1, ..Counts::default() });
    let pictures =
        |articles: &[Article]| articles[0].body.iter().filter(|block| matches!(block, Block::Figure(f) if !f.images.is_empty())).count();
    assert_eq!((pictures(&place.articles()), pictures(&before)), (2, 2));
    assert!(place.words("Ships").contains("dawn"));
    run(&place.options(&["three"], true), &mut || (), &mut |_, _| {});
    assert_eq!(pictures(&place.articles()), 0, "--force takes a reading as it is");
}

#[test]
fn a_different_page_at_a_known_path_goes_to_review() {
    let place = Place::new();
    place.write("one/index.html", page("Ships", "", SHIPS, "")).write("two/index.html", page("Flour", "", FLOUR, ""));
    place.import(&["one"]);
    let outcome = place.import(&["two"]);
    assert_eq!(outcome.counts, Counts { reviewed: 1, ..Counts::default() });
    assert!(said(&outcome).contains("review/ships.json") && !outcome.failed(), "{}", said(&outcome));
    assert_eq!(place.titles(), ["Ships"]);
    assert_eq!(Folder::new(place.path("corpus")).article("review/ships.json").unwrap().title, "Flour");
    run(&place.options(&["two"], true), &mut || (), &mut |_, _| {});
    assert_eq!(place.titles(), ["Flour"]);
}

#[test]
fn a_page_that_lost_most_of_its_words_does_not_replace_its_article() {
    let place = Place::new();
    place.write("one/ships.html", page("Ships", ADDRESS, SHIPS, &format!("<p>{FLOUR}</p>")));
    place.write("two/ships.html", page("Ships", ADDRESS, "Please accept what we keep on your device, or subscribe to go on.", ""));
    place.import(&["one"]);
    let outcome = place.import(&["two"]);
    assert_eq!(outcome.counts, Counts { reviewed: 1, ..Counts::default() });
    assert!(place.words("Ships").contains("baker") && said(&outcome).contains("--force"), "{}", said(&outcome));
}

#[test]
fn two_files_of_one_name_given_at_once_are_two_articles() {
    let place = Place::new();
    place.write("one/index.html", page("Ships", "", SHIPS, "")).write("two/index.html", page("Flour", "", FLOUR, ""));
    assert_eq!(place.import(&["one/index.html", "two/index.html"]).counts, Counts { new: 2, ..Counts::default() });
    assert_eq!(place.import(&["two/index.html", "one/index.html"]).counts, Counts { unchanged: 2, ..Counts::default() });
    assert_eq!(place.titles(), ["Flour", "Ships"]);
}

#[test]
fn a_renamed_file_keeps_its_article_and_a_removed_one_leaves_it() {
    let place = Place::new();
    place.write("src/a.txt.md", format!("# Ships\n\n{SHIPS}\n")).write("src/b.md", format!("# Flour\n\n{FLOUR}\n"));
    place.import(&["src"]);
    fs::rename(place.path("src/a.txt.md"), place.path("src/ships.md")).unwrap();
    fs::remove_file(place.path("src/b.md")).unwrap();
    assert_eq!(place.import(&["src"]).counts, Counts { unchanged: 1, ..Counts::default() });
    assert_eq!(place.titles(), ["Flour", "Ships"]);
    let ships = place.articles().into_iter().find(|article| article.title == "Ships").unwrap();
    assert_eq!(ships.capture.unwrap().from, "ships.md");
}

#[test]
fn rows_that_share_an_id_are_articles_of_their_own_and_stay_the_same() {
    let place = Place::new();
    let rows = [row("a1", "First", SHIPS), row("a1", "Second", SHIPS), row("A1", "Third", SHIPS), row("a1#2", "Fourth", SHIPS)];
    place.write("rows.jsonl", rows.concat());
    let outcome = place.import(&["rows.jsonl"]);
    assert_eq!(outcome.counts, Counts { new: 4, ..Counts::default() });
    assert!(said(&outcome).contains("the id \"a1\" is already used"), "{}", said(&outcome));
    assert_eq!(place.import(&["rows.jsonl"]).counts, Counts { unchanged: 4, ..Counts::default() });
    let ids = |place: &Place| place.articles().into_iter().map(|article| (article.title, article.id)).collect::<Vec<_>>();
    let before = ids(&place);
    place.write("rows.jsonl", rows.concat().replace("dusk", "dawn"));
    assert_eq!(place.import(&["rows.jsonl"]).counts, Counts { updated: 4, ..Counts::default() });
    assert_eq!(ids(&place), before);
    assert!(["First", "Second", "Third", "Fourth"].iter().all(|title| place.words(title).contains("dawn")));
}

#[test]
fn a_row_that_became_another_article_replaces_nothing() {
    let place = Place::new();
    place.write("one/rows.jsonl", row("1", "Ships", SHIPS)).write("two/rows.jsonl", row("1", "Flour", FLOUR));
    place.import(&["one/rows.jsonl"]);
    let outcome = place.import(&["two/rows.jsonl"]);
    assert_eq!(outcome.counts, Counts { new: 1, ..Counts::default() });
    assert_eq!(place.titles(), ["Flour", "Ships"]);
}

#[test]
fn a_row_that_was_written_anew_is_updated_and_what_it_was_is_kept() {
    let place = Place::new();
    place.write("one/rows.jsonl", row("1", "Ships", SHIPS)).write("two/rows.jsonl", row("1", "Ships", FLOUR));
    place.import(&["one/rows.jsonl"]);
    let outcome = place.import(&["two/rows.jsonl"]);
    assert_eq!(outcome.counts, Counts { updated: 1, ..Counts::default() });
    assert!(said(&outcome).contains("review/"), "{}", said(&outcome));
    assert!(place.words("Ships").contains("baker"));
    assert!(fs::read_to_string(place.path("corpus/review/1.json")).unwrap().contains("keeper"));
}

#[test]
fn rows_without_ids_move_when_one_is_put_before_them() {
    let place = Place::new();
    let line = |title: &str, text: &str| format!("{{\"title\": \"{title}\", \"text\": \"{text}\"}}\n");
    let (ships, flour) = (line("Ships", SHIPS), line("Flour", FLOUR));
    place.write("rows.jsonl", format!("{ships}{flour}"));
    place.import(&["rows.jsonl"]);
    place.write(
        "rows.jsonl",
        format!("{}{ships}{flour}", line("Rope", "A rope as thick as an arm lay coiled beside the door of the loft.")),
    );
    let counts = place.import(&["rows.jsonl"]).counts;
    assert_eq!((counts.new, counts.unchanged), (1, 2));
    assert_eq!(place.titles(), ["Flour", "Rope", "Ships"]);
}

#[test]
fn an_article_that_a_hand_corrected_is_kept_whatever_comes() {
    let place = Place::new();
    place.write("one/index.html", page("Ships", "", SHIPS, "")).write("two/index.html", page("Flour", "", FLOUR, ""));
    place.import(&["one"]);
    let file = place.path("corpus/articles/ships.json");
    fs::write(&file, fs::read_to_string(&file).unwrap().replace("keeper", "warden")).unwrap();
    place.write("one/index.html", page("Ships", "", &SHIPS.replace("dusk", "dawn"), ""));
    assert_eq!(place.import(&["one"]).counts, Counts { kept: 1, ..Counts::default() });
    assert_eq!(place.import(&["two"]).counts, Counts { reviewed: 1, ..Counts::default() });
    assert!(place.words("Ships").contains("warden"));
    // What waits for a person is not replaced by what came later from elsewhere.
    assert_eq!(fs::read_dir(place.path("corpus/review")).unwrap().count(), 2, "two readings that differ");
}

#[test]
fn two_commands_that_import_at_once_lose_nothing() {
    let place = Place::new();
    for n in 0..40 {
        place.write(&format!("one/ships-{n}.md"), format!("# Ships\n\nOf the day {n}. {SHIPS}\n"));
        place.write(&format!("two/boats-{n}.md"), format!("# Ships\n\nOf the night {n}. {FLOUR}\n"));
    }
    let waited = AtomicBool::new(false);
    std::thread::scope(|scope| {
        for source in ["one", "two"] {
            let (options, waited) = (place.options(&[source], false), &waited);
            scope.spawn(move || run(&options, &mut || waited.store(true, Ordering::SeqCst), &mut |_, _| {}));
        }
    });
    assert_eq!(place.articles().len(), 80);
}
