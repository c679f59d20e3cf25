//! Guards: which requests are answered at all.
//!
//! Any page in any browser on this machine can send requests to 127.0.0.1. So a request is answered only if it names this server as its
//! host, comes from no other site, and knows a token that is new in every run: in the address that is opened first, in a cookie from
//! then on, and in a hidden field of every form besides.

use crate::cli::serve::ServedRequest;
use hyper::Method;
use std::io;
use url::form_urlencoded;

/// The number of random bytes of a token.
const TOKEN_BYTES: usize = 24;

/// The name of the token in an address and in a form.
pub(super) const TOKEN_FIELD: &str = "token";

/// Decides which requests are answered.
#[derive(Debug, Clone)]
pub(super) struct Guard {
    token: String,
    port: u16,
}

/// The access that a request has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Access {
    /// None: it gets status 403 and nothing else.
    Denied,
    /// It has the token in its address: the browser gets the cookie.
    Entry,
    /// It has the cookie, and the hidden field if it changes anything.
    Granted,
}

impl Guard {
    /// A guard with a new token for a server on a port.
    ///
    /// # Errors
    /// When the system gives no random bytes.
    pub(super) fn new(port: u16) -> io::Result<Guard> {
        let mut bytes = [0; TOKEN_BYTES];
        getrandom::fill(&mut bytes).map_err(io::Error::other)?;
        Ok(Guard { token: bytes.iter().map(|byte| format!("{byte:02x}")).collect(), port })
    }

    /// The token.
    pub(super) fn token(&self) -> &str {
        &self.token
    }

    /// The address that is opened first.
    pub(super) fn entry_address(&self) -> String {
        format!("http://127.0.0.1:{}/?{TOKEN_FIELD}={}", self.port, self.token)
    }

    /// The value of `Set-Cookie`. Cookies are shared by all ports of a host, so its name holds the port.
    pub(super) fn cookie(&self) -> String {
        format!("{}={}; Path=/; HttpOnly; SameSite=Strict", self.cookie_name(), self.token)
    }

    /// The access of a request.
    pub(super) fn access(&self, request: &ServedRequest) -> Access {
        if !self.is_from_here(request) {
            return Access::Denied;
        }
        let has_cookie = self.has_cookie(request);
        match request.method {
            Method::GET | Method::HEAD if has_cookie => Access::Granted,
            Method::GET if self.is_token_of(request.query().as_bytes()) => Access::Entry,
            Method::POST if has_cookie && self.is_token_of(&request.body) => Access::Granted,
            _ => Access::Denied,
        }
    }

    /// Whether a request names this server, and no other site has sent it.
    fn is_from_here(&self, request: &ServedRequest) -> bool {
        let hosts = [format!("127.0.0.1:{}", self.port), format!("localhost:{}", self.port)];
        let headers = &request.origin_headers;
        let is_own_host = headers.host.as_deref().is_some_and(|host| hosts.iter().any(|own| own == host));
        let is_own_origin = |origin: &str| origin.strip_prefix("http://").is_some_and(|host| hosts.iter().any(|own| own == host));
        let is_own_site = |site: &str| matches!(site, "same-origin" | "none");
        is_own_host && headers.origin.as_deref().is_none_or(is_own_origin) && headers.fetch_site.as_deref().is_none_or(is_own_site)
    }

    fn has_cookie(&self, request: &ServedRequest) -> bool {
        let cookies = request.origin_headers.cookie.as_deref().unwrap_or_default().split(';');
        let mut own = cookies.filter_map(|cookie| cookie.trim().split_once('=')).filter(|(name, _)| *name == self.cookie_name());
        own.any(|(_, value)| self.is_token(value))
    }

    fn is_token_of(&self, fields: &[u8]) -> bool {
        form_urlencoded::parse(fields).any(|(name, value)| name == TOKEN_FIELD && self.is_token(&value))
    }

