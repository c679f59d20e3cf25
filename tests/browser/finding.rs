//! Finding, opening, and coming back.

use crate::Scene;
use crate::page::{ALIVE, squash};

/// Rows and leads of the list.
const FOUND: &str = "return [...document.querySelectorAll('main .results article')].map(a => a.dataset.id).join(' ')";

/// The words of the count.
const COUNT: &str = "return document.querySelector('main [role=status]').textContent.trim()";

/// The state that a list has in its address.
const SEARCH: &str = "return decodeURIComponent(location.search)";

pub async fn find_and_open(scene: &Scene<'_>) {
    let (page, (article, word)) = (scene.page, scene.sample.telling());
    page.open_alive(&scene.host.url).await;
    page.type_into("input[type=search]", &word).await;
    page.until("one article is left", &format!("{} === {:?}", FOUND, article.id)).await;
    page.until("its words are marked", "return document.querySelector('main .headline mark')?.textContent").await;
    page.until("the words stand in the address", &format!("return location.search === '?q={word}'")).await;
    let counted = "const counts = [...document.querySelectorAll('#facets label:has(input[name=lang]) .choice-count')];
        return counts.length > 0 && counts.reduce((sum, { textContent }) => sum + Number(textContent), 0) === 1";
    page.until("each value counts what is left", counted).await;
    page.press("main .headline a").await;
    let title = page
        .until(
            "the article is open",
            "return document.querySelectorAll('h1').length === 1 && document.querySelector('main h1').textContent",
        )
        .await;
    assert_eq!(squash(title.as_str().unwrap()), squash(&article.title));
    assert!(scene.host.was_asked("corpus/articles-"), "the article comes out of a pack");
    page.until("the title of the document is the article's", &format!("return document.title.startsWith({:?})", article.title)).await;
    page.until("the heading has the focus", "return document.activeElement === document.querySelector('main h1')").await;
}

pub async fn announced(scene: &Scene<'_>) {
    let (page, (_, word)) = (scene.page, scene.sample.telling());
    page.open_alive(&scene.host.url).await;
    // A reader of screens announces what changes inside an element that stays: it stands before the first letter is typed.
    page.js("document.querySelector('#q').focus()").await;
    page.js("window.line = document.querySelector('main [role=status]')").await;
    let before = page.words(COUNT).await;
    page.type_into("input[type=search]", &word).await;
    page.until("the count says one", "return /^1 /.test(document.querySelector('main [role=status]').textContent.trim())").await;
    assert!(page.holds("return window.line.isConnected").await, "the element that is announced stays");
    assert_ne!(page.words(COUNT).await, before);
}

pub async fn filter(scene: &Scene<'_>) {
    let (page, (tag, count)) = (scene.page, scene.sample.tag());
    page.open_alive(&scene.host.url).await;
    let choice = format!("#facets input[name=tag][value={tag:?}]");
    let shown =
        page.words(&format!("return document.querySelector('{choice}').closest('label').querySelector('.choice-count').textContent")).await;
    assert_eq!(shown, count.to_string(), "the count beside {tag}");
    page.press(&format!("#facets label:has(input[name=tag][value={tag:?}])")).await;
    page.until("as many rows as the count said", &format!("return document.querySelectorAll('main .results article').length === {count}"))
        .await;
    page.until("the filter stands in the address", "return location.search.startsWith('?tag=')").await;
    let chip = page.words("return document.querySelector('.chips .chip').textContent").await;
    assert_eq!(squash(&chip), tag);
    page.press(".chips button.link").await;
    page.until("everything is back", "return !document.querySelector('.chips') && location.search === ''").await;
    page.back().await;
    page.until("Back undoes it", &format!("return document.querySelectorAll('main .results article').length === {count}")).await;
    page.until("and ticks it", &format!("return document.querySelector('{choice}')?.checked")).await;
    page.press(".chips .chip").await;
    page.until(
        "its chip takes it off",
        &format!("return !document.querySelector('.chips') && !document.querySelector('{choice}').checked"),
    )
    .await;
}

pub async fn back(scene: &Scene<'_>) {
    let page = scene.page;
    page.open_alive(&scene.host.at("/?sort=title")).await;
    let links = "[...document.querySelectorAll('main .headline a')]";
    page.until("there are rows", &format!("return {links}.length > 8")).await;
    page.js(&format!("{links}[8].scrollIntoView({{ block: 'center' }})")).await;
    let before = page.until("the list is scrolled", "return Math.round(scrollY)").await.as_f64().unwrap();
    let href = page.words(&format!("return {links}[8].getAttribute('href')")).await;
    page.press(&format!("main .headline a[href={href:?}]")).await;
    page.until("the article is open", "return !!document.querySelector('main article .text')").await;
    page.until("it begins at its top", "return scrollY < 5").await;
    page.back().await;
    page.until("the list is where it was", &format!("return document.querySelector('main .results') && Math.abs(scrollY - {before}) < 60"))
        .await;
    assert_eq!(page.words(SEARCH).await, "?sort=title");
    page.until("the row one came from has the focus", &format!("return document.activeElement.getAttribute('href') === {href:?}")).await;
    // The same by the page's own link.
    page.press(&format!("main .headline a[href={href:?}]")).await;
    page.until("the article is open", "return !!document.querySelector('main article .text')").await;
    page.press("main article .back").await;
    page.until("the list is where it was", &format!("return document.querySelector('main .results') && Math.abs(scrollY - {before}) < 60"))
        .await;
}

