//! What was read opens again with the line cut; what somebody keeps is there; a new edition is said.

use crate::TestContext;
use crate::host::{Host, Rule};
use crate::page::normalize_spaces;
use crate::test_site::TestSite;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

/// Every path, so that cutting these is cutting the line.
const ALL_PATHS: &str = "";

/// Whether a copy of a path is kept.
fn is_cached(path: &str) -> String {
    format!("return caches.match({path:?}).then(copy => !!copy)")
}

/// Whether a copy of a path is kept that holds some words.
fn is_any_cached(words: &str) -> String {
    format!(
        "return caches.keys().then(names => Promise.all(names.map(name => caches.open(name).then(cache => cache.keys()))))
        .then(kept => kept.flat().some(({{ url }}) => url.includes({words:?})))"
    )
}

/// Whether this browser keeps copies when it is driven; said where it does not.
async fn supports_offline(context: &TestContext<'_>) -> bool {
    context.page.open_ready(&context.host.url).await;
    let is_supported = context.page.js_bool("return 'serviceWorker' in navigator").await;
    if !is_supported {
        println!("{}: skipped, reading offline: this browser has no service worker when it is driven", context.page.engine);
    }
    is_supported
}

/// After nothing but a look at the list everything is there: the search, its passages, articles by their addresses, pictures.
pub async fn caches_small_collection(context: &TestContext<'_>) {
    if !supports_offline(context).await {
        return;
    }
    let (page, host) = (context.page, context.host);
    page.wait_until("the list is noted", &is_cached("/corpus/visit")).await;
    page.wait_until("all is copied, and tidy", &is_cached("/sw.js")).await;
    host.add_rule(ALL_PATHS, Rule::Disconnect);
    let (article, word) = context.sample.unique_text_word();
    page.open_ready(&host.url_of(&format!("/?q={word}"))).await;
    page.wait_until("a passage is there", "return !!document.querySelector('main .results .excerpt')").await;
    page.wait_until("nothing is on its way", "return !document.querySelector('main [aria-busy=true]')").await;
    assert!(page.js_bool("return !document.querySelector('main [role=alert]')").await, "and nothing is missing");
    for article in [article, context.sample.longest_article()] {
        page.open(&host.url_of(&format!("/article/{}/", article.id))).await;
        page.wait_until("an article is drawn", "return !!document.querySelector('main .text')").await;
    }
    page.wait_until("with its pictures", PICTURES_LOADED).await;
    page.open_ready(&host.url_of("/settings/")).await;
    page.wait_until("the settings say so", &status_says("Everything is available offline")).await;
}

/// All pictures of the text are there.
const PICTURES_LOADED: &str =
    "return [...document.querySelectorAll('main .text img')].every(img => (img.loading = 'eager', img.complete && img.naturalWidth > 0))";

/// Whether the region under the page says some words.
fn status_says(words: &str) -> String {
    format!("return /{words}/.test(document.querySelector('[data-slot=offline]').textContent)")
}

pub async fn reopens_read_article(context: &TestContext<'_>) {
    if !supports_offline(context).await {
        return;
    }
    let (page, host) = (context.page, context.host);
    let (article, word) = context.sample.unique_title_word();
    let article_path = format!("/article/{}/", article.id);
    page.wait_until("a worker serves the page", "return !!navigator.serviceWorker.controller").await;
    page.open_ready(&host.url_of(&article_path)).await;
    page.wait_until("the page is kept", &is_cached(&article_path)).await;
    page.wait_until("the edition is noted, and so all is at rest", &is_cached("/corpus/visit")).await;
    page.wait_until("its pack is kept", &is_any_cached("/corpus/articles-")).await;
    // The worker has kept all that it keeps unasked, and tidied up.
    page.wait_until("the search is kept", &is_cached("/sw.js")).await;
    host.add_rule(ALL_PATHS, Rule::Disconnect);
    page.open_ready(&host.url_of(&article_path)).await;
    assert_eq!(normalize_spaces(&page.text("main h1").await), normalize_spaces(&article.title));
    page.open_ready(&host.url).await;
    page.wait_until("the list is there", "return document.querySelectorAll('main .results article').length > 5").await;
    page.wait_until(
        "it is said that the line is cut",
        "return /\\d+ of \\d+ articles/.test(document.querySelector('[data-slot=offline-notices]').textContent)",
    )
    .await;
    page.type_into("input[type=search]", &word).await;
    let found =
        format!("return [...document.querySelectorAll('main .results article')].map(a => a.dataset.id).join(' ') === {:?}", article.id);
    page.wait_until("a word finds its article", &found).await;
    // One that was never opened is drawn from its pack, at its own address.
    let other = context.sample.articles.iter().find(|other| other.id != article.id).unwrap();
    page.open(&host.url_of(&format!("/article/{}/", other.id))).await;
    page.wait_until("it is drawn", "return !!document.querySelector('main .text')").await;
    page.open(&host.url_of("/page/2/")).await;
    page.wait_until(
        "a page that is not kept says so",
        "return /not available offline/.test(document.querySelector('main h1')?.textContent)",
    )
    .await;
}

