//! Every kind of page is taken over in place: whatever a person did before the program came is as it was.

use crate::TestContext;
use crate::host::{Host, Rule};
use crate::page::{PROGRAM_READY, Page, TWO_FRAMES};
use crate::test_site::{FULL_ID, TestSite};
use std::path::Path;

/// The program's two files.
const PROGRAM_PATH: &str = "/app-";

/// The program has run: that is the last thing it does before it waits.
const PROGRAM_STARTED: &str = "return history.scrollRestoration === 'manual'";

/// Whatever is done to the page is answered.
const ACCEPTS_INPUT: &str = "return !!document.querySelector('[data-ready] .results:not([aria-busy])') || !!document.querySelector('[data-ready] :is(.settings, .saved)')";

/// The program has drawn the list.
const LIST_DRAWN: &str = "return !!document.querySelector('[data-mounted] .results:not([aria-busy])')";

/// A kind of page.
struct PageKind {
    path: String,
    /// What shows that the program is there.
    ready_script: &'static str,
    /// What shows that it has drawn the page, where it draws it.
    drawn_script: Option<&'static str>,
    /// The words that are selected, in the middle of the page where it is long.
    text_selector: &'static str,
    /// The controls that get the focus, one after another.
    controls: &'static [&'static str],
}

fn page_kinds() -> Vec<PageKind> {
    let kind = |path: &str, drawn_script: Option<&'static str>, text_selector: &'static str, controls: &'static [&'static str]| PageKind {
        path: path.to_owned(),
        ready_script: if path.starts_with("/article") { PROGRAM_READY } else { PROGRAM_STARTED },
        drawn_script,
        text_selector,
        controls,
    };
    let row_selector = "main article[data-id=n090] .headline a, main article[data-id=n040] .headline a";
    let list_controls: &[&str] = &[
        "main .results article:nth-of-type(5) .headline a",
        "#facets .choice:has(a) input",
        "#facets .choice:has(a) a",
        "#q",
        "main .results button.save",
        "header nav a",
    ];
    let further_controls: &[&str] = &["main .results article:nth-of-type(5) .headline a", ".pager a", "#facets .choice:has(a) input", "#q"];
    vec![
        kind("/", Some(ACCEPTS_INPUT), row_selector, list_controls),
        kind("/tag/canals/", Some(ACCEPTS_INPUT), row_selector, &["main .results article:nth-of-type(5) .headline a", "#q"]),
        kind("/page/2/", None, row_selector, further_controls),
        kind("/tag/canals/page/2/", None, row_selector, further_controls),
        kind(
            &format!("/article/{FULL_ID}/"),
            None,
            "main .text > h2:nth-of-type(3)",
            &["main article .back", "[data-slot=save] button", "[data-contents] a", ".text a", "summary", "[data-slot=footer] a"],
        ),
        kind("/about/", None, "main .text > h2:nth-of-type(3)", &["[data-contents] a", ".text a", "summary", "footer a"]),
        kind("/data/", None, "main h2", &["main td a"]),
        kind("/message/", None, "main h1", &["footer a"]),
        kind("/no/such/place", None, "main h1", &["main .button", "#q"]),
        kind("/settings/", Some(ACCEPTS_INPUT), "main h1", &["input[name=theme][value=light]", "footer a"]),
        kind("/saved/", Some(ACCEPTS_INPUT), "main h1", &["header nav a"]),
    ]
}

/// What is compared: where the page is scrolled to and where some words stand in the window, what is selected, open and focused.
const PAGE_STATE: &str = "
    const words = document.querySelector(WORDS), active = document.activeElement;
    const like = active && [...document.querySelectorAll(active.localName)].filter(e => e.textContent === active.textContent && e.name === active.name);
    return JSON.stringify({
        y: Math.round(scrollY), top: words && Math.round(words.getBoundingClientRect().top), selected: String(getSelection()),
        open: [...document.querySelectorAll('main details[open] > summary')].map(e => e.textContent),
        focus: active === document.body ? '' : active.closest('.choice') ? 'the value ' + active.closest('.choice').innerText : [active.localName, active.id, active.name, active.value, active.pathname,
            active.textContent.slice(0, 40), like.indexOf(active)].join(' '),
    })";

