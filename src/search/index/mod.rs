//! The index: file format, builder, and the engine that answers from it.
//!
//! - [`weights`]: the ranking parameters and formulas.
//! - [`codec`]: encoding of numbers and words; [`file`]: file names and headers.
//! - [`index_header`], [`term_block`], [`positions`], [`spelling`]: the contents of the files. A term block holds [`postings`] and
//!   the [`result_card`] of an article, and is written from a [`term_block_draft`].
//! - [`build`](mod@build): builds the file contents from articles, natively only.
//! - [`engine`]: answers queries, and lists the files that it still needs.
//!
//! Deliberately absent: fetching, compressing, inflating; the caller does that.

#[cfg(not(target_arch = "wasm32"))]
pub mod build;
pub mod codec;
pub mod engine;
pub mod file;
pub mod index_header;
pub mod positions;
pub mod postings;
pub mod result_card;
pub mod spelling;
pub mod term_block;
pub mod term_block_draft;
pub mod weights;

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;

pub use engine::{Answer, Engine};
pub use file::CorruptIndex;
