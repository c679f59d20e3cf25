//! Downloads on request: fetches files, checks them, stores them in a cache. One download at a time can be cancelled.

use super::cache_storage::Cache;
use super::fetch;
use super::js::{self, JsResult};
use std::cell::RefCell;
use wasm_bindgen::JsValue;

thread_local! {
    static CURRENT: RefCell<Option<Control>> = const { RefCell::new(None) };
}

/// The `AbortController` of a download.
#[derive(Clone)]
pub(crate) struct Control(JsValue);

/// Begins a download.
///
/// # Errors
/// If the browser has no `AbortController`.
pub(crate) fn start() -> JsResult<Control> {
    let control = Control(js::construct("AbortController", &[])?);
    CURRENT.set(Some(control.clone()));
    Ok(control)
}

/// Cancels the last download.
pub(crate) fn cancel() {
    if let Some(control) = CURRENT.take() {
        control.abort();
    }
}

impl Control {
    fn signal(&self) -> JsValue {
        js::get(&self.0, "signal")
    }

    /// Aborts pending fetches.
    pub(crate) fn abort(&self) {
        _ = js::call(&self.0, "abort", &[]);
    }

    /// Whether it was aborted.
    pub(crate) fn is_aborted(&self) -> bool {
        js::get(&self.signal(), "aborted").is_truthy()
    }

    /// Fetches a file and stores it; false if the response is not the file. `hash` is the expected start of its SHA-256, if known.
    ///
    /// # Errors
    /// If the fetch fails, the download was aborted, or there is no space.
    pub(crate) async fn fetch_and_store(&self, url: &str, hash: Option<&str>, cache: &Cache) -> JsResult<bool> {
        js::call(&self.signal(), "throwIfAborted", &[])?;
        let options = js::object(&[("signal", self.signal())]);
        let response = js::call_async(&js_sys::global(), "fetch", &[url.into(), options]).await?;
        let copy = js::call(&response, "clone", &[])?;
        let bytes = js::call_async(&response, "arrayBuffer", &[]).await?;
        let is_whole = js::get(&response, "ok").is_truthy() && has_hash(&bytes, hash).await;
        if is_whole {
            cache.put(url, copy).await?;
        }
        Ok(is_whole)
    }
}

/// Checks the hash; true also if it cannot be computed.
async fn has_hash(bytes: &JsValue, hash: Option<&str>) -> bool {
    match hash {
        Some(hash) => fetch::digest(bytes).await.is_none_or(|found| found.starts_with(hash)),
        None => true,
    }
}

/// The name of an error.
pub(crate) fn error_name(error: &JsValue) -> String {
    js::get_string(error, "name")
}
