//! What analysis promises of any text, and the terms that it gives for texts in many languages.

#![allow(clippy::unwrap_used, clippy::string_slice, reason = "a test fails where it stands")]

mod golden_terms;
mod properties;
mod term_listing;
mod text_matcher;
