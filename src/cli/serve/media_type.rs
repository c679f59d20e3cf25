//! The media type of a file, as hosts of static sites send it.

use std::path::Path;

/// The media type of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MediaType {
    /// Type and subtype, without parameters.
    pub essence: &'static str,
}

/// HTML, the only type whose body the server changes.
pub const HTML: MediaType = MediaType { essence: "text/html" };

/// The type of bytes about which nothing is known.
const OCTET_STREAM: &str = "application/octet-stream";

impl MediaType {
    /// The media type of a file, from its path inside the site.
    pub fn from_path(path: &Path) -> MediaType {
        let essence = match path.extension().and_then(|extension| extension.to_str()).unwrap_or_default() {
            // Missing from `mime_guess`.
            "jsonl" => "application/jsonl",
            "xml" if path.starts_with("feed") => "application/atom+xml",
            // `text/xml` would be sent with a charset, which an XML file declares itself.
            "xml" => "application/xml",
            // The signature of a site is not one of PGP.
            "sig" => OCTET_STREAM,
            _ => mime_guess::from_path(path).first_raw().unwrap_or(OCTET_STREAM),
        };
        MediaType { essence }
    }

    /// The value of `Content-Type`. All text is UTF-8.
    pub fn content_type(self) -> String {
        if self.essence.starts_with("text/") { format!("{}; charset=utf-8", self.essence) } else { self.essence.to_owned() }
    }

    /// True if gzip makes it smaller.
    pub fn is_compressible(self) -> bool {
        let structured = ["+json", "+xml", "/json", "/jsonl", "/xml", "/wasm"];
        self.essence.starts_with("text/") || structured.iter().any(|end| self.essence.ends_with(end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn media_types_follow_extensions() {
        for (path, content_type, is_compressible) in [
            ("index.html", "text/html; charset=utf-8", true),
            ("app.js", "text/javascript; charset=utf-8", true),
            ("app.css", "text/css; charset=utf-8", true),
            ("app.wasm", "application/wasm", true),
            ("robots.txt", "text/plain; charset=utf-8", true),
            ("feed/atom.xml", "application/atom+xml", true),
            ("feed/feed.json", "application/json", true),
            ("sitemap.xml", "application/xml", true),
            ("site.webmanifest", "application/manifest+json", true),
            ("corpus/manifest.json", "application/json", true),
            ("corpus/rows.jsonl", "application/jsonl", true),
            ("corpus/rows.csv", "text/csv; charset=utf-8", true),
            ("images/a.svg", "image/svg+xml", true),
            ("images/a.png", "image/png", false),
            ("images/a.JPG", "image/jpeg", false),
            ("images/a.webp", "image/webp", false),
            ("images/a.avif", "image/avif", false),
            ("images/a.gif", "image/gif", false),
            ("favicon.ico", "image/x-icon", false),
            ("type.woff2", "font/woff2", false),
            ("media/a.mp3", "audio/mpeg", false),
            ("media/a.mp4", "video/mp4", false),
            ("media/a.webm", "video/webm", false),
            ("a.pdf", "application/pdf", false),
            ("lectern-signed.sig", "application/octet-stream", false),
            ("corpus/part", "application/octet-stream", false),
        ] {
            let kind = MediaType::from_path(Path::new(path));
            assert_eq!((kind.content_type().as_str(), kind.is_compressible()), (content_type, is_compressible), "{path}");
        }
        assert_eq!(MediaType::from_path(Path::new("index.html")), HTML);
    }
}
