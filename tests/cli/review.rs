//! The review of a corpus: who is answered, and that no import overwrites what a person corrected.

use super::support::Scratch;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Stdio};

const FORM: &str = "Content-Type: application/x-www-form-urlencoded\r\n";

const PAGE: &str = "<!doctype html><html lang=en><head><title>The lock</title><link rel=canonical href='https://canal.example/lock'></head>\
    <body><script>document.title = 'run'</script><article><h1>The lock</h1>\
    <p>The keeper opened the gates at dawn, and the first barge of the day went down to the sea with its load of slate.</p>\
    <p>Nobody had expected the water to stand so high, yet the marks on the wall told of worse in other years.</p>\
    <p>By noon the basin was empty again, and the keeper went home along the towpath with the dog behind him.</p></article></body></html>";

/// The command while it serves; ended with the test.
struct Server {
    child: Child,
    host: String,
    token: String,
}

impl Server {
    fn start(scratch: &Scratch, more: &[&str]) -> Server {
        let mut command = scratch.command(&["review", "--corpus", "room", "--port", "0"]);
        let mut child = command.args(more).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let (host, token) = line.trim().strip_prefix("http://").unwrap().split_once("/?token=").unwrap();
        Server { host: host.to_owned(), token: token.to_owned(), child }
    }

    /// The status line and the headers, in lower case, and the body of the answer to a request with these headers.
    fn send(&self, request: &str, headers: &str, body: &str) -> (String, String) {
        let mut stream = TcpStream::connect(&self.host).unwrap();
        write!(stream, "{request} HTTP/1.1\r\nConnection: close\r\nContent-Length: {}\r\n{headers}\r\n{body}", body.len()).unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        (head.to_lowercase(), body.to_owned())
    }

    /// The headers of a browser that knows the token.
    fn own_headers(&self) -> String {
        let port = self.host.rsplit_once(':').unwrap().1;
        format!("Host: {}\r\nCookie: lectern-review-{port}={}\r\n", self.host, self.token)
    }

    fn get(&self, path: &str) -> (String, String) {
        self.send(&format!("GET {path}"), &self.own_headers(), "")
    }

