//! `robots.txt`, RFC 9309, with the line `Sitemap` of the sitemaps' own protocol.

use super::{Objections, is_address};

/// What is to be objected to.
pub(in super::super) fn objections(text: &str) -> Vec<String> {
    let mut found = Objections::default();
    found.require(text.len() <= 500 << 10, "2.5", "it is larger than the 500 KiB that every crawler reads");
    found.require(text.is_empty() || text.ends_with('\n'), "2.2", "its last line does not end");
    let (mut groups, mut in_group) = (0, false);
    for line in text.lines() {
        let line = line.split('#').next().unwrap_or_default().trim();
        if line.is_empty() {
            continue;
        }
        let Some((key, value)) = line.split_once(':').map(|(key, value)| (key.trim().to_ascii_lowercase(), value.trim())) else {
            found.require(false, "2.2", format!("{line:?} is no record: it has no colon"));
            continue;
        };
        match key.as_str() {
            "user-agent" => {
                let token = !value.is_empty() && value.chars().all(|c| c.is_ascii_alphabetic() || "-_".contains(c));
                found.require(value == "*" || token, "2.2.1", format!("{value:?} is no product token"));
                (groups, in_group) = (groups + 1, true);
            }
            "allow" | "disallow" => {
                found.require(in_group, "2.2", format!("the rule {line:?} stands in no group"));
                found.require(is_pattern(value), "2.2.2", format!("{value:?} is no path pattern"));
            }
            "sitemap" => {
                found.require(is_address(value), "Sitemaps, \"Specifying the Sitemap location\"", format!("{value:?} is not absolute"))
            }
            _ => found.require(false, "2.2.4", format!("no crawler need know {key:?}")),
        }
    }
    found.require(groups > 0, "2.2.1", "there is no group");
    found.into_vec()
}

/// An empty pattern, or a path of printing characters: `path-pattern` of section 2.2.
fn is_pattern(value: &str) -> bool {
    value.is_empty() || (value.starts_with('/') && value.chars().all(|c| !c.is_control() && c != ' '))
}

#[test]
fn broken_rules_are_refused() {
    assert_eq!(objections("# all\nUser-agent: *\nAllow: /\nDisallow:\n\nSitemap: https://x.example/sitemap.xml\n"), Vec::<String>::new());
    super::assert_refused(
        objections,
        &[
            ("no group", "Sitemap: https://x.example/sitemap.xml\n"),
            ("in no group", "Allow: /\nUser-agent: *\n"),
            ("product token", "User-agent: Some Bot/2\nAllow: /\n"),
            ("path pattern", "User-agent: *\nDisallow: private\n"),
            ("not absolute", "User-agent: *\nSitemap: /sitemap.xml\n"),
            ("no colon", "User-agent: *\nAllow /\n"),
            ("no crawler need know", "User-agent: *\nForbid: /\n"),
            ("does not end", "User-agent: *"),
        ],
    );
}
