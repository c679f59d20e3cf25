//! Import through the command's own door: sources in, a corpus and problems out. The sources are in `tests/import`.

#![allow(clippy::unwrap_used, clippy::string_slice, clippy::expect_used)]

#[path = "import/archives.rs"]
mod archives;

use lectern::article::{Article, Block, Inline, text};
use lectern::cli::folder::Folder;
use lectern::cli::import::{Counts, Options, Outcome, run};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

#[path = "import/markdown_sites.rs"]
mod markdown_sites;

/// A folder of sources and a corpus, both thrown away afterwards.
struct ImportTest {
    folder: TempDir,
}

impl ImportTest {
    fn new() -> ImportTest {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("src")).unwrap();
        ImportTest { folder }
    }

    fn src(&self) -> PathBuf {
        self.folder.path().join("src")
    }

    fn corpus(&self) -> PathBuf {
        self.folder.path().join("corpus")
    }

    /// Puts files of `tests/import` among the sources, with the folders that they need.
    fn with_sources(self, names: &[&str]) -> ImportTest {
        for name in names {
            let to = self.src().join(name);
            fs::create_dir_all(to.parent().unwrap()).unwrap();
            fs::copy(Path::new("tests/import").join(name), to).unwrap();
        }
        self
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let to = self.src().join(name);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::write(to, bytes).unwrap();
    }

    fn import(&self) -> Outcome {
        self.import_with(false)
    }

    fn import_with(&self, force: bool) -> Outcome {
        run(&Options { corpus: self.corpus(), force, sources: vec![self.src()], ..Options::default() }, &mut || (), &mut |_, _| {})
    }

    fn articles(&self) -> Vec<Article> {
        let mut problems = Vec::new();
        let mut articles = Vec::new();
        let read = Folder::new(self.corpus()).for_each_article("articles", &mut problems, &mut |filed| {
            articles.push(filed.article);
            Ok(())
        });
        read.unwrap();
        assert_eq!(problems, []);
        articles
    }

    fn only_article(&self) -> Article {
        let mut all = self.articles();
        assert_eq!(all.len(), 1, "{:?}", all.iter().map(|a| &a.id).collect::<Vec<_>>());
        all.remove(0)
    }

    fn article_file(&self, id: &str) -> PathBuf {
        self.corpus().join(format!("articles/{id}.json"))
    }
}

fn counts(new: usize, updated: usize, unchanged: usize, kept: usize, refused: usize) -> Counts {
    Counts { new, updated, unchanged, kept, refused, reviewed: 0 }
}

fn problem_text(outcome: &Outcome) -> String {
    outcome.diagnostics.iter().map(|p| format!("{p}\n")).collect()
}

fn body_json(article: &Article) -> String {
    serde_json::to_string(&article.body).unwrap()
}

const NEWS: [&str; 4] = ["news.html", "news_files/quay.png", "news_files/crane tower.png", "news_files/route.svg"];

#[test]
fn a_saved_page_keeps_its_metadata() {
    let test = ImportTest::new().with_sources(&NEWS);
    assert_eq!(test.import().counts, counts(1, 0, 0, 0, 0));
    let article = test.only_article();
    assert_eq!((article.id.as_str(), article.title.as_str()), ("the-night-shift-counts-its-wagons", "The night shift counts its wagons"));
    assert_eq!(article.deck.as_deref(), Some("Where two gauges meet, forty-one wagons change their wheels before the sun is up."));
    assert_eq!(article.authors, ["Ada Norrland", "Piet Vos"]);
    assert_eq!(article.published.as_deref(), Some("2023-05-06T05:30:00+02:00"));
    assert_eq!(article.modified.as_deref(), Some("2023-05-07T09:00:00+02:00"));
    assert_eq!((article.lang.as_str(), article.section.as_deref()), ("en-GB", Some("Ports")));
    assert_eq!((article.publisher.as_deref(), article.tags.len()), (Some("The Quay Gazette"), 2));
    assert_eq!(article.canonical.as_deref(), Some("https://www.example.org/ports/2023/05/06/night-shift.html"));
    assert_eq!(article.capture.unwrap().from, "news.html");
}