pub async fn downloads_everything(context: &TestContext<'_>) {
    if !supports_offline(context).await {
        return;
    }
    let (page, host) = (context.page, context.host);
    page.open_ready(&host.url_of("/settings/")).await;
    let everything = "#download-everything";
    page.wait_until("what it weighs is said", &format!("return /\\d.*B/.test(document.querySelector('{everything}')?.textContent)")).await;
    page.js("window.real = Cache.prototype.put; Cache.prototype.put = async () => { throw new DOMException('', 'QuotaExceededError') }")
        .await;
    page.click(everything).await;
    page.wait_until("a full device is said", &status_says("the device is full")).await;
    page.js("Cache.prototype.put = window.real").await;
    page.click(everything).await;
    page.wait_until("all is kept", &status_says("Everything is available offline")).await;
    host.add_rule(ALL_PATHS, Rule::Disconnect);
    let long = context.sample.longest_article();
    page.open(&host.url_of(&format!("/article/{}/", long.id))).await;
    page.wait_until("an article that was never opened is there", "return !!document.querySelector('main .text')").await;
    page.wait_until("and its pictures", PICTURES_LOADED).await;
    host.clear_rules();
    page.open_ready(&host.url_of("/settings/")).await;
    page.wait_until("it can be removed", "return !!document.querySelector('#remove-downloads')").await;
    page.click("#remove-downloads").await;
    page.wait_until("nothing is kept any more", "return caches.match('/404.html').then(copy => !copy)").await;
}

pub async fn downloads_results(context: &TestContext<'_>) {
    if !supports_offline(context).await {
        return;
    }
    let (page, (article, word)) = (context.page, context.sample.unique_title_word());
    page.wait_until("there is a button", "return !!document.querySelector('[data-slot=offline] #offer-results')").await;
    page.type_into("input[type=search]", &word).await;
    let found =
        format!("return [...document.querySelectorAll('main .results article')].map(a => a.dataset.id).join(' ') === {:?}", article.id);
    page.wait_until("a word finds its article", &found).await;
    page.click("#offer-results").await;
    page.wait_until("what it takes is said", "return /1 article .*B/.test(document.querySelector('[data-slot=offline]').textContent)")
        .await;
    page.click("[data-slot=offline] .button").await;
    page.wait_until("it is kept", &status_says("Download complete")).await;
    page.open_ready(&context.host.url_of("/?q=zzqqxx")).await;
    page.wait_until("nothing is found", "return !!document.querySelector('main .empty')").await;
    page.wait_until("the worker is done", &is_cached("/sw.js")).await;
    assert!(page.js_bool("return document.querySelector('[data-slot=offline]').hidden").await, "there is nothing to keep");
    page.open_ready(&context.host.url).await;
    page.wait_until("there is a button", "return !!document.querySelector('[data-slot=offline]:not([hidden]) #offer-results')").await;
    page.type_into("input[type=search]", "zzqqxx").await;
    page.wait_until("it goes where nothing is found", "return document.querySelector('[data-slot=offline]').hidden").await;
}

