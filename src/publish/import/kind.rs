//! What a source is, by its name and its first bytes.

use super::reading::Refusal;

/// A kind of source that import reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A saved page.
    Page,
    /// A page saved as text.
    Capture,
    /// Markdown with front matter.
    Markdown,
    /// JSON Lines.
    Lines,
    /// An article in the format of a corpus.
    Own,
}

/// Extensions of files that stand beside sources and belong to them.
const COMPANIONS: [&str; 19] = [
    "jpg", "jpeg", "png", "gif", "webp", "avif", "svg", "bmp", "ico", "tif", "tiff", "css", "js", "map", "woff", "woff2", "mp4", "mp3",
    "webm",
];

fn extension(name: &str) -> String {
    name.rsplit('/').next().and_then(|file| file.rsplit_once('.')).map(|(_, ext)| ext.to_ascii_lowercase()).unwrap_or_default()
}

fn by_extension(ext: &str) -> Option<Kind> {
    Some(match ext {
        "html" | "htm" | "xhtml" | "xht" => Kind::Page,
        "txt" | "text" => Kind::Capture,
        "md" | "markdown" | "mdown" | "mkd" => Kind::Markdown,
        "jsonl" | "ndjson" => Kind::Lines,
        "json" => Kind::Own,
        _ => return None,
    })
}

/// Kinds that have a reason of their own to be refused.
fn by_reason(ext: &str) -> Option<&'static str> {
    Some(match ext {
        "mhtml" | "mht" => "it is a page saved as MHTML, which is not read: save it as HTML, complete, and import that",
        "xml" | "rss" | "atom" => "it looks like a feed, and this version does not read feeds",
        "pdf" | "doc" | "docx" | "odt" | "rtf" | "epub" => "it is a document that is not read: save its text as HTML or Markdown",
        "webarchive" | "warc" | "gz" | "zip" => "it is an archive that is not read: unpack it and import what is in it",
        _ => return None,
    })
}

/// True for a file of a folder that is read, or refused with its reason.
pub fn is_named_like_a_source(name: &str) -> bool {
    let ext = extension(name);
    by_extension(&ext).is_some() || by_reason(&ext).is_some()
}

/// True for a file whose name says JSON Lines.
pub fn is_named_lines(name: &str) -> bool {
    by_extension(&extension(name)) == Some(Kind::Lines)
}

/// True for pictures and the like, which belong to the pages beside them.
pub fn is_companion(name: &str) -> bool {
    COMPANIONS.contains(&extension(name).as_str())
}

/// The kind of a source.
///
/// # Errors
/// Why it is of no kind that is read.
pub fn of(name: &str, bytes: &[u8]) -> Result<Kind, Refusal> {
    let ext = extension(name);
    if let Some(reason) = by_reason(&ext) {
        return Err(Refusal(reason.to_owned()));
    }
    match by_extension(&ext) {
        Some(Kind::Capture) if looks_like_a_page(bytes) => Ok(Kind::Page),
        Some(kind) => Ok(kind),
        None if looks_like_a_page(bytes) => Ok(Kind::Page),
        None => Err(Refusal("its kind is not known: import reads .html, .txt, .md, .jsonl and .json".to_owned())),
    }
}

fn looks_like_a_page(bytes: &[u8]) -> bool {
    let head: String =
        String::from_utf8_lossy(&bytes[..bytes.len().min(512)]).trim_start_matches('\u{feff}').trim_start().to_ascii_lowercase();
    ["<!doctype html", "<html", "<head", "<body", "<?xml version"].iter().any(|tag| head.starts_with(tag))
}

/// Refuses what holds no text at all.
///
/// # Errors
/// The reason: it is empty, or binary.
pub fn readable(bytes: &[u8]) -> Result<(), Refusal> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Refusal("it is empty".to_owned()));
    }
    let utf16 = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    let head = &bytes[..bytes.len().min(8192)];
    let control = head.iter().filter(|b| matches!(b, 0..=8 | 14..=26 | 28..=31)).count();
    let binary = head.contains(&0) || control * 50 > head.len();
    if binary && !utf16 { Err(Refusal("it is binary, not text".to_owned())) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_known_by_its_name_or_its_beginning() {
        assert_eq!(of("a/b.HTML", b"x"), Ok(Kind::Page));
        assert_eq!(of("saved.txt", b"\n<!DOCTYPE html><p>"), Ok(Kind::Page));
        assert_eq!(of("saved.txt", b"A headline"), Ok(Kind::Capture));
        assert!(of("feed.rss", b"<rss>").is_err() && of("a.xyz", b"words").is_err());
    }

    #[test]
    fn what_holds_no_text_is_refused() {
        assert!(readable(b" \n").is_err() && readable(b"\x89PNG\r\n\x1a\n\0\0").is_err());
        assert!(readable("naïve".as_bytes()).is_ok() && readable(b"\xff\xfeh\0i\0").is_ok());
    }
}