#[test]
fn a_saved_page_becomes_typed_blocks() {
    let test = ImportTest::new().with_sources(&NEWS);
    test.import();
    let article = test.only_article();
    let body = body_json(&article);
    for part in [
        r#"{"heading":{"level":2,"text":["Wider wheels"]}}"#,
        r#"{"em":["A ",{"strong":["long"]}]}"#,
        r#"{"link":{"href":"https://www.example.org/ports/2023/05/glossary.html","text":["table of gauges"]}},{"sup":["2"]},", and no other list."#,
        r#"{"table":{"caption":["Gauges at the border"],"head":[["Side"],["Width"]],"rows":[[{"text":["West"],"head":true},["1,435 mm"]],[{"text":["Both are older than the yard."],"colspan":2}]]}}"#,
        r#"{"list":{"items":[[{"paragraph":["Lift the wagon."]},{"list":{"items":[[{"paragraph":["Check the brake."]}]]}}],[{"paragraph":["Set it down."]}]]}}"#,
        r#"{"quote":{"blocks":[{"paragraph":["The lamp has never failed, and neither has the count."]}],"cite":"Marta Lindqvist"}}"#,
        r#"{"paragraph":["First line of the verse,",{"break":null},"second line of the verse,",{"break":null},"and the third, which ends it."]}"#,
        r#"{"code":{"text":"41 wagons\n 4 hours"}}"#,
    ] {
        assert!(body.contains(part), "{part}\nnot in\n{body}");
    }
    for chrome in ["alert(1)", "onerror", "track(", "Read more", "cookies", "Rivers", "The Quay Gazette"] {
        assert!(!body.contains(chrome), "{chrome}");
    }
    assert_eq!(article.body.iter().filter(|b| matches!(b, Block::Heading(_))).count(), 1);
}

#[test]
fn pictures_are_copied_measured_and_stay_with_their_captions() {
    let test = ImportTest::new().with_sources(&NEWS);
    let outcome = test.import();
    let article = test.only_article();
    let figures: Vec<_> = article.body.iter().filter_map(|b| if let Block::Figure(f) = b { Some(f) } else { None }).collect();
    let shown: Vec<_> = figures.iter().map(|f| (text::plain_text(&f.caption), f.images.first().map(|i| (i.width, i.height)))).collect();
    assert_eq!(
        shown,
        [
            ("The third track at two in the morning.".into(), Some((24, 16))),
            ("The board of the canteen.".into(), Some((6, 4))),
            (String::new(), Some((12, 18))),
            ("The plain, which no one saved.".into(), None),
        ]
    );
    assert_eq!((figures[0].credit.as_deref(), figures[0].images[0].alt.as_str()), (Some("Ada Norrland"), "A quay at night"));
    for image in figures.iter().flat_map(|f| &f.images) {
        assert!(test.corpus().join(&image.src).is_file() && image.src.len() == "images/".len() + 16 + ".png".len(), "{}", image.src);
    }
    assert!(problem_text(&outcome).contains("https://img.example.org/far.jpg"));
    assert_eq!(body_json(&article).matches("The plain, which no one saved.").count(), 1);
}

#[test]
fn text_removed_from_a_page_is_recorded() {
    let test = ImportTest::new().with_sources(&NEWS);
    test.import();
    let cut = test.only_article().capture.unwrap().cut;
    for passage in ["We keep cookies to count our visitors.", "Rivers", "A river that moved its town", "All words are the Gazette's own."] {
        assert!(cut.iter().any(|c| c == passage), "{passage} not in {cut:?}");
    }
    assert!(!cut.iter().any(|c| c.contains("track(") || c.contains("forty-one wagons change")), "{cut:?}");
}

#[test]
fn a_page_that_is_saved_again_is_unchanged_and_keeps_its_id() {
    let test = ImportTest::new().with_sources(&NEWS);
    test.import();
    let before = fs::read(test.article_file("the-night-shift-counts-its-wagons")).unwrap();
    assert_eq!(test.import().counts, counts(0, 0, 1, 0, 0));
    assert_eq!(fs::read(test.article_file("the-night-shift-counts-its-wagons")).unwrap(), before);
    // Under another name, with another headline: the canonical address says that it is the same.
    let page = fs::read_to_string(test.src().join("news.html")).unwrap().replace("night shift counts its", "late shift counts all");
    fs::remove_file(test.src().join("news.html")).unwrap();
    test.write("again.html", page);
    assert_eq!(test.import().counts, counts(0, 1, 0, 0, 0));
    assert_eq!(test.only_article().id, "the-night-shift-counts-its-wagons");
    assert_eq!(test.only_article().title, "The late shift counts all wagons");
}

