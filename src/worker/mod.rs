//! The program of the search worker: it holds the index and answers queries of the page.
//!
//! - [`state`]: an open index, and its last answer.
//! - [`stems`]: the stemmers of the worker.
//!
//! `src/worker/worker.js` is the host: it fetches and inflates files, and repeats a query until no file is missing. The exports
//! are in `src/bin/search_worker.rs`, so that no other program carries them.
//!
//! Deliberately absent: fetching, the page, and every stemmer but the English one, see `src/bin/stemmer.rs`.

pub mod state;
pub mod stems;

pub use state::{Searcher, check_header};
pub use stems::{Stems, needs_stemmer};
