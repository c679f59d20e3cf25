//! Link addresses: safety and host.

/// True for an address without a scheme, or with one that only navigates.
///
/// Browsers ignore control characters and treat a backslash as a slash: an address with either is not what it looks like.
pub fn is_safe(href: &str) -> bool {
    if href.contains(|c: char| c < ' ' || c == '\\') {
        return false;
    }
    let Some((scheme, _)) = href.split_once(':') else { return !href.is_empty() };
    let is_known_scheme = ["http", "https", "mailto", "tel", "sms", "geo"].iter().any(|s| scheme.eq_ignore_ascii_case(s));
    is_known_scheme || scheme.contains(['/', '?', '#'])
}

/// Returns the host, with the port if there is one; `None` for an address of this site, a mail address or a telephone number.
#[expect(clippy::string_slice, reason = "cut at a sign that was found")]
pub fn host(href: &str) -> Option<&str> {
    let (scheme, rest) = href.split_once("//").filter(|(scheme, _)| scheme.is_empty() || scheme.ends_with(':'))?;
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    // Before an @ is user info, which is often written to look like the host.
    rest[..end].rsplit('@').next().filter(|host| !(host.is_empty() || scheme.contains(['/', '?', '#'])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accepts_only_schemes_that_navigate() {
        for href in ["https://a.example/", "mailto:a@b.example", "tel:+1", "/about/", "#b1", "page?x=a:b", "HTTP://x/", "/javascript:x"] {
            assert!(is_safe(href), "{href}");
        }
        for href in [
            "javascript:alert(1)",
            "JavaScript:x",
            "java\tscript:x",
            "java\nscript:x",
            "\u{1}javascript:x",
            "\u{feff}javascript:x",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "blob:https://a.example/x",
            "view-source:https://a.example/",
            "/\\evil.example",
            "/\t/evil.example",
            "",
        ] {
            assert!(!is_safe(href), "{href:?}");
        }
    }

    #[test]
    fn host_excludes_user_info_path_and_query() {
        assert_eq!(host("https://www.example.org:8080/watch?v=1"), Some("www.example.org:8080"));
        assert_eq!(host("//a.example"), Some("a.example"));
        assert_eq!(host("https://www.example.org@evil.example/"), Some("evil.example"));
        assert_eq!(host("https://evil.example?https://www.example.org/"), Some("evil.example"));
        for href in ["/a//b", "#//b", "mailto:a@b.example", "images/film.mp4", "https://", ""] {
            assert_eq!(host(href), None, "{href}");
        }
    }
}
