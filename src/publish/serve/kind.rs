//! The type of a file, as hosts of static sites send it.

use std::path::Path;

/// The type of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kind {
    /// What stands in `Content-Type`.
    pub name: &'static str,
    /// True where gzip makes it smaller.
    pub packs: bool,
}

/// HTML, the one kind that is changed on its way.
pub const HTML: Kind = packs("text/html; charset=utf-8");

const fn packs(name: &'static str) -> Kind {
    Kind { name, packs: true }
}

const fn packed(name: &'static str) -> Kind {
    Kind { name, packs: false }
}

impl Kind {
    /// The type of a file, from its path inside the site.
    pub fn of(path: &Path) -> Kind {
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
            assert_eq!(Kind::of(Path::new(path)).name, name, "{path}");
        }
    }
}
