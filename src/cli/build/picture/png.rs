//! PNG: the chunks that affect rendering are kept, animation and colour among them.

use super::{PictureMetadata, exif};
use img_parts::Bytes;
use img_parts::png::{Png, PngChunk};

/// The chunks that affect rendering.
const DRAWN: [&[u8; 4]; 18] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP", b"mDCV", b"cLLI", b"bKGD", b"pHYs",
    b"acTL", b"fcTL", b"fdAT",
];

/// Removes the metadata from a PNG.
pub fn clean(bytes: &[u8]) -> Option<(Vec<u8>, PictureMetadata)> {
    let mut png = Png::from_bytes(Bytes::copy_from_slice(bytes)).ok()?;
    let first = png.chunks().first().map(PngChunk::kind);
    if first != Some(*b"IHDR") || png.chunk_by_type(*b"IDAT").is_none() {
        return None;
    }
    let (mut held, mut up) = (PictureMetadata::default(), exif::UPRIGHT);
    if bytes.len() > png.len() {
        held.add(PictureMetadata::BEHIND);
    }
    for chunk in png.chunks().iter().filter(|chunk| !DRAWN.contains(&&chunk.kind())) {
        match &chunk.kind() {
            b"eXIf" => up = exif::read(chunk.contents(), &mut held),
            b"iTXt" if chunk.contents().starts_with(b"XML:com.adobe.xmp") => held.add_xmp(chunk.contents()),
            b"tEXt" | b"zTXt" | b"iTXt" => held.add(PictureMetadata::COMMENT),
            b"tIME" => held.add(PictureMetadata::TIME),
            _ => held.add(PictureMetadata::OTHER),
        }
    }
    png.chunks_mut().retain(|chunk| DRAWN.contains(&&chunk.kind()));
    if up != exif::UPRIGHT {
        png.chunks_mut().insert(1, PngChunk::new(*b"eXIf", Bytes::copy_from_slice(&exif::of(up))));
    }
    Some((png.encoder().bytes().to_vec(), held))
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
    fn what_is_not_the_picture_goes_and_the_picture_stays() {
        let (head, data) = ((b"IHDR", &b"0000000000000"[..]), (b"IDAT", &b"pixels"[..]));
        let exif = [&exif::of(3)[..], b"Ann"].concat();
        let given = png(&[
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
        let (cleaned, held) = clean(&[&given[..], b"a film"].concat()).unwrap();
        assert_eq!(cleaned, png(&[head, (b"eXIf", &exif::of(3)), (b"iCCP", b"profile"), (b"fcTL", b"frame"), data, (b"IEND", b"")]));
        for what in [
            PictureMetadata::CAMERA,
            PictureMetadata::COMMENT,
            PictureMetadata::XMP,
            PictureMetadata::PLACE,
            PictureMetadata::TIME,
            PictureMetadata::OTHER,
            PictureMetadata::BEHIND,
        ] {
            assert!(held.to_string().contains(what), "{what}: {held}");
        }
        assert_eq!(clean(&cleaned).unwrap(), (cleaned.clone(), PictureMetadata::default()));
    }
}
