//! Import formats: the [`Importer`] trait and the registry of all importers.
//!
//! A new format takes one file that implements [`Importer`] and one entry in [`IMPORTERS`].

use super::capture::TextCapture;
use super::csv_rows::CsvTable;
use super::csv_rows::columns::ColumnMap;
use super::docx::Docx;
use super::encoding;
use super::epub::Epub;
use super::explanation::Explanation;
use super::feed::SyndicationFeed;
use super::imported::{ImportError, Imported, ImportedItem};
use super::lines::JsonLines;
use super::markdown::Markdown;
use super::mhtml::Mhtml;
use super::native_json::NativeJson;
use super::page::SavedPage;
use super::source::Source;
use super::source_kind;
use super::warc::Warc;
use crate::article::Article;
use crate::cli::diagnostic::{Diagnostic, Severity};
use crate::cli::folder;
use std::fs;
use std::io;

/// All importers. If a file's name selects none, the first one that recognizes its bytes reads it.
pub static IMPORTERS: [&dyn Importer; 11] =
    [&SavedPage, &TextCapture, &Markdown, &JsonLines, &NativeJson, &Mhtml, &Epub, &Docx, &CsvTable, &Warc, &SyndicationFeed];

/// The items of a file, each an article or a diagnostic.
pub type Items = Vec<Result<ImportedItem, Diagnostic>>;

/// Reads sources of one format.
pub trait Importer: Sync {
    /// Lowercase extensions of its files. Messages show the first.
    fn extensions(&self) -> &'static [&'static str];

    /// Whether the bytes are of this format, regardless of the file name.
    fn sniff(&self, _bytes: &[u8]) -> bool {
        false
    }

    /// Whether a file is of this format beyond doubt, whatever its name selects.
    fn claims(&self, _name: &str, _bytes: &[u8]) -> bool {
        false
    }

    /// Whether its files are binary, so that bytes which are no text are its own concern.
    fn is_binary(&self) -> bool {
        false
    }

    /// Whether its files are pages, which a browser shows.
    fn is_page(&self) -> bool {
        false
    }

    /// The maximum size of a file in bytes where it is one text, which is in memory as a tree while it is read.
    fn max_text_bytes(&self) -> Option<usize> {
        None
    }

    /// Whether another importer that recognizes the bytes takes precedence over this file extension.
    fn has_ambiguous_extension(&self) -> bool {
        false
    }

    /// Reads a file.
    ///
    /// # Errors
    /// When no article can be read from it.
    fn import(&self, source: &Source, bytes: &[u8], options: &ReadOptions) -> Result<Items, ImportError>;

    /// Explains the articles of a file: what their fields were taken from, what was cut and why.
    ///
    /// # Errors
    /// When no article can be read from it.
    fn explain(&self, source: &Source, bytes: &[u8], options: &ReadOptions) -> Result<Vec<(Explanation, Article)>, ImportError> {
        Ok(explain_items(self.import(source, bytes, options)?))
    }

    /// The chunks of a large file; `None` if it is read whole.
    fn chunks(&self, _source: &Source) -> Option<Vec<Box<dyn Chunk>>> {
        None
    }
}

/// Options by which a source is read.
#[derive(Debug, Clone, Copy)]
pub struct ReadOptions<'a> {
    /// The language of the site.
    pub lang: &'a str,
    /// The columns of tables that hold the fields of an article.
    pub columns: &'a ColumnMap,
}

impl<'a> ReadOptions<'a> {
    /// The options of a site in a language, and no map of columns.
    pub fn for_language(lang: &'a str) -> ReadOptions<'a> {
        static NO_MAP: ColumnMap = ColumnMap::new();
        ReadOptions { lang, columns: &NO_MAP }
    }
}

/// Explains items by what they hold.
fn explain_items(items: Items) -> Vec<(Explanation, Article)> {
    let explain = |item: ImportedItem| {
        let mut explanation = Explanation::new(&item.from, &item.article, |_| String::new());
        let cut = item.article.capture.iter().flat_map(|capture| &capture.cut);
        cut.for_each(|passage| explanation.add_cut("outside the article", passage));
        (explanation, item.article)
    };
    items.into_iter().flatten().map(explain).collect()
}

/// A chunk of a large file, read independently.
pub trait Chunk: Sync {
    /// Reads the items of the chunk. `lang` is the language of the site.
    ///
    /// # Errors
    /// When the file has changed or cannot be read.
    fn import(&self, source: &Source, lang: &str) -> io::Result<Items>;
}

/// The importer selected by a file name's extension.
pub fn importer_for_name(name: &str) -> Option<&'static dyn Importer> {
    let extension = source_kind::extension(name);
    IMPORTERS.into_iter().find(|importer| importer.extensions().contains(&extension.as_str()))
}

