//! Files that a reader wants to keep: fetched, checked, put into a cache. One download at a time can be cancelled.

use super::cache_storage::Cache;
use super::fetch;
use super::js::{self, Answer};
use std::cell::RefCell;
use wasm_bindgen::JsValue;

thread_local! {
    static CURRENT: RefCell<Option<Control>> = const { RefCell::new(None) };
}

/// What ends a download: an `AbortController`.
#[derive(Clone)]
pub struct Control(JsValue);

/// Begins a download.
///
/// # Errors
/// Where the browser knows no `AbortController`.
pub fn begin() -> Answer<Control> {
    let control = Control(js::construct("AbortController", &[])?);
    CURRENT.set(Some(control.clone()));
    Ok(control)
}

/// Cancels the download that was begun last.
pub fn cancel() {
    if let Some(control) = CURRENT.take() {
        control.abort();
    }
}

impl Control {
    fn signal(&self) -> JsValue {
        js::get(&self.0, "signal")
    }

    /// Ends what is on its way.
    pub fn abort(&self) {
        _ = js::call(&self.0, "abort", &[]);
    }

    /// Whether it was ended.
    pub fn is_aborted(&self) -> bool {
        js::get(&self.signal(), "aborted").is_truthy()
    }

    /// Fetches a file and keeps it; false where what came is not the file. `hash` is what its SHA-256 must begin with, where
    /// that is known.
    ///
    /// # Errors
    /// Where nothing comes, the download was ended, or there is no room.
    pub async fn keep(&self, address: &str, hash: Option<&str>, cache: &Cache) -> Answer<bool> {
        js::call(&self.signal(), "throwIfAborted", &[])?;
        let options = js::object(&[("signal", self.signal())]);
        let answer = js::promised(&js_sys::global(), "fetch", &[address.into(), options]).await?;
        let copy = js::call(&answer, "clone", &[])?;
        let bytes = js::promised(&answer, "arrayBuffer", &[]).await?;
        let is_whole = js::get(&answer, "ok").is_truthy() && has_hash(&bytes, hash).await;
        if is_whole {
            cache.put(address, copy).await?;
        }
        Ok(is_whole)
    }
}

/// True where that cannot be told, as well.
async fn has_hash(bytes: &JsValue, hash: Option<&str>) -> bool {
    match hash {
        Some(hash) => fetch::digest(bytes).await.is_none_or(|found| found.starts_with(hash)),
        None => true,
    }
}

/// The name of an error.
pub fn error_name(error: &JsValue) -> String {
    js::text(error, "name")
}
