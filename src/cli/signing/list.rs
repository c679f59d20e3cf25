//! The list of a site's files: a header line, then hash, size and path of each file, sorted by the bytes of the paths.

use crate::cli::build::output;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// The list, at the top of the site.
pub(crate) const LIST_FILE: &str = "lectern-signed.txt";

/// Its signature beside it: 64 bytes in base64, and a new line.
pub(crate) const SIGNATURE_FILE: &str = "lectern-signed.sig";

/// The start of a list: a name, the version of the format and the kind of the key; the fingerprint of the key follows.
const HEADER_PREFIX: &str = "lectern-signed 1 ed25519 ";

/// The longest path, in bytes.
const MAX_PATH_BYTES: usize = 1024;

/// Every file of a site except the list, its signature and `.lectern-site`, as it was at signing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct List {
    /// Fingerprint of the signing key, as the list claims it: only the signature proves it.
    pub key: String,
    /// The files by their path inside the site, separated by `/`.
    pub files: BTreeMap<String, SignedFile>,
}

/// One file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SignedFile {
    /// SHA-256 of its bytes, in lower-case hexadecimal.
    pub sha256: String,
    /// The size in bytes.
    pub size: u64,
}

/// Parses a list exactly in its written form: one site has one list.
///
/// # Errors
/// The invalid line, and the reason.
pub(crate) fn parse(text: &str) -> Result<List, String> {
    let mut lines = text.split_inclusive('\n');
    let key = lines.next().and_then(|line| line.strip_suffix('\n')?.strip_prefix(HEADER_PREFIX)).filter(|key| is_hash(key));
    let Some(key) = key else {
        return Err("line 1: not a list that this version supports".to_owned());
    };
    let mut list = List { key: key.to_owned(), files: BTreeMap::new() };
    for (number, line) in (2..).zip(lines) {
        let (path, entry) = parse_entry(line).ok_or_else(|| format!("line {number}: not a file of a site"))?;
        let is_sorted = list.files.last_key_value().is_none_or(|(last, _)| last.as_str() < path);
        if !is_sorted {
            return Err(format!("line {number}: out of order"));
        }
        list.files.insert(path.to_owned(), entry);
    }
    Ok(list)
}

fn parse_entry(line: &str) -> Option<(&str, SignedFile)> {
    let mut parts = line.strip_suffix('\n')?.splitn(3, "  ");
    let (sha256, size, path) = (parts.next()?, parts.next()?, parts.next()?);
    let is_plain = size.bytes().all(|byte| byte.is_ascii_digit()) && (size == "0" || !size.starts_with('0'));
    let size = size.parse().ok().filter(|_| is_plain)?;
    (is_hash(sha256) && is_listable(path)).then(|| (path, SignedFile { sha256: sha256.to_owned(), size }))
}

fn is_hash(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// True for a path that may stand in a list: below the site's folder on every system, on one line, and not excluded.
pub(crate) fn is_listable(path: &str) -> bool {
    let is_plain = |part: &str| !matches!(part, "" | "." | "..");
    path.len() <= MAX_PATH_BYTES
        && path.split('/').all(is_plain)
        && !path.contains(|c: char| c.is_control() || c == '\\')
        && !is_excluded(path)
}

/// True for the files that no list names: the list, its signature, and the build's list of files.
pub(crate) fn is_excluded(path: &str) -> bool {
    matches!(path, LIST_FILE | SIGNATURE_FILE | output::FILE_LIST)
}

impl SignedFile {
    /// Reads the hash and size of a file on disk.
    ///
    /// # Errors
    /// When it cannot be read.
    pub(crate) fn from_file(path: &Path) -> io::Result<SignedFile> {
        let (mut file, mut hash, mut size) = (File::open(path)?, Sha256::new(), 0);
        let mut buffer = vec![0; 64 * 1024];
        loop {
            let read = file.read(&mut buffer)?;
            if read == 0 {
                let sha256 = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
                return Ok(SignedFile { sha256, size });
            }
            hash.update(&buffer[..read]);
            size += read as u64;
        }
    }
}

impl fmt::Display for List {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        writeln!(f, "{HEADER_PREFIX}{}", self.key)?;
        self.files.iter().try_for_each(|(path, entry)| writeln!(f, "{}  {}  {path}", entry.sha256, entry.size))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hash() -> String {
        "0f".repeat(32)
    }

    #[test]
    fn lists_round_trip() {
        let entry = |size| SignedFile { sha256: hash(), size };
        let files = BTreeMap::from([("a  b.svg".to_owned(), entry(0)), ("article/é/index.html".to_owned(), entry(12))]);
        let list = List { key: hash(), files };
        let text = list.to_string();
        assert_eq!(parse(&text), Ok(list));
        assert!(text.starts_with(&format!("lectern-signed 1 ed25519 {}\n{}  0  a  b.svg\n", hash(), hash())), "{text}");
    }

    #[test]
    fn hostile_lists_are_rejected() {
        let with = |lines: &str| parse(&format!("{HEADER_PREFIX}{}\n{lines}", hash()));
        let line = |path: &str| format!("{}  1  {path}\n", hash());
        assert!(with(&line("a/b")).is_ok() && with("").is_ok());
        for path in [
            "",
            "/etc/passwd",
            "../a",
            "a/../b",
            "a//b",
            "./a",
            "a/",
            "a\\b",
            "a\u{1b}[2J",
            LIST_FILE,
            SIGNATURE_FILE,
            ".lectern-site",
            &"a".repeat(2000),
        ] {
            assert!(with(&line(path)).is_err(), "{path:?}");
        }
        for lines in [line("b") + &line("a"), line("a") + &line("a"), line("a").trim_end().to_owned(), "x  1  a\n".into(), "\n".into()] {
            assert!(with(&lines).is_err(), "{lines:?}");
        }
        for size in ["", "-1", "+1", "01", "1e3", "99999999999999999999999"] {
            assert!(with(&format!("{}  {size}  a\n", hash())).is_err(), "{size}");
        }
        assert!(parse("").is_err() && parse("lectern-signed 2 ed25519 x\n").is_err());
    }
}
