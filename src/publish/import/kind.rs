//! What a source is, by its name and its first bytes.

use super::encoding;
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
        "rss" | "atom" => "it is a feed by its name, and this version does not read feeds: import the pages that it names",
        "xml" => "it is XML of a kind that is not read: import reads pages, as .html",
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
    if let Some(reason) = no_page(bytes) {
        return Err(Refusal(reason));
    }
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

/// How much of a file is looked at for the element that it begins with: comments may stand before it.
const HEAD: usize = 64 * 1024;

fn looks_like_a_page(bytes: &[u8]) -> bool {
    let head = encoding::beginning(bytes, HEAD);
    let declared = head.trim_start_matches(blank).get(..9).is_some_and(|start| start.eq_ignore_ascii_case("<!doctype"));
    let xml = || head.trim_start_matches(blank).starts_with("<?xml version");
    declared || xml() || root(&head).is_some_and(|(name, _)| matches!(name.as_str(), "html" | "head" | "body"))
}

/// Why a file is no article whatever its name says: it is a feed, or a list of addresses.
fn no_page(bytes: &[u8]) -> Option<String> {
    let head = encoding::beginning(bytes, HEAD);
    let feed = |kind: &str| Some(format!("it is a feed ({kind}), and this version does not read feeds: import the pages that it names"));
    if head.trim_start_matches(blank).starts_with('{') {
        return is_json_feed(bytes).then(|| feed("JSON Feed")).flatten();
    }
    let (name, rest) = root(&head)?;
    match name.as_str() {
        "rss" => feed("RSS"),
        "rdf" if rest.contains("purl.org/rss") => feed("RSS"),
        "feed" if rest.contains("2005/atom") || rest.contains("purl.org/atom") || rest.contains("<entry") || rest.contains(":entry") => {
            feed("Atom")
        }
        "urlset" | "sitemapindex" => Some("it is a sitemap, which names pages and holds none: import the pages that it names".to_owned()),
        "opml" => Some("it is a list of feeds (OPML), which holds no article: import the pages that they name".to_owned()),
        _ => None,
    }
}

fn is_json_feed(bytes: &[u8]) -> bool {
    let Ok((text, _)) = encoding::decode(bytes, false) else { return false };
    text.contains("jsonfeed.org/version")
        && serde_json::from_str::<serde_json::Value>(text.trim_matches(blank))
            .is_ok_and(|value| value["version"].as_str().is_some_and(|version| version.contains("jsonfeed.org/version")))
}

fn blank(c: char) -> bool {
    c.is_whitespace() || c == '\u{feff}'
}

/// The name of the first element without its prefix, in lower case, and what follows it; declarations, comments and a document
/// type before it are passed over.
fn root(head: &str) -> Option<(String, String)> {
    let mut rest = head.trim_start_matches(blank);
    loop {
        rest = if let Some(after) = rest.strip_prefix("<!--") {
            after.split_once("-->")?.1
        } else if let Some(after) = rest.strip_prefix("<?") {
            after.split_once("?>")?.1
        } else if let Some(after) = rest.strip_prefix("<!") {
            let (before, after) = after.split_once('>')?;
            // A document type may hold declarations of its own.
            if before.contains('[') && !before.contains(']') { after.split_once("]")?.1.split_once('>')?.1 } else { after }
        } else {
            break;
        }
        .trim_start_matches(blank);
    }
    let lower = rest.strip_prefix('<')?.to_ascii_lowercase();
    let name: String = lower.chars().take_while(|c| c.is_alphanumeric() || matches!(c, ':' | '-' | '_' | '.')).collect();
    let local = name.rsplit(':').next().unwrap_or(&name).to_owned();
    (!local.is_empty()).then_some((local, lower))
}

/// Refuses what holds no text at all.
///
/// # Errors
/// The reason: it is empty, or binary.
pub fn readable(bytes: &[u8]) -> Result<(), Refusal> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Refusal("it is empty".to_owned()));
    }
    let utf16 = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) || encoding::utf16(bytes).is_some();
    let head = &bytes[..bytes.len().min(8192)];
    // Shifts (14, 15), escapes (27) and separators of records (30) stand in text too.
    let control = head.iter().filter(|b| matches!(b, 0..=8 | 16..=26 | 28 | 29 | 31)).count();
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
    fn a_feed_or_a_sitemap_is_known_by_what_is_in_it() {
        for (bytes, says) in [
            ("\u{feff}<?xml version='1.0'?>\n<!-- made <by> a program -->\n<rss version='2.0'>", "RSS"),
            ("<!DOCTYPE rss [ <!ENTITY nbsp '&#160;'> ]><rss>", "RSS"),
            ("<?xml-stylesheet href='x'?><atom:feed xmlns:atom='http://www.w3.org/2005/Atom'>", "Atom"),
            ("<rdf:RDF xmlns='http://purl.org/rss/1.0/'>", "RSS"),
            ("\n<urlset xmlns='x'>", "sitemap"),
            ("<opml version='2.0'>", "OPML"),
            (" {\"items\":[],\"version\":\"https://jsonfeed.org/version/1\"}", "JSON Feed"),
        ] {
            for name in ["a.html", "a.txt", "a.xml", "a", "a.json"] {
                assert!(of(name, bytes.as_bytes()).unwrap_err().0.contains(says), "{name} {bytes}");
            }
        }
        assert_eq!(of("a.html", b"<!-- x --><html><p>words of an <rss> feed"), Ok(Kind::Page));
        assert_eq!(of("a.txt", b"<!-- saved -->\n<HTML>"), Ok(Kind::Page));
        assert_eq!(of("a.txt", b"<!-- never closed"), Ok(Kind::Capture));
    }

    #[test]
    fn what_holds_no_text_is_refused() {
        assert!(readable(b" \n").is_err() && readable(b"\x89PNG\r\n\x1a\n\0\0").is_err());
        assert!(readable("naïve".as_bytes()).is_ok() && readable(b"\xff\xfeh\0i\0").is_ok());
    }
}
