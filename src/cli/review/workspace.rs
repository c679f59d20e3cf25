//! The corpus under review: opens articles, changes them and undoes changes, and never overwrites a change of another program.

use super::edit::{self, Edit, EditError};
use super::history::{self, FileChange, Step};
use super::queue::{Entry, Queue};
use crate::article::id::is_id;
use crate::article::{Article, Capture};
use crate::cli::command_error::CommandError;
use crate::cli::folder::{self, Folder, Lock};
use crate::cli::import::host_patterns::forget_removed;
use crate::cli::import::original::{self, Original};
use crate::cli::import::source_folders;
use std::fs;
use std::io;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// A corpus under review.
pub(super) struct Workspace {
    folder: Folder,
    /// Folders that hold sources, named on the command line.
    named_sources: Vec<PathBuf>,
    queue: Mutex<Queue>,
}

/// An article as it is on disk.
#[derive(Debug, Clone)]
pub(super) struct OpenArticle {
    /// Its id.
    pub(super) id: String,
    /// The article.
    pub(super) article: Article,
    /// The SHA-256 of its file: a change is made to this revision alone.
    pub(super) revision: String,
    /// Its place in the queue.
    pub(super) entry: Entry,
    /// The number of articles that need a look.
    pub(super) left: usize,
    /// The step that can be undone.
    pub(super) last_step: Option<Step>,
    /// New readings of its source, with their files.
    pub(super) readings: Vec<(String, Article)>,
    /// The host and the number of its other articles that have what was just removed, if any.
    pub(super) everywhere: Option<(String, usize)>,
}

/// A change that was asked for.
#[derive(Debug, Clone, Default)]
pub(super) struct Correction {
    /// The edits, made one after another as one step.
    pub(super) edits: Vec<Edit>,
    /// The action, in words.
    pub(super) done: String,
    /// Files of new readings that are settled by it.
    pub(super) settled: Vec<String>,
}

/// The result of an undo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Undone {
    /// The step that was undone.
    pub(super) step: Step,
    /// The number of files that had changed since, and were left as they are.
    pub(super) skipped: usize,
}

/// The reason why a change was not made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ChangeError {
    /// There is no such article.
    NotFound,
    /// The article has changed on disk since it was shown.
    Conflict,
    /// The article has changed on disk since the step that should be undone.
    UndoConflict,
    /// There is no step.
    NothingToUndo,
    /// The edit is not possible.
    Edit(EditError),
    /// A file cannot be read or written: the message.
    Failed(String),
}

impl From<io::Error> for ChangeError {
    fn from(error: io::Error) -> ChangeError {
        ChangeError::Failed(error.to_string())
    }
}

impl From<serde_json::Error> for ChangeError {
    fn from(error: serde_json::Error) -> ChangeError {
        ChangeError::Failed(error.to_string())
    }
}

impl From<CommandError> for ChangeError {
    fn from(error: CommandError) -> ChangeError {
        ChangeError::Failed(error.to_string())
    }
}

impl Workspace {
    /// Reads a corpus. Sources are looked for in `named_sources`, then where imports found them.
    pub(super) fn new(folder: Folder, named_sources: Vec<PathBuf>) -> Workspace {
        let queue = Mutex::new(Queue::read(&folder));
        Workspace { folder, named_sources, queue }
    }

    /// The corpus.
    pub(super) fn folder(&self) -> &Folder {
        &self.folder
    }

