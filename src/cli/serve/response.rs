//! A file as it is sent over the network: its entity tag, conditional and range requests, compression.

use super::media_type::MediaType;
use super::request::{ConditionalHeaders, ServedRequest};
use crate::cli::folder::sha256;
use crate::cli::weight::gzip;
use flate2::Compression;
use hyper::Method;
use std::io;
use std::ops::Range;
use std::path::PathBuf;

/// A response: its status, headers and body. With status 304 the body is the one that would be sent, for its length.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServedResponse {
    /// The status.
    pub status: u16,
    /// The headers, without those of the connection and the content length.
    pub headers: Vec<(&'static str, String)>,
    /// The body.
    pub body: Vec<u8>,
    /// The file that the body comes from, if any.
    pub path: Option<PathBuf>,
}

/// Returns the response for the bytes of a file, with status 200 or the status of an error page. Its `path` is not set.
///
/// # Errors
/// None in practice: compressing to memory does not fail.
#[expect(clippy::string_slice, reason = "a hash is hexadecimal digits")]
pub fn file_response(
    bytes: Vec<u8>,
    kind: MediaType,
    status: u16,
    compression: Compression,
    conditional_headers: &ConditionalHeaders,
) -> io::Result<ServedResponse> {
    let is_range_request = conditional_headers.range.is_some() && status == 200;
    let is_compressed =
        kind.is_compressible() && !is_range_request && conditional_headers.accept_encoding.as_deref().is_some_and(accepts_gzip);
    // An entity tag identifies the bytes sent: compressed ones differ.
    let tag = format!("\"{}{}\"", &sha256(&bytes)[..16], if is_compressed { "-gzip" } else { "" });
    let body = if is_compressed { gzip(&bytes, compression)? } else { bytes };
    let mut response = ServedResponse { status, headers: file_headers(kind, &tag), body, path: None };
    if is_compressed {
        response.headers.push(("Content-Encoding", "gzip".to_owned()));
    }
    if status == 200 && conditional_headers.if_none_match.as_deref().is_some_and(|tags| matches_any_tag(tags, &tag)) {
        response.status = 304;
    } else if is_range_request && conditional_headers.if_range.as_deref().is_none_or(|of| of == tag) {
        response.apply_range(conditional_headers.range.as_deref().unwrap_or_default());
    }
    Ok(response)
}

/// Text of the server's own, which must not be cached.
pub fn text_response(text: &str, kind: &str) -> ServedResponse {
    let headers = vec![("Content-Type", kind.to_owned()), ("Cache-Control", "no-store".to_owned()), nosniff()];
    ServedResponse { status: 200, headers, body: text.as_bytes().to_vec(), path: None }
}

/// A response with only a status and one header.
pub fn empty_response(status: u16, name: &'static str, value: &str) -> ServedResponse {
    ServedResponse { status, headers: vec![(name, value.to_owned())], body: Vec::new(), path: None }
}

fn file_headers(kind: MediaType, tag: &str) -> Vec<(&'static str, String)> {
    let mut headers = vec![
        ("Content-Type", kind.content_type()),
        ("ETag", tag.to_owned()),
        // The site may be rebuilt at any moment.
        ("Cache-Control", "no-cache".to_owned()),
        ("Accept-Ranges", "bytes".to_owned()),
        nosniff(),
        // The default of browsers if a host sends no policy, as static hosts do.
        ("Referrer-Policy", "strict-origin-when-cross-origin".to_owned()),
    ];
    if kind.is_compressible() {
        headers.push(("Vary", "Accept-Encoding".to_owned()));
    }
    headers
}

fn nosniff() -> (&'static str, String) {
    ("X-Content-Type-Options", "nosniff".to_owned())
}

/// True if `Accept-Encoding` accepts gzip.
fn accepts_gzip(accept_encoding: &str) -> bool {
    accept_encoding.split(',').any(|encoding| {
        let (name, quality) = encoding.split_once(';').unwrap_or((encoding, ""));
        let is_refused = quality.trim().strip_prefix("q=").and_then(|q| q.parse::<f32>().ok()) == Some(0.0);
        name.trim().eq_ignore_ascii_case("gzip") && !is_refused
    })
}

/// True if a list of entity tags contains one, by weak comparison as RFC 9110 requires for `If-None-Match`.
fn matches_any_tag(tags: &str, tag: &str) -> bool {
    tags.split(',').map(str::trim).any(|one| one == "*" || one.strip_prefix("W/").unwrap_or(one) == tag)
}

impl ServedResponse {
    /// Sets a header, in place of any of the same name.
    pub fn set_header(&mut self, name: &'static str, value: &str) {
        self.headers.retain(|(one, _)| !one.eq_ignore_ascii_case(name));
        self.headers.push((name, value.to_owned()));
    }

    /// The part of the body that is sent: none in answer to `HEAD`, and none with status 304.
    pub fn sent_body(&self, request: &ServedRequest) -> &[u8] {
        if request.method == Method::HEAD || self.status == 304 { &[] } else { &self.body }
    }

    /// Reduces the body to the part that `Range` requests. Several parts, or an invalid value, give the whole body.
    fn apply_range(&mut self, range: &str) {
        let length = self.body.len();
        match parse_range(range, length) {
            None => {}
            Some(part) if part.is_empty() => {
                self.status = 416;
                self.headers.push(("Content-Range", format!("bytes */{length}")));
                self.body.clear();
            }
            Some(part) => {
                self.status = 206;
                self.headers.push(("Content-Range", format!("bytes {}-{}/{length}", part.start, part.end - 1)));
                self.body = self.body[part].to_vec();
            }
        }
    }
}

