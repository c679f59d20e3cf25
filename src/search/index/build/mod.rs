//! The index builder: articles in, file contents out.
//!
//! - [`collect`]: collects terms and postings, article by article in the order of their doc ids.
//! - [`fields`]: the text of an article, by field.
//! - `note_numbers`: numbers of notes that are glued to a word.
//! - [`layout`]: distributes terms over files.
//!
//! Deliberately absent: compressing, hashing and writing files; the caller brings a [`SegmentSink`] for that.

pub mod collect;
pub mod fields;
pub mod layout;
mod note_numbers;

pub use collect::{Collector, LanguageResources};
pub use layout::{ExternalFiles, MIN_SHARED_PREFIX_BYTES, SegmentSink, write_index};