    /// The queue.
    pub(super) fn queue(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Reads the whole corpus again, as other programs may have changed it.
    pub(super) fn refresh(&self) {
        let queue = Queue::read(&self.folder);
        *self.queue() = queue;
    }

    /// Opens an article.
    ///
    /// # Errors
    /// When there is none, or its file cannot be read.
    pub(super) fn open(&self, id: &str) -> Result<OpenArticle, ChangeError> {
        let (article, revision) = self.load(id)?;
        let (entry, left, readings) = {
            let mut queue = self.queue();
            queue.update_readings(&self.folder);
            queue.update(id, &article);
            (queue.get(id).cloned().unwrap_or_default(), queue.count_left(), queue.readings(id).to_vec())
        };
        let read = |file: String| Some((file.clone(), self.folder.read_article(&file).ok()?));
        let last_step = history::last_step(&self.folder, id);
        let everywhere = last_step.as_ref().and_then(|step| self.find_everywhere(id, &entry, step));
        Ok(OpenArticle {
            id: id.to_owned(),
            article,
            revision,
            left,
            last_step,
            readings: readings.into_iter().filter_map(read).collect(),
            everywhere,
            entry,
        })
    }

    /// The source of an article.
    pub(super) fn find_original(&self, capture: &Capture) -> Option<Original> {
        let remembered = source_folders::read(&self.folder);
        let folders: Vec<PathBuf> = self.named_sources.iter().cloned().chain(remembered).collect();
        original::find_original(&folders, capture)
    }

    /// Makes a change to a revision of an article, as one step that can be undone.
    ///
    /// # Errors
    /// When the article has another revision by now, or the change cannot be made; nothing is written then.
    pub(super) fn change(&self, id: &str, revision: &str, change: &Correction) -> Result<Step, ChangeError> {
        let _lock = self.lock();
        let (before, current) = self.load(id)?;
        if current != revision {
            return Err(ChangeError::Conflict);
        }
        let (article, removed) = apply_all(&before, &change.edits)?;
        let block = change.edits.last().and_then(|edit| edit::focus(edit, &before, &article));
        let mut step = Step { done: change.done.clone(), block, removed, ..Step::default() };
        if article != before {
            step.files.push(FileChange::write(&self.folder, &file(id), Some(&folder::to_json(&article)?))?);
        }
        for reading in &change.settled {
            step.files.push(FileChange::write(&self.folder, reading, None)?);
        }
        self.finish_step(id, &step)?;
        Ok(step)
    }

    /// Undoes the last step of an article.
    ///
    /// # Errors
    /// When there is none, or the article has changed since; nothing is written then.
    pub(super) fn undo(&self, id: &str) -> Result<Undone, ChangeError> {
        let _lock = self.lock();
        let step = history::last_step(&self.folder, id).ok_or(ChangeError::NothingToUndo)?;
        let (kept, lost): (Vec<&FileChange>, Vec<&FileChange>) = step.files.iter().partition(|change| change.is_last(&self.folder));
        if lost.iter().any(|change| change.file == file(id)) || kept.is_empty() && !lost.is_empty() {
            return Err(ChangeError::UndoConflict);
        }
        kept.iter().try_for_each(|change| change.undo(&self.folder))?;
        if let Some(host) = &step.host {
            forget_removed(&self.folder, host, &step.removed)?;
        }
        let skipped = lost.len();
        history::pop(&self.folder, id)?;
        self.update_queue(&step);
        Ok(Undone { step, skipped })
    }

    /// One command writes into a corpus at a time.
    pub(super) fn lock(&self) -> Option<Lock> {
        self.folder.lock(&mut || ())
    }

    /// Reads an article and its revision.
    pub(super) fn load(&self, id: &str) -> Result<(Article, String), ChangeError> {
        let file = Some(file(id)).filter(|_| is_id(id)).ok_or(ChangeError::NotFound)?;
        let bytes = fs::read(self.folder.path(&file)).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => ChangeError::NotFound,
            _ => ChangeError::Failed(format!("{file}: {error}")),
        })?;
        let article = serde_json::from_slice(&bytes).map_err(|error| ChangeError::Failed(format!("{file}: invalid JSON: {error}")))?;
        Ok((article, folder::sha256(&bytes)))
    }

    /// Keeps a step in the history, and brings the queue up to date.
    pub(super) fn finish_step(&self, id: &str, step: &Step) -> Result<(), ChangeError> {
        if !step.files.is_empty() || step.host.is_some() {
            history::push(&self.folder, id, step.clone())?;
            self.update_queue(step);
        }
        Ok(())
    }

    fn update_queue(&self, step: &Step) {
        let mut queue = self.queue();
        queue.update_readings(&self.folder);
        for change in &step.files {
            let id = change.file.strip_prefix("articles/").and_then(|name| name.strip_suffix(".json"));
            if let Some((id, article)) = id.and_then(|id| Some((id, self.folder.read_article(&change.file).ok()?))) {
                queue.update(id, &article);
            }
        }
    }
}

/// Applies edits one after another; returns the article and the passages that were removed from it.
fn apply_all(before: &Article, edits: &[Edit]) -> Result<(Article, Vec<String>), ChangeError> {
    let (mut article, mut removed) = (before.clone(), Vec::new());
    for edit in edits {
        if let Edit::Remove { block } = edit {
            removed = article.body.get(*block).map(edit::passages).unwrap_or_default();
        }
        article = edit::apply(&article, edit).map_err(ChangeError::Edit)?;
    }
    Ok((article, removed))
}

