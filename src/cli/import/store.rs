//! The corpus store: writes items to their articles, and protects articles that would lose content.
//!
//! A reading with less content than its article, or another title and other words, never replaces it silently: pictures are kept, a
//! different reading gets its own id or goes to `review/`, and a diagnostic says so.

use super::imported::ImportedItem;
use super::kept_pictures::keep_pictures;
use super::known_articles::{ArticleMatch, KnownArticles, LocatedItem};
use super::provenance::{set_capture_fields, update_written_hash};
use super::similarity::{is_near_duplicate, loses_words};
use super::source::Source;
use crate::article::{Article, Capture};
use crate::cli::diagnostic::{Diagnostic, Severity};
use crate::cli::folder::{self, Folder};
use std::fs;
use std::io;

/// The import status of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImportStatus {
    /// It is new to the corpus.
    New,
    /// It replaced the article of an earlier import.
    Updated,
    /// It reads as before.
    Unchanged,
    /// The article was edited manually: the new reading went to `review/`.
    Kept,
    /// The article needs review: the new reading went to `review/`.
    Reviewed,
}

/// The articles of a corpus, read once and kept in step with what is written.
#[derive(Debug)]
pub struct ImportStore<'a> {
    folder: &'a Folder,
    force: bool,
    known: KnownArticles<'a>,
}

impl<'a> ImportStore<'a> {
    /// Reads the articles of the corpus. An unreadable one becomes a diagnostic, and its id stays taken.
    pub fn open(folder: &'a Folder, force: bool, sources: &'a [Source], diagnostics: &mut Vec<Diagnostic>) -> ImportStore<'a> {
        ImportStore { folder, force, known: KnownArticles::read(folder, force, sources, diagnostics) }
    }

    /// Whether the corpus has an article of this id.
    pub(super) fn has_article(&self, id: &str) -> bool {
        self.known.has(id)
    }

    /// Records that the source of an article is part of this import, as it was.
    pub(super) fn mark_seen(&mut self, id: &str) {
        self.known.mark_seen(id);
    }

    /// Finds the article that an item matches, or chooses an id for a new one; sets the id of the item's article.
    pub fn locate(&mut self, item: &mut ImportedItem) -> LocatedItem {
        self.known.locate(item)
    }

    /// Writes an item where it was located.
    ///
    /// # Errors
    /// When the file system fails.
    pub fn write(&mut self, located: LocatedItem, item: ImportedItem) -> io::Result<(ImportStatus, Vec<Diagnostic>)> {
        let ImportedItem { from, sha256, is_row, mut article, mut diagnostics, .. } = item;
        set_capture_fields(&mut article, &from, &sha256)?;
        let status = match located.article_match {
            ArticleMatch::New => self.create(located.index, &article)?,
            ArticleMatch::Same => self.update(located.index, article, is_row, &mut diagnostics)?,
            ArticleMatch::Different if self.force => self.overwrite(located.index, &article)?,
            ArticleMatch::Different => {
                let known = self.known.get(located.index);
                let text = format!(
                    "the text differs from {}, which was imported from the same path and is kept; {}. To import it as a new article, \
                     rename the source; to replace the old one, use --force",
                    known.file,
                    self.save_for_review("the new version", &article)?
                );
                diagnostics.push(Diagnostic::new(Severity::Warning, from, text));
                ImportStatus::Reviewed
            }
            ArticleMatch::Duplicate => {
                let text = format!("skipped: same address, title and text as {}", self.known.get(located.index).from);
                diagnostics.push(Diagnostic::new(Severity::Note, from, text));
                ImportStatus::Unchanged
            }
        };
        Ok((status, diagnostics))
    }

    fn create(&mut self, at: usize, article: &Article) -> io::Result<ImportStatus> {
        folder::write_new(&self.folder.path(&self.known.get(at).file), &folder::to_json(article)?)?;
        self.known.record_written(at, article.capture.clone().unwrap_or_default());
        Ok(ImportStatus::New)
    }

    fn update(&mut self, at: usize, mut article: Article, is_row: bool, diagnostics: &mut Vec<Diagnostic>) -> io::Result<ImportStatus> {
        let capture = article.capture.clone().unwrap_or_default();
        let known = self.known.get(at);
        if known.written == capture.written && !(known.edited && self.force) {
            return Ok(ImportStatus::Unchanged);
        }
        if self.force {
            return self.overwrite(at, &article);
        }
        let (file, from) = (&known.file, capture.from);
        if known.edited {
            let text = format!(
                "{file} was edited by hand and is kept; {}. Copy what you need from it, or use --force to replace the article",
                self.save_for_review("the new version", &article)?
            );
            diagnostics.push(Diagnostic::new(Severity::Warning, from, text));
            return Ok(ImportStatus::Kept);
        }
        let before = self.folder.read_article(file).map_err(|diagnostic| io::Error::other(diagnostic.to_string()))?;
        if article.versions.is_empty() && !before.versions.is_empty() {
            // The other languages need not be imported again.
            article.versions.clone_from(&before.versions);
            update_written_hash(&mut article)?;
        }
        if is_same_content(&before, &article) {
            return self.overwrite(at, &article).map(|_| ImportStatus::Unchanged);
        }
        self.keep_pictures(&before, &mut article, diagnostics)?;
        if article.capture.as_ref().is_some_and(|capture| capture.written == known.written) {
            return Ok(ImportStatus::Unchanged);
        }
        let loses = loses_words(&before, &article);
        if loses && is_row {
            let text = format!(
                "most of the text of {file} is no longer in its source; the article was updated, and {}",
                self.save_for_review("the previous version", &before)?
            );
            diagnostics.push(Diagnostic::new(Severity::Warning, from, text));
        } else if loses {
            let text = format!(
                "most of the text of {file} is missing from the new version, so the article is kept; {}. To replace it, use --force",
                self.save_for_review("the new version", &article)?
            );
            diagnostics.push(Diagnostic::new(Severity::Warning, from, text));
            return Ok(ImportStatus::Reviewed);
        }
        self.overwrite(at, &article)
    }

    /// Keeps pictures that the new reading lacks, and reports it.
    fn keep_pictures(&self, before: &Article, article: &mut Article, diagnostics: &mut Vec<Diagnostic>) -> io::Result<()> {
        let kept = keep_pictures(before, article);
        if kept > 0 {
            update_written_hash(article)?;
            let pictures = if kept == 1 { "1 picture".to_owned() } else { format!("{kept} pictures") };
            let from = article.capture.as_ref().map(|c| c.from.clone()).unwrap_or_default();
            let text = format!("{pictures} of an earlier import missing from the new version; kept in the article. To remove, use --force");
            diagnostics.push(Diagnostic::new(Severity::Warning, from, text));
        }
        Ok(())
    }

    fn overwrite(&mut self, at: usize, article: &Article) -> io::Result<ImportStatus> {
        folder::write(&self.folder.path(&self.known.get(at).file), &folder::to_json(article)?)?;
        self.known.record_written(at, article.capture.clone().unwrap_or_default());
        Ok(ImportStatus::Updated)
    }

    /// Writes a reading to `review/` and returns a message. It never overwrites a reading from another source.
    fn save_for_review(&self, which: &str, article: &Article) -> io::Result<String> {
        let bytes = folder::to_json(article)?;
        let mut inside = format!("review/{}.json", article.id);
        let mut number = 1;
        loop {
            let path = self.folder.path(&inside);
            let old = fs::read(&path).ok();
            let is_ours = old.as_ref().is_none_or(|old| *old == bytes || is_from_same_source(old, article));
            if is_ours {
                folder::write(&path, &bytes)?;
                return Ok(format!("{which} was saved to {inside}"));
            }
            number += 1;
            inside = format!("review/{}-{number}.json", article.id);
        }
    }
}

