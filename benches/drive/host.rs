//! A host of a static site, as GitHub Pages is one: gzip, lasting names, nothing else. It remembers what it was asked for.
//!
//! It can stand at the end of a slow line: every answer waits first, and all of them share one pipe.

use lectern::cli::weight::gzip;
use std::collections::HashMap;
use std::io::{self, BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// So many bytes are put into the pipe at once, about what a line has under way.
const CHUNK_BYTES: usize = 8 * 1024;

/// A thread of a busy machine wakes up late; so much of that a line makes up for.
const MAX_WAKEUP_DELAY: Duration = Duration::from_millis(50);

/// A host on a free port of this machine.
pub(crate) struct Host {
    /// The address of the site, with a slash at the end.
    pub(crate) url: String,
    shared: Arc<Shared>,
}

/// What lies between host and reader.
#[derive(Clone, Copy, Default)]
pub(crate) struct NetworkProfile {
    /// How long every answer waits before its first byte.
    pub(crate) latency: Duration,
    /// Bytes a second through the one pipe of all answers; 0: as many as there are.
    pub(crate) bytes_per_second: f64,
}

impl NetworkProfile {
    /// Nothing: the machine itself.
    pub(crate) const UNTHROTTLED: NetworkProfile = NetworkProfile { latency: Duration::ZERO, bytes_per_second: 0.0 };
    /// Chrome's Fast 4G: nine tenths of 9 Mbit/s, and 165 ms for each request.
    pub(crate) const FAST_4G: NetworkProfile = NetworkProfile { latency: Duration::from_millis(165), bytes_per_second: 1_012_500.0 };
}

/// A request that was answered. Times are milliseconds of the machine's clock since 1970, as `performance.timeOrigin` is.
#[derive(Clone)]
pub(crate) struct Request {
    /// The file that answered.
    pub(crate) file: PathBuf,
    /// False where there is no such file, and the page that says so answered.
    pub(crate) found: bool,
    /// Bytes of the answer, without its head.
    pub(crate) bytes: u64,
    /// When the request came in.
    pub(crate) started: f64,
    /// When the last byte was given to the line.
    pub(crate) finished: f64,
}

struct Shared {
    site: PathBuf,
    state: Mutex<State>,
}

struct State {
    network: NetworkProfile,
    /// What stands before the scripts of workers.
    worker_prelude: &'static str,
    /// When the pipe has let everything through that is in it.
    pipe_free_at: Instant,
    requests: Vec<Request>,
    last_activity: Instant,
    compressed: HashMap<PathBuf, Arc<Vec<u8>>>,
}

impl Host {
    /// Serves a folder, and under `peer/` the pages of the peers.
    ///
    /// # Errors
    /// No port is free.
    pub(crate) fn new(site: &Path) -> io::Result<Host> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let url = format!("http://{}/", listener.local_addr()?);
        let now = Instant::now();
        let state = State {
            network: NetworkProfile::UNTHROTTLED,
            worker_prelude: "",
            pipe_free_at: now,
            requests: Vec::new(),
            last_activity: now,
            compressed: HashMap::new(),
        };
        let shared = Arc::new(Shared { site: site.to_owned(), state: Mutex::new(state) });
        let served = shared.clone();
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let served = served.clone();
                thread::spawn(move || served.serve(stream).ok());
            }
        });
        Ok(Host { url, shared })
    }

    /// Puts another line between host and reader.
    pub(crate) fn throttle(&self, network: NetworkProfile) {
        self.shared.state().network = network;
    }

    /// Puts a script before that of every worker: no driver of a browser reaches into one. To be called before anything is served.
    pub(crate) fn prepend_to_workers(&self, script: &'static str) {
        self.shared.state().worker_prelude = script;
    }

    /// What was asked for and answered since the last call.
    pub(crate) fn take_requests(&self) -> Vec<Request> {
        std::mem::take(&mut self.shared.state().requests)
    }

    /// The same, once nothing was asked for during some time.
    pub(crate) fn take_requests_when_idle(&self, quiet: Duration) -> Vec<Request> {
        loop {
            let since = self.shared.state().last_activity.elapsed();
            match quiet.checked_sub(since) {
                Some(rest) => thread::sleep(rest + Duration::from_millis(1)),
                None => return self.take_requests(),
            }
        }
    }
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn serve(&self, stream: TcpStream) -> io::Result<()> {
        stream.set_nodelay(true)?;
        let mut lines = BufReader::new(stream.try_clone()?).lines();
        let mut out = stream;
        // A browser keeps the connection for its next request.
        while let Some(request) = lines.next().transpose()? {
            let started = unix_millis();
            while lines.next().transpose()?.is_some_and(|line| !line.is_empty()) {}
            self.state().last_activity = Instant::now();
            let target = request.split(' ').nth(1).unwrap_or("/");
            let (found, file) = self.find_file(target);
            self.respond(found, &file, started, &mut out)?;
        }
        Ok(())
    }

    /// The file behind an address; the page for what is missing where there is none.
    fn find_file(&self, target: &str) -> (bool, PathBuf) {
        let path = target.split(['?', '#']).next().unwrap_or_default().trim_start_matches('/');
        let mut file = match path.strip_prefix("peer/") {
            Some(peer) => Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/peers").join(peer),
            None => self.site.join(path),
        };
        if file.is_dir() {
            file.push("index.html");
        }
        if file.is_file() { (true, file) } else { (false, self.site.join("404.html")) }
    }

    fn respond(&self, found: bool, file: &Path, started: f64, out: &mut TcpStream) -> io::Result<()> {
        let body = self.compressed(file);
        let network = self.state().network;
        thread::sleep(network.latency);
        let response_head = response_head(found, file, body.len());
        if network.bytes_per_second == 0.0 {
            out.write_all(&[response_head.as_bytes(), &body].concat())?;
        } else {
            out.write_all(response_head.as_bytes())?;
            self.send_throttled(&body, network.bytes_per_second, out)?;
        }
        let mut state = self.state();
        state.last_activity = Instant::now();
        state.requests.push(Request { file: file.to_owned(), found, bytes: body.len() as u64, started, finished: unix_millis() });
        Ok(())
    }

    /// Every answer puts its next piece behind what the pipe holds already.
    fn send_throttled(&self, body: &[u8], bytes_per_second: f64, out: &mut TcpStream) -> io::Result<()> {
        for chunk in body.chunks(CHUNK_BYTES) {
            let sent_at = {
                let mut state = self.state();
                let now = Instant::now();
                state.pipe_free_at = state.pipe_free_at.max(now.checked_sub(MAX_WAKEUP_DELAY).unwrap_or(now))
                    + Duration::from_secs_f64(chunk.len() as f64 / bytes_per_second);
                state.pipe_free_at
            };
            thread::sleep(sent_at.saturating_duration_since(Instant::now()));
            out.write_all(chunk)?;
        }
        Ok(())
    }

    /// A file after gzip -9, made once; of one that is not there, nothing.
    fn compressed(&self, file: &Path) -> Arc<Vec<u8>> {
        if let Some(body) = self.state().compressed.get(file) {
            return body.clone();
        }
        let before = if is_worker(file) { self.state().worker_prelude } else { "" };
        let read = std::fs::read(file).map(|raw| [before.as_bytes(), &raw].concat());
        let body = read.and_then(|raw| gzip(&raw, flate2::Compression::best())).unwrap_or_default();
        let body = Arc::new(body);
        self.state().compressed.insert(file.to_owned(), body.clone());
        body
    }
}

fn unix_millis() -> f64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs_f64() * 1000.0
}

/// The scripts of workers: of Lectern `search_worker-HASH.js`, of Pagefind `pagefind-worker.js`.
fn is_worker(file: &Path) -> bool {
    let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    name.ends_with("-worker.js") || name.starts_with("search_worker-") && name.ends_with(".js")
}

/// A page is isolated from others, so that it may read a fine clock and its own memory.
fn response_head(found: bool, file: &Path, length: usize) -> String {
    let status = if found { "200 OK" } else { "404 Not Found" };
    let content_type = content_type(file);
    format!(
        "HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\nContent-Encoding: gzip\r\nContent-Length: {length}\r\nCache-Control: max-age=600\r\n\
         Cross-Origin-Opener-Policy: same-origin\r\nCross-Origin-Embedder-Policy: require-corp\r\n\r\n"
    )
}

fn content_type(file: &Path) -> &'static str {
    match file.extension().and_then(|e| e.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        _ => "application/octet-stream",
    }
}
