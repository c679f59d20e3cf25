//! A file as the bundle stores it: gzip in Base64, which cannot close a string or an element.

use crate::cli::weight;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use serde_json::Value;
use std::io;

/// Returns the script that is stored in place of a file of a folder: its path, which is `PATH.js`, and its text.
///
/// # Errors
/// None in practice: compressing to memory does not fail.
pub(crate) fn file_script(path: &str, bytes: &[u8]) -> io::Result<(String, String)> {
    let text = format!("lecternFile({},\"{}\")\n", Value::from(path), compress_base64(bytes)?);
    Ok((format!("{path}.js"), text))
}

/// Returns the element that holds a file in a single file.
///
/// # Errors
/// None in practice: compressing to memory does not fail.
pub(crate) fn file_element(path: &str, bytes: &[u8]) -> io::Result<String> {
    let path = crate::cli::build::html::markup::escape(path);
    Ok(format!("<script type=\"application/gzip;base64\" data-path=\"{path}\">{}</script>\n", compress_base64(bytes)?))
}

fn compress_base64(bytes: &[u8]) -> io::Result<String> {
    Ok(STANDARD.encode(weight::gzip(bytes, Compression::best())?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn compressed_files_close_no_element_and_decompress() {
        let hostile = b"</script><!--\");alert(1)//";
        let (path, script) = file_script("corpus/a.json", hostile).unwrap();
        assert_eq!(path, "corpus/a.json.js");
        let inside = script.strip_prefix("lecternFile(\"corpus/a.json\",\"").unwrap().strip_suffix("\")\n").unwrap();
        assert!(inside.bytes().all(|b| b.is_ascii_alphanumeric() || b"+/=".contains(&b)), "{inside}");
        let mut back = Vec::new();
        flate2::read::GzDecoder::new(&STANDARD.decode(inside).unwrap()[..]).read_to_end(&mut back).unwrap();
        assert_eq!(back, hostile);
        assert_eq!(file_element("a", hostile).unwrap().matches("</script").count(), 1);
    }
}
