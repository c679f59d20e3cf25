//! What a build writes for reading without a line: the service worker, the list of files, the web app manifest and its icons.

use super::support::Scratch;
use serde_json::Value;
use std::collections::BTreeSet;

/// What the service worker is told of the site.
fn worker_site(scratch: &Scratch, site: &str) -> Value {
    let worker = scratch.read(&format!("{site}/sw.js"));
    let line = worker.lines().next().unwrap();
    serde_json::from_str(line.trim_start_matches("const site=").trim_end_matches(';')).unwrap()
}

fn read_file_list(scratch: &Scratch, site: &str) -> Value {
    let manifest: Value = serde_json::from_str(&scratch.read(&format!("{site}/corpus/manifest.json"))).unwrap();
    serde_json::from_str(&scratch.read(&format!("{site}/corpus/{}", manifest["files"]["path"].as_str().unwrap()))).unwrap()
}

fn listed_paths(list: &Value) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|file| file[0].as_str().unwrap()).collect()
}

#[test]
fn the_service_worker_lists_existing_hashed_files() {
    let scratch = Scratch::new();
    scratch.build("site", &[]).assert_exit_code(0);
    let site = worker_site(&scratch, "site");
    assert_eq!(site["base"], "/room/");
    let shell: Vec<&str> = site["shell"].as_array().unwrap().iter().map(|path| path.as_str().unwrap()).collect();
    assert!(shell.iter().any(|path| path.ends_with(".wasm")) && shell.iter().any(|path| path.ends_with(".css")), "{shell:?}");
    for path in shell {
        assert!(scratch.path("site").join(path).is_file(), "{path}");
        let (stem, _) = path.rsplit_once('.').unwrap();
        assert!(stem.rsplit_once('-').is_some_and(|(_, hash)| hash.len() == 16), "{path} is not named by what is in it");
    }
    let programs: Vec<&str> = site["programs"].as_array().unwrap().iter().map(|path| path.as_str().unwrap()).collect();
    for kind in ["start-", "app-"] {
        assert!(programs.iter().any(|path| path.starts_with(kind)), "{kind} in {programs:?}");
    }
    for page in ["index.html", "404.html", "offline.html", "saved/index.html", "settings/index.html", "article/slow-boats/index.html"] {
        let text = scratch.read(&format!("site/{page}"));
        assert!(programs.iter().all(|path| text.contains(path)), "{page}");
    }
    assert!(scratch.read("site/sw.js").ends_with(";\nself.version=site.mark;\n"), "the code of the app's folder");
    assert!(!scratch.path("site/service_worker.js").exists());
}

#[test]
fn the_service_worker_changes_with_an_article_and_with_a_page() {
    let scratch = Scratch::new();
    scratch.build("one", &[]).assert_exit_code(0);
    let before = scratch.read("one/sw.js");
    scratch.write("corpus/site.json", &scratch.read("corpus/site.json").replacen("\"name\": \"Harbour\"", "\"name\": \"Old Harbour\"", 1));
    scratch.build("one", &[]).assert_exit_code(0);
    let renamed = scratch.read("one/sw.js");
    assert_ne!(renamed, before, "its pages are others");
    let article = scratch.read("corpus/articles/slow-boats.json");
    scratch.write("corpus/articles/slow-boats.json", &article.replacen("water", "canal", 1));
    scratch.build("one", &[]).assert_exit_code(0);
    assert_ne!(scratch.read("one/sw.js"), renamed, "its collection is another");
}

#[test]
fn the_file_list_holds_each_corpus_file_once() {
    let scratch = Scratch::new();
    scratch.build("site", &[]).assert_exit_code(0);
    let list = read_file_list(&scratch, "site");
    let listed: Vec<&str> = ["list", "search", "articles"].into_iter().flat_map(|kind| listed_paths(&list[kind])).collect();
    let there: BTreeSet<String> = scratch.files("site/corpus").into_keys().collect();
    let own = |path: &&String| *path != "manifest.json" && !path.starts_with("files-");
    assert_eq!(listed.iter().map(|path| path.to_string()).collect::<BTreeSet<_>>(), there.iter().filter(own).cloned().collect());
    assert_eq!(listed.len(), there.iter().filter(own).count());
    assert!(listed_paths(&list["pictures"]).contains(&"images/quay.svg"));
    assert_eq!(list["pages"][0], "about/");
    // man-chuan, slow-boats, the-ledger: in the order of the list.
    let quay = listed_paths(&list["pictures"]).iter().position(|path| *path == "images/quay.svg").unwrap();
    assert!(list["shown"][1].as_array().unwrap().contains(&quay.into()), "{list}");
    assert_eq!(list["marks"].as_str().unwrap().len(), 3 * 6);
}

