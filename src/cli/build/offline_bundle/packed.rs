//! A file as the bundle stores it: gzip in Base64, which cannot close a string or an element.

use crate::cli::weight;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use serde_json::Value;
use std::io;

/// Returns the script that holds a file of a folder bundle; it is stored in place of the file, as `PATH.js`.
///
/// # Errors
/// None in practice: compressing to memory does not fail.
pub fn script(path: &str, bytes: &[u8]) -> io::Result<String> {
    Ok(format!("lecternPut({},\"{}\")\n", Value::from(path), packed(bytes)?))
}

/// Returns the element that holds a file in a single-file bundle.
///
/// # Errors
/// None in practice: compressing to memory does not fail.
pub fn element(path: &str, bytes: &[u8]) -> io::Result<String> {
    let path = super::super::markup::escape(path);
    Ok(format!("<script type=\"application/gzip;base64\" data-path=\"{path}\">{}</script>\n", packed(bytes)?))
}

fn packed(bytes: &[u8]) -> io::Result<String> {
    Ok(STANDARD.encode(weight::gzip(bytes, Compression::best())?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn what_is_packed_closes_nothing_and_comes_back() {
        let hostile = b"</script><!--\");alert(1)//";
        let script = script("corpus/a.json", hostile).unwrap();
        let inside = script.strip_prefix("lecternPut(\"corpus/a.json\",\"").unwrap().strip_suffix("\")\n").unwrap();
        assert!(inside.bytes().all(|b| b.is_ascii_alphanumeric() || b"+/=".contains(&b)), "{inside}");
        let mut back = Vec::new();
        flate2::read::GzDecoder::new(&STANDARD.decode(inside).unwrap()[..]).read_to_end(&mut back).unwrap();
        assert_eq!(back, hostile);
        assert_eq!(element("a", hostile).unwrap().matches("</script").count(), 1);
    }
}
