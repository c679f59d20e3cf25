//! The whole import: finds the sources, reads them on every core, and stores the articles in source order.
//! Large files are read in chunks, and only as far ahead as the cores need, so memory stays flat.

use super::cross_links::{self, Index};
use super::csv_rows::columns::ColumnMap;
use super::detect_language::detect_language;
use super::host_patterns::{self, HostPatterns, ImportedPages};
use super::import_journal::{self, ImportJournal, JournalEntry};
use super::imported::{ImportError, ImportedItem};
use super::importer::{self, Chunk, Items, ReadOptions};
use super::known_articles::LocatedItem;
use super::note_embeds;
use super::pictures;
use super::source::{self, Source};
use super::source_folders;
use super::store::{ImportStatus, ImportStore};
use super::translations::Translations;
use crate::article::{Article, text};
use crate::cli::catch_panic::catch_panic;
use crate::cli::command_error::CommandError;
use crate::cli::diagnostic::{Diagnostic, Severity};
use crate::cli::folder::Folder;
use crate::cli::labels::normalize_labels;
use crate::cli::parallel_map_ordered::parallel_map_ordered;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::path::PathBuf;

/// Options of `lectern import`.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The corpus folder, which need not exist yet.
    pub corpus: PathBuf,
    /// Whether to replace articles that were edited manually.
    pub force: bool,
    /// Whether to keep what recurs on the pages of a host.
    pub keep_recurring: bool,
    /// The columns of tables that hold the fields of an article.
    pub columns: ColumnMap,
    /// Files and folders to import.
    pub sources: Vec<PathBuf>,
}

/// Number of sources per import status.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Articles new to the corpus.
    pub new: usize,
    /// Articles whose source now reads differently.
    pub updated: usize,
    /// Articles whose source reads as before.
    pub unchanged: usize,
    /// Articles edited manually: the new reading goes to `review/`.
    pub kept: usize,
    /// Articles that need review: the new reading differs too much and goes to `review/`.
    pub reviewed: usize,
    /// Sources, or items of one, that are not articles.
    pub refused: usize,
}

/// The result of an import.
#[derive(Debug, Clone, Default)]
pub struct Outcome {
    /// Number of sources per import status. Its `Display` form is the closing line.
    pub counts: Counts,
    /// Diagnostics in source order.
    pub diagnostics: Vec<Diagnostic>,
}

impl Outcome {
    /// True if something was refused or could not be written; the command then exits with 1.
    pub fn has_failures(&self) -> bool {
        self.counts.refused > 0 || self.diagnostics.iter().any(|p| p.severity == Severity::Error)
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let all = [
            (self.new, "new"),
            (self.updated, "updated"),
            (self.unchanged, "unchanged"),
            (self.kept, "kept (edited by hand)"),
            (self.reviewed, "saved to review/"),
            (self.refused, "refused"),
        ];
        let mut first = true;
        for (count, what) in all.into_iter().filter(|(count, _)| *count > 0) {
            write!(f, "{}{count} {what}", if first { "articles: " } else { ", " })?;
            first = false;
        }
        if first { f.write_str("no articles found") } else { Ok(()) }
    }
}

/// The result of reading one work item.
struct Read {
    items: Vec<ImportedItem>,
    /// The id of the article, if the source is as it was when it was imported.
    unchanged: Option<String>,
    diagnostics: Vec<Diagnostic>,
    refused: usize,
}

/// A unit of work: a source, or one chunk of it.
struct WorkItem<'a> {
    source: &'a Source,
    chunk: Option<Box<dyn Chunk>>,
    /// The journal's entry of the source, if its article is still there.
    known: Option<JournalEntry>,
}

/// Runs the import. `progress` receives the number of files, or chunks of large files, done and in total; `on_lock_wait` is called
/// when another command holds the corpus lock.
///
/// It never stops early: whatever cannot be read or written becomes a diagnostic of the outcome.
pub fn run(options: &Options, on_lock_wait: &mut dyn FnMut(), progress: &mut dyn FnMut(usize, usize)) -> Outcome {
    run_with(options, on_lock_wait, progress, &read_items)
}

