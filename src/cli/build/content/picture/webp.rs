//! WebP: the chunks that affect rendering are kept, animation and colour among them.

use super::{PictureMetadata, exif};
use img_parts::Bytes;
use img_parts::riff::{RiffChunk, RiffContent};
use img_parts::webp::WebP;

/// The chunks that affect rendering.
const RENDERED_CHUNKS: [&[u8; 4]; 7] = [b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"];

/// The bits of the extended header that announce EXIF and XMP.
const EXIF_FLAG: u8 = 0b1000;
const XMP_FLAG: u8 = 0b0100;

/// Removes the metadata from a WebP.
pub(crate) fn clean(bytes: &[u8]) -> Option<(Vec<u8>, PictureMetadata)> {
    let mut webp = WebP::from_bytes(Bytes::copy_from_slice(bytes)).ok()?;
    let picture = [*b"VP8 ", *b"VP8L", *b"ANMF"];
    if !picture.iter().any(|kind| webp.has_chunk(*kind)) {
        return None;
    }
    let (mut metadata, mut orientation) = (PictureMetadata::default(), exif::DEFAULT_ORIENTATION);
    if bytes.len() > webp.len() as usize {
        metadata.add(PictureMetadata::TRAILING);
    }
    for chunk in webp.chunks().iter().filter(|chunk| !RENDERED_CHUNKS.contains(&&chunk.id())) {
        let contents = chunk.content().data().map(|data| &data[..]).unwrap_or_default();
        match &chunk.id() {
            b"EXIF" => orientation = exif::read_orientation(contents, &mut metadata),
            b"XMP " => metadata.add_xmp(contents),
            _ => metadata.add(PictureMetadata::OTHER),
        }
    }
    // Without an extended header there is no room for EXIF.
    let needs_exif = orientation != exif::DEFAULT_ORIENTATION && webp.has_chunk(*b"VP8X");
    webp.chunks_mut().retain(|chunk| RENDERED_CHUNKS.contains(&&chunk.id()));
    if needs_exif {
        webp.chunks_mut().push(RiffChunk::new(*b"EXIF", RiffContent::Data(Bytes::copy_from_slice(&exif::orientation_block(orientation)))));
    }
    for chunk in webp.chunks_mut().iter_mut().filter(|chunk| chunk.id() == *b"VP8X") {
        if let RiffContent::Data(data) = chunk.content_mut() {
            let mut head = data.to_vec();
            if let Some(flags) = head.first_mut() {
                *flags = (*flags & !(EXIF_FLAG | XMP_FLAG)) | if needs_exif { EXIF_FLAG } else { 0 };
            }
            *data = Bytes::from(head);
        }
    }
    Some((webp.encoder().bytes().to_vec(), metadata))
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
    fn metadata_is_removed_and_the_picture_kept() {
        let exif = [&exif::orientation_block(8)[..], b"Ann"].concat();
        let rest: [(&[u8; 4], &[u8]); 2] = [(b"ICCP", b"profile"), (b"VP8L", b"pixels!")];
        let original =
            webp(&[(b"VP8X", b"\x3c000000000"), rest[0], rest[1], (b"EXIF", &exif), (b"XMP ", b"<x:xmpmeta/>"), (b"OWNR", b"Ann")]);
        let (cleaned, metadata) = clean(&[&original[..], b"more"].concat()).unwrap();
        assert_eq!(cleaned, webp(&[(b"VP8X", b"\x38000000000"), rest[0], rest[1], (b"EXIF", &exif::orientation_block(8))]));
        for what in [PictureMetadata::CAMERA, PictureMetadata::XMP, PictureMetadata::OTHER, PictureMetadata::TRAILING] {
            assert!(metadata.to_string().contains(what), "{what}: {metadata}");
        }
        assert_eq!(clean(&cleaned).unwrap(), (cleaned.clone(), PictureMetadata::default()));
        let simple = webp(&[(b"VP8 ", b"pixels")]);
        assert_eq!(clean(&simple).unwrap(), (simple.clone(), PictureMetadata::default()));
    }
}
