//! The output folder of a site: Lectern lists the files that it wrote, and never removes any other.

use crate::cli::build::build_cache::BuildCache;
use crate::cli::command_error::CommandError;
use crate::cli::folder;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};
use std::sync::Mutex;

/// The list of the files that Lectern wrote, in the site's folder.
pub(crate) const FILE_LIST: &str = ".lectern-site";

/// Returns the file that is written in place of one that the programs in the page fetch: its path and text.
pub(crate) type FetchedEncoding = fn(path: &str, bytes: &[u8]) -> io::Result<(String, String)>;

/// A site's folder while it is written. Threads may write concurrently.
#[derive(Debug)]
pub(crate) struct Output {
    root: PathBuf,
    fetched_encoding: Option<FetchedEncoding>,
    previous_files: BTreeSet<String>,
    written: Mutex<BTreeMap<String, u64>>,
    journal: Mutex<fs::File>,
    cache: BuildCache,
}

impl Output {
    /// Opens a site's folder: a new or empty one, or one that Lectern wrote; any folder if `shared`.
    ///
    /// # Errors
    /// When the folder holds other files, or cannot be written.
    pub(crate) fn open(root: &Path, shared: bool) -> Result<Output, CommandError> {
        let listed = fs::read_to_string(root.join(FILE_LIST)).ok();
        if listed.is_none() && !shared && !is_empty(root) {
            return Err(CommandError::Usage(format!(
                "{}: contains files that Lectern did not write; nothing was changed. Choose a new or empty folder with --out",
                root.display()
            )));
        }
        fs::create_dir_all(root).map_err(|error| CommandError::Failed(format!("{}: cannot create the folder: {error}", root.display())))?;
        let previous_files = listed.unwrap_or_default().lines().filter(|line| is_inside(line)).map(str::to_owned).collect();
        // Names are added as files are written, so that an interrupted build can be resumed or cleaned up.
        let path = root.join(FILE_LIST);
        let journal = OpenOptions::new().create(true).append(true).open(&path);
        let journal = journal.map_err(|error| CommandError::Failed(format!("{}: {error}", path.display())))?;
        let (written, cache) = (Mutex::default(), BuildCache::default());
        Ok(Output { root: root.to_owned(), fetched_encoding: None, previous_files, written, journal: Mutex::new(journal), cache })
    }

    /// The same folder, with the cache of earlier builds.
    pub(crate) fn with_cache(self, cache: BuildCache) -> Output {
        Output { cache, ..self }
    }

    /// Writes a file whose inputs have the digest `input_digest`; does not make it again if the previous build made it from the same inputs
    /// and it is unchanged on disk.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(crate) fn write_if_changed(&self, path: &str, input_digest: &str, make: impl FnOnce() -> Vec<u8>) -> Result<(), CommandError> {
        if !self.reuse(path, input_digest)? {
            self.write(path, &make())?;
            self.record_inputs(path, input_digest);
        }
        Ok(())
    }

    /// Whether a file whose inputs have the digest `input_digest` already exists; if so, counts it as one of the site's.
    ///
    /// # Errors
    /// When the list cannot be written.
    pub(crate) fn reuse(&self, path: &str, input_digest: &str) -> Result<bool, CommandError> {
        let meta = fs::metadata(self.root.join(path)).ok().filter(|meta| self.cache.is_up_to_date(path, input_digest, meta));
        if let Some(meta) = &meta {
            self.record_file(path, meta.len())?;
            self.cache.record(path, input_digest, meta);
        }
        Ok(meta.is_some())
    }

    /// Notes the input digest of a file that was just written.
    pub(crate) fn record_inputs(&self, path: &str, input_digest: &str) {
        if let Ok(meta) = fs::metadata(self.root.join(path)) {
            self.cache.record(path, input_digest, &meta);
        }
    }

    /// The path of the file that the previous build made from inputs with this digest.
    pub(crate) fn path_for(&self, input_digest: &str) -> Option<&str> {
        self.cache.path_for(input_digest)
    }

    /// The same folder, in which files that the programs fetch are stored in this way.
    pub(crate) fn with_fetched_encoding(self, fetched_encoding: Option<FetchedEncoding>) -> Output {
        Output { fetched_encoding, ..self }
    }

    /// Writes a file that the programs in the page fetch, as the target of the build stores it.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(crate) fn write_fetched(&self, path: &str, bytes: &[u8]) -> Result<(), CommandError> {
        match self.fetched_encoding {
            Some(encode) => {
                let (path, text) = encode(path, bytes)?;
                self.write(&path, text.as_bytes())
            }
            None => self.write(path, bytes),
        }
    }

    /// Writes a file of the site. A file that already holds these bytes is left untouched.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(crate) fn write(&self, path: &str, bytes: &[u8]) -> Result<(), CommandError> {
        self.record_file(path, bytes.len() as u64)?;
        let target = self.root.join(path);
        let same =
            fs::metadata(&target).is_ok_and(|meta| meta.len() == bytes.len() as u64) && fs::read(&target).is_ok_and(|old| old == bytes);
        if !same {
            folder::write(&target, bytes)?;
        }
        Ok(())
    }

    /// Records a file of the site and its size in bytes.
    fn record_file(&self, path: &str, size: u64) -> Result<(), CommandError> {
        let new = self.written.lock().is_ok_and(|mut written| written.insert(path.to_owned(), size).is_none());
        if new
            && !self.previous_files.contains(path)
            && let Ok(mut journal) = self.journal.lock()
        {
            writeln!(journal, "{path}")?;
        }
        Ok(())
    }

    /// The paths of all files written so far, sorted.
    pub(crate) fn written_paths(&self) -> Vec<String> {
        self.file_sizes().into_keys().collect()
    }

    /// All files written so far, with the size of each in bytes.
    pub(crate) fn file_sizes(&self) -> BTreeMap<String, u64> {
        self.written.lock().map(|written| written.clone()).unwrap_or_default()
    }

    /// The path on disk of a file of the site.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    /// Reads a file that was written to the site.
    ///
    /// # Errors
    /// When it cannot be read.
    pub(crate) fn read(&self, path: &str) -> Result<Vec<u8>, CommandError> {
        fs::read(self.root.join(path)).map_err(|error| CommandError::Failed(format!("{}: {error}", self.root.join(path).display())))
    }

    /// Removes the files that an earlier build wrote and this one did not, and writes the list. Returns the site's files and the
    /// size of each in bytes.
    ///
    /// # Errors
    /// When the list cannot be written.
    pub(crate) fn finish(self) -> Result<BTreeMap<String, u64>, CommandError> {
        let written = self.written.into_inner().unwrap_or_default();
        drop(self.journal);
        for old in self.previous_files.iter().filter(|old| !written.contains_key(*old)) {
            // A missing file counts as removed.
            fs::remove_file(self.root.join(old)).ok();
            remove_empty_folders(&self.root, old);
        }
        let mut list = written.keys().cloned().collect::<Vec<_>>().join("\n");
        list.push('\n');
        folder::write(&self.root.join(FILE_LIST), list.as_bytes())?;
        self.cache.save();
        Ok(written)
    }
}

