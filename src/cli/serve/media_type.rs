//! The media type of a file, as hosts of static sites send it.

use std::path::Path;

/// The media type of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MediaType {
    /// The value of `Content-Type`.
    pub name: &'static str,
    /// True if gzip makes it smaller.
    pub packs: bool,
}

/// HTML, the only type whose body the server changes.
pub const HTML: MediaType = packs("text/html; charset=utf-8");

const fn packs(name: &'static str) -> MediaType {
    MediaType { name, packs: true }
}

const fn packed(name: &'static str) -> MediaType {
    MediaType { name, packs: false }
}

impl MediaType {
    /// The media type of a file, from its path inside the site.
    pub fn of(path: &Path) -> MediaType {
        match path.extension().and_then(|extension| extension.to_str()).unwrap_or_default() {
            "html" => HTML,
            "css" => packs("text/css; charset=utf-8"),
            "js" => packs("text/javascript; charset=utf-8"),
            "json" => packs("application/json"),
            "jsonl" => packs("application/jsonl"),
            "webmanifest" => packs("application/manifest+json"),
            "wasm" => packs("application/wasm"),
            "svg" => packs("image/svg+xml"),
            "atom" => packs("application/atom+xml"),
            "xml" if path.starts_with("feed") => packs("application/atom+xml"),
            "xml" => packs("application/xml"),
            "txt" => packs("text/plain; charset=utf-8"),
            "csv" => packs("text/csv; charset=utf-8"),
            "png" => packed("image/png"),
            "jpg" | "jpeg" => packed("image/jpeg"),
            "webp" => packed("image/webp"),
            "avif" => packed("image/avif"),
            "gif" => packed("image/gif"),
            "ico" => packed("image/x-icon"),
            "woff2" => packed("font/woff2"),
            "mp3" => packed("audio/mpeg"),
            "mp4" => packed("video/mp4"),
            "webm" => packed("video/webm"),
            "pdf" => packed("application/pdf"),
            _ => packed("application/octet-stream"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_sent_as_what_it_is() {
        for (path, name) in [
            ("index.html", "text/html; charset=utf-8"),
            ("feed/atom.xml", "application/atom+xml"),
            ("sitemap.xml", "application/xml"),
            ("site.webmanifest", "application/manifest+json"),
            ("corpus/rows.jsonl", "application/jsonl"),
            ("corpus/rows.csv", "text/csv; charset=utf-8"),
            ("images/a.webp", "image/webp"),
            ("type.woff2", "font/woff2"),
            ("corpus/part", "application/octet-stream"),
        ] {
            assert_eq!(MediaType::of(Path::new(path)).name, name, "{path}");
        }
    }
}
