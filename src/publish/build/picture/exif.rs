//! EXIF: which side of a picture is up, and whether it says anything else.

use super::Held;
use exif::{Context, In, Reader, Tag};

/// What JPEG, and some writers elsewhere, put before EXIF.
pub const PREFIX: &[u8] = b"Exif\0\0";

/// The side that is up where nothing is said.
pub const UPRIGHT: u8 = 1;

/// Gives the side that is up, 1 to 8 as EXIF counts, and notes what else is said.
pub fn read(bytes: &[u8], held: &mut Held) -> u8 {
    let bytes = bytes.strip_prefix(PREFIX).unwrap_or(bytes);
    let Ok(read) = Reader::new().read_raw(bytes.to_vec()) else {
        held.add(Held::CAMERA);
        return UPRIGHT;
    };
    let up = read.get_field(Tag::Orientation, In::PRIMARY).and_then(|field| field.value.get_uint(0));
    let up = up.and_then(|up| u8::try_from(up).ok()).filter(|up| (1..=8).contains(up)).unwrap_or(UPRIGHT);
    if bytes == of(up) {
        return up;
    }
    let place = read.fields().any(|field| field.tag.context() == Context::Gps);
    held.add(if place { Held::PLACE } else { Held::CAMERA });
    if place && read.fields().any(|field| field.tag.context() != Context::Gps && field.tag != Tag::Orientation) {
        held.add(Held::CAMERA);
    }
    up
}

/// EXIF that says which side is up, and nothing else.
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
            let mut held = Held::default();
            assert_eq!((read(&of(up), &mut held), held.is_empty()), (up, true));
        }
        let mut held = Held::default();
        assert_eq!((read(b"not EXIF", &mut held), held.is_empty()), (UPRIGHT, false));
    }
}
