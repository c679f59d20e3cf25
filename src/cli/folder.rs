//! A corpus on disk: `site.json`, `articles/`, `pages/`, `images/`.

use super::catch_panic::catch_panic;
use super::command_error::CommandError;
use super::diagnostic::{Diagnostic, Severity};
use super::parallel_map_ordered::{STACK_BYTES, parallel_map_ordered};
use crate::article::Article;
use crate::corpus::Site;
use std::fs::{self, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The number of files read at once.
pub const FILES_PER_BATCH: usize = 16;

/// A folder that holds a corpus.
#[derive(Debug, Clone)]
pub struct Folder {
    root: PathBuf,
}

/// An article and its file.
#[derive(Debug, Clone)]
pub struct ArticleFile {
    /// The file, relative to the corpus.
    pub file: String,
    /// The parsed article.
    pub article: Article,
}

impl Folder {
    /// The corpus in a folder, which need not exist yet.
    pub fn new(root: impl Into<PathBuf>) -> Folder {
        Folder { root: root.into() }
    }

    /// The path of the folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The path of a file inside the corpus.
    pub fn path(&self, inside: &str) -> PathBuf {
        self.root.join(inside)
    }

    /// Reads all pages of the site in the order of their file names. A file that cannot be read is reported and left in place.
    pub fn read_pages(&self, problems: &mut Vec<Diagnostic>) -> Vec<ArticleFile> {
        let read = |file: String| self.read_article_file(file).map_err(|problem| problems.push(problem)).ok();
        self.article_files("pages").into_iter().filter_map(read).collect()
    }

    /// Passes all articles of a folder to `each`, in the order of their file names. Files are read on all cores, and articles are
    /// not kept.
    ///
    /// # Errors
    /// The error of `each`.
    pub fn for_each_article(
        &self,
        inside: &str,
        problems: &mut Vec<Diagnostic>,
        each: &mut dyn FnMut(ArticleFile) -> Result<(), CommandError>,
    ) -> Result<(), CommandError> {
        let files = self.article_files(inside);
        let batches: Vec<&[String]> = files.chunks(FILES_PER_BATCH).collect();
        let read = |at: usize| batches[at].iter().map(|file| self.read_article_file(file.clone())).collect::<Vec<_>>();
        parallel_map_ordered(batches.len(), STACK_BYTES, &read, &mut |batch| {
            batch.into_iter().try_for_each(|read| match read {
                Ok(article_file) => each(article_file),
                Err(problem) => {
                    problems.push(problem);
                    Ok(())
                }
            })
        })
    }

    /// Reads the site's settings; if the file is missing, the default settings without a name.
    pub fn read_site(&self, problems: &mut Vec<Diagnostic>) -> Site {
        let file = "site.json";
        match fs::read(self.path(file)) {
            Ok(bytes) => match serde_json::from_slice(&bytes) {
                Ok(site) => site,
                Err(error) => {
                    problems.push(
                        Diagnostic::new(Severity::Error, file, format!("invalid JSON: {error}. Fix it and try again"))
                            .at(json_error_location(&error)),
                    );
                    Site::default()
                }
            },
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                problems.push(Diagnostic::new(Severity::Warning, file, "not found; create it with at least {\"name\": \"…\"}"));
                Site::default()
            }
            Err(error) => {
                problems.push(Diagnostic::new(Severity::Error, file, format!("cannot read the file: {error}")));
                Site::default()
            }
        }
    }

    /// The article files in a folder, sorted, relative to the corpus.
    pub fn article_files(&self, inside: &str) -> Vec<String> {
        let mut names: Vec<String> = match fs::read_dir(self.path(inside)) {
            Ok(entries) => entries.flatten().filter_map(|e| e.file_name().into_string().ok()).collect(),
            Err(_) => Vec::new(),
        };
        names.retain(|name| name.ends_with(".json") && !name.starts_with('.'));
        names.sort();
        names.into_iter().map(|name| format!("{inside}/{name}")).collect()
    }

    /// Reads the article in a file, given relative to the corpus.
    ///
    /// # Errors
    /// A diagnostic for the publisher, if the file cannot be read.
    pub fn read_article(&self, file: &str) -> Result<Article, Diagnostic> {
        let bytes =
            fs::read(self.path(file)).map_err(|error| Diagnostic::new(Severity::Error, file, format!("cannot read the file: {error}")))?;
        serde_json::from_slice(&bytes).map_err(|error| {
            Diagnostic::new(Severity::Error, file, format!("invalid JSON: {error}. Fix it and try again")).at(json_error_location(&error))
        })
    }

    /// Waits until no other command writes into the corpus, and blocks other commands until the lock is dropped. Calls `waiting` if
    /// the lock is held. On a file system without locks, returns at once.
    pub fn lock(&self, waiting: &mut dyn FnMut()) -> Option<Lock> {
        let path = self.path(".lectern/lock");
        fs::create_dir_all(path.parent()?).ok()?;
        let file = fs::File::options().create(true).append(true).open(path).ok()?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                waiting();
                file.lock().ok()?;
            }
            Err(TryLockError::Error(_)) => return None,
        }
        Some(Lock { _file: file })
    }

    fn read_article_file(&self, file: String) -> Result<ArticleFile, Diagnostic> {
        let read = catch_panic(|| self.read_article(&file)).map_err(|caught| caught.diagnostic(&file, "the other articles are read"));
        read.and_then(|article| Ok(ArticleFile { article: article?, file }))
    }
}

