//! What a publisher sees of `check`, `build` and `export`: each test runs the command, or the function behind it, on a folder.
//!
//! The corpus is `tests/cli/corpus`, the reader a stand-in in `tests/cli/reader`. Golden files stand in
//! `tests/cli/golden`; `LECTERN_UPDATE=1 cargo test --test cli` writes them anew.

#![allow(clippy::unwrap_used, clippy::string_slice, reason = "a test fails where it stands")]

mod built_site;
mod check;
mod conformance;
mod export;
mod facet_pages_and_feeds;
mod file_protocol;
mod hostile_content;
mod incremental_build;
mod large_corpus;
mod new_site;
mod offline;
mod preview_pictures;
mod private_data;
mod related;
mod review;
mod serve;
mod signature;
mod spec;
mod support;
mod wire_format;