#[test]
fn a_manual_edit_is_kept_and_the_new_import_goes_to_review() {
    let test = ImportTest::new().with_sources(&["2023-05-06-lamps.md", "pictures/lamp.png"]);
    test.import();
    let path = test.article_file("lamps");
    let mut article: Article = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    article.deck = Some("Corrected by hand".into());
    fs::write(&path, serde_json::to_vec(&article).unwrap()).unwrap();
    assert_eq!(test.import().counts, counts(0, 0, 1, 0, 0));
    let changed = fs::read_to_string(test.src().join("2023-05-06-lamps.md")).unwrap().replace("three", "four");
    test.write("2023-05-06-lamps.md", changed);
    let outcome = test.import();
    assert_eq!(outcome.counts, counts(0, 0, 0, 1, 0));
    assert!(problem_text(&outcome).contains("review/lamps.json") && !outcome.has_failures());
    assert_eq!(test.only_article().deck.as_deref(), Some("Corrected by hand"));
    let review: Article = serde_json::from_slice(&fs::read(test.corpus().join("review/lamps.json")).unwrap()).unwrap();
    assert!(body_json(&review).contains("four"));
    assert_eq!(test.import_with(true).counts, counts(0, 1, 0, 0, 0));
    assert_eq!(test.only_article().deck.as_deref(), Some("What lights a yard"));
}

#[test]
fn reformatting_an_article_file_is_no_manual_edit() {
    let test = ImportTest::new().with_sources(&["2023-05-06-lamps.md", "pictures/lamp.png"]);
    test.import();
    let path = test.article_file("lamps");
    let value: serde_json::Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    fs::write(&path, serde_json::to_vec(&value).unwrap()).unwrap();
    let source = fs::read_to_string("tests/import/2023-05-06-lamps.md").unwrap();
    test.write("2023-05-06-lamps.md", format!("{source}\n\nOther words.\n"));
    assert_eq!(test.import().counts, counts(0, 1, 0, 0, 0));
}

#[test]
fn markdown_keeps_its_front_matter_blocks_notes_and_pictures() {
    let test = ImportTest::new().with_sources(&["2023-05-06-lamps.md", "pictures/lamp.png"]);
    let outcome = test.import();
    assert!(problem_text(&outcome).contains("../lists/lamps.md"), "a link to what is not imported is its words, and named");
    let article = test.only_article();
    assert_eq!(
        (article.id.as_str(), article.title.as_str(), article.published.as_deref()),
        ("lamps", "Lamps & cranes", Some("2023-05-06"))
    );
    assert_eq!((article.deck.as_deref(), article.authors.len(), article.tags.len()), (Some("What lights a yard"), 2, 2));
    let body = body_json(&article);
    for part in [
        r#"" lamps, and a list of them.""#,
        r#"{"note":[{"paragraph":["The list is on the ",{"strong":["second"]}," page."]}]}"#,
        r#""width":10,"height":6,"alt":"A yellow lamp"}],"caption":["The oldest lamp"]"#,
        r#"{"table":{"head":[["Lamp"],["Years"]],"rows":[[["Oil"],["40"]],[["Arc"],[{"code":"9"}]]]}}"#,
        r#"{"code":{"language":"sh","text":"count --all"}}"#,
        r#"["Water is H",{"sub":["2"]},"O."]"#,
    ] {
        assert!(body.contains(part), "{part}\nnot in\n{body}");
    }
    assert_eq!(article.capture.unwrap().cut, ["alert(1)", "mood: calm"]);
}

