//! What is sent for an address.

use std::path::{Path, PathBuf};

/// What is sent for an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// A file, with its status.
    File(PathBuf, u16),
    /// Another address.
    Elsewhere(String),
    /// Nothing, not even a page that says so.
    Nothing,
}

/// What is sent for the address of a request, from the site in a folder that was built for a base path.
pub fn answer(root: &Path, base: &str, url: &str) -> Answer {
    let missing = || {
        let page = root.join("404.html");
        if page.is_file() { Answer::File(page, 404) } else { Answer::Nothing }
    };
    let (path, query) = url.split_once('?').map_or((url, ""), |(path, query)| (path, query));
    let query = if query.is_empty() { String::new() } else { format!("?{query}") };
    let Some(inside) = path.strip_prefix(base) else {
        return if format!("{path}/") == base || path == "/" { Answer::Elsewhere(format!("{base}{query}")) } else { missing() };
    };
    let Some(file) = inside_of(root, inside) else { return missing() };
    match (file.is_dir(), inside.is_empty() || inside.ends_with('/')) {
        (true, true) if file.join("index.html").is_file() => Answer::File(file.join("index.html"), 200),
        (true, false) if file.join("index.html").is_file() => Answer::Elsewhere(format!("{path}/{query}")),
        (false, false) if file.is_file() => Answer::File(file, 200),
        _ => missing(),
    }
}

/// The file of a percent-encoded path; `None` where the path would lead out of the folder or to a hidden file.
fn inside_of(root: &Path, inside: &str) -> Option<PathBuf> {
    let decoded = percent_encoding::percent_decode_str(inside).decode_utf8().ok()?;
    let plain = |part: &str| !part.starts_with('.') && !part.contains(['\\', '\0', ':']);
    let parts: Vec<&str> = decoded.split('/').filter(|part| !part.is_empty()).collect();
    parts.iter().all(|part| plain(part)).then(|| parts.iter().fold(root.to_owned(), |path, part| path.join(part)))
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
    fn an_address_gives_its_page_and_a_missing_one_says_so() {
        let place = site();
        let root = place.path().join("site");
        let at = |url: &str| answer(&root, "/room/", url);
        assert_eq!(at("/room/"), Answer::File(root.join("index.html"), 200));
        assert_eq!(at("/room/article/a/?q=x"), Answer::File(root.join("article/a/index.html"), 200));
        assert_eq!(at("/room/article/a?q=x"), Answer::Elsewhere("/room/article/a/?q=x".into()));
        assert_eq!(at("/room"), Answer::Elsewhere("/room/".into()));
        assert_eq!(at("/"), Answer::Elsewhere("/room/".into()));
        assert_eq!(at("/room/nowhere/"), Answer::File(root.join("404.html"), 404));
        assert_eq!(at("/room/index.html/"), Answer::File(root.join("404.html"), 404));
    }

    #[test]
    fn nothing_outside_the_site_is_sent() {
        let place = site();
        let root = place.path().join("site");
        for url in ["/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/..\\secret.txt", "/.lectern-site", "//etc/hostname"] {
            assert_eq!(answer(&root, "/", url), Answer::File(root.join("404.html"), 404), "{url}");
        }
    }
}
