//! Headless Chromium with a new profile, by chromedriver: scripts, keys, and the DevTools protocol.

use super::{Result, env_path};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// How long something may take to happen.
const TIMEOUT: Duration = Duration::from_secs(90);

/// A browser that is open, until this is dropped.
pub(crate) struct Chromium {
    port: u16,
    session: String,
    driver: Child,
    _profile: TempDir,
}

impl Drop for Chromium {
    fn drop(&mut self) {
        webdriver_request(self.port, "DELETE", &format!("/session/{}", self.session), None).ok();
        self.driver.kill().ok();
        self.driver.wait().ok();
    }
}

impl Chromium {
    /// Opens a browser.
    ///
    /// # Errors
    /// It does not open.
    pub(crate) fn open() -> Result<Chromium> {
        let profile = tempfile::tempdir()?;
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let mut driver = Command::new(env_path("LECTERN_CHROMEDRIVER")?);
        let driver = driver.arg(format!("--port={port}")).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
        let mut chromium = Chromium { port, session: String::new(), driver, _profile: profile };
        wait_until("chromedriver answers", || Ok(TcpStream::connect(("127.0.0.1", port)).is_ok()))?;
        let args = [
            "--headless=new".to_owned(),
            "--no-sandbox".to_owned(),
            "--disable-gpu".to_owned(),
            "--no-first-run".to_owned(),
            "--disable-background-networking".to_owned(),
            "--disable-component-update".to_owned(),
            "--disable-sync".to_owned(),
            "--window-size=1280,900".to_owned(),
            // A page that measures its memory need not wait for the collector's next round.
            "--enable-blink-features=ForceEagerMeasureMemory".to_owned(),
            format!("--user-data-dir={}", chromium._profile.path().display()),
        ];
        let options = json!({ "binary": env_path("LECTERN_CHROMIUM")?, "args": args });
        // Nothing waits for a page: what is measured says itself when it is there.
        let wanted = json!({ "pageLoadStrategy": "none", "goog:chromeOptions": options });
        let opened = webdriver_request(port, "POST", "/session", Some(json!({ "capabilities": { "alwaysMatch": wanted } })))?;
        chromium.session = opened["sessionId"].as_str().ok_or("no session")?.to_owned();
        chromium.post("timeouts", json!({ "script": TIMEOUT.as_millis() as u64 }))?;
        Ok(chromium)
    }

    fn post(&self, path: &str, body: Value) -> Result<Value> {
        webdriver_request(self.port, "POST", &format!("/session/{}/{path}", self.session), Some(body))
    }

    /// What a script returns, or what its promise gives.
    ///
    /// # Errors
    /// It threw.
    pub(crate) fn execute(&self, script: &str) -> Result<Value> {
        self.post("execute/sync", json!({ "script": script, "args": [] }))
    }

    /// Waits until a script returns true.
    ///
    /// # Errors
    /// It never does.
    pub(crate) fn wait_for(&self, script: &str) -> Result<()> {
        // While a page is on its way a script may be refused.
        wait_until(script, || Ok(self.execute(script).is_ok_and(|value| value == true)))
    }

    /// A command of the DevTools protocol.
    ///
    /// # Errors
    /// It is refused.
    pub(crate) fn devtools(&self, command: &str, parameters: Value) -> Result<Value> {
        self.post("goog/cdp/execute", json!({ "cmd": command, "params": parameters }))
    }

    /// Goes to an address.
    ///
    /// # Errors
    /// The browser refuses.
    pub(crate) fn navigate(&self, url: &str) -> Result<()> {
        self.devtools("Page.navigate", json!({ "url": url })).map(drop)
    }

    /// Goes to an address as one who was never there: nothing kept of an earlier visit, nothing left of the page before.
    ///
    /// # Errors
    /// The browser refuses.
    pub(crate) fn navigate_uncached(&self, url: &str) -> Result<()> {
        self.navigate("about:blank")?;
        self.wait_for("return location.href === 'about:blank'")?;
        self.devtools("Network.enable", json!({}))?;
        self.devtools("Network.clearBrowserCache", json!({}))?;
        self.navigate(url)
    }

    /// A number that a script returns.
    ///
    /// # Errors
    /// It threw, or returned something else.
    pub(crate) fn execute_number(&self, script: &str) -> Result<f64> {
        self.execute(script)?.as_f64().ok_or_else(|| format!("no number: {script}").into())
    }

    /// Presses the key of a character; one that has no key is put in as an input method does.
    ///
    /// # Errors
    /// The browser refuses.
    pub(crate) fn press_key(&self, character: char) -> Result<()> {
        let text = character.to_string();
        if character > '\u{2e80}' {
            return self.devtools("Input.insertText", json!({ "text": text })).map(drop);
        }
        self.devtools("Input.dispatchKeyEvent", json!({ "type": "keyDown", "text": text, "key": text }))?;
        self.devtools("Input.dispatchKeyEvent", json!({ "type": "keyUp", "key": text })).map(drop)
    }

    /// Presses Escape.
    ///
    /// # Errors
    /// The browser refuses.
    pub(crate) fn press_escape(&self) -> Result<()> {
        let key = |kind: &str| json!({ "type": kind, "key": "Escape", "code": "Escape", "windowsVirtualKeyCode": 27 });
        self.devtools("Input.dispatchKeyEvent", key("rawKeyDown"))?;
        self.devtools("Input.dispatchKeyEvent", key("keyUp")).map(drop)
    }
}

/// Looks again and again until something is so.
fn wait_until(what: &str, mut condition: impl FnMut() -> Result<bool>) -> Result<()> {
    let start = Instant::now();
    while !condition()? {
        if start.elapsed() > TIMEOUT {
            return Err(format!("in vain: {what}").into());
        }
        thread::sleep(Duration::from_millis(20));
    }
    Ok(())
}

/// A WebDriver command; its value.
fn webdriver_request(port: u16, method: &str, path: &str, body: Option<Value>) -> Result<Value> {
    let body = body.map_or(String::new(), |body| body.to_string());
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    stream.set_nodelay(true)?;
    write!(
        stream,
        "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    )?;
    let value = serde_json::from_slice::<Value>(&read_body(stream)?)?["value"].take();
    match value["error"].as_str() {
        Some(error) => Err(format!("{path}: {error}: {}", value["message"].as_str().unwrap_or_default()).into()),
        None => Ok(value),
    }
}

/// The body of an answer. The driver keeps the connection open: its length says where it ends.
fn read_body(stream: TcpStream) -> Result<Vec<u8>> {
    stream.set_read_timeout(Some(TIMEOUT))?;
    let mut reader = BufReader::new(stream);
    let mut length = 0;
    loop {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        match line.trim_end().split_once(':') {
            Some((name, value)) if name.eq_ignore_ascii_case("content-length") => length = value.trim().parse()?,
            None if line.trim_end().is_empty() => break,
            _ => {}
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    Ok(body)
}
