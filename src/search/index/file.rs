//! Index files: their names, and the eight-byte header of each.
//!
//! The content follows, deflated (RFC 1951), so that a host without compression still sends little.

use std::fmt;

/// The format version that this program writes and reads.
pub const FORMAT: u8 = 1;

/// The magic number of every file.
const MAGIC: &[u8; 4] = b"LECT";

/// The length of the header, in bytes.
const HEADER: usize = 8;

/// The maximum inflated size of a file's content, in bytes.
pub const LARGEST: usize = 1 << 26;

/// The error of an index file that cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CorruptIndex {
    /// Not an index file, or one of another kind.
    Foreign,
    /// Another format version.
    Version(u8),
    /// Truncated.
    Ends,
    /// An invalid value.
    Value,
}

impl fmt::Display for CorruptIndex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            CorruptIndex::Foreign => f.write_str("it is not a file of a search index"),
            CorruptIndex::Version(found) => write!(f, "it is of version {found}, and this program reads version {FORMAT}"),
            CorruptIndex::Ends => f.write_str("it ends early"),
            CorruptIndex::Value => f.write_str("it is damaged"),
        }
    }
}

/// The kind of an index file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FileKind {
    /// The index header: see [`super::index_header`].
    Root,
    /// A term dictionary block with postings: see [`super::term_block`].
    Terms,
    /// Positions: see [`super::positions`].
    Places,
    /// A posting-list tail.
    Long,
    /// Words of the spelling corrector: see [`super::spelling`].
    Spelling,
}

impl FileKind {
    const ALL: [FileKind; 5] = [FileKind::Root, FileKind::Terms, FileKind::Places, FileKind::Long, FileKind::Spelling];

    fn name(self) -> &'static str {
        match self {
            FileKind::Root => "search",
            FileKind::Terms => "terms",
            FileKind::Places => "places",
            FileKind::Long => "long",
            FileKind::Spelling => "spell",
        }
    }
}

/// The number of bytes of its SHA-256 in a file's name.
pub const DIGITS: usize = 4;

/// The beginning of a file's SHA-256, which is part of its name.
pub type Hash = [u8; DIGITS];

/// Returns the path of a file inside `corpus/`.
pub fn path(kind: FileKind, number: usize, hash: Hash) -> String {
    let mut path = kind.name().to_owned();
    if kind != FileKind::Root {
        path.push('-');
        path.push_str(&number.to_string());
    }
    path.push('-');
    for byte in hash {
        for digit in [byte >> 4, byte & 15] {
            path.push(char::from(b"0123456789abcdef"[usize::from(digit)]));
        }
    }
    path.push_str(".bin");
    path
}

/// Returns the kind of a file by its path; `None` for a facet column or the days, which are not index files.
pub fn kind_of(path: &str) -> Option<FileKind> {
    let name = path.split('-').next()?;
    FileKind::ALL.into_iter().find(|kind| kind.name() == name && path.ends_with(".bin"))
}

/// Returns the header of a file.
pub fn header(kind: FileKind) -> [u8; HEADER] {
    [MAGIC[0], MAGIC[1], MAGIC[2], MAGIC[3], FORMAT, kind as u8, 0, 0]
}

/// Returns the content of a file, still deflated.
///
/// # Errors
/// If the header is truncated or of another kind or version.
pub fn body(bytes: &[u8], kind: FileKind) -> Result<&[u8], CorruptIndex> {
    let (head, body) = bytes.split_at_checked(HEADER).ok_or(CorruptIndex::Ends)?;
    match head {
        [b'L', b'E', b'C', b'T', FORMAT, found, ..] if *found == kind as u8 => Ok(body),
        [b'L', b'E', b'C', b'T', FORMAT, ..] => Err(CorruptIndex::Foreign),
        [b'L', b'E', b'C', b'T', version, ..] => Err(CorruptIndex::Version(*version)),
        _ => Err(CorruptIndex::Foreign),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_known_by_its_first_bytes_and_its_name() {
        let mut file = header(FileKind::Terms).to_vec();
        file.push(7);
        assert_eq!(body(&file, FileKind::Terms), Ok(&[7][..]));
        assert_eq!(body(&file, FileKind::Root), Err(CorruptIndex::Foreign));
        file[4] = 9;
        assert_eq!(body(&file, FileKind::Terms), Err(CorruptIndex::Version(9)));
        assert_eq!(body(b"<!doctype html>", FileKind::Terms), Err(CorruptIndex::Foreign));
        assert_eq!(body(b"LECT", FileKind::Terms), Err(CorruptIndex::Ends));
        let path = path(FileKind::Places, 12, [0, 1, 250, 255]);
        assert_eq!(path, "places-12-0001faff.bin");
        assert_eq!(kind_of(&path), Some(FileKind::Places));
        assert_eq!(kind_of("column-tag-0011.json"), None);
    }
}
