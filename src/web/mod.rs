//! The browser: the only module that uses the DOM, fetch, history, storage and Intl.
//!
//! - [`dom`]: finds and changes elements.
//! - [`clipboard`], [`debounce`]: copies text; delays calls.
//! - [`events`]: listeners, timers, animation frames.
//! - [`fetch`]: files of the site, checked against their hash.
//! - [`history`]: the URL, and the scroll position.
//! - [`storage`]: data stored on this device.
//! - [`locale`]: dates and numbers by Intl.
//! - [`file_transfer`]: downloads of files that the page makes, files that a reader chooses.
//! - [`highlight`]: marks matches in an article.
//! - [`selection`]: what is selected. [`segmenter`]: the sentences of a text. [`shown_text`]: the text of the open article and its
//!   ranges. [`highlight_registry`]: draws highlights.
//! - [`annotation_db`]: the database of the notebook. [`annotation_requests`]: requests to the program of annotations.
//! - [`search_client`]: the client of the search worker.
//! - [`cache_storage`], [`download`]: copies for offline reading. [`service_worker`]: registers and messages the service worker.
//! - [`share`]: the share sheet of the system.
//! - [`shown_page`]: reports the shown page to the offline program.
//! - [`js`]: browser APIs called by name.
//!
//! Deliberately absent: the logic of articles and lists.

pub(crate) mod annotation_db;
pub(crate) mod annotation_requests;
pub(crate) mod cache_storage;
pub(crate) mod clipboard;
pub(crate) mod debounce;
pub(crate) mod dom;
pub(crate) mod download;
pub(crate) mod events;
pub(crate) mod fetch;
pub(crate) mod file_transfer;
pub(crate) mod highlight;
pub(crate) mod highlight_registry;
pub(crate) mod history;
pub(crate) mod js;
pub(crate) mod locale;
pub(crate) mod search_client;
pub(crate) mod segmenter;
pub(crate) mod selection;
pub(crate) mod service_worker;
pub(crate) mod share;
pub(crate) mod shown_page;
pub(crate) mod shown_text;
pub(crate) mod storage;
