//! The server: receives requests and sends responses.

use super::media_type::{HTML, MediaType};
use super::reload::{self, SiteVersion};
use super::resolve::{ResolvedAddress, resolve};
use super::response::{self, ConditionalHeaders, ServedResponse};
use crate::cli::command_error::CommandError;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use tiny_http::{Header, Method, Request, Response, Server};

/// The number of requests answered concurrently.
const THREADS: usize = 4;

/// A served site.
pub struct ServedSite {
    server: Server,
    root: PathBuf,
    base: String,
    edition: Option<SiteVersion>,
}

impl ServedSite {
    /// Listens on 127.0.0.1 at a port, 0 for any free one, for the site in a folder that was built for a base path. If a site
    /// version is given, open pages follow it.
    ///
    /// # Errors
    /// When the port is in use.
    pub fn listen(root: &Path, base: &str, port: u16, edition: Option<SiteVersion>) -> Result<ServedSite, CommandError> {
        let server = Server::http(("127.0.0.1", port)).map_err(|error| {
            CommandError::Failed(format!("cannot listen on port {port} of 127.0.0.1: {error}. Choose another port with --port"))
        })?;
        Ok(ServedSite { server, root: root.to_owned(), base: base.to_owned(), edition })
    }

    /// The address of the site.
    pub fn address(&self) -> String {
        let host = self.server.server_addr().to_ip().map(|ip| ip.to_string()).unwrap_or_default();
        format!("http://{host}{}", self.base)
    }

    /// Answers requests until the program ends.
    pub fn run(&self) {
        std::thread::scope(|scope| {
            for _ in 0..THREADS {
                scope.spawn(|| {
                    while let Ok(request) = self.server.recv() {
                        // A client that disconnects is no failure of the server.
                        self.respond(request).ok();
                    }
                });
            }
        });
    }

    /// Tells open pages that the site was rebuilt.
    pub fn renewed(&self) {
        self.edition.iter().for_each(SiteVersion::next);
    }

    fn respond(&self, request: Request) -> io::Result<()> {
        let sent = self.sent(&request)?;
        let whole = Response::from_data(sent.body).with_status_code(sent.status);
        let named = sent.headers.iter().filter_map(|(name, value)| Header::from_bytes(*name, value.as_str()).ok());
        let response = named.fold(whole, Response::with_header);
        // The whole file is in memory: its length is sent instead of chunks. tiny_http sends no body after HEAD and with 304.
        request.respond(response.with_chunked_threshold(usize::MAX))
    }

    fn sent(&self, request: &Request) -> io::Result<ServedResponse> {
        if !matches!(request.method(), Method::Get | Method::Head) {
            return Ok(response::empty(405, "Allow", "GET, HEAD"));
        }
        if let Some(own) = self.own(request.url()) {
            return Ok(own);
        }
        match resolve(&self.root, &self.base, request.url()) {
            ResolvedAddress::File(path, status) => self.file(&path, status, &wishes(request)),
            ResolvedAddress::Elsewhere(address) => Ok(response::empty(301, "Location", &address)),
            ResolvedAddress::Nothing => Ok(response::empty(404, "Cache-Control", "no-cache")),
        }
    }

    /// The response for an address outside the site: the reload script and the site version.
    fn own(&self, url: &str) -> Option<ServedResponse> {
        let edition = self.edition.as_ref()?;
        match url {
            reload::SCRIPT_PATH => Some(response::words(reload::SCRIPT, "text/javascript; charset=utf-8")),
            reload::EDITION_PATH => Some(response::words(&edition.text(), "text/plain; charset=utf-8")),
            _ => None,
        }
    }

    fn file(&self, path: &Path, status: u16, wishes: &ConditionalHeaders) -> io::Result<ServedResponse> {
        // Read before the file: a page older than its version is reloaded, a newer one would not be.
        let edition = self.edition.as_ref().map(SiteVersion::text);
        let bytes = fs::read(path)?;
        let kind = MediaType::of(path.strip_prefix(&self.root).unwrap_or(path));
        let bytes = match edition.filter(|_| kind == HTML) {
            Some(edition) => reload::into(bytes, &edition),
            None => bytes,
        };
        response::file(bytes, kind, status, wishes)
    }
}

fn wishes(request: &Request) -> ConditionalHeaders {
    let header = |name: &'static str| {
        let found = request.headers().iter().find(|header| header.field.equiv(name));
        found.map(|header| header.value.as_str().to_owned())
    };
    ConditionalHeaders {
        encodings: header("Accept-Encoding"),
        known: header("If-None-Match"),
        range: header("Range"),
        range_of: header("If-Range"),
    }
}