/// The part of `length` bytes that `Range` requests, empty if it starts after their end; `None` if it is not a single part.
fn parse_range(range: &str, length: usize) -> Option<Range<usize>> {
    let (first, last) = range.trim().strip_prefix("bytes=")?.split_once('-')?;
    let number = |text: &str| text.trim().parse::<usize>();
    match (number(first), number(last)) {
        (Ok(first), Ok(last)) if first <= last => Some(first.min(length)..last.saturating_add(1).min(length)),
        (Ok(first), Err(_)) if last.trim().is_empty() => Some(first.min(length)..length),
        (Err(_), Ok(count)) if first.trim().is_empty() => Some(length.saturating_sub(count)..length),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    fn send(name: &str, status: u16, conditional_headers: &ConditionalHeaders) -> ServedResponse {
        file_response(b"0123456789".to_vec(), MediaType::from_path(Path::new(name)), status, Compression::fast(), conditional_headers)
            .unwrap()
    }

    fn header<'a>(response: &'a ServedResponse, name: &str) -> Option<&'a str> {
        response.headers.iter().find(|(one, _)| *one == name).map(|(_, value)| value.as_str())
    }

    fn range(text: &str) -> ConditionalHeaders {
        ConditionalHeaders { range: Some(text.to_owned()), ..ConditionalHeaders::default() }
    }

    #[test]
    fn cached_files_are_not_modified() {
        for accept_encoding in [None, Some("br, gzip".to_owned())] {
            let conditional_headers = ConditionalHeaders { accept_encoding, ..ConditionalHeaders::default() };
            let first = send("a.html", 200, &conditional_headers);
            let tag = header(&first, "ETag").unwrap();
            for known in [tag.to_owned(), format!("\"other\", W/{tag}"), "*".to_owned()] {
                let again = send("a.html", 200, &ConditionalHeaders { if_none_match: Some(known), ..conditional_headers.clone() });
                assert_eq!((again.status, header(&again, "ETag")), (304, Some(tag)));
            }
            let other = ConditionalHeaders { if_none_match: Some("\"other\"".to_owned()), ..conditional_headers.clone() };
            assert_eq!(send("a.html", 200, &other), first);
            assert_eq!(
                send("404.html", 404, &ConditionalHeaders { if_none_match: Some("*".to_owned()), ..conditional_headers }).status,
                404
            );
        }
    }

    #[test]
    fn compressed_bodies_have_their_own_tag() {
        let gzip = ConditionalHeaders { accept_encoding: Some("gzip".to_owned()), ..ConditionalHeaders::default() };
        let (plain, packed) = (send("a.css", 200, &ConditionalHeaders::default()), send("a.css", 200, &gzip));
        assert_ne!(header(&plain, "ETag"), header(&packed, "ETag"));
        assert_eq!((header(&packed, "Content-Encoding"), header(&plain, "Vary")), (Some("gzip"), Some("Accept-Encoding")));
        let refused = ConditionalHeaders { accept_encoding: Some("gzip;q=0, identity".to_owned()), ..ConditionalHeaders::default() };
        assert_eq!(send("a.css", 200, &refused), plain);
        assert_eq!(header(&send("a.png", 200, &gzip), "Content-Encoding"), None);
    }

    #[test]
    fn single_ranges_are_served() {
        for (requested, content_range, body) in [
            ("bytes=2-4", "bytes 2-4/10", "234"),
            ("bytes=7-", "bytes 7-9/10", "789"),
            ("bytes=-3", "bytes 7-9/10", "789"),
            ("bytes=8-99", "bytes 8-9/10", "89"),
            ("bytes=-99", "bytes 0-9/10", "0123456789"),
        ] {
            let response = send("a.html", 200, &range(requested));
            assert_eq!(
                (response.status, header(&response, "Content-Range"), &response.body[..]),
                (206, Some(content_range), body.as_bytes()),
                "{requested}"
            );
        }
        for requested in ["bytes=10-", "bytes=-0"] {
            let response = send("a.html", 200, &range(requested));
            assert_eq!(
                (response.status, header(&response, "Content-Range"), response.body.len()),
                (416, Some("bytes */10"), 0),
                "{requested}"
            );
        }
        for requested in ["bytes=0-1,3-4", "bytes=4-2", "lines=1-2", "bytes=a-b", "bytes=-", ""] {
            let response = send("a.html", 200, &range(requested));
            assert_eq!((response.status, response.body.len()), (200, 10), "{requested}");
        }
    }

    #[test]
    fn ranges_of_other_versions_and_error_pages_are_ignored() {
        let tag = header(&send("a.png", 200, &ConditionalHeaders::default()), "ETag").unwrap().to_owned();
        assert_eq!(send("a.png", 200, &ConditionalHeaders { if_range: Some(tag), ..range("bytes=0-1") }).status, 206);
        assert_eq!(send("a.png", 200, &ConditionalHeaders { if_range: Some("\"old\"".to_owned()), ..range("bytes=0-1") }).status, 200);
        assert_eq!(send("404.html", 404, &range("bytes=0-1")).status, 404);
    }
}
