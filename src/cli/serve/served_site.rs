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
const MAX_CONCURRENT_REQUESTS: usize = 4;

/// A served site.
pub struct ServedSite {
    server: Server,
    root: PathBuf,
    base: String,
    version: Option<SiteVersion>,
}

impl ServedSite {
    /// Listens on 127.0.0.1 at a port, 0 for any free one, for the site in a folder that was built for a base path. If a site
    /// version is given, open pages follow it.
    ///
    /// # Errors
    /// When the port is in use.
    pub fn listen(root: &Path, base: &str, port: u16, version: Option<SiteVersion>) -> Result<ServedSite, CommandError> {
        let server = Server::http(("127.0.0.1", port)).map_err(|error| {
            CommandError::Failed(format!("cannot listen on port {port} of 127.0.0.1: {error}. Choose another port with --port"))
        })?;
        Ok(ServedSite { server, root: root.to_owned(), base: base.to_owned(), version })
    }

    /// The address of the site.
    pub fn address(&self) -> String {
        let host = self.server.server_addr().to_ip().map(|ip| ip.to_string()).unwrap_or_default();
        format!("http://{host}{}", self.base)
    }

    /// Answers requests until the program ends.
    pub fn run(&self) {
        std::thread::scope(|scope| {
            for _ in 0..MAX_CONCURRENT_REQUESTS {
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
    pub fn notify_rebuilt(&self) {
        self.version.iter().for_each(SiteVersion::advance);
    }

    fn respond(&self, request: Request) -> io::Result<()> {
        let response = self.response_to(&request)?;
        let with_body = Response::from_data(response.body).with_status_code(response.status);
        let headers = response.headers.iter().filter_map(|(name, value)| Header::from_bytes(*name, value.as_str()).ok());
        let http_response = headers.fold(with_body, Response::with_header);
        // The whole file is in memory: its length is sent instead of chunks. tiny_http sends no body after HEAD and with 304.
        request.respond(http_response.with_chunked_threshold(usize::MAX))
    }

    fn response_to(&self, request: &Request) -> io::Result<ServedResponse> {
        if !matches!(request.method(), Method::Get | Method::Head) {
            return Ok(response::empty_response(405, "Allow", "GET, HEAD"));
        }
        if let Some(reload_response) = self.reload_response(request.url()) {
            return Ok(reload_response);
        }
        match resolve(&self.root, &self.base, request.url()) {
            ResolvedAddress::File(path, status) => self.file_response(&path, status, &conditional_headers(request)),
            ResolvedAddress::Redirect(address) => Ok(response::empty_response(301, "Location", &address)),
            ResolvedAddress::NotFound => Ok(response::empty_response(404, "Cache-Control", "no-cache")),
        }
    }

    /// The response for an address outside the site: the reload script and the site version.
    fn reload_response(&self, url: &str) -> Option<ServedResponse> {
        let version = self.version.as_ref()?;
        match url {
            reload::SCRIPT_PATH => Some(response::text_response(reload::SCRIPT, "text/javascript; charset=utf-8")),
            reload::VERSION_PATH => Some(response::text_response(&version.to_text(), "text/plain; charset=utf-8")),
            _ => None,
        }
    }

    fn file_response(&self, path: &Path, status: u16, conditional_headers: &ConditionalHeaders) -> io::Result<ServedResponse> {
        // Read before the file: a page older than its version is reloaded, a newer one would not be.
        let version = self.version.as_ref().map(SiteVersion::to_text);
        let bytes = fs::read(path)?;
        let kind = MediaType::from_path(path.strip_prefix(&self.root).unwrap_or(path));
        let bytes = match version.filter(|_| kind == HTML) {
            Some(version) => reload::insert_script(bytes, &version),
            None => bytes,
        };
        response::file_response(bytes, kind, status, conditional_headers)
    }
}

fn conditional_headers(request: &Request) -> ConditionalHeaders {
    let header = |name: &'static str| {
        let found = request.headers().iter().find(|header| header.field.equiv(name));
        found.map(|header| header.value.as_str().to_owned())
    };
    ConditionalHeaders {
        accept_encoding: header("Accept-Encoding"),
        if_none_match: header("If-None-Match"),
        range: header("Range"),
        if_range: header("If-Range"),
    }
}
