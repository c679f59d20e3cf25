//! A publisher corrects articles: `lectern review`, by mouse, by keyboard, and with scripts off.

use crate::TestContext;
use crate::accessibility::axe_violations;
use crate::engine::Engine;
use crate::page::{Page, key_char};
use fantoccini::key::Key;
use lectern::cli::folder::sha256;
use serde_json::{Value, json};
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// How long a page may take to come.
const TIMEOUT: Duration = Duration::from_secs(20);

const BOX: &str = "Read our letter every morning.";
const CAPTION: &str = "A barge in the lock, seen from the bridge.";
const CUT: &str = "A passage that was cut by mistake.";
const SOURCE: &str = "<!doctype html><title>The lock</title><script>document.title = 'run'</script><p>Menu</p><h1>The lock</h1><p>The keeper opened the gates at dawn.</p>";

/// The command while it serves, and its corpus; both go with this.
struct Review {
    child: Child,
    address: String,
    folder: TempDir,
}

impl Review {
    fn start() -> Review {
        let folder = tempfile::tempdir().unwrap();
        let write = |inside: &str, text: &str| {
            let path = folder.path().join(inside);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        write("pages/lock.html", SOURCE);
        write("corpus/site.json", "{\"name\": \"Canals\"}");
        write("corpus/articles/lock.json", &article("lock", "The lock", 0.3).to_string());
        write("corpus/articles/weir.json", &article("weir", "The weir", 0.5).to_string());
        let mut command = Command::new(env!("CARGO_BIN_EXE_lectern"));
        command.args(["review", "--port", "0", "--source", "pages"]).current_dir(folder.path());
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut address = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut address).unwrap();
        Review { child, address: address.trim().to_owned(), folder }
    }

    fn origin(&self) -> &str {
        self.address.split("/?").next().unwrap()
    }

    fn path(&self, id: &str) -> PathBuf {
        self.folder.path().join(format!("corpus/articles/{id}.json"))
    }

    /// An article as it is on disk.
    fn read(&self, id: &str) -> Value {
        serde_json::from_slice(&fs::read(self.path(id)).unwrap()).unwrap()
    }
}

