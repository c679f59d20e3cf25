//! A site that is served.

use super::http_server::{Handler, HttpServer};
use super::interceptor::{Interceptor, SendFiles};
use super::reload::SiteVersion;
use super::site_files::SiteFiles;
use flate2::Compression;
use std::io;
use std::path::Path;
use std::sync::{Arc, PoisonError, RwLock};

/// How a site is served. The default is any free port, without a site version and an interceptor.
pub struct ServeOptions {
    /// The port on 127.0.0.1, 0 for any free one.
    pub port: u16,
    /// The site version that open pages follow, if any.
    pub version: Option<SiteVersion>,
    /// True if a connection is kept for further requests, false if it is closed after each response.
    pub keep_alive: bool,
    /// The level at which text is compressed.
    pub compression: Compression,
    /// Answers requests in place of the server, if given.
    pub interceptor: Option<Arc<dyn Interceptor>>,
}

impl Default for ServeOptions {
    fn default() -> ServeOptions {
        ServeOptions { port: 0, version: None, keep_alive: true, compression: Compression::fast(), interceptor: None }
    }
}

/// A served site. Dropping it closes its port and all connections; a program may serve several sites.
pub struct ServedSite {
    server: HttpServer,
    files: Arc<RwLock<SiteFiles>>,
    version: Option<Arc<SiteVersion>>,
    base: String,
}

impl ServedSite {
    /// Serves the site in a folder that was built for a base path, from now on.
    ///
    /// # Errors
    /// When the port is in use.
    pub fn listen(root: &Path, base: &str, options: ServeOptions) -> io::Result<ServedSite> {
        let ServeOptions { port, version, keep_alive, compression, interceptor } = options;
        let version = version.map(Arc::new);
        let files = SiteFiles::new(root, base).with_compression(compression).with_version(version.clone());
        let files = Arc::new(RwLock::new(files));
        let interceptor = interceptor.unwrap_or_else(|| Arc::new(SendFiles));
        let current_files = files.clone();
        let handler: Handler = Arc::new(move |request, writer| {
            let files = current_files.read().unwrap_or_else(PoisonError::into_inner).clone();
            // A client that disconnects is no failure of the server.
            interceptor.intercept(request, &files, writer).ok();
        });
        let server = HttpServer::start(port, keep_alive, handler)?;
        Ok(ServedSite { server, files, version, base: base.to_owned() })
    }

    /// The address of the site.
    pub fn address(&self) -> String {
        format!("http://{}{}", self.server.address(), self.base)
    }

    /// The port.
    pub fn port(&self) -> u16 {
        self.server.address().port()
    }

    /// Serves the site in another folder from now on, as when it is published again.
    pub fn serve_folder(&self, root: &Path) {
        let mut files = self.files.write().unwrap_or_else(PoisonError::into_inner);
        *files = files.clone().with_root(root);
    }

    /// Tells open pages that the site was rebuilt.
    pub fn notify_rebuilt(&self) {
        self.version.iter().for_each(|version| version.advance());
    }

    /// Answers requests until the program ends.
    pub fn wait(self) {
        self.server.wait();
    }
}

#[cfg(test)]
mod tests {
    use super::super::request::ServedRequest;
    use super::super::response;
    use super::super::response_writer::ResponseWriter;
    use super::*;
    use flate2::read::GzDecoder;
    use std::fs;
    use std::io::{BufRead, BufReader, ErrorKind, Read, Write};
    use std::net::TcpStream;
    use std::sync::{Condvar, Mutex};
    use std::thread;
    use std::time::{Duration, Instant};
    use tempfile::TempDir;

    const PAGE: &str = "<p>A page, a page, a page, a page, a page, a page.</p>";

    /// Answers by the last part of the path, and waits under `/held` until it is released.
    #[derive(Default)]
    struct Rules {
        requested: Mutex<Vec<String>>,
        is_released: Mutex<bool>,
        released: Condvar,
    }

    impl Rules {
        fn release(&self) {
            *self.is_released.lock().unwrap() = true;
            self.released.notify_all();
        }

        fn wait_for_release(&self) {
            drop(self.released.wait_while(self.is_released.lock().unwrap(), |is_released| !*is_released).unwrap());
        }

        fn wait_for_requests(&self, count: usize) {
            let deadline = Instant::now() + Duration::from_secs(20);
            while self.requested.lock().unwrap().len() < count {
                assert!(Instant::now() < deadline, "{:?}", self.requested.lock().unwrap());
                thread::sleep(Duration::from_millis(5));
            }
        }

        /// Half of a body, and no more.
        fn write_first_piece(&self, request: &ServedRequest, writer: ResponseWriter) -> io::Result<()> {
            let digits = response::text_response("0123456789", "text/plain");
            let mut body = writer.start(&digits)?;
            body.write_all(&digits.sent_body(request)[..5])?;
            self.wait_for_release();
            Ok(())
        }
    }