/// Reads a whole source into items and diagnostics, or returns why it cannot be imported.
type ReadSource = dyn Fn(&Source, &ReadOptions) -> Result<Items, ImportError> + Sync;

fn run_with(
    options: &Options,
    on_lock_wait: &mut dyn FnMut(),
    progress: &mut dyn FnMut(usize, usize),
    read_source: &ReadSource,
) -> Outcome {
    let mut outcome = Outcome::default();
    let (sources, diagnostics) = source::find_sources(&options.sources);
    outcome.counts.refused += diagnostics.iter().filter(|p| p.severity == Severity::Error).count();
    outcome.diagnostics = diagnostics;
    let folder = Folder::new(&options.corpus);
    let _lock = folder.lock(on_lock_wait);
    if let Err(error) = source_folders::remember(&folder, &sources) {
        let text = format!("cannot remember where the sources lie: {error}. Tell `lectern review` with --source");
        outcome.diagnostics.push(Diagnostic::new(Severity::Warning, options.corpus.display().to_string(), text));
    }
    let store = ImportStore::open(&folder, options.force, &sources, &mut outcome.diagnostics);
    let site_lang = if folder.path("site.json").exists() { folder.read_site(&mut Vec::new()).lang } else { None };
    let read_options = ReadOptions { lang: site_lang.as_deref().unwrap_or_default(), columns: &options.columns };
    let circumstances = || import_journal::circumstances(&folder, options, &read_options);
    let journal = ImportJournal::open(&folder, &circumstances(), &mut outcome.diagnostics);
    let translations = Translations::new(&sources);
    let known = |source: &Source| {
        let entry = journal.get(source).filter(|entry| !options.force && store.has_article(&entry.id))?;
        translations.group(source, None).is_none().then(|| entry.clone())
    };
    let work_items: Vec<WorkItem> = sources.iter().flat_map(|source| work_items(source, known(source))).collect();
    let patterns = (!options.keep_recurring).then(|| HostPatterns::read(&folder, &mut outcome.diagnostics));
    let mut intake = Intake {
        store,
        links: Index::default(),
        translations,
        journal,
        languages: BTreeMap::new(),
        pending: Vec::new(),
        patterns,
        pages: ImportedPages::default(),
    };
    let mut done = 0;
    let read = |at: usize| read_work_item(&work_items[at], &folder, &read_options, read_source);
    let ended = parallel_map_ordered(work_items.len(), WORKER_STACK_BYTES, &read, &mut |read: Read| {
        outcome.counts.refused += read.refused;
        outcome.diagnostics.extend(read.diagnostics);
        if let Some(id) = read.unchanged {
            intake.store.mark_seen(&id);
            outcome.counts.unchanged += 1;
        }
        read.items.into_iter().for_each(|item| intake.add(item, work_items[done].source, &mut outcome));
        done += 1;
        progress(done, work_items.len());
        Ok::<(), CommandError>(())
    });
    intake.finish(&folder, &mut outcome);
    intake.learn(&folder, &mut outcome);
    intake.journal.close(&circumstances(), &mut outcome.diagnostics);
    if let Err(failure) = ended {
        outcome.diagnostics.push(Diagnostic::new(Severity::Error, options.corpus.display().to_string(), failure.to_string()));
    }
    outcome
}

/// Stores items as they arrive: each gets its place in the corpus at once, but one that links to other sources is written only
/// when these have theirs, and one whose language is not known only when the main language is.
struct Intake<'a> {
    store: ImportStore<'a>,
    journal: ImportJournal,
    links: Index,
    translations: Translations,
    /// The number of articles in each language that is known.
    languages: BTreeMap<String, usize>,
    pending: Vec<(LocatedItem, ImportedItem, &'a Source)>,
    /// The patterns of hosts; `None` if it is to be kept.
    patterns: Option<HostPatterns>,
    /// The saved pages whose hosts are known.
    pages: ImportedPages,
}

