//! Decides which data of articles, pages and settings is published, and which stays with the publisher; no other module decides it.
//!
//! A build removes publisher-only data right after reading, so that no later step sees it: unknown keys, import's review notes,
//! file names, digests and times of captures, and the passages that import removed.

use crate::article::date::Date;
use crate::article::visit::{NodeMut, visit_mut, visit_text_mut};
use crate::article::{Article, Capture, text};
use crate::corpus::Site;
use serde_json::Value;
use std::net::IpAddr;
use url::{Host, Url};

/// Host name suffixes that are reachable only inside a private network.
const PRIVATE_SUFFIXES: [&str; 8] = ["localhost", "local", "lan", "home", "internal", "intranet", "corp", "arpa"];

/// Removes publisher-only data from an article. Passages that import removed stay if the site shows them.
pub(crate) fn strip_article(article: &mut Article, shows_removed: bool) {
    article.review = None;
    article.confidence = None;
    article.extra.clear();
    article.versions.iter_mut().for_each(|version| version.extra.clear());
    article.capture = article.capture.take().and_then(|captured| reduce_capture(captured, shows_removed));
    visit_mut(&mut article.body, &mut strip_node);
}

/// Removes publisher-only data from the settings of a site.
pub(crate) fn strip_site(site: &mut Site) {
    site.extra.clear();
    site.navigation.iter_mut().for_each(|item| item.extra.clear());
    site.contact.iter_mut().for_each(|contact| contact.extra.clear());
    site.message.iter_mut().for_each(|message| message.extra.clear());
    for notice in &mut site.notices {
        notice.extra.clear();
        visit_text_mut(&mut notice.text, &mut strip_node);
    }
    if let Some(consent) = &mut site.consent {
        consent.extra.clear();
        visit_text_mut(&mut consent.text, &mut strip_node);
    }
}

/// Reduces a capture to its web address and day; `None` if it has neither and removed passages are not shown.
fn reduce_capture(captured: Capture, shows_removed: bool) -> Option<Capture> {
    let from = public_url(&captured.from).unwrap_or_default();
    let at = captured.at.as_deref().and_then(Date::parse).map(|date| date.iso_date());
    let cut = if shows_removed { captured.cut } else { Vec::new() };
    let published = Capture { from, at, cut, ..Capture::default() };
    (published != Capture::default()).then_some(published)
}

/// Returns an address that anyone can open, without user name and password; `None` for any other.
pub(crate) fn public_url(from: &str) -> Option<String> {
    let mut url = Url::parse(from.trim()).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    let is_public = match url.host()? {
        Host::Domain(name) => is_public_domain(name),
        Host::Ipv4(address) => is_public_ip(IpAddr::V4(address)),
        Host::Ipv6(address) => is_public_ip(IpAddr::V6(address)),
    };
    if !is_public {
        return None;
    }
    if url.username().is_empty() && url.password().is_none() {
        return Some(from.trim().to_owned());
    }
    url.set_username("").ok()?;
    url.set_password(None).ok()?;
    Some(url.into())
}

fn is_public_domain(name: &str) -> bool {
    let name = name.trim_end_matches('.');
    name.rsplit_once('.').is_some_and(|(_, end)| !PRIVATE_SUFFIXES.iter().any(|suffix| end.eq_ignore_ascii_case(suffix)))
}

fn is_public_ip(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => !(v4.is_private() || v4.is_loopback() || v4.is_link_local() || v4.is_unspecified()),
        IpAddr::V6(v6) => !(v6.is_loopback() || v6.is_unique_local() || v6.is_unicast_link_local() || v6.is_unspecified()),
    }
}

fn strip_node(node: NodeMut) {
    match node {
        NodeMut::Extra(extra) => extra.clear(),
        NodeMut::Unknown(value) => replace_by_text(value),
        NodeMut::Block(_) | NodeMut::Text(_) | NodeMut::Words(_) => {}
    }
}

