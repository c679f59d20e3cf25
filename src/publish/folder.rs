//! A corpus on disk: `site.json`, `articles/`, `pages/`, `images/`.

use super::catch_panic::catch_panic;
use super::failure::Failure;
use super::ordered::{STACK, ordered};
use super::problem::{Problem, Severity};
use crate::article::Article;
use crate::corpus::Site;
use std::fs::{self, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// How many files are read at once.
pub const RUN: usize = 16;

/// A folder that holds a corpus.
#[derive(Debug, Clone)]
pub struct Folder {
    root: PathBuf,
}

/// An article and the file that it was read from.
#[derive(Debug, Clone)]
pub struct Filed {
    /// The file, relative to the corpus.
    pub file: String,
    /// What stands in it.
    pub article: Article,
}

impl Folder {
    /// The corpus in a folder, which need not exist yet.
    pub fn new(root: impl Into<PathBuf>) -> Folder {
        Folder { root: root.into() }
    }

    /// Where it is.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// A path inside it.
    pub fn path(&self, inside: &str) -> PathBuf {
        self.root.join(inside)
    }

    /// All pages of the site in the order of their file names. A file that cannot be read is a problem, and left where it is.
    pub fn pages(&self, problems: &mut Vec<Problem>) -> Vec<Filed> {
        let read = |file: String| self.filed(file).map_err(|problem| problems.push(problem)).ok();
        self.files("pages").into_iter().filter_map(read).collect()
    }

    /// Shows all articles of a folder one after another, none held: read on every core, in the order of their file names.
    ///
    /// # Errors
    /// That of `each`.
    pub fn each(
        &self,
        inside: &str,
        problems: &mut Vec<Problem>,
        each: &mut dyn FnMut(Filed) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let files = self.files(inside);
        let runs: Vec<&[String]> = files.chunks(RUN).collect();
        let read = || |at: usize| runs[at].iter().map(|file| self.filed(file.clone())).collect::<Vec<_>>();
        ordered(runs.len(), STACK, &read, &mut |run| {
            run.into_iter().try_for_each(|read| match read {
                Ok(filed) => each(filed),
                Err(problem) => {
                    problems.push(problem);
                    Ok(())
                }
            })
        })
    }

    /// The site's settings; a site without a name where the file is missing.
    pub fn site(&self, problems: &mut Vec<Problem>) -> Site {
        let file = "site.json";
        match fs::read(self.path(file)) {
            Ok(bytes) => match serde_json::from_slice(&bytes) {
                Ok(site) => site,
                Err(error) => {
                    problems.push(
                        Problem::new(Severity::Error, file, format!("it is not read: {error}. Mend the JSON at that place"))
                            .at(place(&error)),
                    );
                    Site::default()
                }
            },
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                problems.push(Problem::new(Severity::Warning, file, "there is none: write one that says at least {\"name\": \"…\"}"));
                Site::default()
            }
            Err(error) => {
                problems.push(Problem::new(Severity::Error, file, format!("it cannot be opened: {error}")));
                Site::default()
            }
        }
    }

    /// The files of articles in a folder, in order, relative to the corpus.
    pub fn files(&self, inside: &str) -> Vec<String> {
        let mut names: Vec<String> = match fs::read_dir(self.path(inside)) {
            Ok(entries) => entries.flatten().filter_map(|e| e.file_name().into_string().ok()).collect(),
            Err(_) => Vec::new(),
        };
        names.retain(|name| name.ends_with(".json") && !name.starts_with('.'));
        names.sort();
        names.into_iter().map(|name| format!("{inside}/{name}")).collect()
    }

    /// The article in a file, relative to the corpus.
    ///
    /// # Errors
    /// Why it cannot be read, as it is told to the publisher.
    pub fn article(&self, file: &str) -> Result<Article, Problem> {
        let bytes =
            fs::read(self.path(file)).map_err(|error| Problem::new(Severity::Error, file, format!("it cannot be opened: {error}")))?;
        serde_json::from_slice(&bytes).map_err(|error| {
            Problem::new(Severity::Error, file, format!("it is not read: {error}. Mend the JSON at that place")).at(place(&error))
        })
    }

    /// Waits until no other command writes into the corpus, and keeps others waiting until the lock is dropped. `waiting` is called
    /// where there is somebody to wait for. Where the file system knows no locks, nothing is waited for.
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

    fn filed(&self, file: String) -> Result<Filed, Problem> {
        let read = catch_panic(|| self.article(&file)).map_err(|caught| caught.problem(&file, "the other articles are read"));
        read.and_then(|article| Ok(Filed { article: article?, file }))
    }
}

/// The right to write into a corpus, until it is dropped.
#[derive(Debug)]
pub struct Lock {
    _file: fs::File,
}

fn place(error: &serde_json::Error) -> String {
    format!("line {} column {}", error.line(), error.column())
}

/// Writes a file whole or not at all: to a temporary name beside it, then renamed. Folders on the way are made.
///
/// # Errors
/// What the file system says, with the path.
pub fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let with_path = |error: io::Error| io::Error::new(error.kind(), format!("{}: {error}", path.display()));
    beside(path, bytes).and_then(|file| file.persist(path).map_err(|e| e.error)).map_err(with_path)?;
    Ok(())
}

/// Writes a file that is not there yet, whole or not at all; what is there is never replaced.
///
/// # Errors
/// What the file system says, with the path; [`io::ErrorKind::AlreadyExists`] where there is such a file.
pub fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let with_path = |error: io::Error| io::Error::new(error.kind(), format!("{}: {error}", path.display()));
    beside(path, bytes).and_then(|file| file.persist_noclobber(path).map_err(|e| e.error)).map_err(with_path)?;
    Ok(())
}

/// A temporary file with these bytes beside a path, whose folders are made.
fn beside(path: &Path, bytes: &[u8]) -> io::Result<tempfile::NamedTempFile> {
    let parent = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(parent)?;
    let mut file = tempfile::Builder::new().prefix(".lectern-").tempfile_in(parent)?;
    file.write_all(bytes)?;
    set_readable(file.as_file())?;
    Ok(file)
}

/// A temporary file is its owner's alone; what is published is read by a web server.
#[cfg(unix)]
fn set_readable(file: &fs::File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn set_readable(_: &fs::File) -> io::Result<()> {
    Ok(())
}

/// SHA-256 of some bytes, hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    use sha2::{Digest, Sha256};
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// An article as its file: indented by one space, with a new line at the end, so that changes are seen line by line.
pub fn to_json<T: serde::Serialize>(value: &T) -> serde_json::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let formatter = serde_json::ser::PrettyFormatter::with_indent(b" ");
    value.serialize(&mut serde_json::Serializer::with_formatter(&mut bytes, formatter))?;
    bytes.push(b'\n');
    Ok(bytes)
}
