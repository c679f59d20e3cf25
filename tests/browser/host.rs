//! A host of a static site that can be told to behave badly.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;

/// What becomes of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// It waits until the rules are lifted.
    Hold,
    /// The connection is cut before a byte is sent.
    Disconnect,
    /// Half of the file is sent as if it were all.
    Truncate,
    /// There is no such file.
    NotFound,
    /// It waits until the rules are lifted; there is no such file then.
    HoldThenNotFound,
    /// It is as it should be, whatever was said before.
    Normal,
}

/// A host on a free port of this machine, until it is dropped.
pub struct Host {
    /// The address of the site, with a slash at the end.
    pub url: String,
    shared: Arc<Shared>,
}

struct Shared {
    folder: Mutex<PathBuf>,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    rules: Vec<(&'static str, Rule)>,
    requested: Vec<String>,
    is_stopped: bool,
}

impl Host {
    /// Serves a folder.
    pub fn new(folder: &Path) -> Host {
        let listener = bind_unused_port();
        let url = format!("http://{}/", listener.local_addr().unwrap());
        let shared = Arc::new(Shared { folder: Mutex::new(folder.to_owned()), state: Mutex::default(), changed: Condvar::new() });
        let server = shared.clone();
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                if server.state.lock().unwrap().is_stopped {
                    return;
                }
                let server = server.clone();
                thread::spawn(move || server.respond(stream));
            }
        });
        Host { url, shared }
    }

    /// From now on serves another folder, as when a site is published anew.
    pub fn serve(&self, folder: &Path) {
        folder.clone_into(&mut self.shared.folder.lock().unwrap());
    }

    /// From now on, what becomes of the files whose path holds some words.
    pub fn add_rule(&self, words: &'static str, rule: Rule) {
        self.shared.state.lock().unwrap().rules.push((words, rule));
    }

    /// From now on everything is well, also for those who wait.
    pub fn clear_rules(&self) {
        self.shared.state.lock().unwrap().rules.clear();
        self.shared.changed.notify_all();
    }

    /// True where a path that holds some words was asked for.
    pub fn was_requested(&self, words: &str) -> bool {
        self.shared.state.lock().unwrap().requested.iter().any(|path| path.contains(words))
    }

    /// How often a path that holds some words was asked for.
    pub fn request_count(&self, words: &str) -> usize {
        self.shared.state.lock().unwrap().requested.iter().filter(|path| path.contains(words)).count()
    }

    /// The address of a place of the site.
    pub fn url_of(&self, path: &str) -> String {
        format!("{}{}", self.url, path.trim_start_matches('/'))
    }

    /// The address of a page that holds a place of the site in a frame 360 pixels wide.
    pub fn narrow_frame_url(&self, path: &str) -> String {
        format!("{}{NARROW_PATH}{path}", self.url)
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        self.shared.state.lock().unwrap().is_stopped = true;
        self.clear_rules();
        // Wakes the thread that waits for the next connection.
        TcpStream::connect(self.url.trim_start_matches("http://").trim_end_matches('/')).ok();
    }
}

/// A port that no host of this run had before: a service worker outlives its host, and would answer for the next one there.
fn bind_unused_port() -> TcpListener {
    static USED_PORTS: Mutex<BTreeSet<u16>> = Mutex::new(BTreeSet::new());
    loop {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        if USED_PORTS.lock().unwrap().insert(listener.local_addr().unwrap().port()) {
            return listener;
        }
    }
}

const NARROW_PATH: &str = "narrow?";

impl Shared {
    fn respond(&self, mut stream: TcpStream) {
        let mut lines = BufReader::new(&stream).lines().map_while(Result::ok);
        let Some(target) = lines.next().and_then(|line| line.split(' ').nth(1).map(str::to_owned)) else { return };
        // The rest of the request is read, or closing would reset the connection.
        lines.take_while(|line| !line.is_empty()).for_each(drop);
        self.state.lock().unwrap().requested.push(target.clone());
        let rule = self.wait_for_rule(&target);
        if rule == Some(Rule::Disconnect) {
            _ = stream.shutdown(Shutdown::Both);
            return;
        }
        let (status, content_type, mut body) = self.read_file(&target, rule);
        if rule == Some(Rule::Truncate) {
            body.truncate(body.len() / 2);
        }
        let head = format!(
            "HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\nContent-Length: {}\r\nCache-Control: max-age=600\r\nConnection: close\r\n\r\n",
            body.len()
        );
        _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(&body));
    }

    /// The rule for a path; one that holds it back is waited for.
    fn wait_for_rule(&self, target: &str) -> Option<Rule> {
        let mut state = self.state.lock().unwrap();
        let mut is_lost = false;
        loop {
            let rule = state.rules.iter().rev().find(|(words, _)| target.contains(words)).map(|(_, rule)| *rule);
            is_lost |= rule == Some(Rule::HoldThenNotFound);
            if !matches!(rule, Some(Rule::Hold | Rule::HoldThenNotFound)) || state.is_stopped {
                return if is_lost { Some(Rule::NotFound) } else { rule };
            }
            state = self.changed.wait(state).unwrap();
        }
    }

    fn read_file(&self, target: &str, rule: Option<Rule>) -> (&'static str, &'static str, Vec<u8>) {
        if let Some(path) = target.strip_prefix('/').and_then(|t| t.strip_prefix(NARROW_PATH)) {
            return ("200 OK", "text/html; charset=utf-8", frame_html(path));
        }
        let path = target.split(['?', '#']).next().unwrap_or_default().trim_start_matches('/');
        let path = percent_encoding::percent_decode_str(path).decode_utf8_lossy().into_owned();
        let folder = self.folder.lock().unwrap().clone();
        let file = match path.is_empty() || path.ends_with('/') {
            true => folder.join(path).join("index.html"),
            false => folder.join(path),
        };
        let body = if rule == Some(Rule::NotFound) { None } else { std::fs::read(&file).ok() };
        match body {
            Some(body) => ("200 OK", content_type(&file), body),
            None => ("404 Not Found", "text/html; charset=utf-8", std::fs::read(folder.join("404.html")).unwrap_or_default()),
        }
    }
}

fn frame_html(path: &str) -> Vec<u8> {
    format!("<!doctype html><title>narrow</title><iframe src=\"/{}\" width=360 height=740></iframe>", path.trim_start_matches('/'))
        .into_bytes()
}

fn content_type(file: &Path) -> &'static str {
    match file.extension().and_then(|e| e.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" => "image/jpeg",
        "xml" => "application/xml",
        _ => "application/octet-stream",
    }
}
