//! Recognizes feeds by their content, whatever they are named.

use super::json_feed::read_json_feed;
use crate::cli::import::encoding;
use crate::cli::import::source_kind::{self, ROOT_SEARCH_BYTES, root_element};

/// The maximum length of what stands before a feed, such as the warnings of a program, in bytes.
const MAX_JUNK_BYTES: usize = 8 * 1024;

/// The number of bytes at the end among which the end tag of a feed is looked for.
const END_BYTES: usize = 64;

/// Extensions of feeds.
const FEED_EXTENSIONS: [&str; 5] = ["rss", "atom", "rdf", "xml", ""];

/// Roots of feeds: how they begin, and how they end.
const FEED_ROOTS: [(&str, &str); 3] = [("<rss", "</rss>"), ("<feed", "</feed>"), ("<rdf:rdf", "</rdf:rdf>")];

/// Whether a file is a feed: RSS, RDF, Atom or JSON Feed. A page or a text that shows a feed is none.
pub(super) fn is_feed(name: &str, bytes: &[u8]) -> bool {
    let head = encoding::decode_prefix(bytes, ROOT_SEARCH_BYTES);
    if head.trim_start_matches(source_kind::is_blank).starts_with('{') {
        return may_be_json_feed(&head) && encoding::decode(bytes, false).is_ok_and(|(text, _)| read_json_feed(&text).is_some());
    }
    match root_element(&head) {
        Some((root, rest)) if is_feed_root(&root, &rest) => true,
        Some((root, _)) if matches!(root.as_str(), "html" | "head" | "body") => false,
        _ => has_feed_behind_junk(name, &head, bytes),
    }
}

/// Spares a parse of JSON that is plainly no feed.
fn may_be_json_feed(head: &str) -> bool {
    head.contains("jsonfeed.org/version") || (head.contains("\"version\"") && head.contains("\"items\""))
}

/// Whether an element is the root of a feed; `rest` is the text from it on, in lower case.
fn is_feed_root(root: &str, rest: &str) -> bool {
    let holds = |marks: &[&str]| marks.iter().any(|mark| rest.contains(mark));
    let is_atom = || holds(&["2005/atom", "purl.org/atom"]);
    match root {
        "rss" => true,
        "rdf" => holds(&["purl.org/rss", "purl.org/net/rss", "netscape.com/rdf", "<item"]),
        "feed" => is_atom() || holds(&["<entry", ":entry"]),
        "entry" => is_atom(),
        "channel" => holds(&["<item"]),
        _ => false,
    }
}

/// Whether a feed follows something else, and goes on to the end of the file or has the extension of one.
fn has_feed_behind_junk(name: &str, head: &str, bytes: &[u8]) -> bool {
    let lower = head.to_ascii_lowercase();
    let Some(at) = FEED_ROOTS.iter().filter_map(|(begin, _)| lower.find(begin)).min().filter(|at| *at <= MAX_JUNK_BYTES) else {
        return false;
    };
    let feed = lower.get(at..).unwrap_or_default();
    let is_root = root_element(feed).is_some_and(|(root, rest)| is_feed_root(&root, &rest));
    let end = String::from_utf8_lossy(bytes.get(bytes.len().saturating_sub(END_BYTES)..).unwrap_or_default()).to_ascii_lowercase();
    let reaches_end = || FEED_ROOTS.iter().any(|(begin, tag)| feed.starts_with(begin) && end.trim_end().ends_with(tag));
    is_root && (FEED_EXTENSIONS.contains(&source_kind::extension(name).as_str()) || reaches_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn feeds_are_recognized_whatever_their_name() {
        for text in [
            "\u{feff}<?xml version='1.0'?>\n<!-- made <by> a program -->\n<rss version='2.0'>",
            "<!DOCTYPE rss [ <!ENTITY nbsp '&#160;'> ]><rss>",
            "<?xml-stylesheet href='x'?><atom:feed xmlns:atom='http://www.w3.org/2005/Atom'>",
            "<rdf:RDF xmlns='http://purl.org/rss/1.0/'>",
            "<feed version='0.3' xmlns='http://purl.org/atom/ns#'>",
            " {\"items\":[],\"version\":\"https://jsonfeed.org/version/1\"}",
            "{\"version\":\"1.0\",\"items\":[{\"content_text\":\"x\"}]}",
            "Warning: cannot modify headers in x.php on line 3\n<?xml version='1.0'?><rss><channel></channel></rss>\n",
        ] {
            for name in ["a.html", "a.txt", "a.xml", "a", "a.json"] {
                assert!(is_feed(name, text.as_bytes()), "{name} {text}");
            }
        }
    }

    #[test]
    fn pages_and_texts_that_show_a_feed_are_none() {
        for text in [
            "<!DOCTYPE html><html><body><p>words of an <rss> feed</p></body></html>",
            "# Feeds\n\nA feed begins with\n\n    <rss version='2.0'><channel></channel></rss>\n\nand so on.",
            "<rdf:RDF xmlns:foaf='http://xmlns.com/foaf/0.1/'><foaf:Person/></rdf:RDF>",
            "<opml version='2.0'></opml>",
            "<urlset></urlset>",
            "{\"version\":\"1.0\",\"items\":[{\"text\":\"x\"}]}",
        ] {
            assert!(!is_feed("a.md", text.as_bytes()), "{text}");
        }
        assert!(!is_feed("a.xml", b"<?xml version='1.0'?><html><p>An <rss> element"));
    }
}