async fn page_state(page: &Page, kind: &PageKind) -> String {
    page.js_string(&PAGE_STATE.replace("WORDS", &format!("{:?}", kind.text_selector))).await
}

/// Opens a page whose program is held back, on a host that the browser has nothing of.
async fn open_held(page: &Page, site: &Path, kind: &PageKind) -> Host {
    let host = Host::new(site);
    host.add_rule(PROGRAM_PATH, Rule::Hold);
    page.open(&host.url_of(&kind.path)).await;
    page.wait_until("the page is there", &format!("return !!document.querySelector({:?})", kind.text_selector)).await;
    page.wait_until("every row is laid out", "return !('layoutDeferred' in document.documentElement.dataset)").await;
    assert!(!page.js_bool(PROGRAM_STARTED).await, "{}: the program is held back", kind.path);
    host
}

fn build_site(context: &TestContext<'_>) -> Option<(TestSite, std::path::PathBuf)> {
    let test_site = TestSite::new(&context.host.url);
    let site = test_site.build_site()?;
    Some((test_site, site))
}

/// Somebody reads: boxes are opened, the page is scrolled, words are selected.
pub async fn keeps_reading_state(context: &TestContext<'_>) {
    let Some((_test_site, site)) = build_site(context) else { return };
    let page = context.page;
    for kind in page_kinds() {
        let host = open_held(page, &site, &kind).await;
        let act = "document.querySelectorAll('main details').forEach(d => d.open = true);
            const words = document.querySelector(WORDS); words.scrollIntoView({ block: 'center' }); getSelection().selectAllChildren(words)";
        page.js(&act.replace("WORDS", &format!("{:?}", kind.text_selector))).await;
        // Rows far down are measured once they are near the window.
        page.wait_until("the page has come to rest", TWO_FRAMES).await;
        let before = page_state(page, &kind).await;
        assert!(!before.contains("\"selected\":\"\""), "{}: words are selected: {before}", kind.path);
        host.clear_rules();
        page.wait_until("the program is there", kind.ready_script).await;
        // What it fetches to draw the page has come, so that it could.
        page.wait_until(
            "nothing is on its way",
            "return performance.now() - Math.max(...performance.getEntriesByType('resource').map(e => e.responseEnd)) > 400",
        )
        .await;
        assert_eq!(page_state(page, &kind).await, before, "{}", kind.path);
        if let Some(drawn_script) = kind.drawn_script {
            page.js("getSelection().removeAllRanges()").await;
            page.wait_until("once nothing is selected the program draws the page", drawn_script).await;
            let after = page_state(page, &kind).await;
            let without_selection =
                |state: &str| serde_json::from_str::<serde_json::Value>(state).map(|mut s| (s["selected"].take(), s).1).unwrap();
            assert_eq!(without_selection(&after), without_selection(&before), "{}", kind.path);
        }
    }
}

/// Somebody goes through the controls by keyboard.
pub async fn keeps_focus(context: &TestContext<'_>) {
    let Some((_test_site, site)) = build_site(context) else { return };
    let page = context.page;
    for kind in page_kinds() {
        for control in kind.controls {
            let host = open_held(page, &site, &kind).await;
            page.js(&format!("document.querySelector({control:?}).focus()")).await;
            let before = page_state(page, &kind).await;
            assert!(!before.contains("\"focus\":\"\""), "{} {control}: it has the focus", kind.path);
            host.clear_rules();
            page.wait_until("the program is there", kind.ready_script).await;
            if let Some(drawn_script) = kind.drawn_script {
                page.wait_until("the program draws the page", drawn_script).await;
            }
            assert_eq!(page_state(page, &kind).await, before, "{} {control}", kind.path);
        }
    }
}

/// Somebody types into the box, and stands in the middle of the words.
pub async fn keeps_typed_words(context: &TestContext<'_>) {
    let Some((_test_site, site)) = build_site(context) else { return };
    let page = context.page;
    for kind in page_kinds().into_iter().filter(|kind| kind.controls.contains(&"#q")) {
        let host = open_held(page, &site, &kind).await;
        page.type_into("#q", "everything").await;
        page.js("document.activeElement.setSelectionRange(3, 5)").await;
        host.clear_rules();
        page.wait_until("the program is there", kind.ready_script).await;
        if kind.path != "/no/such/place" {
            let found = format!(
                "return [...document.querySelectorAll('[data-ready] .results article')].map(a => a.dataset.id).join() === {FULL_ID:?}"
            );
            page.wait_until("what was typed narrows the list", &found).await;
        }
        let caret = "const a = document.activeElement; return [a.id, a.value, a.selectionStart, a.selectionEnd].join()";
        assert_eq!(page.js_string(caret).await, "q,everything,3,5", "{}", kind.path);
    }
}