/// The right to write into a corpus, held until dropped.
#[derive(Debug)]
pub struct Lock {
    _file: fs::File,
}

fn json_error_location(error: &serde_json::Error) -> String {
    format!("line {} column {}", error.line(), error.column())
}

/// Writes a file atomically: to a temporary name beside it, then renamed. Creates missing folders.
///
/// # Errors
/// The error of the file system, with the path.
pub fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let with_path = |error: io::Error| io::Error::new(error.kind(), format!("{}: {error}", path.display()));
    write_temp_file(path, bytes).and_then(|file| file.persist(path).map_err(|e| e.error)).map_err(with_path)?;
    Ok(())
}

/// Writes a new file atomically; never replaces an existing file.
///
/// # Errors
/// The error of the file system, with the path; [`io::ErrorKind::AlreadyExists`] if the file exists.
pub fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let with_path = |error: io::Error| io::Error::new(error.kind(), format!("{}: {error}", path.display()));
    write_temp_file(path, bytes).and_then(|file| file.persist_noclobber(path).map_err(|e| e.error)).map_err(with_path)?;
    Ok(())
}

/// Writes a temporary file with these bytes beside a path, and creates missing folders.
fn write_temp_file(path: &Path, bytes: &[u8]) -> io::Result<tempfile::NamedTempFile> {
    let parent = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(parent)?;
    let mut file = tempfile::Builder::new().prefix(".lectern-").tempfile_in(parent)?;
    file.write_all(bytes)?;
    set_readable(file.as_file())?;
    Ok(file)
}

/// Makes a temporary file readable for a web server: by default only its owner can read it.
#[cfg(unix)]
fn set_readable(file: &fs::File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn set_readable(_: &fs::File) -> io::Result<()> {
    Ok(())
}

/// The SHA-256 of some bytes, in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    use sha2::{Digest, Sha256};
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Returns an article as its file: indented by one space, with a final newline, so that diffs work line by line.
pub fn to_json<T: serde::Serialize>(value: &T) -> serde_json::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let formatter = serde_json::ser::PrettyFormatter::with_indent(b" ");
    value.serialize(&mut serde_json::Serializer::with_formatter(&mut bytes, formatter))?;
    bytes.push(b'\n');
    Ok(bytes)
}
