//! Components: the views of every page, rendered natively by the build and mounted in the browser by the program, from one source.
//!
//! - [`built_view`]: one type for all views.
//! - [`current_page`]: the page of the current route.
//! - [`shell`]: the frame of every page: masthead, footer, consent notice.
//! - [`list`]: the list: search form, toolbar, facet sidebar, results.
//! - [`article`]: an article in full, and the site's own pages.
//! - [`annotations`]: highlights, notes, the notebook, citations.
//! - [`saved`], [`settings`], [`pages`]: the other pages.
//! - [`ui`]: small components that several of these use.
//! - `render` (native): renders components to HTML, for the build.
//!
//! Components share state by context, from `stores`. A nested element of `view!` holds at least one expression: Leptos would create
//! an element of literals alone by parsing HTML, which the page's policy forbids.
//!
//! Deliberately absent: fetching, the URL, and effects on the document (see `app`).

#![allow(unreachable_pub, reason = "what the macro of a component generates is public")]

pub(crate) mod annotations;
pub(crate) mod article;
pub(crate) mod built_view;
pub(crate) mod current_page;
pub(crate) mod list;
#[cfg(test)]
mod offline_tests;
pub(crate) mod pages;
#[cfg(not(target_arch = "wasm32"))]
pub(crate) mod render;
pub(crate) mod saved;
pub(crate) mod settings;
pub(crate) mod shell;
#[cfg(test)]
pub(crate) mod test_support;
pub(crate) mod ui;