#[test]
fn every_line_of_json_lines_is_an_article_or_a_problem() {
    let test = ImportTest::new().with_sources(&["many.jsonl"]);
    let outcome = test.import();
    assert_eq!(outcome.counts, counts(3, 0, 0, 0, 2));
    assert!(outcome.has_failures());
    assert!(
        problem_text(&outcome).contains("many.jsonl: line 3: error") && problem_text(&outcome).contains("many.jsonl: line 4: error"),
        "{}",
        problem_text(&outcome)
    );
    let articles = test.articles();
    let first = articles.iter().find(|a| a.id == "d1").unwrap();
    assert_eq!(first.body, [Block::paragraph("One line and its end."), Block::paragraph("<b>Plain</b> words.")]);
    assert_eq!((first.source.as_deref(), first.canonical.as_deref()), (Some("The Quay Gazette"), Some("https://www.example.org/d1")));
    let second = articles.iter().find(|a| a.id == "d2").unwrap();
    assert_eq!(
        (second.title.as_str(), second.title_made, second.published.as_deref()),
        ("It has no title of its own", true, Some("2004-03-05"))
    );
    assert_eq!(second.authors, ["Ada Norrland", "Piet Vos"]);
    assert_eq!(test.import().counts, counts(0, 0, 3, 0, 2));
}

#[test]
fn a_thousand_lines_with_one_title_have_a_thousand_ids() {
    let test = ImportTest::new();
    let lines: String = (0..1000).map(|n| format!("{{\"title\":\"The same\",\"text\":\"Number {n}.\"}}\n")).collect();
    test.write("same.jsonl", lines);
    assert_eq!(test.import().counts, counts(1000, 0, 0, 0, 0));
    assert!(test.article_file("the-same").exists() && test.article_file("the-same-1000").exists());
    assert_eq!(test.import().counts, counts(0, 0, 1000, 0, 0));
}

#[test]
fn legacy_encodings_are_decoded() {
    let test = ImportTest::new().with_sources(&["latin.html", "undeclared-gb.html"]);
    assert_eq!(test.import().counts, counts(2, 0, 0, 0, 0));
    let articles = test.articles();
    let by = |lang: &str| articles.iter().find(|a| a.lang.starts_with(lang)).unwrap();
    assert!(text::blocks_text(&by("fr").body).contains("plus âgée que la grue elle-même"));
    assert_eq!(by("zh").title, "码头上的灯");
    assert!(text::blocks_text(&by("zh").body).starts_with("夜班从清点开始"));
    assert_eq!(by("zh").id, "ma-tou-shang-de-deng");
}

#[test]
fn invalid_sources_are_refused_and_the_rest_is_imported() {
    let test = ImportTest::new().with_sources(&["gone.html", "2023-05-06-lamps.md"]);
    test.write("empty.txt", "");
    test.write("binary.html", [0_u8, 159, 146, 150, 0, 1, 2, 3].repeat(50));
    test.write("feed.rss", "<rss version=\"2.0\"><channel/></rss>");
    test.write("data.json", "{\"name\": \"not an article\"}");
    test.write(".hidden.md", "Hidden.");
    test.write("table.ods", "?");
    let outcome = test.import();
    assert_eq!(outcome.counts, counts(1, 0, 0, 0, 5), "{}", problem_text(&outcome));
    let problems = problem_text(&outcome);
    for reason in [
        "gone.html: error: error page",
        "empty.txt: error: the file is empty",
        "binary.html: error: binary file",
        "feed.rss: error",
        "data.json: error",
        "table.ods: note",
    ] {
        assert!(problems.contains(reason), "{reason}\nnot in\n{problems}");
    }
    assert!(!problems.contains(".hidden") && !problems.contains(&*test.folder.path().to_string_lossy()), "{problems}");
}

#[test]
fn a_missing_source_is_reported() {
    let test = ImportTest::new();
    let options = Options { corpus: test.corpus(), sources: vec![test.src().join("nowhere.md")], ..Options::default() };
    let outcome = run(&options, &mut || (), &mut |_, _| {});
    assert_eq!(outcome.counts.refused, 1);
    assert!(problem_text(&outcome).contains("nowhere.md"));
}

