//! The build cache: the digest of the inputs of each file, so that an unchanged file is not written again.
//!
//! The cache is stored in `.lectern/` inside the corpus, one file for each output folder, and is safe to delete. A file of the site
//! that something else has modified since is rebuilt.

use crate::cli::folder::{self, Folder, sha256};
use std::collections::{BTreeMap, HashMap};
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::UNIX_EPOCH;

/// A file as it was written: the digest of its inputs, its size in bytes, and its modification time in nanoseconds since 1970.
#[derive(Debug, Clone, PartialEq, Eq)]
struct CachedFile {
    of: String,
    size: u64,
    at: u128,
}

impl CachedFile {
    fn new(of: &str, meta: &Metadata) -> CachedFile {
        let at = meta.modified().ok().and_then(|at| at.duration_since(UNIX_EPOCH).ok()).map_or(0, |since| since.as_nanos());
        CachedFile { of: of.to_owned(), size: meta.len(), at }
    }

    fn line(&self, path: &str) -> String {
        format!("{} {} {} {path}\n", self.of, self.size, self.at)
    }

    fn read(line: &str) -> Option<(String, CachedFile)> {
        let mut parts = line.splitn(4, ' ');
        let (of, size, at, path) = (parts.next()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?);
        Some((path.to_owned(), CachedFile { of: of.to_owned(), size, at }))
    }
}

/// The input digests of files. Threads may query and note concurrently.
#[derive(Debug, Default)]
pub struct BuildCache {
    /// The cache file; absent if nothing is cached.
    file: Option<PathBuf>,
    before: HashMap<String, CachedFile>,
    /// The paths of files by the digest of their inputs.
    paths: HashMap<String, String>,
    now: Mutex<BTreeMap<String, CachedFile>>,
}

impl BuildCache {
    /// Opens the cache of the builds of a corpus into a folder.
    #[expect(clippy::string_slice, reason = "a hash is hexadecimal digits")]
    pub fn open(corpus: &Folder, out: &Path) -> BuildCache {
        let place = fs::canonicalize(out).unwrap_or_else(|_| out.to_owned());
        let name = &sha256(place.to_string_lossy().as_bytes())[..16];
        let file = corpus.path(&format!(".lectern/built-{name}"));
        let before: HashMap<String, CachedFile> =
            fs::read_to_string(&file).unwrap_or_default().lines().filter_map(CachedFile::read).collect();
        let paths = before.iter().map(|(path, made)| (made.of.clone(), path.clone())).collect();
        BuildCache { file: Some(file), before, paths, now: Mutex::default() }
    }

    /// Whether a file of the site, as it is on disk, was made from the same inputs.
    pub fn is_same(&self, path: &str, of: &str, meta: &Metadata) -> bool {
        self.before.get(path).is_some_and(|made| *made == CachedFile::new(of, meta))
    }

    /// The path of the file made from inputs with this digest.
    pub fn path_of(&self, of: &str) -> Option<&str> {
        self.paths.get(of).map(String::as_str)
    }

    /// Notes the input digest of a file.
    pub fn note(&self, path: &str, of: &str, meta: &Metadata) {
        if let Ok(mut now) = self.now.lock() {
            now.insert(path.to_owned(), CachedFile::new(of, meta));
        }
    }

    /// Saves the noted digests for the next build. If they cannot be saved, the next build makes every file.
    pub fn keep(self) {
        let Some(file) = self.file else { return };
        let lines: String = self.now.into_inner().unwrap_or_default().iter().map(|(path, made)| made.line(path)).collect();
        folder::write(&file, lines.as_bytes()).ok();
    }
}

/// Identifies this executable by size and modification time: another version may make a different file from the same inputs.
pub fn command() -> String {
    std::env::current_exe().and_then(fs::metadata).map(|meta| format!("{} {:?}", meta.len(), meta.modified().ok())).unwrap_or_default()
}

/// The digest of several byte strings, in order.
#[expect(clippy::string_slice, reason = "a hash is hexadecimal digits")]
pub fn digest<'p>(parts: impl IntoIterator<Item = &'p [u8]>) -> String {
    let mut whole = Vec::new();
    for part in parts {
        whole.extend((part.len() as u64).to_le_bytes());
        whole.extend(part);
    }
    sha256(&whole)[..32].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_the_same_while_nobody_touches_it() {
        let place = tempfile::tempdir().unwrap();
        let (corpus, out) = (Folder::new(place.path().join("corpus")), place.path().join("out"));
        fs::create_dir_all(&out).unwrap();
        let page = out.join("a page.html");
        fs::write(&page, "page").unwrap();
        let meta = fs::metadata(&page).unwrap();
        let memory = BuildCache::open(&corpus, &out);
        assert!(!memory.is_same("a page.html", "x", &meta));
        memory.note("a page.html", "x", &meta);
        memory.keep();
        let memory = BuildCache::open(&corpus, &out);
        assert!(memory.is_same("a page.html", "x", &meta) && !memory.is_same("a page.html", "y", &meta));
        assert_eq!(memory.path_of("x"), Some("a page.html"));
        fs::write(&page, "another page").unwrap();
        assert!(!memory.is_same("a page.html", "x", &fs::metadata(&page).unwrap()));
        assert!(!BuildCache::open(&corpus, place.path()).is_same("a page.html", "x", &meta), "another folder has its own");
    }

    #[test]
    fn parts_are_not_run_together() {
        let of = |parts: &[&str]| digest(parts.iter().map(|part| part.as_bytes()));
        assert_ne!(of(&["ab", "c"]), of(&["a", "bc"]));
        assert_eq!(of(&["ab", "c"]), of(&["ab", "c"]));
    }
}
