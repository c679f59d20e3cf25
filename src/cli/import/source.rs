//! Finds the files to read.

use super::generator::Generator;
use super::{importer, source_kind};
use crate::cli::diagnostic::{Diagnostic, Severity};
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// One file to read.
#[derive(Debug, Clone)]
pub struct Source {
    /// Its path.
    pub path: PathBuf,
    /// Its name in articles and messages: relative to the import folder, separated by `/`.
    pub name: String,
    /// The import folder, or the file's parent if a file was given; pictures are looked up only inside it.
    pub root: PathBuf,
}

/// Finds all sources in the given paths, walking folders in name order, and reports the rest.
///
/// A given path that does not exist is an error; a file in a folder that import does not read is a note.
pub fn find_sources(given: &[PathBuf]) -> (Vec<Source>, Vec<Diagnostic>) {
    let (mut sources, mut diagnostics) = (Vec::new(), Vec::new());
    for path in given {
        if path.is_dir() {
            walk_folder(path, &mut sources, &mut diagnostics);
        } else if path.is_file() {
            sources.push(single_file(path));
        } else {
            let text = "no such file or folder; check the path";
            diagnostics.push(Diagnostic::new(Severity::Error, path.display().to_string(), text));
        }
    }
    (sources, diagnostics)
}

fn single_file(path: &Path) -> Source {
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    let root = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new(".")).to_owned();
    Source { path: path.to_owned(), name, root }
}

fn walk_folder(root: &Path, sources: &mut Vec<Source>, diagnostics: &mut Vec<Diagnostic>) {
    let generator = Generator::of(root);
    let mut skipped: Vec<String> = Vec::new();
    let mut enters = |entry: &DirEntry| {
        let is_own = entry.depth() > 0 && generator.is_some_and(|generator| is_own_entry(entry, root, generator));
        if is_own {
            skipped.push(relative_name(root, entry.path()));
        }
        entry.depth() == 0 || is_source_entry(entry) && !is_own
    };
    for entry in WalkDir::new(root).sort_by_file_name().into_iter().filter_entry(&mut enters) {
        match entry {
            Ok(entry) if entry.file_type().is_file() => add_file(root, entry.path(), sources, diagnostics),
            Ok(_) => {}
            Err(error) => {
                let text =
                    format!("cannot read a folder: {}", error.io_error().map_or_else(|| "it contains itself".into(), |e| e.to_string()));
                diagnostics.push(Diagnostic::new(Severity::Error, error.path().map_or_else(String::new, |p| relative_name(root, p)), text));
            }
        }
    }
    diagnostics.extend(generator.and_then(|generator| skipped_note(generator, &skipped, root)));
}

fn is_own_entry(entry: &DirEntry, root: &Path, generator: &Generator) -> bool {
    let name = relative_name(root, entry.path());
    match entry.file_type().is_dir() {
        true => generator.is_own_folder(&name),
        false => generator.is_own_file(&name),
    }
}

/// A note on the files and folders of a generator's project that are no sources.
fn skipped_note(generator: &Generator, skipped: &[String], root: &Path) -> Option<Diagnostic> {
    let shown = root.file_name().unwrap_or(root.as_os_str()).to_string_lossy();
    let text = format!("skipped, as files of {}: {}. To import one of them, name it", generator.name, skipped.join(", "));
    (!skipped.is_empty()).then(|| Diagnostic::new(Severity::Note, shown, text))
}

fn add_file(root: &Path, path: &Path, sources: &mut Vec<Source>, diagnostics: &mut Vec<Diagnostic>) {
    let name = relative_name(root, path);
    if source_kind::has_source_name(&name) {
        sources.push(Source { path: path.to_owned(), name, root: root.to_owned() });
    } else if !source_kind::is_companion(&name) {
        diagnostics.push(Diagnostic::new(
            Severity::Note,
            name,
            format!("skipped: unsupported file type; import reads {}", importer::readable_extensions()),
        ));
    }
}

fn relative_name(root: &Path, path: &Path) -> String {
    let inside = path.strip_prefix(root).unwrap_or(path);
    inside.components().map(|c| c.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// Excludes hidden files and the folders in which a browser saves a page's pictures.
fn is_source_entry(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    let is_saved_page_folder = entry.file_type().is_dir() && (name.ends_with("_files") || name.ends_with(".files"));
    !name.starts_with('.') && !is_saved_page_folder
}
