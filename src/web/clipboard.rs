//! The clipboard.

use super::{dom, events};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Copies text, then reports whether that worked.
pub(crate) fn copy(text: String, then: impl FnOnce(bool) + 'static) {
    events::spawn(async move { then(try_copy(&text).await) });
}

async fn try_copy(text: &str) -> bool {
    let Some(window) = dom::window() else { return false };
    let clipboard = js_sys::Reflect::get(&window.navigator(), &JsValue::from_str("clipboard")).unwrap_or(JsValue::UNDEFINED);
    match clipboard.dyn_into::<web_sys::Clipboard>() {
        Ok(clipboard) => JsFuture::from(clipboard.write_text(text)).await.is_ok(),
        // The clipboard is unavailable without https.
        Err(_) => false,
    }
}
