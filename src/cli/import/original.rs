//! The original of an article: its source, found again and read as text.

use super::encoding;
use super::imported::{ImportError, ImportedItem};
use super::importer::{self, Importer, ReadOptions};
use super::source::Source;
use crate::article::{Article, Capture, text};
use crate::cli::catch_panic::catch_panic;
use crate::cli::folder;
use std::path::{Component, Path, PathBuf};

/// The source of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::cli) struct Original {
    /// Its text.
    pub(in crate::cli) text: OriginalText,
    /// Whether it differs from what was imported.
    pub(in crate::cli) is_changed: bool,
}

/// The text of a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::cli) enum OriginalText {
    /// The HTML of a page.
    Page(String),
    /// A text, or the text of one record of a file.
    Plain(String),
}

/// Finds the source of an article in some folders. A file whose SHA-256 is that of the import is preferred to one that was changed
/// since; `None` if no folder holds one that can be read.
pub(in crate::cli) fn find_original(folders: &[PathBuf], capture: &Capture) -> Option<Original> {
    let mut changed = None;
    for source in folders.iter().flat_map(|root| sources_in(root, &capture.from)) {
        match catch_panic(|| read_original(&source, capture)) {
            Ok(Ok(original)) if !original.is_changed => return Some(original),
            Ok(Ok(original)) => changed = changed.or(Some(original)),
            Ok(Err(_)) | Err(_) => {}
        }
    }
    changed
}

/// The files of a folder that `from` may mean: the whole name, or its part before `#`.
fn sources_in(root: &Path, from: &str) -> Vec<Source> {
    let file = from.split_once('#').map(|(file, _)| file);
    let names = std::iter::once(from).chain(file).filter(|name| is_inside(name));
    let sources = names.map(|name| Source { path: root.join(name), name: name.to_owned(), root: root.to_owned() });
    sources.filter(|source| source.path.is_file()).collect()
}

/// Whether a name leads to a file inside the folder that it is relative to.
fn is_inside(name: &str) -> bool {
    !name.is_empty() && Path::new(name).components().all(|component| matches!(component, Component::Normal(_)))
}

fn read_original(source: &Source, capture: &Capture) -> Result<Original, ImportError> {
    let (importer, bytes) = importer::open(source)?;
    if source.name != capture.from {
        return read_record(importer, source, &bytes, capture);
    }
    let (text, _) = encoding::decode(&bytes, importer.is_page())?;
    let text = if importer.is_page() { OriginalText::Page(text) } else { OriginalText::Plain(text) };
    Ok(Original { text, is_changed: folder::sha256(&bytes) != capture.sha256 })
}

/// Reads one record of a file.
fn read_record(importer: &dyn Importer, source: &Source, bytes: &[u8], capture: &Capture) -> Result<Original, ImportError> {
    let mut records = importer
        .import(source, bytes, &ReadOptions::for_language(""))?
        .into_iter()
        .flatten()
        .filter(|item: &ImportedItem| item.from == capture.from);
    let record = records.next().ok_or_else(|| ImportError(format!("{} holds no such record", source.name)))?;
    Ok(Original { text: OriginalText::Plain(record_text(&record.article)), is_changed: record.sha256 != capture.sha256 })
}

/// The title and the text of a record, and its fields that are in no article.
fn record_text(article: &Article) -> String {
    let cut = article.capture.iter().flat_map(|capture| capture.cut.iter().cloned());
    let parts = std::iter::once(article.title.clone()).chain(article.body.iter().map(text::block_text)).chain(cut);
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn capture(from: &str, bytes: &[u8]) -> Capture {
        Capture { from: from.to_owned(), sha256: folder::sha256(bytes), ..Capture::default() }
    }

    #[test]
    fn a_source_is_found_by_its_name_and_told_by_its_hash() {
        let place = tempfile::tempdir().unwrap();
        let folders = ["old", "new"].map(|name| place.path().join(name));
        folders.iter().for_each(|folder| fs::create_dir(folder).unwrap());
        fs::write(folders[0].join("a.html"), "<html><p>Old").unwrap();
        fs::write(folders[1].join("a.html"), "<html><p>New").unwrap();
        let find = |capture: &Capture| find_original(&folders, capture);
        let page = |text: &str, is_changed| Some(Original { text: OriginalText::Page(text.to_owned()), is_changed });
        assert_eq!(find(&capture("a.html", b"<html><p>New")), page("<html><p>New", false));
        assert_eq!(find(&capture("a.html", b"lost")), page("<html><p>Old", true));
        assert_eq!((find(&capture("b.html", b"")), find(&capture("../old/a.html", b""))), (None, None));
    }

    #[test]
    fn a_record_is_found_in_its_file() {
        let place = tempfile::tempdir().unwrap();
        let rows = ["{\"id\": \"a\", \"title\": \"First\", \"text\": \"One.\"}", "{\"id\": \"b\", \"text\": \"Two.\", \"note\": \"x\"}"];
        fs::write(place.path().join("rows.jsonl"), rows.join("\n")).unwrap();
        let folders = [place.path().to_owned()];
        let found = find_original(&folders, &capture("rows.jsonl#a", rows[0].as_bytes())).unwrap();
        assert_eq!(found, Original { text: OriginalText::Plain("First\n\nOne.".to_owned()), is_changed: false });
        assert!(find_original(&folders, &capture("rows.jsonl#b", b"")).is_some_and(|found| found.is_changed));
        assert_eq!(find_original(&folders, &capture("rows.jsonl#c", b"")), None);
    }
}
