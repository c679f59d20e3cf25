//! JPEG: tables, frames, scans, the colour profile and the colour transform are kept.

use super::{PictureMetadata, exif};
use img_parts::Bytes;
use img_parts::jpeg::{Jpeg, JpegSegment, markers};

/// The length of JFIF without a thumbnail, which may show more than the picture.
const JFIF_LEN: usize = 14;

/// Removes the metadata from a JPEG.
pub(crate) fn clean(bytes: &[u8]) -> Option<(Vec<u8>, PictureMetadata)> {
    let mut jpeg = Jpeg::from_bytes(Bytes::copy_from_slice(bytes)).ok()?;
    let (mut metadata, mut orientation, mut kept) = (PictureMetadata::default(), exif::DEFAULT_ORIENTATION, Vec::new());
    for segment in std::mem::take(jpeg.segments_mut()) {
        match segment.marker() {
            0xda => {
                // The rest of the file follows the header of the first scan.
                let rest = segment.len_with_entropy() - segment.len();
                let scans = clean_scans(bytes.get(bytes.len().checked_sub(rest)?..)?, &mut metadata);
                kept.push(JpegSegment::new_with_entropy(0xda, segment.contents().clone(), Bytes::from(scans)));
            }
            marker if is_rendered(marker) => kept.push(segment),
            markers::APP0 if segment.contents().starts_with(b"JFIF\0") => kept.push(without_thumbnail(segment, &mut metadata)),
            markers::APP2 if segment.contents().starts_with(b"ICC_PROFILE\0") => kept.push(segment),
            markers::APP14 if segment.contents().starts_with(b"Adobe") => kept.push(segment),
            marker => record_removed(marker, segment.contents(), &mut orientation, &mut metadata),
        }
    }
    if kept.last().is_none_or(|last| last.marker() != 0xda) {
        return None;
    }
    if orientation != exif::DEFAULT_ORIENTATION {
        let place = usize::from(kept.first().is_some_and(|first| first.marker() == markers::APP0));
        let contents = [exif::PREFIX, &exif::orientation_block(orientation)].concat();
        kept.insert(place, JpegSegment::new_with_contents(markers::APP1, Bytes::from(contents)));
    }
    *jpeg.segments_mut() = kept;
    Some((jpeg.encoder().bytes().to_vec(), metadata))
}

/// True for quantization and Huffman tables, frames, restart intervals, and segments of rarer kinds of coding.
fn is_rendered(marker: u8) -> bool {
    matches!(marker, 0xc0..=0xcf | 0xdb..=0xdf)
}

fn without_thumbnail(segment: JpegSegment, metadata: &mut PictureMetadata) -> JpegSegment {
    if segment.contents().len() <= JFIF_LEN {
        return segment;
    }
    metadata.add(PictureMetadata::OTHER);
    let mut contents = segment.contents().to_vec();
    contents.truncate(JFIF_LEN);
    contents.iter_mut().skip(JFIF_LEN - 2).for_each(|size| *size = 0);
    JpegSegment::new_with_contents(markers::APP0, Bytes::from(contents))
}

fn record_removed(marker: u8, contents: &[u8], orientation: &mut u8, metadata: &mut PictureMetadata) {
    match marker {
        markers::APP1 if contents.starts_with(exif::PREFIX) => *orientation = exif::read_orientation(contents, metadata),
        markers::APP1 => metadata.add_xmp(contents),
        0xed => metadata.add(PictureMetadata::IPTC),
        markers::COM => metadata.add(PictureMetadata::COMMENT),
        _ => metadata.add(PictureMetadata::OTHER),
    }
}

