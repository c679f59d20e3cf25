//! The single-file bundle: the page of the list, and after it every other file.

use super::packed;
use crate::cli::build::output::FILE_LIST;
use crate::cli::command_error::CommandError;
use crate::cli::folder;
use crate::cli::serve::media_type::MediaType;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::fs;
use std::path::Path;

/// The maximum bytes of articles in one file: a browser reads the whole file before it shows the first article.
const MAX_BYTES: u64 = 50 << 20;

/// Marks the page of a single-file bundle, to recognize an earlier one.
const PAGE_MARK: &str = "data-form=\"single\"";

/// The base of file addresses in a single file: no server is asked for them.
pub const DATA_URL_BASE: &str = "data:,";

/// Refuses articles that are too large for one file, given their size in bytes.
///
/// # Errors
/// When they are too large.
pub fn check_size(size: u64) -> Result<(), CommandError> {
    if size <= MAX_BYTES {
        return Ok(());
    }
    Err(CommandError::Usage(format!(
        "{} MB of articles are too much for a single file (limit {} MB), which a browser must load completely. Write a folder instead, \
         which also opens from disk and loads only what is needed: --folder --out DIR",
        size.div_ceil(1 << 20),
        MAX_BYTES >> 20
    )))
}

/// Refuses to replace a file that Lectern did not write.
///
/// # Errors
/// When there is such a file.
pub fn check_overwrite(file: &Path) -> Result<(), CommandError> {
    let is_own = |bytes: Vec<u8>| bytes.get(..300).is_some_and(|head| String::from_utf8_lossy(head).contains(PAGE_MARK));
    if !file.exists() || fs::read(file).is_ok_and(is_own) {
        return Ok(());
    }
    Err(CommandError::Usage(format!(
        "{}: already exists and was not written by Lectern; nothing was changed. Choose another file with --single-file",
        file.display()
    )))
}

/// The data URL of a picture of a room in a folder.
///
/// # Errors
/// When it cannot be read.
pub fn picture_data_url(room: &Path, path: &str) -> Result<String, CommandError> {
    Ok(format!("data:{};base64,{}", MediaType::from_path(Path::new(path)).name, STANDARD.encode(fs::read(room.join(path))?)))
}

/// Writes the single file from a room in a folder. Returns its size in bytes.
///
/// # Errors
/// When a file cannot be read or written.
pub fn write(room: &Path, file: &Path) -> Result<u64, CommandError> {
    let mut page = fs::read_to_string(room.join("index.html"))?;
    let mut files = String::new();
    let list = fs::read_to_string(room.join(FILE_LIST))?;
    for path in list.lines().filter(|path| *path != "index.html" && *path != FILE_LIST) {
        files.push_str(&packed::file_element(path, &fs::read(room.join(path))?)?);
    }
    let end = page.rfind("</body>").unwrap_or(page.len());
    page.insert_str(end, &files);
    folder::write(file, page.as_bytes()).map_err(|error| CommandError::Failed(format!("{}: {error}", file.display())))?;
    Ok(page.len() as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn too_large_collections_are_rejected_with_an_alternative() {
        assert_eq!(check_size(MAX_BYTES), Ok(()));
        let Err(CommandError::Usage(text)) = check_size(MAX_BYTES + 1) else { panic!("it is refused as wrong usage") };
        assert!(text.starts_with("51 MB of articles are too much for a single file (limit 50 MB)"), "{text}");
        assert!(text.ends_with("--folder --out DIR"), "{text}");
    }
}
