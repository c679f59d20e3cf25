//! Markdown to articles.
//!
//! - [`read`]: the whole source: CommonMark, tables, footnotes, task lists, struck words, definitions, formulas.
//! - [`front`]: front matter in YAML or TOML.
//!
//! The body takes the way of a saved page, from elements to blocks, so that HTML in it means what it means there.
//! Deliberately absent: templates. Their tags stay as words.

pub mod front;
mod reader;

pub use reader::read;
