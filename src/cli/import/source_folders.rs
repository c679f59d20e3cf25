//! The folders that sources were imported from, in `.lectern/sources.json` of the corpus.
//!
//! An article keeps only the name of its source relative to such a folder. The file is local: it is never published, and git ignores
//! it.

use super::source::Source;
use crate::cli::folder::{self, Folder};
use serde::{Deserialize, Serialize};
use std::fs;
use std::io;
use std::path::PathBuf;

/// The file, inside the corpus.
const FILE: &str = ".lectern/sources.json";
/// The version of its format.
const FORMAT: u32 = 1;
/// The maximum number of folders that are kept.
const MAX_FOLDERS: usize = 100;

/// The folders, those of the last import first. Which of them a source lies in is told by its name and its SHA-256.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct SourceFolders {
    format: u32,
    folders: Vec<PathBuf>,
}

/// Returns the folders that sources of a corpus were imported from; none if the file is missing, damaged or of another version.
pub(in crate::cli) fn read(folder: &Folder) -> Vec<PathBuf> {
    let read = fs::read(folder.path(FILE)).ok().and_then(|bytes| serde_json::from_slice::<SourceFolders>(&bytes).ok());
    read.filter(|known| known.format == FORMAT).unwrap_or_default().folders
}

/// Adds the folders of the sources of an import. A folder whose path is not Unicode is left out.
///
/// # Errors
/// When the file cannot be written.
pub(super) fn remember(folder: &Folder, sources: &[Source]) -> io::Result<()> {
    let known = read(folder);
    let mut folders = Vec::new();
    for path in sources.iter().filter_map(absolute_root).chain(known.iter().cloned()) {
        if !folders.contains(&path) && folders.len() < MAX_FOLDERS {
            folders.push(path);
        }
    }
    if folders == known {
        return Ok(());
    }
    ignore_in_git(folder)?;
    folder::write(&folder.path(FILE), &folder::to_json(&SourceFolders { format: FORMAT, folders })?)
}

fn absolute_root(source: &Source) -> Option<PathBuf> {
    fs::canonicalize(&source.root).ok().filter(|path| path.to_str().is_some())
}

/// Makes git ignore the folder of local files, also in a corpus without a `.gitignore` of its own.
pub(in crate::cli) fn ignore_in_git(folder: &Folder) -> io::Result<()> {
    let path = folder.path(".lectern/.gitignore");
    if path.exists() { Ok(()) } else { folder::write(&path, b"*\n") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(root: PathBuf) -> Source {
        Source { path: root.join("a.html"), name: "a.html".to_owned(), root }
    }

    #[test]
    fn folders_are_kept_once_the_last_first() {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::new(place.path().join("corpus"));
        let [first, second] = ["one", "two"].map(|name| place.path().join(name));
        [&first, &second].iter().for_each(|path| fs::create_dir(path).unwrap());
        assert!(read(&folder).is_empty());
        for root in [&first, &first, &second] {
            remember(&folder, &[source(root.clone())]).unwrap();
        }
        let expected: Vec<PathBuf> = [&second, &first].map(|path| fs::canonicalize(path).unwrap()).into();
        assert_eq!(read(&folder), expected);
        assert_eq!(fs::read_to_string(folder.path(".lectern/.gitignore")).unwrap(), "*\n");
        fs::write(folder.path(FILE), "{\"format\": 9, \"folders\": [\"/x\"]}").unwrap();
        assert!(read(&folder).is_empty(), "another version");
    }
}
