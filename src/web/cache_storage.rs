//! Copies of files and pages that this browser keeps, and the room for them.

use super::events;
use super::js::{self, Answer};
use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};

/// A cache.
pub struct Cache(JsValue);

fn storage() -> JsValue {
    js::global("caches")
}

/// Whether this browser keeps copies.
///
/// # Errors
/// Where it refuses, as in a private window, or knows no caches, as on an address that is not secure.
pub async fn check() -> Answer<()> {
    js::promised(&storage(), "keys", &[]).await.map(drop)
}

/// Opens a cache; it is made where there is none.
///
/// # Errors
/// Where the browser refuses.
pub async fn open(name: &str) -> Answer<Cache> {
    js::promised(&storage(), "open", &[name.into()]).await.map(Cache)
}

/// Removes a cache with everything in it.
///
/// # Errors
/// Where the browser refuses.
pub async fn delete(name: &str) -> Answer<()> {
    js::promised(&storage(), "delete", &[name.into()]).await.map(drop)
}

impl Cache {
    /// The addresses of all copies.
    ///
    /// # Errors
    /// Where the browser refuses.
    pub async fn addresses(&self) -> Answer<Vec<String>> {
        let requests: Array = js::promised(&self.0, "keys", &[]).await?.unchecked_into();
        Ok(requests.iter().map(|request| js::text(&request, "url")).collect())
    }

    /// The text of a copy; `None` where there is none.
    pub async fn text(&self, address: &str) -> Option<String> {
        let copy = js::promised(&self.0, "match", &[address.into()]).await.ok()?;
        js::promised(&copy, "text", &[]).await.ok()?.as_string()
    }

    /// Keeps an answer under an address.
    ///
    /// # Errors
    /// Where there is no room, or the answer breaks off.
    pub async fn put(&self, address: &str, answer: JsValue) -> Answer<()> {
        js::promised(&self.0, "put", &[address.into(), answer]).await.map(drop)
    }

    /// Keeps a text under an address.
    ///
    /// # Errors
    /// Where there is no room.
    pub async fn put_text(&self, address: &str, text: &str) -> Answer<()> {
        self.put(address, js::construct("Response", &[text.into()])?).await
    }
}

/// How many bytes there is room for, where the browser says that.
pub async fn room() -> Option<f64> {
    let estimate = js::promised(&js::navigator("storage"), "estimate", &[]).await.ok()?;
    Some(js::get(&estimate, "quota").as_f64()? - js::get(&estimate, "usage").as_f64().unwrap_or_default())
}

/// Asks that copies may stay. The answer is not waited for: a browser may ask its user, who need not answer.
pub fn ask_to_persist() {
    let asked = js::promised(&js::navigator("storage"), "persist", &[]);
    events::spawn(async move { _ = asked.await });
}
