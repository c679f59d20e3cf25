//! The development server with rules by which it misbehaves.

use lectern::cli::serve::{
    Interceptor, ResponseWriter, ServeOptions, ServedRequest, ServedResponse, ServedSite, SiteFiles, response::text_response,
};
use std::collections::BTreeSet;
use std::io;
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex};

/// How a request is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// It waits until the rules are cleared.
    Hold,
    /// The connection is closed before a byte is sent.
    Disconnect,
    /// Half of the file is sent as if it were all.
    Truncate,
    /// There is no such file.
    NotFound,
    /// It waits until the rules are cleared; there is no such file then.
    HoldThenNotFound,
    /// As usual, whatever earlier rules say.
    Normal,
}

/// A host on a free port of this machine, until it is dropped.
pub struct Host {
    /// The address of the site, with a slash at the end.
    pub url: String,
    served: ServedSite,
    rules: Arc<Rules>,
}

impl Host {
    /// Serves a folder.
    pub fn new(folder: &Path) -> Host {
        let rules = Arc::new(Rules::default());
        let served = listen_on_unused_port(folder, &rules);
        Host { url: served.address(), served, rules }
    }

    /// Serves another folder from now on, as when a site is published again.
    pub fn serve(&self, folder: &Path) {
        self.served.serve_folder(folder);
    }

    /// Adds a rule for the files whose path contains some words. The last rule that matches counts.
    pub fn add_rule(&self, words: &'static str, rule: Rule) {
        self.rules.state.lock().unwrap().rules.push((words, rule));
    }

    /// Removes all rules; requests that wait go on.
    pub fn clear_rules(&self) {
        self.rules.clear();
    }

    /// True if a path that contains some words was requested.
    pub fn was_requested(&self, words: &str) -> bool {
        self.request_count(words) > 0
    }

    /// The number of requests for paths that contain some words.
    pub fn request_count(&self, words: &str) -> usize {
        self.rules.state.lock().unwrap().requested.iter().filter(|path| path.contains(words)).count()
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
        self.rules.state.lock().unwrap().is_stopped = true;
        self.rules.clear();
    }
}

/// Listens on a port that no host of this run had before: a service worker outlives its host, and would answer for the next one there.
fn listen_on_unused_port(folder: &Path, rules: &Arc<Rules>) -> ServedSite {
    static USED_PORTS: Mutex<BTreeSet<u16>> = Mutex::new(BTreeSet::new());
    loop {
        // A browser repeats a request when a connection that it kept is cut; on a new connection it reports the failure.
        let options = ServeOptions { keep_alive: false, interceptor: Some(rules.clone()), ..ServeOptions::default() };
        let served = ServedSite::listen(folder, "/", options).unwrap();
        if USED_PORTS.lock().unwrap().insert(served.port()) {
            return served;
        }
    }
}

const NARROW_PATH: &str = "narrow?";

/// The rules of a host, and the requests that it received.
#[derive(Default)]
struct Rules {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    rules: Vec<(&'static str, Rule)>,
    requested: Vec<String>,
    is_stopped: bool,
}

impl Interceptor for Rules {
    fn intercept(&self, request: &ServedRequest, site: &SiteFiles, writer: ResponseWriter) -> io::Result<()> {
        self.state.lock().unwrap().requested.push(request.target.clone());
        let rule = self.wait_for_rule(&request.target);
        if rule == Some(Rule::Disconnect) {
            writer.disconnect();
            return Ok(());
        }
        let mut response = frame_response(request).unwrap_or_else(|| match rule {
            Some(Rule::NotFound) => site.respond_not_found(request),
            Some(Rule::Truncate) => site.respond_with(request, truncate_file),
            _ => site.respond(request),
        });
        // Static hosts let browsers keep a file for some minutes.
        response.set_header("Cache-Control", "max-age=600");
        writer.send(response)
    }
}

impl Rules {
    fn clear(&self) {
        self.state.lock().unwrap().rules.clear();
        self.changed.notify_all();
    }

    /// The rule for a path, after it no longer waits.
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
}

fn truncate_file(_: &Path, mut bytes: Vec<u8>) -> Vec<u8> {
    bytes.truncate(bytes.len() / 2);
    bytes
}

/// The page of a narrow frame, if it is requested.
fn frame_response(request: &ServedRequest) -> Option<ServedResponse> {
    let path = request.target.strip_prefix('/')?.strip_prefix(NARROW_PATH)?.trim_start_matches('/');
    let page = format!("<!doctype html><title>narrow</title><iframe src=\"/{path}\" width=360 height=740></iframe>");
    Some(text_response(&page, "text/html; charset=utf-8"))
}
