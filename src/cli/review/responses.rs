//! Responses of the review, with the headers that each kind has.

use crate::cli::serve::ServedResponse;
use crate::cli::serve::response::{empty_response, text_response};

/// The policy of every page: this server alone, no inline script or style.
const PAGE_POLICY: &str = "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; frame-src 'self'; form-action 'self'; \
                           base-uri 'none'; frame-ancestors 'none'";
/// The policy of pictures: a drawing that is opened by itself runs nothing.
pub(super) const PICTURE_POLICY: &str = "sandbox; default-src 'none'; style-src 'unsafe-inline'";

/// The media type of pages.
pub(super) const HTML: &str = "text/html; charset=utf-8";

/// A page of the review.
pub(super) fn page(html: String, status: u16) -> ServedResponse {
    let mut response = with_status(text_response(&html, HTML), status);
    for (name, value) in [
        ("Content-Security-Policy", PAGE_POLICY),
        // Forms must tell their origin, and other hosts need not know anything.
        ("Referrer-Policy", "same-origin"),
        ("X-DNS-Prefetch-Control", "off"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
    ] {
        response.set_header(name, value);
    }
    response
}

/// A redirect that is followed by `GET`.
pub(super) fn redirect(address: &str) -> ServedResponse {
    with_header(empty_response(303, "Location", address), "Cache-Control", "no-store")
}

/// The same response with a header.
pub(super) fn with_header(mut response: ServedResponse, name: &'static str, value: &str) -> ServedResponse {
    response.set_header(name, value);
    response
}

/// The same response with a status.
pub(super) fn with_status(response: ServedResponse, status: u16) -> ServedResponse {
    ServedResponse { status, ..response }
}
