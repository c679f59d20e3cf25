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
    input_digest: String,
    size: u64,
    modified: u128,
}

impl CachedFile {
    fn new(input_digest: &str, meta: &Metadata) -> CachedFile {
        let modified = meta.modified().ok().and_then(|at| at.duration_since(UNIX_EPOCH).ok()).map_or(0, |since| since.as_nanos());
        CachedFile { input_digest: input_digest.to_owned(), size: meta.len(), modified }
    }

    fn to_line(&self, path: &str) -> String {
        format!("{} {} {} {path}\n", self.input_digest, self.size, self.modified)
    }

    fn parse_line(line: &str) -> Option<(String, CachedFile)> {
        let mut parts = line.splitn(4, ' ');
        let (input_digest, size, modified, path) = (parts.next()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?);
        Some((path.to_owned(), CachedFile { input_digest: input_digest.to_owned(), size, modified }))
    }
}

/// The input digests of files. Threads may query and record concurrently.
#[derive(Debug, Default)]
pub(crate) struct BuildCache {
    /// The cache file; absent if nothing is cached.
    file: Option<PathBuf>,
    previous: HashMap<String, CachedFile>,
    /// The paths of files by the digest of their inputs.
    paths_by_digest: HashMap<String, String>,
    current: Mutex<BTreeMap<String, CachedFile>>,
}

impl BuildCache {
    /// Opens the cache of the builds of a corpus into a folder.
    #[expect(clippy::string_slice, reason = "a hash is hexadecimal digits")]
    pub(crate) fn open(corpus: &Folder, out: &Path) -> BuildCache {
        let place = fs::canonicalize(out).unwrap_or_else(|_| out.to_owned());
        let name = &sha256(place.to_string_lossy().as_bytes())[..16];
        let file = corpus.path(&format!(".lectern/built-{name}"));
        let previous: HashMap<String, CachedFile> =
            fs::read_to_string(&file).unwrap_or_default().lines().filter_map(CachedFile::parse_line).collect();
        let paths_by_digest = previous.iter().map(|(path, cached)| (cached.input_digest.clone(), path.clone())).collect();
        BuildCache { file: Some(file), previous, paths_by_digest, current: Mutex::default() }
    }

    /// Whether a file of the site, as it is on disk, was made from the same inputs.
    pub(crate) fn is_up_to_date(&self, path: &str, input_digest: &str, meta: &Metadata) -> bool {
        self.previous.get(path).is_some_and(|cached| *cached == CachedFile::new(input_digest, meta))
    }

    /// The path of the file made from inputs with this digest.
    pub(crate) fn path_for(&self, input_digest: &str) -> Option<&str> {
        self.paths_by_digest.get(input_digest).map(String::as_str)
    }

    /// Records the input digest of a file.
    pub(crate) fn record(&self, path: &str, input_digest: &str, meta: &Metadata) {
        if let Ok(mut current) = self.current.lock() {
            current.insert(path.to_owned(), CachedFile::new(input_digest, meta));
        }
    }

    /// Saves the recorded digests for the next build. If they cannot be saved, the next build makes every file.
    pub(crate) fn save(self) {
        let Some(file) = self.file else { return };
        let lines: String = self.current.into_inner().unwrap_or_default().iter().map(|(path, cached)| cached.to_line(path)).collect();
        folder::write(&file, lines.as_bytes()).ok();
    }
}

/// Identifies this executable by size and modification time: another version may make a different file from the same inputs.
pub(crate) fn executable_id() -> String {
    std::env::current_exe().and_then(fs::metadata).map(|meta| format!("{} {:?}", meta.len(), meta.modified().ok())).unwrap_or_default()
}

/// The digest of several byte strings, in order.
#[expect(clippy::string_slice, reason = "a hash is hexadecimal digits")]
pub(crate) fn digest<'p>(parts: impl IntoIterator<Item = &'p [u8]>) -> String {
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
    fn modified_files_are_not_up_to_date() {
        let place = tempfile::tempdir().unwrap();
        let (corpus, out) = (Folder::new(place.path().join("corpus")), place.path().join("out"));
        fs::create_dir_all(&out).unwrap();
        let page = out.join("a page.html");
        fs::write(&page, "page").unwrap();
        let meta = fs::metadata(&page).unwrap();
        let cache = BuildCache::open(&corpus, &out);
        assert!(!cache.is_up_to_date("a page.html", "x", &meta));
        cache.record("a page.html", "x", &meta);
        cache.save();
        let cache = BuildCache::open(&corpus, &out);
        assert!(cache.is_up_to_date("a page.html", "x", &meta) && !cache.is_up_to_date("a page.html", "y", &meta));
        assert_eq!(cache.path_for("x"), Some("a page.html"));
        fs::write(&page, "another page").unwrap();
        assert!(!cache.is_up_to_date("a page.html", "x", &fs::metadata(&page).unwrap()));
        assert!(!BuildCache::open(&corpus, place.path()).is_up_to_date("a page.html", "x", &meta), "another folder has its own");
    }

    #[test]
    fn digests_separate_their_parts() {
        let digest_of = |parts: &[&str]| digest(parts.iter().map(|part| part.as_bytes()));
        assert_ne!(digest_of(&["ab", "c"]), digest_of(&["a", "bc"]));
        assert_eq!(digest_of(&["ab", "c"]), digest_of(&["ab", "c"]));
    }
}
