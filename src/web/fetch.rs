//! Fetches files of the site. A file named by its content hash is checked against it, so that site versions never mix.

use super::js;
use gloo_net::http::{Request, Response};
use serde::de::DeserializeOwned;
use std::pin::Pin;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::RequestCache;

/// Why a file could not be fetched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FetchError {
    /// No response: offline, or the host is down.
    Unreachable,
    /// A response that is not the file: missing, or a page in its place.
    Missing,
    /// The file is truncated or changed.
    Corrupt,
}

/// Fetches a JSON file. `hash` is the expected start of its SHA-256, if known; `cache` sets how the browser's HTTP cache is used.
///
/// # Errors
/// See [`FetchError`].
pub(crate) async fn json<T: DeserializeOwned>(url: &str, hash: Option<&str>, cache: RequestCache) -> Result<T, FetchError> {
    let bytes = bytes(url.to_owned(), hash.map(str::to_owned), cache).await?;
    serde_json::from_slice(&bytes).map_err(|_| FetchError::Corrupt)
}

/// Fetches the bytes of a file. It is boxed, so that the program contains the request's code once, not once for each file type.
fn bytes(url: String, hash: Option<String>, cache: RequestCache) -> Pin<Box<dyn Future<Output = Result<Vec<u8>, FetchError>>>> {
    Box::pin(async move {
        let response = match take_prefetched(&url).filter(|_| cache != RequestCache::Reload) {
            Some(promise) => {
                JsFuture::from(promise).await.map(|response| Response::from(response.unchecked_into::<web_sys::Response>())).ok()
            }
            None => Request::get(&url).cache(cache).send().await.ok(),
        };
        let response = response.ok_or(FetchError::Unreachable)?;
        if !response.ok() {
            return Err(FetchError::Missing);
        }
        let bytes = response.binary().await.map_err(|_| FetchError::Corrupt)?;
        match hash {
            Some(expected)
                if digest(&js_sys::Uint8Array::from(bytes.as_slice())).await.is_some_and(|found| !found.starts_with(&expected)) =>
            {
                Err(FetchError::Corrupt)
            }
            _ => Ok(bytes),
        }
    })
}

/// Takes the response that `src/app/start.js` requested in advance, once.
fn take_prefetched(url: &str) -> Option<js_sys::Promise> {
    let map = js::global("lecternPrefetched").dyn_into::<js_sys::Map>().ok()?;
    let url = JsValue::from_str(url);
    let promise = map.get(&url).dyn_into().ok();
    map.delete(&url);
    promise
}

/// SHA-256 of a buffer, hexadecimal; `None` if the browser has no Web Crypto, as on a page without https.
pub(crate) async fn digest(bytes: &JsValue) -> Option<String> {
    let subtle = js::get(&js::global("crypto"), "subtle");
    let hash = js::call_async(&subtle, "digest", &["SHA-256".into(), bytes.clone()]).await.ok()?;
    let mut text = String::with_capacity(64);
    for byte in js_sys::Uint8Array::new(&hash).to_vec() {
        for digit in [byte >> 4, byte & 15] {
            text.push(char::from(b"0123456789abcdef"[digit as usize]));
        }
    }
    Some(text)
}
