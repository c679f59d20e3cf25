//! Building an index: articles in, contents of files out.
//!
//! - [`collect`]: article by article, in the order of their ordinals.
//! - [`fields`]: the words of an article, by field.
//! - [`layout`]: what goes into which file.
//!
//! Deliberately absent: compressing, hashing and writing the files; whoever builds brings a [`Press`] for that.

pub mod collect;
pub mod fields;
pub mod layout;

pub use collect::{Collector, Knowledge};
pub use layout::{KIN, Others, Press, lay_out};
