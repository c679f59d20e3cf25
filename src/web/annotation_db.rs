//! The database of a reader's notebook, in IndexedDB: annotations, reading lists, articles that were read. Each is a record of its own,
//! so that two tabs do not overwrite each other. Other tabs are told of every change.

use super::events;
use super::js::{self, JsResult};
use crate::annotation::notebook::{Notebook, ReadMark, ReadingList};
use crate::annotation::web_annotation::{from_web_annotation, to_web_annotation};
use crate::annotation::{Annotation, conflict};
use idb::{Database, DatabaseEvent, Error, Factory, KeyPath, ObjectStoreParams, TransactionMode};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

/// The event of the window when everything was erased, by this tab or by another.
pub(crate) const ERASED_EVENT: &str = "lectern-erased";

/// The version of the database.
const VERSION: u32 = 1;

/// The stores of the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Store {
    /// Highlights and notes, as Web Annotations.
    Annotations,
    /// Reading lists.
    Lists,
    /// Articles that were read.
    Read,
}

impl Store {
    const ALL: [Store; 3] = [Store::Annotations, Store::Lists, Store::Read];

    fn name(self) -> &'static str {
        match self {
            Store::Annotations => "annotations",
            Store::Lists => "lists",
            Store::Read => "read",
        }
    }
}

/// Why something is not stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum StorageError {
    /// The browser stores nothing.
    Blocked,
    /// There is no room.
    Full,
}

impl From<Error> for StorageError {
    fn from(error: Error) -> StorageError {
        let is_full = match &error {
            Error::DomException(exception) => exception.name() == "QuotaExceededError",
            _ => false,
        };
        if is_full { StorageError::Full } else { StorageError::Blocked }
    }
}

/// The open database.
pub(crate) struct AnnotationDb {
    database: Database,
    channel: JsValue,
    /// Whether the connection was closed, because everything was erased.
    is_closed: Rc<Cell<bool>>,
}

/// The name of the database, and of the channel between tabs, of a site.
fn name(base: &str) -> String {
    ["lectern:", base].concat()
}

impl AnnotationDb {
    /// Opens the database of a site; it is created if there is none.
    ///
    /// # Errors
    /// If the browser refuses.
    pub(crate) async fn open(base: &str) -> Result<AnnotationDb, StorageError> {
        let mut request = Factory::new()?.open(&name(base), Some(VERSION))?;
        request.on_upgrade_needed(|event| {
            if let Ok(database) = event.database() {
                for store in Store::ALL {
                    let mut params = ObjectStoreParams::new();
                    params.key_path(Some(KeyPath::new_single("id")));
                    _ = database.create_object_store(store.name(), params);
                }
            }
        });
        let mut database = request.await?;
        let is_closed = Rc::new(Cell::new(false));
        let closed = is_closed.clone();
        // Erasing deletes the database, which an open connection would hold up.
        database.on_version_change(move |event| {
            closed.set(true);
            _ = event.target().map(|database| js::call(&database, "close", &[]));
            events::dispatch(ERASED_EVENT);
        });
        let channel = js::construct("BroadcastChannel", &[name(base).into()]).unwrap_or(JsValue::UNDEFINED);
        Ok(AnnotationDb { database, channel, is_closed })
    }

    /// Whether it was closed: everything in it was erased.
    pub(crate) fn is_closed(&self) -> bool {
        self.is_closed.get()
    }

    /// Calls a handler when another tab has changed the database.
    pub(crate) fn on_change(&self, handle: impl FnMut() + 'static) {
        let handle: Box<dyn FnMut()> = Box::new(handle);
        js::set(&self.channel, "onmessage", &Closure::wrap(handle).into_js_value());
    }

    fn notify(&self) {
        _ = js::call(&self.channel, "postMessage", &["changed".into()]);
    }

    /// Reads everything but the saved articles. A damaged record takes no other with it.
    ///
    /// # Errors
    /// If the browser refuses.
    pub(crate) async fn read(&self) -> Result<Notebook, StorageError> {
        let values = self.read_all(Store::Annotations).await?;
        let mut annotations: Vec<Annotation> =
            values.iter().filter_map(parse::<serde_json::Value>).filter_map(|value| from_web_annotation(&value)).collect();
        annotations.sort_by(|a, b| a.created.cmp(&b.created));
        let mut lists: Vec<ReadingList> = self.read_all(Store::Lists).await?.iter().filter_map(parse).collect();
        lists.sort_by(|a, b| a.name.cmp(&b.name));
        let read: Vec<ReadMark> = self.read_all(Store::Read).await?.iter().filter_map(parse).collect();
        Ok(Notebook { annotations, saved: Vec::new(), lists, read })
    }

    async fn read_all(&self, store: Store) -> Result<Vec<JsValue>, StorageError> {
        let transaction = self.database.transaction(&[store.name()], TransactionMode::ReadOnly)?;
        Ok(transaction.object_store(store.name())?.get_all(None, None)?.await?)
    }

