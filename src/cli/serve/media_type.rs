//! The media type of a file, as hosts of static sites send it.

use std::path::Path;

/// The media type of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MediaType {
    /// The value of `Content-Type`.
    pub name: &'static str,
    /// True if gzip makes it smaller.
    pub is_compressible: bool,
}

/// HTML, the only type whose body the server changes.
pub const HTML: MediaType = compressible("text/html; charset=utf-8");

const fn compressible(name: &'static str) -> MediaType {
    MediaType { name, is_compressible: true }
}

const fn incompressible(name: &'static str) -> MediaType {
    MediaType { name, is_compressible: false }
}

impl MediaType {
    /// The media type of a file, from its path inside the site.
    pub fn from_path(path: &Path) -> MediaType {
        match path.extension().and_then(|extension| extension.to_str()).unwrap_or_default() {
            "html" => HTML,
            "css" => compressible("text/css; charset=utf-8"),
            "js" => compressible("text/javascript; charset=utf-8"),
            "json" => compressible("application/json"),
            "jsonl" => compressible("application/jsonl"),
            "webmanifest" => compressible("application/manifest+json"),
            "wasm" => compressible("application/wasm"),
            "svg" => compressible("image/svg+xml"),
            "atom" => compressible("application/atom+xml"),
            "xml" if path.starts_with("feed") => compressible("application/atom+xml"),
            "xml" => compressible("application/xml"),
            "txt" => compressible("text/plain; charset=utf-8"),
            "csv" => compressible("text/csv; charset=utf-8"),
            "png" => incompressible("image/png"),
            "jpg" | "jpeg" => incompressible("image/jpeg"),
            "webp" => incompressible("image/webp"),
            "avif" => incompressible("image/avif"),
            "gif" => incompressible("image/gif"),
            "ico" => incompressible("image/x-icon"),
            "woff2" => incompressible("font/woff2"),
            "mp3" => incompressible("audio/mpeg"),
            "mp4" => incompressible("video/mp4"),
            "webm" => incompressible("video/webm"),
            "pdf" => incompressible("application/pdf"),
            _ => incompressible("application/octet-stream"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn media_types_follow_extensions() {
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
            assert_eq!(MediaType::from_path(Path::new(path)).name, name, "{path}");
        }
    }
}