pub async fn deep_link(scene: &Scene<'_>) {
    let (page, article) = (scene.page, scene.sample.long());
    page.open(&scene.host.at(&format!("/article/{}/", article.id))).await;
    page.js("window.came = document.querySelector('main article')").await;
    page.until("the program has come to life", ALIVE).await;
    assert!(page.holds("return window.came.isConnected").await, "the article stays as it came");
    assert!(page.holds("return document.querySelectorAll('h1').length === 1 && document.querySelectorAll('main').length === 1").await);
    assert_eq!(squash(&page.words("return document.querySelector('main h1').textContent").await), squash(&article.title));
    page.press("main article .back").await;
    page.until(
        "its way back leads to the list",
        "return document.querySelectorAll('main .results article').length > 5 && location.pathname === '/'",
    )
    .await;
    to_a_part(scene).await;
}

/// A link to a part of another article leads there inside the program, and marks it, until one goes on to another part.
async fn to_a_part(scene: &Scene<'_>) {
    let (page, article) = (scene.page, scene.sample.long());
    page.open(&scene.host.at(&format!("/article/{}/", article.id))).await;
    let parts = "return [...document.querySelectorAll('main .text > h2[id]')].map(e => e.id).join()";
    let parts = page.words(parts).await;
    let (part, other) = parts.split(',').next().zip(parts.split(',').nth(1)).unwrap();
    page.open_alive(&scene.host.url).await;
    page.js(&format!(
        "window.same = true; const a = document.querySelector('main .results .headline a'); a.href = '/article/{}/#{part}'; a.click()",
        article.id
    ))
    .await;
    let marked = |id: &str| {
        format!(
            "const e = document.getElementById({id:?}); const {{ top }} = e?.getBoundingClientRect() ?? {{}};
             return window.same && top >= 0 && top < innerHeight / 2 && getComputedStyle(e).boxShadow !== 'none'"
        )
    };
    page.until("the part is there, and marked", &marked(part)).await;
    page.js(&format!("location.hash = {other:?}")).await;
    page.until("another part is marked then", &marked(other)).await;
    assert!(page.holds(&format!("return getComputedStyle(document.getElementById({part:?})).boxShadow === 'none'")).await);
}

pub async fn copied_list(scene: &Scene<'_>) {
    let (page, (tag, _)) = (scene.page, scene.sample.tag());
    page.open_alive(&scene.host.url).await;
    page.press(&format!("#facets label:has(input[name=tag][value={tag:?}])")).await;
    page.until("the filter is on", "return !!document.querySelector('.chips')").await;
    page.type_into("input[type=search]", "the").await;
    page.until("the address holds both", "return location.search.startsWith('?q=the&tag=')").await;
    let found = page.until("something is found", FOUND).await;
    let address = page.words("return location.href").await;
    page.open(&scene.host.at("/about/")).await;
    page.open_alive(&address).await;
    page.until("the same list", &format!("{FOUND} === {found}")).await;
    assert_eq!(page.words("return document.querySelector('input[type=search]').value").await, "the");
}

pub async fn nothing(scene: &Scene<'_>) {
    let page = scene.page;
    page.open_alive(&scene.host.url).await;
    page.type_into("input[type=search]", "zzyzxqq").await;
    page.until("it is said", "return document.querySelector('main .empty h2')?.textContent.includes('zzyzxqq')").await;
    page.press("main .empty button").await;
    page.until("the way out leads to all", "return document.querySelectorAll('main .results article').length > 5").await;
    assert!(page.holds("return document.activeElement.type === 'search'").await, "the focus is in the box");
}

pub async fn unknown(scene: &Scene<'_>) {
    let page = scene.page;
    for path in ["/no/such/place", "/article/there-is-no-such-article/"] {
        page.open(&scene.host.at(path)).await;
        page.until("it is said", "return /Page not found/.test(document.querySelector('main h1')?.textContent)").await;
        page.press("main a.button[href='/']").await;
        page.until("the way leads to the list", "return document.querySelectorAll('main .results article').length > 5").await;
    }
}
