//! Data stored on this device, under keys with the site's base path.

use super::{dom, events};
use serde::Serialize;
use serde::de::DeserializeOwned;
use web_sys::Storage;

/// Key of the saved articles.
pub(crate) const SAVED_KEY: &str = "saved";
/// Key of the preferences; `src/app/theme.js` reads them too.
pub(crate) const PREFERENCES_KEY: &str = "settings";
/// Key of the reading positions.
pub(crate) const POSITIONS_KEY: &str = "places";
/// Key of the last searches.
pub(crate) const SEARCHES_KEY: &str = "searches";
/// Key of the articles with highlights and notes, which are in a database: `src/app/start.js` reads it too.
pub(crate) const ANNOTATED_KEY: &str = "annotated";
/// Every key.
pub(crate) const ALL_KEYS: [&str; 5] = [SAVED_KEY, PREFERENCES_KEY, POSITIONS_KEY, SEARCHES_KEY, ANNOTATED_KEY];
/// The event of the window when another tab, or another program of this one, has changed what is stored.
pub(crate) const CHANGE_EVENT: &str = "storage";

fn storage() -> Option<Storage> {
    dom::window()?.local_storage().ok().flatten()
}

fn storage_key(base: &str, key: &str) -> String {
    format!("lectern:{base}:{key}")
}

/// Reads a stored value; `None` if there is none, or it cannot be parsed.
pub(crate) fn read<T: DeserializeOwned>(base: &str, key: &str) -> Option<T> {
    let text = storage()?.get_item(&storage_key(base, key)).ok().flatten()?;
    // As bytes, like everything that is fetched: the program contains one JSON parser.
    serde_json::from_slice(text.as_bytes()).ok()
}

/// Stores a value; the default is not stored, and removes the stored one. Returns whether storage has room and permission.
pub(crate) fn write_unless_default<T: Serialize + Default + PartialEq>(base: &str, key: &str, value: &T) -> bool {
    if *value == T::default() {
        remove(base, key);
        return true;
    }
    let written = storage().zip(serde_json::to_string(value).ok());
    written.is_some_and(|(storage, text)| storage.set_item(&storage_key(base, key), &text).is_ok())
}

/// Tells the other programs of this tab that something stored has changed; the browser tells other tabs.
pub(crate) fn notify() {
    events::dispatch(CHANGE_EVENT);
}

/// Removes a stored value.
pub(crate) fn remove(base: &str, key: &str) {
    if let Some(storage) = storage() {
        _ = storage.remove_item(&storage_key(base, key));
    }
}
