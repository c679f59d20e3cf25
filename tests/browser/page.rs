//! A page of a browser, as a person uses it: looked at, pressed, typed into.

use crate::engine::Engine;
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::elements::Element;
use fantoccini::error::CmdError;
use fantoccini::key::Key;
use fantoccini::wd::{PrintConfiguration, WebDriverCompatibleCommand};
use fantoccini::{Client, Locator};
use serde_json::{Value, json};
use std::time::{Duration, Instant};
use url::{ParseError, Url};

/// How long something may take to show.
const TIMEOUT: Duration = Duration::from_secs(20);

/// How often it is looked for.
const POLL_INTERVAL: Duration = Duration::from_millis(30);

/// Whether the program has come to life: it drew the page, or took an article over as it stood, scrolling last.
pub const PROGRAM_READY: &str = "return 'ready' in document.documentElement.dataset";

/// Two frames have been made: what was to be drawn is drawn.
pub const TWO_FRAMES: &str = "return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))";

/// A page of a browser.
pub struct Page {
    /// Whose it is.
    pub engine: Engine,
    client: Client,
}

impl Page {
    /// The page that a client shows.
    pub fn new(engine: Engine, client: Client) -> Page {
        Page { engine, client }
    }

    /// Opens an address.
    pub async fn open(&self, url: &str) {
        self.client.enter_frame(0).await.ok();
        self.client.enter_parent_frame().await.ok();
        // WebKit's driver may still show the page that is left, which is marked for that. Within a page nothing is left.
        let leaves_page = self.engine == Engine::Webkit && !url.contains('#');
        if leaves_page {
            self.client.execute("window.left = true", Vec::new()).await.ok();
        }
        self.client.goto(url).await.unwrap();
        if self.engine == Engine::Webkit {
            let loaded = if leaves_page { "!window.left".to_owned() } else { format!("location.href === {url:?}") };
            self.wait_until("the page is there", &format!("return {loaded} && document.readyState !== 'loading' && !!document.body")).await;
        }
    }

    /// Opens an address and waits until the program has come to life.
    pub async fn open_ready(&self, url: &str) {
        self.open(url).await;
        self.wait_until("the program has come to life", PROGRAM_READY).await;
    }

    /// Opens an address in a frame 360 pixels wide.
    pub async fn open_frame(&self, url: &str) {
        self.open(url).await;
        // Looked for from outside: a frame that is entered too early is not the one that stays.
        let frame_loaded = "const page = document.querySelector('iframe')?.contentDocument;
            return page?.readyState === 'complete' && !!page.querySelector('main')";
        self.wait_until("the frame holds the page", frame_loaded).await;
        self.client.enter_frame(0).await.unwrap();
    }

    /// Waits until something holds inside the first frame of the page; does not need scripts.
    pub async fn wait_in_frame(&self, what: &str, condition: impl AsyncFn(&Page) -> bool) {
        let start = Instant::now();
        loop {
            self.client.enter_frame(0).await.unwrap();
            let holds = condition(self).await;
            self.client.enter_parent_frame().await.unwrap();
            if holds {
                return;
            }
            assert!(start.elapsed() < TIMEOUT, "in vain: {what}");
            tokio::time::sleep(POLL_INTERVAL).await;
        }
    }

    /// The browser's own step back.
    pub async fn go_back(&self) {
        match self.engine {
            // Its driver waits for a page to load, and for ever where the step stays inside one.
            Engine::Webkit => _ = self.js("history.back()").await,
            _ => self.client.back().await.unwrap(),
        }
    }

