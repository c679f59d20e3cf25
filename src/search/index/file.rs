//! Files of the index: their names, and the eight bytes that each begins with.
//!
//! After them comes the content, deflated (RFC 1951), so that a host that compresses nothing still sends little.

use std::fmt;

/// The version of the format that this program writes and reads.
pub const FORMAT: u8 = 1;

/// What every file begins with.
const MAGIC: &[u8; 4] = b"LECT";

/// Bytes before the content.
const HEADER: usize = 8;

/// The most bytes that the content of a file may inflate to.
pub const LARGEST: usize = 1 << 26;

/// A file of the index that cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Damage {
    /// It is no file of an index.
    Foreign,
    /// It is of another version.
    Version(u8),
    /// It ends early.
    Ends,
    /// Something in it cannot be.
    Value,
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Damage::Foreign => f.write_str("it is not a file of a search index"),
            Damage::Version(found) => write!(f, "it is of version {found}, and this program reads version {FORMAT}"),
            Damage::Ends => f.write_str("it ends early"),
            Damage::Value => f.write_str("it is damaged"),
        }
    }
}

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// What is needed for every query: see [`super::root`].
    Root,
    /// Words and the articles that hold them: see [`super::terms`].
    Terms,
    /// Where in the articles the words stand: see [`super::places`].
    Places,
    /// The rest of a list that is long.
    Long,
    /// Words to spell by: see [`super::spelling`].
    Spelling,
}

impl Kind {
    const ALL: [Kind; 5] = [Kind::Root, Kind::Terms, Kind::Places, Kind::Long, Kind::Spelling];

    fn name(self) -> &'static str {
        match self {
            Kind::Root => "search",
            Kind::Terms => "terms",
            Kind::Places => "places",
            Kind::Long => "long",
            Kind::Spelling => "spell",
        }
    }
}

/// How many bytes of its SHA-256 a file's name holds.
pub const DIGITS: usize = 4;

/// The beginning of the SHA-256 of a file: its name.
pub type Hash = [u8; DIGITS];

/// The path of a file inside `corpus/`.
pub fn path(kind: Kind, number: usize, hash: Hash) -> String {
    let mut path = kind.name().to_owned();
    if kind != Kind::Root {
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

/// What the file of a path holds; `None` for a file that is not the index's own, a column or the days.
pub fn kind_of(path: &str) -> Option<Kind> {
    let name = path.split('-').next()?;
    Kind::ALL.into_iter().find(|kind| kind.name() == name && path.ends_with(".bin"))
}

/// What a file of a kind begins with.
pub fn header(kind: Kind) -> [u8; HEADER] {
    [MAGIC[0], MAGIC[1], MAGIC[2], MAGIC[3], FORMAT, kind as u8, 0, 0]
}

/// The content of a file, still deflated.
///
/// # Errors
/// When it is another file, or of another version.
pub fn body(bytes: &[u8], kind: Kind) -> Result<&[u8], Damage> {
    let (head, body) = bytes.split_at_checked(HEADER).ok_or(Damage::Ends)?;
    match head {
        [b'L', b'E', b'C', b'T', FORMAT, found, ..] if *found == kind as u8 => Ok(body),
        [b'L', b'E', b'C', b'T', FORMAT, ..] => Err(Damage::Foreign),
        [b'L', b'E', b'C', b'T', version, ..] => Err(Damage::Version(*version)),
        _ => Err(Damage::Foreign),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_known_by_its_first_bytes_and_its_name() {
        let mut file = header(Kind::Terms).to_vec();
        file.push(7);
        assert_eq!(body(&file, Kind::Terms), Ok(&[7][..]));
        assert_eq!(body(&file, Kind::Root), Err(Damage::Foreign));
        file[4] = 9;
        assert_eq!(body(&file, Kind::Terms), Err(Damage::Version(9)));
        assert_eq!(body(b"<!doctype html>", Kind::Terms), Err(Damage::Foreign));
        assert_eq!(body(b"LECT", Kind::Terms), Err(Damage::Ends));
        let path = path(Kind::Places, 12, [0, 1, 250, 255]);
        assert_eq!(path, "places-12-0001faff.bin");
        assert_eq!(kind_of(&path), Some(Kind::Places));
        assert_eq!(kind_of("column-tag-0011.json"), None);
    }
}
