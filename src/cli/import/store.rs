//! The corpus store: matches an item to its article, chooses its id, and protects articles that would lose content.
//!
//! A row matches by file name, id (exact case) and its position among equal ids. A page matches by canonical address if it reads
//! alike, else by path. A reading with less content than its article, or another title and other words, never replaces it
//! silently: pictures are kept, a different reading gets its own id or goes to `review/`, and a diagnostic says so.

use super::cross_links::Names;
use super::imported::Imported;
use super::kept_pictures::keep_pictures;
use super::similarity::{is_near_duplicate, loses_words};
use super::source::Source;
use crate::article::model::{Article, FORMAT};
use crate::article::{Capture, id};
use crate::cli::diagnostic::{Diagnostic, Severity};
use crate::cli::folder::{self, Folder};
use std::collections::{HashMap, HashSet};
use std::fs;
use std::io;

/// An article as read, with its origin.
#[derive(Debug, Clone)]
pub struct ImportedItem {
    /// `capture.from`.
    pub from: String,
    /// SHA-256 of the source.
    pub sha256: String,
    /// True for one of many articles in a file: a JSON Lines record.
    pub is_row: bool,
    /// The article, before its pictures are copied.
    pub article: Article,
    /// Its diagnostics.
    pub diagnostics: Vec<Diagnostic>,
    /// Names that links in other sources may use for it.
    pub names: Names,
}

impl ImportedItem {
    /// Creates an item from a reader's result.
    pub fn new(from: String, sha256: String, imported: Imported) -> ImportedItem {
        ImportedItem { from, sha256, is_row: false, article: imported.article, diagnostics: imported.diagnostics, names: imported.names }
    }
}

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

/// The place of an item in the corpus; from here on its article has an id that other items' links can name.
#[derive(Debug)]
pub struct LocatedItem {
    /// Index into [`ImportStore::known`].
    index: usize,
    article_match: ArticleMatch,
}

/// The way an item matches a known article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ArticleMatch {
    /// It is not in the corpus.
    New,
    /// It is this article.
    Same,
    /// It came from the path of this article, and reads differently.
    Different,
    /// It duplicates another item of this import.
    Duplicate,
}

/// An article in the corpus.
#[derive(Debug)]
struct KnownArticle {
    file: String,
    id: String,
    from: String,
    sha256: String,
    canonical: Option<String>,
    title: String,
    /// SHA-256 of the body; only for articles of this import with a canonical address.
    body_hash: String,
    written: String,
    edited: bool,
    seen: bool,
}

/// The articles of a corpus, read once and kept in step with what is written.
#[derive(Debug)]
pub struct ImportStore<'a> {
    folder: &'a Folder,
    force: bool,
    /// Names of this import's sources: the article of one is not taken for that of another.
    sources: HashSet<&'a str>,
    known: Vec<KnownArticle>,
    by_canonical: HashMap<String, Vec<usize>>,
    by_from: HashMap<String, Vec<usize>>,
    /// By SHA-256 of the source.
    by_source: HashMap<String, Vec<usize>>,
    /// By file name, `#` and id, for rows whose file was moved.
    by_row: HashMap<String, Vec<usize>>,
    /// By lowercase id; `None` if a file has the id but cannot be read.
    by_id: HashMap<String, Option<usize>>,
    /// The last number appended to a repeated id.
    id_suffixes: HashMap<String, u64>,
    /// `capture.from` of the rows of this import.
    row_sources: HashSet<String>,
}

/// SHA-256 of an article as import wrote it: of its compact JSON with `capture.written` empty, independent of file layout.
pub fn written_hash(article: &Article) -> serde_json::Result<String> {
    let mut plain = article.clone();
    if let Some(capture) = &mut plain.capture {
        capture.written.clear();
    }
    Ok(folder::sha256(&serde_json::to_vec(&plain)?))
}

