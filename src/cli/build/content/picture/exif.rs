//! EXIF: the orientation of a picture, and whether there is any other data.

use super::PictureMetadata;
use exif::{Context, In, Reader, Tag};

/// The prefix of EXIF in JPEG, and in the output of some writers of other formats.
pub(crate) const PREFIX: &[u8] = b"Exif\0\0";

/// The orientation if none is given.
pub(crate) const DEFAULT_ORIENTATION: u8 = 1;

/// Returns the orientation, 1 to 8 as EXIF counts, and records other data.
pub(crate) fn read_orientation(bytes: &[u8], metadata: &mut PictureMetadata) -> u8 {
    let bytes = bytes.strip_prefix(PREFIX).unwrap_or(bytes);
    let Ok(read) = Reader::new().read_raw(bytes.to_vec()) else {
        metadata.add(PictureMetadata::CAMERA);
        return DEFAULT_ORIENTATION;
    };
    let orientation = read.get_field(Tag::Orientation, In::PRIMARY).and_then(|field| field.value.get_uint(0));
    let orientation = orientation
        .and_then(|orientation| u8::try_from(orientation).ok())
        .filter(|orientation| (1..=8).contains(orientation))
        .unwrap_or(DEFAULT_ORIENTATION);
    if bytes == orientation_block(orientation) {
        return orientation;
    }
    let place = read.fields().any(|field| field.tag.context() == Context::Gps);
    metadata.add(if place { PictureMetadata::LOCATION } else { PictureMetadata::CAMERA });
    if place && read.fields().any(|field| field.tag.context() != Context::Gps && field.tag != Tag::Orientation) {
        metadata.add(PictureMetadata::CAMERA);
    }
    orientation
}

/// EXIF that holds the orientation and nothing else.
pub(crate) fn orientation_block(orientation: u8) -> [u8; 26] {
    let mut exif = *b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\0\0\0\0\0\0\0\0";
    exif[18] = orientation;
    exif
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_orientation_is_kept() {
        for orientation in 1..=8 {
            let mut metadata = PictureMetadata::default();
            assert_eq!((read_orientation(&orientation_block(orientation), &mut metadata), metadata.is_empty()), (orientation, true));
        }
        let mut metadata = PictureMetadata::default();
        assert_eq!((read_orientation(b"not EXIF", &mut metadata), metadata.is_empty()), (DEFAULT_ORIENTATION, false));
    }
}