/// An article that was never opened, of a collection too large to be kept unasked: from the list, and by its address.
pub async fn says_article_is_not_downloaded(context: &TestContext<'_>) {
    if !supports_offline(context).await {
        return;
    }
    let page = context.page;
    let test_site = TestSite::new("https://elsewhere.example/");
    test_site.fill_packs();
    let Some(site) = test_site.build_site() else { return };
    // To this worker anything is large.
    edit_file(&site.join("sw.js"), |worker| worker.replace("MAX_COLLECTION_BYTES=", "MAX_COLLECTION_BYTES=3e5||"));
    let host = Host::new(&site);
    page.open_ready(&host.url).await;
    page.wait_until("a worker serves the page", "return !!navigator.serviceWorker.controller").await;
    page.open_ready(&host.url_of("/article/everything/")).await;
    page.wait_until("its pack is kept", &is_any_cached("/corpus/articles-0")).await;
    page.wait_until("the worker is done", &is_cached("/sw.js")).await;
    page.open_ready(&host.url_of("/settings/")).await;
    page.wait_until("the settings say what is not kept", &status_says("Search may not work offline")).await;
    page.wait_until("and how it would be", "return !!document.querySelector('#download-everything')").await;
    page.open_ready(&host.url).await;
    page.wait_until("the list says what can be kept", "return !!document.querySelector('[data-slot=offline] #offer-results')").await;
    host.add_rule(ALL_PATHS, Rule::Disconnect);
    let said = "return /not available offline/.test(document.querySelector('main h1')?.textContent) && /in the settings/.test(document.querySelector('main').innerText)";
    page.js("document.querySelector('main article[data-id=n050] .headline a').click()").await;
    page.wait_until("an article from the list says that it is not kept, and how it would be", said).await;
    page.open(&host.url_of("/article/n050/")).await;
    page.wait_until("so does one by its address", said).await;
    page.open(&host.url_of("/article/everything/")).await;
    page.wait_until("one that was opened is there", "return !!document.querySelector('main .text')").await;
    host.clear_rules();
    page.open(&host.url_of("/article/n050/")).await;
    page.wait_until("with a line it opens", "return document.querySelector('main h1')?.textContent === 'Number 50'").await;
}

/// Whether the copy of the list is of the new edition, and its worker serves; otherwise what the workers do.
const IS_NEW_VERSION_CACHED: &str = "return Promise.all([caches.match('/'), navigator.serviceWorker.getRegistration()])
    .then(([copy, workers]) => copy?.text().then(text => {
        if (/It is new/.test(text) && !workers.installing && !workers.waiting) return true;
        throw new Error(['installing', 'waiting', 'active'].map(name => `${name}: ${workers?.[name]?.state}`).join(', '));
    }))";

pub async fn announces_new_version(context: &TestContext<'_>) {
    let Some(reader) = std::env::var_os("LECTERN_TEST_READER") else {
        return println!("{}: skipped, a new edition: LECTERN_TEST_READER names no program", context.page.engine);
    };
    if !supports_offline(context).await {
        return;
    }
    let page = context.page;
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
    build_site(folder.path(), Path::new(&reader), "first");
    write("changes", "It has no mistake");
    write("comes", "It is new");
    std::fs::remove_file(folder.path().join("corpus/articles/goes.json")).unwrap();
    build_site(folder.path(), Path::new(&reader), "second");
    let host = Host::new(&folder.path().join("first"));
    page.open_ready(&host.url).await;
    page.wait_until("the edition is noted", &is_cached("/corpus/visit")).await;
    host.serve(&folder.path().join("second"));
    page.click("main article[data-id=stays] a").await;
    page.wait_until("the page says that a newer edition is there, or goes on", "return [...document.querySelectorAll('main [role=alert]')].some(e => /Update available/.test(e.textContent) && e.querySelector('button')) || !!document.querySelector('main .text')").await;
    page.open_ready(&host.url).await;
    let changes = "return document.querySelector('[data-slot=offline-notices] summary')?.textContent";
    let said = page.wait_until("what has changed is said", changes).await;
    assert_eq!(said, "Since your last visit: 1 new, 1 updated, 1 removed");
    let links = page
        .js_string(
            "return [...document.querySelectorAll('[data-slot=offline-notices] a')].map(a => a.pathname + ' ' + a.textContent).join('\\n')",
        )
        .await;
    assert_eq!(links, "/article/comes/ It is new\n/article/changes/ It has no mistake\n/article/goes/ It is withdrawn");
    // The list itself may still come out of the browser's own cache, as on a host that lets a page be kept for some minutes. The new
    // worker has it anew once it serves, however long a busy machine takes for that.
    page.wait_until_within(Duration::from_secs(120), "the new edition is copied", IS_NEW_VERSION_CACHED).await;
    page.open_ready(&host.url).await;
    page.wait_until("the new edition is there", "return /It is new/.test(document.querySelector('main').textContent)").await;
    page.open(&host.url_of("/article/goes/")).await;
    page.wait_until("what was withdrawn says so", "return document.querySelector('main')?.innerText.trim().length > 40").await;
}

