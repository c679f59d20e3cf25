//! The programs in the page. The first takes over a prerendered page and renders every page opened from it; the others come
//! later.
//!
//! - [`start`]: start-up: the stores, the effects, the kind of page.
//! - [`prerendered`]: keeps the prerendered page until the first interaction, then mounts components in its regions.
//!   [`carry_over`]: input made before that. [`mount`]: mounts components in the document.
//! - [`navigation`]: the browser's history, and scroll and focus after a navigation; [`document`]: title and language.
//! - [`listeners`]: event listeners of the whole document: links, keys, controls of the shell.
//! - [`loading`]: fetches what a page needs. [`search`]: queries the worker; [`excerpts`]: the excerpts of rows.
//! - [`reading`]: the current section and the reading position; [`in_page_search`]: the matches in an open article.
//! - [`offline`]: the program for offline reading. [`annotations`]: the program of highlights, notes, the notebook and citations.
//!   [`shown_page`]: tells both which page is shown. [`runtime`]: start-up code of all three.
//!
//! Deliberately absent: views (see `components`), the state itself (see `state` and `stores`).

pub mod annotations;
pub(crate) mod carry_over;
pub(crate) mod document;
pub(crate) mod excerpts;
pub(crate) mod in_page_search;
pub(crate) mod listeners;
pub(crate) mod loading;
pub(crate) mod mount;
pub(crate) mod navigation;
pub mod offline;
pub(crate) mod prerendered;
pub(crate) mod reading;
pub(crate) mod runtime;
pub(crate) mod search;
pub(crate) mod shown_page;
pub(crate) mod start;

pub use start::start;
