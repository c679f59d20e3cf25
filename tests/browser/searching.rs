//! Searching in the texts: finding, mistyping, narrowing by date, landing on the passage, and what can go wrong.

use crate::Scene;
use crate::engine::Engine;
use crate::host::Rule;
use crate::page::{ALIVE, squash};

/// Rows of the list, but for those that match in part.
const ROWS: &str = "[...document.querySelectorAll('main .results article')]";

/// Marked words that are seen in the window.
const SEEN: &str = "[...document.querySelectorAll('main mark')].filter(m => { const r = m.getBoundingClientRect(); return r.height > 0 && r.top >= 0 && r.bottom <= innerHeight; })";

/// Whether a row of an article is there.
fn row(id: &str) -> String {
    format!("return {ROWS}.some(a => a.dataset.id === {id:?})")
}

pub async fn lands(scene: &Scene<'_>) {
    let (page, (article, word)) = (scene.page, scene.sample.inside());
    page.open_alive(&scene.host.url).await;
    page.type_into("input[type=search]", &word).await;
    page.until("the article is found by a word of its text", &row(&article.id)).await;
    let link = format!("main article[data-id={:?}] .headline a", article.id);
    page.until("its row shows the passage, marked", &format!("const row = document.querySelector({link:?})?.closest('article'); return row?.querySelector('.passage mark')?.textContent.toLowerCase().includes({word:?}) && row.querySelector('a').hash.length > 1")).await;
    page.press(&link).await;
    page.until("it opens on the marked word", &format!("return {SEEN}.some(m => m.textContent.toLowerCase().includes({word:?}))")).await;
    assert!(page.holds("return scrollY > 100").await, "the word stands further down");
    page.until("the bar counts the places", "return /\\d+ of \\d+/.test(document.querySelector('.matches')?.textContent)").await;
    goes_on(scene).await;
}

/// From one place found to the next, by key and by button.
async fn goes_on(scene: &Scene<'_>) {
    let page = scene.page;
    let count = page.js("return document.querySelectorAll('main mark').length").await.as_u64().unwrap();
    let at = "return [...document.querySelectorAll('main mark')].findIndex(m => m.hasAttribute('aria-current'))";
    let first = page.js(at).await.as_u64().unwrap();
    page.key('n').await;
    let next = (first + 1) % count;
    page.until("n goes to the next", &format!("{at} === {next}")).await;
    page.until("and it is said", &format!("return document.querySelector('[data-slot=said]').textContent.startsWith('{} ')", next + 1))
        .await;
    page.press("button[aria-keyshortcuts=p]").await;
    page.until("the button goes back", &format!("{at} === {first}")).await;
}

pub async fn by_link(scene: &Scene<'_>) {
    let (page, (article, word)) = (scene.page, scene.sample.inside());
    page.open_alive(&scene.host.at(&format!("/article/{}/?q={word}", article.id))).await;
    page.until("a link lands on the marked word", &format!("return {SEEN}.some(m => m.textContent.toLowerCase().includes({word:?}))"))
        .await;
    assert_eq!(squash(&page.words("return document.querySelector('main h1').textContent").await), squash(&article.title));
}

/// An answer about an article that was left, or to an earlier question, marks nothing in the one that is open.
pub async fn strays(scene: &Scene<'_>) {
    let (page, (article, word)) = (scene.page, scene.sample.inside());
    page.open_alive(&scene.host.at(&format!("/article/{}/?q={word}", article.id))).await;
    page.until("the words are marked", "return document.querySelectorAll('main mark').length > 0").await;
    let before = page.words("return document.querySelector('main').innerHTML").await;
    for stray in ["turn: 1, article: 'another'", &format!("turn: 1, article: {:?}", article.id), "turn: 2, article: ''", "turn: 3"] {
        let detail = format!("{{ {stray}, places: new Uint32Array([0, 0, 2]) }}");
        page.js(&format!("dispatchEvent(new CustomEvent('lectern-search', {{ detail: {detail} }}))")).await;
        assert_eq!(page.words("return document.querySelector('main').innerHTML").await, before, "{stray}");
    }
}

pub async fn mistyped(scene: &Scene<'_>) {
    let (page, (article, word)) = (scene.page, scene.sample.inside());
    let slip = format!("{}{}{}{}", &word[..2], &word[3..4], &word[2..3], &word[4..]);
    page.open_alive(&scene.host.url).await;
    page.type_into("input[type=search]", &slip).await;
    page.until("a slip of the finger is forgiven", &row(&article.id)).await;
    page.until("and said", &format!("return document.querySelector('.notes')?.textContent.includes({word:?})")).await;
}

