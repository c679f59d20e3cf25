//! The share sheet of the system (https://www.w3.org/TR/web-share/).

use super::{dom, js};

/// Whether the system has one.
pub(crate) fn is_supported() -> bool {
    cfg!(target_arch = "wasm32") && js::navigator("share").is_function()
}

/// Opens it for an address, with the title of the page. Where the reader closes it nothing happens.
pub(crate) fn share_page(url: String) {
    let title = dom::document().map(|document| document.title()).unwrap_or_default();
    let data = js::object(&[("title", title.into()), ("url", url.into())]);
    _ = js::call(&js::global("navigator"), "share", &[data]);
}
