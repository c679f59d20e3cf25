//! What a publisher sees of `check`, `build` and `export`: each test runs the command, or the function behind it, on a folder.
//!
//! The corpus is `tests/publish/corpus`, the reader a stand-in in `tests/publish/reader`. Golden files stand in
//! `tests/publish/golden`; `LECTERN_UPDATE=1 cargo test --test publish` writes them anew.

#![allow(clippy::unwrap_used, clippy::string_slice, reason = "a test fails where it stands")]

mod again;
mod attacks;
mod check;
mod file_protocol;
mod large;
mod lists;
mod offline;
mod preview;
mod private;
mod rows;
mod served;
mod signed;
mod site;
mod spec;
mod specified;
mod started;
mod support;
mod wire;
