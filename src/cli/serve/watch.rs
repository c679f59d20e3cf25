//! Watches a corpus for changes.

use crate::cli::command_error::CommandError;
use notify::event::ModifyKind;
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use std::cell::RefCell;
use std::ffi::OsStr;
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// The time without changes before a change is reported: an editor writes a file in several steps, an import many files.
const DEBOUNCE: Duration = Duration::from_millis(200);

/// The folder of import's review files, which no site contains.
const REVIEW_FOLDER: &str = "review";

/// A watched corpus.
pub struct Watch {
    root: PathBuf,
    changes: Receiver<Change>,
    /// The system watcher, active until dropped.
    watcher: RefCell<RecommendedWatcher>,
}

/// The kind of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Change {
    /// A file that may be published.
    Inside,
    /// The folder itself: it was removed or created again, and the system watches only the old one.
    Folder,
}

impl Watch {
    /// Starts watching a corpus.
    ///
    /// # Errors
    /// When the folder does not exist, or the system cannot watch it.
    pub fn start(corpus: &Path) -> Result<Watch, CommandError> {
        let failed = |why: String| CommandError::Failed(format!("{}: cannot watch for changes: {why}", corpus.display()));
        // The system reports changed files by absolute paths.
        let root = fs::canonicalize(corpus).map_err(|error| failed(error.to_string()))?;
        let (sender, changes) = channel();
        let inside = root.clone();
        let on_event = move |event: notify::Result<Event>| {
            if let Some(change) = event.ok().and_then(|event| classify_event(&inside, &event)) {
                // The receiver is gone: the program is ending.
                sender.send(change).ok();
            }
        };
        let mut watcher = notify::recommended_watcher(on_event).map_err(|error| failed(error.to_string()))?;
        watcher.watch(&root, RecursiveMode::Recursive).map_err(|error| failed(error.to_string()))?;
        // If the parent folder cannot be watched, a re-created folder goes unnoticed, which is acceptable.
        root.parent().and_then(|parent| watcher.watch(parent, RecursiveMode::NonRecursive).ok());
        Ok(Watch { root, changes, watcher: RefCell::new(watcher) })
    }

    /// Waits for a change, and then until changes stop; false if no change can come any more.
    pub fn wait_for_change(&self) -> bool {
        let Ok(first) = self.changes.recv() else { return false };
        self.rewatch_folder(first);
        while let Ok(next) = self.changes.recv_timeout(DEBOUNCE) {
            self.rewatch_folder(next);
        }
        true
    }

    /// Watches a re-created folder again; a folder that is gone is watched when it reappears.
    fn rewatch_folder(&self, change: Change) {
        if change == Change::Folder {
            let mut watcher = self.watcher.borrow_mut();
            watcher.unwatch(&self.root).ok();
            watcher.watch(&self.root, RecursiveMode::Recursive).ok();
        }
    }
}

/// The kind of published change that an event reports, if any. A build reads every file: reading is not a change.
fn classify_event(root: &Path, event: &Event) -> Option<Change> {
    if event.kind.is_access() {
        return None;
    }
    if event.paths.iter().any(|path| path == root)
        && !matches!(event.kind, EventKind::Modify(ModifyKind::Data(_) | ModifyKind::Metadata(_)))
    {
        return Some(Change::Folder);
    }
    (event.need_rescan() || event.paths.iter().any(|path| is_published(root, path))).then_some(Change::Inside)
}

/// True for a file that a site may contain: not hidden, as an editor's or an unfinished file, and not for review.
fn is_published(root: &Path, path: &Path) -> bool {
    let Ok(inside) = path.strip_prefix(root) else {
        // Files beside the corpus do not belong to it. The system may name the folder differently: an unrecognized path counts as a
        // change.
        return path.parent() != root.parent();
    };
    let is_hidden = |part: &OsStr| part.to_string_lossy().starts_with('.');
    let mut names = inside.components().filter_map(|part| if let Component::Normal(name) = part { Some(name) } else { None });
    !inside.starts_with(REVIEW_FOLDER) && !names.any(is_hidden)
}

#[cfg(test)]
mod tests {
    use super::*;
    use notify::event::{AccessKind, CreateKind, DataChange, RemoveKind};

    #[test]
    fn only_changes_of_published_files_are_reported() {
        let event = |kind: EventKind, path: &str| classify_event(Path::new("/c"), &Event::new(kind).add_path(path.into()));
        let modified = EventKind::Modify(ModifyKind::Data(DataChange::Any));
        for path in ["/c/site.json", "/c/articles/a.json", "/c/images", "/c"] {
            assert_eq!(event(modified, path), Some(Change::Inside), "{path}");
        }
        for path in ["/c/articles/.a.json.swp", "/c/.lectern/search/root", "/c/review/a.json", "/c/.lectern-x1", "/beside"] {
            assert_eq!(event(modified, path), None, "{path}");
        }
        assert_eq!(event(EventKind::Access(AccessKind::Any), "/c/site.json"), None);
        assert_eq!(event(EventKind::Remove(RemoveKind::Folder), "/c"), Some(Change::Folder));
        assert_eq!(event(EventKind::Create(CreateKind::Folder), "/c"), Some(Change::Folder));
    }
}
