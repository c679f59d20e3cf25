//! Lectern: a reading room for articles, as one static site.
//!
//! Modules in reading order, each of which may name those before it:
//!
//! 1. [`article`]: the data model of an article.
//! 2. [`corpus`]: the data model of a published corpus: settings, cards, facets, packs, manifest, routes.
//! 3. `annotation`: a reader's highlights and notes, and how they find their passages again. `citation`: citations of articles.
//! 4. [`search`]: finds the articles that match a query, and their excerpts.
//! 5. [`messages`]: every message of the interface, by language.
//! 6. [`state`]: the page's state as plain values.
//! 7. [`web`]: the only module that uses the DOM, fetch, history and storage.
//! 8. [`worker`]: the program in the web worker.
//! 9. [`stores`]: state shared by components, as signals.
//! 10. [`components`]: the component tree; the build renders it to HTML, the program mounts it.
//! 11. [`app`]: the program in the page.
//! 12. `cli` (native): the publisher's command; the only module that uses files.
//!
//! `tests/architecture.rs` checks which module may use which.
//! `article`, `corpus`, `annotation`, `citation`, `search`, `messages` and `state` use no clock, file, thread, DOM or network.

// The type of a view contains the types of all its parts.
#![recursion_limit = "256"]

#[cfg(feature = "page")]
pub mod annotation;
#[cfg(feature = "page")]
pub mod app;
pub mod article;
#[cfg(feature = "page")]
pub(crate) mod citation;
#[cfg(all(not(target_arch = "wasm32"), feature = "page"))]
pub mod cli;
#[cfg(feature = "page")]
pub(crate) mod components;
pub mod corpus;
#[cfg(feature = "page")]
pub(crate) mod messages;
pub mod search;
#[cfg(feature = "page")]
pub(crate) mod state;
#[cfg(feature = "page")]
pub(crate) mod stores;
#[cfg(feature = "page")]
pub(crate) mod web;
pub mod worker;
