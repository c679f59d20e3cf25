//! The index: its format, how it is built, and the engine that answers from it.
//!
//! - [`weights`]: every number that ranking depends on.
//! - [`codec`]: numbers and words as bytes; [`file`]: what a file begins with, and what it is called.
//! - [`root`], [`terms`], [`places`], [`spelling`]: what stands in the files.
//! - [`build`]: from articles to the contents of files.
//! - [`engine`]: queries in, answers out, and the files that are still wanted.
//!
//! Deliberately absent: fetching, compressing, inflating; whoever builds an index or holds an engine does that.

pub mod build;
pub mod codec;
pub mod engine;
pub mod file;
pub mod places;
pub mod root;
pub mod spelling;
pub mod terms;
pub mod weights;

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;

pub use engine::{Answer, Engine, Reply};
pub use file::Damage;
