//! CSV and its kin: each row of a table is an article.
//!
//! - [`columns`]: which column holds which field, by its name or by the publisher's own map. [`dialect`]: the delimiter.
//! - [`rows`]: the rows of a text, broken quotes included. [`body`]: the text of an article as plain text, Markdown or HTML.
//! - [`reader`]: the whole table.
//!
//! Deliberately absent: tables without a row of column names.

mod body;
pub mod columns;
mod dialect;
mod reader;
mod rows;

use super::encoding;
use super::imported::ImportError;
use super::importer::{Importer, Items, ReadOptions};
use super::source::Source;

/// Imports tables in CSV and TSV.
pub struct CsvTable;

impl Importer for CsvTable {
    fn extensions(&self) -> &'static [&'static str] {
        &["csv", "tsv", "tab"]
    }

    fn import(&self, source: &Source, bytes: &[u8], options: &ReadOptions) -> Result<Items, ImportError> {
        let (text, warning) = encoding::decode(bytes, false)?;
        reader::read(&text, warning, source, options)
    }
}
