//! Finds the differences between a copy and the signed site.

use super::key::PublicKey;
use super::list::{self, LIST_FILE, List, SIGNATURE_FILE, SignedFile};
use crate::cli::command_error::CommandError;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs;
use std::path::Path;
use walkdir::{DirEntry, WalkDir};

/// The maximum size of a list, in bytes: it would name half a million files.
const MAX_LIST_BYTES: u64 = 64 << 20;

/// The report on a copy whose list is signed by the key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Report {
    /// The number of signed files.
    pub files: usize,
    /// Fingerprint of the key.
    pub key: String,
    /// The differences, sorted by path. Empty if the copy matches the signed site.
    pub differences: BTreeMap<String, String>,
}

/// Checks a copy. Follows no link, and opens only files that a walk through the folder found.
///
/// # Errors
/// When the folder does not exist, has no list signed by this key, or its list names paths that no site has.
pub(crate) fn verify(site: &Path, key: &PublicKey) -> Result<Report, CommandError> {
    if !site.is_dir() {
        return Err(CommandError::Usage(format!("{}: no such folder. Specify the copy of a site", site.display())));
    }
    let list = read_signed_list(site, key)?;
    let (found, mut differences) = walk_copy(site, &list);
    for (path, signed) in &list.files {
        let problem = if found.contains(path) { difference(&site.join(path), signed) } else { Some("missing".to_owned()) };
        if let Some(problem) = problem {
            differences.entry(path.clone()).or_insert(problem);
        }
    }
    Ok(Report { files: list.files.len(), key: key.fingerprint()?, differences })
}

/// Reads the list of a copy, if the key has signed it: nothing in it is trusted before that.
fn read_signed_list(site: &Path, key: &PublicKey) -> Result<List, CommandError> {
    let failed = |why: String| CommandError::Failed(format!("{}: {why}", site.display()));
    let text = read_text(&site.join(LIST_FILE)).map_err(|why| failed(format!("{LIST_FILE}: {why}")))?;
    let signature = read_text(&site.join(SIGNATURE_FILE)).map_err(|why| failed(format!("{SIGNATURE_FILE}: {why}")))?;
    let bytes = BASE64_STANDARD.decode(signature.trim_end()).ok().and_then(|bytes| <[u8; 64]>::try_from(bytes).ok());
    let bytes = bytes.ok_or_else(|| failed(format!("{SIGNATURE_FILE}: damaged, or not a signature")))?;
    let list = list::parse(&text);
    if !key.has_signed(text.as_bytes(), &bytes) {
        let (own, other) = (key.fingerprint()?, list.map(|list| list.key).unwrap_or_default());
        return Err(failed(if other.is_empty() || other == own {
            format!("the signature does not match: {LIST_FILE} or {SIGNATURE_FILE} was changed after signing. Do not trust this copy")
        } else {
            format!("signed with another key ({other}), not with this one ({own}). Do not trust this copy")
        }));
    }
    list.map_err(|why| failed(format!("{LIST_FILE}: {why}")))
}

/// Reads a file of the copy as text, if it is a regular file and not too large.
fn read_text(path: &Path) -> Result<String, String> {
    let file = fs::symlink_metadata(path).map_err(|_| "not found; this copy is not signed, or incomplete".to_owned())?;
    if !file.is_file() || file.len() > MAX_LIST_BYTES {
        return Err("not a regular file, or too large".to_owned());
    }
    fs::read(path).ok().and_then(|bytes| String::from_utf8(bytes).ok()).ok_or_else(|| "cannot be read".to_owned())
}

/// Returns the signed files found, and everything else found.
#[expect(clippy::string_slice, reason = "cut at a slash that was found")]
fn walk_copy(site: &Path, list: &List) -> (BTreeSet<String>, BTreeMap<String, String>) {
    let (mut found, mut unsigned) = (BTreeSet::new(), BTreeMap::new());
    let folders: BTreeSet<&str> = list.files.keys().flat_map(|path| path.match_indices('/').map(|(at, _)| &path[..at])).collect();
    let mut entries = WalkDir::new(site).min_depth(1).sort_by_file_name().into_iter();
    while let Some(entry) = entries.next() {
        match entry {
            Ok(entry) => {
                let (path, kind) = (relative_path(site, entry.path()), entry.file_type());
                match unsigned_reason(&entry, &path, list, &folders) {
                    Some(problem) => {
                        unsigned.insert(if kind.is_dir() { format!("{path}/") } else { path }, problem);
                        if kind.is_dir() {
                            entries.skip_current_dir();
                        }
                    }
                    None if kind.is_file() => _ = found.insert(path),
                    None => {}
                }
            }
            Err(error) => {
                let path = error.path().map(|path| relative_path(site, path)).unwrap_or_default();
                unsigned.insert(path, "cannot be read".to_owned());
            }
        }
    }
    (found, unsigned)
}

/// The problem with a walked entry; `None` for a file or folder of the list. A folder without signed files is reported once.
fn unsigned_reason(entry: &DirEntry, path: &str, list: &List, folders: &BTreeSet<&str>) -> Option<String> {
    let kind = entry.file_type();
    let signed = if kind.is_dir() { folders.contains(path) } else { list.files.contains_key(path) || list::is_excluded(path) };
    match () {
        () if !(kind.is_dir() || kind.is_file()) => Some("a link or special file, not followed".to_owned()),
        () if signed => None,
        () => Some("not signed".to_owned()),
    }
}

fn relative_path(site: &Path, path: &Path) -> String {
    let inside = path.strip_prefix(site).unwrap_or(path);
    inside.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// How a file differs from its signed form.
fn difference(path: &Path, signed: &SignedFile) -> Option<String> {
    match fs::metadata(path).map(|file| file.len()) {
        Ok(size) if size != signed.size => return Some(format!("modified: {size} bytes, but {} were signed", signed.size)),
        _ => {}
    }
    match SignedFile::from_file(path) {
        Ok(now) if now == *signed => None,
        Ok(_) => Some("modified: the content differs from what was signed".to_owned()),
        Err(error) => Some(format!("cannot be read: {error}")),
    }
}

impl Report {
    /// True if the copy matches the signed site.
    pub(crate) fn is_unmodified(&self) -> bool {
        self.differences.is_empty()
    }

    /// The closing line.
    pub(crate) fn summary_line(&self) -> String {
        match self.differences.len() {
            0 => format!("{} files, all unmodified since they were signed with the key {}", self.files, self.key),
            1 => format!("1 difference from the {} files signed with the key {}", self.files, self.key),
            many => format!("{many} differences from the {} files signed with the key {}", self.files, self.key),
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        // A name that nobody signed may contain terminal control characters.
        let shown = |path: &str| path.replace(char::is_control, "\u{fffd}");
        self.differences.iter().try_for_each(|(path, problem)| writeln!(f, "{}: {problem}", shown(path)))
    }
}
