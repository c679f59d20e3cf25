//! The programs in the page. The first brings a prerendered page to life, and draws every page that is opened from it; the second,
//! which comes later, keeps the collection to be read offline.
//!
//! - [`start`]: what happens first: the stores, the effects, the kind of page.
//! - [`prerendered`]: the page as it was built, until somebody touches it: then its regions are drawn by components.
//!   [`carry_over`]: what a person did to it before. [`mount`]: putting components into the document.
//! - [`navigation`]: steps of the browser's history, and what follows an arrival; [`document`]: title and language.
//! - [`listeners`]: what the whole document listens to: links, keys, controls of the shell.
//! - [`loading`]: fetching what a page needs. [`search`]: asking the worker; [`excerpts`]: the passages of rows.
//! - [`reading`]: the section one is in, the place where one stops; [`in_page_search`]: the words that an article was opened for.
//! - [`offline`]: the program of reading offline. [`shown_page`]: telling it which page is shown. [`runtime`]: what both begin with.
//!
//! Deliberately absent: views (see `components`), the state itself (see `state` and `stores`).

pub mod carry_over;
pub mod document;
pub mod excerpts;
pub mod in_page_search;
pub mod listeners;
pub mod loading;
pub mod mount;
pub mod navigation;
pub mod offline;
pub mod prerendered;
pub mod reading;
pub mod runtime;
pub mod search;
pub mod shown_page;
pub mod start;

pub use start::start;
