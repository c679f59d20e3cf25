//! Markdown to articles.
//!
//! - [`read`]: the whole source: CommonMark, tables, footnotes, task lists, struck words, definitions, formulas.
//! - [`front`]: front matter in YAML or TOML.
//! - `comments`: what its writer meant for nobody else, taken out.
//! - `obsidian`: wikilinks, callouts, marked words, notes in a line, ids of blocks.
//!
//! The body takes the way of a saved page, from elements to blocks, so that HTML in it means what it means there.
//! Deliberately absent: templates. Their tags stay as words.

mod comments;
pub mod front;
mod obsidian;
mod reader;
mod yaml;

pub use reader::read;
