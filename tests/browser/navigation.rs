//! Finding, opening, and coming back.

use crate::TestContext;
use crate::page::{PROGRAM_READY, normalize_spaces};

/// Rows and leads of the list.
const ROW_IDS: &str = "return [...document.querySelectorAll('main .results article')].map(a => a.dataset.id).join(' ')";

/// The words of the count.
const COUNT_TEXT: &str = "return document.querySelector('main [role=status]').textContent.trim()";

/// The state that a list has in its address.
const QUERY_STRING: &str = "return decodeURIComponent(location.search)";

pub async fn finds_and_opens_article(context: &TestContext<'_>) {
    let (page, (article, word)) = (context.page, context.sample.unique_title_word());
    page.open_ready(&context.host.url).await;
    page.type_into("input[type=search]", &word).await;
    page.wait_until("one article is left", &format!("{} === {:?}", ROW_IDS, article.id)).await;
    page.wait_until("its words are marked", "return document.querySelector('main .headline mark')?.textContent").await;
    page.wait_until("the words stand in the address", &format!("return location.search === '?q={word}'")).await;
    let facet_counts = "const counts = [...document.querySelectorAll('#facets label:has(input[name=lang]) .choice-count')];
        return counts.length > 0 && counts.reduce((sum, { textContent }) => sum + Number(textContent), 0) === 1";
    page.wait_until("each value counts what is left", facet_counts).await;
    page.click("main .headline a").await;
    let title = page
        .wait_until(
            "the article is open",
            "return document.querySelectorAll('h1').length === 1 && document.querySelector('main h1').textContent",
        )
        .await;
    assert_eq!(normalize_spaces(title.as_str().unwrap()), normalize_spaces(&article.title));
    assert!(context.host.was_requested("corpus/articles-"), "the article comes out of a pack");
    page.wait_until("the title of the document is the article's", &format!("return document.title.startsWith({:?})", article.title)).await;
    page.wait_until("the heading has the focus", "return document.activeElement === document.querySelector('main h1')").await;
}

pub async fn announces_count(context: &TestContext<'_>) {
    let (page, (_, word)) = (context.page, context.sample.unique_title_word());
    page.open_ready(&context.host.url).await;
    // A reader of screens announces what changes inside an element that stays: it stands before the first letter is typed.
    page.js("document.querySelector('#q').focus()").await;
    page.js("window.line = document.querySelector('main [role=status]')").await;
    let before = page.js_string(COUNT_TEXT).await;
    page.type_into("input[type=search]", &word).await;
    page.wait_until("the count says one", "return /^1 /.test(document.querySelector('main [role=status]').textContent.trim())").await;
    assert!(page.js_bool("return window.line.isConnected").await, "the element that is announced stays");
    assert_ne!(page.js_string(COUNT_TEXT).await, before);
}

pub async fn filters_list(context: &TestContext<'_>) {
    let (page, (tag, count)) = (context.page, context.sample.common_tag());
    page.open_ready(&context.host.url).await;
    let choice = format!("#facets input[name=tag][value={tag:?}]");
    let shown = page
        .js_string(&format!("return document.querySelector('{choice}').closest('label').querySelector('.choice-count').textContent"))
        .await;
    assert_eq!(shown, count.to_string(), "the count beside {tag}");
    page.click(&format!("#facets label:has(input[name=tag][value={tag:?}])")).await;
    page.wait_until(
        "as many rows as the count said",
        &format!("return document.querySelectorAll('main .results article').length === {count}"),
    )
    .await;
    page.wait_until("the filter stands in the address", "return location.search.startsWith('?tag=')").await;
    let chip = page.js_string("return document.querySelector('.chips .chip').textContent").await;
    assert_eq!(normalize_spaces(&chip), tag);
    page.click(".chips button.link").await;
    page.wait_until("everything is back", "return !document.querySelector('.chips') && location.search === ''").await;
    page.go_back().await;
    page.wait_until("Back undoes it", &format!("return document.querySelectorAll('main .results article').length === {count}")).await;
    page.wait_until("and ticks it", &format!("return document.querySelector('{choice}')?.checked")).await;
    page.click(".chips .chip").await;
    page.wait_until(
        "its chip takes it off",
        &format!("return !document.querySelector('.chips') && !document.querySelector('{choice}').checked"),
    )
    .await;
}

pub async fn goes_back_to_list(context: &TestContext<'_>) {
    let page = context.page;
    page.open_ready(&context.host.url_of("/?sort=title")).await;
    let row_links = "[...document.querySelectorAll('main .headline a')]";
    page.wait_until("there are rows", &format!("return {row_links}.length > 8")).await;
    page.js(&format!("{row_links}[8].scrollIntoView({{ block: 'center' }})")).await;
    let before = page.wait_until("the list is scrolled", "return Math.round(scrollY)").await.as_f64().unwrap();
    let href = page.js_string(&format!("return {row_links}[8].getAttribute('href')")).await;
    page.click(&format!("main .headline a[href={href:?}]")).await;
    page.wait_until("the article is open", "return !!document.querySelector('main article .text')").await;
    page.wait_until("it begins at its top", "return scrollY < 5").await;
    page.go_back().await;
    page.wait_until(
        "the list is where it was",
        &format!("return document.querySelector('main .results') && Math.abs(scrollY - {before}) < 60"),
    )
    .await;
    assert_eq!(page.js_string(QUERY_STRING).await, "?sort=title");
    page.wait_until("the row one came from has the focus", &format!("return document.activeElement.getAttribute('href') === {href:?}"))
        .await;
    // The same by the page's own link.
    page.click(&format!("main .headline a[href={href:?}]")).await;
    page.wait_until("the article is open", "return !!document.querySelector('main article .text')").await;
    page.click("main article .back").await;
    page.wait_until(
        "the list is where it was",
        &format!("return document.querySelector('main .results') && Math.abs(scrollY - {before}) < 60"),
    )
    .await;
}

