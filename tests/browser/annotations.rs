//! Highlights, notes, the notebook, citations.

use crate::TestContext;
use crate::accessibility::axe_violations;
use crate::engine::Engine;
use crate::host::Host;
use crate::page::{Page, key_char};
use crate::test_site::{FULL_ID, TestSite};
use fantoccini::key::Key;
use serde_json::{Value, json};

/// The words of every highlight, in whatever way the engine draws them.
const HIGHLIGHTED: &str = "(() => { const words = [...document.querySelectorAll('main mark.highlight')].map(mark => mark.textContent);
    if (window.CSS?.highlights) for (const highlight of CSS.highlights.values()) for (const range of highlight) words.push(range.toString());
    return words.join('|') })()";

/// Selects some words of a paragraph, as a pointer would.
const SELECT_WORDS: &str = "const [words, done] = arguments;
    const texts = document.createTreeWalker(document.querySelector('main article .text'), NodeFilter.SHOW_TEXT);
    for (let node; (node = texts.nextNode());) {
        const at = node.data.indexOf(words);
        if (at < 0) continue;
        node.parentElement.scrollIntoView({ block: 'center' });
        document.activeElement?.blur();
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + words.length);
        getSelection().removeAllRanges();
        getSelection().addRange(range);
        document.dispatchEvent(new PointerEvent('pointerup', { bubbles: true }));
        return done(true);
    }
    done(false)";

const NOTE_TEXT: &str = ".note-editor textarea";

/// An address of the article of the test site.
fn article(host: &Host) -> String {
    host.url_of(&format!("/article/{FULL_ID}/"))
}

async fn select(page: &Page, words: &str) {
    assert_eq!(page.js_async(SELECT_WORDS, vec![words.into()]).await, true, "{words:?} stand in the text");
    page.wait_until("the bar is there", "return !!document.querySelector('.selection-bar')?.checkVisibility()").await;
}

async fn wait_for_highlight(page: &Page, words: &str) {
    page.wait_until(&format!("{words:?} are highlighted"), &format!("return {HIGHLIGHTED}.includes({words:?})")).await;
}

/// Axe objects to nothing, in each theme; it runs in Chromium.
async fn has_no_violations(page: &Page, what: &str) {
    if page.engine == Engine::Chromium {
        let violations = axe_violations(page, what).await;
        assert!(violations.is_empty(), "axe objects:\n{}", violations.join("\n"));
    }
}

/// Presses the control of a name.
async fn press_named(page: &Page, within: &str, name: &str) {
    page.wait_until(&format!("{name:?} can be pressed"), &on_control(within, name, "control?.click(); return !!control")).await;
}

/// Presses the control of a name with the enter key.
async fn press_by_key(page: &Page, within: &str, name: &str) {
    page.wait_until(
        &format!("{name:?} takes the focus"),
        &on_control(within, name, "control?.focus(); return document.activeElement === control"),
    )
    .await;
    page.press_key(key_char(Key::Enter)).await;
}

/// A script with the visible control of a name, which it calls `control`.
fn on_control(within: &str, name: &str, rest: &str) -> String {
    format!(
        "const control = [...document.querySelectorAll('{within} button, {within} a')].find(control => control.checkVisibility()
            && (control.getAttribute('aria-label') ?? control.textContent).trim() === {name:?}); {rest}"
    )
}

/// A built site of its own, with its host; nothing where no program is named, which is said.
fn own_site() -> Option<(TestSite, Host)> {
    let site = TestSite::new("https://elsewhere.example/");
    let host = Host::new(&site.build_site()?);
    Some((site, host))
}

/// Highlights some words of the open article, as where there is no host.
pub async fn highlights_first_words(page: &Page) {
    let words = "const text = [...document.querySelectorAll('main article .text > p')].map(p => p.firstChild).find(node => node?.nodeType === 3 && node.data.length > 40);
        return text?.data.slice(5, 35).trim()";
    let words = page.wait_until("there are words", words).await;
    select(page, words.as_str().unwrap()).await;
    press_named(page, ".selection-bar", "Highlight in yellow").await;
    wait_for_highlight(page, words.as_str().unwrap()).await;
}

