//! A reading room without a server, opened from a disk: the folder and the single file.

use crate::TestContext;
use crate::annotations;
use crate::page::{PROGRAM_READY, Page};
use std::path::Path;
use std::process::Command;

/// How many rows are seen.
const VISIBLE_ROW_COUNT: &str = "[...document.querySelectorAll('main .results article')].filter(row => row.getClientRects().length).length";

/// What is said to be broken.
const VISIBLE_ALERTS: &str =
    "return [...document.querySelectorAll('[role=alert]')].filter(e => e.checkVisibility()).map(e => e.innerText).join('; ')";

/// A folder, opened by its `index.html`.
pub async fn opens_folder(context: &TestContext<'_>) {
    let Some((_folder, out)) = build_sample(context, &["--folder", "--out"], "room") else { return };
    let address = format!("file://{}/index.html", out.display());
    search_and_go_back(context, &address).await;
    let (page, article) = (context.page, context.sample.longest_article());
    page.open_ready(&format!("file://{}/article/{}/index.html", out.display(), article.id)).await;
    annotations::highlights_first_words(page).await;
    page.click("main article .back").await;
    page.wait_until("the way back leads to the list", &format!("return {VISIBLE_ROW_COUNT} > 5")).await;
    // Its files go with this journey.
    page.open("about:blank").await;
}

/// Everything in one file.
pub async fn opens_single_file(context: &TestContext<'_>) {
    let Some((_folder, out)) = build_sample(context, &["--single-file"], "room.html") else { return };
    let address = format!("file://{}", out.display());
    search_and_go_back(context, &address).await;
    let (page, article) = (context.page, context.sample.longest_article());
    page.open("about:blank").await;
    page.open(&format!("{address}#/article/{}/", article.id)).await;
    page.wait_until("an address opens an article", &format!("return document.title.startsWith({:?})", article.title)).await;
    // What an address or a line of the contents leads to is marked, though the address can have no target here.
    let is_highlighted = |id: &str| {
        format!(
            "const m = document.querySelectorAll('[data-target]'); return m.length === 1 && m[0].id === {id:?} && getComputedStyle(m[0]).boxShadow !== 'none'"
        )
    };
    let ids = "return [...document.querySelectorAll('main .text > [id]')].map(e => e.id).slice(3, 5).join()";
    let ids = page.wait_until("the article is there", ids).await;
    let (first, second) = ids.as_str().unwrap().split_once(',').unwrap();
    annotations::highlights_first_words(page).await;
    for id in [first, second] {
        page.js(&format!("location.hash = '#/article/{}/#{id}'", article.id)).await;
        page.wait_until("what an address leads to is marked", &is_highlighted(id)).await;
    }
    if page.js_bool("return !!document.querySelector('[data-contents] a')").await {
        let id = page.js_string("const a = document.querySelector('[data-contents] a'); a.click(); return a.hash.slice(1)").await;
        page.wait_until("what a line of the contents leads to is marked", &is_highlighted(&id)).await;
    }
    page.js("document.querySelector('footer a[href=\"#/about/\"]').click()").await;
    page.wait_until(
        "a page of the site is shown instead",
        "return !!document.querySelector('.open-page h1') && !document.querySelector('#main').checkVisibility()",
    )
    .await;
    go_back(page).await;
    page.wait_until("Back returns to the article", "return document.querySelector('main article .text')?.checkVisibility()").await;
    page.open("about:blank").await;
}

/// Builds the sample without a server; nothing where no program is named.
fn build_sample(context: &TestContext<'_>, options: &[&str], name: &str) -> Option<(tempfile::TempDir, std::path::PathBuf)> {
    let Some(reader) = std::env::var_os("LECTERN_TEST_READER") else {
        println!("{}: skipped, from a disk: LECTERN_TEST_READER names no program", context.page.engine);
        return None;
    };
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join(name);
    let command = Command::new(env!("CARGO_BIN_EXE_lectern"))
        .args(["build", "--corpus"])
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus"))
        .arg("--reader")
        .arg(reader)
        .args(options)
        .arg(&out)
        .output()
        .unwrap();
    assert!(command.status.success(), "{}", String::from_utf8_lossy(&command.stderr));
    Some((folder, out))
}

async fn search_and_go_back(context: &TestContext<'_>, address: &str) {
    let (page, (article, word)) = (context.page, context.sample.unique_title_word());
    page.open(address).await;
    page.wait_until("the program has come to life", PROGRAM_READY).await;
    let rows = page.js(&format!("return {VISIBLE_ROW_COUNT}")).await;
    assert!(rows.as_u64() > Some(5), "the list shows articles");
    wait_for_pictures(page).await;
    page.type_into("input[type=search]", &word).await;
    page.wait_until(
        "one article is left",
        &format!("return {VISIBLE_ROW_COUNT} === 1 && document.querySelector('main .results article').dataset.id === {:?}", article.id),
    )
    .await;
    page.wait_until("the words stand in the address", &format!("return location.href.endsWith('?q={word}')")).await;
    assert_eq!(page.js_string(VISIBLE_ALERTS).await, "");
    page.click("main .headline a").await;
    page.wait_until(
        "the article is open",
        &format!("return document.title.startsWith({:?}) && !!document.querySelector('main article .text')", article.title),
    )
    .await;
    page.wait_until("the words are marked in it", "return document.documentElement.hasAttribute('data-matches')").await;
    go_back(page).await;
    let same_list = format!("return {VISIBLE_ROW_COUNT} === 1 && document.querySelector('input[type=search]')?.value === {word:?}");
    page.wait_until("Back leads to the same list", &same_list).await;
    assert_eq!(page.js_string(VISIBLE_ALERTS).await, "");
}

/// Steps back once the page is whole, and after the script has answered: WebKit's driver loses what is said while a document goes.
async fn go_back(page: &Page) {
    page.wait_until("the page is whole", "return document.readyState === 'complete'").await;
    page.js("setTimeout(() => history.back(), 50)").await;
}

async fn wait_for_pictures(page: &Page) {
    let pictures_loaded =
        "const near = [...document.querySelectorAll('main img')].filter(i => i.getBoundingClientRect().top < innerHeight);
        return near.every(i => i.complete && i.naturalWidth)";
    page.wait_until("the pictures are there", pictures_loaded).await;
}
