//! PNG: the chunks that affect rendering are kept, animation and colour among them.

use super::{PictureMetadata, exif};
use img_parts::Bytes;
use img_parts::png::{Png, PngChunk};

/// The chunks that affect rendering.
const RENDERED_CHUNKS: [&[u8; 4]; 18] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP", b"mDCV", b"cLLI", b"bKGD", b"pHYs",
    b"acTL", b"fcTL", b"fdAT",
];

/// Removes the metadata from a PNG.
pub(crate) fn clean(bytes: &[u8]) -> Option<(Vec<u8>, PictureMetadata)> {
    let mut png = Png::from_bytes(Bytes::copy_from_slice(bytes)).ok()?;
    let first = png.chunks().first().map(PngChunk::kind);
    if first != Some(*b"IHDR") || png.chunk_by_type(*b"IDAT").is_none() {
        return None;
    }
    let (mut metadata, mut orientation) = (PictureMetadata::default(), exif::DEFAULT_ORIENTATION);
    if bytes.len() > png.len() {
        metadata.add(PictureMetadata::TRAILING);
    }
    for chunk in png.chunks().iter().filter(|chunk| !RENDERED_CHUNKS.contains(&&chunk.kind())) {
        match &chunk.kind() {
            b"eXIf" => orientation = exif::read_orientation(chunk.contents(), &mut metadata),
            b"iTXt" if chunk.contents().starts_with(b"XML:com.adobe.xmp") => metadata.add_xmp(chunk.contents()),
            b"tEXt" | b"zTXt" | b"iTXt" => metadata.add(PictureMetadata::COMMENT),
            b"tIME" => metadata.add(PictureMetadata::TIME),
            _ => metadata.add(PictureMetadata::OTHER),
        }
    }
    png.chunks_mut().retain(|chunk| RENDERED_CHUNKS.contains(&&chunk.kind()));
    if orientation != exif::DEFAULT_ORIENTATION {
        png.chunks_mut().insert(1, PngChunk::new(*b"eXIf", Bytes::copy_from_slice(&exif::orientation_block(orientation))));
    }
    Some((png.encoder().bytes().to_vec(), metadata))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(chunks: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
        let mut png = Png::from_bytes(Bytes::from_static(b"\x89PNG\r\n\x1a\n")).unwrap();
        *png.chunks_mut() = chunks.iter().map(|(kind, contents)| PngChunk::new(**kind, Bytes::copy_from_slice(contents))).collect();
        png.encoder().bytes().to_vec()
    }

    #[test]
    fn metadata_is_removed_and_the_picture_kept() {
        let (head, data) = ((b"IHDR", &b"0000000000000"[..]), (b"IDAT", &b"pixels"[..]));
        let exif = [&exif::orientation_block(3)[..], b"Ann"].concat();
        let original = png(&[
            head,
            (b"iCCP", b"profile"),
            (b"eXIf", &exif),
            (b"tEXt", b"Author\0Ann"),
            (b"zTXt", b"x"),
            (b"iTXt", b"XML:com.adobe.xmp\0GPS"),
            (b"tIME", b"1234567"),
            (b"prVt", b"own"),
            (b"fcTL", b"frame"),
            data,
            (b"IEND", b""),
        ]);
        let (cleaned, metadata) = clean(&[&original[..], b"a film"].concat()).unwrap();
        assert_eq!(
            cleaned,
            png(&[head, (b"eXIf", &exif::orientation_block(3)), (b"iCCP", b"profile"), (b"fcTL", b"frame"), data, (b"IEND", b"")])
        );
        for what in [
            PictureMetadata::CAMERA,
            PictureMetadata::COMMENT,
            PictureMetadata::XMP,
            PictureMetadata::LOCATION,
            PictureMetadata::TIME,
            PictureMetadata::OTHER,
            PictureMetadata::TRAILING,
        ] {
            assert!(metadata.to_string().contains(what), "{what}: {metadata}");
        }
        assert_eq!(clean(&cleaned).unwrap(), (cleaned.clone(), PictureMetadata::default()));
    }
}
