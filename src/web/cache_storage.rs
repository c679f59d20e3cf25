//! Cache Storage: copies of files and pages, and the room for them.

use super::events;
use super::js::{self, JsResult};
use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};

/// A cache.
pub struct Cache(JsValue);

fn storage() -> JsValue {
    js::global("caches")
}

/// Checks that this browser can store copies.
///
/// # Errors
/// If it refuses, as in a private window, or has no Cache Storage, as on an insecure origin.
pub async fn check() -> JsResult<()> {
    js::promised(&storage(), "keys", &[]).await.map(drop)
}

/// Opens a cache, and creates it if necessary.
///
/// # Errors
/// If the browser refuses.
pub async fn open(name: &str) -> JsResult<Cache> {
    js::promised(&storage(), "open", &[name.into()]).await.map(Cache)
}

/// Deletes a cache with all its entries.
///
/// # Errors
/// If the browser refuses.
pub async fn delete(name: &str) -> JsResult<()> {
    js::promised(&storage(), "delete", &[name.into()]).await.map(drop)
}

impl Cache {
    /// The URLs of all copies.
    ///
    /// # Errors
    /// If the browser refuses.
    pub async fn addresses(&self) -> JsResult<Vec<String>> {
        let requests: Array = js::promised(&self.0, "keys", &[]).await?.unchecked_into();
        Ok(requests.iter().map(|request| js::text(&request, "url")).collect())
    }

    /// The text of a copy; `None` if there is none.
    pub async fn text(&self, address: &str) -> Option<String> {
        let copy = js::promised(&self.0, "match", &[address.into()]).await.ok()?;
        js::promised(&copy, "text", &[]).await.ok()?.as_string()
    }

    /// Stores a response under a URL.
    ///
    /// # Errors
    /// If there is no room, or the response breaks off.
    pub async fn put(&self, address: &str, answer: JsValue) -> JsResult<()> {
        js::promised(&self.0, "put", &[address.into(), answer]).await.map(drop)
    }

    /// Stores a text under a URL.
    ///
    /// # Errors
    /// If there is no room.
    pub async fn put_text(&self, address: &str, text: &str) -> JsResult<()> {
        self.put(address, js::construct("Response", &[text.into()])?).await
    }
}

/// The free space in bytes, if the browser reports it.
pub async fn room() -> Option<f64> {
    let estimate = js::promised(&js::navigator("storage"), "estimate", &[]).await.ok()?;
    Some(js::get(&estimate, "quota").as_f64()? - js::get(&estimate, "usage").as_f64().unwrap_or_default())
}

/// Requests persistent storage. The answer is not awaited: a browser may ask its user, who need not answer.
pub fn ask_to_persist() {
    let asked = js::promised(&js::navigator("storage"), "persist", &[]);
    events::spawn(async move { _ = asked.await });
}
