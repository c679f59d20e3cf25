//! The picture that a publisher provides for the site, `preview` in `site.json`.

use super::tags::Preview;
use crate::cli::build::collection::is_picture;
use crate::cli::build::content::picture::{self, Cleaned};
use crate::cli::folder::Folder;
use std::fs;

/// Most sites show smaller pictures small, in pixels.
const MIN_LARGE_SIZE: (usize, usize) = (600, 315);

/// Reads the picture.
///
/// # Errors
/// The problem with it, and the remedy.
pub(crate) fn read(folder: &Folder, path: &str, name: &str) -> Result<(Preview, Vec<u8>), String> {
    if !is_picture(folder, path) {
        return Err(format!("the picture {path} is not in the corpus; add it to images/"));
    }
    let bytes = fs::read(folder.path(path)).map_err(|error| format!("cannot read the picture {path}: {error}"))?;
    let kind = match bytes[..] {
        [0x89, b'P', b'N', b'G', ..] => "image/png",
        [0xff, 0xd8, ..] => "image/jpeg",
        _ => {
            return Err(format!(
                "the picture {path} is not PNG or JPEG, the formats that all link previews support; save it as one of them"
            ));
        }
    };
    let size = imagesize::blob_size(&bytes).map_err(|_| format!("the picture {path} is damaged; save it again"))?;
    let (width, height) = (size.width as u32, size.height as u32);
    let bytes = match picture::clean(&bytes) {
        Some(Cleaned::Unchanged) => bytes,
        Some(Cleaned::Stripped(cleaned, _)) => cleaned,
        None => return Err(format!("the picture {path} {}", picture::UNREADABLE_REASON)),
    };
    Ok((Preview { path: path.to_owned(), width, height, kind, alt: name.to_owned() }, bytes))
}

/// The warning about a picture that is shown small.
pub(crate) fn small_picture_warning(preview: &Preview) -> Option<String> {
    let (width, height) = (preview.width, preview.height);
    ((width as usize) < MIN_LARGE_SIZE.0 || (height as usize) < MIN_LARGE_SIZE.1).then(|| {
        format!("the picture {} is {width} by {height} pixels, and link previews will show it small; make it 1200 by 630", preview.path)
    })
}
