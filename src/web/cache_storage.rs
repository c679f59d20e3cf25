//! Cache Storage: copies of files and pages, and the free space for them.

use super::events;
use super::js::{self, JsResult};
use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};

/// A cache.
pub(crate) struct Cache(JsValue);

fn storage() -> JsValue {
    js::global("caches")
}

/// Checks that this browser can store copies.
///
/// # Errors
/// If it refuses, as in a private window, or has no Cache Storage, as on an insecure origin.
pub(crate) async fn check_support() -> JsResult<()> {
    js::call_async(&storage(), "keys", &[]).await.map(drop)
}

/// Opens a cache, and creates it if necessary.
///
/// # Errors
/// If the browser refuses.
pub(crate) async fn open(name: &str) -> JsResult<Cache> {
    js::call_async(&storage(), "open", &[name.into()]).await.map(Cache)
}

/// Deletes a cache with all its entries.
///
/// # Errors
/// If the browser refuses.
pub(crate) async fn delete(name: &str) -> JsResult<()> {
    js::call_async(&storage(), "delete", &[name.into()]).await.map(drop)
}

impl Cache {
    /// The URLs of all copies.
    ///
    /// # Errors
    /// If the browser refuses.
    pub(crate) async fn urls(&self) -> JsResult<Vec<String>> {
        let requests: Array = js::call_async(&self.0, "keys", &[]).await?.unchecked_into();
        Ok(requests.iter().map(|request| js::get_string(&request, "url")).collect())
    }

    /// The text of a copy; `None` if there is none.
    pub(crate) async fn text(&self, url: &str) -> Option<String> {
        let copy = js::call_async(&self.0, "match", &[url.into()]).await.ok()?;
        js::call_async(&copy, "text", &[]).await.ok()?.as_string()
    }

    /// Stores a response under a URL.
    ///
    /// # Errors
    /// If there is no space, or the response breaks off.
    pub(crate) async fn put(&self, url: &str, response: JsValue) -> JsResult<()> {
        js::call_async(&self.0, "put", &[url.into(), response]).await.map(drop)
    }

    /// Stores a text under a URL.
    ///
    /// # Errors
    /// If there is no space.
    pub(crate) async fn put_text(&self, url: &str, text: &str) -> JsResult<()> {
        self.put(url, js::construct("Response", &[text.into()])?).await
    }
}

/// The free space in bytes, if the browser reports it.
pub(crate) async fn free_space() -> Option<f64> {
    let estimate = js::call_async(&js::navigator("storage"), "estimate", &[]).await.ok()?;
    Some(js::get(&estimate, "quota").as_f64()? - js::get(&estimate, "usage").as_f64().unwrap_or_default())
}

/// Requests persistent storage. The response is not awaited: a browser may ask its user, who need not answer.
pub(crate) fn request_persistence() {
    let request = js::call_async(&js::navigator("storage"), "persist", &[]);
    events::spawn(async move { _ = request.await });
}
