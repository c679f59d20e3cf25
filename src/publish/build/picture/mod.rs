//! Pictures as they are published: without what cameras, their owners and editors wrote into them, and with every pixel as it was.
//!
//! What draws a picture is kept by an allow list, byte for byte: anything else goes, known or not. Of EXIF the side that is up stays,
//! in an EXIF of its own; the colour profile stays.
//!
//! - [`jpeg`], [`png`], [`webp`]: by img-parts. [`gif`], [`avif`]: their few lines are here, no crate parts these files.
//! - [`svg`]: drawings without comments and without what belongs to the program that they were drawn with.
//! - [`exif`]: what EXIF says.

pub mod avif;
pub mod exif;
pub mod gif;
pub mod jpeg;
pub mod png;
pub mod svg;
pub mod webp;

use std::collections::BTreeSet;
use std::fmt;

/// What is said of a picture in which nothing can be told from anything.
pub const REFUSED: &str = "cannot be read as a picture, so what its camera wrote into it could not be taken out: save it again";

/// What a picture holds besides the picture.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Held(BTreeSet<&'static str>);

impl Held {
    /// Where it was taken.
    pub const PLACE: &'static str = "the place where it was taken";
    /// What a camera says of itself, its owner and the moment.
    pub const CAMERA: &'static str = "data of its camera and owner";
    /// What an editor keeps.
    pub const XMP: &'static str = "data of an editor (XMP)";
    /// What a picture desk keeps.
    pub const IPTC: &'static str = "data of a picture desk (IPTC)";
    /// Words that nobody sees.
    pub const COMMENT: &'static str = "a comment";
    /// When it was changed.
    pub const TIME: &'static str = "the time of its last change";
    /// What other programs keep.
    pub const OTHER: &'static str = "data of other programs";
    /// What stands behind its end: often a film, or the picture before it was cut.
    pub const BEHIND: &'static str = "more data behind its end";

    /// Adds something.
    pub fn add(&mut self, what: &'static str) {
        self.0.insert(what);
    }

    /// Adds XMP, and the place where it tells one.
    pub fn add_xmp(&mut self, bytes: &[u8]) {
        self.add(Held::XMP);
        if bytes.windows(3).any(|word| word == b"GPS") {
            self.add(Held::PLACE);
        }
    }

    /// Adds all that another holds.
    pub fn join(&mut self, other: Held) {
        self.0.extend(other.0);
    }

    /// True where it holds nothing but the picture.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for Held {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.0.iter().copied().collect::<Vec<_>>().join(", "))
    }
}

/// A picture as it may be published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cleaned {
    /// As it is.
    Same,
    /// Without what it held.
    Without(Vec<u8>, Held),
}

/// Takes out of a picture what is not the picture; `None` where it cannot be read. Drawings (SVG) are cleaned by [`svg`].
pub fn clean(bytes: &[u8]) -> Option<Cleaned> {
    let (cleaned, held) = match bytes {
        [0xff, 0xd8, 0xff, ..] => jpeg::clean(bytes)?,
        [0x89, b'P', b'N', b'G', ..] => png::clean(bytes)?,
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => webp::clean(bytes)?,
        [b'G', b'I', b'F', b'8', ..] => gif::clean(bytes)?,
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => avif::clean(bytes)?,
        // Neither has a place for words.
        [b'B', b'M', ..] => return (bytes.len() > 26).then_some(Cleaned::Same),
        [0, 0, 1, 0, ..] => return is_plain_icon(bytes).then_some(Cleaned::Same),
        _ => return None,
    };
    Some(if held.is_empty() { Cleaned::Same } else { Cleaned::Without(cleaned, held) })
}

/// True for an icon whose pictures hold nothing else: some are PNG.
fn is_plain_icon(bytes: &[u8]) -> bool {
    let Some(count) = bytes.get(4..6).map(|pair| usize::from(u16::from_le_bytes([pair[0], pair[1]]))) else { return false };
    let number = |at: usize| bytes.get(at..at + 4).and_then(|four| four.try_into().ok()).map(|four| u32::from_le_bytes(four) as usize);
    (0..count).all(|entry| {
        let Some((size, offset)) = number(6 + entry * 16 + 8).zip(number(6 + entry * 16 + 12)) else { return false };
        let Some(inside) = offset.checked_add(size).and_then(|end| bytes.get(offset..end)) else { return false };
        !inside.starts_with(b"\x89PNG") || matches!(clean(inside), Some(Cleaned::Same))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_picture_is_refused() {
        for bytes in
            [&b"<html>"[..], b"", b"\xff\xd8\xff", b"\x89PNG", b"RIFF____WEBP", b"GIF89a", b"____ftypavif", b"BM", &[0, 0, 1, 0, 9, 0]]
        {
            assert_eq!(clean(bytes), None, "{bytes:?}");
        }
    }
}
