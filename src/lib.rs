//! Lectern: a reading room for articles, as one static site.
//!
//! Modules in reading order:
//!
//! 1. [`article`]: what an article is.
//! 2. [`corpus`]: what a published corpus is: settings, cards, facets, packs, manifest, addresses.
//! 3. [`search`]: which articles a query means, and the passage that shows it.
//! 4. [`view`]: stateless views: plain values in, markup out; the same in the browser and on the machine.
//! 5. [`searcher`]: the program in the worker.
//! 6. `browser` (wasm): the one home of the DOM, fetch, history and storage.
//! 7. `reader` (wasm): the program in the page.
//! 8. `publish` (native): the publisher's command; the one home of files.
//!
//! Who may name whom is held by `tests/architecture.rs`.
//! `article`, `corpus`, `search` and `view` know no clock, file, thread, DOM or network.

pub mod article;
pub mod corpus;
pub mod search;
pub mod searcher;
#[cfg(feature = "page")]
pub mod view;

#[cfg(all(target_arch = "wasm32", feature = "page"))]
pub mod browser;
#[cfg(all(target_arch = "wasm32", feature = "page"))]
pub mod reader;

#[cfg(all(not(target_arch = "wasm32"), feature = "page"))]
pub mod publish;
