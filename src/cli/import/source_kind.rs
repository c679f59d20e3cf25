//! Recognizes files by name and first bytes: unsupported formats, companion files, HTML. Feeds recognizes their importer.

use super::archive::bounded::{MAX_TAGS, count_tags};
use super::imported::ImportError;
use super::{encoding, importer};

/// Extensions of files that accompany sources.
const COMPANION_EXTENSIONS: [&str; 19] = [
    "jpg", "jpeg", "png", "gif", "webp", "avif", "svg", "bmp", "ico", "tif", "tiff", "css", "js", "map", "woff", "woff2", "mp4", "mp3",
    "webm",
];

/// The lowercase extension of a file name; that of a compressed web archive has two parts.
pub fn extension(name: &str) -> String {
    if name.to_ascii_lowercase().ends_with(".warc.gz") {
        return "warc.gz".to_owned();
    }
    name.rsplit('/').next().and_then(|file| file.rsplit_once('.')).map(|(_, ext)| ext.to_ascii_lowercase()).unwrap_or_default()
}

/// The refusal message for an unsupported kind.
fn unsupported_reason(ext: &str) -> Option<String> {
    let instead = match ext {
        "xml" => "import reads feeds, and pages saved as .html",
        "pdf" => "export its text as DOCX or HTML from the program that made it, and import that",
        "doc" | "odt" | "rtf" => "save it as DOCX and import that",
        "webarchive" => "save the page as HTML or MHTML and import that",
        "wacz" => "unpack it and import the .warc.gz files in it",
        "gz" | "zip" => "unpack it and import its files",
        _ => return None,
    };
    Some(format!("unsupported format: {}; {instead}", ext.to_ascii_uppercase()))
}

/// True for a file that is read, or refused with a message.
pub fn has_source_name(name: &str) -> bool {
    importer::importer_for_name(name).is_some() || unsupported_reason(&extension(name)).is_some()
}

/// True for pictures and other files that belong to the pages beside them.
pub fn is_companion(name: &str) -> bool {
    COMPANION_EXTENSIONS.contains(&extension(name).as_str())
}

/// Refuses a file that is not an article, whatever importer its name selects.
///
/// # Errors
/// When its format is known but not supported.
pub fn check_supported(name: &str, bytes: &[u8]) -> Result<(), ImportError> {
    // A format that is told by its bytes is read whatever the name says.
    let by_name = || unsupported_reason(&extension(name)).filter(|_| !importer::sniff(bytes).is_some_and(|known| known.is_binary()));
    match unsupported_content_reason(bytes).or_else(by_name) {
        Some(reason) => Err(ImportError(reason)),
        None => Ok(()),
    }
}

/// Number of bytes to search for the root element, which comments may precede.
pub(super) const ROOT_SEARCH_BYTES: usize = 64 * 1024;

/// Whether a file begins like an HTML page.
pub fn is_html_page(bytes: &[u8]) -> bool {
    let head = encoding::decode_prefix(bytes, ROOT_SEARCH_BYTES);
    let declared = head.trim_start_matches(is_blank).get(..9).is_some_and(|start| start.eq_ignore_ascii_case("<!doctype"));
    let xml = || head.trim_start_matches(is_blank).starts_with("<?xml version");
    declared || xml() || root_element(&head).is_some_and(|(name, _)| matches!(name.as_str(), "html" | "head" | "body"))
}

/// The refusal message for a file whose content is a list of addresses, whatever its name.
fn unsupported_content_reason(bytes: &[u8]) -> Option<String> {
    let head = encoding::decode_prefix(bytes, ROOT_SEARCH_BYTES);
    let (name, _) = root_element(&head)?;
    match name.as_str() {
        "urlset" | "sitemapindex" => Some("unsupported format: sitemap; import the pages it lists instead".to_owned()),
        "opml" => Some("unsupported format: list of feeds (OPML); import the feeds themselves".to_owned()),
        _ => None,
    }
}

pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || c == '\u{feff}'
}

/// The root element's local name in lower case, and the text from it on, also in lower case; skips declarations, comments and a
/// document type.
pub(super) fn root_element(head: &str) -> Option<(String, String)> {
    let mut rest = head.trim_start_matches(is_blank);
    loop {
        rest = if let Some(after) = rest.strip_prefix("<!--") {
            after.split_once("-->")?.1
        } else if let Some(after) = rest.strip_prefix("<?") {
            after.split_once("?>")?.1
        } else if let Some(after) = rest.strip_prefix("<!") {
            let (before, after) = after.split_once('>')?;
            // A document type may contain declarations of its own.
            if before.contains('[') && !before.contains(']') { after.split_once("]")?.1.split_once('>')?.1 } else { after }
        } else {
            break;
        }
        .trim_start_matches(is_blank);
    }
    let lower = rest.strip_prefix('<')?.to_ascii_lowercase();
    let name: String = lower.chars().take_while(|c| c.is_alphanumeric() || matches!(c, ':' | '-' | '_' | '.')).collect();
    let local = name.rsplit(':').next().unwrap_or(&name).to_owned();
    (!local.is_empty()).then_some((local, lower))
}

