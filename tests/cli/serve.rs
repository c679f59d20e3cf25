//! The site on this machine.

use super::support::{Scratch, fixture};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

/// The command while it serves; ended with the test.
struct Server {
    child: Child,
    host: String,
}

impl Server {
    fn start(scratch: &Scratch, more: &[&str]) -> Server {
        let reader = fixture("reader");
        let mut command = scratch.command(&["serve", "--port", "0", "--reader", reader.to_str().unwrap()]);
        command.args(more);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let host = line.trim().trim_start_matches("http://").trim_end_matches('/').to_owned();
        Server { child, host }
    }

    /// The answer to a request as it comes over the line: head, and body.
    fn get(&self, path: &str, more: &str) -> (String, Vec<u8>) {
        self.request("GET", path, more)
    }

    fn request(&self, method: &str, path: &str, more: &str) -> (String, Vec<u8>) {
        let mut stream = TcpStream::connect(&self.host).unwrap();
        write!(stream, "{method} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n{more}\r\n", self.host).unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        let end = bytes.windows(4).position(|window| window == b"\r\n\r\n").unwrap();
        (String::from_utf8(bytes[..end].to_vec()).unwrap().to_lowercase(), bytes[end + 4..].to_vec())
    }

    fn text(&self, path: &str) -> String {
        String::from_utf8(self.get(path, "").1).unwrap()
    }

