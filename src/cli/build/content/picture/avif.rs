//! AVIF and similar formats: EXIF and XMP are overwritten in place, so that no offset changes.

use super::{PictureMetadata, exif};
use std::ops::Range;

/// The maximum nesting depth of boxes.
const MAX_BOX_DEPTH: usize = 8;

/// Removes the metadata from an AVIF.
pub(crate) fn clean(bytes: &[u8]) -> Option<(Vec<u8>, PictureMetadata)> {
    let mut out = bytes.to_vec();
    let mut metadata = PictureMetadata::default();
    let top_boxes = boxes(bytes, 0..bytes.len())?;
    let meta = top_boxes.iter().find(|(kind, _)| kind == b"meta");
    if meta.is_none() && !top_boxes.iter().any(|(kind, _)| kind == b"moov") {
        return None;
    }
    if let Some((_, meta)) = meta {
        let inside = boxes(bytes, meta.start.checked_add(4)?..meta.end)?;
        let body = |kind: &[u8; 4]| inside.iter().find(|(found, _)| found == kind).map(|(_, body)| body.clone());
        let items = body(b"iinf").map_or(Some(Vec::new()), |body| private_items(bytes, body))?;
        let places = body(b"iloc").map_or(Some(Vec::new()), |places| extents(bytes, places, body(b"idat")))?;
        for (item, extent) in places {
            let Some((_, is_exif)) = items.iter().find(|(id, _)| *id == item) else { continue };
            let inside = out.get_mut(extent)?;
            match is_exif {
                // The first four bytes hold the offset of EXIF after them.
                true => overwrite(
                    inside,
                    &[&[0; 4][..], &exif::orientation_block(exif::DEFAULT_ORIENTATION)].concat(),
                    PictureMetadata::CAMERA,
                    &mut metadata,
                ),
                false => overwrite(inside, b"", PictureMetadata::XMP, &mut metadata),
            }
        }
    }
    overwrite_private_boxes(&mut out, 0..bytes.len(), 0, &mut metadata)?;
    Some((out, metadata))
}

/// Overwrites bytes with `with` and zeros after it; records the overwritten data if it was different.
fn overwrite(bytes: &mut [u8], with: &[u8], what: &'static str, metadata: &mut PictureMetadata) {
    let with = if with.len() > bytes.len() { b"" } else { with };
    let same = bytes.starts_with(with) && bytes.iter().skip(with.len()).all(|byte| *byte == 0);
    if !same {
        metadata.add(what);
        if bytes.windows(3).any(|word| word == b"GPS") {
            metadata.add(PictureMetadata::LOCATION);
        }
        bytes.fill(0);
        bytes.iter_mut().zip(with).for_each(|(byte, new)| *byte = *new);
    }
}

/// Overwrites the boxes of users and programs, at any depth.
fn overwrite_private_boxes(bytes: &mut [u8], within: Range<usize>, depth: usize, metadata: &mut PictureMetadata) -> Option<()> {
    for (kind, body) in boxes(bytes, within)? {
        match &kind {
            b"uuid" | b"udta" | b"free" | b"skip" => {
                // The first 16 bytes of a `uuid` box are its type.
                let start = if kind == *b"uuid" { body.start.saturating_add(16).min(body.end) } else { body.start };
                overwrite(bytes.get_mut(start..body.end)?, b"", PictureMetadata::OTHER, metadata);
            }
            b"moov" | b"trak" | b"mdia" | b"minf" if depth < MAX_BOX_DEPTH => overwrite_private_boxes(bytes, body, depth + 1, metadata)?,
            _ => {}
        }
    }
    Some(())
}

/// The types and bodies of the boxes in a part of a file.
fn boxes(bytes: &[u8], within: Range<usize>) -> Option<Vec<([u8; 4], Range<usize>)>> {
    let (mut at, mut found) = (within.start, Vec::new());
    while at < within.end {
        let size = read_uint(bytes, at, 4)?;
        let kind: [u8; 4] = bytes.get(at + 4..at + 8)?.try_into().ok()?;
        let (head, size) = match size {
            0 => (8, (within.end - at) as u64),
            1 => (16, read_uint(bytes, at + 8, 8)?),
            size => (8, size),
        };
        let end = at.checked_add(usize::try_from(size).ok()?).filter(|end| *end <= within.end && size >= head)?;
        found.push((kind, at + head as usize..end));
        at = end;
    }
    Some(found)
}

/// A number of `size` bytes, zero to eight.
fn read_uint(bytes: &[u8], at: usize, size: usize) -> Option<u64> {
    let digits = bytes.get(at..at.checked_add(size)?)?;
    Some(digits.iter().fold(0, |number, digit| (number << 8) | u64::from(*digit)))
}

