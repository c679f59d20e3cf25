//! What a person does before the program is there.

use crate::TestContext;
use crate::host::Rule;
use crate::page::PROGRAM_READY;

/// The program's two files.
const PROGRAM_PATH: &str = "/app-";

pub async fn keeps_typed_query(context: &TestContext<'_>) {
    let (page, (article, word)) = (context.page, context.sample.unique_title_word());
    context.host.add_rule(PROGRAM_PATH, Rule::Hold);
    page.open(&context.host.url).await;
    page.type_into("input[type=search]", &word).await;
    page.js("document.activeElement.setSelectionRange(2, 4)").await;
    assert!(page.js_bool("return !document.querySelector('[data-ready]')").await, "the program is held back");
    context.host.clear_rules();
    page.wait_until("what was typed narrows the list", &format!("return document.querySelector('[data-ready]') && [...document.querySelectorAll('main .results article')].map(a => a.dataset.id).join(' ') === {:?}", article.id)).await;
    assert_eq!(page.js_string("return document.querySelector('input[type=search]').value").await, word);
    let caret = "const a = document.activeElement; return a.type === 'search' ? [a.selectionStart, a.selectionEnd].join() : a.outerHTML";
    assert_eq!(page.js_string(caret).await, "2,4", "the box has the focus and its selection");
}

pub async fn keeps_ticked_filter(context: &TestContext<'_>) {
    let (page, (tag, count)) = (context.page, context.sample.common_tag());
    context.host.add_rule(PROGRAM_PATH, Rule::Hold);
    page.open(&context.host.url).await;
    let choice = format!("#facets input[name=tag][value={tag:?}]");
    if !page.js_bool(&format!("return !!document.querySelector('{choice}')?.closest('label').checkVisibility()")).await {
        // The filters come with the program: nothing can be ticked before.
        context.host.clear_rules();
        return;
    }
    page.click(&format!("#facets label:has(input[name=tag][value={tag:?}])")).await;
    page.js(&format!("document.querySelector('{choice}').focus()")).await;
    page.js("scrollTo(0, 300)").await;
    let scroll_y = page.js("return scrollY").await;
    context.host.clear_rules();
    page.wait_until(
        "what was ticked narrows the list",
        &format!("return document.querySelector('[data-ready]') && document.querySelectorAll('main .results article').length === {count}"),
    )
    .await;
    assert!(
        page.js_bool(&format!("return document.activeElement === document.querySelector('{choice}') && document.activeElement.checked"))
            .await
    );
    assert_eq!(page.js("return scrollY").await, scroll_y, "the page stays where it was scrolled to");
}

pub async fn keeps_selection_and_details(context: &TestContext<'_>) {
    let (page, article) = (context.page, context.sample.longest_article());
    context.host.add_rule(PROGRAM_PATH, Rule::Hold);
    page.open(&context.host.url_of(&format!("/article/{}/", article.id))).await;
    page.js(
        "const p = document.querySelectorAll('main .text p')[3];
         p.scrollIntoView(); getSelection().selectAllChildren(p); window.chosen = String(getSelection());
         document.querySelectorAll('main details').forEach(d => d.open = true);
         window.open_ones = document.querySelectorAll('main details[open]').length; window.y = scrollY;
         window.shifted = 0;
         try { new PerformanceObserver(l => l.getEntries().forEach(e => window.shifted += e.value)).observe({ type: 'layout-shift' }); } catch {}",
    )
    .await;
    context.host.clear_rules();
    page.wait_until("the program has come to life", PROGRAM_READY).await;
    assert!(page.js_bool("return window.chosen.length > 20 && String(getSelection()) === window.chosen").await, "the selection stays");
    assert!(
        page.js_bool("return document.querySelectorAll('main details[open]').length === window.open_ones").await,
        "what was open stays open"
    );
    assert!(page.js_bool("return Math.abs(scrollY - window.y) < 2").await, "the page stays where it was scrolled to");
    assert!(page.js_bool("return window.shifted < 0.01").await, "nothing shifts");
}

pub async fn facet_page_becomes_list(context: &TestContext<'_>) {
    let page = context.page;
    context.host.add_rule(PROGRAM_PATH, Rule::Hold);
    page.open(&context.host.url).await;
    let address = page.js_string("return document.querySelector('#facets .choice-name a').href").await;
    // The program writes the list's own address as soon as it is there.
    page.js(&format!("location.href = {address:?}")).await;
    context.host.clear_rules();
    page.wait_until(
        "the list of a value stays narrowed by it",
        "return document.querySelector('[data-ready] #facets input:checked') && /=/.test(location.search)
            && document.querySelectorAll('main .results article').length === parseInt(document.querySelector('.count').textContent)",
    )
    .await;
    let row_count = page.js("return document.querySelectorAll('main .results article').length").await;
    page.click(".chips button.link").await;
    page.wait_until(
        "it can be widened",
        &format!("return document.querySelectorAll('main .results article').length > {row_count} && !location.search"),
    )
    .await;
}
