//! The program in the worker: it holds the index and answers what the page asks.
//!
//! - [`state`]: an open index, and what was asked of it last.
//! - [`stems`]: words brought to their stem.
//!
//! `src/worker/worker.js` stands around it: it fetches files and inflates them, and goes on asking until nothing is
//! wanted. The exports stand in `src/bin/searcher.rs`, so that no other program carries them.
//!
//! Deliberately absent: fetching, the page, and every stemmer but the English one, see `src/bin/stemmer.rs`.

pub mod state;
pub mod stems;

pub use state::{Searcher, header_of};
pub use stems::{Stems, are_foreign};