impl<'a> Intake<'a> {
    fn add(&mut self, mut item: ImportedItem, source: &'a Source, outcome: &mut Outcome) {
        let from = item.from.clone();
        let located = catch_failure(&from, || {
            self.apply_patterns(&mut item, source);
            Ok(self.store.locate(&mut item))
        });
        match located {
            Err(diagnostic) => record_refusal(diagnostic, outcome),
            Ok(located) => {
                let location = link_location(&item, source);
                if !item.is_row || location.name != source.name {
                    self.links.add(&location, &item.article, &item.names);
                }
                self.count_language(&item.article);
                let has_versions = self.translations.group(source, item.names.translation_key.as_deref()).is_some();
                if has_versions || item.article.lang.is_empty() || cross_links::has_source_links(&item.article) {
                    self.pending.push((located, item, source));
                } else {
                    let entry = JournalEntry::new(source, &item);
                    let is_written = self.write(located, item, outcome);
                    if let Some(entry) = entry.filter(|_| is_written) {
                        self.journal.add(entry, &mut outcome.diagnostics);
                    }
                }
            }
        }
    }

    /// Takes what recurs on the pages of its host out of a saved page's article.
    fn apply_patterns(&mut self, item: &mut ImportedItem, source: &Source) {
        let Some(patterns) = self.patterns.as_ref().filter(|_| !item.is_row) else { return };
        if let Some(host) = patterns.apply(&item.from, &mut item.article, &|| host_patterns::read_page_text(&source.path)) {
            self.pages.add(host, item, source);
        }
    }

    fn count_language(&mut self, article: &Article) {
        if !article.lang.is_empty() {
            *self.languages.entry(article.lang.clone()).or_default() += 1;
        }
    }

    /// The language of most articles.
    fn main_language(&self) -> String {
        let most = self.languages.iter().max_by_key(|(_, count)| **count);
        most.map_or_else(|| "en".to_owned(), |(language, _)| language.clone())
    }

    /// Resolves the links of the waiting items and writes them. One whose language is not known takes the corpus's main language.
    fn finish(&mut self, folder: &Folder, outcome: &mut Outcome) {
        let mut pending = std::mem::take(&mut self.pending);
        if pending.is_empty() {
            return;
        }
        // Unreadable articles were reported when the corpus was opened.
        let known = folder.for_each_article("articles", &mut Vec::new(), &mut |article_file| {
            self.links.add_known(&article_file.article);
            self.count_language(&article_file.article);
            Ok(())
        });
        if let Err(failure) = known {
            outcome.diagnostics.push(Diagnostic::new(Severity::Error, "articles", failure.to_string()));
        }
        let main_language = self.main_language();
        for (_, item, source) in &mut pending {
            self.settle_language(item, source, &main_language);
            let location = link_location(item, source);
            item.diagnostics.extend(cross_links::resolve_source_links(&mut item.article, &location, &self.links));
        }
        let embedded = note_embeds::read_embedded(pending.iter_mut().map(|(_, item, _)| &mut item.article), folder);
        for (located, mut item, source) in pending {
            note_embeds::expand_embeds(&mut item.article, &embedded);
            if let Some(group) = self.translations.group(source, item.names.translation_key.as_deref()) {
                item.article.versions = self.translations.versions(&group, &item.article.lang, item.article.draft);
            }
            self.write(located, item, outcome);
        }
    }

    /// Gives an article whose language is not known that of its folder or of most articles, and adds it to its language versions.
    fn settle_language(&mut self, item: &mut ImportedItem, source: &Source, main_language: &str) {
        let article = &mut item.article;
        if let Some(lang) = self.translations.folder_lang(source) {
            article.lang = detect_language(Some(lang), &text::blocks_text(&article.body), "");
        } else if article.lang.is_empty() {
            main_language.clone_into(&mut article.lang);
        }
        if let Some(group) = self.translations.group(source, item.names.translation_key.as_deref()) {
            self.translations.add(&group, &article.lang, &article.id, article.draft);
        }
    }

