//! Everything in one file: the page of the list, and behind it every other file on its shelf.

use super::packed;
use crate::publish::build::output::LIST;
use crate::publish::failure::Failure;
use crate::publish::folder;
use crate::publish::serve::kind::Kind;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::fs;
use std::path::Path;

/// So many bytes of articles are put into one file, at most: a browser reads it whole before it shows the first.
const MOST: u64 = 50 << 20;

/// What a page in a single file begins with, by which an earlier one is known.
const MARK: &str = "data-form=\"single\"";

/// What the address of a file in a single file begins with: no server is asked for it.
pub const BASE: &str = "data:,";

/// Refuses articles that are too much for one file, in bytes.
///
/// # Errors
/// When they are.
pub fn fits(size: u64) -> Result<(), Failure> {
    if size <= MOST {
        return Ok(());
    }
    Err(Failure::Usage(format!(
        "{} MB of articles are too much for one file, which takes {} MB: a browser reads it whole before it shows anything. \
         Write a folder, which opens from a disk likewise and reads only what is needed: --folder --out DIR",
        size.div_ceil(1 << 20),
        MOST >> 20
    )))
}

/// Refuses to replace a file that is someone's own.
///
/// # Errors
/// When there is one.
pub fn may_write(file: &Path) -> Result<(), Failure> {
    let own = |bytes: Vec<u8>| bytes.get(..300).is_some_and(|head| String::from_utf8_lossy(head).contains(MARK));
    if !file.exists() || fs::read(file).is_ok_and(own) {
        return Ok(());
    }
    Err(Failure::Usage(format!(
        "{}: this is there already, and Lectern did not write it. Name another file with --single-file; nothing was changed",
        file.display()
    )))
}

/// The whole address of a picture of a room in a folder.
///
/// # Errors
/// When it cannot be read.
pub fn picture(room: &Path, path: &str) -> Result<String, Failure> {
    Ok(format!("data:{};base64,{}", Kind::of(Path::new(path)).name, STANDARD.encode(fs::read(room.join(path))?)))
}

/// Writes the file, of a room in a folder. Gives its size in bytes.
///
/// # Errors
/// When a file cannot be read or written.
pub fn write(room: &Path, file: &Path) -> Result<u64, Failure> {
    let mut page = fs::read_to_string(room.join("index.html"))?;
    let mut shelf = String::new();
    let list = fs::read_to_string(room.join(LIST))?;
    for path in list.lines().filter(|path| *path != "index.html" && *path != LIST) {
        shelf.push_str(&packed::element(path, &fs::read(room.join(path))?)?);
    }
    let end = page.rfind("</body>").unwrap_or(page.len());
    page.insert_str(end, &shelf);
    folder::write(file, page.as_bytes()).map_err(|error| Failure::Failed(format!("{}: {error}", file.display())))?;
    Ok(page.len() as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn too_much_for_one_file_is_refused_with_what_to_do() {
        assert_eq!(fits(MOST), Ok(()));
        let Err(Failure::Usage(text)) = fits(MOST + 1) else { panic!("it is refused as wrong usage") };
        assert!(text.starts_with("51 MB of articles are too much for one file, which takes 50 MB"), "{text}");
        assert!(text.ends_with("--folder --out DIR"), "{text}");
    }
}
