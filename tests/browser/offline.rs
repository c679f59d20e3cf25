//! What was read opens again with the line cut; what somebody keeps is there; a new edition is said.

use crate::Scene;
use crate::host::{Host, Rule};
use crate::page::squash;
use crate::small_sites::Made;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

/// Every path, so that cutting these is cutting the line.
const ALL: &str = "";

/// Whether a copy of a path is kept.
fn is_kept(path: &str) -> String {
    format!("return caches.match({path:?}).then(copy => !!copy)")
}

/// Whether a copy of a path is kept that holds some words.
fn is_some_kept(words: &str) -> String {
    format!(
        "return caches.keys().then(names => Promise.all(names.map(name => caches.open(name).then(cache => cache.keys()))))
        .then(kept => kept.flat().some(({{ url }}) => url.includes({words:?})))"
    )
}

/// Whether this browser keeps copies when it is driven; said where it does not.
async fn keeps(scene: &Scene<'_>) -> bool {
    scene.page.open_alive(&scene.host.url).await;
    let able = scene.page.holds("return 'serviceWorker' in navigator").await;
    if !able {
        println!("{}: skipped, reading offline: this browser has no service worker when it is driven", scene.page.engine);
    }
    able
}

/// After nothing but a look at the list everything is there: the search, its passages, articles by their addresses, pictures.
pub async fn whole(scene: &Scene<'_>) {
    if !keeps(scene).await {
        return;
    }
    let (page, host) = (scene.page, scene.host);
    page.until("the list is noted", &is_kept("/corpus/visit")).await;
    page.until("all is copied, and tidy", &is_kept("/sw.js")).await;
    host.rule(ALL, Rule::Cut);
    let (article, word) = scene.sample.inside();
    page.open_alive(&host.at(&format!("/?q={word}"))).await;
    page.until("a passage is there", "return !!document.querySelector('main .results .passage')").await;
    page.until("nothing is on its way", "return !document.querySelector('main [aria-busy=true]')").await;
    assert!(page.holds("return !document.querySelector('main [role=alert]')").await, "and nothing is missing");
    for article in [article, scene.sample.long()] {
        page.open(&host.at(&format!("/article/{}/", article.id))).await;
        page.until("an article is drawn", "return !!document.querySelector('main .text')").await;
    }
    page.until("with its pictures", LOADED).await;
    page.open_alive(&host.at("/settings/")).await;
    page.until("the settings say so", &said("Everything is available offline")).await;
}

/// All pictures of the text are there.
const LOADED: &str =
    "return [...document.querySelectorAll('main .text img')].every(img => (img.loading = 'eager', img.complete && img.naturalWidth > 0))";

/// Whether the region under the page says some words.
fn said(words: &str) -> String {
    format!("return /{words}/.test(document.querySelector('[data-slot=offline]').textContent)")
}

pub async fn read_again(scene: &Scene<'_>) {
    if !keeps(scene).await {
        return;
    }
    let (page, host) = (scene.page, scene.host);
    let (article, word) = scene.sample.telling();
    let opened = format!("/article/{}/", article.id);
    page.until("a worker serves the page", "return !!navigator.serviceWorker.controller").await;
    page.open_alive(&host.at(&opened)).await;
    page.until("the page is kept", &is_kept(&opened)).await;
    page.until("the edition is noted, and so all is at rest", &is_kept("/corpus/visit")).await;
    page.until("its pack is kept", &is_some_kept("/corpus/articles-")).await;
    // The worker has kept all that it keeps unasked, and tidied up.
    page.until("the search is kept", &is_kept("/sw.js")).await;
    host.rule(ALL, Rule::Cut);
    page.open_alive(&host.at(&opened)).await;
    assert_eq!(squash(&page.text("main h1").await), squash(&article.title));
    page.open_alive(&host.url).await;
    page.until("the list is there", "return document.querySelectorAll('main .results article').length > 5").await;
    page.until(
        "it is said that the line is cut",
        "return /\\d+ of \\d+ articles/.test(document.querySelector('[data-slot=since]').textContent)",
    )
    .await;
    page.type_into("input[type=search]", &word).await;
    let found =
        format!("return [...document.querySelectorAll('main .results article')].map(a => a.dataset.id).join(' ') === {:?}", article.id);
    page.until("a word finds its article", &found).await;
    // One that was never opened is drawn from its pack, at its own address.
    let other = scene.sample.articles.iter().find(|other| other.id != article.id).unwrap();
    page.open(&host.at(&format!("/article/{}/", other.id))).await;
    page.until("it is drawn", "return !!document.querySelector('main .text')").await;
    page.open(&host.at("/page/2/")).await;
    page.until("a page that is not kept says so", "return /not available offline/.test(document.querySelector('main h1')?.textContent)")
        .await;
}

