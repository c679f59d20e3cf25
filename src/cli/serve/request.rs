//! The parts of a request that an answer depends on.

use hyper::{HeaderMap, Method, Request, header};

/// A request.
#[derive(Debug, Clone)]
pub struct ServedRequest {
    /// The method.
    pub method: Method,
    /// The path and the query, percent-encoded as they were sent.
    pub target: String,
    /// Headers that select a part or an encoding of a file.
    pub conditional_headers: ConditionalHeaders,
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
    /// The request as it was received; its body is ignored.
    pub(super) fn from_http<B>(request: &Request<B>) -> ServedRequest {
        ServedRequest {
            method: request.method().clone(),
            target: request.uri().path_and_query().map_or_else(|| "/".to_owned(), ToString::to_string),
            conditional_headers: ConditionalHeaders::from_headers(request.headers()),
        }
    }

    /// The target without its query.
    pub fn path(&self) -> &str {
        self.target.split_once('?').map_or(&self.target, |(path, _)| path)
    }
}

impl ConditionalHeaders {
    fn from_headers(headers: &HeaderMap) -> ConditionalHeaders {
        let value = |name: header::HeaderName| headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
        ConditionalHeaders {
            accept_encoding: value(header::ACCEPT_ENCODING),
            if_none_match: value(header::IF_NONE_MATCH),
            range: value(header::RANGE),
            if_range: value(header::IF_RANGE),
        }
    }
}
