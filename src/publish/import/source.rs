//! Which files there are to read.

use super::kind;
use crate::publish::problem::{Problem, Severity};
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// One file to read.
#[derive(Debug, Clone)]
pub struct Source {
    /// Where it is.
    pub path: PathBuf,
    /// Its name as articles and messages give it: relative to the folder that was given, parted by `/`.
    pub name: String,
    /// The folder that was given, or the one that the file stands in: its pictures are nowhere else.
    pub root: PathBuf,
}

/// All files among what was given, folders walked in the order of their names, and what there is to say of the others.
///
/// An error is something given that is not there; a note is a file of a folder that import does not read.
pub fn find(given: &[PathBuf]) -> (Vec<Source>, Vec<Problem>) {
    let (mut sources, mut problems) = (Vec::new(), Vec::new());
    for path in given {
        if path.is_dir() {
            walk(path, &mut sources, &mut problems);
        } else if path.is_file() {
            sources.push(alone(path));
        } else {
            let text = "there is no such file or folder: check the name";
            problems.push(Problem::new(Severity::Error, path.display().to_string(), text));
        }
    }
    (sources, problems)
}

fn alone(path: &Path) -> Source {
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    let root = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new(".")).to_owned();
    Source { path: path.to_owned(), name, root }
}

fn walk(root: &Path, sources: &mut Vec<Source>, problems: &mut Vec<Problem>) {
    for entry in WalkDir::new(root).sort_by_file_name().into_iter().filter_entry(|e| e.depth() == 0 || is_source(e)) {
        match entry {
            Ok(entry) if entry.file_type().is_file() => take(root, entry.path(), sources, problems),
            Ok(_) => {}
            Err(error) => {
                let text =
                    format!("a folder cannot be read: {}", error.io_error().map_or_else(|| "it contains itself".into(), |e| e.to_string()));
                problems.push(Problem::new(Severity::Error, error.path().map_or_else(String::new, |p| relative(root, p)), text));
            }
        }
    }
}

fn take(root: &Path, path: &Path, sources: &mut Vec<Source>, problems: &mut Vec<Problem>) {
    let name = relative(root, path);
    if kind::is_named_like_a_source(&name) {
        sources.push(Source { path: path.to_owned(), name, root: root.to_owned() });
    } else if !kind::is_companion(&name) {
        problems.push(Problem::new(Severity::Note, name, "skipped: import reads .html, .txt, .md, .jsonl and .json"));
    }
}

fn relative(root: &Path, path: &Path) -> String {
    let inside = path.strip_prefix(root).unwrap_or(path);
    inside.components().map(|c| c.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// Hidden files, and the folders that a browser saves a page's pictures in, are no sources.
fn is_source(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    let pictures_of_a_page = entry.file_type().is_dir() && (name.ends_with("_files") || name.ends_with(".files"));
    !name.starts_with('.') && !pictures_of_a_page
}
