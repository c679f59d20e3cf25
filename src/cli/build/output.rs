//! The output folder of a site: Lectern lists the files that it wrote, and never removes any other.

use super::build_cache::BuildCache;
use super::offline_bundle::packed;
use crate::cli::command_error::CommandError;
use crate::cli::folder;
use crate::corpus::Form;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Component, Path, PathBuf};
use std::sync::Mutex;

/// The list of the files that Lectern wrote, in the site's folder.
pub const LIST: &str = ".lectern-site";

/// A site's folder while it is written. Threads may write concurrently.
#[derive(Debug)]
pub struct Output {
    root: PathBuf,
    form: Form,
    before: BTreeSet<String>,
    written: Mutex<BTreeMap<String, u64>>,
    journal: Mutex<fs::File>,
    memory: BuildCache,
}

impl Output {
    /// Opens a site's folder: a new or empty one, or one that Lectern wrote; any folder if `shared`.
    ///
    /// # Errors
    /// When the folder holds other files, or cannot be written.
    pub fn open(root: &Path, shared: bool) -> Result<Output, CommandError> {
        let listed = fs::read_to_string(root.join(LIST)).ok();
        if listed.is_none() && !shared && !is_empty(root) {
            return Err(CommandError::Usage(format!(
                "{}: contains files that Lectern did not write; nothing was changed. Choose a new or empty folder with --out",
                root.display()
            )));
        }
        fs::create_dir_all(root).map_err(|error| CommandError::Failed(format!("{}: cannot create the folder: {error}", root.display())))?;
        let before = listed.unwrap_or_default().lines().filter(|line| is_inside(line)).map(str::to_owned).collect();
        // Names are added as files are written, so that an interrupted build can be resumed or cleaned up.
        let path = root.join(LIST);
        let journal = OpenOptions::new().create(true).append(true).open(&path);
        let journal = journal.map_err(|error| CommandError::Failed(format!("{}: {error}", path.display())))?;
        let (written, memory) = (Mutex::default(), BuildCache::default());
        Ok(Output { root: root.to_owned(), form: Form::Site, before, written, journal: Mutex::new(journal), memory })
    }

    /// The same folder, with the cache of earlier builds.
    pub fn remembering(self, memory: BuildCache) -> Output {
        Output { memory, ..self }
    }

