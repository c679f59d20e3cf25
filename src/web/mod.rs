//! The browser: the one home of the DOM, fetch, history, storage and Intl.
//!
//! - [`dom`]: finding and changing elements.
//! - [`clipboard`], [`debounce`]: what their names say.
//! - [`events`]: listening, waiting, frames.
//! - [`fetch`]: files of the site as text, checked against their hash.
//! - [`history`]: the address, and where a page was scrolled to.
//! - [`storage`]: what is kept on this device.
//! - [`locale`]: dates and numbers by Intl.
//! - [`highlight`]: words found, marked in an article.
//! - [`search_client`]: the program in the worker, which searches.
//! - [`cache_storage`], [`download`]: copies that are read without a connection. [`service_worker`]: what keeps them.
//! - [`shown_page`]: what the program in the page tells the one of reading offline.
//! - [`js`]: what the browser offers, called by name.
//!
//! Deliberately absent: what the program knows of articles and lists.

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