/// The first bytes of unsupported formats, and the extension of each.
const SIGNATURES: [(&[u8], &str); 5] =
    [(b"%PDF-", "pdf"), (b"{\\rtf", "rtf"), (b"PK\x03\x04", "zip"), (b"\xd0\xcf\x11\xe0", "doc"), (b"bplist", "webarchive")];

/// Refuses a source that is too large for one article. The pictures inside a page do not count.
///
/// # Errors
/// When it has more than `max_text` bytes of text, or more markup than any page.
pub(super) fn check_text_size(bytes: &[u8], max_text: usize) -> Result<(), ImportError> {
    if bytes.len() > max_text && bytes.len() - embedded_bytes(bytes) > max_text {
        let [size, most] = [bytes.len(), max_text].map(|bytes| bytes >> 20);
        return Err(ImportError(format!("too large for one article: {size} MB, at most {most} MB of text; split it into several files")));
    }
    match count_tags(bytes) {
        tags if tags > MAX_TAGS => {
            Err(ImportError(format!("too large for one article: {tags} tags, at most {MAX_TAGS}; split it into several files")))
        }
        _ => Ok(()),
    }
}

/// The size of the `data:` addresses in a page.
fn embedded_bytes(bytes: &[u8]) -> usize {
    let ends_address = |byte: &u8| matches!(byte, b'"' | b'\'' | b')' | b'>') || byte.is_ascii_whitespace();
    let address_at = |at: usize| bytes.get(at..).unwrap_or_default().iter().position(ends_address).unwrap_or(bytes.len() - at);
    let starts = bytes.windows(5).enumerate().filter(|(_, window)| *window == b"data:").map(|(at, _)| at);
    let (mut sum, mut end) = (0, 0);
    for at in starts {
        if at >= end {
            end = at + address_at(at);
            sum += end - at;
        }
    }
    sum
}

/// Refuses bytes that contain no text.
///
/// # Errors
/// When they are empty or binary.
pub fn check_readable(name: &str, bytes: &[u8]) -> Result<(), ImportError> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(ImportError("the file is empty".to_owned()));
    }
    let utf16 = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) || encoding::detect_utf16(bytes).is_some();
    let head = &bytes[..bytes.len().min(8192)];
    // Shifts (14, 15), escape (27) and the record separator (30) occur in text too.
    let control = head.iter().filter(|b| matches!(b, 0..=8 | 16..=26 | 28 | 29 | 31)).count();
    let binary = head.contains(&0) || control * 50 > head.len();
    let kind = || SIGNATURES.iter().find(|(start, _)| bytes.starts_with(start)).and_then(|(_, ext)| unsupported_reason(ext));
    let reason =
        || unsupported_reason(&extension(name)).or_else(kind).unwrap_or_else(|| "binary file of an unknown format, not text".to_owned());
    let importer = || importer::importer_for_name(name).or_else(|| importer::sniff(bytes));
    if binary && !utf16 && !importer().is_some_and(|importer| importer.is_binary()) { Err(ImportError(reason())) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_lists_of_addresses_by_content() {
        for (bytes, says) in [("\n<urlset xmlns='x'>", "sitemap"), ("<opml version='2.0'>", "OPML")] {
            for name in ["a.html", "a.txt", "a.xml", "a", "a.json"] {
                assert!(check_supported(name, bytes.as_bytes()).unwrap_err().0.contains(says), "{name} {bytes}");
            }
        }
    }

    #[test]
    fn pictures_inside_a_page_do_not_count_as_text() {
        let picture = format!("<img src=\"data:image/png;base64,{}\">", "A".repeat(2 << 20));
        assert_eq!(check_text_size(picture.as_bytes(), 1 << 20), Ok(()));
        let is_refused =
            |bytes: &[u8]| check_text_size(bytes, 1 << 20).is_err_and(|error| error.0.starts_with("too large for one article"));
        assert!(is_refused(&vec![b'a'; (1 << 20) + 1]) && is_refused("<p>".repeat(MAX_TAGS + 1).as_bytes()));
    }

    #[test]
    fn refuses_empty_and_binary_files() {
        assert!(check_readable("a", b" \n").is_err() && check_readable("a", b"\x89PNG\r\n\x1a\n\0\0").is_err());
        for (bytes, says) in [
            (&b"%PDF-1.7\n\0\0\0"[..], "format: PDF; export"),
            (b"PK\x03\x04\0\0a.txt", "format: ZIP; unpack"),
            (b"\xd0\xcf\x11\xe0\0", "format: DOC; save it as DOCX"),
        ] {
            assert!(check_readable("a", bytes).unwrap_err().0.contains(says), "{says}");
        }
        assert!(check_supported("a.pdf", b"%PDF-1.4 text alone").unwrap_err().0.contains("PDF"));
        assert_eq!((extension("a/crawl.WARC.gz").as_str(), extension("a.tar.gz").as_str()), ("warc.gz", "gz"));
        assert!(check_readable("a", "naïve".as_bytes()).is_ok() && check_readable("a", b"\xff\xfeh\0i\0").is_ok());
    }
}
