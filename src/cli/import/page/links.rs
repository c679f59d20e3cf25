//! Makes addresses absolute and strips tracking parameters.

use crate::cli::import::cross_links::WIKILINK_PREFIX;
use url::Url;

/// Resolves the addresses of a page.
#[derive(Debug, Clone, Default)]
pub struct Base {
    /// The page's own address, if known.
    pub url: Option<Url>,
    /// Whether to keep an address that cannot be made absolute, as in Markdown.
    pub keep_relative: bool,
}

impl Base {
    /// The address of a link: absolute if the page's address is known; a fragment, or a possible link to another source, unchanged.
    /// `None` if it leads nowhere.
    pub fn resolve(&self, href: &str) -> Option<String> {
        let href = href.trim();
        if href.is_empty() || href == "#" {
            return None;
        }
        if href.starts_with('#') || (self.keep_relative && href.starts_with(WIKILINK_PREFIX)) {
            return Some(href.to_owned());
        }
        match Url::parse(href) {
            Ok(url) => matches!(url.scheme(), "http" | "https" | "mailto" | "tel" | "ftp" | "geo").then(|| without_tracking(url, href)),
            Err(_) => match &self.url {
                Some(base) => base.join(href).ok().filter(|url| url.scheme().starts_with("http")).map(|url| without_tracking(url, "")),
                None if href.starts_with("//") => Some(format!("https:{href}")),
                None => ((self.keep_relative || !href.starts_with('/')) && !href.contains(':')).then(|| href.to_owned()),
            },
        }
    }
}

/// The address of a page without tracking parameters and fragment.
pub fn canonical_url(url: &str) -> Option<String> {
    let mut url = Url::parse(url.trim()).ok().filter(|u| matches!(u.scheme(), "http" | "https"))?;
    url.set_fragment(None);
    Some(without_tracking(url, ""))
}

/// An address without tracking parameters; as written if it has none.
fn without_tracking(mut url: Url, written: &str) -> String {
    if !url.query_pairs().any(|(key, _)| is_tracking_parameter(&key)) {
        return if written.is_empty() { url.to_string() } else { written.to_owned() };
    }
    let kept: Vec<(String, String)> =
        url.query_pairs().filter(|(key, _)| !is_tracking_parameter(key)).map(|(k, v)| (k.into_owned(), v.into_owned())).collect();
    url.set_query(None);
    if !kept.is_empty() {
        url.query_pairs_mut().extend_pairs(kept);
    }
    url.to_string()
}

fn is_tracking_parameter(key: &str) -> bool {
    let key = key.to_ascii_lowercase();
    key.starts_with("utm_")
        || key.starts_with("mc_")
        || matches!(
            key.as_str(),
            "fbclid" | "gclid" | "dclid" | "msclkid" | "yclid" | "igshid" | "_ga" | "ocid" | "cmpid" | "ns_campaign" | "wt_mc" | "xtor"
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn makes_links_absolute_and_strips_tracking() {
        let base = Base { url: Url::parse("https://example.org/a/b.html").ok(), keep_relative: false };
        assert_eq!(base.resolve("../c?utm_source=x&id=1").as_deref(), Some("https://example.org/c?id=1"));
        assert_eq!(base.resolve("https://example.com/a?b=1&c=2").as_deref(), Some("https://example.com/a?b=1&c=2"));
        assert_eq!((base.resolve("javascript:void(0)"), base.resolve("#"), base.resolve("data:text/html,x")), (None, None, None));
        assert_eq!(base.resolve("#top").as_deref(), Some("#top"));
        assert_eq!(base.resolve("tel:+441234").as_deref(), Some("tel:+441234"));
        assert_eq!(
            (Base::default().resolve("c.html").as_deref(), Base::default().resolve("/c"), Base::default().resolve("lectern-note:x")),
            (Some("c.html"), None, None)
        );
        assert_eq!(Base { keep_relative: true, ..Base::default() }.resolve("../c.html").as_deref(), Some("../c.html"));
    }
}
