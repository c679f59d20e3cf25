//! Pictures as they are published: without the metadata of cameras, owners and editors, and with every pixel unchanged.
//!
//! An allow list keeps the rendered parts of a picture, byte for byte; everything else is removed, known or not. The orientation
//! stays, in a new EXIF block; the colour profile stays.
//!
//! - [`jpeg`], [`png`], [`webp`]: by img-parts. [`gif`], [`avif`]: a few lines here, as no crate splits these files.
//! - [`svg`]: drawings without comments and without editor data.
//! - [`exif`]: reads and writes EXIF.

pub(crate) mod avif;
pub(crate) mod exif;
pub(crate) mod gif;
pub(crate) mod jpeg;
pub(crate) mod png;
pub(crate) mod svg;
pub(crate) mod webp;

use std::collections::BTreeSet;
use std::fmt;

/// The message about a picture that cannot be parsed.
pub(crate) const UNREADABLE_REASON: &str = "cannot be decoded, so its metadata cannot be removed; save it again as PNG or JPEG";

/// The kinds of metadata in a picture.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct PictureMetadata(BTreeSet<&'static str>);

impl PictureMetadata {
    /// Where it was taken.
    pub(crate) const LOCATION: &'static str = "the location where it was taken";
    /// Camera, owner and time.
    pub(crate) const CAMERA: &'static str = "camera and owner metadata";
    /// Editor metadata.
    pub(crate) const XMP: &'static str = "editor metadata (XMP)";
    /// Picture desk metadata.
    pub(crate) const IPTC: &'static str = "picture desk metadata (IPTC)";
    /// Invisible text.
    pub(crate) const COMMENT: &'static str = "a comment";
    /// The time of the last change.
    pub(crate) const TIME: &'static str = "its modification time";
    /// Data of other programs.
    pub(crate) const OTHER: &'static str = "metadata of other programs";
    /// Data after the end of the picture: often a video, or the picture before it was cropped.
    pub(crate) const TRAILING: &'static str = "extra data after its end";

    /// Adds a kind.
    pub(crate) fn add(&mut self, what: &'static str) {
        self.0.insert(what);
    }

    /// Adds XMP, and the location if it contains one.
    pub(crate) fn add_xmp(&mut self, bytes: &[u8]) {
        self.add(PictureMetadata::XMP);
        if bytes.windows(3).any(|word| word == b"GPS") {
            self.add(PictureMetadata::LOCATION);
        }
    }

    /// Adds all kinds of another picture.
    pub(crate) fn extend(&mut self, other: PictureMetadata) {
        self.0.extend(other.0);
    }

    /// True if there is no metadata.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for PictureMetadata {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.0.iter().copied().collect::<Vec<_>>().join(", "))
    }
}

/// The publishable form of a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Cleaned {
    /// Unchanged.
    Unchanged,
    /// Without its metadata.
    Stripped(Vec<u8>, PictureMetadata),
}

/// Removes the metadata from a picture; `None` if it cannot be read. [`svg`] cleans drawings (SVG).
pub(crate) fn clean(bytes: &[u8]) -> Option<Cleaned> {
    let (cleaned, metadata) = match bytes {
        [0xff, 0xd8, 0xff, ..] => jpeg::clean(bytes)?,
        [0x89, b'P', b'N', b'G', ..] => png::clean(bytes)?,
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => webp::clean(bytes)?,
        [b'G', b'I', b'F', b'8', ..] => gif::clean(bytes)?,
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => avif::clean(bytes)?,
        // Neither format has room for text.
        [b'B', b'M', ..] => return (bytes.len() > 26).then_some(Cleaned::Unchanged),
        [0, 0, 1, 0, ..] => return is_icon_without_metadata(bytes).then_some(Cleaned::Unchanged),
        _ => return None,
    };
    Some(if metadata.is_empty() { Cleaned::Unchanged } else { Cleaned::Stripped(cleaned, metadata) })
}

/// True for an icon whose pictures hold no metadata: some are PNG.
fn is_icon_without_metadata(bytes: &[u8]) -> bool {
    let Some(count) = bytes.get(4..6).map(|pair| usize::from(u16::from_le_bytes([pair[0], pair[1]]))) else { return false };
    let number = |at: usize| bytes.get(at..at + 4).and_then(|four| four.try_into().ok()).map(|four| u32::from_le_bytes(four) as usize);
    (0..count).all(|entry| {
        let Some((size, offset)) = number(6 + entry * 16 + 8).zip(number(6 + entry * 16 + 12)) else { return false };
        let Some(inside) = offset.checked_add(size).and_then(|end| bytes.get(offset..end)) else { return false };
        !inside.starts_with(b"\x89PNG") || matches!(clean(inside), Some(Cleaned::Unchanged))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn non_pictures_are_rejected() {
        for bytes in
            [&b"<html>"[..], b"", b"\xff\xd8\xff", b"\x89PNG", b"RIFF____WEBP", b"GIF89a", b"____ftypavif", b"BM", &[0, 0, 1, 0, 9, 0]]
        {
            assert_eq!(clean(bytes), None, "{bytes:?}");
        }
    }
}