/// The items that are not part of the picture: their numbers, and whether each is EXIF.
fn private_items(bytes: &[u8], body: Range<usize>) -> Option<Vec<(u64, bool)>> {
    let count = if *bytes.get(body.start)? == 0 { 2 } else { 4 };
    let mut items = Vec::new();
    for (_, entry) in boxes(bytes, body.start + 4 + count..body.end)? {
        let version = *bytes.get(entry.start)?;
        let size = if version < 3 { 2 } else { 4 };
        let kind = bytes.get(entry.start + 4 + size + 2..entry.start + 4 + size + 6).unwrap_or_default();
        if version >= 2 && matches!(kind, b"Exif" | b"mime" | b"uri ") {
            items.push((read_uint(bytes, entry.start + 4, size)?, kind == b"Exif"));
        }
    }
    Some(items)
}

/// The locations of the items in the file.
fn extents(bytes: &[u8], body: Range<usize>, data: Option<Range<usize>>) -> Option<Vec<(u64, Range<usize>)>> {
    let version = *bytes.get(body.start)?;
    let (sizes, more) = (*bytes.get(body.start + 4)?, *bytes.get(body.start + 5)?);
    let (offset, length, base) = (usize::from(sizes >> 4), usize::from(sizes & 15), usize::from(more >> 4));
    let index = if version == 0 { 0 } else { usize::from(more & 15) };
    let mut at = body.start + 6;
    let mut take = |size: usize| {
        let number = read_uint(bytes, at, size).filter(|_| size <= 8);
        at += size;
        number
    };
    let wide = if version < 2 { 2 } else { 4 };
    let mut found = Vec::new();
    for _ in 0..take(wide)? {
        let item = take(wide)?;
        let method = if version == 0 { 0 } else { take(2)? & 15 };
        take(2)?;
        let base = take(base)?;
        for _ in 0..take(2)? {
            take(index)?;
            let (from, long) = (take(offset)?, take(length)?);
            let origin = if method == 1 { data.as_ref()?.start as u64 } else { 0 };
            let start = usize::try_from(origin.checked_add(base)?.checked_add(from)?).ok()?;
            let end = if long == 0 { bytes.len() } else { start.checked_add(usize::try_from(long).ok()?)? };
            if method < 2 && start <= end && end <= bytes.len() {
                found.push((item, start..end));
            }
        }
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(kind: &[u8; 4], body: &[u8]) -> Vec<u8> {
        [&(body.len() as u32 + 8).to_be_bytes()[..], kind, body].concat()
    }

    fn item(id: u8, kind: &[u8; 4]) -> Vec<u8> {
        one(b"infe", &[&[2, 0, 0, 0, 0, id, 0, 0][..], kind, b"\0"].concat())
    }

    /// A file of a picture, EXIF and XMP; the first two are stored one after the other, the third in the list itself.
    fn avif(picture: &[u8], exif: &[u8], xmp: &[u8]) -> Vec<u8> {
        let list = [&[0, 0, 0, 0, 0, 3][..], &item(1, b"av01"), &item(2, b"Exif"), &item(3, b"mime")].concat();
        let build = |first: u8| {
            let place = |id: u8, method: u8, at: u8, long: usize| [0, id, 0, method, 0, 0, 0, 1, 0, 0, 0, at, 0, 0, 0, long as u8];
            let places = [
                &[1, 0, 0, 0, 0x44, 0, 0, 3][..],
                &place(1, 0, first, picture.len()),
                &place(2, 0, first + picture.len() as u8, exif.len()),
                &place(3, 1, 0, xmp.len()),
            ];
            let meta = [&[0; 4][..], &one(b"iinf", &list), &one(b"iloc", &places.concat()), &one(b"idat", xmp)].concat();
            [one(b"ftyp", b"avif\0\0\0\0"), one(b"meta", &meta)].concat()
        };
        let first = build(0).len() as u8 + 8;
        [build(first), one(b"mdat", &[picture, exif].concat()), one(b"uuid", b"0123456789abcdefAnn")].concat()
    }

    #[test]
    fn metadata_is_overwritten_in_place() {
        let (cleaned, metadata) = clean(&avif(b"pixels", &[7; 40], b"<x:xmpmeta GPS/>")).unwrap();
        let upright = [&[0; 4][..], &exif::orientation_block(1), &[0; 10]].concat();
        let mut expected = avif(b"pixels", &upright, &[0; 16]);
        let end = expected.len();
        expected[end - 3..].fill(0);
        assert_eq!(cleaned, expected);
        for what in [PictureMetadata::CAMERA, PictureMetadata::XMP, PictureMetadata::LOCATION, PictureMetadata::OTHER] {
            assert!(metadata.to_string().contains(what), "{what}: {metadata}");
        }
        assert_eq!(clean(&cleaned).unwrap(), (cleaned.clone(), PictureMetadata::default()));
    }
}