/// The first importer that recognizes the bytes.
pub(super) fn sniff(bytes: &[u8]) -> Option<&'static dyn Importer> {
    IMPORTERS.into_iter().find(|importer| importer.sniff(bytes))
}

/// The importer for a file.
///
/// # Errors
/// When no importer reads it.
pub fn select_importer(name: &str, bytes: &[u8]) -> Result<&'static dyn Importer, ImportError> {
    if let Some(importer) = IMPORTERS.into_iter().find(|importer| importer.claims(name, bytes)) {
        return Ok(importer);
    }
    source_kind::check_supported(name, bytes)?;
    match importer_for_name(name) {
        // A page with front matter is of a site generator: HTML, as Markdown may hold it.
        Some(named) if named.sniff(b"<html>") && has_front_matter(bytes) => Ok(&Markdown),
        Some(named) if named.has_ambiguous_extension() => Ok(sniff(bytes).unwrap_or(named)),
        Some(named) => Ok(named),
        None => sniff(bytes).ok_or_else(|| ImportError(format!("unsupported file type; import reads {}", readable_extensions()))),
    }
}

fn has_front_matter(bytes: &[u8]) -> bool {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    text.starts_with(b"---\n") || text.starts_with(b"---\r\n")
}

/// The bytes of a source, and the importer for them.
///
/// # Errors
/// When the file cannot be read, or no importer reads it.
pub(super) fn open(source: &Source) -> Result<(&'static dyn Importer, Vec<u8>), ImportError> {
    let bytes = fs::read(&source.path).map_err(|error| ImportError(format!("cannot read the file: {error}")))?;
    source_kind::check_readable(&source.name, &bytes)?;
    let importer = select_importer(&source.name, &bytes)?;
    if let Some(max_text) = importer.max_text_bytes() {
        source_kind::check_text_size(&bytes, max_text)?;
    }
    Ok((importer, bytes))
}

/// The extensions for messages: `.html, .txt, .md, .jsonl, .json and .rss`.
pub fn readable_extensions() -> String {
    let names: Vec<String> = IMPORTERS.iter().filter_map(|importer| importer.extensions().first()).map(|name| format!(".{name}")).collect();
    match names.split_last() {
        Some((last, others)) if !others.is_empty() => format!("{} and {last}", others.join(", ")),
        _ => names.concat(),
    }
}

/// Reads a file with one article from its decoded text. `is_page`: HTML may declare the encoding.
///
/// # Errors
/// When the bytes cannot be decoded, or `read` finds no article.
pub fn import_single(
    source: &Source,
    bytes: &[u8],
    is_page: bool,
    read: impl FnOnce(&str) -> Result<Imported, ImportError>,
) -> Result<ImportedItem, ImportError> {
    let (text, warning) = encoding::decode(bytes, is_page)?;
    let mut imported = read(&text)?;
    imported.diagnostics.extend(warning.map(|text| Diagnostic::new(Severity::Warning, &source.name, text)));
    Ok(ImportedItem::new(source.name.clone(), folder::sha256(bytes), imported))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::ptr;

    fn selects(found: Result<&'static dyn Importer, ImportError>, wanted: &dyn Importer) -> bool {
        found.is_ok_and(|found| ptr::eq(found.extensions(), wanted.extensions()))
    }

    #[test]
    fn selects_by_file_name_then_by_content() {
        assert!(selects(select_importer("a/b.HTML", b"x"), &SavedPage));
        assert!(selects(select_importer("saved.txt", b"\n<!DOCTYPE html><p>"), &SavedPage));
        assert!(selects(select_importer("post.html", b"---\ntitle: a\n---\n<p>b"), &Markdown));
        assert!(selects(select_importer("saved.txt", b"A headline"), &TextCapture));
        assert!(selects(select_importer("notes.md", b"<html>"), &Markdown));
        assert!(selects(select_importer("a.html", b"<!-- x --><html><p>words of an <rss> feed"), &SavedPage));
        assert!(selects(select_importer("a.txt", b"<!-- saved -->\n<HTML>"), &SavedPage));
        assert!(selects(select_importer("a.txt", b"<!-- never closed"), &TextCapture));
        assert!(selects(select_importer("a.html", b"<rss version='2.0'>"), &SyndicationFeed));
        assert!(selects(select_importer("a.xml", b"<rdf:RDF xmlns='http://purl.org/rss/1.0/'>"), &SyndicationFeed));
        assert!(select_importer("a.xml", b"<?xml version='1.0'?><x/>").is_err() && select_importer("a.xyz", b"words").is_err());
    }

    #[test]
    fn extensions_are_unique() {
        let mut all: Vec<&str> = IMPORTERS.iter().flat_map(|importer| importer.extensions()).copied().collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
        assert_eq!(readable_extensions(), ".html, .txt, .md, .jsonl, .json, .mhtml, .epub, .docx, .csv, .warc and .rss");
    }
}
