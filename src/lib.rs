//! Lectern: a reading room for articles, as one static site.
//!
//! Modules in reading order, each of which may name those before it:
//!
//! 1. [`article`]: what an article is.
//! 2. [`corpus`]: what a published corpus is: settings, cards, facets, packs, manifest, routes.
//! 3. [`search`]: which articles a query means, and the passage that shows it.
//! 4. [`messages`]: every message of the interface, by language.
//! 5. [`state`]: what the program in the page knows, as plain values.
//! 6. [`web`]: the one home of the DOM, fetch, history and storage.
//! 7. [`worker`]: the program in the worker.
//! 8. [`stores`]: what components share, as signals.
//! 9. [`components`]: the component tree; the build renders it to HTML, the program mounts it.
//! 10. [`app`]: the program in the page.
//! 11. `publish` (native): the publisher's command; the one home of files.
//!
//! Who may name whom is held by `tests/architecture.rs`.
//! `article`, `corpus`, `search`, `messages` and `state` know no clock, file, thread, DOM or network.

// A view has the type of everything in it.
#![recursion_limit = "256"]

#[cfg(feature = "page")]
pub mod app;
pub mod article;
#[cfg(feature = "page")]
pub mod components;
pub mod corpus;
#[cfg(feature = "page")]
pub mod messages;
#[cfg(all(not(target_arch = "wasm32"), feature = "page"))]
pub mod publish;
pub mod search;
#[cfg(feature = "page")]
pub mod state;
#[cfg(feature = "page")]
pub mod stores;
#[cfg(feature = "page")]
pub mod web;
pub mod worker;
