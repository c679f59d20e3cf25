//! The same on all pages of a site: what was removed from one article is removed from all of its host.

use super::history::{self, FileChange, Step};
use super::queue::Entry;
use super::workspace::{ChangeError, Workspace, file};
use crate::cli::folder;
use crate::cli::import::host_patterns::{add_removed, has_passages, remove_passages};
use crate::cli::import::provenance::{is_edited, update_written_hash};

impl Workspace {
    /// Removes what the last step removed from all other articles of the same host, and from those that imports will bring.
    ///
    /// # Errors
    /// When the last step removed nothing, or a file cannot be written.
    pub(super) fn remove_everywhere(&self, id: &str, done: impl Fn(usize, &str) -> String) -> Result<Step, ChangeError> {
        let _lock = self.lock();
        let last = history::last_step(self.folder(), id).ok_or(ChangeError::NothingToUndo)?;
        let entry = self.queue().get(id).cloned().unwrap_or_default();
        let host = entry.host.filter(|_| last.host.is_none() && !last.removed.is_empty()).ok_or(ChangeError::NothingToUndo)?;
        let mut step = Step { removed: last.removed, host: Some(host.clone()), block: last.block, ..Step::default() };
        let removed = self.articles_with(&host, id, &step.removed).into_iter().try_for_each(|other| {
            step.files.push(self.remove_from(&other, &step.removed)?);
            Ok(())
        });
        step.done = done(step.files.len(), &host);
        add_removed(self.folder(), &host, &step.removed)?;
        // What was written before a file failed can be undone, too.
        self.finish_step(id, &step)?;
        removed.map(|()| step)
    }

    /// The host and the number of its other articles that have what a step removed.
    pub(super) fn find_everywhere(&self, id: &str, entry: &Entry, step: &Step) -> Option<(String, usize)> {
        let host = entry.host.clone().filter(|_| step.host.is_none() && !step.removed.is_empty())?;
        let pages = self.articles_with(&host, id, &step.removed).len();
        (pages > 0).then_some((host, pages))
    }

    /// The other articles of a host that have some passages.
    fn articles_with(&self, host: &str, id: &str, passages: &[String]) -> Vec<String> {
        let mut others: Vec<String> = self.queue().others_of_host(host, id).into_iter().map(str::to_owned).collect();
        others.retain(|other| self.load(other).is_ok_and(|(article, _)| has_passages(&article, passages)));
        others
    }

    /// Removes passages from an article. One that nobody edited counts as unedited still: the next import reads it the same way.
    fn remove_from(&self, id: &str, passages: &[String]) -> Result<FileChange, ChangeError> {
        let (mut article, _) = self.load(id)?;
        let was_edited = is_edited(&article);
        remove_passages(&mut article, passages);
        if !was_edited {
            update_written_hash(&mut article)?;
        }
        Ok(FileChange::write(self.folder(), &file(id), Some(&folder::to_json(&article)?))?)
    }
}

#[cfg(test)]
mod tests {
    use super::super::edit::Edit;
    use super::super::workspace::tests::{BOX, bytes, corpus, make};
    use super::*;
    use crate::article::text::blocks_text;
    use std::fs;

    fn text(workspace: &Workspace, id: &str) -> String {
        blocks_text(&workspace.open(id).unwrap().article.body)
    }

    #[test]
    fn a_passage_is_removed_from_all_pages_of_its_host_and_brought_back() {
        let (_place, workspace) = corpus();
        let before = ["b", "c"].map(|id| bytes(&workspace, id));
        make(&workspace, "a", vec![Edit::Remove { block: 1 }]).unwrap();
        assert_eq!(workspace.open("a").unwrap().everywhere, Some(("site.example".into(), 2)));
        let step = workspace.remove_everywhere("a", |pages, host| format!("{pages} of {host}")).unwrap();
        assert_eq!((step.done.as_str(), workspace.open("a").unwrap().everywhere), ("2 of site.example", None));
        assert!(["b", "c"].iter().all(|id| !text(&workspace, id).contains(BOX) && !is_edited(&workspace.open(id).unwrap().article)));
        assert!(fs::read_to_string(workspace.folder().path("hosts.json")).unwrap().contains(BOX));
        make(&workspace, "c", vec![Edit::Approve]).unwrap();
        let undone = workspace.undo("a").unwrap();
        assert_eq!((undone.skipped, bytes(&workspace, "b")), (1, before[0].clone()));
        assert!(!text(&workspace, "c").contains(BOX), "it was changed since");
        assert!(!fs::read_to_string(workspace.folder().path("hosts.json")).unwrap().contains(BOX));
        workspace.undo("a").unwrap();
        assert!(text(&workspace, "a").contains(BOX));
    }
}
