//! The import journal: which sources were imported as they are, so that the next import skips them, in `.lectern/imported.jsonl` of
//! the corpus.
//!
//! A line is added as soon as an article is written: an import that was stopped goes on where it was. The first line names the circumstances
//! under which the sources were read (program, options, patterns of hosts); under others every source is read again. The file is local
//! and may be deleted.

use super::imported::ImportedItem;
use super::importer::ReadOptions;
use super::run::Options;
use super::source::Source;
use crate::article::visit;
use crate::cli::diagnostic::{Diagnostic, Severity};
use crate::cli::folder::{self, Folder};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::PathBuf;

/// The file, inside the corpus.
const FILE: &str = ".lectern/imported.jsonl";
/// The version of its format.
const FORMAT: u32 = 1;

/// The first line.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct JournalHeader {
    format: u32,
    circumstances: String,
}

/// A source that was imported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct JournalEntry {
    /// Its path.
    source: PathBuf,
    /// The SHA-256 of its bytes.
    sha256: String,
    /// The id of its article.
    pub(super) id: String,
    /// The files of its pictures, inside the corpus.
    pictures: Vec<String>,
}

/// The sources that were imported before.
#[derive(Debug)]
pub(super) struct ImportJournal {
    path: PathBuf,
    circumstances: String,
    entries: HashMap<PathBuf, JournalEntry>,
    file: Option<File>,
}

impl ImportJournal {
    /// Reads the journal of a corpus; empty if there is none, or the circumstances were others. One that cannot be written is reported,
    /// and keeps nothing.
    pub(super) fn open(folder: &Folder, circumstances: &str, diagnostics: &mut Vec<Diagnostic>) -> ImportJournal {
        let path = folder.path(FILE);
        let text = fs::read_to_string(&path).unwrap_or_default();
        let (first, lines) = text.split_once('\n').unwrap_or((&text, ""));
        let is_valid = serde_json::from_str(first).is_ok_and(|header: JournalHeader| header.is_of(circumstances));
        let entries = lines.lines().filter(|_| is_valid).filter_map(|line| serde_json::from_str::<JournalEntry>(line).ok());
        let entries = entries.map(|entry| (entry.source.clone(), entry)).collect();
        let mut journal = ImportJournal { path, circumstances: circumstances.to_owned(), entries, file: None };
        // The last line is cut off where an import was stopped, and lines of the same source pile up.
        let is_whole = is_valid && text.ends_with('\n') && lines.lines().count() == journal.entries.len();
        let written = if is_whole { Ok(()) } else { journal.write() };
        match written.and_then(|()| OpenOptions::new().append(true).open(&journal.path)) {
            Ok(file) => journal.file = Some(file),
            Err(error) => diagnostics.push(warning(&error)),
        }
        journal
    }

    /// The entry of a source, whatever its bytes are by now.
    pub(super) fn get(&self, source: &Source) -> Option<&JournalEntry> {
        self.entries.get(&absolute(source)?)
    }

    /// Adds a source whose article was written.
    pub(super) fn add(&mut self, entry: JournalEntry, diagnostics: &mut Vec<Diagnostic>) {
        let Some(file) = self.file.as_mut().filter(|_| self.entries.get(&entry.source) != Some(&entry)) else { return };
        let line = serde_json::to_vec(&entry).map(|line| [line.as_slice(), b"\n"].concat()).map_err(io::Error::from);
        match line.and_then(|line| file.write_all(&line)) {
            Ok(()) => drop(self.entries.insert(entry.source.clone(), entry)),
            Err(error) => diagnostics.push(warning(&error)),
        }
    }

    /// Ends the import, which may have changed the circumstances.
    pub(super) fn close(mut self, circumstances: &str, diagnostics: &mut Vec<Diagnostic>) {
        if self.file.is_none() || self.circumstances == circumstances {
            return;
        }
        circumstances.clone_into(&mut self.circumstances);
        diagnostics.extend(self.write().err().map(|error| warning(&error)));
    }

    fn write(&self) -> io::Result<()> {
        let mut entries: Vec<&JournalEntry> = self.entries.values().collect();
        entries.sort_by(|a, b| a.source.cmp(&b.source));
        let mut bytes = serde_json::to_vec(&JournalHeader { format: FORMAT, circumstances: self.circumstances.clone() })?;
        for entry in entries {
            bytes.push(b'\n');
            serde_json::to_writer(&mut bytes, entry)?;
        }
        bytes.push(b'\n');
        folder::write(&self.path, &bytes)
    }
}