    /// Learns what recurs on the pages of the hosts of this import, once all of them are in the corpus.
    fn learn(&mut self, folder: &Folder, outcome: &mut Outcome) {
        let Some(patterns) = self.patterns.as_mut().filter(|_| !self.pages.is_empty()) else { return };
        match host_patterns::learn(folder, patterns, &self.pages) {
            Ok(messages) => outcome.diagnostics.extend(messages),
            Err(failure) => outcome.diagnostics.push(Diagnostic::new(Severity::Error, "hosts.json", failure.to_string())),
        }
    }

    /// Writes an item; returns whether its article is now what was read.
    fn write(&mut self, located: LocatedItem, item: ImportedItem, outcome: &mut Outcome) -> bool {
        let from = item.from.clone();
        match catch_failure(&from, || self.store.write(located, item)) {
            Err(diagnostic) => {
                record_refusal(diagnostic, outcome);
                false
            }
            Ok((status, diagnostics)) => {
                let is_written = diagnostics.is_empty() && !matches!(status, ImportStatus::Kept | ImportStatus::Reviewed);
                outcome.diagnostics.extend(diagnostics);
                match status {
                    ImportStatus::New => outcome.counts.new += 1,
                    ImportStatus::Updated => outcome.counts.updated += 1,
                    ImportStatus::Unchanged => outcome.counts.unchanged += 1,
                    ImportStatus::Kept => outcome.counts.kept += 1,
                    ImportStatus::Reviewed => outcome.counts.reviewed += 1,
                }
                is_written
            }
        }
    }
}

/// The place by which links find an item: the source, or for an article of an archive its path inside.
fn link_location<'a>(item: &ImportedItem, source: &'a Source) -> Cow<'a, Source> {
    match item.archived.as_ref().and_then(|archived| archived.path.as_deref()) {
        Some(path) => Cow::Owned(Source { name: format!("{}/{path}", source.name), ..source.clone() }),
        None => Cow::Borrowed(source),
    }
}

/// Runs work on an item and turns a panic or I/O error into a diagnostic for that item alone.
fn catch_failure<T>(from: &str, work: impl FnOnce() -> io::Result<T>) -> Result<T, Diagnostic> {
    let done = catch_panic(work).map_err(|caught| caught.diagnostic(from, OTHER_SOURCES_NOTE))?;
    done.map_err(|error| Diagnostic::new(Severity::Error, from, format!("cannot write its article: {error}")))
}

fn record_refusal(diagnostic: Diagnostic, outcome: &mut Outcome) {
    outcome.counts.refused += 1;
    outcome.diagnostics.push(diagnostic);
}

fn work_items(source: &Source, known: Option<JournalEntry>) -> Vec<WorkItem<'_>> {
    match importer::importer_for_name(&source.name).and_then(|importer| importer.chunks(source)) {
        Some(chunks) => chunks.into_iter().map(|chunk| WorkItem { source, chunk: Some(chunk), known: None }).collect(),
        None => vec![WorkItem { source, chunk: None, known }],
    }
}

/// Worker stack size in bytes: the page reader recurses, and pages nest elements by the thousand. Memory is committed only as used.
const WORKER_STACK_BYTES: usize = 512 << 20;

/// Effect of one source's panic on the others, for its diagnostic.
const OTHER_SOURCES_NOTE: &str = "the other sources are imported";

/// Reads a work item and copies its pictures into the corpus. A panic becomes an error that names the source.
fn read_work_item(work_item: &WorkItem, folder: &Folder, options: &ReadOptions, read_source: &ReadSource) -> Read {
    let mut result = Read { items: Vec::new(), unchanged: None, diagnostics: Vec::new(), refused: 0 };
    let source = work_item.source;
    if let Some(entry) = work_item.known.as_ref().filter(|entry| entry.is_unchanged(folder)) {
        result.unchanged = Some(entry.id.clone());
        return result;
    }
    let items = catch_panic(|| match &work_item.chunk {
        None => read_source(source, options),
        Some(chunk) => chunk.import(source, options.lang).map_err(|error| ImportError(format!("cannot read the whole file: {error}"))),
    });
    let items = match items {
        Ok(Ok(items)) => items,
        Ok(Err(ImportError(reason))) => vec![Err(Diagnostic::new(Severity::Error, &source.name, reason))],
        Err(caught) => vec![Err(caught.diagnostic(&source.name, OTHER_SOURCES_NOTE))],
    };
    for item in items {
        match item.and_then(|item| with_pictures(item, source, folder)) {
            Ok(item) => result.items.push(item),
            Err(diagnostic) => {
                // A source that is skipped with a note was not refused.
                result.refused += usize::from(diagnostic.severity == Severity::Error);
                result.diagnostics.push(diagnostic);
            }
        }
    }
    result
}

