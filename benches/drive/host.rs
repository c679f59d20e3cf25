//! The development server on a fast or a slow network, with a log of its requests.
//!
//! Every response first waits for the latency; the bodies of all responses then share the bandwidth.

use flate2::Compression;
use lectern::cli::serve::{Interceptor, ResponseWriter, ServeOptions, ServedRequest, ServedResponse, ServedSite, SiteFiles};
use std::collections::HashMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// The size of the pieces in which a slow body is sent, about as much as a network has under way.
const CHUNK_BYTES: usize = 8 * 1024;

/// A thread of a busy machine wakes up late; a slow network makes up for as much.
const MAX_WAKEUP_DELAY: Duration = Duration::from_millis(50);

/// Under this path the server has the pages of the peers.
const PEER_PATH: &str = "/peer/";

/// A host on a free port of this machine.
pub(crate) struct Host {
    /// The address of the site, with a slash at the end.
    pub(crate) url: String,
    line: Arc<Line>,
    _served: ServedSite,
}

/// The network between host and reader.
#[derive(Clone, Copy, Default)]
pub(crate) struct NetworkProfile {
    /// How long every response waits before its first byte.
    pub(crate) latency: Duration,
    /// The bandwidth that all responses share; 0 for no limit.
    pub(crate) bytes_per_second: f64,
}

impl NetworkProfile {
    /// The machine itself.
    pub(crate) const UNTHROTTLED: NetworkProfile = NetworkProfile { latency: Duration::ZERO, bytes_per_second: 0.0 };
    /// Chrome's Fast 4G: nine tenths of 9 Mbit/s, and 165 ms for each request.
    pub(crate) const FAST_4G: NetworkProfile = NetworkProfile { latency: Duration::from_millis(165), bytes_per_second: 1_012_500.0 };
}

/// A request that was answered. Times are milliseconds of the machine's clock since 1970, as `performance.timeOrigin` is.
#[derive(Clone)]
pub(crate) struct Request {
    /// The file that answered.
    pub(crate) file: PathBuf,
    /// False if there is no such file, and the page that says so answered.
    pub(crate) found: bool,
    /// Bytes of the response, without its head.
    pub(crate) bytes: u64,
    /// When the request came in.
    pub(crate) started: f64,
    /// When the last byte was sent.
    pub(crate) finished: f64,
}

impl Host {
    /// Serves a folder, and under `peer/` the pages of the peers.
    ///
    /// # Errors
    /// No port is free.
    pub(crate) fn new(site: &Path) -> io::Result<Host> {
        let line = Arc::new(Line::new());
        let options = ServeOptions { compression: Compression::best(), interceptor: Some(line.clone()), ..ServeOptions::default() };
        let served = ServedSite::listen(site, "/", options)?;
        Ok(Host { url: served.address(), line, _served: served })
    }

    /// Puts another network between host and reader.
    pub(crate) fn throttle(&self, network: NetworkProfile) {
        self.line.state().network = network;
    }

    /// Puts a script before that of every worker, since no driver of a browser reaches into one. To be called before anything is
    /// served.
    pub(crate) fn prepend_to_workers(&self, script: &'static str) {
        self.line.state().worker_prelude = script;
    }

    /// The requests that were answered since the last call.
    pub(crate) fn take_requests(&self) -> Vec<Request> {
        std::mem::take(&mut self.line.state().requests)
    }

    /// The same, once nothing was requested for some time.
    pub(crate) fn take_requests_when_idle(&self, quiet: Duration) -> Vec<Request> {
        loop {
            let since = self.line.state().last_activity.elapsed();
            match quiet.checked_sub(since) {
                Some(rest) => thread::sleep(rest + Duration::from_millis(1)),
                None => return self.take_requests(),
            }
        }
    }
}

/// Throttles and logs the responses of a host.
struct Line {
    peers: SiteFiles,
    state: Mutex<State>,
}

struct State {
    network: NetworkProfile,
    /// The script before the scripts of workers.
    worker_prelude: &'static str,
    /// When the network has sent everything that it was given.
    free_at: Instant,
    requests: Vec<Request>,
    last_activity: Instant,
    /// Responses by path: a file is compressed once, so that only its transfer is measured.
    cached: HashMap<String, Arc<ServedResponse>>,
}

