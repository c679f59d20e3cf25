//! New: creates a reading room with settings, a page, an article that explains the next steps, and the workflow that publishes them
//! on GitHub Pages.
//!
//! - [`create`]: creates the folder.
//!
//! The files of a new room are stored beside this module as plain files, with placeholders between percent signs.

pub(crate) mod create;

pub(crate) use create::{CreatedSite, Options, create};
