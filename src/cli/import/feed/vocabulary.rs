//! The names of elements in feeds: namespaces by their addresses, or by the prefixes that feeds use for them.

/// The prefixes of namespaces, by the beginnings of their addresses in lower case. RSS and Atom have none.
const NAMESPACES: [(&str, &str); 27] = [
    ("http://www.w3.org/2005/atom", ""),
    ("http://purl.org/atom/", ""),
    ("http://purl.org/pie/", ""),
    ("http://purl.org/rss/1.0/modules/content", "content"),
    ("http://purl.org/rss/1.0/modules/", "module"),
    ("http://purl.org/rss/", ""),
    ("http://purl.org/net/rss", ""),
    ("http://my.netscape.com/", ""),
    ("http://channel.netscape.com/", ""),
    ("http://backend.userland.com/creativecommons", "cc"),
    ("http://backend.userland.com/", ""),
    ("http://blogs.law.harvard.edu/tech/", ""),
    ("http://cyber.law.harvard.edu/rss", ""),
    ("http://www.rssboard.org/", ""),
    ("http://purl.org/dc/elements/", "dc"),
    ("http://purl.org/dc/terms", "dcterms"),
    ("http://search.yahoo.com/mrss", "media"),
    ("http://video.search.yahoo.com/mrss", "media"),
    ("http://www.itunes.com/dtds/podcast-1.0.dtd", "itunes"),
    ("http://example.com/dtds/podcast-1.0.dtd", "itunes"),
    ("http://creativecommons.org/ns", "cc"),
    ("http://web.resource.org/cc", "cc"),
    ("http://cyber.law.harvard.edu/creativecommons", "cc"),
    ("http://www.w3.org/1999/02/22-rdf-syntax-ns", "rdf"),
    ("http://www.w3.org/1999/xhtml", "xhtml"),
    ("http://rssnamespace.org/feedburner/ext/", "feedburner"),
    ("http://www.w3.org/xml/1998/namespace", "xml"),
];

/// Prefixes that feeds use without declaring them, or for an address that is misspelt, where they differ from ours.
const CUSTOMARY_PREFIXES: [(&str, &str); 10] = [
    ("atom", ""),
    ("atom10", ""),
    ("atom03", ""),
    ("a10", ""),
    ("rss", ""),
    ("h", "xhtml"),
    ("html", "xhtml"),
    ("creativecommons", "cc"),
    ("dct", "dcterms"),
    ("mrss", "media"),
];

/// The name of an element or an attribute in lower case, with the prefix that its namespace has here: `dc:creator`, `title`.
///
/// `namespace` is the address that the feed declares for the prefix. An address that is not known leaves the prefix as it is, as does
/// a missing declaration.
pub(super) fn canonical_name(prefix: &str, namespace: Option<&str>, local: &str) -> String {
    let (prefix, local) = (prefix.to_ascii_lowercase(), local.to_ascii_lowercase());
    let declared = namespace.and_then(namespace_prefix);
    match declared.unwrap_or_else(|| customary_prefix(&prefix)) {
        "" => local,
        prefix => format!("{prefix}:{local}"),
    }
}

fn namespace_prefix(address: &str) -> Option<&'static str> {
    let address = address.trim().to_ascii_lowercase().replacen("https://", "http://", 1);
    NAMESPACES.iter().find(|(beginning, _)| address.starts_with(beginning)).map(|(_, prefix)| *prefix)
}

fn customary_prefix(prefix: &str) -> &str {
    CUSTOMARY_PREFIXES.iter().find(|(written, _)| *written == prefix).map_or(prefix, |(_, known)| known)
}

/// True for an article of a feed: `item` of RSS, `entry` of Atom.
pub(super) fn is_item(name: &str) -> bool {
    matches!(name, "item" | "entry")
}

/// Elements that hold text alone, which a following element of the feed ends if their end tag is missing.
const TEXT_ELEMENTS: [&str; 17] = [
    "title",
    "link",
    "guid",
    "id",
    "pubdate",
    "published",
    "updated",
    "issued",
    "modified",
    "created",
    "category",
    "comments",
    "dc:creator",
    "dc:date",
    "dc:subject",
    "name",
    "email",
];

/// Elements that may hold markup; only names that HTML lacks end them.
const MARKUP_ELEMENTS: [&str; 4] = ["description", "summary", "content", "content:encoded"];

/// Elements of a feed that HTML lacks.
const FEED_ELEMENTS: [&str; 14] = [
    "item",
    "entry",
    "guid",
    "pubdate",
    "description",
    "category",
    "comments",
    "enclosure",
    "published",
    "updated",
    "dc:creator",
    "dc:date",
    "content:encoded",
    "id",
];

/// Whether the begin of an element ends an open text and all markup in it: no markup has an element of that name.
pub(super) fn ends_open_markup(begun: &str) -> bool {
    matches!(begun, "guid" | "pubdate" | "enclosure" | "content:encoded" | "dc:creator" | "dc:date")
}

/// Whether an element holds markup.
pub(super) fn holds_markup(name: &str) -> bool {
    MARKUP_ELEMENTS.contains(&name)
}

/// Whether the begin of an element ends an open one, whose end tag is missing.
pub(super) fn ends_open_element(open: &str, begun: &str) -> bool {
    let is_feed_element = FEED_ELEMENTS.contains(&begun);
    let is_text_end = || is_feed_element || matches!(begun, "title" | "link" | "author" | "summary" | "content" | "source");
    (TEXT_ELEMENTS.contains(&open) && is_text_end()) || (MARKUP_ELEMENTS.contains(&open) && is_feed_element)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_the_prefix_of_their_namespace() {
        assert_eq!(canonical_name("x", Some("http://purl.org/dc/elements/1.1/"), "Creator"), "dc:creator");
        assert_eq!(canonical_name("", Some("http://www.w3.org/2005/Atom"), "entry"), "entry");
        assert_eq!(canonical_name("", Some("https://www.w3.org/1999/xhtml"), "p"), "xhtml:p");
        assert_eq!(canonical_name("rdf", Some("http://www.w3.org/1999/02/22-rdf-syntax-ns#"), "RDF"), "rdf:rdf");
    }

    #[test]
    fn unknown_and_undeclared_namespaces_keep_the_prefix() {
        assert_eq!(canonical_name("itunes", None, "author"), "itunes:author");
        assert_eq!(canonical_name("dc", Some("http://example.org/misspelt"), "date"), "dc:date");
        assert_eq!(canonical_name("", Some("http://example.org/own"), "rss"), "rss");
        assert_eq!(canonical_name("atom", None, "link"), "link");
    }

    #[test]
    fn elements_of_the_feed_end_open_texts() {
        assert!(ends_open_element("title", "link") && ends_open_element("description", "pubdate"));
        assert!(!ends_open_element("description", "link") && !ends_open_element("title", "p") && !ends_open_element("author", "name"));
    }
}