impl<'a> ImportStore<'a> {
    /// Reads the articles of the corpus. An unreadable one becomes a diagnostic, and its id stays taken.
    pub fn open(folder: &'a Folder, force: bool, sources: &'a [Source], diagnostics: &mut Vec<Diagnostic>) -> ImportStore<'a> {
        let mut store = ImportStore {
            folder,
            force,
            sources: sources.iter().map(|s| s.name.as_str()).collect(),
            known: Vec::new(),
            by_canonical: HashMap::new(),
            by_from: HashMap::new(),
            by_source: HashMap::new(),
            by_row: HashMap::new(),
            by_id: HashMap::new(),
            id_suffixes: HashMap::new(),
            row_sources: HashSet::new(),
        };
        for entry in fs::read_dir(folder.path("articles")).into_iter().flatten().flatten() {
            if let Some(stem) = entry.file_name().to_str().and_then(|n| n.strip_suffix(".json")) {
                store.by_id.insert(stem.to_ascii_lowercase(), None);
            }
        }
        let read = folder.for_each_article("articles", diagnostics, &mut |article_file| {
            let edited = written_hash(&article_file.article).ok() != article_file.article.capture.as_ref().map(|c| c.written.clone());
            store.register(&article_file.article, article_file.file, edited, false);
            Ok(())
        });
        read.unwrap_or_else(|failure| diagnostics.push(Diagnostic::new(Severity::Error, "articles", failure.to_string())));
        store
    }

    fn register(&mut self, article: &Article, file: String, edited: bool, seen: bool) -> usize {
        let capture = article.capture.clone().unwrap_or_default();
        let at = self.known.len();
        if let Some(canonical) = &article.canonical {
            self.by_canonical.entry(canonical.clone()).or_default().push(at);
        }
        if !capture.from.is_empty() {
            self.by_from.entry(capture.from.clone()).or_default().push(at);
            self.by_source.entry(capture.sha256.clone()).or_default().push(at);
            self.by_row.entry(file_name(&capture.from).to_owned()).or_default().push(at);
        }
        self.by_id.insert(article.id.to_ascii_lowercase(), Some(at));
        let (id, title, canonical) = (article.id.clone(), article.title.clone(), article.canonical.clone());
        let body_hash = if seen && article.canonical.is_some() { body_hash(article) } else { String::new() };
        let (from, sha256, written) = (capture.from, capture.sha256, capture.written);
        self.known.push(KnownArticle { file, id, from, sha256, canonical, title, body_hash, written, edited, seen });
        at
    }

    /// Finds the article that an item matches, or chooses an id for a new one; sets the id of the item's article.
    pub fn locate(&mut self, item: &mut ImportedItem) -> LocatedItem {
        if item.is_row {
            self.number_row(item);
        }
        let (at, found) = match self.find_match(item) {
            Some((at, found)) => (at, found),
            None => (self.reserve(item), ArticleMatch::New),
        };
        let known = &mut self.known[at];
        item.article.id.clone_from(&known.id);
        if found == ArticleMatch::Same {
            known.seen = true;
            if known.canonical.is_some() {
                known.body_hash = body_hash(&item.article);
            }
        }
        LocatedItem { index: at, article_match: found }
    }

    /// Numbers rows that share an id by their position.
    fn number_row(&mut self, item: &mut ImportedItem) {
        let (base, mut place) = (item.from.clone(), 1);
        while !self.row_sources.insert(item.from.clone()) {
            place += 1;
            item.from = format!("{base}#{place}");
        }
    }

    /// Registers a new article before it is written.
    fn reserve(&mut self, item: &mut ImportedItem) -> usize {
        let declared = item.article.id.clone();
        item.article.id = self.choose_id(&item.article);
        if !declared.is_empty() && id::is_id(&declared) && declared != item.article.id {
            let text = format!("the id \"{declared}\" is already used by another article; this one gets \"{}\"", item.article.id);
            item.diagnostics.push(Diagnostic::new(Severity::Warning, &item.from, text));
        }
        set_source(&mut item.article, &item.from, &item.sha256);
        let file = format!("articles/{}.json", item.article.id);
        self.register(&item.article, file, false, true)
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
                let known = &self.known[located.index];
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
                let text = format!("skipped: same address, title and text as {}", self.known[located.index].from);
                diagnostics.push(Diagnostic::new(Severity::Note, from, text));
                ImportStatus::Unchanged
            }
        };
        Ok((status, diagnostics))
    }

    fn create(&mut self, at: usize, article: &Article) -> io::Result<ImportStatus> {
        let known = &mut self.known[at];
        folder::write_new(&self.folder.path(&known.file), &folder::to_json(article)?)?;
        known.written = article.capture.as_ref().map(|c| c.written.clone()).unwrap_or_default();
        Ok(ImportStatus::New)
    }

    fn update(&mut self, at: usize, mut article: Article, is_row: bool, diagnostics: &mut Vec<Diagnostic>) -> io::Result<ImportStatus> {
        let capture = article.capture.clone().unwrap_or_default();
        let known = &self.known[at];
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
                "most of the text of {file} is no longer in this row; the article was updated, and {}",
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
        let capture = article.capture.clone().unwrap_or_default();
        let known = &mut self.known[at];
        folder::write(&self.folder.path(&known.file), &folder::to_json(article)?)?;
        (known.written, known.sha256, known.edited, known.seen) = (capture.written, capture.sha256, false, true);
        known.from.clone_from(&capture.from);
        let all = self.by_from.entry(capture.from).or_default();
        if !all.contains(&at) {
            all.push(at);
        }
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

    /// Finds the article imported earlier from the same source.
    fn find_match(&self, item: &ImportedItem) -> Option<(usize, ArticleMatch)> {
        if item.is_row { self.find_row(item) } else { self.find_page(item) }
    }

    fn find_row(&self, item: &ImportedItem) -> Option<(usize, ArticleMatch)> {
        let named = !item.article.id.is_empty();
        let here = self.by_from.get(&item.from).into_iter().flatten();
        // The file may have moved, and a row without an id changes line when an earlier row is added or removed.
        let moved = self.by_row.get(file_name(&item.from)).into_iter().flatten().filter(|&&at| self.is_source_gone(at));
        let shifted = self.by_source.get(&item.sha256).into_iter().flatten().filter(|&&at| self.is_in_same_file(at, item));
        let same = |&&at: &&usize| !self.known[at].seen && ((self.force && named) || self.is_near_duplicate(at, item));
        shifted.chain(here).chain(moved.filter(|_| named)).find(same).map(|&at| (at, ArticleMatch::Same))
    }

    fn find_page(&self, item: &ImportedItem) -> Option<(usize, ArticleMatch)> {
        let canonical = item.article.canonical.as_deref().filter(|url| !is_front_page(url));
        canonical
            .and_then(|url| self.find_by_canonical(url, item))
            .or_else(|| self.find_by_path(item, canonical))
            .or_else(|| self.find_moved(item))
    }

    /// Some sites give every page the same canonical address: within one import, such pages are the same only if their texts are.
    fn find_by_canonical(&self, url: &str, item: &ImportedItem) -> Option<(usize, ArticleMatch)> {
        let all = self.by_canonical.get(url)?;
        let body = body_hash(&item.article);
        if let Some(&at) =
            all.iter().find(|&&at| self.known[at].seen && self.known[at].title == item.article.title && self.known[at].body_hash == body)
        {
            return Some((at, ArticleMatch::Duplicate));
        }
        let alike = |&&at: &&usize| !self.known[at].seen && self.is_near_duplicate(at, item);
        let here = all.iter().find(|&&at| self.known[at].from == item.from && alike(&&at));
        here.or_else(|| all.iter().find(|&&at| self.is_source_gone(at) && alike(&&at))).map(|&at| (at, ArticleMatch::Same))
    }

    /// Matches by path relative to the import folder, or by declared id in a file of the same name elsewhere.
    fn find_by_path(&self, item: &ImportedItem, canonical: Option<&str>) -> Option<(usize, ArticleMatch)> {
        let all = self.by_from.get(&item.from).map_or(&[][..], Vec::as_slice);
        let unseen = || all.iter().filter(|&&at| !self.known[at].seen);
        if let Some(&at) = unseen().find(|&&at| self.is_near_duplicate(at, item)) {
            return Some((at, ArticleMatch::Same));
        }
        if let Some(&at) = unseen().find(|&&at| !self.has_other_canonical(at, canonical)) {
            return Some((at, ArticleMatch::Different));
        }
        let at = (*self.by_id.get(&item.article.id.to_ascii_lowercase())?)?;
        let known = &self.known[at];
        let same_name = known.id == item.article.id && file_name(&known.from) == file_name(&item.from);
        (same_name && self.is_source_gone(at) && self.is_near_duplicate(at, item)).then_some((at, ArticleMatch::Same))
    }

    /// Matches the same file under another name.
    fn find_moved(&self, item: &ImportedItem) -> Option<(usize, ArticleMatch)> {
        let all = self.by_source.get(&item.sha256)?;
        all.iter().find(|&&at| self.is_source_gone(at) && self.is_near_duplicate(at, item)).map(|&at| (at, ArticleMatch::Same))
    }

    /// True for an article of an earlier import whose source is not part of this one.
    fn is_source_gone(&self, at: usize) -> bool {
        let known = &self.known[at];
        !known.seen && !self.is_current_source(&known.from)
    }

    /// True if an article comes from a source of this import or a row of one.
    fn is_current_source(&self, from: &str) -> bool {
        let rows = from.match_indices('#').filter_map(|(end, _)| from.get(..end));
        self.sources.contains(from) || rows.into_iter().any(|file| self.sources.contains(file))
    }

    fn is_in_same_file(&self, at: usize, item: &ImportedItem) -> bool {
        let source_file = |from: &str| from.split_once('#').map_or(from, |(file, _)| file).to_owned();
        source_file(&self.known[at].from) == source_file(&item.from)
    }

    fn is_near_duplicate(&self, at: usize, item: &ImportedItem) -> bool {
        let known = &self.known[at];
        known.sha256 == item.sha256 || self.folder.read_article(&known.file).is_ok_and(|before| is_near_duplicate(&before, &item.article))
    }

    fn has_other_canonical(&self, at: usize, canonical: Option<&str>) -> bool {
        matches!((&self.known[at].canonical, canonical), (Some(old), Some(new)) if old != new)
    }

    fn choose_id(&mut self, article: &Article) -> String {
        let wanted = if id::is_id(&article.id) { article.id.clone() } else { generate_id(&article.title) };
        if !self.by_id.contains_key(&wanted.to_ascii_lowercase()) {
            return wanted;
        }
        let base: String = wanted.chars().take(id::MAX_ID_BYTES - 12).collect();
        let number = self.id_suffixes.entry(base.to_ascii_lowercase()).or_insert(1);
        loop {
            *number += 1;
            let candidate = format!("{base}-{number}");
            if !self.by_id.contains_key(&candidate.to_ascii_lowercase()) {
                return candidate;
            }
        }
    }
}

