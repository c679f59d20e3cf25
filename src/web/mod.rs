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

pub mod cache_storage;
pub mod clipboard;
pub mod debounce;
pub mod dom;
pub mod download;
pub mod events;
pub mod fetch;
pub mod highlight;
pub mod history;
pub mod js;
pub mod locale;
pub mod search_client;
pub mod service_worker;
pub mod shown_page;
pub mod storage;
