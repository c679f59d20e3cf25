//! A corpus that is watched for changes.

use crate::publish::failure::Failure;
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};
use std::ffi::OsStr;
use std::fs;
use std::path::{Component, Path};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// So long nothing must change before a change is told: an editor writes a file in several steps, an import many files.
const QUIET: Duration = Duration::from_millis(200);

/// What an import writes for its publisher to look at; no site holds it.
const REVIEW: &str = "review";

/// A watched corpus.
pub struct Watch {
    changes: Receiver<()>,
    /// Watches until it is dropped.
    _watcher: RecommendedWatcher,
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
            if event.is_ok_and(|event| concerns(&inside, &event)) {
                // Whoever waited is gone: the program is ending.
                tell.send(()).ok();
            }
        };
        let mut watcher = notify::recommended_watcher(told).map_err(|error| failed(error.to_string()))?;
        watcher.watch(&root, RecursiveMode::Recursive).map_err(|error| failed(error.to_string()))?;
        Ok(Watch { changes, _watcher: watcher })
    }

    /// Waits until something has changed and nothing changes any more; false where no change will ever come.
    pub fn changed(&self) -> bool {
        let told = self.changes.recv().is_ok();
        while self.changes.recv_timeout(QUIET).is_ok() {}
        told
    }
}

/// True where an event changes what is published. A build reads every file: reading is no change.
fn concerns(root: &Path, event: &Event) -> bool {
    !event.kind.is_access() && (event.need_rescan() || event.paths.iter().any(|path| is_published(root, path)))
}

/// True for what may be in a site: nothing hidden, as an editor's or an unfinished file, and nothing to be reviewed.
fn is_published(root: &Path, path: &Path) -> bool {
    // The system may name the folder in another way; what is not understood is a change.
    let Ok(inside) = path.strip_prefix(root) else { return true };
    let hidden = |part: &OsStr| part.to_string_lossy().starts_with('.');
    let mut names = inside.components().filter_map(|part| if let Component::Normal(name) = part { Some(name) } else { None });
    !inside.starts_with(REVIEW) && !names.any(hidden)
}

#[cfg(test)]
mod tests {
    use super::*;
    use notify::EventKind;
    use notify::event::{AccessKind, ModifyKind};

    #[test]
    fn what_is_published_and_changed_is_told() {
        let event = |kind: EventKind, path: &str| concerns(Path::new("/c"), &Event::new(kind).add_path(path.into()));
        let modified = EventKind::Modify(ModifyKind::Any);
        for path in ["/c/site.json", "/c/articles/a.json", "/c/images", "/c"] {
            assert!(event(modified, path), "{path}");
        }
        for path in ["/c/articles/.a.json.swp", "/c/.lectern/search/root", "/c/review/a.json", "/c/.lectern-x1"] {
            assert!(!event(modified, path), "{path}");
        }
        assert!(!event(EventKind::Access(AccessKind::Any), "/c/site.json"));
    }
}
