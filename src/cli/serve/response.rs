//! A file as it is sent over the network: its entity tag, conditional and range requests, compression.

use super::media_type::MediaType;
use crate::cli::folder::sha256;
use crate::cli::weight::gzip;
use flate2::Compression;
use std::io;
use std::ops::Range;

/// The values of four request headers, absent if the request does not have them.
#[derive(Debug, Clone, Default)]
pub struct ConditionalHeaders {
    /// `Accept-Encoding`.
    pub encodings: Option<String>,
    /// `If-None-Match`: the entity tags that the client has cached.
    pub known: Option<String>,
    /// `Range`.
    pub range: Option<String>,
    /// `If-Range`: the entity tag of the file that the range belongs to.
    pub range_of: Option<String>,
}

/// A response: its status, headers and body. With status 304 the body is the one that would be sent, for its length.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServedResponse {
    /// The status.
    pub status: u16,
    /// The headers, without those of the connection and the content length.
    pub headers: Vec<(&'static str, String)>,
    /// The body.
    pub body: Vec<u8>,
}

/// Returns the response for a file, with status 200 or the status of an error page.
///
/// # Errors
/// None in practice: compressing to memory does not fail.
#[expect(clippy::string_slice, reason = "a hash is hexadecimal digits")]
pub fn file(bytes: Vec<u8>, kind: MediaType, status: u16, wishes: &ConditionalHeaders) -> io::Result<ServedResponse> {
    let ranged = wishes.range.is_some() && status == 200;
    let packed = kind.packs && !ranged && wishes.encodings.as_deref().is_some_and(takes_gzip);
    // An entity tag identifies the bytes sent: compressed ones differ.
    let tag = format!("\"{}{}\"", &sha256(&bytes)[..16], if packed { "-gzip" } else { "" });
    let body = if packed { gzip(&bytes, Compression::fast())? } else { bytes };
    let mut sent = ServedResponse { status, headers: headers(kind, &tag), body };
    if packed {
        sent.headers.push(("Content-Encoding", "gzip".to_owned()));
    }
    if status == 200 && wishes.known.as_deref().is_some_and(|tags| holds(tags, &tag)) {
        sent.status = 304;
    } else if ranged && wishes.range_of.as_deref().is_none_or(|of| of == tag) {
        sent.cut(wishes.range.as_deref().unwrap_or_default());
    }
    Ok(sent)
}

/// Text of the server's own, which must not be cached.
pub fn words(text: &str, kind: &str) -> ServedResponse {
    let headers = vec![("Content-Type", kind.to_owned()), ("Cache-Control", "no-store".to_owned()), nosniff()];
    ServedResponse { status: 200, headers, body: text.as_bytes().to_vec() }
}

/// A response with only a status and one header.
pub fn empty(status: u16, name: &'static str, value: &str) -> ServedResponse {
    ServedResponse { status, headers: vec![(name, value.to_owned())], body: Vec::new() }
}

fn headers(kind: MediaType, tag: &str) -> Vec<(&'static str, String)> {
    let mut headers = vec![
        ("Content-Type", kind.name.to_owned()),
        ("ETag", tag.to_owned()),
        // The site may be rebuilt at any moment.
        ("Cache-Control", "no-cache".to_owned()),
        ("Accept-Ranges", "bytes".to_owned()),
        nosniff(),
        // The default of browsers if a host sends no policy, as static hosts do.
        ("Referrer-Policy", "strict-origin-when-cross-origin".to_owned()),
    ];
    if kind.packs {
        headers.push(("Vary", "Accept-Encoding".to_owned()));
    }
    headers
}

fn nosniff() -> (&'static str, String) {
    ("X-Content-Type-Options", "nosniff".to_owned())
}

/// True if `Accept-Encoding` accepts gzip.
fn takes_gzip(encodings: &str) -> bool {
    encodings.split(',').any(|encoding| {
        let (name, quality) = encoding.split_once(';').unwrap_or((encoding, ""));
        let refused = quality.trim().strip_prefix("q=").and_then(|q| q.parse::<f32>().ok()) == Some(0.0);
        name.trim().eq_ignore_ascii_case("gzip") && !refused
    })
}

/// True if a list of entity tags contains one, by weak comparison as RFC 9110 requires for `If-None-Match`.
fn holds(tags: &str, tag: &str) -> bool {
    tags.split(',').map(str::trim).any(|one| one == "*" || one.strip_prefix("W/").unwrap_or(one) == tag)
}

