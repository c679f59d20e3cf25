//! The browser: the only module that uses the DOM, fetch, history, storage and Intl.
//!
//! - [`dom`]: finds and changes elements.
//! - [`clipboard`], [`debounce`]: copies text; delays calls.
//! - [`events`]: listeners, timers, animation frames.
//! - [`fetch`]: files of the site, checked against their hash.
//! - [`history`]: the URL, and the scroll position.
//! - [`storage`]: data stored on this device.
//! - [`locale`]: dates and numbers by Intl.
//! - [`highlight`]: marks matches in an article.
//! - [`search_client`]: the client of the search worker.
//! - [`cache_storage`], [`download`]: copies for offline reading. [`service_worker`]: registers and messages the service worker.
//! - [`shown_page`]: reports the shown page to the offline program.
//! - [`js`]: browser APIs called by name.
//!
//! Deliberately absent: the logic of articles and lists.

pub(crate) mod cache_storage;
pub(crate) mod clipboard;
pub(crate) mod debounce;
pub(crate) mod dom;
pub(crate) mod download;
pub(crate) mod events;
pub(crate) mod fetch;
pub(crate) mod highlight;
pub(crate) mod history;
pub(crate) mod js;
pub(crate) mod locale;
pub(crate) mod search_client;
pub(crate) mod service_worker;
pub(crate) mod shown_page;
pub(crate) mod storage;
