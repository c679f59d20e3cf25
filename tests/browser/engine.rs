//! The browsers, each started by its own driver with a profile that nobody used before.

use fantoccini::{Client, ClientBuilder};
use serde_json::{Value, json};
use std::fmt;
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// How long a driver may take to answer.
const DRIVER_TIMEOUT: Duration = Duration::from_secs(30);

/// How often a browser is started before its engine has failed.
const MAX_START_ATTEMPTS: usize = 3;

/// A browser engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// Chromium, by chromedriver.
    Chromium,
    /// Firefox, by geckodriver.
    Firefox,
    /// WebKitGTK's small browser, by WebKitWebDriver.
    Webkit,
}

impl fmt::Display for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Engine {
    fn name(self) -> &'static str {
        match self {
            Engine::Chromium => "chromium",
            Engine::Firefox => "firefox",
            Engine::Webkit => "webkit",
        }
    }

    /// Whether the environment names it.
    pub fn is_selected(self) -> bool {
        std::env::var("LECTERN_ENGINES").is_ok_and(|names| names.split(',').any(|name| name.trim() == self.name()))
    }

    /// Whether its scripts can be switched off.
    pub fn can_disable_scripts(self) -> bool {
        self != Engine::Webkit
    }

    fn browser_path(self) -> String {
        env_path(match self {
            Engine::Chromium => "LECTERN_CHROMIUM",
            Engine::Firefox => "LECTERN_FIREFOX",
            Engine::Webkit => "LECTERN_WEBKIT",
        })
    }

    fn driver_path(self) -> String {
        env_path(match self {
            Engine::Chromium => "LECTERN_CHROMEDRIVER",
            Engine::Firefox => "LECTERN_GECKODRIVER",
            Engine::Webkit => "LECTERN_WEBKITDRIVER",
        })
    }

    fn driver_arguments(self, port: u16) -> Vec<String> {
        let mut driver_arguments = vec![format!("--port={port}")];
        if self == Engine::Firefox {
            // Its usual second port may be taken by another driver.
            driver_arguments.push(format!("--websocket-port={}", free_port()));
        }
        driver_arguments
    }

    fn capabilities(self, scripts: bool, profile_dir: &TempDir) -> Value {
        let mut all = self.browser_capabilities(scripts, profile_dir);
        // A page counts as opened before its program has come: some journeys hold the program back. WebKit's driver
        // loses its way unless it waits for nothing; `Page::open` looks until the page is there.
        all["pageLoadStrategy"] = json!(if self == Engine::Webkit { "none" } else { "eager" });
        all["timeouts"] = json!({ "pageLoad": 30_000, "script": self.script_timeout() });
        all
    }

    /// Milliseconds. WebKit's driver loses a script that comes while a page goes; those who wait then ask again.
    fn script_timeout(self) -> u32 {
        if self == Engine::Webkit { 3_000 } else { 30_000 }
    }

    fn browser_capabilities(self, scripts: bool, profile_dir: &TempDir) -> Value {
        match self {
            Engine::Chromium => json!({ "goog:chromeOptions": {
                "binary": self.browser_path(),
                "args": [
                    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                    "--disable-component-update", "--disable-sync", "--window-size=1280,900", format!("--user-data-dir={}", profile_dir.path().display()),
                ],
                "prefs": if scripts { json!({}) } else { json!({ "profile.managed_default_content_settings.javascript": 2 }) },
            } }),
            Engine::Firefox => json!({ "moz:firefoxOptions": {
                "binary": self.browser_path(),
                "args": ["-headless", "--width=1280", "--height=900"],
                "prefs": { "javascript.enabled": scripts },
            } }),
            Engine::Webkit => json!({ "webkitgtk:browserOptions": { "binary": self.browser_path(), "args": ["--automation"] } }),
        }
    }
}

fn env_path(variable: &str) -> String {
    std::env::var(variable).unwrap_or_else(|_| panic!("{variable} names no program: run the tests by .setup/browse"))
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// A browser that is open.
pub struct Session {
    /// The way to it.
    pub client: Client,
    _driver: Driver,
    _profile: TempDir,
}

/// A driver's process, which ends when this is dropped.
struct Driver(Child);

impl Drop for Driver {
    fn drop(&mut self) {
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

impl Session {
    /// Starts a driver and its browser. Between finding a port and using it a program of another engine may take it: then anew.
    pub async fn open(engine: Engine, scripts: bool) -> Session {
        for _ in 1..MAX_START_ATTEMPTS {
            match Session::start(engine, scripts).await {
                Ok(session) => return session,
                Err(error) => println!("{engine}: the browser does not open, once more: {error}"),
            }
        }
        Session::start(engine, scripts).await.unwrap_or_else(|error| panic!("{engine}: the browser does not open: {error}"))
    }

    async fn start(engine: Engine, scripts: bool) -> Result<Session, String> {
        let profile_dir = tempfile::tempdir().unwrap();
        let port = free_port();
        let command =
            Command::new(engine.driver_path()).args(engine.driver_arguments(port)).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
        let driver = Driver(command.map_err(|error| format!("{} cannot be started: {error}", engine.driver_path()))?);
        wait_for_driver(port)?;
        let Value::Object(capabilities) = engine.capabilities(scripts, &profile_dir) else { unreachable!() };
        let connected = ClientBuilder::new(connector()).capabilities(capabilities).connect(&format!("http://127.0.0.1:{port}")).await;
        let client = connected.map_err(|error| error.to_string())?;
        Ok(Session { client, _driver: driver, _profile: profile_dir })
    }

    /// Closes the browser, then its driver.
    pub async fn close(self) {
        self.client.close().await.ok();
    }
}

fn connector() -> hyper_util::client::legacy::connect::HttpConnector {
    hyper_util::client::legacy::connect::HttpConnector::new()
}

fn wait_for_driver(port: u16) -> Result<(), String> {
    let start = Instant::now();
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        if start.elapsed() > DRIVER_TIMEOUT {
            return Err("its driver does not answer".to_owned());
        }
        thread::sleep(Duration::from_millis(20));
    }
    Ok(())
}
