//! Turns Markdown into articles: CommonMark, and the dialects of Obsidian, Hugo, Jekyll, Zola, Eleventy, Hexo and Docusaurus.
//!
//! - [`read`]: reads a whole source.
//! - [`front_matter`]: splits it off; `fields`: its fields as those of an article; `lead_figure`: its picture; `file_name`: what the path says.
//! - `prepare`: brings the text to CommonMark: `comments`, `mdx`, `shortcodes`, `directives`, `attribute_lists`, `abbreviations`, `tex`.
//!   `code_ranges`: where signs are literal.
//! - `obsidian`: brings the events of the parser to CommonMark's: `wikilinks`, `callouts`, `block_ids`, `inline_notes`, `highlights`.
//!   `hashtags`: the tags in a text.
//! - `not_articles`: sources that are lists, drawings or templates.
//!
//! The body is converted like a saved page, from elements to blocks, so that HTML in it keeps its meaning.
//! Deliberately absent: a template engine. Of a tag that stands for no element of an article the text stays.

mod abbreviations;
mod attribute_lists;
mod block_ids;
mod callouts;
mod code_ranges;
mod comments;
mod directives;
mod fields;
pub(super) mod file_name;
pub mod front_matter;
mod hashtags;
mod highlights;
mod inline_notes;
mod lead_figure;
mod mdx;
mod not_articles;
mod obsidian;
mod prepare;
mod reader;
mod shortcodes;
mod tex;
mod wikilinks;
mod yaml;

pub use reader::read;

use super::encoding;
use super::imported::ImportError;
use super::importer::{Importer, Items, ReadOptions, import_single};
use super::source::Source;
use crate::cli::diagnostic::{Diagnostic, Severity};

/// Imports Markdown with front matter.
pub struct Markdown;

impl Importer for Markdown {
    fn extensions(&self) -> &'static [&'static str] {
        &["md", "markdown", "mdown", "mkd", "mdx"]
    }

    fn max_text_bytes(&self) -> Option<usize> {
        Some(16 << 20)
    }

    fn import(&self, source: &Source, bytes: &[u8], options: &ReadOptions) -> Result<Items, ImportError> {
        let front = front_matter::split_front_matter(&encoding::decode(bytes, false)?.0);
        if let Some(reason) = not_articles::reason_to_skip(&source.name, &front) {
            return Ok(vec![Err(Diagnostic::new(Severity::Note, &source.name, format!("skipped: {reason}")))]);
        }
        let is_vault = source.root.join(".obsidian").is_dir();
        Ok(vec![Ok(import_single(source, bytes, false, |_| reader::read_front_matter(front, &source.name, options.lang, is_vault))?)])
    }
}
