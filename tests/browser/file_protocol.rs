//! A reading room without a server, opened from a disk: the folder and the single file.

use crate::Scene;
use crate::page::{ALIVE, Page};
use std::path::Path;
use std::process::Command;

/// How many rows are seen.
const ROWS: &str = "[...document.querySelectorAll('main .results article')].filter(row => row.getClientRects().length).length";

/// What is said to be broken.
const ALERTS: &str =
    "return [...document.querySelectorAll('[role=alert]')].filter(e => e.checkVisibility()).map(e => e.innerText).join('; ')";

/// A folder, opened by its `index.html`.
pub async fn folder(scene: &Scene<'_>) {
    let Some((_place, room)) = build(scene, &["--folder", "--out"], "room") else { return };
    let address = format!("file://{}/index.html", room.display());
    find_and_come_back(scene, &address).await;
    let (page, article) = (scene.page, scene.sample.long());
    page.open_alive(&format!("file://{}/article/{}/index.html", room.display(), article.id)).await;
    page.press("main article .back").await;
    page.until("the way back leads to the list", &format!("return {ROWS} > 5")).await;
    // Its files go with this journey.
    page.open("about:blank").await;
}

/// Everything in one file.
pub async fn single(scene: &Scene<'_>) {
    let Some((_place, room)) = build(scene, &["--single-file"], "room.html") else { return };
    let address = format!("file://{}", room.display());
    find_and_come_back(scene, &address).await;
    let (page, article) = (scene.page, scene.sample.long());
    page.open("about:blank").await;
    page.open(&format!("{address}#/article/{}/", article.id)).await;
    page.until("an address opens an article", &format!("return document.title.startsWith({:?})", article.title)).await;
    // What an address or a line of the contents leads to is marked, though the address can have no target here.
    let marked = |id: &str| {
        format!(
            "const m = document.querySelectorAll('[data-reached]'); return m.length === 1 && m[0].id === {id:?} && getComputedStyle(m[0]).boxShadow !== 'none'"
        )
    };
    let ids = "return [...document.querySelectorAll('main .text > [id]')].map(e => e.id).slice(3, 5).join()";
    let ids = page.until("the article is there", ids).await;
    let (first, second) = ids.as_str().unwrap().split_once(',').unwrap();
    for id in [first, second] {
        page.js(&format!("location.hash = '#/article/{}/#{id}'", article.id)).await;
        page.until("what an address leads to is marked", &marked(id)).await;
    }
    if page.holds("return !!document.querySelector('[data-contents] a')").await {
        let id = page.words("const a = document.querySelector('[data-contents] a'); a.click(); return a.hash.slice(1)").await;
        page.until("what a line of the contents leads to is marked", &marked(&id)).await;
    }
    page.js("document.querySelector('footer a[href=\"#/about/\"]').click()").await;
    page.until(
        "a page of the site is shown instead",
        "return !!document.querySelector('.aside h1') && !document.querySelector('#main').checkVisibility()",
    )
    .await;
    back(page).await;
    page.until("Back returns to the article", "return document.querySelector('main article .text')?.checkVisibility()").await;
    page.open("about:blank").await;
}

/// Builds the sample without a server; nothing where no program is named.
fn build(scene: &Scene<'_>, how: &[&str], name: &str) -> Option<(tempfile::TempDir, std::path::PathBuf)> {
    let Some(reader) = std::env::var_os("LECTERN_TEST_READER") else {
        println!("{}: skipped, from a disk: LECTERN_TEST_READER names no program", scene.page.engine);
        return None;
    };
    let place = tempfile::tempdir().unwrap();
    let room = place.path().join(name);
    let command = Command::new(env!("CARGO_BIN_EXE_lectern"))
        .args(["build", "--corpus"])
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus"))
        .arg("--reader")
        .arg(reader)
        .args(how)
        .arg(&room)
        .output()
        .unwrap();
    assert!(command.status.success(), "{}", String::from_utf8_lossy(&command.stderr));
    Some((place, room))
}

async fn find_and_come_back(scene: &Scene<'_>, address: &str) {
    let (page, (article, word)) = (scene.page, scene.sample.telling());
    page.open(address).await;
    page.until("the program has come to life", ALIVE).await;
    let rows = page.js(&format!("return {ROWS}")).await;
    assert!(rows.as_u64() > Some(5), "the list shows articles");
    pictures(page).await;
    page.type_into("input[type=search]", &word).await;
    page.until(
        "one article is left",
        &format!("return {ROWS} === 1 && document.querySelector('main .results article').dataset.id === {:?}", article.id),
    )
    .await;
    page.until("the words stand in the address", &format!("return location.href.endsWith('?q={word}')")).await;
    assert_eq!(page.words(ALERTS).await, "");
    page.press("main .headline a").await;
    page.until(
        "the article is open",
        &format!("return document.title.startsWith({:?}) && !!document.querySelector('main article .text')", article.title),
    )
    .await;
    page.until("the words are marked in it", "return document.documentElement.hasAttribute('data-matches')").await;
    back(page).await;
    let same = format!("return {ROWS} === 1 && document.querySelector('input[type=search]')?.value === {word:?}");
    page.until("Back leads to the same list", &same).await;
    assert_eq!(page.words(ALERTS).await, "");
}

/// Steps back once the page is whole, and after the script has answered: WebKit's driver loses what is said while a document goes.
async fn back(page: &Page) {
    page.until("the page is whole", "return document.readyState === 'complete'").await;
    page.js("setTimeout(() => history.back(), 50)").await;
}

async fn pictures(page: &Page) {
    let shown = "const near = [...document.querySelectorAll('main img')].filter(i => i.getBoundingClientRect().top < innerHeight);
        return near.every(i => i.complete && i.naturalWidth)";
    page.until("the pictures are there", shown).await;
}
