//! GIF: frames, their control and the loop count are kept.

use super::PictureMetadata;

/// Application extensions that affect rendering: the loop count and the colour profile.
const DRAWN: [&[u8; 11]; 3] = [b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012"];

/// Removes the metadata from a GIF.
pub fn clean(bytes: &[u8]) -> Option<(Vec<u8>, PictureMetadata)> {
    let mut held = PictureMetadata::default();
    let flags = *bytes.get(10)?;
    let (head, mut rest) = bytes.split_at_checked(13 + colours(flags))?;
    let mut out = head.to_vec();
    loop {
        let (block, next) = match *rest {
            [0x3b, ..] => {
                out.push(0x3b);
                if rest.get(1..).is_some_and(|behind| behind.iter().any(|byte| *byte != 0)) {
                    held.add(PictureMetadata::BEHIND);
                }
                return Some((out, held));
            }
            [0x21, 0xf9, ..] => rest.split_at_checked(2 + blocks(rest.get(2..)?)?)?,
            [0x21, label, ..] => {
                let (block, next) = rest.split_at_checked(2 + blocks(rest.get(2..)?)?)?;
                let name = block.get(3..14).unwrap_or_default();
                if label == 0xff && DRAWN.iter().any(|drawn| name == *drawn) {
                    (block, next)
                } else {
                    match label {
                        0xfe | 0x01 => held.add(PictureMetadata::COMMENT),
                        _ if name == b"XMP DataXMP" => held.add_xmp(block),
                        _ => held.add(PictureMetadata::OTHER),
                    }
                    (&[][..], next)
                }
            }
            [0x2c, ..] => {
                let head = 10 + colours(*rest.get(9)?) + 1;
                rest.split_at_checked(head + blocks(rest.get(head..)?)?)?
            }
            _ => return None,
        };
        out.extend(block);
        rest = next;
    }
}

/// The length of the colour table that these flags announce.
fn colours(flags: u8) -> usize {
    if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) }
}

/// The length of a series of data blocks, with the empty one that ends it.
fn blocks(bytes: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        let size = usize::from(*bytes.get(at)?);
        at += 1 + size;
        if size == 0 {
            return Some(at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_the_picture_goes_and_the_picture_stays() {
        let head = [&b"GIF89a\x01\0\x01\0\x80\0\0"[..], &[0; 6]].concat();
        let repeated = b"\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0\0";
        let frame = b"\x21\xf9\x04\0\0\0\0\0\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0";
        let given = [
            &head[..],
            repeated,
            b"\x21\xfe\x03Ann\0",
            b"\x21\xff\x0bXMP DataXMP\x03GPS\0",
            b"\x21\xff\x0bOWNDATA 1.0\x01x\0",
            frame,
            b"\x3bmore",
        ]
        .concat();
        let (cleaned, held) = clean(&given).unwrap();
        assert_eq!(cleaned, [&head[..], repeated, frame, b"\x3b"].concat());
        for what in
            [PictureMetadata::COMMENT, PictureMetadata::XMP, PictureMetadata::PLACE, PictureMetadata::OTHER, PictureMetadata::BEHIND]
        {
            assert!(held.to_string().contains(what), "{what}: {held}");
        }
        assert_eq!(clean(&cleaned).unwrap(), (cleaned.clone(), PictureMetadata::default()));
    }
}
