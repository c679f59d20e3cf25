//! The server: requests in, answers out.

use super::answer::{Answer, answer};
use super::kind::{HTML, Kind};
use super::reload::{self, Edition};
use super::sent::{self, Sent, Wishes};
use crate::publish::failure::Failure;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use tiny_http::{Header, Method, Request, Response, Server};

/// How many requests are answered side by side.
const THREADS: usize = 4;

/// A site that is served.
pub struct Served {
    server: Server,
    root: PathBuf,
    base: String,
    edition: Option<Edition>,
}

impl Served {
    /// Listens on 127.0.0.1 at a port, 0 for any that is free, for the site in a folder that was built for a base path. Where
    /// an edition is given, open pages follow it.
    ///
    /// # Errors
    /// When the port is taken.
    pub fn listen(root: &Path, base: &str, port: u16, edition: Option<Edition>) -> Result<Served, Failure> {
        let server = Server::http(("127.0.0.1", port))
            .map_err(|error| Failure::Failed(format!("port {port} of 127.0.0.1: {error}. Choose another with --port")))?;
        Ok(Served { server, root: root.to_owned(), base: base.to_owned(), edition })
    }

    /// The address of the site.
    pub fn address(&self) -> String {
        let host = self.server.server_addr().to_ip().map(|ip| ip.to_string()).unwrap_or_default();
        format!("http://{host}{}", self.base)
    }

    /// Answers requests until the program is ended.
    pub fn run(&self) {
        std::thread::scope(|scope| {
            for _ in 0..THREADS {
                scope.spawn(|| {
                    while let Ok(request) = self.server.recv() {
                        // A reader who went away is no failure of the server.
                        self.respond(request).ok();
                    }
                });
            }
        });
    }

    /// Tells open pages that the site was built again.
    pub fn renewed(&self) {
        self.edition.iter().for_each(Edition::next);
    }

    fn respond(&self, request: Request) -> io::Result<()> {
        let sent = self.sent(&request)?;
        let whole = Response::from_data(sent.body).with_status_code(sent.status);
        let named = sent.headers.iter().filter_map(|(name, value)| Header::from_bytes(*name, value.as_str()).ok());
        let response = named.fold(whole, Response::with_header);
        // The whole of a file is at hand: its length is sent, not chunks. tiny_http sends no body after HEAD and with 304.
        request.respond(response.with_chunked_threshold(usize::MAX))
    }

    fn sent(&self, request: &Request) -> io::Result<Sent> {
        if !matches!(request.method(), Method::Get | Method::Head) {
            return Ok(sent::empty(405, "Allow", "GET, HEAD"));
        }
        if let Some(own) = self.own(request.url()) {
            return Ok(own);
        }
        match answer(&self.root, &self.base, request.url()) {
            Answer::File(path, status) => self.file(&path, status, &wishes(request)),
            Answer::Elsewhere(address) => Ok(sent::empty(301, "Location", &address)),
            Answer::Nothing => Ok(sent::empty(404, "Cache-Control", "no-cache")),
        }
    }

    /// What stands in no site: the script and the edition by which open pages follow it.
    fn own(&self, url: &str) -> Option<Sent> {
        let edition = self.edition.as_ref()?;
        match url {
            reload::SCRIPT_PATH => Some(sent::words(reload::SCRIPT, "text/javascript; charset=utf-8")),
            reload::EDITION_PATH => Some(sent::words(&edition.text(), "text/plain; charset=utf-8")),
            _ => None,
        }
    }

    fn file(&self, path: &Path, status: u16, wishes: &Wishes) -> io::Result<Sent> {
        // Before the file: a page that is older than it says is loaded again, one that is newer would not be.
        let edition = self.edition.as_ref().map(Edition::text);
        let bytes = fs::read(path)?;
        let kind = Kind::of(path.strip_prefix(&self.root).unwrap_or(path));
        let bytes = match edition.filter(|_| kind == HTML) {
            Some(edition) => reload::into(bytes, &edition),
            None => bytes,
        };
        sent::file(bytes, kind, status, wishes)
    }
}

fn wishes(request: &Request) -> Wishes {
    let header = |name: &'static str| {
        let found = request.headers().iter().find(|header| header.field.equiv(name));
        found.map(|header| header.value.as_str().to_owned())
    };
    Wishes { encodings: header("Accept-Encoding"), known: header("If-None-Match"), range: header("Range"), range_of: header("If-Range") }
}
