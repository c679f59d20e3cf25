//! The keyboard alone.

use crate::Scene;
use crate::page::named;
use fantoccini::key::Key;

const FOCUSED: &str = "return document.activeElement.getAttribute('href')";

pub async fn everything(scene: &Scene<'_>) {
    let (page, (article, word)) = (scene.page, scene.sample.telling());
    page.open_alive(&scene.host.url).await;
    page.key('j').await;
    let first = page
        .until(
            "j goes to the first headline",
            "const a = document.activeElement; return a.matches('main .headline a') && a.getAttribute('href')",
        )
        .await;
    page.key('j').await;
    page.until(
        "j goes on",
        &format!("const a = document.activeElement; return a.matches('main .headline a') && a.getAttribute('href') !== {first}"),
    )
    .await;
    page.key('k').await;
    page.until("k goes back", &format!("{FOCUSED} === {first}")).await;
    page.key('/').await;
    page.until("/ goes to the box", "return document.activeElement.matches('input[type=search]')").await;
    page.keys(&word).await;
    page.until("typing narrows the list", "return document.querySelectorAll('main .results article').length === 1").await;
    assert_eq!(page.words("return document.activeElement.value").await, word, "the slash is not typed, the letters are");
    page.key(named(Key::Escape)).await;
    page.until(
        "Escape empties the box",
        "return document.activeElement.value === '' && document.querySelectorAll('main .results article').length > 5",
    )
    .await;
    page.keys(&word).await;
    page.until("typing narrows the list", "return document.querySelectorAll('main .results article').length === 1").await;
    page.key(named(Key::Enter)).await;
    page.until("Enter goes to what was found", "return document.activeElement.matches('main .headline a')").await;
    page.key(named(Key::Enter)).await;
    page.until(
        "Enter opens it",
        &format!("return location.pathname === '/article/{}/' && document.activeElement.matches('main h1')", article.id),
    )
    .await;
    page.key('/').await;
    page.until("/ leads to the box of the list", "return document.activeElement.matches('main input[type=search]')").await;
    settings(scene).await;
}

/// The sheet of settings opens, takes the focus and gives it back.
async fn settings(scene: &Scene<'_>) {
    let page = scene.page;
    page.js("document.querySelector('header .settings-link').focus()").await;
    page.key(named(Key::Enter)).await;
    page.until("the sheet has the focus", "return document.activeElement.matches('.sheet')").await;
    page.key(named(Key::Tab)).await;
    page.until("Tab goes on inside it", "return !!document.activeElement.closest('.sheet .options')").await;
    page.key(named(Key::Escape)).await;
    page.until("Escape closes it", "return !document.querySelector('.sheet') && document.activeElement.matches('.settings-link')").await;
}

pub async fn skip(scene: &Scene<'_>) {
    let page = scene.page;
    page.open_alive(&scene.host.url).await;
    page.key(named(Key::Tab)).await;
    page.until("the skip link comes first", "return document.activeElement.getAttribute('href') === '#main'").await;
    page.until("and is seen", "const r = document.activeElement.getBoundingClientRect(); return r.width > 40 && r.left >= 0 && r.top >= 0")
        .await;
    page.key(named(Key::Enter)).await;
    page.until("it leads to the content", "return document.activeElement.id === 'main' || location.hash === '#main'").await;
    page.key(named(Key::Tab)).await;
    page.until("Tab goes on in the content", "return !!document.activeElement.closest('main')").await;
}