    /// Waits until the site is of another edition; gives it.
    fn wait_for_new_version(&self, edition: &str) -> String {
        let started = Instant::now();
        loop {
            let now = self.text("/.lectern/edition");
            if now != edition {
                return now;
            }
            assert!(started.elapsed() < Duration::from_secs(60), "the site was not built again");
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

#[test]
fn files_are_served_with_type_compression_and_status() {
    let scratch = Scratch::new();
    let server = Server::start(&scratch, &[]);
    let (head, body) = server.get("/article/slow-boats/", "");
    assert!(head.starts_with("http/1.1 200") && head.contains("content-type: text/html"), "{head}");
    assert!(String::from_utf8(body).unwrap().contains("Water is patient."));
    let (head, body) = server.get("/", "Accept-Encoding: gzip\r\n");
    assert!(head.contains("content-encoding: gzip") && body.starts_with(&[0x1f, 0x8b]), "{head}");
    let page = String::from_utf8(server.get("/", "").1).unwrap();
    let program = page.split_once("data-wasm=\"").and_then(|(_, rest)| rest.split_once('"')).unwrap().0;
    let (head, _) = server.get(program, "");
    assert!(head.contains("content-type: application/wasm"), "{head}");
    let (head, body) = server.get("/nowhere/", "");
    assert!(head.starts_with("http/1.1 404") && String::from_utf8(body).unwrap().contains("data-page=\"missing\""), "{head}");
    let (head, _) = server.get("/../corpus/site.json", "");
    assert!(head.starts_with("http/1.1 404"), "{head}");
}

fn header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
}

#[test]
fn cached_files_are_not_sent_again() {
    let scratch = Scratch::new();
    let server = Server::start(&scratch, &[]);
    for more in ["", "Accept-Encoding: gzip\r\n"] {
        let (head, body) = server.get("/corpus/manifest.json", more);
        let (tag, length) = (header(&head, "etag").unwrap(), header(&head, "content-length").unwrap());
        assert_eq!(length, body.len().to_string());
        assert_eq!(header(&head, "referrer-policy"), Some("strict-origin-when-cross-origin"));
        let (again, nothing) = server.get("/corpus/manifest.json", &format!("{more}If-None-Match: {tag}\r\n"));
        assert!(again.starts_with("http/1.1 304") && nothing.is_empty(), "{again}");
        assert_eq!((header(&again, "etag"), header(&again, "content-length")), (Some(tag), Some(length)));
        let (head, nothing) = server.request("HEAD", "/corpus/manifest.json", more);
        assert!(head.starts_with("http/1.1 200") && nothing.is_empty(), "{head}");
        assert_eq!(header(&head, "content-length"), Some(length));
    }
    let (head, part) = server.get("/corpus/manifest.json", "Range: bytes=0-4\r\nAccept-Encoding: gzip\r\n");
    assert!(head.starts_with("http/1.1 206") && part.len() == 5, "{head}");
    let (head, _) = server.request("POST", "/", "Content-Length: 0\r\n");
    assert!(head.starts_with("http/1.1 405") && head.contains("allow: get, head"), "{head}");
    let (head, _) = server.get("/feed/atom.xml", "");
    assert_eq!(header(&head, "content-type"), Some("application/atom+xml"));
}

#[test]
fn an_open_page_reloads_when_the_corpus_changes() {
    let scratch = Scratch::new();
    let server = Server::start(&scratch, &[]);
    let first = server.text("/.lectern/edition");
    let script = format!("<script src=\"/.lectern/reload.js\" data-version=\"{first}\"></script></body>");
    assert!(server.text("/").contains(&script) && server.text("/nowhere/").contains(&script));
    assert!(server.text("/.lectern/reload.js").contains("location.reload()"));
    let article = scratch.read("corpus/articles/slow-boats.json");
    scratch.write("corpus/articles/slow-boats.json", &article.replacen("Slow boats", "Slower boats", 1));
    let second = server.wait_for_new_version(&first);
    assert!(server.text("/article/slow-boats/").contains("<title>Slower boats"));
    // A broken file leaves the site as it was, and the next whole one is built.
    scratch.write("corpus/articles/slow-boats.json", "{");
    std::thread::sleep(Duration::from_secs(2));
    assert_eq!(server.text("/.lectern/edition"), second, "reading the corpus is no change of it, and nothing whole was built");
    assert!(server.text("/article/slow-boats/").contains("<title>Slower boats"));
    scratch.write("corpus/articles/slow-boats.json", &article);
    server.wait_for_new_version(&second);
    assert!(server.text("/article/slow-boats/").contains("<title>Slow boats"));
}

#[test]
fn a_recreated_corpus_is_still_watched() {
    let scratch = Scratch::new();
    let server = Server::start(&scratch, &[]);
    let first = server.text("/.lectern/edition");
    std::fs::rename(scratch.path("corpus"), scratch.path("elsewhere")).unwrap();
    std::thread::sleep(Duration::from_secs(1));
    assert_eq!(server.text("/.lectern/edition"), first, "without a corpus the site stays as it was");
    let article = scratch.read("elsewhere/articles/slow-boats.json");
    for (path, bytes) in scratch.files("elsewhere").into_iter().filter(|(path, _)| !path.starts_with('.')) {
        let target = scratch.path("corpus").join(path);
        std::fs::create_dir_all(target.parent().unwrap()).unwrap();
        std::fs::write(target, bytes).unwrap();
    }
    let second = server.wait_for_new_version(&first);
    scratch.write("corpus/articles/slow-boats.json", &article.replacen("Slow boats", "Slower boats", 1));
    server.wait_for_new_version(&second);
    assert!(server.text("/article/slow-boats/").contains("<title>Slower boats"));
}

#[test]
fn the_reload_script_is_served_only_while_watching() {
    let scratch = Scratch::new();
    scratch.build("site", &[]).assert_exit_code(0);
    for (path, bytes) in scratch.files("site") {
        assert!(!bytes.windows(10).any(|window| window == b".lectern/r"), "{path}");
    }
    let server = Server::start(&scratch, &["--no-watch"]);
    assert!(!server.text("/").contains("reload.js"));
    assert!(server.get("/.lectern/edition", "").0.starts_with("http/1.1 404"));
}

#[test]
fn a_port_in_use_is_an_error() {
    let scratch = Scratch::new();
    let server = Server::start(&scratch, &["--no-watch"]);
    let port = server.host.rsplit_once(':').unwrap().1;
    let reader = fixture("reader");
    let output = scratch.run(&["serve", "--port", port, "--reader", reader.to_str().unwrap()]).assert_exit_code(1);
    assert!(output.stderr.contains(&format!("cannot listen on port {port} of 127.0.0.1")), "{}", output.stderr);
}