/// Replaces the value of an unknown node by its text, and publishes nothing else of it.
fn replace_by_text(value: &mut Value) {
    let mut words = String::new();
    text::push_unknown_text(value, &mut words);
    *value = if words.is_empty() { Value::Null } else { Value::String(words) };
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn stripped(value: Value, shows_removed: bool) -> Value {
        let mut one: Article = serde_json::from_value(value).unwrap();
        strip_article(&mut one, shows_removed);
        serde_json::to_value(one).unwrap()
    }

    #[test]
    fn publisher_data_is_removed_everywhere() {
        let of = |key: &str| {
            json!({"id": "a", "title": "T", "versions": [{"lang": "en", "id": "b", key: 1}], "body": [
                {"heading": {"level": 2, "text": ["h"], key: 1}},
                {"figure": {"images": [{"src": "images/a.png", key: 1}], "caption": [{"link": {"href": "/", "text": ["l"], key: 1}}], key: 1}},
                {"list": {"items": [[{"code": {"text": "c", key: 1}}, {"in": {"lang": "en", "blocks": [{"math": {"tex": "x", key: 1}}], key: 1}}]], key: 1}},
                {"table": {"rows": [[{"text": [{"ruby": {"base": "r", "text": "s", key: 1}}], "head": true, key: 1}]], key: 1}},
                {"paragraph": [{"note": [{"quote": {"blocks": [{"paragraph": ["q"]}], key: 1}}]}]},
                {"details": {"summary": ["s"], "blocks": [{"embed": {"url": "https://e.example/", key: 1}}, {"media": {"kind": "audio", "src": "https://e.example/a", key: 1}}], key: 1}},
            ], key: {"x": "secret"}, "review": "why", "confidence": 0.4})
        };
        let out = stripped(of("zebra"), true).to_string();
        assert!(!out.contains("zebra") && !out.contains("review") && !out.contains("confidence"), "{out}");
        assert!(out.contains("\"in\"") && out.contains("\"ruby\"") && out.contains("https://e.example/a"), "{out}");
    }

    #[test]
    fn only_the_text_of_unknown_nodes_is_published() {
        let out = stripped(
            json!({"body": [{"puzzle": {"size": 3, "hint": "across"}}, {"paragraph": [{"wave": {"n": 1, "of": ["a", "b"]}}, "c"]}]}),
            false,
        );
        assert_eq!(out["body"], json!([{"puzzle": "across"}, {"paragraph": [{"wave": "a b"}, "c"]}]));
    }

    #[test]
    fn only_the_url_and_day_of_a_capture_are_published() {
        let of = |from: &str, shows: bool| {
            stripped(
                json!({"capture": {"from": from, "at": "2024-07-02T21:14:05+08:00", "sha256": "ab", "written": "cd", "cut": ["x"], "who": 1}}),
                shows,
            )
        };
        assert_eq!(of("https://a.example/b#c", false), json!({"capture": {"from": "https://a.example/b#c", "at": "2024-07-02"}}));
        assert_eq!(of("notes/diary of ann.html", false), json!({"capture": {"at": "2024-07-02"}}));
        assert_eq!(of("a.html", true), json!({"capture": {"at": "2024-07-02", "cut": ["x"]}}));
        assert_eq!(stripped(json!({"capture": {"from": "a.md", "sha256": "ab"}}), false), json!({}));
    }

    #[test]
    fn private_addresses_are_not_public_urls() {
        assert_eq!(public_url("https://ann:secret@a.example/b").as_deref(), Some("https://a.example/b"));
        assert_eq!(public_url("http://A.example").as_deref(), Some("http://A.example"));
        for from in [
            "file:///home/ann/a.html",
            "C:\\Users\\ann\\a.html",
            "a.html",
            "http://localhost:8000/a",
            "http://wiki/a",
            "https://nas.local/a",
            "http://192.168.1.4/a",
            "http://[::1]/a",
            "ftp://a.example/",
            "",
        ] {
            assert_eq!(public_url(from), None, "{from}");
        }
    }
}
