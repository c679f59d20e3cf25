//! What is kept on the device: saved articles, the theme, an answer; and nothing before that.

use crate::Scene;
use crate::page::squash;

const STORED: &str = "return JSON.stringify(Object.keys(localStorage).concat(Object.keys(sessionStorage)).sort()) + document.cookie";

pub async fn save(scene: &Scene<'_>) {
    let (page, article) = (scene.page, scene.sample.long());
    page.open_alive(&scene.host.at(&format!("/article/{}/", article.id))).await;
    let save = "[data-slot=save] button";
    let name =
        page.until("there is a button to save", &format!("return document.querySelector('{save}')?.getAttribute('aria-label')")).await;
    assert!(name.as_str().unwrap().starts_with("Save"), "the button's name: {name}");
    page.press(save).await;
    page.until("the button says that it is saved", &format!("return document.querySelector('{save}').hasAttribute('data-saved')")).await;
    page.open(&scene.host.at("/saved/")).await;
    let title = page.until("it stands under Saved", "return document.querySelector('main .headline')?.textContent").await;
    assert_eq!(squash(title.as_str().unwrap()), squash(&article.title));
    page.press("main article button.save").await;
    page.until("it is taken off", "return !document.querySelector('main article') && !!document.querySelector('main .empty')").await;
    // The same on a row of the list.
    page.open_alive(&scene.host.url).await;
    let id = page.words("const row = document.querySelector('main .results article'); return row.dataset.id").await;
    page.press(&format!("main article[data-id={id:?}] button.save")).await;
    page.press("header a[href='/saved/']").await;
    page.until("the row stands under Saved", &format!("return !!document.querySelector('main.saved article[data-id={id:?}]')")).await;
}

pub async fn nothing_stored(scene: &Scene<'_>) {
    let (page, article) = (scene.page, scene.sample.long());
    page.open_alive(&scene.host.url).await;
    page.type_into("input[type=search]", "river").await;
    page.until("the list is narrowed", "return location.search === '?q=river'").await;
    page.open_alive(&scene.host.at(&format!("/article/{}/", article.id))).await;
    page.js("scrollTo(0, document.body.scrollHeight / 2)").await;
    page.until("what was scrolled to is noticed", "return history.state !== null || scrollY > 0").await;
    page.js("scrollTo(0, 0)").await;
    page.open_alive(&scene.host.url).await;
    assert_eq!(page.words(STORED).await, "[]");
}

pub async fn erase(scene: &Scene<'_>) {
    let page = scene.page;
    page.open_alive(&scene.host.url).await;
    page.press("main .results article button.save").await;
    page.until("it is kept", "return localStorage.length === 1").await;
    page.open_alive(&scene.host.at("/settings/")).await;
    page.press("#erase").await;
    assert!(page.holds("return localStorage.length === 1").await, "the first press asks");
    page.until("the button asks", "return /again/.test(document.querySelector('#erase').textContent)").await;
    page.press("#erase").await;
    page.until("nothing is kept", "return localStorage.length === 0 && !document.querySelector('#erase')").await;
}

pub async fn theme(scene: &Scene<'_>) {
    let page = scene.page;
    page.open_alive(&scene.host.at("/settings/")).await;
    let light = page.words(PAPER).await;
    page.press("label:has(input[name=theme][value=dark])").await;
    page.until("it is dark", "return document.documentElement.dataset.theme === 'dark'").await;
    page.press("label:has(input[name=size][value=largest]), label:has(input[name=size]):last-of-type").await;
    page.until("the type is set", "return !!document.documentElement.dataset.size").await;
    let dark = page.words(PAPER).await;
    assert_ne!(light, dark);
    // While the program is on its way nothing but the blocking script can have set it.
    scene.host.rule("reader-", crate::host::Rule::Hold);
    page.open(&scene.host.at("/about/")).await;
    page.until(
        "the theme is there before the program",
        "return document.documentElement.dataset.theme === 'dark' && !!document.querySelector('main')",
    )
    .await;
    assert_eq!(page.words(PAPER).await, dark);
    scene.host.lift();
    page.open_alive(&scene.host.at("/settings/")).await;
    page.until("the choice is marked", "return document.querySelector('input[name=theme][value=dark]').checked").await;
    page.press("label:has(input[name=theme][value=system])").await;
    page.until("the system's again", "return !document.documentElement.dataset.theme").await;
}

const PAPER: &str = "return getComputedStyle(document.documentElement).backgroundColor";

pub async fn consent(scene: &Scene<'_>) {
    let page = scene.page;
    page.open_alive(&scene.host.url).await;
    let seen = "!!document.querySelector('#consent-accept')?.checkVisibility()";
    page.until("the notice is there", &format!("return {seen}")).await;
    assert!(page.holds("const r = document.querySelector('main h1, main form').getBoundingClientRect(); return !document.elementFromPoint(r.left + 5, r.top + 5)?.closest('.consent')").await);
    page.press("#consent-accept").await;
    page.until("it goes", &format!("return !({seen})")).await;
    page.open_alive(&scene.host.url).await;
    assert!(page.holds(&format!("return !({seen})")).await, "it stays gone");
    page.press("footer #consent-change").await;
    page.until("it comes back", &format!("return {seen} && !Object.keys(localStorage).length")).await;
}