pub async fn opens_deep_link(context: &TestContext<'_>) {
    let (page, article) = (context.page, context.sample.longest_article());
    page.open(&context.host.url_of(&format!("/article/{}/", article.id))).await;
    page.js("window.came = document.querySelector('main article')").await;
    page.wait_until("the program has come to life", PROGRAM_READY).await;
    assert!(page.js_bool("return window.came.isConnected").await, "the article stays as it came");
    assert!(page.js_bool("return document.querySelectorAll('h1').length === 1 && document.querySelectorAll('main').length === 1").await);
    assert_eq!(
        normalize_spaces(&page.js_string("return document.querySelector('main h1').textContent").await),
        normalize_spaces(&article.title)
    );
    page.click("main article .back").await;
    page.wait_until(
        "its way back leads to the list",
        "return document.querySelectorAll('main .results article').length > 5 && location.pathname === '/'",
    )
    .await;
    follows_link_to_heading(context).await;
}

/// A link to a part of another article leads there inside the program, and marks it, until one goes on to another part.
async fn follows_link_to_heading(context: &TestContext<'_>) {
    let (page, article) = (context.page, context.sample.longest_article());
    page.open(&context.host.url_of(&format!("/article/{}/", article.id))).await;
    let heading_ids = "return [...document.querySelectorAll('main .text > h2[id]')].map(e => e.id).join()";
    let heading_ids = page.js_string(heading_ids).await;
    let (heading_id, other) = heading_ids.split(',').next().zip(heading_ids.split(',').nth(1)).unwrap();
    page.open_ready(&context.host.url).await;
    page.js(&format!(
        "window.same = true; const a = document.querySelector('main .results .headline a'); a.href = '/article/{}/#{heading_id}'; a.click()",
        article.id
    ))
    .await;
    let is_highlighted = |id: &str| {
        format!(
            "const e = document.getElementById({id:?}); const {{ top }} = e?.getBoundingClientRect() ?? {{}};
             return window.same && top >= 0 && top < innerHeight / 2 && getComputedStyle(e).boxShadow !== 'none'"
        )
    };
    page.wait_until("the part is there, and marked", &is_highlighted(heading_id)).await;
    page.js(&format!("location.hash = {other:?}")).await;
    page.wait_until("another part is marked then", &is_highlighted(other)).await;
    assert!(page.js_bool(&format!("return getComputedStyle(document.getElementById({heading_id:?})).boxShadow === 'none'")).await);
}

pub async fn opens_copied_list_url(context: &TestContext<'_>) {
    let (page, (tag, _)) = (context.page, context.sample.common_tag());
    page.open_ready(&context.host.url).await;
    page.click(&format!("#facets label:has(input[name=tag][value={tag:?}])")).await;
    page.wait_until("the filter is on", "return !!document.querySelector('.chips')").await;
    page.type_into("input[type=search]", "the").await;
    page.wait_until("the address holds both", "return location.search.startsWith('?q=the&tag=')").await;
    let row_ids = page.wait_until("something is found", ROW_IDS).await;
    let address = page.js_string("return location.href").await;
    page.open(&context.host.url_of("/about/")).await;
    page.open_ready(&address).await;
    page.wait_until("the same list", &format!("{ROW_IDS} === {row_ids}")).await;
    assert_eq!(page.js_string("return document.querySelector('input[type=search]').value").await, "the");
}

pub async fn says_nothing_found(context: &TestContext<'_>) {
    let page = context.page;
    page.open_ready(&context.host.url).await;
    page.type_into("input[type=search]", "zzyzxqq").await;
    page.wait_until("it is said", "return document.querySelector('main .empty h2')?.textContent.includes('zzyzxqq')").await;
    page.click("main .empty button").await;
    page.wait_until("the way out leads to all", "return document.querySelectorAll('main .results article').length > 5").await;
    assert!(page.js_bool("return document.activeElement.type === 'search'").await, "the focus is in the box");
}

pub async fn says_page_not_found(context: &TestContext<'_>) {
    let page = context.page;
    for path in ["/no/such/place", "/article/there-is-no-such-article/"] {
        page.open(&context.host.url_of(path)).await;
        page.wait_until("it is said", "return /Page not found/.test(document.querySelector('main h1')?.textContent)").await;
        page.click("main a.button[href='/']").await;
        page.wait_until("the way leads to the list", "return document.querySelectorAll('main .results article').length > 5").await;
    }
}