#[test]
fn no_picture_is_taken_from_outside_the_folder() {
    let test = ImportTest::new();
    fs::copy("tests/import/pictures/lamp.png", test.folder.path().join("secret.png")).unwrap();
    let absolute = test.folder.path().join("secret.png");
    test.write(
        "deep/post.md",
        format!("# T\n\nText.\n\n![one](../../secret.png)\n\n![two]({})\n\n![three](../lamp.png)\n", absolute.display()),
    );
    fs::copy("tests/import/pictures/lamp.png", test.src().join("lamp.png")).unwrap();
    let outcome = test.import();
    let article = test.only_article();
    let images = article.body.iter().filter_map(|b| if let Block::Figure(f) = b { Some(f.images.len()) } else { None }).collect::<Vec<_>>();
    assert_eq!(images, [0, 0, 1], "{}", problem_text(&outcome));
}

/// A capture as a person saves it: the words of the page, and what stood around them.
const CAPTURE: &str = "Home\n\nThe lamps of the yard\n\nBy Ada Norrland | The Quay Gazette | July 1, 2024\n\n\
    The yard has three lamps, and each of them has a keeper who knows when it was lit, when it was trimmed, and who stood under it.\n\n\
    An oil lamp hangs at the gate of the yard on June 30, 2024. (Photo/The Quay Gazette)\n\n\
    The oldest is an oil lamp. It was brought by a keeper who did not trust the new ones, and it has never failed since the winter it was hung.\n\n\
    The youngest is an arc lamp, which can be seen from the other bank of the river on every night that is clear, and on some that are not.\n";

#[test]
fn numbered_pictures_beside_a_capture_are_its_figures() {
    let test = ImportTest::new();
    test.write("lamps.txt", CAPTURE);
    for (name, from) in
        [("lamps.1.png", "pictures/lamp.png"), ("lamps.2.png", "news_files/quay.png"), ("lamps.10.png", "news_files/crane tower.png")]
    {
        fs::copy(Path::new("tests/import").join(from), test.src().join(name)).unwrap();
    }
    let outcome = test.import();
    assert_eq!(outcome.counts, counts(1, 0, 0, 0, 0), "{}", problem_text(&outcome));
    let article = test.only_article();
    let widths: Vec<_> =
        article.body.iter().filter_map(|b| if let Block::Figure(f) = b { f.images.first().map(|i| i.width) } else { None }).collect();
    assert_eq!(widths, [10, 24, 12], "{}", body_json(&article));
}

