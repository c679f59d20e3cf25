//! Preview pictures: what a chat finds of a page that is shared.

use super::support::Scratch;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::time::SystemTime;

const ADDRESS: &str = "https://harbour.example/room/";

/// The properties that a page gives its picture, by what follows `og:image`.
fn said(scratch: &Scratch, page: &str) -> BTreeMap<String, String> {
    let html = scratch.read(page);
    let metas = html.split("<meta property=\"og:image").skip(1);
    let read = |meta: &str| {
        let (name, rest) = meta.split_once('"').unwrap();
        let content = rest.split_once("content=\"").unwrap().1.split_once('"').unwrap().0;
        (name.to_owned(), content.to_owned())
    };
    metas.map(read).collect()
}

/// The file that a page names as its picture, inside the site.
fn picture(scratch: &Scratch, page: &str) -> String {
    let said = said(scratch, page);
    let path = said[""].strip_prefix(ADDRESS).unwrap_or_else(|| panic!("{page}: {said:?}"));
    assert!(scratch.path(&format!("site/{path}")).is_file(), "{page}: {path} is not there");
    path.to_owned()
}

fn pages(scratch: &Scratch) -> Vec<String> {
    let files = scratch.files("site").into_keys().filter(|path| path.ends_with(".html") && !path.starts_with('.'));
    files.map(|path| format!("site/{path}")).collect()
}

fn article(scratch: &Scratch, id: &str, lang: &str, title: &str, body: &str) {
    let text = format!(
        r#"{{"format": 1, "id": "{id}", "lang": "{lang}", "title": "{title}", "published": "2024-05-0{}", "body": [{body}]}}"#,
        id.len() % 9 + 1
    );
    scratch.write(&format!("corpus/articles/{id}.json"), &text);
}

const WORDS: &str = r#"{"paragraph": ["Words."]}"#;

/// A picture in pixels, of one colour.
fn pixels(width: u32, height: u32) -> Vec<u8> {
    resvg::tiny_skia::Pixmap::new(width, height).unwrap().encode_png().unwrap()
}

fn put(scratch: &Scratch, inside: &str, bytes: &[u8]) {
    fs::create_dir_all(scratch.path(inside).parent().unwrap()).unwrap();
    fs::write(scratch.path(inside), bytes).unwrap();
}

#[test]
fn every_page_has_a_picture_that_is_there_and_as_large_as_it_says() {
    let scratch = Scratch::new();
    article(&scratch, "ice", "en", "Ice", WORDS);
    scratch.build("site", &[]).exits(0);
    let pages = pages(&scratch);
    assert!(pages.len() > 10, "{pages:?}");
    for page in pages {
        let (said, path) = (said(&scratch, &page), picture(&scratch, &page));
        let size = imagesize::size(scratch.path(&format!("site/{path}"))).unwrap();
        assert_eq!((size.width, size.height), (1200, 630), "{page}");
        assert_eq!((said[":width"].as_str(), said[":height"].as_str(), said[":type"].as_str()), ("1200", "630", "image/png"), "{page}");
        assert!(!said[":alt"].is_empty() && scratch.read(&page).contains("content=\"summary_large_image\""), "{page}");
    }
    let site = picture(&scratch, "site/index.html");
    assert_ne!(picture(&scratch, "site/article/ice/index.html"), site, "an article has its own");
    assert_eq!(picture(&scratch, "site/about/index.html"), site);
    assert_eq!(said(&scratch, "site/article/ice/index.html")[":alt"], "Ice — Harbour");
}

