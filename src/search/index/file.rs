//! Index files: their names, and the eight-byte header of each.
//!
//! The content follows, deflated (RFC 1951), so that a host without compression still sends little.

use std::fmt;

/// The format version that this program writes and reads.
pub const FORMAT_VERSION: u8 = 2;

/// The magic number of every file.
const MAGIC: &[u8; 4] = b"LECT";

/// The length of the header, in bytes.
const HEADER_BYTES: usize = 8;

/// The maximum inflated size of a file's content, in bytes.
pub const MAX_INFLATED_BYTES: usize = 1 << 26;

/// The error of an index file that cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CorruptIndex {
    /// Not an index file, or one of another kind.
    WrongKind,
    /// Another format version.
    Version(u8),
    /// Truncated.
    UnexpectedEof,
    /// An invalid value.
    InvalidValue,
}

impl fmt::Display for CorruptIndex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            CorruptIndex::WrongKind => f.write_str("it is not a file of a search index"),
            CorruptIndex::Version(found) => write!(f, "it is of version {found}, and this program reads version {FORMAT_VERSION}"),
            CorruptIndex::UnexpectedEof => f.write_str("it ends early"),
            CorruptIndex::InvalidValue => f.write_str("it is damaged"),
        }
    }
}

/// The kind of an index file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FileKind {
    /// The index header: see [`super::index_header`].
    Header,
    /// A term dictionary block with postings: see [`super::term_block`].
    Terms,
    /// Positions: see [`super::positions`].
    Positions,
    /// A posting-list tail.
    Tail,
    /// Words of the spelling corrector: see [`super::spelling`].
    Spelling,
}

impl FileKind {
    const ALL: [FileKind; 5] = [FileKind::Header, FileKind::Terms, FileKind::Positions, FileKind::Tail, FileKind::Spelling];

    fn name(self) -> &'static str {
        match self {
            FileKind::Header => "search",
            FileKind::Terms => "terms",
            FileKind::Positions => "places",
            FileKind::Tail => "long",
            FileKind::Spelling => "spell",
        }
    }
}

/// The number of bytes of its SHA-256 in a file's name.
pub const HASH_BYTES: usize = 4;

/// The beginning of a file's SHA-256, which is part of its name.
pub type Hash = [u8; HASH_BYTES];

/// Returns the path of a file inside `corpus/`.
pub fn path(kind: FileKind, number: usize, hash: Hash) -> String {
    let mut path = kind.name().to_owned();
    if kind != FileKind::Header {
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
pub fn header(kind: FileKind) -> [u8; HEADER_BYTES] {
    [MAGIC[0], MAGIC[1], MAGIC[2], MAGIC[3], FORMAT_VERSION, kind as u8, 0, 0]
}

/// Returns the content of a file, still deflated.
///
/// # Errors
/// If the header is truncated or of another kind or version.
pub fn strip_header(bytes: &[u8], kind: FileKind) -> Result<&[u8], CorruptIndex> {
    let (head, body) = bytes.split_at_checked(HEADER_BYTES).ok_or(CorruptIndex::UnexpectedEof)?;
    match head {
        [b'L', b'E', b'C', b'T', FORMAT_VERSION, found, ..] if *found == kind as u8 => Ok(body),
        [b'L', b'E', b'C', b'T', FORMAT_VERSION, ..] => Err(CorruptIndex::WrongKind),
        [b'L', b'E', b'C', b'T', version, ..] => Err(CorruptIndex::Version(*version)),
        _ => Err(CorruptIndex::WrongKind),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_recognized_by_header_and_name() {
        let mut file = header(FileKind::Terms).to_vec();
        file.push(7);
        assert_eq!(strip_header(&file, FileKind::Terms), Ok(&[7][..]));
        assert_eq!(strip_header(&file, FileKind::Header), Err(CorruptIndex::WrongKind));
        file[4] = 9;
        assert_eq!(strip_header(&file, FileKind::Terms), Err(CorruptIndex::Version(9)));
        assert_eq!(strip_header(b"<!doctype html>", FileKind::Terms), Err(CorruptIndex::WrongKind));
        assert_eq!(strip_header(b"LECT", FileKind::Terms), Err(CorruptIndex::UnexpectedEof));
        let path = path(FileKind::Positions, 12, [0, 1, 250, 255]);
        assert_eq!(path, "places-12-0001faff.bin");
        assert_eq!(kind_of(&path), Some(FileKind::Positions));
        assert_eq!(kind_of("column-tag-0011.json"), None);
    }
}