/// The pieces of the article that annotations are tried on.
const FIRST_WORDS: &str = "First 1: the water rises";
const SECOND_WORDS: &str = "Second 2: the water rises slowly";

pub async fn highlights_and_notes(context: &TestContext<'_>) {
    let Some((_site, host)) = own_site() else { return };
    let page = context.page;
    page.open_ready(&article(&host)).await;
    assert!(!host.was_requested("annotations_bg"), "a page that nobody marks on does not load the program");
    select(page, FIRST_WORDS).await;
    press_named(page, ".selection-bar", "Highlight in green").await;
    wait_for_highlight(page, FIRST_WORDS).await;
    page.wait_until("the bar goes", "return !document.querySelector('.selection-bar')").await;
    select(page, SECOND_WORDS).await;
    press_named(page, ".selection-bar", "Note").await;
    page.wait_until("the note has the focus", &format!("return document.activeElement?.matches('{NOTE_TEXT}')")).await;
    page.type_into(NOTE_TEXT, "Ask about the tide #water").await;
    press_named(page, ".note-editor", "Save").await;
    page.wait_until("it is beside the text", "return !!document.querySelector('.margin-note .noted')").await;
    page.open_ready(&article(&host)).await;
    wait_for_highlight(page, FIRST_WORDS).await;
    wait_for_highlight(page, SECOND_WORDS).await;
    // Pressing the words opens the note.
    let press = format!(
        "const ranges = window.CSS?.highlights ? [...CSS.highlights.values()].flatMap(h => [...h]) : [...document.querySelectorAll('mark.highlight')];
         const found = ranges.find(r => (r.textContent ?? r.toString()).includes({SECOND_WORDS:?}) || r.toString().includes({SECOND_WORDS:?}));
         (found.startContainer?.parentElement ?? found).scrollIntoView({{ block: 'center' }});
         const rect = found.getClientRects()[0];
         document.elementFromPoint(rect.x + 5, rect.y + 5).dispatchEvent(new MouseEvent('click', {{ bubbles: true, clientX: rect.x + 5, clientY: rect.y + 5 }}))"
    );
    page.js(&press).await;
    page.wait_until("the note opens", &format!("return document.querySelector('{NOTE_TEXT}')?.value === 'Ask about the tide #water'"))
        .await;
    press_named(page, ".note-editor", "Delete").await;
    page.wait_until("it is gone", &format!("return !{HIGHLIGHTED}.includes({SECOND_WORDS:?})")).await;
    press_named(page, ".undo", "Undo").await;
    wait_for_highlight(page, SECOND_WORDS).await;
}

pub async fn highlights_by_keyboard(context: &TestContext<'_>) {
    let Some((_site, host)) = own_site() else { return };
    let page = context.page;
    page.open_ready(&article(&host)).await;
    page.press_key('h').await;
    page.wait_until("a block is selected", "return getSelection().toString().length > 20 && !!document.querySelector('.selection-bar')")
        .await;
    page.press_key(key_char(Key::Down)).await;
    page.press_key(key_char(Key::Right)).await;
    page.wait_until("a sentence is chosen", "return getSelection().toString().trim().length > 0").await;
    page.press_key(key_char(Key::Enter)).await;
    page.wait_until("the focus is in the bar", "return !!document.activeElement.closest('.selection-bar')").await;
    page.press_key(key_char(Key::Right)).await;
    page.press_key(key_char(Key::Enter)).await;
    page.wait_until("what was chosen is highlighted", &format!("return {HIGHLIGHTED}.length > 0")).await;
    // The mark beside the text opens the note.
    page.wait_until("there is a mark", "const mark = document.querySelector('.margin-mark'); mark?.focus(); return !!mark").await;
    page.press_key(key_char(Key::Enter)).await;
    page.wait_until("the note has the focus", &format!("return document.activeElement?.matches('{NOTE_TEXT}')")).await;
    page.type_keys("By keys").await;
    page.press_key(key_char(Key::Escape)).await;
    page.wait_until(
        "the note is kept",
        "return document.querySelector('.margin-mark.noted')?.getAttribute('aria-label') === 'Note: By keys'",
    )
    .await;
    cites_by_keyboard(context, &host).await;
}

