//! Reads a whole book.

use super::chapter::convert_chapter;
use super::navigation::{Navigation, read_navigation};
use super::package::{Package, read_package, resolve};
use super::spine::{SpineDocument, read_documents};
use super::{notes, protection};
use crate::cli::diagnostic::{Diagnostic, Severity};
use crate::cli::import::archive::{ArchivedItem, ZipEntries};
use crate::cli::import::cross_links::parent_folder;
use crate::cli::import::imported::{ImportError, ImportedItem};
use crate::cli::import::importer::Items;
use crate::cli::import::source::Source;
use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

/// Reads the chapters of a book, in its order.
///
/// # Errors
/// When it is damaged, protected by DRM, or has no chapters.
pub(super) fn read(source: &Source, bytes: &[u8], site_lang: &str) -> Result<Items, ImportError> {
    let entries = ZipEntries::open(bytes)?;
    let package = read_package(&entries)?;
    protection::check_unprotected(&entries, &package)?;
    let navigation = read_navigation(&entries, &package)?;
    let (documents, failures) = read_documents(&entries, &package)?;
    let notes = notes::gather_notes(&documents);
    let mut book = BookReader { source, entries: &entries, package, navigation, pictures: RefCell::default(), left_out: Vec::new() };
    let mut items: Vec<ImportedItem> = Vec::new();
    for document in &documents {
        let kind = notes.contains(&document.path).then_some("notes").or_else(|| document.other_kind(&book.package, &book.navigation));
        let kind = kind.or((!document.is_linear).then_some("page outside the reading order"));
        match kind {
            Some(kind) => book.left_out.push(format!("{} ({kind})", document.path)),
            None => items.extend(book.read_chapter(document, site_lang)),
        }
    }
    let Some(first) = items.first_mut() else {
        return Err(ImportError("no chapters with text found in the book; its pages may be pictures".to_owned()));
    };
    first.diagnostics.extend(failures.into_iter().map(|text| Diagnostic::new(Severity::Error, &source.name, text)));
    first.diagnostics.extend(book.left_out_note());
    Ok(items.into_iter().map(Ok).collect())
}

struct BookReader<'a> {
    source: &'a Source,
    entries: &'a ZipEntries<'a>,
    package: Package,
    navigation: Navigation,
    /// Pictures by path, so that one of many chapters is unpacked once.
    pictures: RefCell<HashMap<String, Option<Arc<[u8]>>>>,
    /// Documents that are no chapters, with their kind.
    left_out: Vec<String>,
}

impl BookReader<'_> {
    fn read_chapter(&self, document: &SpineDocument, site_lang: &str) -> Option<ImportedItem> {
        let imported = convert_chapter(document, &self.package, &self.navigation, site_lang)?;
        let folder = parent_folder(&document.path);
        let archived = ArchivedItem::with_pictures(&imported.article, |address| self.picture(&resolve(folder, address)?));
        let archived = ArchivedItem { path: Some(document.path.clone()), ..archived };
        let item = ImportedItem::new(format!("{}#{}", self.source.name, document.idref), document.sha256.clone(), imported);
        Some(ImportedItem { is_row: true, archived: Some(archived), ..item })
    }

    fn picture(&self, path: &str) -> Option<Arc<[u8]>> {
        let read = || self.entries.read(path).ok().flatten().map(Arc::from);
        self.pictures.borrow_mut().entry(path.to_owned()).or_insert_with(read).clone()
    }

    fn left_out_note(&self) -> Option<Diagnostic> {
        let text = || format!("not imported, since they are no chapters: {}", self.left_out.join(", "));
        (!self.left_out.is_empty()).then(|| Diagnostic::new(Severity::Note, &self.source.name, text()))
    }
}