#[test]
fn an_article_mark_changes_only_with_its_article() {
    let scratch = Scratch::new();
    scratch.build("site", &[]).assert_exit_code(0);
    let before = read_file_list(&scratch, "site")["marks"].as_str().unwrap().to_owned();
    let article = scratch.read("corpus/articles/slow-boats.json");
    scratch.write("corpus/articles/slow-boats.json", &article.replacen("water", "canal", 1));
    scratch.build("site", &[]).assert_exit_code(0);
    let after = read_file_list(&scratch, "site")["marks"].as_str().unwrap().to_owned();
    let changed: Vec<usize> = (0..3).filter(|at| before[at * 6..at * 6 + 6] != after[at * 6..at * 6 + 6]).collect();
    assert_eq!(changed, [1]);
}

#[test]
fn the_web_manifest_has_name_and_icons() {
    let scratch = Scratch::new();
    scratch.build("site", &[]).assert_exit_code(0);
    let manifest: Value = serde_json::from_str(&scratch.read("site/site.webmanifest")).unwrap();
    assert_eq!((&manifest["name"], &manifest["lang"], &manifest["dir"]), (&"Harbour".into(), &"en".into(), &"ltr".into()));
    assert_eq!((&manifest["start_url"], &manifest["scope"], &manifest["display"]), (&"./".into(), &"./".into(), &"standalone".into()));
    let icons = manifest["icons"].as_array().unwrap();
    let kinds: Vec<String> =
        icons.iter().map(|icon| format!("{} {}", icon["sizes"].as_str().unwrap(), icon["purpose"].as_str().unwrap())).collect();
    assert_eq!(kinds, ["192x192 any", "512x512 any", "512x512 maskable"]);
    for icon in icons {
        let size = imagesize::size(scratch.path("site").join(icon["src"].as_str().unwrap())).unwrap();
        assert_eq!(format!("{0}x{0}", size.width), icon["sizes"].as_str().unwrap());
        assert_eq!(size.width, size.height);
    }
    let page = scratch.read("site/article/slow-boats/index.html");
    for part in [
        "<link rel=\"manifest\" href=\"/room/site.webmanifest\">",
        "<link rel=\"apple-touch-icon\" href=\"/room/icon-touch-",
        "name=\"theme-color\"",
    ] {
        assert!(page.contains(part), "{part}");
    }
}

#[test]
fn icons_are_made_from_a_bitmap_logo_or_the_name() {
    let scratch = Scratch::new();
    let icons = |site: &str, settings: &str| {
        scratch.write("corpus/site.json", settings);
        scratch.build(site, &[]).assert_exit_code(0);
        scratch.files(site).into_iter().filter(|(path, _)| path.starts_with("icon-")).collect::<Vec<_>>()
    };
    // One pixel, red.
    let red = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4z8DwHwAFAAH/iZk9HQAAAABJRU5ErkJggg==";
    std::fs::write(
        scratch.path("corpus/images/logo.png"),
        base64::Engine::decode(&base64::engine::general_purpose::STANDARD, red).unwrap(),
    )
    .unwrap();
    let logo = icons("logo", r#"{"name": "Harbour", "logo": "images/logo.png"}"#);
    let letter = icons("letter", r#"{"name": "Harbour"}"#);
    let lines = icons("lines", r#"{"name": "港"}"#);
    assert_eq!((logo.len(), letter.len(), lines.len()), (4, 5, 5), "a logo stands in the tab itself");
    assert!(logo.iter().all(|file| !letter.contains(file)) && letter.iter().all(|file| !lines.contains(file)));
}

#[test]
fn an_unreadable_logo_is_reported_and_replaced() {
    let scratch = Scratch::new();
    scratch.write(
        "corpus/images/logo.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\"><image href=\"/etc/hostname\" width=\"9\" height=\"9\"/></svg>",
    );
    scratch.write("corpus/site.json", r#"{"name": "Harbour", "logo": "images/logo.svg"}"#);
    let output = scratch.build("site", &[]);
    assert!(output.stderr.contains("icons cannot be made from the logo"), "{}", output.stderr);
    assert!(scratch.read("site/index.html").contains("<link rel=\"icon\" href=\"/images/logo.svg\">"));
}
