//! EXIF: the orientation of a picture, and whether there is any other data.

use super::PictureMetadata;
use exif::{Context, In, Reader, Tag};

/// The prefix of EXIF in JPEG, and in the output of some writers of other formats.
pub const PREFIX: &[u8] = b"Exif\0\0";

/// The orientation if none is given.
pub const UPRIGHT: u8 = 1;

/// Returns the orientation, 1 to 8 as EXIF counts, and records other data.
pub fn read(bytes: &[u8], held: &mut PictureMetadata) -> u8 {
    let bytes = bytes.strip_prefix(PREFIX).unwrap_or(bytes);
    let Ok(read) = Reader::new().read_raw(bytes.to_vec()) else {
        held.add(PictureMetadata::CAMERA);
        return UPRIGHT;
    };
    let up = read.get_field(Tag::Orientation, In::PRIMARY).and_then(|field| field.value.get_uint(0));
    let up = up.and_then(|up| u8::try_from(up).ok()).filter(|up| (1..=8).contains(up)).unwrap_or(UPRIGHT);
    if bytes == of(up) {
        return up;
    }
    let place = read.fields().any(|field| field.tag.context() == Context::Gps);
    held.add(if place { PictureMetadata::PLACE } else { PictureMetadata::CAMERA });
    if place && read.fields().any(|field| field.tag.context() != Context::Gps && field.tag != Tag::Orientation) {
        held.add(PictureMetadata::CAMERA);
    }
    up
}

/// EXIF that holds the orientation and nothing else.
pub fn of(up: u8) -> [u8; 26] {
    let mut exif = *b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\0\0\0\0\0\0\0\0";
    exif[18] = up;
    exif
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_side_that_is_up_is_all_that_is_kept() {
        for up in 1..=8 {
            let mut held = PictureMetadata::default();
            assert_eq!((read(&of(up), &mut held), held.is_empty()), (up, true));
        }
        let mut held = PictureMetadata::default();
        assert_eq!((read(b"not EXIF", &mut held), held.is_empty()), (UPRIGHT, false));
    }
}