    /// Stores an annotation, and returns it as it is stored. `known` is the time of the change that this tab knows: where another tab
    /// has changed the note since, both texts are kept.
    ///
    /// # Errors
    /// If the browser refuses, or there is no room.
    pub(crate) async fn put_annotation(&self, annotation: Annotation, known: &str) -> Result<Annotation, StorageError> {
        let transaction = self.database.transaction(&[Store::Annotations.name()], TransactionMode::ReadWrite)?;
        let store = transaction.object_store(Store::Annotations.name())?;
        let stored = store.get(JsValue::from_str(&annotation.id))?.await?;
        let stored = stored.as_ref().and_then(parse::<serde_json::Value>).and_then(|value| from_web_annotation(&value));
        let annotation = match stored {
            Some(stored) if stored.modified != known => conflict::keep_both(annotation, &stored),
            _ => annotation,
        };
        store.put(&to_js(&to_web_annotation(&annotation))?, None)?.await?;
        transaction.commit()?.await?;
        self.notify();
        Ok(annotation)
    }

    /// Stores records that another tab does not change meanwhile: reading lists, read articles, imported annotations.
    ///
    /// # Errors
    /// If the browser refuses, or there is no room; then none of them is stored.
    pub(crate) async fn put_all(&self, notebook: &Notebook) -> Result<(), StorageError> {
        let transaction = self.database.transaction(&Store::ALL.map(Store::name), TransactionMode::ReadWrite)?;
        let annotations = notebook.annotations.iter().map(|annotation| (Store::Annotations, to_js(&to_web_annotation(annotation))));
        let lists = notebook.lists.iter().map(|list| (Store::Lists, to_js(list)));
        let read = notebook.read.iter().map(|mark| (Store::Read, to_js(mark)));
        for (store, value) in annotations.chain(lists).chain(read) {
            transaction.object_store(store.name())?.put(&value?, None)?.await?;
        }
        transaction.commit()?.await?;
        self.notify();
        Ok(())
    }

    /// Deletes a record.
    ///
    /// # Errors
    /// If the browser refuses.
    pub(crate) async fn delete(&self, store: Store, id: &str) -> Result<(), StorageError> {
        let transaction = self.database.transaction(&[store.name()], TransactionMode::ReadWrite)?;
        transaction.object_store(store.name())?.delete(JsValue::from_str(id))?.await?;
        transaction.commit()?.await?;
        self.notify();
        Ok(())
    }
}

/// Deletes the database of a site. Without IndexedDB there is none.
pub(crate) fn delete_database(base: &str) {
    _ = js::call(&js::global("indexedDB"), "deleteDatabase", &[name(base).into()]);
}

/// Asks the browser not to delete what is stored when space runs out; returns whether it agrees.
pub(crate) async fn request_persistence() -> bool {
    let persist = js::call_async(&js::navigator("storage"), "persist", &[]).await;
    persist.is_ok_and(|granted| granted.is_truthy())
}

/// Whether the browser has agreed.
pub(crate) async fn is_persistent() -> bool {
    let persisted = js::call_async(&js::navigator("storage"), "persisted", &[]).await;
    persisted.is_ok_and(|granted| granted.is_truthy())
}

/// A record as an object of JavaScript.
fn to_js<T: Serialize>(value: &T) -> Result<JsValue, StorageError> {
    let text = serde_json::to_string(value).map_err(|_| StorageError::Blocked)?;
    js_sys::JSON::parse(&text).map_err(|_| StorageError::Blocked)
}

fn parse<T: DeserializeOwned>(value: &JsValue) -> Option<T> {
    let text: JsResult<js_sys::JsString> = js_sys::JSON::stringify(value);
    serde_json::from_str(&String::from(text.ok()?)).ok()
}

/// A new id: a URN with a random UUID.
pub(crate) fn new_id() -> String {
    let crypto = js::global("crypto");
    let uuid = js::call(&crypto, "randomUUID", &[]).ok().and_then(|uuid| uuid.as_string());
    ["urn:uuid:", &uuid.unwrap_or_else(|| random_uuid(&crypto))].concat()
}

/// A UUID of version 4 (RFC 9562), where the page is not served over https and the browser makes none.
fn random_uuid(crypto: &JsValue) -> String {
    let bytes = js_sys::Uint8Array::new_with_length(16);
    _ = js::call(crypto, "getRandomValues", std::slice::from_ref(bytes.unchecked_ref()));
    let mut bytes = bytes.to_vec();
    for (at, keep, set) in [(6, 0x0f, 0x40), (8, 0x3f, 0x80)] {
        if let Some(byte) = bytes.get_mut(at) {
            *byte = *byte & keep | set;
        }
    }
    let mut uuid = String::new();
    for (at, byte) in bytes.iter().enumerate() {
        if [4, 6, 8, 10].contains(&at) {
            uuid.push('-');
        }
        uuid.push_str(&format!("{byte:02x}"));
    }
    uuid
}

/// The time now, RFC 3339.
pub(crate) fn now() -> String {
    String::from(js_sys::Date::new_0().to_iso_string())
}
