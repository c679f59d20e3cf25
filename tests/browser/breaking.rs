//! What is broken is said, and mended by its button.

use crate::Scene;
use crate::host::{Host, Rule};

/// The alert that is seen, with its own button.
const ALERT: &str = "return [...document.querySelectorAll('[role=alert]')].filter(e => e.checkVisibility() && e.querySelector('button') && e.innerText.trim().length > 20).length";

const NO_ALERT: &str =
    "return document.querySelector('[data-ready]') && ![...document.querySelectorAll('[role=alert]')].some(e => e.checkVisibility())";

/// Something is wrong with files whose path holds some words; it is said; once it is right again, the button mends the page.
async fn mends(scene: &Scene<'_>, words: &'static str, rule: Rule) {
    let (page, (article, word)) = (scene.page, scene.sample.telling());
    scene.host.rule(words, rule);
    page.open(&scene.host.url).await;
    page.until("it is said, with a button", ALERT).await;
    assert!(
        page.holds("return document.querySelectorAll('main .results article').length > 5 || document.querySelector('[data-ready]')").await,
        "the rows that came can still be read"
    );
    scene.host.lift();
    page.js("[...document.querySelectorAll('[role=alert]')].find(e => e.checkVisibility()).querySelector('button').click()").await;
    page.until("all is well again", NO_ALERT).await;
    page.until("the list is there", "return document.querySelectorAll('main .results article').length > 5").await;
    page.type_into("input[type=search]", &word).await;
    page.until(
        "and can be searched",
        &format!("return [...document.querySelectorAll('main .results article')].map(a => a.dataset.id).join(' ') === {:?}", article.id),
    )
    .await;
}

pub async fn packs(scene: &Scene<'_>) {
    mends(scene, "/corpus/cards-", Rule::Halve).await;
    let host = Host::new(&scene.sample.site);
    texts(scene, &host).await;
}

/// The texts, which a search fetches: rows stay, what is missing is said.
async fn texts(scene: &Scene<'_>, host: &Host) {
    let page = scene.page;
    host.rule("/corpus/articles-", Rule::Missing);
    page.open_alive(&host.at("/?q=the")).await;
    page.until("it is said, with a button", ALERT).await;
    host.lift();
    page.press("main [role=alert] button").await;
    page.until("the texts are there", "return !!document.querySelector('main .passage')").await;
    page.until("all is well again", NO_ALERT).await;
}

/// The button is pressed while another part is still on its way, which then does not come, either: one press mends both.
pub async fn late(scene: &Scene<'_>) {
    let (page, host) = (scene.page, scene.host);
    host.rule("/corpus/cards-", Rule::Missing);
    host.rule("/corpus/column-", Rule::Lost);
    page.open(&host.url).await;
    page.until("it is said, with a button", ALERT).await;
    host.rule("/corpus/cards-", Rule::Whole);
    let before = host.asked("/corpus/cards-");
    page.js("[...document.querySelectorAll('[role=alert]')].find(e => e.checkVisibility()).querySelector('button').click()").await;
    page.until_true("the cards are asked for anew", || host.asked("/corpus/cards-") > before).await;
    host.lift();
    page.until("all is well again", NO_ALERT).await;
}

pub async fn program(scene: &Scene<'_>) {
    mends(scene, "/reader_bg", Rule::Missing).await;
    let host = Host::new(&scene.sample.site);
    host.rule("/reader", Rule::Missing);
    scene.page.open(&host.url).await;
    scene.page.until("it is said", ALERT).await;
    let seen = |css: &str| format!("return [...document.querySelectorAll({css:?})].some(e => e.checkVisibility())");
    assert!(scene.page.holds(&seen(".year-pages a")).await, "what stands in for the program is there");
    assert!(!scene.page.holds(&seen("main .scripted")).await, "what needs the program is not");
}

pub async fn offline(scene: &Scene<'_>) {
    let page = scene.page;
    mends(scene, "/corpus/c", Rule::Cut).await;
    // The line is cut while one reads: the article's pack does not come.
    let host = Host::new(&scene.sample.site);
    page.open_alive(&host.url).await;
    host.rule("/corpus/", Rule::Cut);
    page.press("main .headline a").await;
    page.until("it is said, with a button", ALERT).await;
    host.lift();
    page.until("it speaks of the article", "return /^This article/.test(document.querySelector('main [role=alert] h2')?.textContent)")
        .await;
    page.press("main [role=alert] button").await;
    page.until(
        "the article is there",
        "return !!document.querySelector('main article .text') && document.querySelectorAll('h1').length === 1",
    )
    .await;
}

pub async fn manifest(scene: &Scene<'_>) {
    mends(scene, "/corpus/manifest.json", Rule::Halve).await;
}
