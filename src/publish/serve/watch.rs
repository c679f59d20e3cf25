//! A corpus that is watched for changes.

use crate::publish::failure::Failure;
use notify::event::ModifyKind;
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use std::cell::RefCell;
use std::ffi::OsStr;
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// So long nothing must change before a change is told: an editor writes a file in several steps, an import many files.
const QUIET: Duration = Duration::from_millis(200);

/// What an import writes for its publisher to look at; no site holds it.
const REVIEW: &str = "review";

/// A watched corpus.
pub struct Watch {
    root: PathBuf,
    changes: Receiver<Change>,
    /// Watches until it is dropped.
    watcher: RefCell<RecommendedWatcher>,
}

/// What has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Change {
    /// Something that may be published.
    Inside,
    /// The folder itself: it was taken away, or made again, and the system watches only what it was told of.
    Folder,
}

impl Watch {
    /// Watches a corpus from now on.
    ///
    /// # Errors
    /// When there is no such folder, or the system cannot watch it.
    pub fn of(corpus: &Path) -> Result<Watch, Failure> {
        let failed = |why: String| Failure::Failed(format!("{}: it cannot be watched for changes: {why}", corpus.display()));
        // The system names changed files by whole paths.
        let root = fs::canonicalize(corpus).map_err(|error| failed(error.to_string()))?;
        let (tell, changes) = channel();
        let inside = root.clone();
        let told = move |event: notify::Result<Event>| {
            if let Some(change) = event.ok().and_then(|event| concerns(&inside, &event)) {
                // Whoever waited is gone: the program is ending.
                tell.send(change).ok();
            }
        };
        let mut watcher = notify::recommended_watcher(told).map_err(|error| failed(error.to_string()))?;
        watcher.watch(&root, RecursiveMode::Recursive).map_err(|error| failed(error.to_string()))?;
        // Where what is around it cannot be watched, a folder that is made again is not noticed: less than all is no failure.
        root.parent().and_then(|around| watcher.watch(around, RecursiveMode::NonRecursive).ok());
        Ok(Watch { root, changes, watcher: RefCell::new(watcher) })
    }

    /// Waits until something has changed and nothing changes any more; false where no change will ever come.
    pub fn changed(&self) -> bool {
        let Ok(first) = self.changes.recv() else { return false };
        self.follow(first);
        while let Ok(next) = self.changes.recv_timeout(QUIET) {
            self.follow(next);
        }
        true
    }

    /// A folder that was made again is watched again; one that is gone will be.
    fn follow(&self, change: Change) {
        if change == Change::Folder {
            let mut watcher = self.watcher.borrow_mut();
            watcher.unwatch(&self.root).ok();
            watcher.watch(&self.root, RecursiveMode::Recursive).ok();
        }
    }
}

/// What an event changes of what is published, if anything. A build reads every file: reading is no change.
fn concerns(root: &Path, event: &Event) -> Option<Change> {
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

/// True for what may be in a site: nothing hidden, as an editor's or an unfinished file, and nothing to be reviewed.
fn is_published(root: &Path, path: &Path) -> bool {
    let Ok(inside) = path.strip_prefix(root) else {
        // What stands beside the corpus is another's. The system may name the folder in another way: what is not understood is a
        // change.
        return path.parent() != root.parent();
    };
    let hidden = |part: &OsStr| part.to_string_lossy().starts_with('.');
    let mut names = inside.components().filter_map(|part| if let Component::Normal(name) = part { Some(name) } else { None });
    !inside.starts_with(REVIEW) && !names.any(hidden)
}

#[cfg(test)]
mod tests {
    use super::*;
    use notify::event::{AccessKind, CreateKind, DataChange, RemoveKind};

    #[test]
    fn what_is_published_and_changed_is_told() {
        let event = |kind: EventKind, path: &str| concerns(Path::new("/c"), &Event::new(kind).add_path(path.into()));
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
