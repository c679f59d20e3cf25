//! Searching in the texts: finding, mistyping, narrowing by date, landing on the passage, and what can go wrong.

use crate::TestContext;
use crate::engine::Engine;
use crate::host::{Host, Rule};
use crate::page::{PROGRAM_READY, normalize_spaces};
use crate::test_site::TestSite;
use serde_json::json;
use std::time::Duration;

/// Rows of the list, but for those that match in part.
const ROWS: &str = "[...document.querySelectorAll('main .results article')]";

/// Marked words that are seen in the window.
const VISIBLE_MARKS: &str = "[...document.querySelectorAll('main mark')].filter(m => { const r = m.getBoundingClientRect(); return r.height > 0 && r.top >= 0 && r.bottom <= innerHeight; })";

/// Whether a row of an article is there.
fn has_row(id: &str) -> String {
    format!("return {ROWS}.some(a => a.dataset.id === {id:?})")
}

pub async fn opens_at_match(context: &TestContext<'_>) {
    let (page, (article, word)) = (context.page, context.sample.unique_text_word());
    page.open_ready(&context.host.url).await;
    page.type_into("input[type=search]", &word).await;
    page.wait_until("the article is found by a word of its text", &has_row(&article.id)).await;
    let link = format!("main article[data-id={:?}] .headline a", article.id);
    page.wait_until("its row shows the passage, marked", &format!("const row = document.querySelector({link:?})?.closest('article'); return row?.querySelector('.excerpt mark')?.textContent.toLowerCase().includes({word:?}) && row.querySelector('a').hash.length > 1")).await;
    page.click(&link).await;
    page.wait_until(
        "it opens on the marked word",
        &format!("return {VISIBLE_MARKS}.some(m => m.textContent.toLowerCase().includes({word:?}))"),
    )
    .await;
    assert!(page.js_bool("return scrollY > 100").await, "the word stands further down");
    page.wait_until("the bar counts the places", "return /\\d+ of \\d+/.test(document.querySelector('.matches')?.textContent)").await;
    steps_through_matches(context).await;
}

/// From one place found to the next, by key and by button.
async fn steps_through_matches(context: &TestContext<'_>) {
    let page = context.page;
    let count = page.js("return document.querySelectorAll('main mark').length").await.as_u64().unwrap();
    let at = "return [...document.querySelectorAll('main mark')].findIndex(m => m.hasAttribute('aria-current'))";
    let first = page.js(at).await.as_u64().unwrap();
    page.press_key('n').await;
    let next = (first + 1) % count;
    page.wait_until("n goes to the next", &format!("{at} === {next}")).await;
    page.wait_until(
        "and it is said",
        &format!("return document.querySelector('[data-slot=toast]').textContent.startsWith('{} ')", next + 1),
    )
    .await;
    page.click("button[aria-keyshortcuts=p]").await;
    page.wait_until("the button goes back", &format!("{at} === {first}")).await;
}

pub async fn opens_link_with_query(context: &TestContext<'_>) {
    let (page, (article, word)) = (context.page, context.sample.unique_text_word());
    page.open_ready(&context.host.url_of(&format!("/article/{}/?q={word}", article.id))).await;
    page.wait_until(
        "a link lands on the marked word",
        &format!("return {VISIBLE_MARKS}.some(m => m.textContent.toLowerCase().includes({word:?}))"),
    )
    .await;
    assert_eq!(
        normalize_spaces(&page.js_string("return document.querySelector('main h1').textContent").await),
        normalize_spaces(&article.title)
    );
}

/// An answer about an article that was left, or to an earlier question, marks nothing in the one that is open.
pub async fn ignores_stale_responses(context: &TestContext<'_>) {
    let (page, (article, word)) = (context.page, context.sample.unique_text_word());
    page.open_ready(&context.host.url_of(&format!("/article/{}/?q={word}", article.id))).await;
    page.wait_until("the words are marked", "return document.querySelectorAll('main mark').length > 0").await;
    let before = page.js_string("return document.querySelector('main').innerHTML").await;
    for stale in ["id: 0", "id: 0, article: 'another'", &format!("id: 0, article: {:?}", article.id), "id: 1000000"] {
        let detail = format!("{{ {stale}, inPageMatches: new Uint32Array([0, 0, 2]) }}");
        page.js(&format!("dispatchEvent(new CustomEvent('lectern-search', {{ detail: {detail} }}))")).await;
        assert_eq!(page.js_string("return document.querySelector('main').innerHTML").await, before, "{stale}");
    }
}

