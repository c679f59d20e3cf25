//! What a person does before the program is there.

use crate::Scene;
use crate::host::Rule;
use crate::page::ALIVE;

/// The program's two files.
const PROGRAM: &str = "/reader";

pub async fn typed(scene: &Scene<'_>) {
    let (page, (article, word)) = (scene.page, scene.sample.telling());
    scene.host.rule(PROGRAM, Rule::Hold);
    page.open(&scene.host.url).await;
    page.type_into("input[type=search]", &word).await;
    page.js("document.activeElement.setSelectionRange(2, 4)").await;
    assert!(page.holds("return !document.querySelector('[data-ready]')").await, "the program is held back");
    scene.host.lift();
    page.until("what was typed narrows the list", &format!("return document.querySelector('[data-ready]') && [...document.querySelectorAll('main .results article')].map(a => a.dataset.id).join(' ') === {:?}", article.id)).await;
    assert_eq!(page.words("return document.querySelector('input[type=search]').value").await, word);
    let caret = "const a = document.activeElement; return a.type === 'search' ? [a.selectionStart, a.selectionEnd].join() : a.outerHTML";
    assert_eq!(page.words(caret).await, "2,4", "the box has the focus and its selection");
}

pub async fn ticked(scene: &Scene<'_>) {
    let (page, (tag, count)) = (scene.page, scene.sample.tag());
    scene.host.rule(PROGRAM, Rule::Hold);
    page.open(&scene.host.url).await;
    let choice = format!("#facets input[name=tag][value={tag:?}]");
    if !page.holds(&format!("return !!document.querySelector('{choice}')?.closest('label').checkVisibility()")).await {
        // The filters come with the program: nothing can be ticked before.
        scene.host.lift();
        return;
    }
    page.press(&format!("#facets label:has(input[name=tag][value={tag:?}])")).await;
    page.js(&format!("document.querySelector('{choice}').focus()")).await;
    page.js("scrollTo(0, 300)").await;
    let y = page.js("return scrollY").await;
    scene.host.lift();
    page.until(
        "what was ticked narrows the list",
        &format!("return document.querySelector('[data-ready]') && document.querySelectorAll('main .results article').length === {count}"),
    )
    .await;
    assert!(
        page.holds(&format!("return document.activeElement === document.querySelector('{choice}') && document.activeElement.checked"))
            .await
    );
    assert_eq!(page.js("return scrollY").await, y, "the page stays where it was scrolled to");
}

pub async fn reading(scene: &Scene<'_>) {
    let (page, article) = (scene.page, scene.sample.long());
    scene.host.rule(PROGRAM, Rule::Hold);
    page.open(&scene.host.at(&format!("/article/{}/", article.id))).await;
    page.js(
        "const p = document.querySelectorAll('main .text p')[3];
         p.scrollIntoView(); getSelection().selectAllChildren(p); window.chosen = String(getSelection());
         document.querySelectorAll('main details').forEach(d => d.open = true);
         window.open_ones = document.querySelectorAll('main details[open]').length; window.y = scrollY;
         window.shifted = 0;
         try { new PerformanceObserver(l => l.getEntries().forEach(e => window.shifted += e.value)).observe({ type: 'layout-shift' }); } catch {}",
    )
    .await;
    scene.host.lift();
    page.until("the program has come to life", ALIVE).await;
    assert!(page.holds("return window.chosen.length > 20 && String(getSelection()) === window.chosen").await, "the selection stays");
    assert!(
        page.holds("return document.querySelectorAll('main details[open]').length === window.open_ones").await,
        "what was open stays open"
    );
    assert!(page.holds("return Math.abs(scrollY - window.y) < 2").await, "the page stays where it was scrolled to");
    assert!(page.holds("return window.shifted < 0.01").await, "nothing shifts");
}

pub async fn valued(scene: &Scene<'_>) {
    let page = scene.page;
    scene.host.rule(PROGRAM, Rule::Hold);
    page.open(&scene.host.url).await;
    let address = page.words("return document.querySelector('#facets .choice-name a').href").await;
    // The program writes the list's own address as soon as it is there.
    page.js(&format!("location.href = {address:?}")).await;
    scene.host.lift();
    page.until(
        "the list of a value stays narrowed by it",
        "return document.querySelector('[data-ready] #facets input:checked') && /=/.test(location.search)
            && document.querySelectorAll('main .results article').length === parseInt(document.querySelector('.count').textContent)",
    )
    .await;
    let all = page.js("return document.querySelectorAll('main .results article').length").await;
    page.press(".chips button.link").await;
    page.until(
        "it can be widened",
        &format!("return document.querySelectorAll('main .results article').length > {all} && !location.search"),
    )
    .await;
}
