//! The import journal: which sources were imported as they are, so that the next import skips them, in `.lectern/imported.jsonl` of
//! the corpus.
//!
//! A line is added as soon as an article is written: an import that was stopped goes on where it was. The first line names the circumstances
//! under which the sources were read (program, options, patterns of hosts); under others every source is read again. The file is local
//! and may be deleted.

use super::source::Source;
use crate::article::{Article, visit};
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
    entries: HashMap<PathBuf, JournalEntry>,
    file: Option<File>,
}

impl ImportJournal {
    /// Reads the journal of a corpus; empty if there is none, or the circumstances were others.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub(super) fn open(folder: &Folder, circumstances: &str) -> io::Result<ImportJournal> {
        let path = folder.path(FILE);
        let text = fs::read_to_string(&path).unwrap_or_default();
        let (first, lines) = text.split_once('\n').unwrap_or((&text, ""));
        let is_valid = serde_json::from_str(first).is_ok_and(|header: JournalHeader| header == header_of(circumstances));
        // The last line may be cut off where an import was stopped.
        let entries = lines.lines().filter(|_| is_valid).filter_map(|line| serde_json::from_str::<JournalEntry>(line).ok());
        let entries = entries.map(|entry| (entry.source.clone(), entry)).collect();
        let mut journal = ImportJournal { path, entries, file: None };
        journal.write(circumstances)?;
        journal.file = Some(OpenOptions::new().append(true).open(&journal.path)?);
        Ok(journal)
    }

    /// A journal that knows nothing and keeps nothing.
    pub(super) fn none() -> ImportJournal {
        ImportJournal { path: PathBuf::new(), entries: HashMap::new(), file: None }
    }

    /// The entry of a source, whatever its bytes are by now.
    pub(super) fn get(&self, source: &Source) -> Option<&JournalEntry> {
        self.entries.get(&absolute(source)?)
    }

    /// Adds a source whose article was written.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub(super) fn add(&mut self, source: &Source, sha256: &str, article: &Article) -> io::Result<()> {
        let (Some(path), Some(file)) = (absolute(source), &mut self.file) else { return Ok(()) };
        let pictures = visit::picture_paths(&article.body).into_iter().filter(|path| path.starts_with("images/")).collect();
        let id = article.id.clone();
        let entry = JournalEntry { source: path.clone(), sha256: sha256.to_owned(), id, pictures };
        if self.entries.get(&path) == Some(&entry) {
            return Ok(());
        }
        let mut line = serde_json::to_vec(&entry)?;
        line.push(b'\n');
        file.write_all(&line)?;
        self.entries.insert(path, entry);
        Ok(())
    }

    /// Ends the import: the circumstances may have changed by it.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub(super) fn close(self, circumstances: &str) -> io::Result<()> {
        if self.file.is_some() { self.write(circumstances) } else { Ok(()) }
    }

    fn write(&self, circumstances: &str) -> io::Result<()> {
        let mut entries: Vec<&JournalEntry> = self.entries.values().collect();
        entries.sort_by(|a, b| a.source.cmp(&b.source));
        let mut bytes = serde_json::to_vec(&header_of(circumstances))?;
        for entry in entries {
            bytes.push(b'\n');
            serde_json::to_writer(&mut bytes, entry)?;
        }
        bytes.push(b'\n');
        folder::write(&self.path, &bytes)
    }
}

impl JournalEntry {
    /// Whether the source still has the bytes that were imported, and the corpus its pictures.
    pub(super) fn is_unchanged(&self, folder: &Folder) -> bool {
        let has_pictures = self.pictures.iter().all(|picture| folder.path(picture).is_file());
        has_pictures && fs::read(&self.source).is_ok_and(|bytes| folder::sha256(&bytes) == self.sha256)
    }
}

/// The circumstances that decide how a source is read: this program, the options, and the patterns of hosts.
pub(super) fn circumstances(folder: &Folder, options: &str) -> String {
    let program = std::env::current_exe().and_then(fs::metadata).ok();
    let built = program.as_ref().and_then(|program| program.modified().ok()?.duration_since(std::time::UNIX_EPOCH).ok());
    let size = program.map_or(0, |program| program.len());
    let hosts = fs::read(folder.path("hosts.json")).unwrap_or_default();
    format!("{} {size} {} {options} {}", env!("CARGO_PKG_VERSION"), built.map_or(0, |built| built.as_secs()), folder::sha256(&hosts))
}

fn header_of(circumstances: &str) -> JournalHeader {
    JournalHeader { format: FORMAT, circumstances: circumstances.to_owned() }
}

fn absolute(source: &Source) -> Option<PathBuf> {
    std::path::absolute(&source.path).ok().filter(|path| path.to_str().is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Block, Figure, Image};

    #[test]
    fn sources_are_known_until_they_or_the_circumstances_change() {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::new(place.path().join("corpus"));
        let source = Source { path: place.path().join("a.txt"), name: "a.txt".into(), root: place.path().into() };
        fs::write(&source.path, "Words.").unwrap();
        let mut journal = ImportJournal::open(&folder, "one").unwrap();
        assert_eq!(journal.get(&source), None);
        let image = Image { src: "images/a.png".into(), ..Image::default() };
        let body = vec![Block::Figure(Figure { images: vec![image], ..Figure::default() })];
        let article = Article { id: "a".into(), body, ..Article::default() };
        journal.add(&source, &folder::sha256(b"Words."), &article).unwrap();
        drop(journal);
        let path = folder.path(FILE);
        let cut_off = fs::read_to_string(&path).unwrap() + "{\"source\": \"/b";
        fs::write(&path, cut_off).unwrap();
        let journal = ImportJournal::open(&folder, "one").unwrap();
        assert!(journal.get(&source).is_some_and(|entry| entry.id == "a" && !entry.is_unchanged(&folder)), "it has no picture");
        folder::write(&folder.path("images/a.png"), b"x").unwrap();
        assert!(journal.get(&source).is_some_and(|entry| entry.is_unchanged(&folder)), "the journal was not closed");
        journal.close("two").unwrap();
        assert!(ImportJournal::open(&folder, "two").unwrap().get(&source).is_some());
        fs::write(&source.path, "Other words.").unwrap();
        let journal = ImportJournal::open(&folder, "two").unwrap();
        assert!(journal.get(&source).is_some_and(|entry| !entry.is_unchanged(&folder)));
        assert_eq!(ImportJournal::open(&folder, "three").unwrap().get(&source), None);
    }
}