pub async fn corrects_typo(context: &TestContext<'_>) {
    let (page, (article, word)) = (context.page, context.sample.unique_text_word());
    let typo = format!("{}{}{}{}", &word[..2], &word[3..4], &word[2..3], &word[4..]);
    page.open_ready(&context.host.url).await;
    page.type_into("input[type=search]", &typo).await;
    page.wait_until("a slip of the finger is forgiven", &has_row(&article.id)).await;
    page.wait_until("and said", &format!("return document.querySelector('.notes')?.textContent.includes({word:?})")).await;
}

/// Articles in five languages, each with a query that needs no dictionary: the id, the language, the headline, the text, the query,
/// and the words that are marked.
const LANGUAGES: [[&str; 6]; 5] = [
    ["rail", "zh", "铁路与海港", "这条铁路连接内陆城市与海港，2013年改建。", "海港的铁路2013年", "铁路"],
    ["desert", "ja", "沙漠の町", "砂漠のオアシス都市は交易で栄えた。", "オアシス都市の交易", "オアシス都市"],
    ["silk", "th", "ถนนสายไหม", "เส้นทางสายไหมเชื่อมเอเชียกับยุโรป", "เส้นทางเอเชียยุโรป", "เส้นทาง"],
    ["city", "ar", "المدينة القديمة", "وصلت القافلة إلى المدينة القديمة مع الكتاب.", "بالكتاب", "الكتاب"],
    ["camel", "ko", "비단길", "상인들은 비단길을 따라 낙타로 물건을 날랐다.", "낙타", "낙타"],
];

/// A site with those articles among others.
fn site_of_languages() -> TestSite {
    let site = TestSite::new("https://elsewhere.example/");
    for [id, lang, title, text, ..] in LANGUAGES {
        site.write(
            &format!("articles/{id}.json"),
            &json!({"format": 1, "id": id, "lang": lang, "title": title, "published": "2024-01-01", "body": [{"paragraph": [text]}]}),
        );
    }
    site
}

pub async fn finds_words_of_every_script(context: &TestContext<'_>) {
    let page = context.page;
    let site = site_of_languages();
    let Some(folder) = site.build_site() else { return };
    let host = Host::new(&folder);
    page.open_ready(&host.url).await;
    for [id, _, _, _, query, marked] in LANGUAGES {
        page.js("const box = document.querySelector('input[type=search]'); box.value = ''; box.dispatchEvent(new Event('input', { bubbles: true }))")
            .await;
        page.type_into("input[type=search]", query).await;
        let first = format!("const row = {ROWS}[0]; return row?.dataset.id === {id:?} && {ROWS}.length < 5");
        page.wait_until(&format!("{query} finds {id} first"), &first).await;
        let mark = format!(
            "return [...document.querySelectorAll('main article[data-id={id}] mark')].some(m => m.textContent.includes({marked:?}))"
        );
        page.wait_until(&format!("{marked} is marked for {query}"), &mark).await;
        assert_eq!(page.count(".partial-matches").await, 0, "{query}: a full match is none in part");
    }
}

pub async fn waits_for_input_method(context: &TestContext<'_>) {
    let page = context.page;
    let site = site_of_languages();
    let Some(folder) = site.build_site() else { return };
    let host = Host::new(&folder);
    page.open_ready(&host.url).await;
    let compose = |text: &str| {
        format!(
            "const box = document.querySelector('input[type=search]'); box.focus(); \
             if (!window.composing) {{ box.dispatchEvent(new CompositionEvent('compositionstart', {{ bubbles: true }})); window.composing = true; }} \
             box.value = {text:?}; \
             box.dispatchEvent(new CompositionEvent('compositionupdate', {{ bubbles: true, data: {text:?} }})); \
             box.dispatchEvent(new InputEvent('input', {{ bubbles: true, isComposing: true, data: {text:?}, inputType: 'insertCompositionText' }}))"
        )
    };
    let rows = page.count("main .results article").await;
    for text in ["ㄴ", "나", "낙", "낙ㅌ", "낙타"] {
        page.js(&compose(text)).await;
        tokio::time::sleep(Duration::from_millis(150)).await;
        assert!(!page.url().await.contains("q="), "asked for {text} while it was composed");
    }
    assert_eq!(page.count("main .results article").await, rows, "the list stays while a syllable is composed");
    page.js("document.querySelector('input[type=search]').dispatchEvent(new CompositionEvent('compositionend', { bubbles: true, data: '낙타' }))")
        .await;
    page.wait_until("what was composed is found", &has_row("camel")).await;
    assert_eq!(page.js_string("return document.querySelector('input[type=search]').value").await, "낙타");
}

