//! A host of a static site, as GitHub Pages is one: gzip, lasting names, nothing else. It remembers what it was asked for.

use lectern::publish::weight::gzip;
use std::collections::HashMap;
use std::io::{self, BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// A host on a free port of this machine.
pub(super) struct Host {
    /// The address of the site, with a slash at the end.
    pub(super) url: String,
    shared: Arc<Shared>,
}

struct Shared {
    site: PathBuf,
    state: Mutex<State>,
}

struct State {
    asked: Vec<PathBuf>,
    last: Instant,
    packed: HashMap<PathBuf, Arc<Vec<u8>>>,
}

impl Host {
    /// Serves a folder, and under `peer/` the peers.
    ///
    /// # Errors
    /// No port is free.
    pub(super) fn new(site: &Path) -> io::Result<Host> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let url = format!("http://{}/", listener.local_addr()?);
        let state = State { asked: Vec::new(), last: Instant::now(), packed: HashMap::new() };
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

    /// The files asked for since the last call, once nothing was asked for during some time.
    pub(super) fn asked_until_quiet(&self, quiet: Duration) -> Vec<PathBuf> {
        loop {
            let since = self.shared.state().last.elapsed();
            match quiet.checked_sub(since) {
                Some(rest) => thread::sleep(rest + Duration::from_millis(1)),
                None => return std::mem::take(&mut self.shared.state().asked),
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
            while lines.next().transpose()?.is_some_and(|line| !line.is_empty()) {}
            let target = request.split(' ').nth(1).unwrap_or("/");
            self.answer(target, &mut out)?;
        }
        Ok(())
    }

    fn answer(&self, target: &str, out: &mut TcpStream) -> io::Result<()> {
        let path = target.split(['?', '#']).next().unwrap_or_default().trim_start_matches('/');
        let mut file = match path.strip_prefix("peer/") {
            Some(peer) => Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/peers").join(peer),
            None => self.site.join(path),
        };
        if file.is_dir() {
            file.push("index.html");
        }
        match self.packed(&file) {
            Ok(body) => {
                let head = format!(
                    "HTTP/1.1 200 OK\r\nContent-Type: {}\r\nContent-Encoding: gzip\r\nContent-Length: {}\r\nCache-Control: max-age=600\r\n\r\n",
                    kind(&file),
                    body.len()
                );
                out.write_all(&[head.as_bytes(), &body].concat())
            }
            Err(_) => out.write_all(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"),
        }
    }

    fn packed(&self, file: &Path) -> io::Result<Arc<Vec<u8>>> {
        let known = self.state().packed.get(file).cloned();
        let body = match known {
            Some(body) => body,
            None => Arc::new(gzip(&std::fs::read(file)?, flate2::Compression::best())?),
        };
        let mut state = self.state();
        state.last = Instant::now();
        state.asked.push(file.to_owned());
        state.packed.insert(file.to_owned(), body.clone());
        Ok(body)
    }
}

fn kind(file: &Path) -> &'static str {
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