/// `remove_dir` removes only empty folders: the first one that is not empty ends the loop.
fn remove_empty_folders(root: &Path, path: &str) {
    for parent in Path::new(path).ancestors().skip(1).filter(|parent| !parent.as_os_str().is_empty()) {
        if fs::remove_dir(root.join(parent)).is_err() {
            return;
        }
    }
}

/// True for a path that stays below the site's folder.
fn is_inside(path: &str) -> bool {
    !path.is_empty() && Path::new(path).components().all(|part| matches!(part, Component::Normal(_)))
}

fn is_empty(root: &Path) -> bool {
    match fs::read_dir(root) {
        Ok(mut entries) => entries.next().is_none(),
        Err(_) => !root.exists(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn build(root: &Path, files: &[&str]) {
        let output = Output::open(root, false).unwrap();
        for file in files {
            output.write(file, file.as_bytes()).unwrap();
        }
        output.finish().unwrap();
    }

    #[test]
    fn only_files_of_earlier_builds_are_removed() {
        let temp_folder = tempfile::tempdir().unwrap();
        let root = temp_folder.path().join("site");
        build(&root, &["index.html", "a/b/index.html"]);
        fs::write(root.join("mine.txt"), "mine").unwrap();
        build(&root, &["index.html"]);
        assert!(root.join("mine.txt").exists() && root.join("index.html").exists() && !root.join("a").exists());
        assert_eq!(fs::read_to_string(root.join(FILE_LIST)).unwrap(), "index.html\n");
    }

    #[test]
    fn finish_returns_all_files_with_their_sizes() {
        let temp_folder = tempfile::tempdir().unwrap();
        let output = Output::open(&temp_folder.path().join("site"), false).unwrap();
        output.write("there.js", b"12345").unwrap();
        output.write("index.html", b"123").unwrap();
        output.write("index.html", b"1234").unwrap();
        let sizes = [("index.html".to_owned(), 4), ("there.js".to_owned(), 5)];
        assert_eq!(output.finish(), Ok(BTreeMap::from(sizes)));
    }

    #[test]
    fn folders_with_other_files_are_refused() {
        let temp_folder = tempfile::tempdir().unwrap();
        fs::write(temp_folder.path().join("diary.txt"), "mine").unwrap();
        assert!(matches!(Output::open(temp_folder.path(), false), Err(CommandError::Usage(_))));
        assert_eq!(fs::read_dir(temp_folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn paths_outside_the_site_are_not_removed() {
        let temp_folder = tempfile::tempdir().unwrap();
        let root = temp_folder.path().join("site");
        fs::create_dir(&root).unwrap();
        fs::write(temp_folder.path().join("outside.txt"), "mine").unwrap();
        fs::write(root.join(FILE_LIST), "../outside.txt\n/etc/hostname-of-nobody\n").unwrap();
        build(&root, &["index.html"]);
        assert!(temp_folder.path().join("outside.txt").exists());
    }

    #[test]
    fn files_of_an_interrupted_build_are_removed() {
        let temp_folder = tempfile::tempdir().unwrap();
        let root = temp_folder.path().join("site");
        Output::open(&root, false).unwrap().write("old.html", b"x").unwrap();
        build(&root, &["new.html"]);
        assert!(!root.join("old.html").exists() && root.join("new.html").exists());
    }
}