pub async fn dated(scene: &Scene<'_>) {
    let (page, (article, word)) = (scene.page, scene.sample.inside());
    let year = article.published.as_deref().map(|date| date[..4].to_owned()).unwrap();
    page.open_alive(&scene.host.at(&format!("/?q={word}"))).await;
    page.until("the article is found", &row(&article.id)).await;
    page.until("the years are there", "return document.querySelectorAll('select[name=to] option').length > 1").await;
    let choose = |name: &str, year: &str| {
        format!(
            "const s = document.querySelector('select[name={name}]'); s.value = {year:?}; s.dispatchEvent(new Event('change', {{ bubbles: true }}))"
        )
    };
    page.js(&choose("from", &year)).await;
    page.until("the range stands in the address", "return /[?&]from=\\d{4}/.test(location.search) && location.search.startsWith('?q=')")
        .await;
    page.until("the article is in its year", &row(&article.id)).await;
    page.open_alive(&scene.host.at(&format!("/?q={word}&from=1900&to=1901"))).await;
    page.until("and in no other", "return !!document.querySelector('main .empty')").await;
    // The same in words.
    page.open_alive(&scene.host.at(&format!("/?q={word}+date%3A{year}"))).await;
    page.until("a date may be typed", &row(&article.id)).await;
}

pub async fn hinted(scene: &Scene<'_>) {
    let (page, (_, word)) = (scene.page, scene.sample.inside());
    page.open_alive(&scene.host.url).await;
    page.type_into("input[type=search]", &format!("{word} date:someday")).await;
    page.until("it is said that this is no date", "return document.querySelector('.notes')?.textContent.includes('not a valid date')")
        .await;
}

pub async fn damaged(scene: &Scene<'_>) {
    for (words, rule) in [("/corpus/search-", Rule::Halve), ("/corpus/terms-", Rule::Missing)] {
        let host = crate::Host::new(&scene.sample.site);
        host.rule(words, rule);
        mends(scene, &host).await;
    }
}

pub async fn worker(scene: &Scene<'_>) {
    scene.host.rule("/searcher", Rule::Missing);
    mends(scene, scene.host).await;
}

/// Something that the search needs does not come: it is said, the list stays, and the button mends it.
async fn mends(scene: &Scene<'_>, host: &crate::Host) {
    let (page, (article, word)) = (scene.page, scene.sample.inside());
    page.open_alive(&host.url).await;
    page.type_into("input[type=search]", &word).await;
    page.until("it is said, with a button", "return /Search could not/.test(document.querySelector('main [role=alert] h2')?.textContent) && !!document.querySelector('main [role=alert] button')").await;
    assert!(page.holds(&format!("return {ROWS}.length > 5")).await, "the list is there all the same");
    host.lift();
    page.press("main [role=alert] button").await;
    page.until("the search works", &row(&article.id)).await;
    page.until("all is well again", "return ![...document.querySelectorAll('[role=alert]')].some(e => e.checkVisibility())").await;
}

pub async fn remembered(scene: &Scene<'_>) {
    let (page, (article, word)) = (scene.page, scene.sample.inside());
    page.open_alive(&scene.host.at("/settings/")).await;
    page.press("label:has(input[name=searches][value=kept])").await;
    page.until("the choice is kept", "return localStorage.length === 1").await;
    page.open_alive(&scene.host.at(&format!("/?q={word}"))).await;
    page.press(&format!("main article[data-id={:?}] .headline a", article.id)).await;
    page.until("the article is open", "return !!document.querySelector('main article .text')").await;
    page.open_alive(&scene.host.url).await;
    assert!(page.holds("return !document.querySelector('.recent')").await, "nothing is offered before one turns to the box");
    page.key('/').await;
    page.press(".recent button").await;
    page.until("the search is looked for again", &row(&article.id)).await;
    page.open_alive(&scene.host.at("/settings/")).await;
    page.press("label:has(input[name=searches][value=none])").await;
    page.until("nothing is kept any more", "return localStorage.length === 0").await;
}

pub async fn few_trips(scene: &Scene<'_>) {
    let (page, (article, word)) = (scene.page, scene.sample.inside());
    page.open(&scene.host.at(&format!("/?q={word}"))).await;
    page.until("the program has come to life", ALIVE).await;
    page.until("the article is found", &row(&article.id)).await;
    // WebKit does not find what a link has fetched for a script.
    let most = if page.engine == Engine::Webkit { 2 } else { 1 };
    for (words, most) in [("/corpus/manifest.json", most), ("/corpus/search-", 1), ("/corpus/terms-", 1), ("/searcher", 2)] {
        let asked = scene.host.asked(words);
        assert!((1..=most).contains(&asked), "{words} is asked for {asked} times");
    }
}