pub async fn filters_by_date(context: &TestContext<'_>) {
    let (page, (article, word)) = (context.page, context.sample.unique_text_word());
    let year = article.published.as_deref().map(|date| date[..4].to_owned()).unwrap();
    page.open_ready(&context.host.url_of(&format!("/?q={word}"))).await;
    page.wait_until("the article is found", &has_row(&article.id)).await;
    page.wait_until("the years are there", "return document.querySelectorAll('select[name=to] option').length > 1").await;
    let choose = |name: &str, year: &str| {
        format!(
            "const s = document.querySelector('select[name={name}]'); s.value = {year:?}; s.dispatchEvent(new Event('change', {{ bubbles: true }}))"
        )
    };
    page.js(&choose("from", &year)).await;
    page.wait_until(
        "the range stands in the address",
        "return /[?&]from=\\d{4}/.test(location.search) && location.search.startsWith('?q=')",
    )
    .await;
    page.wait_until("the article is in its year", &has_row(&article.id)).await;
    page.open_ready(&context.host.url_of(&format!("/?q={word}&from=1900&to=1901"))).await;
    page.wait_until("and in no other", "return !!document.querySelector('main .empty')").await;
    // The same in words.
    page.open_ready(&context.host.url_of(&format!("/?q={word}+date%3A{year}"))).await;
    page.wait_until("a date may be typed", &has_row(&article.id)).await;
}

pub async fn explains_invalid_date(context: &TestContext<'_>) {
    let (page, (_, word)) = (context.page, context.sample.unique_text_word());
    page.open_ready(&context.host.url).await;
    page.type_into("input[type=search]", &format!("{word} date:someday")).await;
    page.wait_until("it is said that this is no date", "return document.querySelector('.notes')?.textContent.includes('not a valid date')")
        .await;
}

pub async fn recovers_from_damaged_index(context: &TestContext<'_>) {
    for (words, rule) in [("/corpus/search-", Rule::Truncate), ("/corpus/terms-", Rule::NotFound)] {
        let host = crate::Host::new(&context.sample.site);
        host.add_rule(words, rule);
        recovers(context, &host).await;
    }
}

pub async fn recovers_from_missing_worker(context: &TestContext<'_>) {
    context.host.add_rule("/search_worker", Rule::NotFound);
    recovers(context, context.host).await;
}

/// Something that the search needs does not come: it is said, the list stays, and the button mends it.
async fn recovers(context: &TestContext<'_>, host: &crate::Host) {
    let (page, (article, word)) = (context.page, context.sample.unique_text_word());
    page.open_ready(&host.url).await;
    page.type_into("input[type=search]", &word).await;
    page.wait_until("it is said, with a button", "return /Search could not/.test(document.querySelector('main [role=alert] h2')?.textContent) && !!document.querySelector('main [role=alert] button')").await;
    assert!(page.js_bool(&format!("return {ROWS}.length > 5")).await, "the list is there all the same");
    host.clear_rules();
    page.click("main [role=alert] button").await;
    page.wait_until("the search works", &has_row(&article.id)).await;
    page.wait_until("all is well again", "return ![...document.querySelectorAll('[role=alert]')].some(e => e.checkVisibility())").await;
}

pub async fn offers_recent_searches(context: &TestContext<'_>) {
    let (page, (article, word)) = (context.page, context.sample.unique_text_word());
    page.open_ready(&context.host.url_of("/settings/")).await;
    page.click("label:has(input[name=searches][value=kept])").await;
    page.wait_until("the choice is kept", "return localStorage.length === 1").await;
    page.open_ready(&context.host.url_of(&format!("/?q={word}"))).await;
    page.click(&format!("main article[data-id={:?}] .headline a", article.id)).await;
    page.wait_until("the article is open", "return !!document.querySelector('main article .text')").await;
    page.open_ready(&context.host.url).await;
    assert!(page.js_bool("return !document.querySelector('.recent')").await, "nothing is offered before one turns to the box");
    page.press_key('/').await;
    page.click(".recent button").await;
    page.wait_until("the search is looked for again", &has_row(&article.id)).await;
    page.open_ready(&context.host.url_of("/settings/")).await;
    page.click("label:has(input[name=searches][value=none])").await;
    page.wait_until("nothing is kept any more", "return localStorage.length === 0").await;
}

pub async fn fetches_each_file_once(context: &TestContext<'_>) {
    let (page, (article, word)) = (context.page, context.sample.unique_text_word());
    page.open(&context.host.url_of(&format!("/?q={word}"))).await;
    page.wait_until("the program has come to life", PROGRAM_READY).await;
    page.wait_until("the article is found", &has_row(&article.id)).await;
    // WebKit does not find what a link has fetched for a script.
    let max_requests = if page.engine == Engine::Webkit { 2 } else { 1 };
    for (words, max_requests) in
        [("/corpus/manifest.json", max_requests), ("/corpus/search-", 1), ("/corpus/terms-", 1), ("/search_worker", 2)]
    {
        let requests = context.host.request_count(words);
        assert!((1..=max_requests).contains(&requests), "{words} is asked for {requests} times");
    }
}