#[test]
fn a_drawing_is_shown_in_pixels_and_a_picture_in_pixels_as_it_is() {
    let scratch = Scratch::new();
    let figure = |src: &str| {
        format!(r#"{{"figure": {{"images": [{{"src": "images/{src}", "width": 0, "height": 0, "alt": ""}}], "caption": ["A ship"]}}}}"#)
    };
    put(&scratch, "corpus/images/ship.png", &pixels(640, 400));
    put(&scratch, "corpus/images/dot.png", &pixels(64, 40));
    scratch.write("corpus/images/flag.svg", "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='6'><text y='5'>旗</text></svg>");
    for name in ["ship.png", "dot.png", "flag.svg"] {
        article(&scratch, &name[..name.len() - 4], "en", "A headline", &figure(name));
    }
    scratch.build("site", &[]).exits(0);
    let of = |id: &str| said(&scratch, &format!("site/article/{id}/index.html"));
    let quay = of("slow-boats");
    assert!(quay[""].ends_with(".png") && quay[":alt"] == "A quay with one crane", "{quay:?}");
    let ship = of("ship");
    assert_eq!(ship[""], format!("{ADDRESS}images/ship.png"));
    assert_eq!((ship[":width"].as_str(), ship[":height"].as_str(), ship[":alt"].as_str()), ("640", "400", "A ship"));
    for id in ["dot", "flag"] {
        assert_eq!(of(id)[":alt"], "A headline — Harbour", "{id}: too small to be shown, or of words that no font has");
    }
}

#[test]
fn a_headline_that_no_font_has_is_never_drawn() {
    let scratch = Scratch::new();
    let said = scratch.build("site", &[]).exits(0);
    let site = picture(&scratch, "site/index.html");
    for id in ["man-chuan", "the-ledger"] {
        assert_eq!(picture(&scratch, &format!("site/article/{id}/index.html")), site);
    }
    assert!(said.err.contains("2 headlines contain characters that no available font supports (Arabic, Han)"), "{}", said.err);
    assert!(said.err.contains("to fonts/ in the corpus"), "{}", said.err);
    assert_eq!(said.err.matches("no available font supports").count(), 1);
}

/// A font of the machine for Arabic, where it has one.
const NASKH: [&str; 2] =
    ["/usr/share/fonts/truetype/noto/NotoNaskhArabic-Regular.ttf", "/usr/share/fonts/noto/NotoNaskhArabic-Regular.ttf"];

#[test]
fn a_font_that_the_publisher_gives_draws_what_the_command_cannot() {
    let Some(font) = NASKH.iter().find_map(|path| fs::read(path).ok()) else { return };
    let scratch = Scratch::new();
    put(&scratch, "corpus/fonts/naskh.ttf", &font);
    let said = scratch.build("site", &[]).exits(0);
    assert!(said.err.contains("1 headline contains characters that no available font supports (Han)"), "{}", said.err);
    let ledger = picture(&scratch, "site/article/the-ledger/index.html");
    assert_ne!(ledger, picture(&scratch, "site/index.html"));
    // The headline stands at the right, where it begins.
    let bytes = fs::read(scratch.path(&format!("site/{ledger}"))).unwrap();
    let drawn = resvg::tiny_skia::Pixmap::decode_png(&bytes).unwrap();
    let ink = |from: u32, to: u32| {
        let at = (from..to).flat_map(|x| (60..500).map(move |y| (x, y)));
        at.filter(|(x, y)| drawn.pixel(*x, *y).unwrap().red() < 100).count()
    };
    assert!(ink(900, 1130) > 500 && ink(0, 600) == 0, "{} {}", ink(900, 1130), ink(0, 600));
    assert!(!scratch.files("site").keys().any(|path| path.contains("naskh")), "the font is not published");
}

#[test]
fn above_a_thousand_articles_all_share_that_of_the_site() {
    let scratch = Scratch::new();
    let line = |n: usize| format!("{{\"id\": \"n{n}\", \"title\": \"Number {n}\", \"text\": \"Water.\", \"date\": \"2014-01-01\"}}");
    scratch.write("many.jsonl", &(0..998).map(line).collect::<Vec<_>>().join("\n"));
    scratch.run(&["import", "many.jsonl"]).exits(0);
    let drawn = || {
        scratch.build("site", &["--pages", "recent:5"]).exits(0);
        scratch.files("site").into_keys().filter(|path| path.starts_with("preview/")).collect::<BTreeSet<String>>()
    };
    assert_eq!(drawn().len(), 1, "there are 1,001 articles");
    assert_eq!(picture(&scratch, "site/article/n10/index.html"), picture(&scratch, "site/index.html"));
    fs::remove_file(scratch.path("corpus/articles/n900.json")).unwrap();
    assert!(drawn().len() > 1, "a thousand have their own");
}

#[test]
fn the_same_corpus_gives_the_same_pictures_and_they_are_made_once() {
    let scratch = Scratch::new();
    article(&scratch, "ice", "en", "Ice", WORDS);
    article(&scratch, "snow", "en", "Snow", WORDS);
    scratch.build("site", &[]).exits(0);
    scratch.build("new", &[]).exits(0);
    assert_eq!(scratch.files("site"), scratch.files("new"));
    let at = |path: &str| -> SystemTime { fs::metadata(scratch.path(&format!("site/{path}"))).unwrap().modified().unwrap() };
    let [ice, snow] = ["ice", "snow"].map(|id| picture(&scratch, &format!("site/article/{id}/index.html")));
    let before = at(&snow);
    article(&scratch, "ice", "en", "Old ice", WORDS);
    scratch.build("site", &[]).exits(0);
    assert!(!scratch.path(&format!("site/{ice}")).exists(), "the picture of the old headline is gone");
    assert_ne!(picture(&scratch, "site/article/ice/index.html"), ice);
    assert_eq!((picture(&scratch, "site/article/snow/index.html"), at(&snow)), (snow.clone(), before), "the other is left alone");
}

#[test]
fn without_an_address_or_a_server_nothing_is_drawn() {
    let scratch = Scratch::new();
    scratch.build("folder", &["--folder"]).exits(0);
    let site = scratch.read("corpus/site.json").replace("\"url\"", "\"no-url\"");
    scratch.write("corpus/site.json", &site);
    scratch.build("site", &[]).exits(0);
    for out in ["folder", "site"] {
        assert!(!scratch.files(out).keys().any(|path| path.starts_with("preview/")), "{out}");
        assert!(!scratch.read(&format!("{out}/index.html")).contains("og:image"), "{out}");
    }
    assert!(scratch.read("site/index.html").contains("name=\"twitter:card\" content=\"summary\""));
}

#[test]
fn a_publisher_may_give_the_picture_of_the_site() {
    let scratch = Scratch::new();
    put(&scratch, "corpus/images/card.png", &pixels(1200, 630));
    put(&scratch, "corpus/images/tiny.png", &pixels(120, 63));
    let settings = scratch.read("corpus/site.json");
    let with = |path: &str| scratch.write("corpus/site.json", &settings.replacen('{', &format!("{{\"preview\": \"images/{path}\","), 1));
    with("card.png");
    let checked = scratch.run(&["check"]);
    assert!(!checked.out.contains("preview") && !checked.out.contains("card.png"), "{}", checked.out);
    scratch.build("site", &[]).exits(0);
    assert_eq!(picture(&scratch, "site/index.html"), "images/card.png");
    let files = scratch.files("site").into_iter().find(|(path, _)| path.starts_with("corpus/files-")).unwrap().1;
    assert!(!String::from_utf8(files).unwrap().contains("card.png"), "readers keep no preview");
    for (path, words) in [("gone.png", "is not in the corpus"), ("quay.svg", "is not PNG or JPEG"), ("tiny.png", "is 120 by 63 pixels")] {
        with(path);
        let checked = scratch.run(&["check"]);
        assert!(checked.out.contains("site.json: preview: warning") && checked.out.contains(words), "{path}: {}", checked.out);
    }
    with("gone.png");
    let said = scratch.build("site", &[]).exits(0);
    assert!(said.err.contains("site.json: preview: warning: the picture images/gone.png is not in the corpus"), "{}", said.err);
    assert!(picture(&scratch, "site/index.html").starts_with("preview/"), "it is drawn instead");
}
