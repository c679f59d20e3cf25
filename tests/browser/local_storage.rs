//! What is kept on the device: saved articles, the theme, an answer; and nothing before that.

use crate::TestContext;
use crate::page::normalize_spaces;

const STORED_KEYS: &str = "return JSON.stringify(Object.keys(localStorage).concat(Object.keys(sessionStorage)).sort()) + document.cookie";

pub async fn saves_article(context: &TestContext<'_>) {
    let (page, article) = (context.page, context.sample.longest_article());
    page.open_ready(&context.host.url_of(&format!("/article/{}/", article.id))).await;
    let save_button = "[data-slot=save] button";
    let name = page
        .wait_until("there is a button to save", &format!("return document.querySelector('{save_button}')?.getAttribute('aria-label')"))
        .await;
    assert!(name.as_str().unwrap().starts_with("Save"), "the button's name: {name}");
    page.click(save_button).await;
    page.wait_until(
        "the button says that it is saved",
        &format!("return document.querySelector('{save_button}').hasAttribute('data-saved')"),
    )
    .await;
    page.open(&context.host.url_of("/saved/")).await;
    let title = page.wait_until("it stands under Saved", "return document.querySelector('main .headline')?.textContent").await;
    assert_eq!(normalize_spaces(title.as_str().unwrap()), normalize_spaces(&article.title));
    page.click("main article button.save").await;
    page.wait_until("it is taken off", "return !document.querySelector('main article') && !!document.querySelector('main .empty')").await;
    // The same on a row of the list.
    page.open_ready(&context.host.url).await;
    let id = page.js_string("const row = document.querySelector('main .results article'); return row.dataset.id").await;
    page.click(&format!("main article[data-id={id:?}] button.save")).await;
    page.click("header a[href='/saved/']").await;
    page.wait_until("the row stands under Saved", &format!("return !!document.querySelector('main.saved article[data-id={id:?}]')")).await;
}

pub async fn stores_nothing_unasked(context: &TestContext<'_>) {
    let (page, article) = (context.page, context.sample.longest_article());
    page.open_ready(&context.host.url).await;
    page.type_into("input[type=search]", "river").await;
    page.wait_until("the list is narrowed", "return location.search === '?q=river'").await;
    page.open_ready(&context.host.url_of(&format!("/article/{}/", article.id))).await;
    page.js("scrollTo(0, document.body.scrollHeight / 2)").await;
    page.wait_until("what was scrolled to is noticed", "return history.state !== null || scrollY > 0").await;
    page.js("scrollTo(0, 0)").await;
    page.open_ready(&context.host.url).await;
    assert_eq!(page.js_string(STORED_KEYS).await, "[]");
}

pub async fn erases_everything(context: &TestContext<'_>) {
    let page = context.page;
    page.open_ready(&context.host.url).await;
    page.click("main .results article button.save").await;
    page.wait_until("it is kept", "return localStorage.length === 1").await;
    page.open_ready(&context.host.url_of("/settings/")).await;
    page.click("#erase").await;
    assert!(page.js_bool("return localStorage.length === 1").await, "the first press asks");
    page.wait_until("the button asks", "return /again/.test(document.querySelector('#erase').textContent)").await;
    page.click("#erase").await;
    page.wait_until("nothing is kept", "return localStorage.length === 0 && !document.querySelector('#erase')").await;
}

pub async fn keeps_theme(context: &TestContext<'_>) {
    let page = context.page;
    page.open_ready(&context.host.url_of("/settings/")).await;
    let light = page.js_string(BACKGROUND_COLOR).await;
    page.click("label:has(input[name=theme][value=dark])").await;
    page.wait_until("it is dark", "return document.documentElement.dataset.theme === 'dark'").await;
    page.click("label:has(input[name=size][value=largest]), label:has(input[name=size]):last-of-type").await;
    page.wait_until("the type is set", "return !!document.documentElement.dataset.size").await;
    let dark = page.js_string(BACKGROUND_COLOR).await;
    assert_ne!(light, dark);
    // While the program is on its way nothing but the blocking script can have set it.
    context.host.add_rule("app-", crate::host::Rule::Hold);
    page.open(&context.host.url_of("/about/")).await;
    page.wait_until(
        "the theme is there before the program",
        "return document.documentElement.dataset.theme === 'dark' && !!document.querySelector('main')",
    )
    .await;
    assert_eq!(page.js_string(BACKGROUND_COLOR).await, dark);
    context.host.clear_rules();
    page.open_ready(&context.host.url_of("/settings/")).await;
    page.wait_until("the choice is marked", "return document.querySelector('input[name=theme][value=dark]').checked").await;
    page.click("label:has(input[name=theme][value=system])").await;
    page.wait_until("the system's again", "return !document.documentElement.dataset.theme").await;
}

const BACKGROUND_COLOR: &str = "return getComputedStyle(document.documentElement).backgroundColor";

pub async fn remembers_consent(context: &TestContext<'_>) {
    let page = context.page;
    page.open_ready(&context.host.url).await;
    let is_visible = "!!document.querySelector('#consent-accept')?.checkVisibility()";
    page.wait_until("the notice is there", &format!("return {is_visible}")).await;
    assert!(page.js_bool("const r = document.querySelector('main h1, main form').getBoundingClientRect(); return !document.elementFromPoint(r.left + 5, r.top + 5)?.closest('.consent')").await);
    page.click("#consent-accept").await;
    page.wait_until("it goes", &format!("return !({is_visible})")).await;
    page.open_ready(&context.host.url).await;
    assert!(page.js_bool(&format!("return !({is_visible})")).await, "it stays gone");
    page.click("footer #consent-change").await;
    page.wait_until("it comes back", &format!("return {is_visible} && !Object.keys(localStorage).length")).await;
}