/// A list stays as it came until somebody touches it: not a word or attribute of it is set again. Then its regions are drawn anew,
/// and the search form stays the element that it was, with what is typed in it.
pub async fn keeps_rows_until_touched(context: &TestContext<'_>) {
    let Some((_test_site, site)) = build_site(context) else { return };
    let page = context.page;
    let observer_script = "
        window.stood = [...document.querySelectorAll('#main, #q, #facets, main .results article, main .results article *')];
        window.changes = [];
        const said = (record) => record.type + ' of ' + (record.target.className ?? record.target.data) + ' ' + record.attributeName;
        new MutationObserver((records) => changes.push(...records.map(said)))
            .observe(document.querySelector('main .results'), { subtree: true, childList: true, characterData: true, attributes: true })";
    for kind in page_kinds().into_iter().filter(|kind| ["/", "/tag/canals/"].contains(&kind.path.as_str())) {
        let host = open_held(page, &site, &kind).await;
        page.js(observer_script).await;
        host.clear_rules();
        page.wait_until("the page can be touched", ACCEPTS_INPUT).await;
        let removed_elements = "return stood.filter(e => !e.isConnected).map(e => e.outerHTML.slice(0, 80)).join()";
        assert_eq!(page.js_string(removed_elements).await, "", "{}: what stood there is gone", kind.path);
        assert!(page.js_bool("return stood.length > 300").await, "{}: there were rows", kind.path);
        assert_eq!(page.js_string("return changes.join('\\n')").await, "", "{}: what was set again", kind.path);
        page.js("window.box = document.querySelector('#q')").await;
        page.type_into("#q", "everything").await;
        let found = format!("return [...document.querySelectorAll('main .results article')].map(a => a.dataset.id).join() === {FULL_ID:?}");
        page.wait_until("what is typed narrows the list", &found).await;
        assert!(page.js_bool("return box.isConnected && document.activeElement === box && box.value === 'everything'").await);
    }
}

/// What others may have done to a list before the program came: a translator, an extension, a host that makes pages smaller, an
/// older edition.
const DOM_CHANGES: &[&str] = &[
    "return 'nothing'",
    "texts(main).forEach(text => { const font = document.createElement('font'); text.replaceWith(font); font.append(text) })",
    "texts(main).forEach(text => text.data = text.data.toUpperCase())",
    "texts(main).filter(text => text.length > 3).forEach(text => text.splitText(2))",
    "[...main.querySelectorAll('article, form, fieldset, .grid')].forEach(e => e.before(document.createElement('div'), ' \\n ', document.createComment('x')))",
    "[...main.querySelectorAll('article')].forEach(e => e.prepend(Object.assign(document.createElement('article'), { className: 'row' })))",
    "[...main.querySelectorAll('article')].reverse().forEach(e => e.parentNode.append(e))",
    "[...main.querySelectorAll('article')].slice(2, 9).forEach(e => e.remove())",
    "[...main.querySelectorAll('*')].forEach(e => e.setAttribute('data-foreign', 'x'))",
    "[...main.querySelectorAll('*')].forEach(e => e.classList.add('foreign'))",
    "[...main.querySelectorAll('*')].forEach(e => e.removeAttribute('class'))",
    "[...main.querySelectorAll('svg, select, input, p')].forEach(e => e.remove())",
    "main.querySelector('.grid').remove()",
    "main.className = 'other'",
    "main.replaceChildren()",
    "main.replaceWith(Object.assign(document.createElement('main'), { id: 'main', textContent: 'Something else' }))",
];

/// The regions of the list that the program draws, their attributes in order and without comments; the search form stays as it came.
const LIST_HTML: &str = "
    const write = node => node.nodeType === 3 ? node.data : node.nodeType !== 1 ? '' : '<' + node.localName
        + [...node.attributes].map(a => ' ' + a.name + '=' + a.value).sort().join('') + '>' + [...node.childNodes].map(write).join('') + '</>';
    return [...document.querySelectorAll('#main > .toolbar, #facets, #main .results')].map(write).join()";