/// True if two readings differ only in origin: another file name, or other bytes around the text.
fn is_same_content(before: &Article, now: &Article) -> bool {
    let plain = |article: &Article| {
        let capture = article.capture.clone().unwrap_or_default();
        let capture = Capture { cut: capture.cut, at: capture.at, ..Capture::default() };
        Article { capture: Some(capture), ..article.clone() }
    };
    plain(before) == plain(now)
}

/// True if a reading in `review/` is an earlier one of the same source, which a newer one replaces.
fn is_from_same_source(old: &[u8], article: &Article) -> bool {
    let from = |article: &Article| article.capture.as_ref().map(|capture| capture.from.clone());
    serde_json::from_slice::<Article>(old).is_ok_and(|old| from(&old) == from(article) && is_near_duplicate(&old, article))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::import::imported::Imported;

    fn import_item(store: &mut ImportStore, mut item: ImportedItem) -> io::Result<(ImportStatus, Vec<Diagnostic>)> {
        let located = store.locate(&mut item);
        store.write(located, item)
    }

    fn item(from: &str, id: &str, title: &str) -> ImportedItem {
        let article = Article { id: id.into(), title: title.into(), ..Article::default() };
        ImportedItem::new(from.into(), from.into(), Imported { article, ..Imported::default() })
    }

    #[test]
    fn keeps_generates_and_numbers_ids() {
        let corpus = tempfile::tempdir().unwrap();
        let folder = Folder::new(corpus.path());
        let mut store = ImportStore::open(&folder, false, &[], &mut Vec::new());
        for (from, id, title) in [("a", "Kept_1", "x"), ("b", "no id", "长江"), ("c", "", "长江"), ("d", "kept_1", "y"), ("e", "", "!!")]
        {
            assert_eq!(import_item(&mut store, item(from, id, title)).unwrap().0, ImportStatus::New);
        }
        let ids: Vec<_> = (0..5).map(|at| store.known.get(at).id.as_str()).collect();
        assert_eq!(ids, ["Kept_1", "chang-jiang", "chang-jiang-2", "kept_1-2", "article"]);
    }

    #[test]
    fn merges_pages_with_the_same_address_only_if_their_texts_match() {
        let corpus = tempfile::tempdir().unwrap();
        let folder = Folder::new(corpus.path());
        let mut store = ImportStore::open(&folder, false, &[], &mut Vec::new());
        let mut import_page = |from: &str, title: &str, url: &str| {
            let mut item = item(from, "", title);
            item.article.canonical = Some(url.into());
            import_item(&mut store, item).unwrap().0
        };
        assert_eq!(import_page("a", "A", "https://example.org/x"), ImportStatus::New);
        assert_eq!(import_page("b", "B", "https://example.org/x"), ImportStatus::New);
        assert_eq!(import_page("c", "A", "https://example.org/x"), ImportStatus::Unchanged);
        assert_eq!(import_page("d", "A", "https://example.org/"), ImportStatus::New);
        assert_eq!(import_page("e", "A", "https://example.org/"), ImportStatus::New);
    }
}
