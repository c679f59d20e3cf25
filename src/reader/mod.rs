//! The program in the page.
//!
//! - [`start`]: what happens first: the page as it came is adopted or taken over.
//! - [`app`]: the state of the program: where the reader is, the list's state, what is loaded and kept.
//! - [`library`]: what of the corpus is loaded; [`loading`]: fetching what is needed, and trying again.
//! - [`asking`]: what the list looks for, asked of the worker; [`excerpts`]: the passages that its rows show.
//! - [`listed`]: the state of the list, its words watched apart.
//! - [`found`]: the articles that the list's state means.
//! - [`pages`]: the views of each page, run again when what they read has changed.
//! - [`takeover`]: taking over a page as it came, without loss.
//! - [`navigation`]: going from place to place inside the program.
//! - [`actions`], [`typing`], [`years`], [`reading`]: what a person does: presses, types, drags, scrolls.
//! - [`hits`]: the words that an article was opened for.
//! - [`watched`]: values whose readers run again when they change.
//! - [`kept`]: what is kept on this device.
//!
//! Deliberately absent: markup (see `view`) and the DOM (see `browser`).

pub mod actions;
pub mod app;
pub mod asking;
pub mod excerpts;
pub mod found;
pub mod hits;
pub mod kept;
pub mod library;
pub mod listed;
pub mod loading;
pub mod navigation;
pub mod pages;
pub mod reading;
pub mod start;
pub mod takeover;
pub mod typing;
pub mod watched;
pub mod years;

pub use start::start;