#[test]
fn native_json_articles_are_imported_unchanged() {
    let test = ImportTest::new();
    test.write("own.json", r#"{"format":1,"id":"Own_1","lang":"en","title":"Own","capture":{"from":"https://example.org/own"},"body":[{"paragraph":["Words, ",{"glow":["kept"]}]}]}"#);
    assert_eq!(test.import().counts, counts(1, 0, 0, 0, 0));
    let article = test.only_article();
    assert_eq!((article.id.as_str(), article.capture.as_ref().unwrap().from.as_str()), ("Own_1", "https://example.org/own"));
    assert!(matches!(&article.body[0], Block::Paragraph(t) if matches!(&t[1], Inline::Unknown(kind, _) if kind == "glow")));
    assert_eq!(test.import().counts, counts(0, 0, 1, 0, 0));
}

#[test]
fn deeply_nested_pages_are_imported() {
    let test = ImportTest::new();
    let text = "<p>A sentence that is long enough to be taken for a part of an article, with a comma or two.</p>".repeat(12);
    test.write("divs.html", format!("<title>Deep</title><body>{}{text}", "<div>".repeat(1200)));
    test.write("lists.html", format!("<title>Lists</title><body><article>{text}{}item</article>", "<ul><li>".repeat(300)));
    test.write("inlines.html", format!("<title>Inlines</title><body><article>{text}<p>{}end</p></article>", "<em><a href=x>".repeat(300)));
    let outcome = test.import();
    assert_eq!(outcome.counts, counts(3, 0, 0, 0, 0), "{}", problem_text(&outcome));
    assert_eq!(test.articles().len(), 3);
}

/// `harbour.atom.xml` is the feed that Pelican 4.12 writes of two articles.
#[test]
fn a_generated_feed_comes_in_whole() {
    let test = ImportTest::new().with_sources(&["harbour.atom.xml"]);
    assert_eq!(test.import().counts, counts(2, 0, 0, 0, 0));
    let [slipway, tides] = <[Article; 2]>::try_from(test.articles()).unwrap();
    assert_eq!((slipway.id.as_str(), slipway.title.as_str()), ("the-slipway-opens-again", "The slipway opens again"));
    assert_eq!(
        (tides.title.as_str(), tides.deck.as_deref(), tides.review.as_deref()),
        ("Tides & boats: how to read the board", None, None)
    );
    let deck = "After two winters behind a fence the old slipway takes boats again, and the fee stays as it was.";
    assert_eq!((slipway.deck.as_deref(), slipway.review.as_deref()), (Some(deck), None));
    assert_eq!(
        (slipway.authors.as_slice(), slipway.tags.as_slice()),
        (&["Ada Norrland".into()][..], &["Harbour".into(), "slipway".into(), "repairs".into()][..])
    );
    assert_eq!(slipway.published.as_deref(), Some("2024-05-03T09:30:00+02:00"));
    assert_eq!((slipway.modified.as_deref(), tides.modified.as_deref()), (Some("2024-05-06T18:00:00+02:00"), None));
    assert_eq!((slipway.publisher.as_deref(), slipway.lang.as_str()), (Some("Harbour Notes"), "en"));
    assert_eq!(slipway.canonical.as_deref(), Some("https://harbour.example/slipway.html"));
    assert_eq!(slipway.capture.as_ref().unwrap().from, "harbour.atom.xml#tag:harbour.example,2024-05-03:%2Fslipway.html");
    let body = body_json(&slipway);
    for part in [
        r#"{"strong":["blue dinghy"]}"#,
        r#"{"heading":{"level":2,"text":["What it cost"]}}"#,
        r#"[{"paragraph":["the fence: 900 a month"]}]"#,
        r#"{"quote":{"blocks":[{"paragraph":["\"We counted the tides, not the days,\" said the mason."]}]}}"#,
        r#"{"caption":["The slipway at low water, with new concrete between old rails"]}"#,
        r#"{"link":{"href":"https://harbour.example/tides.html","text":["harbour office"]}}"#,
    ] {
        assert!(body.contains(part), "{part}\nnot in\n{body}");
    }
    let table = r#"{"table":{"head":[["Day"],["High water"],["Height"]],"rows":[[["Monday"],["06:10"],["2.4 m"]],[["Tuesday"],["06:52"],["2.2 m"]]]}}"#;
    assert!(body_json(&tides).contains(table), "{}", body_json(&tides));
    assert_eq!(test.import().counts, counts(0, 0, 2, 0, 0));
}

#[test]
fn a_malformed_feed_is_repaired() {
    let test = ImportTest::new();
    let words = "Caf\u{e9} caf\u{e9} na\u{ef}ve &eacute;t&eacute; &nbsp;1 < 2 & AT&T don\u{92}t <b>bold";
    let latin: Vec<u8> = words.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let head = b"\n<?xml version='1.0' encoding='utf-8'?><rss><channel><title>Harbour</title><item><title>One<link>http://harbour.example/1?a=1&copy=2</link><dc:creator>ada@harbour.example (Ada Norrland)</dc:creator><description>";
    let tail =
        b"\x0b<pubDate>Mon, 01 Jul 2024 10:00:00 GMT</pubDate></item><item><title>Two</title><content:encoded><![CDATA[<p>Cut in the mid";
    test.write("feed.html", [head.as_slice(), &latin, tail].concat());
    let outcome = test.import();
    assert!(problem_text(&outcome).contains("feed.html: warning: the feed ends too early"), "{}", problem_text(&outcome));
    let [one, two] = <[Article; 2]>::try_from(test.articles()).unwrap();
    assert_eq!(text::blocks_text(&one.body), "Caf\u{e9} caf\u{e9} na\u{ef}ve \u{e9}t\u{e9} \u{a0}1 < 2 & AT&T don\u{2019}t bold");
    assert_eq!(
        (one.canonical.as_deref(), one.published.as_deref()),
        (Some("http://harbour.example/1?a=1&copy=2"), Some("2024-07-01T10:00:00+00:00"))
    );
    assert_eq!(
        (one.title.as_str(), one.authors.as_slice(), text::blocks_text(&two.body).as_str()),
        ("One", &["Ada Norrland".into()][..], "Cut in the mid")
    );
}