/// The scans up to the end of the picture, without other data between them.
fn clean_scans(bytes: &[u8], metadata: &mut PictureMetadata) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some(at) = rest.iter().position(|byte| *byte == 0xff) {
        let (before, from) = rest.split_at(at);
        out.extend(before);
        let marker = from.get(1).copied();
        let length = match marker {
            // A stuffed byte of a scan, a restart marker, a fill byte.
            Some(0 | 0x01 | 0xd0..=0xd7) => 2,
            Some(0xff) => 1,
            Some(0xd9) => {
                let (end, trailing) = from.split_at(2);
                out.extend(end);
                if trailing.iter().any(|byte| *byte != 0) {
                    metadata.add(PictureMetadata::TRAILING);
                }
                return out;
            }
            _ => 2 + from.get(2..4).map_or(0, |size| usize::from(u16::from_be_bytes([size[0], size[1]]))),
        };
        let (part, next) = from.split_at(length.min(from.len()));
        match marker {
            Some(0xe0..=0xef | 0xfe) => metadata.add(PictureMetadata::OTHER),
            _ => out.extend(part),
        }
        rest = next;
    }
    out.extend(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A JPEG of these segments before its only scan.
    fn jpeg(segments: &[(u8, &[u8])], scan: &[u8]) -> Vec<u8> {
        let mut out = vec![0xff, 0xd8];
        for (marker, contents) in segments.iter().chain([&(0xdb, &b"tables"[..]), &(0xc0, &b"frame"[..]), &(0xda, &b"scan"[..])]) {
            out.extend([0xff, *marker]);
            out.extend((contents.len() as u16 + 2).to_be_bytes());
            out.extend(*contents);
        }
        out.extend(scan);
        out
    }

    #[test]
    fn metadata_is_removed_and_the_picture_kept() {
        let scan = b"\x01\xff\x00\x02\xff\xd0\x03\xff\xc4\x00\x04ab\x04\xff\xd9";
        let exif = [exif::PREFIX, &exif::orientation_block(6), b"Ann's telephone"].concat();
        let kept: [(u8, &[u8]); 2] = [(0xe2, b"ICC_PROFILE\0\x01\x01colours"), (0xee, b"Adobe\0")];
        let original: Vec<(u8, &[u8])> =
            [(0xe1, &exif[..]), (0xe1, b"http://ns.adobe.com/xap/1.0/\0GPS"), (0xed, b"Photoshop 3.0"), (0xfe, b"hello"), (0xe2, b"MPF\0")]
                .into_iter()
                .chain(kept)
                .collect();
        let trailing = [&scan[..], b"\xff\xd8 a second picture"].concat();
        let (cleaned, metadata) = clean(&jpeg(&original, &trailing)).unwrap();
        let upright = [exif::PREFIX, &exif::orientation_block(6)].concat();
        let expected: Vec<(u8, &[u8])> = [(0xe1, &upright[..])].into_iter().chain(kept).collect();
        assert_eq!(cleaned, jpeg(&expected, scan));
        for what in [
            PictureMetadata::LOCATION,
            PictureMetadata::CAMERA,
            PictureMetadata::XMP,
            PictureMetadata::IPTC,
            PictureMetadata::COMMENT,
            PictureMetadata::OTHER,
            PictureMetadata::TRAILING,
        ] {
            assert!(metadata.to_string().contains(what), "{what}: {metadata}");
        }
        assert_eq!(clean(&cleaned).unwrap(), (cleaned.clone(), PictureMetadata::default()), "nothing is left to take out");
    }

    #[test]
    fn metadata_between_scans_and_thumbnails_are_removed() {
        let scan = b"\x01\xff\xe1\x00\x06mine\xff\xda\x00\x03x\x02";
        let (cleaned, metadata) = clean(&jpeg(&[], scan)).unwrap();
        assert_eq!((cleaned, metadata.is_empty()), (jpeg(&[], b"\x01\xff\xda\x00\x03x\x02"), false));
        let thumbnail = [&b"JFIF\0\x01\x02\0\0\x01\0\x01\x02\x02"[..], &[7; 12]].concat();
        let (cleaned, _) = clean(&jpeg(&[(0xe0, &thumbnail)], b"\x01")).unwrap();
        assert_eq!(cleaned, jpeg(&[(0xe0, b"JFIF\0\x01\x02\0\0\x01\0\x01\0\0")], b"\x01"));
    }
}