/// The citations open, are copied from and close by keys.
async fn cites_by_keyboard(context: &TestContext<'_>, host: &Host) {
    let page = context.page;
    page.open_ready(&article(host)).await;
    page.js("document.querySelector('[data-request=cite]').focus()").await;
    page.press_key(key_char(Key::Enter)).await;
    let shown = page.wait_until("the citations are shown", "return document.querySelector('dialog[open]')?.innerText").await;
    let shown = shown.as_str().unwrap();
    for name in ["APA", "MLA", "Chicago", "BibTeX", "RIS", "CSL-JSON", "Everything at once. (2024, May 2). Desk.", "@misc{", "TY  - NEWS"] {
        assert!(shown.contains(name), "{name} in {shown}");
    }
    has_no_violations(page, "the citations").await;
    page.press_key(key_char(Key::Escape)).await;
    page.wait_until("they close", "return !document.querySelector('dialog[open]')").await;
}

pub async fn finds_passages_after_rebuild(context: &TestContext<'_>) {
    let Some((site, host)) = own_site() else { return };
    let page = context.page;
    page.open_ready(&article(&host)).await;
    select(page, FIRST_WORDS).await;
    press_named(page, ".selection-bar", "Highlight in yellow").await;
    wait_for_highlight(page, FIRST_WORDS).await;
    // Other words around it, and the block elsewhere.
    let body = |blocks: Value| json!({"format": 1, "id": FULL_ID, "lang": "en", "title": "Everything at once", "body": blocks});
    let moved = format!("A sentence that was not there. {FIRST_WORDS} slowly, they say.");
    let blocks = json!([{"paragraph": ["Another beginning."]}, {"paragraph": ["Some more."]}, {"paragraph": [moved]}]);
    site.write(&format!("articles/{FULL_ID}.json"), &body(blocks));
    host.serve(&site.build_site().unwrap());
    open_new_version(page, &host, "Another beginning.").await;
    wait_for_highlight(page, FIRST_WORDS).await;
    site.write(&format!("articles/{FULL_ID}.json"), &body(json!([{"paragraph": ["Nothing of it stands here."]}])));
    host.serve(&site.build_site().unwrap());
    open_new_version(page, &host, "Nothing of it").await;
    page.wait_until("it is on the shelf", &format!("return document.querySelector('.shelf')?.textContent.includes({FIRST_WORDS:?})")).await;
    page.open_ready(&host.url_of("/notebook/")).await;
    page.wait_until(
        "the notebook keeps it",
        &format!("return document.querySelector('main .entry')?.textContent.includes({FIRST_WORDS:?})"),
    )
    .await;
    page.wait_until("and says so", "return !!document.querySelector('main .entry-lost')").await;
}

/// Opens the article past the browser's cache, which keeps a page for some minutes.
async fn open_new_version(page: &Page, host: &Host, words: &str) {
    page.open_ready(&format!("{}?{}", article(host), words.len())).await;
    page.wait_until("the new version is shown", &format!("return document.querySelector('main .text').textContent.includes({words:?})"))
        .await;
}

/// Writes a note on the first words.
async fn write_note(page: &Page, note: &str) {
    select(page, FIRST_WORDS).await;
    press_named(page, ".selection-bar", "Note").await;
    page.wait_until("there is a note", &format!("return !!document.querySelector('{NOTE_TEXT}')")).await;
    page.type_into(NOTE_TEXT, note).await;
    press_named(page, ".note-editor", "Save").await;
}

/// Keeps what the page offers as a download.
const CATCH_DOWNLOADS: &str = "window.downloads = []; const create = URL.createObjectURL;
    URL.createObjectURL = blob => { if (blob instanceof Blob) blob.text().then(text => window.downloads.push(text)); return create.call(URL, blob) };
    HTMLAnchorElement.prototype.click = function () {}";

/// Chooses a file of some text in the notebook.
const CHOOSE_FILE: &str = "const [text, done] = arguments, input = document.querySelector('input[type=file]'), files = new DataTransfer();
    files.items.add(new File([text], 'notebook.json', { type: 'application/json' }));
    input.files = files.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
    done(true)";

const HAS_ENTRY: &str = "return !!document.querySelector('main .entry')";

