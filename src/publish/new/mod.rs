//! New: a reading room to begin with: settings, a page, an article that says what to do next, and the workflow that publishes
//! them on GitHub Pages.
//!
//! - [`begin`]: the folder.
//!
//! What is written stands beside this page as plain files, with placeholders between percent signs.

pub mod begin;

pub use begin::{Begun, Options, begin};
