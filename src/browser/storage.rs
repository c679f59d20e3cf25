//! What is kept on this device, by names of our own under the site's base path.

use super::dom;
use serde::Serialize;
use serde::de::DeserializeOwned;
use web_sys::Storage;

fn storage() -> Option<Storage> {
    dom::window()?.local_storage().ok().flatten()
}

fn name(base: &str, key: &str) -> String {
    format!("lectern:{base}:{key}")
}

/// Reads what was kept; `None` where nothing was, or it is not what was expected.
pub fn read<T: DeserializeOwned>(base: &str, key: &str) -> Option<T> {
    let text = storage()?.get_item(&name(base, key)).ok().flatten()?;
    // As bytes, like everything that is fetched: one reader of JSON in the program is enough.
    serde_json::from_slice(text.as_bytes()).ok()
}

/// Keeps a value; whether there was room and leave.
pub fn write<T: Serialize>(base: &str, key: &str, value: &T) -> bool {
    let written = storage().zip(serde_json::to_string(value).ok());
    written.is_some_and(|(storage, text)| storage.set_item(&name(base, key), &text).is_ok())
}

/// Erases what was kept.
pub fn erase(base: &str, key: &str) {
    if let Some(storage) = storage() {
        _ = storage.remove_item(&name(base, key));
    }
}