pub async fn on_purpose(scene: &Scene<'_>) {
    if !keeps(scene).await {
        return;
    }
    let (page, host) = (scene.page, scene.host);
    page.open_alive(&host.at("/settings/")).await;
    let everything = "#keep-everything";
    page.until("what it weighs is said", &format!("return /\\d.*B/.test(document.querySelector('{everything}')?.textContent)")).await;
    page.js("window.real = Cache.prototype.put; Cache.prototype.put = async () => { throw new DOMException('', 'QuotaExceededError') }")
        .await;
    page.press(everything).await;
    page.until("a full device is said", &said("the device is full")).await;
    page.js("Cache.prototype.put = window.real").await;
    page.press(everything).await;
    page.until("all is kept", &said("Everything is available offline")).await;
    host.rule(ALL, Rule::Cut);
    let long = scene.sample.long();
    page.open(&host.at(&format!("/article/{}/", long.id))).await;
    page.until("an article that was never opened is there", "return !!document.querySelector('main .text')").await;
    page.until("and its pictures", LOADED).await;
    host.lift();
    page.open_alive(&host.at("/settings/")).await;
    page.until("it can be removed", "return !!document.querySelector('#keep-nothing')").await;
    page.press("#keep-nothing").await;
    page.until("nothing is kept any more", "return caches.match('/404.html').then(copy => !copy)").await;
}

pub async fn result(scene: &Scene<'_>) {
    if !keeps(scene).await {
        return;
    }
    let (page, (article, word)) = (scene.page, scene.sample.telling());
    page.until("there is a button", "return !!document.querySelector('[data-slot=offline] #keep-results')").await;
    page.type_into("input[type=search]", &word).await;
    let found =
        format!("return [...document.querySelectorAll('main .results article')].map(a => a.dataset.id).join(' ') === {:?}", article.id);
    page.until("a word finds its article", &found).await;
    page.press("#keep-results").await;
    page.until("what it takes is said", "return /1 article .*B/.test(document.querySelector('[data-slot=offline]').textContent)").await;
    page.press("[data-slot=offline] .button").await;
    page.until("it is kept", &said("Download complete")).await;
    page.open_alive(&scene.host.at("/?q=zzqqxx")).await;
    page.until("nothing is found", "return !!document.querySelector('main .empty')").await;
    page.until("the worker is done", &is_kept("/sw.js")).await;
    assert!(page.holds("return document.querySelector('[data-slot=offline]').hidden").await, "there is nothing to keep");
    page.open_alive(&scene.host.url).await;
    page.until("there is a button", "return !!document.querySelector('[data-slot=offline]:not([hidden]) #keep-results')").await;
    page.type_into("input[type=search]", "zzqqxx").await;
    page.until("it goes where nothing is found", "return document.querySelector('[data-slot=offline]').hidden").await;
}

/// An article that was never opened, of a collection too large to be kept unasked: from the list, and by its address.
pub async fn unkept(scene: &Scene<'_>) {
    if !keeps(scene).await {
        return;
    }
    let page = scene.page;
    let made = Made::new("https://elsewhere.example/");
    made.fill();
    let Some(site) = made.site() else { return };
    // To this worker anything is large.
    change(&site.join("sw.js"), |worker| worker.replace("UNASKED=5000000", "UNASKED=300000"));
    let host = Host::new(&site);
    page.open_alive(&host.url).await;
    page.until("a worker serves the page", "return !!navigator.serviceWorker.controller").await;
    page.open_alive(&host.at("/article/everything/")).await;
    page.until("its pack is kept", &is_some_kept("/corpus/articles-0")).await;
    page.until("the worker is done", &is_kept("/sw.js")).await;
    page.open_alive(&host.at("/settings/")).await;
    page.until("the settings say what is not kept", &said("Search may not work offline")).await;
    page.until("and how it would be", "return !!document.querySelector('#keep-everything')").await;
    page.open_alive(&host.url).await;
    page.until("the list says what can be kept", "return !!document.querySelector('[data-slot=offline] #keep-results')").await;
    host.rule(ALL, Rule::Cut);
    let said = "return /not available offline/.test(document.querySelector('main h1')?.textContent) && /in the settings/.test(document.querySelector('main').innerText)";
    page.js("document.querySelector('main article[data-id=n050] .headline a').click()").await;
    page.until("an article from the list says that it is not kept, and how it would be", said).await;
    page.open(&host.at("/article/n050/")).await;
    page.until("so does one by its address", said).await;
    page.open(&host.at("/article/everything/")).await;
    page.until("one that was opened is there", "return !!document.querySelector('main .text')").await;
    host.lift();
    page.open(&host.at("/article/n050/")).await;
    page.until("with a line it opens", "return document.querySelector('main h1')?.textContent === 'Number 50'").await;
}