/// A device that version 0.1 was used on: its worker serves the first page of this one.
pub async fn migrates_from_version_0_1(context: &TestContext<'_>) {
    let Some(reader) = std::env::var_os("LECTERN_TEST_READER") else {
        return println!("{}: skipped, version 0.1: LECTERN_TEST_READER names no program", context.page.engine);
    };
    if !supports_offline(context).await {
        return;
    }
    let page = context.page;
    let folder = tempfile::tempdir().unwrap();
    let old_script = build_version_0_1(folder.path(), Path::new(&reader));
    let host = Host::new(&folder.path().join("first"));
    page.open_ready(&host.url).await;
    page.wait_until("a worker serves the page", "return !!navigator.serviceWorker.controller").await;
    page.click("main article[data-id=saved] button.save").await;
    page.open_ready(&host.url_of("/article/saved/")).await;
    page.wait_until("its page is kept", &is_cached("/article/saved/")).await;
    page.wait_until("its worker is done", &is_cached("/sw.js")).await;
    page.wait_until("its program is kept", &is_cached(&old_script)).await;
    host.serve(&folder.path().join("second"));
    page.open_ready(&host.url).await;
    // The browser may have the page of version 0.1 still in its own cache: then the new worker copies, and waits.
    let is_copied_or_replaced = format!(
        "return Promise.all([navigator.serviceWorker.getRegistration(), caches.match({old_script:?})]).then(([worker, copy]) => !!worker.waiting || !copy)"
    );
    page.wait_until_within(Duration::from_secs(60), "the new worker has copied", &is_copied_or_replaced).await;
    page.open_ready(&host.url).await;
    page.wait_until("nothing of it is kept any more", &format!("return caches.match({old_script:?}).then(copy => !copy)")).await;
    host.add_rule(ALL_PATHS, Rule::Disconnect);
    page.open_ready(&host.url_of("/saved/")).await;
    page.wait_until("what was saved is there", "return !!document.querySelector('main article[data-id=saved]')").await;
    for path in ["/article/saved/", "/article/other/"] {
        page.open(&host.url_of(path)).await;
        page.wait_until("an article is there", "return !!document.querySelector('main .text')").await;
        let script_src = "return document.querySelector('script[data-wasm]').src";
        assert!(!page.js_string(script_src).await.ends_with(&old_script), "{path} is not a page of version 0.1");
    }
}

/// Writes a site as version 0.1 had it, and the same of this version; gives the path of the script that starts the first.
fn build_version_0_1(folder: &Path, reader: &Path) -> String {
    std::fs::create_dir_all(folder.join("corpus/articles")).unwrap();
    std::fs::write(folder.join("corpus/site.json"), r#"{"name": "Harbour"}"#).unwrap();
    for id in ["saved", "other"] {
        let words = format!("What stands in the article {id}.");
        let article =
            serde_json::json!({ "format": 1, "id": id, "title": id, "published": "2024-05-02", "body": [{ "paragraph": [words] }] });
        std::fs::write(folder.join(format!("corpus/articles/{id}.json")), article.to_string()).unwrap();
    }
    build_site(folder, reader, "second");
    let programs = folder.join("programs");
    copy_folder(reader, &programs);
    edit_file(&programs.join("start.js"), |script| format!("{script}\nglobalThis.version = '0.1';\n"));
    build_site(folder, &programs, "first");
    let mut start = String::new();
    edit_file(&folder.join("first/sw.js"), |worker| {
        let line = worker.lines().next().unwrap().trim_start_matches("const site=").trim_end_matches(';');
        let mut site: serde_json::Value = serde_json::from_str(line).unwrap();
        let programs = site["programs"].as_array().unwrap().clone();
        start = programs.iter().filter_map(|name| name.as_str()).find(|name| name.starts_with("start-")).unwrap().to_owned();
        site["start"] = start.clone().into();
        format!("const site={site};\n{}", include_str!("worker-0.1.js"))
    });
    format!("/{start}")
}

fn edit_file(file: &Path, change: impl FnOnce(&str) -> String) {
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

fn build_site(folder: &Path, reader: &Path, out: &str) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lectern"));
    command.arg("build").arg("--corpus").arg(folder.join("corpus")).arg("--out").arg(folder.join(out)).arg("--reader").arg(reader);
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}
