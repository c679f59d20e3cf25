//! What an earlier build made each file of: what would come out the same is not made again.
//!
//! It stands in `.lectern/` inside the corpus, one file for each folder that is built to, and is safe to delete. A file of the
//! site that somebody else has touched since is made anew.

use crate::publish::folder::{self, Folder, sha256};
use std::collections::{BTreeMap, HashMap};
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::UNIX_EPOCH;

/// A file as it was written: the digest of all that it was made of, its size in bytes, and when it was written last, in
/// nanoseconds since 1970.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Made {
    of: String,
    size: u64,
    at: u128,
}

impl Made {
    fn new(of: &str, meta: &Metadata) -> Made {
        let at = meta.modified().ok().and_then(|at| at.duration_since(UNIX_EPOCH).ok()).map_or(0, |since| since.as_nanos());
        Made { of: of.to_owned(), size: meta.len(), at }
    }

    fn line(&self, path: &str) -> String {
        format!("{} {} {} {path}\n", self.of, self.size, self.at)
    }

    fn read(line: &str) -> Option<(String, Made)> {
        let mut parts = line.splitn(4, ' ');
        let (of, size, at, path) = (parts.next()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?);
        Some((path.to_owned(), Made { of: of.to_owned(), size, at }))
    }
}

/// What files were made of. Threads may ask and note side by side.
#[derive(Debug, Default)]
pub struct Memory {
    /// Where it stands; nothing where nothing is remembered.
    file: Option<PathBuf>,
    before: HashMap<String, Made>,
    /// The paths of files by what they were made of.
    paths: HashMap<String, String>,
    now: Mutex<BTreeMap<String, Made>>,
}

impl Memory {
    /// What is remembered of the builds of a corpus into a folder.
    #[expect(clippy::string_slice, reason = "a hash is hexadecimal digits")]
    pub fn open(corpus: &Folder, out: &Path) -> Memory {
        let place = fs::canonicalize(out).unwrap_or_else(|_| out.to_owned());
        let name = &sha256(place.to_string_lossy().as_bytes())[..16];
        let file = corpus.path(&format!(".lectern/built-{name}"));
        let before: HashMap<String, Made> = fs::read_to_string(&file).unwrap_or_default().lines().filter_map(Made::read).collect();
        let paths = before.iter().map(|(path, made)| (made.of.clone(), path.clone())).collect();
        Memory { file: Some(file), before, paths, now: Mutex::default() }
    }

    /// Whether a file of the site, as it stands there, was made of the same.
    pub fn is_same(&self, path: &str, of: &str, meta: &Metadata) -> bool {
        self.before.get(path).is_some_and(|made| *made == Made::new(of, meta))
    }

    /// The path of the file that was made of this.
    pub fn path_of(&self, of: &str) -> Option<&str> {
        self.paths.get(of).map(String::as_str)
    }

    /// Notes what a file was made of.
    pub fn note(&self, path: &str, of: &str, meta: &Metadata) {
        if let Ok(mut now) = self.now.lock() {
            now.insert(path.to_owned(), Made::new(of, meta));
        }
    }

    /// Keeps what was noted for the next build. Where it cannot be kept, the next build makes everything.
    pub fn keep(self) {
        let Some(file) = self.file else { return };
        let lines: String = self.now.into_inner().unwrap_or_default().iter().map(|(path, made)| made.line(path)).collect();
        folder::write(&file, lines.as_bytes()).ok();
    }
}

/// What changes with this command: another one may make something else of the same.
pub fn command() -> String {
    std::env::current_exe().and_then(fs::metadata).map(|meta| format!("{} {:?}", meta.len(), meta.modified().ok())).unwrap_or_default()
}

/// The digest of several things, in their order.
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
        let memory = Memory::open(&corpus, &out);
        assert!(!memory.is_same("a page.html", "x", &meta));
        memory.note("a page.html", "x", &meta);
        memory.keep();
        let memory = Memory::open(&corpus, &out);
        assert!(memory.is_same("a page.html", "x", &meta) && !memory.is_same("a page.html", "y", &meta));
        assert_eq!(memory.path_of("x"), Some("a page.html"));
        fs::write(&page, "another page").unwrap();
        assert!(!memory.is_same("a page.html", "x", &fs::metadata(&page).unwrap()));
        assert!(!Memory::open(&corpus, place.path()).is_same("a page.html", "x", &meta), "another folder has its own");
    }

    #[test]
    fn parts_are_not_run_together() {
        let of = |parts: &[&str]| digest(parts.iter().map(|part| part.as_bytes()));
        assert_ne!(of(&["ab", "c"]), of(&["a", "bc"]));
        assert_eq!(of(&["ab", "c"]), of(&["ab", "c"]));
    }
}