impl Drop for Review {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

fn article(id: &str, title: &str, confidence: f64) -> Value {
    json!({"format": 1, "id": id, "lang": "en", "title": title, "canonical": format!("https://canal.example/{id}"),
        "review": "Compare it with the page.", "confidence": confidence,
        "capture": {"from": format!("{id}.html"), "sha256": sha256(SOURCE.as_bytes()), "cut": [CUT]},
        "body": [{"paragraph": [BOX]}, {"figure": {}}, {"paragraph": [CAPTION]}, {"paragraph": ["The keeper opened the ", {"em": ["gates"]}, " at dawn."]}]})
}

/// The number of blocks that are shown, and the message about the last action.
async fn wait_for(page: &Page, blocks: usize, notice: &str) {
    let script = format!(
        "const notice = document.querySelector('[role=status]')?.textContent ?? '';
        return 'ready' in document.documentElement.dataset && document.querySelectorAll('.block').length === {blocks} && notice.includes({notice:?})"
    );
    page.wait_until(&format!("{blocks} blocks, and {notice:?}"), &script).await;
}

pub async fn corrects_by_mouse(context: &TestContext<'_>) {
    let (page, review) = (context.page, Review::start());
    page.open(&review.address).await;
    page.wait_until(
        "the list is there, the token out of sight",
        "return location.search === '' && document.querySelectorAll('.queue-row').length === 2",
    )
    .await;
    page.click(".queue-row a").await;
    wait_for(page, 4, "").await;
    shows_source(page).await;
    // A box that stands on the other page of the host, too.
    page.click("#block-0 .remove").await;
    wait_for(page, 3, "Removed").await;
    page.wait_until("the focus is where the block was", "return document.activeElement.id === 'block-0'").await;
    page.click("#everywhere").await;
    wait_for(page, 3, "1 other page of canal.example").await;
    assert!(!review.read("weir")["body"].to_string().contains(BOX));
    page.click("#undo").await;
    wait_for(page, 3, "Undone").await;
    assert!(review.read("weir")["body"].to_string().contains(BOX));
    // What was cut comes back where it is wanted.
    page.js("document.getElementById('place').value = '0'").await;
    page.click(".cut li button").await;
    wait_for(page, 4, "Brought back").await;
    assert_eq!(review.read("lock")["body"][0], json!({"paragraph": [CUT]}));
    // A paragraph becomes the caption of the picture before it.
    page.click("#block-2 summary").await;
    page.click("#block-2 [value='make:caption']").await;
    wait_for(page, 3, "Caption").await;
    assert_eq!(review.read("lock")["body"][1], json!({"figure": {"caption": [CAPTION]}}));
    edits_text_and_date(page, &review).await;
    page.click("#approve").await;
    page.wait_until("the next article is open", "return location.pathname === '/article/weir'").await;
    assert_eq!(review.read("lock")["review"], Value::Null);
    page.click("#undo").await;
    page.wait_until("the approval is undone", "return location.pathname === '/article/lock' && !!document.querySelector('.reasons')").await;
}

/// The source is shown in a frame where no script runs.
async fn shows_source(page: &Page) {
    let frame = page.find(".source-frame").await;
    assert_eq!(frame.attr("sandbox").await.unwrap().as_deref(), Some(""));
    page.wait_until("no script can look into the frame", "return document.querySelector('.source-frame').contentDocument === null").await;
    page.wait_in_frame("the page stands in it", async |frame: &Page| frame.count("h1").await == 1 && frame.count("script").await == 0)
        .await;
}

async fn edits_text_and_date(page: &Page, review: &Review) {
    page.click("#block-2 summary").await;
    page.type_into("#text-2-0", " So it was.").await;
    page.click("#block-2 [value=text]").await;
    wait_for(page, 3, "Changed the text").await;
    assert_eq!(review.read("lock")["body"][2], json!({"paragraph": ["The keeper opened the ", {"em": ["gates"]}, " at dawn. So it was."]}));
    page.click(".fields-summary").await;
    page.type_into("#field-published", "31 June 2024").await;
    page.click("[value=fields]").await;
    page.wait_until(
        "the error stands beside its field, which keeps what was typed",
        "const field = document.getElementById('field-published');
        return 'ready' in document.documentElement.dataset && !!document.getElementById('field-published-error')
            && field.value === '31 June 2024' && field.getAttribute('aria-describedby').startsWith('field-published-error')",
    )
    .await;
    page.js("document.getElementById('field-published').value = ''").await;
    page.type_into("#field-published", "30 June 2024").await;
    page.click("[value=fields]").await;
    wait_for(page, 3, "Saved").await;
    assert_eq!(review.read("lock")["published"], "2024-06-30");
}

pub async fn corrects_by_keyboard(context: &TestContext<'_>) {
    let (page, review) = (context.page, Review::start());
    page.open(&review.address).await;
    page.click(".queue-row a").await;
    wait_for(page, 4, "").await;
    page.press_key('j').await;
    page.press_key('j').await;
    page.press_key('j').await;
    page.press_key('k').await;
    page.wait_until("j and k go from block to block", "return document.activeElement.id === 'block-1'").await;
    page.press_key(key_char(Key::Down)).await;
    page.press_key(key_char(Key::Delete)).await;
    wait_for(page, 3, "Removed").await;
    page.wait_until("the focus is where the block was", "return document.activeElement.id === 'block-2'").await;
    page.press_key(key_char(Key::Delete)).await;
    wait_for(page, 2, "Removed").await;
    page.press_key('z').await;
    wait_for(page, 3, "Undone").await;
    page.press_key('z').await;
    wait_for(page, 4, "Undone").await;
    assert_eq!(review.read("lock"), article("lock", "The lock", 0.3));
    page.press_key('e').await;
    page.wait_until("e goes to the text", "return document.activeElement.matches('.block textarea')").await;
    page.press_key('n').await;
    page.wait_until(
        "a letter is typed, no command",
        "return document.activeElement.value.includes('n') && location.pathname === '/article/lock'",
    )
    .await;
    page.press_key(key_char(Key::Escape)).await;
    page.press_key('n').await;
    page.wait_until("what was typed is not left behind", "return document.activeElement.matches('.block textarea')").await;
    page.press_key(key_char(Key::Backspace)).await;
    page.press_key(key_char(Key::Escape)).await;
    page.press_key('n').await;
    page.wait_until("n goes to the next", "return location.pathname === '/article/weir'").await;
    wait_for(page, 4, "").await;
    page.press_key(key_char(Key::Enter)).await;
    page.wait_until("Enter ends with the list, which is empty", "return location.pathname === '/' && !!document.querySelector('.empty')")
        .await;
    assert_eq!(review.read("weir")["confidence"], Value::Null);
    page.wait_until("the keys are there", "return 'ready' in document.documentElement.dataset").await;
    page.press_key('z').await;
    page.wait_until("z undoes the last approval", "return location.pathname === '/article/weir' && !!document.querySelector('.reasons')")
        .await;
}

/// What the page of another origin gets: nothing by reading, nothing by writing.
const FOREIGN_REQUESTS: &str = "
    const [origin, back] = arguments;
    const form = () => new URLSearchParams({ action: 'remove', block: '0', token: 'guessed', revision: '' });
    const ask = (options) => fetch(origin + '/article/lock', options).then(r => r.type === 'opaque' ? 'opaque' : 'read ' + r.status, () => 'refused');
    Promise.all([ask({}), ask({ credentials: 'include' }), ask({ mode: 'no-cors', credentials: 'include' }),
        ask({ method: 'POST', mode: 'no-cors', credentials: 'include', body: form() })]).then(all => back(all.join(' ')))";

pub async fn refuses_foreign_requests(context: &TestContext<'_>) {
    let (page, review) = (context.page, Review::start());
    page.open(&review.address).await;
    page.click(".queue-row a").await;
    wait_for(page, 4, "").await;
    // A page of another origin without a policy of its own.
    page.open(&context.host.url_of("/robots.txt")).await;
    let answers = page.js_async(FOREIGN_REQUESTS, vec![review.origin().into()]).await;
    assert!(!answers.as_str().unwrap().contains("read"), "{answers}");
    // A form of another page, sent by the browser with all its cookies.
    let form = format!(
        "const form = Object.assign(document.createElement('form'), {{ method: 'post', action: {:?} }});
        document.body.append(form); form.submit()",
        format!("{}/article/lock", review.origin())
    );
    page.js(&form).await;
    page.wait_until("there is nothing to see", "return !location.href.includes('robots') && !document.querySelector('.block')").await;
    assert_eq!(review.read("lock"), article("lock", "The lock", 0.3));
    page.open("about:blank").await;
}

pub async fn has_no_violations(context: &TestContext<'_>) {
    let (page, review) = (context.page, Review::start());
    if page.engine != Engine::Chromium {
        return println!("{}: axe runs in Chromium", page.engine);
    }
    let mut violations = Vec::new();
    page.open(&review.address).await;
    page.wait_until("the list is there", "return !!document.querySelector('.queue-row')").await;
    violations.extend(axe_violations(page, "the list").await);
    page.click(".queue-row a").await;
    wait_for(page, 4, "").await;
    page.click("#block-0 .remove").await;
    wait_for(page, 3, "Removed").await;
    page.js("document.querySelectorAll('details').forEach(details => { details.open = true })").await;
    violations.extend(axe_violations(page, "an article").await);
    page.type_into("#field-published", "no day").await;
    page.click("[value=fields]").await;
    page.wait_until("the error is there", "return !!document.querySelector('.field-error')").await;
    violations.extend(axe_violations(page, "an article with an error").await);
    page.open(&format!("{}/article/weir", review.origin())).await;
    violations.extend(axe_violations(page, "an article whose source is gone").await);
    assert!(violations.is_empty(), "axe objects:\n{}", violations.join("\n"));
}

/// Waits until a page with so many blocks is there; does not need scripts.
async fn wait_for_blocks(page: &Page, blocks: usize) {
    let start = Instant::now();
    while page.count(".block").await != blocks {
        assert!(start.elapsed() < TIMEOUT, "in vain: {blocks} blocks");
        tokio::time::sleep(Duration::from_millis(30)).await;
    }
}

pub async fn corrects_without_scripts(context: &TestContext<'_>) {
    let (page, review) = (context.page, Review::start());
    page.open(&review.address).await;
    page.click_without_scripts(".queue-row a").await;
    wait_for_blocks(page, 4).await;
    page.click_without_scripts("#block-0 .remove").await;
    wait_for_blocks(page, 3).await;
    assert_eq!(page.text("[role=status]").await, "Removed “Read our letter every morning.”");
    assert!(page.url().await.ends_with("/article/lock#block-0"));
    page.click_without_scripts(".cut li button").await;
    wait_for_blocks(page, 4).await;
    page.click_without_scripts("#undo").await;
    wait_for_blocks(page, 3).await;
    page.click_without_scripts("#undo").await;
    wait_for_blocks(page, 4).await;
    assert_eq!(review.read("lock"), article("lock", "The lock", 0.3));
    page.click_without_scripts("#approve").await;
    wait_for_article(page, "/article/weir").await;
}

/// Waits until an address is open; does not need scripts.
async fn wait_for_article(page: &Page, path: &str) {
    let start = Instant::now();
    while !page.url().await.ends_with(path) {
        assert!(start.elapsed() < TIMEOUT, "in vain: {path}");
        tokio::time::sleep(Duration::from_millis(30)).await;
    }
}