    /// Sends a form of the page of an article, as it is shown now.
    fn post(&self, path: &str, fields: &str) -> (String, String) {
        let page = self.get(path).1;
        let revision = page.split("name=\"revision\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        self.send(
            &format!("POST {path}"),
            &[&self.own_headers(), FORM].concat(),
            &format!("token={}&revision={revision}&{fields}", self.token),
        )
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

fn imported() -> Scratch {
    let scratch = Scratch::new();
    scratch.write("pages/lock.html", PAGE);
    let output = scratch.run(&["import", "--corpus", "room", "pages"]);
    assert_eq!(output.code, 0, "{}", output.stderr);
    scratch
}

#[test]
fn only_the_browser_that_was_given_the_token_is_answered() {
    let scratch = imported();
    let server = Server::start(&scratch, &[]);
    let (head, body) = server.send(&format!("GET /?token={}", server.token), &format!("Host: {}\r\n", server.host), "");
    assert!(head.starts_with("http/1.1 303") && head.contains("httponly; samesite=strict") && body.is_empty(), "{head}");
    let (head, body) = server.get("/article/the-lock");
    assert!(head.starts_with("http/1.1 200") && head.contains("content-security-policy: default-src 'none'"), "{head}");
    assert!(body.contains("The keeper opened the gates at dawn"));
    let own = server.own_headers();
    for headers in [
        format!("Host: {}\r\n", server.host),
        own.replace("Host: 127.0.0.1", "Host: canal.example"),
        format!("{own}Origin: http://canal.example\r\n"),
        format!("{own}Sec-Fetch-Site: cross-site\r\n"),
    ] {
        for request in ["GET /", "GET /article/the-lock", "GET /source/the-lock", "GET /site.css", "POST /article/the-lock"] {
            let (head, body) = server.send(request, &[&headers, FORM].concat(), &format!("token={}&action=remove&block=0", server.token));
            assert!(head.starts_with("http/1.1 403") && body.is_empty(), "{request} {headers}: {head}");
        }
    }
    let (head, _) = server.send("POST /article/the-lock", &[&own, FORM].concat(), "action=remove&block=0");
    assert!(head.starts_with("http/1.1 403"), "a cookie alone changes nothing: {head}");
    assert!(scratch.read("room/articles/the-lock.json").contains("gates at dawn"));
}

#[test]
fn the_source_is_shown_inert_from_where_it_was_imported() {
    let scratch = imported();
    assert!(scratch.read("room/.lectern/.gitignore").contains('*'));
    let server = Server::start(&scratch, &[]);
    let (head, body) = server.get("/source/the-lock");
    assert!(head.contains("content-security-policy: sandbox; default-src 'none'") && !body.contains("<script"), "{head} {body}");
    std::fs::rename(scratch.path("pages"), scratch.path("moved")).unwrap();
    assert!(server.get("/article/the-lock").1.contains("lectern review --source FOLDER"));
    assert!(server.get("/source/the-lock").0.starts_with("http/1.1 404"));
    let moved = Server::start(&scratch, &["--source", "moved"]);
    assert!(moved.get("/source/the-lock").1.contains("went home along the towpath"));
}

#[test]
fn no_import_overwrites_a_correction() {
    let scratch = imported();
    let server = Server::start(&scratch, &[]);
    let (head, _) = server.post("/article/the-lock", "action=remove&block=1");
    assert!(head.starts_with("http/1.1 303") && head.contains("location: /article/the-lock#block-1"), "{head}");
    let (head, _) = server.post("/article/the-lock", "action=approve");
    assert!(head.contains("location: /\r\n"), "nothing is left: {head}");
    let corrected = scratch.read("room/articles/the-lock.json");
    scratch.write("pages/lock.html", &PAGE.replace("at dawn", "at sunrise"));
    let output = scratch.run(&["import", "--corpus", "room", "pages"]);
    assert!(output.stderr.contains("edited by hand and is kept"), "{}", output.stderr);
    assert_eq!(scratch.read("room/articles/the-lock.json"), corrected);
    assert!(server.get("/article/the-lock").1.contains("New reading of the source"));
    server.post("/article/the-lock", "action=use-reading&reading=review/the-lock.json");
    assert!(scratch.read("room/articles/the-lock.json").contains("at sunrise"));
    (0..3).for_each(|_| drop(server.post("/article/the-lock", "action=undo")));
    assert!(scratch.read("room/articles/the-lock.json").contains("other years"), "all steps are undone");
}

#[test]
fn a_change_on_disk_is_told_and_a_wrong_date_stands_beside_its_field() {
    let scratch = imported();
    let server = Server::start(&scratch, &[]);
    let form = format!("token={}&revision=old&action=text&block=0&text=Words+that+were+typed", server.token);
    let (head, body) = server.send("POST /article/the-lock", &[&server.own_headers(), FORM].concat(), &form);
    assert!(head.starts_with("http/1.1 409") && body.contains("Words that were typed"), "{head}");
    assert!(!scratch.read("room/articles/the-lock.json").contains("Words that were typed"));
    let (head, body) = server.post("/article/the-lock", "action=fields&title=The+lock&lang=en&published=31+June+2024");
    assert!(head.starts_with("http/1.1 422") && body.contains("id=\"field-published-error\"") && body.contains("31 June 2024"), "{head}");
}

#[test]
fn a_missing_corpus_and_a_taken_port_are_told() {
    let scratch = imported();
    let missing = scratch.run(&["review", "--corpus", "nowhere"]);
    assert!(missing.code == 2 && missing.stderr.contains("nowhere: no such folder"), "{}", missing.stderr);
    let server = Server::start(&scratch, &[]);
    let taken = scratch.run(&["review", "--corpus", "room", "--port", server.host.rsplit_once(':').unwrap().1]);
    assert!(taken.code == 1 && taken.stderr.contains("Choose another port with --port"), "{}", taken.stderr);
}