/// The file of an article, relative to the corpus.
pub(super) fn file(id: &str) -> String {
    format!("articles/{id}.json")
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::article::Block;
    use crate::cli::import::provenance::{is_edited, update_written_hash};
    use tempfile::TempDir;

    pub(in crate::cli::review) const BOX: &str = "Read our letter every morning.";

    /// A corpus of pages of one host, all with the same box, each as an import wrote it.
    pub(in crate::cli::review) fn corpus() -> (TempDir, Workspace) {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::new(place.path());
        for id in ["a", "b", "c"] {
            let capture = Capture { from: format!("{id}.html"), ..Capture::default() };
            let body = vec![Block::paragraph(format!("The text of {id}.")), Block::paragraph(BOX)];
            let canonical = Some(format!("https://site.example/{id}"));
            let mut article = Article {
                id: id.into(),
                title: id.into(),
                title_made: true,
                canonical,
                capture: Some(capture),
                body,
                ..Article::default()
            };
            update_written_hash(&mut article).unwrap();
            folder::write(&folder.path(&file(id)), &folder::to_json(&article).unwrap()).unwrap();
        }
        let workspace = Workspace::new(folder, Vec::new());
        (place, workspace)
    }

    pub(in crate::cli::review) fn bytes(workspace: &Workspace, id: &str) -> Vec<u8> {
        fs::read(workspace.folder.path(&file(id))).unwrap()
    }

    pub(in crate::cli::review) fn make(workspace: &Workspace, id: &str, edits: Vec<Edit>) -> Result<Step, ChangeError> {
        let revision = workspace.open(id)?.revision;
        workspace.change(id, &revision, &Correction { edits, done: "done".into(), settled: Vec::new() })
    }

    #[test]
    fn steps_are_written_as_an_import_writes_and_undone_to_the_byte() {
        let (place, workspace) = corpus();
        let before = bytes(&workspace, "a");
        make(&workspace, "a", vec![Edit::Remove { block: 1 }]).unwrap();
        make(&workspace, "a", vec![Edit::Approve]).unwrap();
        let open = workspace.open("a").unwrap();
        assert_eq!((open.left, is_edited(&open.article)), (2, true));
        assert_eq!(bytes(&workspace, "a"), folder::to_json(&open.article).unwrap());
        let again = Workspace::new(Folder::new(place.path()), Vec::new());
        assert_eq!(again.undo("a").unwrap().skipped, 0);
        again.undo("a").unwrap();
        assert_eq!((bytes(&again, "a"), again.undo("a")), (before, Err(ChangeError::NothingToUndo)));
    }

    #[test]
    fn a_change_on_disk_is_never_overwritten() {
        let (_place, workspace) = corpus();
        let revision = workspace.open("a").unwrap().revision;
        let change = Correction { edits: vec![Edit::Remove { block: 0 }], ..Correction::default() };
        workspace.change("a", &revision, &change).unwrap();
        assert_eq!(workspace.change("a", &revision, &change), Err(ChangeError::Conflict));
        fs::write(workspace.folder.path(&file("a")), "{\"title\": \"Of another program\", \"body\": []}").unwrap();
        assert_eq!(workspace.undo("a"), Err(ChangeError::UndoConflict));
        assert_eq!(workspace.open("a").unwrap().article.title, "Of another program");
    }

    #[test]
    fn an_edit_that_is_not_possible_writes_nothing() {
        let (_place, workspace) = corpus();
        let before = bytes(&workspace, "a");
        let edits = vec![Edit::Remove { block: 0 }, Edit::Remove { block: 9 }];
        assert_eq!(make(&workspace, "a", edits), Err(ChangeError::Edit(EditError::NoSuchBlock)));
        assert_eq!((bytes(&workspace, "a"), workspace.open("a").unwrap().last_step), (before, None));
        for id in ["none", "../a", ""] {
            assert_eq!(workspace.open(id).err(), Some(ChangeError::NotFound), "{id}");
        }
    }

    #[test]
    fn a_new_reading_is_settled_with_its_article_and_comes_back() {
        let (_place, workspace) = corpus();
        let reading = Article { id: "a".into(), title: "New".into(), ..Article::default() };
        let path = workspace.folder.path("review/a.json");
        folder::write(&path, &folder::to_json(&reading).unwrap()).unwrap();
        let open = workspace.open("a").unwrap();
        assert_eq!(open.readings, [("review/a.json".to_owned(), reading.clone())]);
        let change =
            Correction { edits: vec![Edit::UseReading(Box::new(reading))], settled: vec!["review/a.json".into()], ..Correction::default() };
        workspace.change("a", &open.revision, &change).unwrap();
        let used = workspace.open("a").unwrap();
        assert!(used.article.title == "New" && used.readings.is_empty() && !path.exists());
        workspace.undo("a").unwrap();
        assert!(path.exists() && workspace.open("a").unwrap().readings.len() == 1);
    }
}