impl Interceptor for Line {
    fn intercept(&self, request: &ServedRequest, site: &SiteFiles, writer: ResponseWriter) -> io::Result<()> {
        let started = unix_millis();
        self.state().last_activity = Instant::now();
        let response = self.respond(request, site);
        let network = self.state().network;
        thread::sleep(network.latency);
        if network.bytes_per_second == 0.0 {
            writer.send(ServedResponse::clone(&response))?;
        } else {
            self.send_throttled(response.sent_body(request), network.bytes_per_second, &mut writer.start(&response)?)?;
        }
        self.log(started, request, &response);
        Ok(())
    }
}

impl Line {
    fn new() -> Line {
        let now = Instant::now();
        let state = State {
            network: NetworkProfile::UNTHROTTLED,
            worker_prelude: "",
            free_at: now,
            requests: Vec::new(),
            last_activity: now,
            cached: HashMap::new(),
        };
        let peers = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/peers");
        Line { peers: SiteFiles::new(&peers, PEER_PATH).with_compression(Compression::best()), state: Mutex::new(state) }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The response to a request; that with the whole file is cached, since the site does not change.
    fn respond(&self, request: &ServedRequest, site: &SiteFiles) -> Arc<ServedResponse> {
        if let Some(response) = self.state().cached.get(request.path()).filter(|_| is_for_whole_file(request)) {
            return response.clone();
        }
        let files = if request.path().starts_with(PEER_PATH) { &self.peers } else { site };
        let worker_prelude = self.state().worker_prelude;
        let add_prelude = |file: &Path, bytes: Vec<u8>| if is_worker(file) { [worker_prelude.as_bytes(), &bytes].concat() } else { bytes };
        let mut response = files.respond_with(request, add_prelude);
        for (name, value) in HEADERS {
            response.set_header(name, value);
        }
        let response = Arc::new(response);
        if is_for_whole_file(request) && response.path.is_some() {
            self.state().cached.insert(request.path().to_owned(), response.clone());
        }
        response
    }

    /// Sends a body behind everything that the network has under way.
    fn send_throttled(&self, body: &[u8], bytes_per_second: f64, out: &mut impl Write) -> io::Result<()> {
        for chunk in body.chunks(CHUNK_BYTES) {
            let sent_at = {
                let mut state = self.state();
                let now = Instant::now();
                state.free_at = state.free_at.max(now.checked_sub(MAX_WAKEUP_DELAY).unwrap_or(now))
                    + Duration::from_secs_f64(chunk.len() as f64 / bytes_per_second);
                state.free_at
            };
            thread::sleep(sent_at.saturating_duration_since(Instant::now()));
            out.write_all(chunk)?;
        }
        Ok(())
    }

    fn log(&self, started: f64, request: &ServedRequest, response: &ServedResponse) {
        let mut state = self.state();
        state.last_activity = Instant::now();
        state.requests.push(Request {
            file: response.path.clone().unwrap_or_default(),
            found: response.path.is_some() && response.status != 404,
            bytes: response.sent_body(request).len() as u64,
            started,
            finished: unix_millis(),
        });
    }
}

/// The headers of every response: static hosts let browsers keep a file for some minutes, and a page that is isolated from others may
/// read a fine clock and its own memory.
const HEADERS: [(&str, &str); 3] =
    [("Cache-Control", "max-age=600"), ("Cross-Origin-Opener-Policy", "same-origin"), ("Cross-Origin-Embedder-Policy", "require-corp")];

/// True if the response does not depend on what the browser already has, nor on an encoding that it lacks.
fn is_for_whole_file(request: &ServedRequest) -> bool {
    let headers = &request.conditional_headers;
    let accepts_gzip = headers.accept_encoding.as_deref().is_some_and(|encodings| encodings.contains("gzip"));
    accepts_gzip && headers.if_none_match.is_none() && headers.range.is_none()
}

fn unix_millis() -> f64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs_f64() * 1000.0
}

/// True for the script of a worker: of Lectern `search_worker-HASH.js`, of Pagefind `pagefind-worker.js`.
fn is_worker(file: &Path) -> bool {
    let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    name.ends_with("-worker.js") || name.starts_with("search_worker-") && name.ends_with(".js")
}