    /// Writes a file whose inputs have the digest `of`; does not make it again if the previous build made it from the same inputs
    /// and it is unchanged on disk.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write_made(&self, path: &str, of: &str, make: impl FnOnce() -> Vec<u8>) -> Result<(), CommandError> {
        if !self.is_made(path, of)? {
            self.write(path, &make())?;
            self.note(path, of);
        }
        Ok(())
    }

    /// Whether a file whose inputs have the digest `of` already exists; if so, counts it as one of the site's.
    ///
    /// # Errors
    /// When the list cannot be written.
    pub fn is_made(&self, path: &str, of: &str) -> Result<bool, CommandError> {
        let meta = fs::metadata(self.root.join(path)).ok().filter(|meta| self.memory.is_same(path, of, meta));
        if let Some(meta) = &meta {
            self.count(path, meta.len())?;
            self.memory.note(path, of, meta);
        }
        Ok(meta.is_some())
    }

    /// Notes the input digest of a file that was just written.
    pub fn note(&self, path: &str, of: &str) {
        if let Ok(meta) = fs::metadata(self.root.join(path)) {
            self.memory.note(path, of, &meta);
        }
    }

    /// The path of the file that the previous build made from inputs with this digest.
    pub fn made_of(&self, of: &str) -> Option<&str> {
        self.memory.path_of(of)
    }

    /// The same folder, for a room in another form.
    pub fn with_form(self, form: Form) -> Output {
        Output { form, ..self }
    }

    /// Writes a file that the programs in the page fetch; in a form without a server, the bundle stores it instead.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write_fetched(&self, path: &str, bytes: &[u8]) -> Result<(), CommandError> {
        match self.form {
            Form::Folder => self.write(&format!("{path}.js"), packed::script(path, bytes)?.as_bytes()),
            Form::Site | Form::Single => self.write(path, bytes),
        }
    }

    /// Writes a file of the site. A file that already holds these bytes is left untouched.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(&self, path: &str, bytes: &[u8]) -> Result<(), CommandError> {
        self.count(path, bytes.len() as u64)?;
        let target = self.root.join(path);
        let same =
            fs::metadata(&target).is_ok_and(|meta| meta.len() == bytes.len() as u64) && fs::read(&target).is_ok_and(|old| old == bytes);
        if !same {
            folder::write(&target, bytes)?;
        }
        Ok(())
    }

    /// Counts an existing file as one of the site's.
    ///
    /// # Errors
    /// When the list cannot be written.
    pub fn keep(&self, path: &str) -> Result<(), CommandError> {
        let size = fs::metadata(self.root.join(path)).map_or(0, |meta| meta.len());
        self.count(path, size)
    }

    /// Records a file of the site and its size in bytes.
    fn count(&self, path: &str, size: u64) -> Result<(), CommandError> {
        let new = self.written.lock().is_ok_and(|mut written| written.insert(path.to_owned(), size).is_none());
        if new
            && !self.before.contains(path)
            && let Ok(mut journal) = self.journal.lock()
        {
            writeln!(journal, "{path}")?;
        }
        Ok(())
    }

    /// The paths of all files written so far, sorted.
    pub fn written(&self) -> Vec<String> {
        self.sizes().into_keys().collect()
    }

    /// All files written so far, with the size of each in bytes.
    pub fn sizes(&self) -> BTreeMap<String, u64> {
        self.written.lock().map(|written| written.clone()).unwrap_or_default()
    }

    /// The path on disk of a file of the site.
    pub fn path(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    /// Reads a file that was written to the site.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn read(&self, path: &str) -> Result<Vec<u8>, CommandError> {
        fs::read(self.root.join(path)).map_err(|error| CommandError::Failed(format!("{}: {error}", self.root.join(path).display())))
    }

    /// Removes the files that an earlier build wrote and this one did not, and writes the list. Returns the site's files and the
    /// size of each in bytes.
    ///
    /// # Errors
    /// When the list cannot be written.
    pub fn finish(self) -> Result<BTreeMap<String, u64>, CommandError> {
        let written = self.written.into_inner().unwrap_or_default();
        drop(self.journal);
        for old in self.before.iter().filter(|old| !written.contains_key(*old)) {
            // A missing file counts as removed.
            fs::remove_file(self.root.join(old)).ok();
            remove_empty_folders(&self.root, old);
        }
        let mut list = written.keys().cloned().collect::<Vec<_>>().join("\n");
        list.push('\n');
        folder::write(&self.root.join(LIST), list.as_bytes())?;
        self.memory.keep();
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
    fn only_what_was_written_before_is_removed() {
        let place = tempfile::tempdir().unwrap();
        let root = place.path().join("site");
        build(&root, &["index.html", "a/b/index.html"]);
        fs::write(root.join("mine.txt"), "mine").unwrap();
        build(&root, &["index.html"]);
        assert!(root.join("mine.txt").exists() && root.join("index.html").exists() && !root.join("a").exists());
        assert_eq!(fs::read_to_string(root.join(LIST)).unwrap(), "index.html\n");
    }

    #[test]
    fn every_file_of_the_site_is_counted_with_its_size() {
        let place = tempfile::tempdir().unwrap();
        let output = Output::open(&place.path().join("site"), false).unwrap();
        fs::write(place.path().join("site/there.js"), "12345").unwrap();
        output.keep("there.js").unwrap();
        output.write("index.html", b"123").unwrap();
        output.write("index.html", b"1234").unwrap();
        let sizes = [("index.html".to_owned(), 4), ("there.js".to_owned(), 5)];
        assert_eq!(output.finish(), Ok(BTreeMap::from(sizes)));
    }

    #[test]
    fn a_folder_of_someone_else_is_refused_and_left_alone() {
        let place = tempfile::tempdir().unwrap();
        fs::write(place.path().join("diary.txt"), "mine").unwrap();
        assert!(matches!(Output::open(place.path(), false), Err(CommandError::Usage(_))));
        assert_eq!(fs::read_dir(place.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_list_that_leads_outside_is_not_followed() {
        let place = tempfile::tempdir().unwrap();
        let root = place.path().join("site");
        fs::create_dir(&root).unwrap();
        fs::write(place.path().join("outside.txt"), "mine").unwrap();
        fs::write(root.join(LIST), "../outside.txt\n/etc/hostname-of-nobody\n").unwrap();
        build(&root, &["index.html"]);
        assert!(place.path().join("outside.txt").exists());
    }

    #[test]
    fn an_interrupted_build_can_be_taken_up() {
        let place = tempfile::tempdir().unwrap();
        let root = place.path().join("site");
        Output::open(&root, false).unwrap().write("old.html", b"x").unwrap();
        build(&root, &["new.html"]);
        assert!(!root.join("old.html").exists() && root.join("new.html").exists());
    }
}