/// Generates an id from a title: transliterated, or `article` if nothing remains.
fn generate_id(title: &str) -> String {
    match id::slugify(&deunicode::deunicode(title)) {
        slug if slug.is_empty() => "article".to_owned(),
        slug => slug,
    }
}

/// Fills in the fields that every imported article has.
fn set_capture_fields(article: &mut Article, from: &str, sha256: &str) -> serde_json::Result<()> {
    set_source(article, from, sha256);
    update_written_hash(article)
}

/// Records the source of an article.
fn set_source(article: &mut Article, from: &str, sha256: &str) {
    article.format = FORMAT;
    let capture = article.capture.get_or_insert_with(Capture::default);
    (capture.from, capture.sha256) = (from.to_owned(), sha256.to_owned());
}

/// Updates `capture.written` after the article changed.
fn update_written_hash(article: &mut Article) -> serde_json::Result<()> {
    let written = written_hash(article)?;
    if let Some(capture) = &mut article.capture {
        capture.written = written;
    }
    Ok(())
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

fn body_hash(article: &Article) -> String {
    serde_json::to_vec(&article.body).map(|bytes| folder::sha256(&bytes)).unwrap_or_default()
}

/// The part after a path's last folder: a file name, plus `#` and an id for a row, which may contain anything.
fn file_name(from: &str) -> &str {
    let file = from.split_once('#').map_or(from, |(file, _)| file);
    let start = file.rfind('/').map_or(0, |slash| slash + 1);
    from.get(start..).unwrap_or(from)
}

/// True for the address of a site's front page, which does not identify an article.
fn is_front_page(address: &str) -> bool {
    url::Url::parse(address).is_ok_and(|url| matches!(url.path(), "" | "/") && url.query().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

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
        let ids: Vec<_> = store.known.iter().map(|k| k.id.as_str()).collect();
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