    /// Compares in a time that does not depend on where two tokens differ.
    fn is_token(&self, value: &str) -> bool {
        let differences = self.token.bytes().zip(value.bytes()).fold(0, |differences, (own, other)| differences | (own ^ other));
        value.len() == self.token.len() && differences == 0
    }

    fn cookie_name(&self) -> String {
        format!("lectern-review-{}", self.port)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::serve::request::{ConditionalHeaders, OriginHeaders};

    fn guard() -> Guard {
        Guard { token: "abc".into(), port: 8081 }
    }

    fn request(method: Method, target: &str, body: &'static str) -> ServedRequest {
        let origin_headers = OriginHeaders { host: Some("127.0.0.1:8081".into()), ..OriginHeaders::default() };
        ServedRequest {
            method,
            target: target.into(),
            conditional_headers: ConditionalHeaders::default(),
            origin_headers,
            body: body.into(),
        }
    }

    fn with_cookie(mut request: ServedRequest) -> ServedRequest {
        request.origin_headers.cookie = Some("a=b; lectern-review-8081=abc".into());
        request
    }

    #[test]
    fn a_token_is_new_in_every_run_and_long() {
        let [first, second] = [0, 1].map(|_| Guard::new(1).unwrap());
        assert!(first.token() != second.token() && first.token().len() == 2 * TOKEN_BYTES);
        assert_eq!(guard().entry_address(), "http://127.0.0.1:8081/?token=abc");
    }

    #[test]
    fn the_token_opens_and_the_cookie_stays() {
        let access = |request: &ServedRequest| guard().access(request);
        assert_eq!(access(&request(Method::GET, "/?token=abc", "")), Access::Entry);
        assert_eq!(access(&with_cookie(request(Method::GET, "/article/a", ""))), Access::Granted);
        assert_eq!(access(&with_cookie(request(Method::POST, "/article/a", "action=undo&token=abc"))), Access::Granted);
        for target in ["/", "/?token=abd", "/?token=abcd", "/?token=", "/site.css"] {
            assert_eq!(access(&request(Method::GET, target, "")), Access::Denied, "{target}");
        }
    }

    #[test]
    fn a_post_needs_both_cookie_and_field() {
        let access = |request: &ServedRequest| guard().access(request);
        assert_eq!(access(&request(Method::POST, "/article/a?token=abc", "token=abc")), Access::Denied);
        assert_eq!(access(&with_cookie(request(Method::POST, "/article/a", "action=undo"))), Access::Denied);
        assert_eq!(access(&with_cookie(request(Method::PUT, "/article/a", "token=abc"))), Access::Denied);
    }

    #[test]
    fn other_hosts_origins_and_sites_are_denied() {
        let own = with_cookie(request(Method::GET, "/", ""));
        let with = |change: &dyn Fn(&mut OriginHeaders)| {
            let mut changed = own.clone();
            change(&mut changed.origin_headers);
            guard().access(&changed)
        };
        for host in [None, Some("127.0.0.1"), Some("127.0.0.1:8080"), Some("lectern.example:8081"), Some("")] {
            assert_eq!(with(&|headers| headers.host = host.map(str::to_owned)), Access::Denied, "{host:?}");
        }
        for origin in ["null", "https://127.0.0.1:8081", "http://127.0.0.1:8080", "http://evil.example"] {
            assert_eq!(with(&|headers| headers.origin = Some(origin.into())), Access::Denied, "{origin}");
        }
        for site in ["cross-site", "same-site"] {
            assert_eq!(with(&|headers| headers.fetch_site = Some(site.into())), Access::Denied, "{site}");
        }
        assert_eq!(with(&|headers| headers.host = Some("localhost:8081".into())), Access::Granted);
        assert_eq!(with(&|headers| headers.origin = Some("http://localhost:8081".into())), Access::Granted);
        assert_eq!(with(&|headers| headers.fetch_site = Some("none".into())), Access::Granted);
    }
}
