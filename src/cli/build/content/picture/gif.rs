//! GIF: frames, their control and the loop count are kept.

use super::PictureMetadata;

/// Application extensions that affect rendering: the loop count and the colour profile.
const RENDERED_EXTENSIONS: [&[u8; 11]; 3] = [b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012"];

/// Removes the metadata from a GIF.
pub(crate) fn clean(bytes: &[u8]) -> Option<(Vec<u8>, PictureMetadata)> {
    let mut metadata = PictureMetadata::default();
    let flags = *bytes.get(10)?;
    let (head, mut rest) = bytes.split_at_checked(13 + colour_table_len(flags))?;
    let mut out = head.to_vec();
    loop {
        let (block, next) = match *rest {
            [0x3b, ..] => {
                out.push(0x3b);
                if rest.get(1..).is_some_and(|trailing| trailing.iter().any(|byte| *byte != 0)) {
                    metadata.add(PictureMetadata::TRAILING);
                }
                return Some((out, metadata));
            }
            [0x21, 0xf9, ..] => rest.split_at_checked(2 + data_blocks_len(rest.get(2..)?)?)?,
            [0x21, label, ..] => {
                let (block, next) = rest.split_at_checked(2 + data_blocks_len(rest.get(2..)?)?)?;
                let name = block.get(3..14).unwrap_or_default();
                if label == 0xff && RENDERED_EXTENSIONS.iter().any(|rendered| name == *rendered) {
                    (block, next)
                } else {
                    match label {
                        0xfe | 0x01 => metadata.add(PictureMetadata::COMMENT),
                        _ if name == b"XMP DataXMP" => metadata.add_xmp(block),
                        _ => metadata.add(PictureMetadata::OTHER),
                    }
                    (&[][..], next)
                }
            }
            [0x2c, ..] => {
                let head = 10 + colour_table_len(*rest.get(9)?) + 1;
                rest.split_at_checked(head + data_blocks_len(rest.get(head..)?)?)?
            }
            _ => return None,
        };
        out.extend(block);
        rest = next;
    }
}

/// The length of the colour table that these flags announce.
fn colour_table_len(flags: u8) -> usize {
    if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) }
}

/// The length of a series of data blocks, with the empty one that ends it.
fn data_blocks_len(bytes: &[u8]) -> Option<usize> {
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
    fn metadata_is_removed_and_the_picture_kept() {
        let head = [&b"GIF89a\x01\0\x01\0\x80\0\0"[..], &[0; 6]].concat();
        let repeated = b"\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0\0";
        let frame = b"\x21\xf9\x04\0\0\0\0\0\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0";
        let original = [
            &head[..],
            repeated,
            b"\x21\xfe\x03Ann\0",
            b"\x21\xff\x0bXMP DataXMP\x03GPS\0",
            b"\x21\xff\x0bOWNDATA 1.0\x01x\0",
            frame,
            b"\x3bmore",
        ]
        .concat();
        let (cleaned, metadata) = clean(&original).unwrap();
        assert_eq!(cleaned, [&head[..], repeated, frame, b"\x3b"].concat());
        for what in
            [PictureMetadata::COMMENT, PictureMetadata::XMP, PictureMetadata::LOCATION, PictureMetadata::OTHER, PictureMetadata::TRAILING]
        {
            assert!(metadata.to_string().contains(what), "{what}: {metadata}");
        }
        assert_eq!(clean(&cleaned).unwrap(), (cleaned.clone(), PictureMetadata::default()));
    }
}