/// Whatever was done to a list before the program came, once somebody searches it is the list that the program draws, and lives.
pub async fn redraws_changed_list(context: &TestContext<'_>) {
    let Some((_test_site, site)) = build_site(context) else { return };
    let page = context.page;
    let kinds = page_kinds();
    let kind = &kinds[0];
    let mut expected = None;
    for change in DOM_CHANGES {
        let host = open_held(page, &site, kind).await;
        let prelude = "const main = document.querySelector('#main');
            const texts = node => node.nodeType === 3 ? [node] : [...node.childNodes].flatMap(texts);";
        page.js(&format!("{prelude} {change}")).await;
        host.clear_rules();
        page.wait_until("the page can be touched", "return 'ready' in document.documentElement.dataset").await;
        page.js("document.querySelector('#q')?.focus()").await;
        page.wait_until("the program draws the page", LIST_DRAWN).await;
        page.wait_until(
            "nothing else is there",
            "return document.querySelectorAll('#main').length === 1 && !document.querySelector('.pager')",
        )
        .await;
        let list = page.js_string(LIST_HTML).await.replace(&host.url, "");
        let expected = expected.get_or_insert_with(|| list.clone());
        assert_eq!(&list, expected, "{change}");
        page.js("document.querySelector('#facets input[type=checkbox]').click()").await;
        page.wait_until("it lives", "return /=/.test(location.search) && !!document.querySelector('.chips')").await;
    }
}

/// Somebody chooses in the settings, and saves an article.
pub async fn applies_early_choices(context: &TestContext<'_>) {
    let Some((_test_site, site)) = build_site(context) else { return };
    let page = context.page;
    let kind_at = |path: &str| page_kinds().into_iter().find(|kind| kind.path == path).unwrap();
    let host = open_held(page, &site, &kind_at("/settings/")).await;
    page.click("label:has(input[name=theme][value=dark])").await;
    host.clear_rules();
    page.wait_until(
        "it is dark",
        "return document.documentElement.dataset.theme === 'dark' && document.querySelector('[data-ready] input[value=dark]').checked",
    )
    .await;
    let kind = kind_at(&format!("/article/{FULL_ID}/"));
    let host = open_held(page, &site, &kind).await;
    page.click("[data-slot=save] button").await;
    host.clear_rules();
    page.wait_until(
        "the button says that it is saved",
        "return document.querySelector('[data-slot=save] button')?.hasAttribute('data-saved')",
    )
    .await;
    page.open(&host.url_of("/saved/")).await;
    page.wait_until("it stands under Saved", &format!("return !!document.querySelector('[data-ready] article[data-id={FULL_ID}]')")).await;
}

/// A further page of a list stays where one is, and becomes the list once somebody ticks something there.
pub async fn further_page_becomes_list(context: &TestContext<'_>) {
    let Some((_test_site, site)) = build_site(context) else { return };
    let page = context.page;
    let host = Host::new(&site);
    page.open(&host.url_of("/page/2/")).await;
    page.wait_until("the program is there", PROGRAM_STARTED).await;
    assert!(page.js_bool("return location.pathname === '/page/2/' && !document.querySelector('[data-mounted]') && document.querySelector('.pager').checkVisibility()").await);
    page.js("document.querySelector('#facets .choice:has(a) input').click()").await;
    page.wait_until(
        "it becomes the list",
        "return document.querySelector('[data-mounted] #facets input:checked') && /=/.test(location.search)",
    )
    .await;
    // A page that the program does not draw comes again as it was.
    page.open(&host.url_of("/about/")).await;
    page.wait_until("the program is there", PROGRAM_STARTED).await;
    page.js("document.querySelector('header a').click()").await;
    page.wait_until("the list is there", "return location.pathname === '/' && !!document.querySelector('main .results article')").await;
    page.js("setTimeout(() => history.back(), 50)").await;
    page.wait_until(
        "Back leads to the page",
        "return location.pathname === '/about/' && document.querySelector('main h1')?.textContent === 'About'",
    )
    .await;
}
