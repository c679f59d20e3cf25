//! HTTP responses as they travelled: in chunks, compressed.

use crate::cli::import::archive::bounded::{MAX_DOCUMENT_BYTES, read_bounded};
use brotli_decompressor::Decompressor;
use flate2::read::{DeflateDecoder, GzDecoder, ZlibDecoder};
use std::io::Read;

/// A response.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct HttpResponse {
    pub(super) status: u16,
    pub(super) content_type: String,
    /// The content, without the encodings of its transfer.
    pub(super) body: Vec<u8>,
}

/// Maximum number of fields in a header.
const MAX_HEADER_FIELDS: usize = 256;

/// Size of the buffer for Brotli in bytes.
const BROTLI_BUFFER_BYTES: usize = 4096;

/// Parses a response; `None` if it is none, or is larger than import reads.
pub(super) fn parse_response(bytes: &[u8]) -> Option<HttpResponse> {
    let mut fields = [httparse::EMPTY_HEADER; MAX_HEADER_FIELDS];
    let mut response = httparse::Response::new(&mut fields);
    let httparse::Status::Complete(start) = response.parse(bytes).ok()? else { return None };
    let value = |name: &str| {
        let field = response.headers.iter().find(|field| field.name.eq_ignore_ascii_case(name));
        field.map(|field| String::from_utf8_lossy(field.value).trim().to_ascii_lowercase()).unwrap_or_default()
    };
    let raw = bytes.get(start..)?;
    // Some crawlers keep the header of what they have already decoded.
    let whole = if value("Transfer-Encoding").contains("chunked") { join_chunks(raw) } else { None };
    let mut body = whole.unwrap_or_else(|| raw.to_vec());
    for encoding in value("Content-Encoding").rsplit(',').map(str::trim) {
        body = decode(body, encoding)?;
    }
    Some(HttpResponse { status: response.code?, content_type: value("Content-Type"), body })
}

/// The content of chunks; `None` if it is not in chunks.
fn join_chunks(mut bytes: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::new();
    loop {
        let httparse::Status::Complete((start, length)) = httparse::parse_chunk_size(bytes).ok()? else { return None };
        let rest = bytes.get(start..)?;
        if length == 0 {
            return Some(whole);
        }
        let length = usize::try_from(length).ok()?;
        // The last chunk may be cut off.
        let chunk = rest.get(..length).unwrap_or(rest);
        whole.extend_from_slice(chunk);
        bytes = rest.get(chunk.len()..)?.strip_prefix(b"\r\n").unwrap_or_default();
        if bytes.is_empty() {
            return Some(whole);
        }
    }
}

/// Undoes a content encoding; content that does not have it stays. `None` if it is too large.
fn decode(bytes: Vec<u8>, encoding: &str) -> Option<Vec<u8>> {
    let read = |reader: &mut dyn Read| read_bounded(reader, MAX_DOCUMENT_BYTES);
    let decoded = match encoding {
        "gzip" | "x-gzip" => read(&mut GzDecoder::new(bytes.as_slice())),
        "br" => read(&mut Decompressor::new(bytes.as_slice(), BROTLI_BUFFER_BYTES)),
        "deflate" => read(&mut ZlibDecoder::new(bytes.as_slice())).or_else(|_| read(&mut DeflateDecoder::new(bytes.as_slice()))),
        _ => return Some(bytes),
    };
    decoded.unwrap_or(Some(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use std::io::Write;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn response(headers: &str, body: &[u8]) -> Option<HttpResponse> {
        parse_response(&[format!("HTTP/1.1 200 OK\r\nContent-Type: Text/HTML\r\n{headers}\r\n").as_bytes(), body].concat())
    }

    #[test]
    fn decodes_chunks_and_content() {
        let brotli = [0x8b, 0x01, 0x80, b'f', b'o', b'u', b'r', 0x03];
        let zipped = gzip(b"four");
        let chunked = [format!("{:x}\r\n", zipped.len()).as_bytes(), zipped.as_slice(), b"\r\n0\r\n\r\n"].concat();
        for (headers, body) in [
            ("", &b"four"[..]),
            ("Transfer-Encoding: chunked\r\n", b"2\r\nfo\r\n2;x=y\r\nur\r\n0\r\n\r\n"),
            ("Transfer-Encoding: chunked\r\n", b"four"),
            ("Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n", &chunked),
            ("Content-Encoding: gzip\r\n", b"four"),
            ("Content-Encoding: br\r\n", &brotli),
        ] {
            let response = response(headers, body).unwrap();
            assert_eq!(
                (response.status, response.content_type.as_str(), response.body.as_slice()),
                (200, "text/html", &b"four"[..]),
                "{headers}"
            );
        }
    }

    #[test]
    fn a_bomb_is_not_unpacked() {
        assert_eq!(response("Content-Encoding: gzip\r\n", &gzip(&vec![0; MAX_DOCUMENT_BYTES as usize + 1])), None);
        assert_eq!(parse_response(b"words"), None);
    }
}
