//! What is broken is said, and mended by its button.

use crate::TestContext;
use crate::host::{Host, Rule};

/// The alert that is seen, with its own button.
const VISIBLE_ALERT: &str = "return [...document.querySelectorAll('[role=alert]')].filter(e => e.checkVisibility() && e.querySelector('button') && e.innerText.trim().length > 20).length";

const NO_VISIBLE_ALERT: &str =
    "return document.querySelector('[data-ready]') && ![...document.querySelectorAll('[role=alert]')].some(e => e.checkVisibility())";

/// Something is wrong with files whose path holds some words; it is said; once it is right again, the button mends the page.
async fn recovers(context: &TestContext<'_>, words: &'static str, rule: Rule) {
    let (page, (article, word)) = (context.page, context.sample.unique_title_word());
    context.host.add_rule(words, rule);
    page.open(&context.host.url).await;
    page.wait_until("it is said, with a button", VISIBLE_ALERT).await;
    assert!(
        page.js_bool("return document.querySelectorAll('main .results article').length > 5 || document.querySelector('[data-ready]')")
            .await,
        "the rows that came can still be read"
    );
    context.host.clear_rules();
    page.js("[...document.querySelectorAll('[role=alert]')].find(e => e.checkVisibility()).querySelector('button').click()").await;
    page.wait_until("all is well again", NO_VISIBLE_ALERT).await;
    page.wait_until("the list is there", "return document.querySelectorAll('main .results article').length > 5").await;
    page.type_into("input[type=search]", &word).await;
    page.wait_until(
        "and can be searched",
        &format!("return [...document.querySelectorAll('main .results article')].map(a => a.dataset.id).join(' ') === {:?}", article.id),
    )
    .await;
}

pub async fn recovers_from_broken_packs(context: &TestContext<'_>) {
    recovers(context, "/corpus/cards-", Rule::Truncate).await;
    let host = Host::new(&context.sample.site);
    recovers_from_missing_texts(context, &host).await;
}

/// The texts, which a search fetches: rows stay, what is missing is said.
async fn recovers_from_missing_texts(context: &TestContext<'_>, host: &Host) {
    let page = context.page;
    host.add_rule("/corpus/articles-", Rule::NotFound);
    page.open_ready(&host.url_of("/?q=the")).await;
    page.wait_until("it is said, with a button", VISIBLE_ALERT).await;
    host.clear_rules();
    page.click("main [role=alert] button").await;
    page.wait_until("the texts are there", "return !!document.querySelector('main .excerpt')").await;
    page.wait_until("all is well again", NO_VISIBLE_ALERT).await;
}

/// The button is pressed while another part is still on its way, which then does not come, either: one press mends both.
pub async fn retry_covers_later_failure(context: &TestContext<'_>) {
    let (page, host) = (context.page, context.host);
    host.add_rule("/corpus/cards-", Rule::NotFound);
    host.add_rule("/corpus/column-", Rule::HoldThenNotFound);
    page.open(&host.url).await;
    page.wait_until("it is said, with a button", VISIBLE_ALERT).await;
    host.add_rule("/corpus/cards-", Rule::Normal);
    let before = host.request_count("/corpus/cards-");
    page.js("[...document.querySelectorAll('[role=alert]')].find(e => e.checkVisibility()).querySelector('button').click()").await;
    page.wait_until_true("the cards are asked for anew", || host.request_count("/corpus/cards-") > before).await;
    host.clear_rules();
    page.wait_until("all is well again", NO_VISIBLE_ALERT).await;
}

pub async fn recovers_from_missing_program(context: &TestContext<'_>) {
    recovers(context, "/app_bg", Rule::NotFound).await;
    let host = Host::new(&context.sample.site);
    host.add_rule("/app-", Rule::NotFound);
    context.page.open(&host.url).await;
    context.page.wait_until("it is said", VISIBLE_ALERT).await;
    let is_visible = |css: &str| format!("return [...document.querySelectorAll({css:?})].some(e => e.checkVisibility())");
    assert!(context.page.js_bool(&is_visible(".year-pages a")).await, "what stands in for the program is there");
    assert!(!context.page.js_bool(&is_visible("main .scripted")).await, "what needs the program is not");
}

pub async fn recovers_from_lost_connection(context: &TestContext<'_>) {
    let page = context.page;
    recovers(context, "/corpus/c", Rule::Disconnect).await;
    // The line is cut while one reads: the article's pack does not come.
    let host = Host::new(&context.sample.site);
    page.open_ready(&host.url).await;
    host.add_rule("/corpus/", Rule::Disconnect);
    page.click("main .headline a").await;
    page.wait_until("it is said, with a button", VISIBLE_ALERT).await;
    host.clear_rules();
    page.wait_until("it speaks of the article", "return /^This article/.test(document.querySelector('main [role=alert] h2')?.textContent)")
        .await;
    page.click("main [role=alert] button").await;
    page.wait_until(
        "the article is there",
        "return !!document.querySelector('main article .text') && document.querySelectorAll('h1').length === 1",
    )
    .await;
}

pub async fn recovers_from_broken_manifest(context: &TestContext<'_>) {
    recovers(context, "/corpus/manifest.json", Rule::Truncate).await;
}