pub async fn keeps_notebook(context: &TestContext<'_>) {
    let Some((_site, host)) = own_site() else { return };
    let page = context.page;
    page.open_ready(&article(&host)).await;
    write_note(page, "Low tide #water").await;
    select(page, SECOND_WORDS).await;
    press_named(page, ".selection-bar", "Highlight in blue").await;
    wait_for_highlight(page, SECOND_WORDS).await;
    page.open_ready(&host.url_of("/notebook/")).await;
    page.wait_until("both are listed", "return document.querySelectorAll('main .entry').length === 2").await;
    page.type_into("main input[type=search]", "#water").await;
    page.wait_until("words narrow them", "return document.querySelectorAll('main .entry').length === 1").await;
    page.js(CATCH_DOWNLOADS).await;
    let mut exported = String::new();
    for (format, expected) in
        [("Markdown", "Low tide #water"), ("CSV", "quotation,note"), ("Web Annotation", "TextQuoteSelector"), ("JSON", "LecternNotebook")]
    {
        page.js("window.downloads = []").await;
        press_by_key(page, "main", "Export").await;
        press_by_key(page, "main", format).await;
        exported = page.wait_until("it is exported", "return window.downloads[0]").await.as_str().unwrap().to_owned();
        assert!(exported.contains(expected) && exported.contains(FIRST_WORDS), "{format}: {exported}");
    }
    page.open_ready(&host.url_of("/settings/")).await;
    press_by_key(page, "main", "Erase everything").await;
    press_by_key(page, "main", "Press again to erase").await;
    page.wait_until("nothing is kept", "return localStorage.length === 0 && !document.querySelector('#erase')").await;
    page.open_ready(&host.url_of("/notebook/")).await;
    page.wait_until("the notebook is empty", "return !!document.querySelector('main .empty')").await;
    assert!(!page.js_bool(HAS_ENTRY).await);
    page.js_async(CHOOSE_FILE, vec![exported.into()]).await;
    page.wait_until("both are back", "return document.querySelectorAll('main .entry').length === 2").await;
    page.js_async(CHOOSE_FILE, vec!["{\n]".into()]).await;
    page.wait_until("a broken file is refused", "return /not valid JSON \\(line 2\\)/.test(document.querySelector('main').textContent)")
        .await;
    assert_eq!(page.js("return document.querySelectorAll('main .entry').length").await, 2);
    press_named(page, "main", "Export").await;
    has_no_violations(page, "the notebook").await;
}

pub async fn loses_nothing_between_tabs(context: &TestContext<'_>) {
    let Some((_site, host)) = own_site() else { return };
    let page = context.page;
    page.open_ready(&article(&host)).await;
    write_note(page, "Mine").await;
    page.wait_until("it is there", "return !!document.querySelector('.margin-mark.noted')").await;
    page.js("document.querySelector('.margin-mark').click()").await;
    page.wait_until("it opens", &format!("return document.querySelector('{NOTE_TEXT}')?.value === 'Mine'")).await;
    // Another tab writes into the same note meanwhile.
    let other_tab = "const done = arguments[0], open = indexedDB.open('lectern:/');
        open.onsuccess = () => {
            const store = open.result.transaction('annotations', 'readwrite').objectStore('annotations'), all = store.getAll();
            all.onsuccess = () => {
                const [annotation] = all.result;
                annotation.body[0].value = 'Theirs';
                annotation.modified = '2099-01-01T00:00:00.000Z';
                store.put(annotation).onsuccess = () => { open.result.close(); done(true); };
            };
        }";
    page.js_async(other_tab, Vec::new()).await;
    page.type_into(NOTE_TEXT, ", and more").await;
    press_named(page, ".note-editor", "Save").await;
    page.wait_until(
        "both texts are kept",
        "const name = document.querySelector('.margin-mark')?.getAttribute('aria-label') ?? ''; return name.includes('Theirs') && name.includes('Mine, and more')",
    )
    .await;
}

