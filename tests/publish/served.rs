//! The site on this machine.

use super::support::{Scratch, fixture};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Stdio};

/// The command while it serves; ended with the test.
struct Serving {
    child: Child,
    host: String,
}

impl Serving {
    fn start(scratch: &Scratch) -> Serving {
        let reader = fixture("reader");
        let mut command = scratch.command(&["serve", "--port", "0", "--reader", reader.to_str().unwrap()]);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let host = line.trim().trim_start_matches("http://").trim_end_matches('/').to_owned();
        Serving { child, host }
    }

    /// The answer to a request as it comes over the line: head, and body.
    fn get(&self, path: &str, more: &str) -> (String, Vec<u8>) {
        let mut stream = TcpStream::connect(&self.host).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n{more}\r\n", self.host).unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        let end = bytes.windows(4).position(|window| window == b"\r\n\r\n").unwrap();
        (String::from_utf8(bytes[..end].to_vec()).unwrap().to_lowercase(), bytes[end + 4..].to_vec())
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

#[test]
fn the_site_is_served_as_a_host_would_send_it() {
    let scratch = Scratch::new();
    let serving = Serving::start(&scratch);
    let (head, body) = serving.get("/article/slow-boats/", "");
    assert!(head.starts_with("http/1.1 200") && head.contains("content-type: text/html"), "{head}");
    assert!(String::from_utf8(body).unwrap().contains("Water is patient."));
    let (head, body) = serving.get("/", "Accept-Encoding: gzip\r\n");
    assert!(head.contains("content-encoding: gzip") && body.starts_with(&[0x1f, 0x8b]), "{head}");
    let page = String::from_utf8(serving.get("/", "").1).unwrap();
    let program = page.split_once("data-wasm=\"").and_then(|(_, rest)| rest.split_once('"')).unwrap().0;
    let (head, _) = serving.get(program, "");
    assert!(head.contains("content-type: application/wasm"), "{head}");
    let (head, body) = serving.get("/nowhere/", "");
    assert!(head.starts_with("http/1.1 404") && String::from_utf8(body).unwrap().contains("data-page=\"missing\""), "{head}");
    let (head, _) = serving.get("/../corpus/site.json", "");
    assert!(head.starts_with("http/1.1 404"), "{head}");
}
