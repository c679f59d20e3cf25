//! Preview pictures: what a chat finds of a page that is shared.

use super::support::Scratch;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::time::SystemTime;

const ADDRESS: &str = "https://harbour.example/room/";

/// The properties that a page gives its picture, by what follows `og:image`.
fn preview_tags(scratch: &Scratch, page: &str) -> BTreeMap<String, String> {
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
fn picture_path(scratch: &Scratch, page: &str) -> String {
    let tags = preview_tags(scratch, page);
    let path = tags[""].strip_prefix(ADDRESS).unwrap_or_else(|| panic!("{page}: {tags:?}"));
    assert!(scratch.path(&format!("site/{path}")).is_file(), "{page}: {path} is not there");
    path.to_owned()
}

fn page_paths(scratch: &Scratch) -> Vec<String> {
    let files = scratch.files("site").into_keys().filter(|path| path.ends_with(".html") && !path.starts_with('.'));
    files.map(|path| format!("site/{path}")).collect()
}

fn write_article(scratch: &Scratch, id: &str, lang: &str, title: &str, body: &str) {
    let text = format!(
        r#"{{"format": 1, "id": "{id}", "lang": "{lang}", "title": "{title}", "published": "2024-05-0{}", "body": [{body}]}}"#,
        id.len() % 9 + 1
    );
    scratch.write(&format!("corpus/articles/{id}.json"), &text);
}

const PARAGRAPH: &str = r#"{"paragraph": ["Words."]}"#;

/// A picture in pixels, of one colour.
fn png_of_size(width: u32, height: u32) -> Vec<u8> {
    resvg::tiny_skia::Pixmap::new(width, height).unwrap().encode_png().unwrap()
}

fn write_bytes(scratch: &Scratch, inside: &str, bytes: &[u8]) {
    fs::create_dir_all(scratch.path(inside).parent().unwrap()).unwrap();
    fs::write(scratch.path(inside), bytes).unwrap();
}

#[test]
fn every_page_has_a_preview_of_the_stated_size() {
    let scratch = Scratch::new();
    write_article(&scratch, "ice", "en", "Ice", PARAGRAPH);
    scratch.build("site", &[]).assert_exit_code(0);
    let pages = page_paths(&scratch);
    assert!(pages.len() > 10, "{pages:?}");
    for page in pages {
        let (tags, path) = (preview_tags(&scratch, &page), picture_path(&scratch, &page));
        let size = imagesize::size(scratch.path(&format!("site/{path}"))).unwrap();
        assert_eq!((size.width, size.height), (1200, 630), "{page}");
        assert_eq!((tags[":width"].as_str(), tags[":height"].as_str(), tags[":type"].as_str()), ("1200", "630", "image/png"), "{page}");
        assert!(!tags[":alt"].is_empty() && scratch.read(&page).contains("content=\"summary_large_image\""), "{page}");
    }
    let site = picture_path(&scratch, "site/index.html");
    assert_ne!(picture_path(&scratch, "site/article/ice/index.html"), site, "an article has its own");
    assert_eq!(picture_path(&scratch, "site/about/index.html"), site);
    assert_eq!(preview_tags(&scratch, "site/article/ice/index.html")[":alt"], "Ice — Harbour");
}

#[test]
fn svg_previews_are_rasterized_and_bitmaps_are_kept() {
    let scratch = Scratch::new();
    let figure = |src: &str| {
        format!(r#"{{"figure": {{"images": [{{"src": "images/{src}", "width": 0, "height": 0, "alt": ""}}], "caption": ["A ship"]}}}}"#)
    };
    write_bytes(&scratch, "corpus/images/ship.png", &png_of_size(640, 400));
    write_bytes(&scratch, "corpus/images/dot.png", &png_of_size(64, 40));
    scratch.write("corpus/images/flag.svg", "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='6'><text y='5'>旗</text></svg>");
    for name in ["ship.png", "dot.png", "flag.svg"] {
        write_article(&scratch, &name[..name.len() - 4], "en", "A headline", &figure(name));
    }
    scratch.build("site", &[]).assert_exit_code(0);
    let tags_of = |id: &str| preview_tags(&scratch, &format!("site/article/{id}/index.html"));
    let quay = tags_of("slow-boats");
    assert!(quay[""].ends_with(".png") && quay[":alt"] == "A quay with one crane", "{quay:?}");
    let ship = tags_of("ship");
    assert_eq!(ship[""], format!("{ADDRESS}images/ship.png"));
    assert_eq!((ship[":width"].as_str(), ship[":height"].as_str(), ship[":alt"].as_str()), ("640", "400", "A ship"));
    for id in ["dot", "flag"] {
        assert_eq!(tags_of(id)[":alt"], "A headline — Harbour", "{id}: too small to be shown, or of words that no font has");
    }
}

#[test]
fn headlines_without_a_font_use_the_site_preview() {
    let scratch = Scratch::new();
    let output = scratch.build("site", &[]).assert_exit_code(0);
    let site = picture_path(&scratch, "site/index.html");
    for id in ["man-chuan", "the-ledger"] {
        assert_eq!(picture_path(&scratch, &format!("site/article/{id}/index.html")), site);
    }
    assert!(output.stderr.contains("2 headlines contain characters that no available font supports (Arabic, Han)"), "{}", output.stderr);
    assert!(output.stderr.contains("to fonts/ in the corpus"), "{}", output.stderr);
    assert_eq!(output.stderr.matches("no available font supports").count(), 1);
}

/// A font of the machine for Arabic, where it has one.
const ARABIC_FONTS: [&str; 2] =
    ["/usr/share/fonts/truetype/noto/NotoNaskhArabic-Regular.ttf", "/usr/share/fonts/noto/NotoNaskhArabic-Regular.ttf"];

#[test]
fn fonts_in_the_corpus_draw_more_scripts() {
    let Some(font) = ARABIC_FONTS.iter().find_map(|path| fs::read(path).ok()) else { return };
    let scratch = Scratch::new();
    write_bytes(&scratch, "corpus/fonts/naskh.ttf", &font);
    let output = scratch.build("site", &[]).assert_exit_code(0);
    assert!(output.stderr.contains("1 headline contains characters that no available font supports (Han)"), "{}", output.stderr);
    let ledger = picture_path(&scratch, "site/article/the-ledger/index.html");
    assert_ne!(ledger, picture_path(&scratch, "site/index.html"));
    // The headline stands at the right, where it begins.
    let bytes = fs::read(scratch.path(&format!("site/{ledger}"))).unwrap();
    let drawn = resvg::tiny_skia::Pixmap::decode_png(&bytes).unwrap();
    let dark_pixels = |from: u32, to: u32| {
        let at = (from..to).flat_map(|x| (60..500).map(move |y| (x, y)));
        at.filter(|(x, y)| drawn.pixel(*x, *y).unwrap().red() < 100).count()
    };
    assert!(dark_pixels(900, 1130) > 500 && dark_pixels(0, 600) == 0, "{} {}", dark_pixels(900, 1130), dark_pixels(0, 600));
    assert!(!scratch.files("site").keys().any(|path| path.contains("naskh")), "the font is not published");
}

#[test]
fn more_than_a_thousand_articles_share_the_site_preview() {
    let scratch = Scratch::new();
    let line = |n: usize| format!("{{\"id\": \"n{n}\", \"title\": \"Number {n}\", \"text\": \"Water.\", \"date\": \"2014-01-01\"}}");
    scratch.write("many.jsonl", &(0..998).map(line).collect::<Vec<_>>().join("\n"));
    scratch.run(&["import", "many.jsonl"]).assert_exit_code(0);
    let drawn = || {
        scratch.build("site", &["--pages", "recent:5"]).assert_exit_code(0);
        scratch.files("site").into_keys().filter(|path| path.starts_with("preview/")).collect::<BTreeSet<String>>()
    };
    assert_eq!(drawn().len(), 1, "there are 1,001 articles");
    assert_eq!(picture_path(&scratch, "site/article/n10/index.html"), picture_path(&scratch, "site/index.html"));
    fs::remove_file(scratch.path("corpus/articles/n900.json")).unwrap();
    assert!(drawn().len() > 1, "a thousand have their own");
}

#[test]
fn previews_are_reproducible_and_cached() {
    let scratch = Scratch::new();
    write_article(&scratch, "ice", "en", "Ice", PARAGRAPH);
    write_article(&scratch, "snow", "en", "Snow", PARAGRAPH);
    scratch.build("site", &[]).assert_exit_code(0);
    scratch.build("new", &[]).assert_exit_code(0);
    assert_eq!(scratch.files("site"), scratch.files("new"));
    let at = |path: &str| -> SystemTime { fs::metadata(scratch.path(&format!("site/{path}"))).unwrap().modified().unwrap() };
    let [ice, snow] = ["ice", "snow"].map(|id| picture_path(&scratch, &format!("site/article/{id}/index.html")));
    let before = at(&snow);
    write_article(&scratch, "ice", "en", "Old ice", PARAGRAPH);
    scratch.build("site", &[]).assert_exit_code(0);
    assert!(!scratch.path(&format!("site/{ice}")).exists(), "the picture of the old headline is gone");
    assert_ne!(picture_path(&scratch, "site/article/ice/index.html"), ice);
    assert_eq!((picture_path(&scratch, "site/article/snow/index.html"), at(&snow)), (snow.clone(), before), "the other is left alone");
}

#[test]
fn sites_without_a_url_have_no_previews() {
    let scratch = Scratch::new();
    scratch.build("folder", &["--folder"]).assert_exit_code(0);
    let site = scratch.read("corpus/site.json").replace("\"url\"", "\"no-url\"");
    scratch.write("corpus/site.json", &site);
    scratch.build("site", &[]).assert_exit_code(0);
    for out in ["folder", "site"] {
        assert!(!scratch.files(out).keys().any(|path| path.starts_with("preview/")), "{out}");
        assert!(!scratch.read(&format!("{out}/index.html")).contains("og:image"), "{out}");
    }
    assert!(scratch.read("site/index.html").contains("name=\"twitter:card\" content=\"summary\""));
}

#[test]
fn the_settings_can_name_the_site_preview() {
    let scratch = Scratch::new();
    write_bytes(&scratch, "corpus/images/card.png", &png_of_size(1200, 630));
    write_bytes(&scratch, "corpus/images/tiny.png", &png_of_size(120, 63));
    let settings = scratch.read("corpus/site.json");
    let with = |path: &str| scratch.write("corpus/site.json", &settings.replacen('{', &format!("{{\"preview\": \"images/{path}\","), 1));
    with("card.png");
    let checked = scratch.run(&["check"]);
    assert!(!checked.stdout.contains("preview") && !checked.stdout.contains("card.png"), "{}", checked.stdout);
    scratch.build("site", &[]).assert_exit_code(0);
    assert_eq!(picture_path(&scratch, "site/index.html"), "images/card.png");
    let files = scratch.files("site").into_iter().find(|(path, _)| path.starts_with("corpus/files-")).unwrap().1;
    assert!(!String::from_utf8(files).unwrap().contains("card.png"), "readers keep no preview");
    for (path, words) in [("gone.png", "is not in the corpus"), ("quay.svg", "is not PNG or JPEG"), ("tiny.png", "is 120 by 63 pixels")] {
        with(path);
        let checked = scratch.run(&["check"]);
        assert!(checked.stdout.contains("site.json: preview: warning") && checked.stdout.contains(words), "{path}: {}", checked.stdout);
    }
    with("gone.png");
    let output = scratch.build("site", &[]).assert_exit_code(0);
    assert!(output.stderr.contains("site.json: preview: warning: the picture images/gone.png is not in the corpus"), "{}", output.stderr);
    assert!(picture_path(&scratch, "site/index.html").starts_with("preview/"), "it is drawn instead");
}