    impl Interceptor for Rules {
        fn intercept(&self, request: &ServedRequest, site: &SiteFiles, writer: ResponseWriter) -> io::Result<()> {
            self.requested.lock().unwrap().push(request.target.clone());
            match request.path() {
                "/own" => return writer.send(response::text_response("of the interceptor", "text/plain")),
                "/cut" => {
                    writer.disconnect();
                    return Ok(());
                }
                "/pieces" => return write_pieces(request, writer),
                "/incomplete" => return self.write_first_piece(request, writer),
                _ => {}
            }
            if request.path() == "/held.txt" {
                self.wait_for_release();
            }
            let mut response = match request.path() {
                "/lost.txt" => site.respond_not_found(request),
                "/half.html" => site.respond_with(request, |_, bytes| bytes[..bytes.len() / 2].to_vec()),
                _ => site.respond(request),
            };
            response.set_header("Cache-Control", "max-age=600");
            writer.send(response)
        }
    }

    /// A body in two pieces, the second of which comes later.
    fn write_pieces(request: &ServedRequest, writer: ResponseWriter) -> io::Result<()> {
        let digits = response::text_response("0123456789", "text/plain");
        let mut body = writer.start(&digits)?;
        let (first, second) = digits.sent_body(request).split_at(digits.sent_body(request).len() / 2);
        body.write_all(first)?;
        thread::sleep(Duration::from_millis(60));
        body.write_all(second)
    }

    fn site() -> TempDir {
        let folder = tempfile::tempdir().unwrap();
        for name in ["index.html", "half.html", "held.txt", "lost.txt"] {
            fs::write(folder.path().join(name), PAGE).unwrap();
        }
        fs::write(folder.path().join("404.html"), "nothing here").unwrap();
        folder
    }

    fn serve_with_rules(folder: &TempDir, keep_alive: bool) -> (ServedSite, Arc<Rules>) {
        let rules = Arc::new(Rules::default());
        let options = ServeOptions { keep_alive, interceptor: Some(rules.clone()), ..ServeOptions::default() };
        (ServedSite::listen(folder.path(), "/", options).unwrap(), rules)
    }