fn with_pictures(mut item: ImportedItem, source: &Source, folder: &Folder) -> Result<ImportedItem, Diagnostic> {
    let from = item.from.clone();
    let done = catch_panic(|| {
        normalize_labels(&mut item.article);
        pictures::copy_pictures(&mut item, source, folder);
        item
    });
    done.map_err(|caught| caught.diagnostic(from, OTHER_SOURCES_NOTE))
}

fn read_items(source: &Source, options: &ReadOptions) -> Result<Items, ImportError> {
    let (importer, bytes) = importer::open(source)?;
    importer.import(source, &bytes, options)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn summary_lists_only_nonzero_counts() {
        let counts = Counts { new: 3, updated: 1, unchanged: 2, refused: 1, ..Counts::default() };
        assert_eq!(counts.to_string(), "articles: 3 new, 1 updated, 2 unchanged, 1 refused");
        assert_eq!(Counts { unchanged: 1, ..Counts::default() }.to_string(), "articles: 1 unchanged");
        assert_eq!(Counts::default().to_string(), "no articles found");
    }

    #[test]
    fn a_text_too_short_to_tell_takes_the_main_language() {
        let place = tempfile::tempdir().unwrap();
        let german = "Die Strecke führt durch das Tal und über den Fluss, und wer mit dem Zug fährt, sieht die Berge auf beiden Seiten.";
        let texts =
            [("a.md", "# Kurz\n\nEin Satz."), ("b.md", &format!("# Bahn\n\n{german}")), ("c.md", &format!("# Zug\n\n{german} {german}"))];
        texts.iter().for_each(|(name, text)| fs::write(place.path().join(name), text).unwrap());
        let import = |name: &str| {
            let options = Options { corpus: place.path().join("corpus"), sources: vec![place.path().join(name)], ..Options::default() };
            assert_eq!(run(&options, &mut || (), &mut |_, _| ()).counts.new, 1, "{name}");
            let mut languages = BTreeMap::new();
            let collected = Folder::new(&options.corpus).for_each_article("articles", &mut Vec::new(), &mut |file| {
                languages.insert(file.article.title, file.article.lang);
                Ok(())
            });
            assert!(collected.is_ok());
            languages
        };
        assert_eq!(import("a.md")["Kurz"], "en", "no article tells");
        fs::remove_dir_all(place.path().join("corpus")).unwrap();
        import("b.md");
        assert_eq!(import("a.md")["Kurz"], "de");
    }

    #[test]
    fn a_panic_in_one_source_does_not_stop_the_others() {
        let place = tempfile::tempdir().unwrap();
        let names = ["a.md", "b.md", "c.md"];
        let sources = names.map(|name| place.path().join(name));
        sources.iter().for_each(|path| fs::write(path, "# A title\n\nWords of a text.").unwrap());
        let options = Options { corpus: place.path().join("corpus"), sources: sources.to_vec(), ..Options::default() };
        let outcome = run_with(&options, &mut || (), &mut |_, _| (), &|source, options| match source.name.as_str() {
            "b.md" => panic!("a fault in the reader"),
            _ => read_items(source, options),
        });
        assert_eq!((outcome.counts.new, outcome.counts.refused, outcome.has_failures()), (2, 1, true));
        let messages: Vec<String> = outcome.diagnostics.iter().map(Diagnostic::to_string).collect();
        assert!(
            messages.len() == 1 && messages[0].starts_with("b.md: error: ") && messages[0].contains("a fault in the reader"),
            "{messages:?}"
        );
    }
}