/// Whether the copy of the list is of the new edition, and its worker serves; otherwise what the workers do.
const IS_NEW_COPIED: &str = "return Promise.all([caches.match('/'), navigator.serviceWorker.getRegistration()])
    .then(([copy, workers]) => copy?.text().then(text => {
        if (/It is new/.test(text) && !workers.installing && !workers.waiting) return true;
        throw new Error(['installing', 'waiting', 'active'].map(name => `${name}: ${workers?.[name]?.state}`).join(', '));
    }))";

pub async fn replaced(scene: &Scene<'_>) {
    let Some(reader) = std::env::var_os("LECTERN_TEST_READER") else {
        return println!("{}: skipped, a new edition: LECTERN_TEST_READER names no program", scene.page.engine);
    };
    if !keeps(scene).await {
        return;
    }
    let page = scene.page;
    let folder = tempfile::tempdir().unwrap();
    let write = |id: &str, title: &str| {
        let article =
            serde_json::json!({ "format": 1, "id": id, "title": title, "published": "2024-05-02", "body": [{ "paragraph": [title] }] });
        std::fs::write(folder.path().join(format!("corpus/articles/{id}.json")), article.to_string()).unwrap();
    };
    std::fs::create_dir_all(folder.path().join("corpus/articles")).unwrap();
    std::fs::write(folder.path().join("corpus/site.json"), r#"{"name": "Harbour"}"#).unwrap();
    write("stays", "It stays as it was");
    write("changes", "It had a mistake");
    write("goes", "It is withdrawn");
    build(folder.path(), Path::new(&reader), "first");
    write("changes", "It has no mistake");
    write("comes", "It is new");
    std::fs::remove_file(folder.path().join("corpus/articles/goes.json")).unwrap();
    build(folder.path(), Path::new(&reader), "second");
    let host = Host::new(&folder.path().join("first"));
    page.open_alive(&host.url).await;
    page.until("the edition is noted", &is_kept("/corpus/visit")).await;
    host.serve(&folder.path().join("second"));
    page.press("main article[data-id=stays] a").await;
    page.until("the page says that a newer edition is there, or goes on", "return [...document.querySelectorAll('main [role=alert]')].some(e => /Update available/.test(e.textContent) && e.querySelector('button')) || !!document.querySelector('main .text')").await;
    page.open_alive(&host.url).await;
    let changes = "return document.querySelector('[data-slot=since] summary')?.textContent";
    let said = page.until("what has changed is said", changes).await;
    assert_eq!(said, "Since your last visit: 1 new, 1 updated, 1 removed");
    let links = page
        .words("return [...document.querySelectorAll('[data-slot=since] a')].map(a => a.pathname + ' ' + a.textContent).join('\\n')")
        .await;
    assert_eq!(links, "/article/comes/ It is new\n/article/changes/ It has no mistake\n/article/goes/ It is withdrawn");
    // The list itself may still come out of the browser's own cache, as on a host that lets a page be kept for some minutes. The new
    // worker has it anew once it serves, however long a busy machine takes for that.
    page.until_within(Duration::from_secs(120), "the new edition is copied", IS_NEW_COPIED).await;
    page.open_alive(&host.url).await;
    page.until("the new edition is there", "return /It is new/.test(document.querySelector('main').textContent)").await;
    page.open(&host.at("/article/goes/")).await;
    page.until("what was withdrawn says so", "return document.querySelector('main')?.innerText.trim().length > 40").await;
}

/// A device that version 0.1 was used on: its worker serves the first page of this one.
pub async fn moved(scene: &Scene<'_>) {
    let Some(reader) = std::env::var_os("LECTERN_TEST_READER") else {
        return println!("{}: skipped, version 0.1: LECTERN_TEST_READER names no program", scene.page.engine);
    };
    if !keeps(scene).await {
        return;
    }
    let page = scene.page;
    let folder = tempfile::tempdir().unwrap();
    let of_first = write_first(folder.path(), Path::new(&reader));
    let host = Host::new(&folder.path().join("first"));
    page.open_alive(&host.url).await;
    page.until("a worker serves the page", "return !!navigator.serviceWorker.controller").await;
    page.press("main article[data-id=saved] button.save").await;
    page.open_alive(&host.at("/article/saved/")).await;
    page.until("its page is kept", &is_kept("/article/saved/")).await;
    page.until("its worker is done", &is_kept("/sw.js")).await;
    page.until("its program is kept", &is_kept(&of_first)).await;
    host.serve(&folder.path().join("second"));
    page.open_alive(&host.url).await;
    // The browser may have the page of version 0.1 still in its own cache: then the new worker copies, and waits.
    let told = format!(
        "return Promise.all([navigator.serviceWorker.getRegistration(), caches.match({of_first:?})]).then(([worker, copy]) => !!worker.waiting || !copy)"
    );
    page.until_within(Duration::from_secs(60), "the new worker has copied", &told).await;
    page.open_alive(&host.url).await;
    page.until("nothing of it is kept any more", &format!("return caches.match({of_first:?}).then(copy => !copy)")).await;
    host.rule(ALL, Rule::Cut);
    page.open_alive(&host.at("/saved/")).await;
    page.until("what was saved is there", "return !!document.querySelector('main article[data-id=saved]')").await;
    for path in ["/article/saved/", "/article/other/"] {
        page.open(&host.at(path)).await;
        page.until("an article is there", "return !!document.querySelector('main .text')").await;
        let page_of = "return document.querySelector('script[data-wasm]').src";
        assert!(!page.words(page_of).await.ends_with(&of_first), "{path} is not a page of version 0.1");
    }
}

/// Writes a site as version 0.1 had it, and the same of this version; gives the path of the script that starts the first.
fn write_first(folder: &Path, reader: &Path) -> String {
    std::fs::create_dir_all(folder.join("corpus/articles")).unwrap();
    std::fs::write(folder.join("corpus/site.json"), r#"{"name": "Harbour"}"#).unwrap();
    for id in ["saved", "other"] {
        let words = format!("What stands in the article {id}.");
        let article =
            serde_json::json!({ "format": 1, "id": id, "title": id, "published": "2024-05-02", "body": [{ "paragraph": [words] }] });
        std::fs::write(folder.join(format!("corpus/articles/{id}.json")), article.to_string()).unwrap();
    }
    build(folder, reader, "second");
    let programs = folder.join("programs");
    copy_folder(reader, &programs);
    change(&programs.join("start.js"), |script| format!("{script}\nglobalThis.version = '0.1';\n"));
    build(folder, &programs, "first");
    let mut start = String::new();
    change(&folder.join("first/sw.js"), |worker| {
        let line = worker.lines().next().unwrap().trim_start_matches("const site=").trim_end_matches(';');
        let mut site: serde_json::Value = serde_json::from_str(line).unwrap();
        let programs = site["programs"].as_array().unwrap().clone();
        start = programs.iter().filter_map(|name| name.as_str()).find(|name| name.starts_with("start-")).unwrap().to_owned();
        site["start"] = start.clone().into();
        format!("const site={site};\n{}", include_str!("worker-0.1.js"))
    });
    format!("/{start}")
}

fn change(file: &Path, change: impl FnOnce(&str) -> String) {
    let text = std::fs::read_to_string(file).unwrap();
    let changed = change(&text);
    assert_ne!(changed, text, "{}", file.display());
    std::fs::write(file, changed).unwrap();
}

fn copy_folder(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from).into_iter().map(Result::unwrap) {
        let target = to.join(entry.path().strip_prefix(from).unwrap());
        match entry.file_type().is_dir() {
            true => std::fs::create_dir_all(target).unwrap(),
            false => _ = std::fs::copy(entry.path(), target).unwrap(),
        }
    }
}

fn build(folder: &Path, reader: &Path, out: &str) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lectern"));
    command.arg("build").arg("--corpus").arg(folder.join("corpus")).arg("--out").arg(folder.join(out)).arg("--reader").arg(reader);
    let done = command.output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}
