//! Serve: a built site on this machine, as a host would send it.

use crate::publish::failure::Failure;
use crate::publish::weight::gzip;
use flate2::Compression;
use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use tiny_http::{Header, Method, Request, Response, Server};

/// What is sent for an address.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Answer {
    /// A file, with its status.
    File(PathBuf, u16),
    /// Another address.
    Elsewhere(String),
    /// Nothing, not even a page that says so.
    Nothing,
}

/// A site that is served.
pub struct Served {
    server: Server,
    root: PathBuf,
    base: String,
}

impl Served {
    /// Listens on 127.0.0.1 at a port, 0 for any that is free, for the site in a folder that was built for a base path.
    ///
    /// # Errors
    /// When the port is taken.
    pub fn listen(root: &Path, base: &str, port: u16) -> Result<Served, Failure> {
        let server = Server::http(("127.0.0.1", port))
            .map_err(|error| Failure::Failed(format!("port {port} of 127.0.0.1: {error}. Choose another with --port")))?;
        Ok(Served { server, root: root.to_owned(), base: base.to_owned() })
    }

    /// The address of the site.
    pub fn address(&self) -> String {
        let host = self.server.server_addr().to_ip().map(|ip| ip.to_string()).unwrap_or_default();
        format!("http://{host}{}", self.base)
    }

    /// Answers requests until the program is ended.
    pub fn run(&self) {
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    while let Ok(request) = self.server.recv() {
                        // A reader who went away is no failure of the server.
                        self.respond(request).ok();
                    }
                });
            }
        });
    }

    fn respond(&self, request: Request) -> std::io::Result<()> {
        if !matches!(request.method(), Method::Get | Method::Head) {
            return request.respond(Response::empty(405));
        }
        match answer(&self.root, &self.base, request.url()) {
            Answer::File(path, status) => self.send(request, &path, status),
            Answer::Elsewhere(address) => {
                request.respond(with(Response::from_data(Vec::new()).with_status_code(301), "Location", &address))
            }
            Answer::Nothing => request.respond(Response::empty(404)),
        }
    }

    fn send(&self, request: Request, path: &Path, status: u16) -> std::io::Result<()> {
        let mut bytes = fs::read(path)?;
        let (kind, packs) = content_type(path);
        let accepts = request.headers().iter().any(|h| h.field.equiv("Accept-Encoding") && h.value.as_str().contains("gzip"));
        let packed = packs && accepts;
        if packed {
            bytes = gzip(&bytes, Compression::fast())?;
        }
        let mut response = with(Response::from_data(bytes).with_status_code(status), "Content-Type", kind);
        // The corpus may be built again at any moment.
        response = with(with(response, "Cache-Control", "no-cache"), "X-Content-Type-Options", "nosniff");
        if packed {
            response = with(with(response, "Content-Encoding", "gzip"), "Vary", "Accept-Encoding");
        }
        // The whole of a file is at hand: its length is sent, not chunks.
        request.respond(response.with_chunked_threshold(usize::MAX))
    }
}

fn with(response: Response<Cursor<Vec<u8>>>, name: &str, value: &str) -> Response<Cursor<Vec<u8>>> {
    match Header::from_bytes(name, value) {
        Ok(header) => response.with_header(header),
        Err(()) => response,
    }
}

/// What is sent for the address of a request.
fn answer(root: &Path, base: &str, url: &str) -> Answer {
    let missing = || {
        let page = root.join("404.html");
        if page.is_file() { Answer::File(page, 404) } else { Answer::Nothing }
    };
    let (path, query) = url.split_once('?').map_or((url, ""), |(path, query)| (path, query));
    let query = if query.is_empty() { String::new() } else { format!("?{query}") };
    let Some(inside) = path.strip_prefix(base) else {
        return if format!("{path}/") == base || path == "/" { Answer::Elsewhere(format!("{base}{query}")) } else { missing() };
    };
    let Some(file) = inside_of(root, inside) else { return missing() };
    match (file.is_dir(), inside.is_empty() || inside.ends_with('/')) {
        (true, true) if file.join("index.html").is_file() => Answer::File(file.join("index.html"), 200),
        (true, false) if file.join("index.html").is_file() => Answer::Elsewhere(format!("{path}/{query}")),
        (false, false) if file.is_file() => Answer::File(file, 200),
        _ => missing(),
    }
}

/// The file of a percent-encoded path; `None` where the path would lead out of the folder or to a hidden file.
fn inside_of(root: &Path, inside: &str) -> Option<PathBuf> {
    let decoded = percent_encoding::percent_decode_str(inside).decode_utf8().ok()?;
    let plain = |part: &str| !part.starts_with('.') && !part.contains(['\\', '\0', ':']);
    let parts: Vec<&str> = decoded.split('/').filter(|part| !part.is_empty()).collect();
    parts.iter().all(|part| plain(part)).then(|| parts.iter().fold(root.to_owned(), |path, part| path.join(part)))
}

/// The type of a file, and whether it gets smaller by gzip.
fn content_type(path: &Path) -> (&'static str, bool) {
    match path.extension().and_then(|extension| extension.to_str()).unwrap_or_default() {
        "html" => ("text/html; charset=utf-8", true),
        "css" => ("text/css; charset=utf-8", true),
        "js" => ("text/javascript; charset=utf-8", true),
        "json" => ("application/json", true),
        "wasm" => ("application/wasm", true),
        "svg" => ("image/svg+xml", true),
        "xml" => ("application/xml", true),
        "txt" => ("text/plain; charset=utf-8", true),
        "png" => ("image/png", false),
        "jpg" | "jpeg" => ("image/jpeg", false),
        "webp" => ("image/webp", false),
        "avif" => ("image/avif", false),
        "gif" => ("image/gif", false),
        "ico" => ("image/x-icon", false),
        _ => ("application/octet-stream", false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site() -> tempfile::TempDir {
        let place = tempfile::tempdir().unwrap();
        fs::create_dir_all(place.path().join("site/article/a")).unwrap();
        for file in ["site/index.html", "site/404.html", "site/article/a/index.html", "site/.lectern-site", "secret.txt"] {
            fs::write(place.path().join(file), file).unwrap();
        }
        place
    }

    #[test]
    fn an_address_gives_its_page_and_a_missing_one_says_so() {
        let place = site();
        let root = place.path().join("site");
        let at = |url: &str| answer(&root, "/room/", url);
        assert_eq!(at("/room/"), Answer::File(root.join("index.html"), 200));
        assert_eq!(at("/room/article/a/?q=x"), Answer::File(root.join("article/a/index.html"), 200));
        assert_eq!(at("/room/article/a?q=x"), Answer::Elsewhere("/room/article/a/?q=x".into()));
        assert_eq!(at("/room"), Answer::Elsewhere("/room/".into()));
        assert_eq!(at("/"), Answer::Elsewhere("/room/".into()));
        assert_eq!(at("/room/nowhere/"), Answer::File(root.join("404.html"), 404));
        assert_eq!(at("/room/index.html/"), Answer::File(root.join("404.html"), 404));
    }

    #[test]
    fn nothing_outside_the_site_is_sent() {
        let place = site();
        let root = place.path().join("site");
        for url in ["/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/..\\secret.txt", "/.lectern-site", "//etc/hostname"] {
            assert_eq!(answer(&root, "/", url), Answer::File(root.join("404.html"), 404), "{url}");
        }
    }
}
