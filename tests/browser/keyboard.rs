//! The keyboard alone.

use crate::TestContext;
use crate::page::key_char;
use fantoccini::key::Key;

const FOCUSED_HREF: &str = "return document.activeElement.getAttribute('href')";

pub async fn finds_opens_and_leaves(context: &TestContext<'_>) {
    let (page, (article, word)) = (context.page, context.sample.unique_title_word());
    page.open_ready(&context.host.url).await;
    page.press_key('j').await;
    let first = page
        .wait_until(
            "j goes to the first headline",
            "const a = document.activeElement; return a.matches('main .headline a') && a.getAttribute('href')",
        )
        .await;
    page.press_key('j').await;
    page.wait_until(
        "j goes on",
        &format!("const a = document.activeElement; return a.matches('main .headline a') && a.getAttribute('href') !== {first}"),
    )
    .await;
    page.press_key('k').await;
    page.wait_until("k goes back", &format!("{FOCUSED_HREF} === {first}")).await;
    page.press_key('/').await;
    page.wait_until("/ goes to the box", "return document.activeElement.matches('input[type=search]')").await;
    page.type_keys(&word).await;
    page.wait_until("typing narrows the list", "return document.querySelectorAll('main .results article').length === 1").await;
    assert_eq!(page.js_string("return document.activeElement.value").await, word, "the slash is not typed, the letters are");
    page.press_key(key_char(Key::Escape)).await;
    page.wait_until(
        "Escape empties the box",
        "return document.activeElement.value === '' && document.querySelectorAll('main .results article').length > 5",
    )
    .await;
    page.type_keys(&word).await;
    page.wait_until("typing narrows the list", "return document.querySelectorAll('main .results article').length === 1").await;
    page.press_key(key_char(Key::Enter)).await;
    page.wait_until("Enter goes to what was found", "return document.activeElement.matches('main .headline a')").await;
    page.press_key(key_char(Key::Enter)).await;
    page.wait_until(
        "Enter opens it",
        &format!("return location.pathname === '/article/{}/' && document.activeElement.matches('main h1')", article.id),
    )
    .await;
    page.press_key('/').await;
    page.wait_until("/ leads to the box of the list", "return document.activeElement.matches('main input[type=search]')").await;
    opens_settings_sheet(context).await;
}

/// The sheet of settings opens, takes the focus and gives it back.
async fn opens_settings_sheet(context: &TestContext<'_>) {
    let page = context.page;
    page.js("document.querySelector('header .settings-link').focus()").await;
    page.press_key(key_char(Key::Enter)).await;
    page.wait_until("the sheet has the focus", "return document.activeElement.matches('.sheet')").await;
    page.press_key(key_char(Key::Tab)).await;
    page.wait_until("Tab goes on inside it", "return !!document.activeElement.closest('.sheet .options')").await;
    page.press_key(key_char(Key::Escape)).await;
    page.wait_until("Escape closes it", "return !document.querySelector('.sheet') && document.activeElement.matches('.settings-link')")
        .await;
}

pub async fn follows_skip_link(context: &TestContext<'_>) {
    let page = context.page;
    page.open_ready(&context.host.url).await;
    page.press_key(key_char(Key::Tab)).await;
    page.wait_until("the skip link comes first", "return document.activeElement.getAttribute('href') === '#main'").await;
    page.wait_until(
        "and is seen",
        "const r = document.activeElement.getBoundingClientRect(); return r.width > 40 && r.left >= 0 && r.top >= 0",
    )
    .await;
    page.press_key(key_char(Key::Enter)).await;
    page.wait_until("it leads to the content", "return document.activeElement.id === 'main' || location.hash === '#main'").await;
    page.press_key(key_char(Key::Tab)).await;
    page.wait_until("Tab goes on in the content", "return !!document.activeElement.closest('main')").await;
}