pub async fn works_by_touch(context: &TestContext<'_>) {
    let page = context.page;
    if page.engine != Engine::Chromium {
        return println!("{}: a touch screen is emulated in Chromium", page.engine);
    }
    let Some((_site, host)) = own_site() else { return };
    page.devtools("Emulation.setTouchEmulationEnabled", json!({"enabled": true, "maxTouchPoints": 5})).await;
    page.devtools("Emulation.setDeviceMetricsOverride", json!({"width": 390, "height": 800, "deviceScaleFactor": 2, "mobile": true})).await;
    page.open_ready(&article(&host)).await;
    select(page, FIRST_WORDS).await;
    let docked = "const bar = document.querySelector('.selection-bar.docked')?.getBoundingClientRect(); return !!bar && Math.round(bar.bottom) === innerHeight";
    page.wait_until("the bar is at the lower edge, away from the system's menu", docked).await;
    has_no_violations(page, "the bar").await;
    tap(page, ".selection-bar [aria-label='Highlight in pink']").await;
    wait_for_highlight(page, FIRST_WORDS).await;
    page.wait_until("there is a mark", "return !!document.querySelector('.margin-mark')").await;
    tap(page, ".margin-mark").await;
    page.wait_until("the note opens", &format!("return !!document.querySelector('{NOTE_TEXT}')")).await;
    has_no_violations(page, "an open note").await;
    page.type_into(NOTE_TEXT, "By touch").await;
    tap(page, ".note-editor .primary").await;
    page.wait_until("it is kept", "return !!document.querySelector('.margin-mark.noted')").await;
    assert_eq!(page.overflowing_elements().await, Value::Null);
    has_no_violations(page, "an article with notes").await;
    tap(page, "[data-request=cite]").await;
    page.wait_until("the citations are shown", "return !!document.querySelector('dialog[open]')").await;
    tap(page, "dialog[open] .cite-head button").await;
    page.open_ready(&host.url_of("/notebook/")).await;
    page.wait_until("the note is listed", HAS_ENTRY).await;
    page.js(CATCH_DOWNLOADS).await;
    tap(page, ".notebook-transfer button[aria-expanded]").await;
    tap(page, ".export-menu .buttons button").await;
    page.wait_until("it is exported", "return /By touch/.test(window.downloads[0])").await;
    page.open_ready(&host.url_of("/settings/")).await;
    tap(page, "#erase").await;
    page.wait_until("the button asks", "return /again/.test(document.querySelector('#erase').textContent)").await;
    tap(page, "#erase").await;
    page.wait_until("nothing is kept", "return !document.querySelector('#erase')").await;
    page.devtools("Emulation.clearDeviceMetricsOverride", json!({})).await;
    page.devtools("Emulation.setTouchEmulationEnabled", json!({"enabled": false})).await;
}

/// Touches the middle of an element.
async fn tap(page: &Page, css: &str) {
    page.wait_until(&format!("{css} can be touched"), &format!("return !!document.querySelector({css:?})?.checkVisibility()")).await;
    let place = page.js(&format!("const e = document.querySelector({css:?}); e.scrollIntoView({{ block: 'nearest' }}); const r = e.getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2]")).await;
    let point = json!([{"x": place[0], "y": place[1]}]);
    page.devtools("Input.dispatchTouchEvent", json!({"type": "touchStart", "touchPoints": point})).await;
    page.devtools("Input.dispatchTouchEvent", json!({"type": "touchEnd", "touchPoints": []})).await;
}

pub async fn says_that_storage_is_blocked(context: &TestContext<'_>) {
    let page = context.page;
    if page.engine != Engine::Chromium {
        return println!("{}: storage is blocked in Chromium", page.engine);
    }
    let Some((_site, host)) = own_site() else { return };
    let blocked = "Object.defineProperty(window, 'indexedDB', { get() { throw new DOMException('blocked', 'SecurityError') } })";
    let script = page.devtools("Page.addScriptToEvaluateOnNewDocument", json!({"source": blocked})).await;
    page.open_ready(&article(&host)).await;
    select(page, FIRST_WORDS).await;
    press_named(page, ".selection-bar", "Highlight in yellow").await;
    wait_for_highlight(page, FIRST_WORDS).await;
    page.wait_until("that is said", "return /Storage is blocked/.test(document.querySelector('.annotations')?.innerText)").await;
    page.devtools("Page.removeScriptToEvaluateOnNewDocument", json!({"identifier": script["identifier"]})).await;
}