impl ServedResponse {
    /// Reduces the body to the part that `Range` requests. Several parts, or an invalid value, give the whole body.
    fn cut(&mut self, range: &str) {
        let length = self.body.len();
        match part(range, length) {
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
fn part(range: &str, length: usize) -> Option<Range<usize>> {
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

    fn send(name: &str, status: u16, wishes: &ConditionalHeaders) -> ServedResponse {
        file(b"0123456789".to_vec(), MediaType::of(Path::new(name)), status, wishes).unwrap()
    }

    fn header<'a>(sent: &'a ServedResponse, name: &str) -> Option<&'a str> {
        sent.headers.iter().find(|(one, _)| *one == name).map(|(_, value)| value.as_str())
    }

    fn range(text: &str) -> ConditionalHeaders {
        ConditionalHeaders { range: Some(text.to_owned()), ..ConditionalHeaders::default() }
    }

    #[test]
    fn what_is_known_already_is_not_sent_again() {
        for encodings in [None, Some("br, gzip".to_owned())] {
            let wishes = ConditionalHeaders { encodings, ..ConditionalHeaders::default() };
            let first = send("a.html", 200, &wishes);
            let tag = header(&first, "ETag").unwrap();
            for known in [tag.to_owned(), format!("\"other\", W/{tag}"), "*".to_owned()] {
                let again = send("a.html", 200, &ConditionalHeaders { known: Some(known), ..wishes.clone() });
                assert_eq!((again.status, header(&again, "ETag")), (304, Some(tag)));
            }
            let other = ConditionalHeaders { known: Some("\"other\"".to_owned()), ..wishes.clone() };
            assert_eq!(send("a.html", 200, &other), first);
            assert_eq!(send("404.html", 404, &ConditionalHeaders { known: Some("*".to_owned()), ..wishes }).status, 404);
        }
    }

    #[test]
    fn packed_bytes_have_a_tag_of_their_own() {
        let gzip = ConditionalHeaders { encodings: Some("gzip".to_owned()), ..ConditionalHeaders::default() };
        let (plain, packed) = (send("a.css", 200, &ConditionalHeaders::default()), send("a.css", 200, &gzip));
        assert_ne!(header(&plain, "ETag"), header(&packed, "ETag"));
        assert_eq!((header(&packed, "Content-Encoding"), header(&plain, "Vary")), (Some("gzip"), Some("Accept-Encoding")));
        let refused = ConditionalHeaders { encodings: Some("gzip;q=0, identity".to_owned()), ..ConditionalHeaders::default() };
        assert_eq!(send("a.css", 200, &refused), plain);
        assert_eq!(header(&send("a.png", 200, &gzip), "Content-Encoding"), None);
    }

    #[test]
    fn a_part_is_sent_where_one_is_asked_for() {
        for (asked, said, body) in [
            ("bytes=2-4", "bytes 2-4/10", "234"),
            ("bytes=7-", "bytes 7-9/10", "789"),
            ("bytes=-3", "bytes 7-9/10", "789"),
            ("bytes=8-99", "bytes 8-9/10", "89"),
            ("bytes=-99", "bytes 0-9/10", "0123456789"),
        ] {
            let sent = send("a.html", 200, &range(asked));
            assert_eq!((sent.status, header(&sent, "Content-Range"), &sent.body[..]), (206, Some(said), body.as_bytes()), "{asked}");
        }
        for asked in ["bytes=10-", "bytes=-0"] {
            let sent = send("a.html", 200, &range(asked));
            assert_eq!((sent.status, header(&sent, "Content-Range"), sent.body.len()), (416, Some("bytes */10"), 0), "{asked}");
        }
        for asked in ["bytes=0-1,3-4", "bytes=4-2", "lines=1-2", "bytes=a-b", "bytes=-", ""] {
            let sent = send("a.html", 200, &range(asked));
            assert_eq!((sent.status, sent.body.len()), (200, 10), "{asked}");
        }
    }

    #[test]
    fn a_part_of_something_else_is_the_whole() {
        let tag = header(&send("a.png", 200, &ConditionalHeaders::default()), "ETag").unwrap().to_owned();
        assert_eq!(send("a.png", 200, &ConditionalHeaders { range_of: Some(tag), ..range("bytes=0-1") }).status, 206);
        assert_eq!(send("a.png", 200, &ConditionalHeaders { range_of: Some("\"old\"".to_owned()), ..range("bytes=0-1") }).status, 200);
        assert_eq!(send("404.html", 404, &range("bytes=0-1")).status, 404);
    }
}
