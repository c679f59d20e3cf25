//! Files of the site. A file that is named by its content is checked against that name, so that nothing of two editions mixes.

use super::js;
use gloo_net::http::{Request, Response};
use serde::de::DeserializeOwned;
use std::pin::Pin;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::RequestCache;

/// Why a file is not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    /// No answer: offline, or the host is away.
    Unreachable,
    /// An answer that is not the file: missing, or a page in its place.
    Missing,
    /// The file came, but cut or changed.
    Damaged,
}

/// Fetches a JSON file. `hash` is what its SHA-256 must begin with, where that is known; `cache` says how the browser's cache is used.
///
/// # Errors
/// See [`Failure`].
pub async fn json<T: DeserializeOwned>(url: &str, hash: Option<&str>, cache: RequestCache) -> Result<T, Failure> {
    let bytes = bytes(url.to_owned(), hash.map(str::to_owned), cache).await?;
    serde_json::from_slice(&bytes).map_err(|_| Failure::Damaged)
}

/// The beginning of a file's SHA-256 as its name has it: what stands between the last `-` and the last `.`.
pub fn hash_in(path: &str) -> Option<&str> {
    Some(path.rsplit_once('.')?.0.rsplit_once('-')?.1)
}

/// The bytes of a file, in a box: the code of the request stands in the program once, not once for each type of file.
fn bytes(url: String, hash: Option<String>, cache: RequestCache) -> Pin<Box<dyn Future<Output = Result<Vec<u8>, Failure>>>> {
    Box::pin(async move {
        let response = match asked(&url).filter(|_| cache != RequestCache::Reload) {
            Some(answer) => JsFuture::from(answer).await.map(|answer| Response::from(answer.unchecked_into::<web_sys::Response>())).ok(),
            None => Request::get(&url).cache(cache).send().await.ok(),
        };
        let response = response.ok_or(Failure::Unreachable)?;
        if !response.ok() {
            return Err(Failure::Missing);
        }
        let bytes = response.binary().await.map_err(|_| Failure::Damaged)?;
        match hash {
            Some(wanted) if digest(&js_sys::Uint8Array::from(bytes.as_slice())).await.is_some_and(|found| !found.starts_with(&wanted)) => {
                Err(Failure::Damaged)
            }
            _ => Ok(bytes),
        }
    })
}

/// The answer that `src/app/start.js` has asked for already, once.
fn asked(url: &str) -> Option<js_sys::Promise> {
    let map = js::global("lecternAsked").dyn_into::<js_sys::Map>().ok()?;
    let url = JsValue::from_str(url);
    let answer = map.get(&url).dyn_into().ok();
    map.delete(&url);
    answer
}

/// SHA-256 of a buffer, hexadecimal; `None` where the browser offers no cryptography, as on a page without https.
pub async fn digest(bytes: &JsValue) -> Option<String> {
    let subtle = js::get(&js::global("crypto"), "subtle");
    let hash = js::promised(&subtle, "digest", &["SHA-256".into(), bytes.clone()]).await.ok()?;
    let mut text = String::with_capacity(64);
    for byte in js_sys::Uint8Array::new(&hash).to_vec() {
        for digit in [byte >> 4, byte & 15] {
            text.push(char::from(b"0123456789abcdef"[digit as usize]));
        }
    }
    Some(text)
}
