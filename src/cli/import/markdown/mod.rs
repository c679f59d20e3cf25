//! Turns Markdown into articles.
//!
//! - [`read`]: reads a whole source: CommonMark, tables, footnotes, task lists, strikethrough, definition lists, formulas.
//! - [`front_matter`]: front matter in YAML or TOML.
//! - `comments`: strips Obsidian comments.
//! - `obsidian`: wikilinks, callouts, highlights, inline notes, block ids.
//!
//! The body is converted like a saved page, from elements to blocks, so that HTML in it keeps its meaning.
//! Deliberately absent: templates. Their tags stay as text.

mod comments;
pub mod front_matter;
mod obsidian;
mod reader;
mod yaml;

pub use reader::read;

use super::imported::ImportError;
use super::importer::{Importer, Items, import_single};
use super::source::Source;

/// Imports Markdown with front matter.
pub struct Markdown;

impl Importer for Markdown {
    fn extensions(&self) -> &'static [&'static str] {
        &["md", "markdown", "mdown", "mkd"]
    }

    fn import(&self, source: &Source, bytes: &[u8], lang: &str) -> Result<Items, ImportError> {
        Ok(vec![Ok(import_single(source, bytes, false, |text| read(text, &source.name, lang))?)])
    }
}
