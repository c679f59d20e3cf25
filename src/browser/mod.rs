//! The browser: the one home of the DOM, fetch, history, storage and Intl.
//!
//! - [`dom`]: finding and changing elements.
//! - [`events`]: listening, waiting, frames.
//! - [`fetch`]: files of the site as text, checked against their hash.
//! - [`history`]: the address, and where a page was scrolled to.
//! - [`storage`]: what is kept on this device.
//! - [`locale`]: dates and numbers by Intl.
//! - [`highlight`]: words found, marked in an article.
//! - [`worker`]: the program in the worker, which searches.
//!
//! Deliberately absent: what the program knows of articles and lists.

pub mod dom;
pub mod events;
pub mod fetch;
pub mod highlight;
pub mod history;
pub mod locale;
pub mod storage;
pub mod worker;
