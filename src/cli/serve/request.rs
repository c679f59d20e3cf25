//! The parts of a request that an answer depends on.

use hyper::body::Bytes;
use hyper::http::request::Parts;
use hyper::{HeaderMap, Method, header};

/// A request.
#[derive(Debug, Clone)]
pub struct ServedRequest {
    /// The method.
    pub method: Method,
    /// The path and the query, percent-encoded as they were sent.
    pub target: String,
    /// Headers that select a part or an encoding of a file.
    pub conditional_headers: ConditionalHeaders,
    /// Headers that say where the request comes from.
    pub origin_headers: OriginHeaders,
    /// The body.
    pub body: Bytes,
}

/// The values of the request headers that say where a request comes from, absent if the request does not have them.
#[derive(Debug, Clone, Default)]
pub struct OriginHeaders {
    /// `Host`: the host and the port that the client believes to speak with.
    pub host: Option<String>,
    /// `Origin`: the origin of the page that sent the request.
    pub origin: Option<String>,
    /// `Sec-Fetch-Site`: how that origin relates to this one.
    pub fetch_site: Option<String>,
    /// `Cookie`.
    pub cookie: Option<String>,
}

/// The values of four request headers, absent if the request does not have them.
#[derive(Debug, Clone, Default)]
pub struct ConditionalHeaders {
    /// `Accept-Encoding`.
    pub accept_encoding: Option<String>,
    /// `If-None-Match`: the entity tags that the client has cached.
    pub if_none_match: Option<String>,
    /// `Range`.
    pub range: Option<String>,
    /// `If-Range`: the entity tag of the file that the range belongs to.
    pub if_range: Option<String>,
}

impl ServedRequest {
    /// The request as it was received.
    pub(super) fn from_http(head: &Parts, body: Bytes) -> ServedRequest {
        ServedRequest {
            method: head.method.clone(),
            target: head.uri.path_and_query().map_or_else(|| "/".to_owned(), ToString::to_string),
            conditional_headers: ConditionalHeaders::from_headers(&head.headers),
            origin_headers: OriginHeaders::from_headers(&head.headers),
            body,
        }
    }

    /// The target without its query.
    pub fn path(&self) -> &str {
        self.target.split_once('?').map_or(&self.target, |(path, _)| path)
    }

    /// The query of the target, empty if there is none.
    pub fn query(&self) -> &str {
        self.target.split_once('?').map_or("", |(_, query)| query)
    }
}

/// The value of a header, if it is ASCII text.
fn header_value(headers: &HeaderMap, name: header::HeaderName) -> Option<String> {
    headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned)
}

impl OriginHeaders {
    fn from_headers(headers: &HeaderMap) -> OriginHeaders {
        OriginHeaders {
            host: header_value(headers, header::HOST),
            origin: header_value(headers, header::ORIGIN),
            fetch_site: header_value(headers, header::HeaderName::from_static("sec-fetch-site")),
            cookie: header_value(headers, header::COOKIE),
        }
    }
}

impl ConditionalHeaders {
    fn from_headers(headers: &HeaderMap) -> ConditionalHeaders {
        let value = |name| header_value(headers, name);
        ConditionalHeaders {
            accept_encoding: value(header::ACCEPT_ENCODING),
            if_none_match: value(header::IF_NONE_MATCH),
            range: value(header::RANGE),
            if_range: value(header::IF_RANGE),
        }
    }
}
