//! Maps a request's address to a file or a redirect.

use std::path::{Path, PathBuf};

/// The result of resolving an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ResolvedAddress {
    /// A file, and the status to send.
    File(PathBuf, u16),
    /// A redirect to another address.
    Redirect(String),
    /// Not found, without a page that says so.
    NotFound,
}

/// Resolves the address of a request in the folder of a site that was built for a base path.
pub fn resolve(root: &Path, base: &str, url: &str) -> ResolvedAddress {
    let missing = || not_found(root);
    let (path, query) = url.split_once('?').map_or((url, ""), |(path, query)| (path, query));
    let query = if query.is_empty() { String::new() } else { format!("?{query}") };
    let Some(inside) = path.strip_prefix(base) else {
        return if format!("{path}/") == base || path == "/" { ResolvedAddress::Redirect(format!("{base}{query}")) } else { missing() };
    };
    let Some(file) = safe_path(root, inside) else { return missing() };
    match (file.is_dir(), inside.is_empty() || inside.ends_with('/')) {
        (true, true) if file.join("index.html").is_file() => ResolvedAddress::File(file.join("index.html"), 200),
        (true, false) if file.join("index.html").is_file() => ResolvedAddress::Redirect(format!("{path}/{query}")),
        (false, false) if file.is_file() => ResolvedAddress::File(file, 200),
        _ => missing(),
    }
}

/// The result for an address that is not in the folder of a site: its page that says so, if it has one.
pub fn not_found(root: &Path) -> ResolvedAddress {
    let page = root.join("404.html");
    if page.is_file() { ResolvedAddress::File(page, 404) } else { ResolvedAddress::NotFound }
}

/// The file of a percent-encoded path; `None` if the path would leave the folder or name a hidden file.
fn safe_path(root: &Path, inside: &str) -> Option<PathBuf> {
    let decoded = percent_encoding::percent_decode_str(inside).decode_utf8().ok()?;
    let is_plain = |part: &str| !part.starts_with('.') && !part.contains(['\\', '\0', ':']);
    let parts: Vec<&str> = decoded.split('/').filter(|part| !part.is_empty()).collect();
    parts.iter().all(|part| is_plain(part)).then(|| parts.iter().fold(root.to_owned(), |path, part| path.join(part)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn site() -> tempfile::TempDir {
        let place = tempfile::tempdir().unwrap();
        fs::create_dir_all(place.path().join("site/article/a")).unwrap();
        for file in ["site/index.html", "site/404.html", "site/article/a/index.html", "site/.lectern-site", "secret.txt"] {
            fs::write(place.path().join(file), file).unwrap();
        }
        place
    }

    #[test]
    fn urls_resolve_to_pages_redirects_or_404() {
        let place = site();
        let root = place.path().join("site");
        let at = |url: &str| resolve(&root, "/room/", url);
        assert_eq!(at("/room/"), ResolvedAddress::File(root.join("index.html"), 200));
        assert_eq!(at("/room/article/a/?q=x"), ResolvedAddress::File(root.join("article/a/index.html"), 200));
        assert_eq!(at("/room/article/a?q=x"), ResolvedAddress::Redirect("/room/article/a/?q=x".into()));
        assert_eq!(at("/room"), ResolvedAddress::Redirect("/room/".into()));
        assert_eq!(at("/"), ResolvedAddress::Redirect("/room/".into()));
        assert_eq!(at("/room/nowhere/"), ResolvedAddress::File(root.join("404.html"), 404));
        assert_eq!(at("/room/index.html/"), ResolvedAddress::File(root.join("404.html"), 404));
    }

    #[test]
    fn paths_outside_the_site_are_not_found() {
        let place = site();
        let root = place.path().join("site");
        for url in ["/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/..\\secret.txt", "/.lectern-site", "//etc/hostname"] {
            assert_eq!(resolve(&root, "/", url), ResolvedAddress::File(root.join("404.html"), 404), "{url}");
        }
    }
}