    fn connect(served: &ServedSite) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", served.port())).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        stream
    }

    fn write_request(stream: &mut TcpStream, method: &str, path: &str, more: &str) {
        stream.write_all(format!("{method} {path} HTTP/1.1\r\nHost: localhost\r\n{more}\r\n").as_bytes()).unwrap();
    }

    /// The head, in lower case, and the body of the answer on a connection of its own; both empty if there is none.
    fn get(served: &ServedSite, path: &str, more: &str) -> (String, Vec<u8>) {
        let mut stream = connect(served);
        write_request(&mut stream, "GET", path, &format!("{more}Connection: close\r\n"));
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        let end = bytes.windows(4).position(|window| window == b"\r\n\r\n").map_or(0, |at| at + 4);
        (String::from_utf8(bytes[..end].to_vec()).unwrap().to_lowercase(), bytes[end..].to_vec())
    }

    /// Reads one answer from a connection that stays open, or its head alone.
    fn read_answer(reader: &mut BufReader<TcpStream>, reads_body: bool) -> (String, Vec<u8>) {
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            assert_ne!(reader.read_line(&mut head).unwrap(), 0, "the connection was closed: {head}");
        }
        let head = head.to_lowercase();
        let length: usize = head.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse().ok()).unwrap();
        let mut body = vec![0; if reads_body { length } else { 0 }];
        reader.read_exact(&mut body).unwrap();
        (head, body)
    }

    #[test]
    fn an_interceptor_replaces_changes_and_edits_responses() {
        let folder = site();
        let (served, rules) = serve_with_rules(&folder, true);
        assert_eq!(get(&served, "/own", "").1, b"of the interceptor");
        let (head, body) = get(&served, "/?q=x", "");
        assert!(head.starts_with("http/1.1 200") && head.contains("cache-control: max-age=600\r\n"), "{head}");
        assert!(!head.contains("no-cache") && body == PAGE.as_bytes(), "{head}");
        let (head, body) = get(&served, "/lost.txt", "");
        assert!(head.starts_with("http/1.1 404") && body == b"nothing here", "{head}");
        // An edited file is tagged and compressed like any other.
        let (head, body) = get(&served, "/half.html", "Accept-Encoding: gzip\r\n");
        let mut text = String::new();
        GzDecoder::new(&body[..]).read_to_string(&mut text).unwrap();
        assert!(head.contains("content-encoding: gzip") && text.as_bytes() == &PAGE.as_bytes()[..PAGE.len() / 2], "{head}");
        let tag = head.lines().find_map(|line| line.strip_prefix("etag: ")).unwrap();
        let (head, body) = get(&served, "/half.html", &format!("Accept-Encoding: gzip\r\nIf-None-Match: {tag}\r\n"));
        assert!(head.starts_with("http/1.1 304") && body.is_empty(), "{head}");
        assert_eq!(*rules.requested.lock().unwrap(), ["/own", "/?q=x", "/lost.txt", "/half.html", "/half.html"]);
    }

    #[test]
    fn an_interceptor_disconnects_before_and_within_a_response() {
        let folder = site();
        let (served, rules) = serve_with_rules(&folder, true);
        assert_eq!(get(&served, "/cut", ""), (String::new(), Vec::new()));
        let mut stream = connect(&served);
        write_request(&mut stream, "GET", "/incomplete", "");
        let mut reader = BufReader::new(stream);
        assert!(read_answer(&mut reader, false).0.contains("content-length: 10"));
        let mut body = vec![0; 5];
        reader.read_exact(&mut body).unwrap();
        rules.release();
        assert_eq!((reader.read_to_end(&mut body).unwrap(), &body[..]), (0, &b"01234"[..]));
        assert_eq!(get(&served, "/own", "").1, b"of the interceptor", "the server goes on");
    }

    #[test]
    fn a_body_is_sent_in_pieces_on_a_connection_that_is_kept() {
        let folder = site();
        let (served, _rules) = serve_with_rules(&folder, true);
        let mut stream = connect(&served);
        let mut reader = BufReader::new(stream.try_clone().unwrap());
        for _ in 0..2 {
            let started = Instant::now();
            write_request(&mut stream, "GET", "/pieces", "");
            assert_eq!(read_answer(&mut reader, true).1, b"0123456789");
            assert!(started.elapsed() >= Duration::from_millis(60));
        }
        write_request(&mut stream, "HEAD", "/pieces", "");
        assert!(read_answer(&mut reader, false).0.starts_with("http/1.1 200"));
        write_request(&mut stream, "GET", "/own", "");
        assert_eq!(read_answer(&mut reader, true).1, b"of the interceptor");
    }

    #[test]
    fn connections_are_closed_after_each_response_without_keep_alive() {
        let folder = site();
        let (served, _rules) = serve_with_rules(&folder, false);
        let mut stream = connect(&served);
        write_request(&mut stream, "GET", "/own", "");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        assert!(answer.contains("connection: close") && answer.ends_with("of the interceptor"), "{answer}");
    }

    #[test]
    fn held_requests_do_not_block_others() {
        let folder = site();
        let (served, rules) = serve_with_rules(&folder, true);
        let mut held: Vec<TcpStream> = (0..40).map(|_| connect(&served)).collect();
        held.iter_mut().for_each(|stream| write_request(stream, "GET", "/held.txt", ""));
        rules.wait_for_requests(held.len());
        assert_eq!(get(&served, "/own", "").1, b"of the interceptor");
        rules.release();
        for stream in held {
            assert_eq!(read_answer(&mut BufReader::new(stream), true).1, PAGE.as_bytes());
        }
    }

    #[test]
    fn sites_are_served_side_by_side_until_they_are_dropped() {
        let (first_folder, second_folder) = (site(), site());
        fs::write(second_folder.path().join("index.html"), "another page").unwrap();
        let (first, rules) = serve_with_rules(&first_folder, true);
        let second = ServedSite::listen(second_folder.path(), "/room/", ServeOptions::default()).unwrap();
        assert_eq!(second.address(), format!("http://127.0.0.1:{}/room/", second.port()));
        assert_eq!(get(&second, "/room/", "").1, b"another page");
        let mut kept = connect(&first);
        write_request(&mut kept, "GET", "/own", "");
        let mut reader = BufReader::new(kept.try_clone().unwrap());
        read_answer(&mut reader, true);
        let mut held = connect(&first);
        write_request(&mut held, "GET", "/held.txt", "");
        rules.wait_for_requests(2);
        let port = first.port();
        drop(first);
        assert_eq!(reader.read(&mut [0]).unwrap(), 0, "a kept connection is closed");
        assert_eq!(held.read(&mut [0]).unwrap(), 0, "a request that waits is not waited for");
        assert!(TcpStream::connect(("127.0.0.1", port)).is_err(), "the port is closed");
        assert_eq!(get(&second, "/room/", "").1, b"another page");
        rules.release();
    }

    #[test]
    fn a_task_of_another_runtime_starts_and_drops_a_server() {
        let folder = site();
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async { drop(serve_with_rules(&folder, false)) });
    }

    #[test]
    fn another_folder_is_served_under_the_same_address() {
        let (before, after) = (site(), site());
        fs::write(after.path().join("index.html"), "published again").unwrap();
        let served = ServedSite::listen(before.path(), "/", ServeOptions::default()).unwrap();
        assert_eq!(get(&served, "/", "").1, PAGE.as_bytes());
        served.serve_folder(after.path());
        assert_eq!(get(&served, "/", "").1, b"published again");
    }

    #[test]
    fn a_port_in_use_is_reported() {
        let folder = site();
        let served = ServedSite::listen(folder.path(), "/", ServeOptions::default()).unwrap();
        let options = ServeOptions { port: served.port(), ..ServeOptions::default() };
        assert_eq!(ServedSite::listen(folder.path(), "/", options).err().unwrap().kind(), ErrorKind::AddrInUse);
    }
}
