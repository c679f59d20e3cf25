//! The history of an article's corrections, in `.lectern/review/ID.json` of the corpus: every step can be undone, also after a restart.
//!
//! A step keeps the files that it changed as they were, to the byte, and the hash of what it wrote: a file that changed since is never
//! overwritten.

use crate::cli::folder::{self, Folder};
use crate::cli::import::source_folders;
use serde::{Deserialize, Serialize};
use std::fs;
use std::io;

/// The version of the format.
const FORMAT: u32 = 1;
/// The maximum number of steps that are kept.
const MAX_STEPS: usize = 50;

/// The steps of one article, the last one at the end.
#[derive(Debug, Default, Serialize, Deserialize)]
struct History {
    format: u32,
    steps: Vec<Step>,
}

/// One step: everything that one press of a button changed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Step {
    /// The action, in words.
    pub(super) done: String,
    /// The block that it was done to, if it was one.
    pub(super) block: Option<usize>,
    /// The files that it changed, that of the article first.
    pub(super) files: Vec<FileChange>,
    /// The passages that it removed from the article.
    pub(super) removed: Vec<String>,
    /// The host on whose pages it removed these passages, if on all.
    pub(super) host: Option<String>,
}

/// The change of one file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct FileChange {
    /// The file, relative to the corpus.
    pub(super) file: String,
    /// Its text before; absent if there was no file.
    pub(super) before: Option<String>,
    /// The SHA-256 of what was written; absent if the file was removed.
    pub(super) after: Option<String>,
}

impl FileChange {
    /// Writes a file, or removes it, and returns the change.
    ///
    /// # Errors
    /// When the file system fails, or the file was not text.
    pub(super) fn write(folder: &Folder, file: &str, bytes: Option<&[u8]>) -> io::Result<FileChange> {
        let path = folder.path(file);
        let before = match fs::read(&path) {
            Ok(bytes) => Some(String::from_utf8(bytes).map_err(io::Error::other)?),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(error),
        };
        match bytes {
            Some(bytes) => folder::write(&path, bytes)?,
            None => fs::remove_file(&path)?,
        }
        Ok(FileChange { file: file.to_owned(), before, after: bytes.map(folder::sha256) })
    }

    /// Whether the file is still as the change left it.
    pub(super) fn is_last(&self, folder: &Folder) -> bool {
        fs::read(folder.path(&self.file)).ok().map(|bytes| folder::sha256(&bytes)) == self.after
    }

    /// Makes the file what it was before.
    ///
    /// # Errors
    /// When the file system fails.
    pub(super) fn undo(&self, folder: &Folder) -> io::Result<()> {
        let path = folder.path(&self.file);
        match &self.before {
            Some(text) => folder::write(&path, text.as_bytes()),
            None => fs::remove_file(&path),
        }
    }
}

/// The last step of an article's history, if there is one.
pub(super) fn last_step(folder: &Folder, id: &str) -> Option<Step> {
    read(folder, id).steps.pop()
}

/// Adds a step. The oldest ones are dropped.
///
/// # Errors
/// When the history cannot be written.
pub(super) fn push(folder: &Folder, id: &str, step: Step) -> io::Result<()> {
    let mut history = read(folder, id);
    history.steps.push(step);
    let surplus = history.steps.len().saturating_sub(MAX_STEPS);
    history.steps.drain(..surplus);
    write(folder, id, &history)
}

/// Drops the last step.
///
/// # Errors
/// When the history cannot be written.
pub(super) fn pop(folder: &Folder, id: &str) -> io::Result<()> {
    let mut history = read(folder, id);
    history.steps.pop();
    write(folder, id, &history)
}

fn file(id: &str) -> String {
    format!(".lectern/review/{id}.json")
}

/// A history that is missing, damaged or of another version is empty.
fn read(folder: &Folder, id: &str) -> History {
    let read = fs::read(folder.path(&file(id))).ok().and_then(|bytes| serde_json::from_slice::<History>(&bytes).ok());
    read.filter(|history| history.format == FORMAT).unwrap_or(History { format: FORMAT, steps: Vec::new() })
}

fn write(folder: &Folder, id: &str, history: &History) -> io::Result<()> {
    source_folders::ignore_in_git(folder)?;
    folder::write(&folder.path(&file(id)), &folder::to_json(history)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write_file(folder: &Folder, bytes: Option<&str>) -> FileChange {
        FileChange::write(folder, "articles/a.json", bytes.map(str::as_bytes)).unwrap()
    }

    #[test]
    fn steps_are_undone_in_turn_also_after_a_restart() {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::new(place.path());
        for text in ["one", "two", "three"] {
            let files = vec![write_file(&folder, Some(text))];
            push(&folder, "a", Step { done: text.to_owned(), files, ..Step::default() }).unwrap();
        }
        for (done, before) in [("three", Some("two")), ("two", Some("one")), ("one", None)] {
            let step = last_step(&Folder::new(place.path()), "a").unwrap();
            assert_eq!(step.done, done);
            step.files[0].undo(&folder).unwrap();
            pop(&folder, "a").unwrap();
            assert_eq!(fs::read_to_string(folder.path("articles/a.json")).ok().as_deref(), before);
        }
        assert_eq!(last_step(&folder, "a"), None);
    }

    #[test]
    fn a_file_that_changed_since_is_told() {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::new(place.path());
        let created = write_file(&folder, Some("one"));
        assert!(created.is_last(&folder));
        let removed = write_file(&folder, None);
        assert!(removed.is_last(&folder) && !created.is_last(&folder));
        removed.undo(&folder).unwrap();
        assert_eq!(fs::read_to_string(folder.path("articles/a.json")).unwrap(), "one");
        fs::write(folder.path("articles/a.json"), "of another program").unwrap();
        assert!(!created.is_last(&folder) && !removed.is_last(&folder));
    }

    #[test]
    fn old_steps_are_dropped_and_a_damaged_history_is_empty() {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::new(place.path());
        (0..MAX_STEPS + 3).for_each(|number| push(&folder, "a", Step { done: number.to_string(), ..Step::default() }).unwrap());
        let steps = read(&folder, "a").steps;
        assert_eq!((steps.len(), steps[0].done.as_str()), (MAX_STEPS, "3"));
        fs::write(folder.path(&file("a")), "{").unwrap();
        assert_eq!(last_step(&folder, "a"), None);
    }
}