    /// What a script returns.
    pub async fn js(&self, script: &str) -> Value {
        self.client.execute(script, Vec::new()).await.unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// What a command of Chromium's own, of the DevTools protocol, answers.
    pub async fn devtools(&self, command: &'static str, parameters: Value) -> Value {
        let answer = self.client.issue_cmd(DevTools { command, parameters }).await;
        answer.unwrap_or_else(|error| panic!("{command}: {error}"))
    }

    /// What a script returns that takes its time and calls back; `arguments` are given to it.
    pub async fn js_async(&self, script: &str, arguments: Vec<Value>) -> Value {
        self.client.execute_async(script, arguments).await.unwrap_or_else(|error| panic!("{error}"))
    }

    /// The words that a script returns.
    pub async fn js_string(&self, script: &str) -> String {
        self.js(script).await.as_str().unwrap_or_default().to_owned()
    }

    /// Whether a script returns something that counts as true.
    pub async fn js_bool(&self, script: &str) -> bool {
        self.client.execute(script, Vec::new()).await.is_ok_and(|value| is_truthy(&value))
    }

    /// Waits until a script returns something that counts as true.
    pub async fn wait_until(&self, what: &str, script: &str) -> Value {
        self.wait_until_within(TIMEOUT, what, script).await
    }

    /// The same, for what a page does at its leisure.
    pub async fn wait_until_within(&self, timeout: Duration, what: &str, script: &str) -> Value {
        let start = Instant::now();
        loop {
            // While a page is on its way a script may be refused.
            let result = self.client.execute(script, Vec::new()).await;
            match result {
                Ok(value) if is_truthy(&value) => return value,
                result if start.elapsed() > timeout => panic!("in vain: {what}\n  {script}\n  {result:?}\n  {}", self.describe().await),
                _ => tokio::time::sleep(POLL_INTERVAL).await,
            }
        }
    }

    /// Waits until something outside of the page holds.
    pub async fn wait_until_true(&self, what: &str, condition: impl Fn() -> bool) {
        let start = Instant::now();
        while !condition() {
            assert!(start.elapsed() < TIMEOUT, "in vain: {what}\n  {}", self.describe().await);
            tokio::time::sleep(POLL_INTERVAL).await;
        }
    }

    /// What the page shows, for a message.
    async fn describe(&self) -> String {
        let script = "return location.href + ' | ' + document.title + ' | ' + document.body.innerText.slice(0, 600)";
        self.client.execute(script, Vec::new()).await.map_or_else(|error| error.to_string(), |value| value.to_string())
    }

    /// The first element of a selector.
    pub async fn find(&self, css: &str) -> Element {
        let start = Instant::now();
        loop {
            match self.client.find(Locator::Css(css)).await {
                Ok(element) => return element,
                // WebKit says it of an element that the program has just drawn anew.
                Err(error) if is_stale_element(&error) && start.elapsed() < TIMEOUT => {}
                Err(error) => panic!("{css}: {error}"),
            }
        }
    }

    /// Presses the first element of a selector, once it is there.
    pub async fn click(&self, css: &str) {
        let start = Instant::now();
        loop {
            self.wait_until(&format!("{css} can be seen"), &format!("return !!document.querySelector({css:?})?.checkVisibility()")).await;
            match self.find(css).await.click().await {
                Ok(()) => return,
                // Between finding and pressing the program may have drawn it anew.
                Err(error) if is_stale_element(&error) && start.elapsed() < TIMEOUT => {}
                Err(error) => panic!("{css}: {error}"),
            }
        }
    }

    /// Presses a link that leads to another page; does not need scripts.
    pub async fn click_without_scripts(&self, css: &str) {
        self.find(css).await.click().await.unwrap_or_else(|error| panic!("{css}: {error}"));
    }

    /// Types into an element.
    pub async fn type_into(&self, css: &str, words: &str) {
        self.find(css).await.send_keys(words).await.unwrap();
    }

    /// Presses a key where the focus is.
    pub async fn press_key(&self, key: impl Into<char>) {
        let value = key.into();
        let keys = KeyActions::new("keyboard".to_owned()).then(KeyAction::Down { value }).then(KeyAction::Up { value });
        self.client.perform_actions(keys).await.unwrap();
    }

    /// Presses the keys of some words, one after another.
    pub async fn type_keys(&self, words: &str) {
        for letter in words.chars() {
            self.press_key(letter).await;
        }
    }

    /// The text of the first element of a selector, spaces made one; does not need scripts.
    pub async fn text(&self, css: &str) -> String {
        normalize_spaces(&self.find(css).await.text().await.unwrap())
    }

    /// Waits until an element is not shown, as once the styles have come; does not need scripts.
    pub async fn wait_until_hidden(&self, css: &str) {
        let start = Instant::now();
        while self.find(css).await.is_displayed().await.unwrap() {
            assert!(start.elapsed() < TIMEOUT, "{css} is still shown");
            tokio::time::sleep(POLL_INTERVAL).await;
        }
    }

    /// Every element of a selector; does not need scripts.
    pub async fn find_all(&self, css: &str) -> Vec<Element> {
        self.client.find_all(Locator::Css(css)).await.unwrap()
    }

    /// The address of the page; does not need scripts.
    pub async fn url(&self) -> String {
        self.client.current_url().await.unwrap().to_string()
    }

    /// The page as it is printed, a PDF; does not need scripts.
    pub async fn print_pdf(&self) -> Vec<u8> {
        self.client.print(PrintConfiguration::default()).await.unwrap()
    }

    /// How many elements a selector has; does not need scripts.
    pub async fn count(&self, css: &str) -> usize {
        self.client.find_all(Locator::Css(css)).await.unwrap().len()
    }

    /// Whether the page scrolls sideways, and what sticks out.
    pub async fn overflowing_elements(&self) -> Value {
        self.js(OVERFLOWING_ELEMENTS).await
    }
}

/// A command of the DevTools protocol, as chromedriver takes it.
#[derive(Debug)]
struct DevTools {
    command: &'static str,
    parameters: Value,
}

impl WebDriverCompatibleCommand for DevTools {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/goog/cdp/execute", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(json!({ "cmd": self.command, "params": self.parameters }).to_string()))
    }
}

/// The elements that reach beyond the window and are not inside something that scrolls or cuts them off.
const OVERFLOWING_ELEMENTS: &str = "
    const root = document.documentElement, wide = root.clientWidth;
    if (root.scrollWidth <= wide + 1) return null;
    const held = e => { for (let p = e.parentElement; p && p !== document.body; p = p.parentElement)
        if (getComputedStyle(p).overflowX !== 'visible') return true; return false; };
    return [...document.body.querySelectorAll('*')].filter(e => { const r = e.getBoundingClientRect();
        return r.width && (r.right > wide + 1 || r.left < -1) && !held(e); }).slice(0, 5).map(e => e.outerHTML.slice(0, 120)).join('\\n') || 'the page'";

fn is_truthy(value: &Value) -> bool {
    !matches!(value, Value::Null | Value::Bool(false)) && value.as_str() != Some("") && value.as_f64() != Some(0.0)
}

/// Words with every run of spaces made one.
pub fn normalize_spaces(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The key as WebDriver writes it.
pub fn key_char(key: Key) -> char {
    key.into()
}

/// True where an element was there, and is no longer, of which WebKit's driver may say nothing at all.
fn is_stale_element(error: &CmdError) -> bool {
    let message = error.to_string();
    error.is_stale_element_reference() || message.contains("Stale element") || message.trim_end() == "webdriver returned error:"
}
