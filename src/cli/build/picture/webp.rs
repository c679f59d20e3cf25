//! WebP: the chunks that affect rendering are kept, animation and colour among them.

use super::{PictureMetadata, exif};
use img_parts::Bytes;
use img_parts::riff::{RiffChunk, RiffContent};
use img_parts::webp::WebP;

/// The chunks that affect rendering.
const DRAWN: [&[u8; 4]; 7] = [b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"];

/// The bits of the extended header that announce EXIF and XMP.
const EXIF: u8 = 0b1000;
const XMP: u8 = 0b0100;

/// Removes the metadata from a WebP.
pub fn clean(bytes: &[u8]) -> Option<(Vec<u8>, PictureMetadata)> {
    let mut webp = WebP::from_bytes(Bytes::copy_from_slice(bytes)).ok()?;
    let picture = [*b"VP8 ", *b"VP8L", *b"ANMF"];
    if !picture.iter().any(|kind| webp.has_chunk(*kind)) {
        return None;
    }
    let (mut held, mut up) = (PictureMetadata::default(), exif::UPRIGHT);
    if bytes.len() > webp.len() as usize {
        held.add(PictureMetadata::BEHIND);
    }
    for chunk in webp.chunks().iter().filter(|chunk| !DRAWN.contains(&&chunk.id())) {
        let contents = chunk.content().data().map(|data| &data[..]).unwrap_or_default();
        match &chunk.id() {
            b"EXIF" => up = exif::read(contents, &mut held),
            b"XMP " => held.add_xmp(contents),
            _ => held.add(PictureMetadata::OTHER),
        }
    }
    // Without an extended header there is no room for EXIF.
    let turned = up != exif::UPRIGHT && webp.has_chunk(*b"VP8X");
    webp.chunks_mut().retain(|chunk| DRAWN.contains(&&chunk.id()));
    if turned {
        webp.chunks_mut().push(RiffChunk::new(*b"EXIF", RiffContent::Data(Bytes::copy_from_slice(&exif::of(up)))));
    }
    for chunk in webp.chunks_mut().iter_mut().filter(|chunk| chunk.id() == *b"VP8X") {
        if let RiffContent::Data(data) = chunk.content_mut() {
            let mut head = data.to_vec();
            if let Some(flags) = head.first_mut() {
                *flags = (*flags & !(EXIF | XMP)) | if turned { EXIF } else { 0 };
            }
            *data = Bytes::from(head);
        }
    }
    Some((webp.encoder().bytes().to_vec(), held))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn webp(chunks: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
        let subchunks = chunks.iter().map(|(id, data)| RiffChunk::new(**id, RiffContent::Data(Bytes::copy_from_slice(data)))).collect();
        let riff = RiffChunk::new(*b"RIFF", RiffContent::List { kind: Some(*b"WEBP"), subchunks });
        riff.encoder().bytes().to_vec()
    }

    #[test]
    fn what_is_not_the_picture_goes_and_the_picture_stays() {
        let exif = [&exif::of(8)[..], b"Ann"].concat();
        let rest: [(&[u8; 4], &[u8]); 2] = [(b"ICCP", b"profile"), (b"VP8L", b"pixels!")];
        let given = webp(&[(b"VP8X", b"\x3c000000000"), rest[0], rest[1], (b"EXIF", &exif), (b"XMP ", b"<x:xmpmeta/>"), (b"OWNR", b"Ann")]);
        let (cleaned, held) = clean(&[&given[..], b"more"].concat()).unwrap();
        assert_eq!(cleaned, webp(&[(b"VP8X", b"\x38000000000"), rest[0], rest[1], (b"EXIF", &exif::of(8))]));
        for what in [PictureMetadata::CAMERA, PictureMetadata::XMP, PictureMetadata::OTHER, PictureMetadata::BEHIND] {
            assert!(held.to_string().contains(what), "{what}: {held}");
        }
        assert_eq!(clean(&cleaned).unwrap(), (cleaned.clone(), PictureMetadata::default()));
        let simple = webp(&[(b"VP8 ", b"pixels")]);
        assert_eq!(clean(&simple).unwrap(), (simple.clone(), PictureMetadata::default()));
    }
}
