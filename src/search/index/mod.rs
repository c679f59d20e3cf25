//! The index: its format, how it is built, and the engine that answers from it.
//!
//! - [`engine`]: queries in, answers out, and the files that are still wanted.
//!
//! Deliberately absent: fetching and inflating; whoever holds an engine brings it the files that it asks for.

pub mod engine;

pub use engine::{Answer, Damage, Engine, Reply};