impl JournalHeader {
    fn is_of(&self, circumstances: &str) -> bool {
        self.format == FORMAT && self.circumstances == circumstances
    }
}

impl JournalEntry {
    /// The entry of a source that need not be read again as long as it is the same: it has one article, nothing to report, and no other
    /// names by which sources link to it.
    pub(super) fn new(source: &Source, item: &ImportedItem) -> Option<JournalEntry> {
        let has_names = !item.names.aliases.is_empty() || !item.names.paths.is_empty();
        if item.is_row || item.archived.is_some() || !item.diagnostics.is_empty() || has_names {
            return None;
        }
        let pictures = visit::picture_paths(&item.article.body).into_iter().filter(|path| path.starts_with("images/")).collect();
        Some(JournalEntry { source: absolute(source)?, sha256: item.sha256.clone(), id: item.article.id.clone(), pictures })
    }

    /// Whether the source still has the bytes that were imported, and the corpus its pictures.
    pub(super) fn is_unchanged(&self, folder: &Folder) -> bool {
        let has_pictures = self.pictures.iter().all(|picture| folder.path(picture).is_file());
        has_pictures && fs::read(&self.source).is_ok_and(|bytes| folder::sha256(&bytes) == self.sha256)
    }
}

/// The circumstances that decide how sources are read: this program, the options, the language of the site, the patterns of hosts.
pub(super) fn circumstances(folder: &Folder, options: &Options, read_options: &ReadOptions) -> String {
    let program = std::env::current_exe().and_then(fs::metadata).ok();
    let built = program.as_ref().and_then(|program| program.modified().ok()?.duration_since(std::time::UNIX_EPOCH).ok());
    let (size, built) = (program.map_or(0, |program| program.len()), built.map_or(0, |built| built.as_secs()));
    let hosts = folder::sha256(&fs::read(folder.path("hosts.json")).unwrap_or_default());
    let (version, keeps, columns, lang) = (env!("CARGO_PKG_VERSION"), options.keep_recurring, &options.columns, read_options.lang);
    format!("{version} {size} {built} {keeps} {columns:?} {lang:?} {hosts}")
}

fn warning(error: &io::Error) -> Diagnostic {
    let text = format!("cannot write which sources were imported: {error}. The next import reads all of them");
    Diagnostic::new(Severity::Warning, FILE, text)
}

fn absolute(source: &Source) -> Option<PathBuf> {
    std::path::absolute(&source.path).ok().filter(|path| path.to_str().is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Article, Block, Figure, Image};
    use crate::cli::import::imported::Imported;

    #[test]
    fn sources_are_known_until_they_or_the_circumstances_change() {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::new(place.path().join("corpus"));
        let source = Source { path: place.path().join("a.txt"), name: "a.txt".into(), root: place.path().into() };
        fs::write(&source.path, "Words.").unwrap();
        let open = |circumstances: &str| ImportJournal::open(&folder, circumstances, &mut Vec::new());
        let mut journal = open("one");
        assert_eq!(journal.get(&source), None);
        let image = Image { src: "images/a.png".into(), ..Image::default() };
        let body = vec![Block::Figure(Figure { images: vec![image], ..Figure::default() })];
        let article = Article { id: "a".into(), body, ..Article::default() };
        let item = ImportedItem::new("a.txt".into(), folder::sha256(b"Words."), Imported { article, ..Imported::default() });
        journal.add(JournalEntry::new(&source, &item).unwrap(), &mut Vec::new());
        drop(journal);
        let path = folder.path(FILE);
        let cut_off = fs::read_to_string(&path).unwrap() + "{\"source\": \"/b";
        fs::write(&path, cut_off).unwrap();
        let journal = open("one");
        assert!(journal.get(&source).is_some_and(|entry| entry.id == "a" && !entry.is_unchanged(&folder)), "it has no picture");
        folder::write(&folder.path("images/a.png"), b"x").unwrap();
        assert!(journal.get(&source).is_some_and(|entry| entry.is_unchanged(&folder)), "the journal was not closed");
        journal.close("two", &mut Vec::new());
        assert!(open("two").get(&source).is_some());
        fs::write(&source.path, "Other words.").unwrap();
        let journal = open("two");
        assert!(journal.get(&source).is_some_and(|entry| !entry.is_unchanged(&folder)));
        assert_eq!(open("three").get(&source), None);
    }
}
