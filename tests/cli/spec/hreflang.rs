//! Pages of one text in several languages, as search engines take them:
//! <https://developers.google.com/search/docs/specialty/international/localized-versions>.

use super::{Objections, is_address, is_language};
use dom_query::Document;
use std::collections::{BTreeMap, BTreeSet};

/// What is to be objected to in pages, by their canonical addresses; and how many of them have versions.
pub(in super::super) fn objections(pages: &BTreeMap<String, String>) -> (Vec<String>, usize) {
    let mut found = Objections::default();
    let versions: BTreeMap<&str, Vec<(String, String)>> = pages.iter().map(|(here, html)| (here.as_str(), named_versions(html))).collect();
    for (here, named) in versions.iter().filter(|(_, named)| !named.is_empty()) {
        found.require(named.iter().any(|(_, to)| to == here), "itself", format!("{here} does not name itself"));
        let languages: BTreeSet<&str> = named.iter().map(|(lang, _)| lang.as_str()).collect();
        found.require(languages.len() == named.len(), "one for each", format!("{here} names two pages of one language"));
        for (lang, to) in named {
            found.require(is_language(lang) || lang == "x-default", "hreflang", format!("{lang:?} is no language tag"));
            found.require(is_address(to), "fully qualified", format!("{to:?} is not absolute"));
            let back = versions.get(to.as_str()).is_some_and(|others| others.iter().any(|(_, back)| back == here));
            found.require(back, "return tags", format!("{here} names {to}, which does not name it"));
            let page_lang = pages.get(to).and_then(|html| Document::from(html.as_str()).select("html").attr("lang"));
            found.require(page_lang.as_deref() == Some(lang.as_str()), "hreflang", format!("{here} says that {to} is in {lang}"));
        }
    }
    let count = versions.values().filter(|named| !named.is_empty()).count();
    (found.into_vec(), count)
}

fn named_versions(html: &str) -> Vec<(String, String)> {
    let page = Document::from(html);
    let links = page.select("link[rel=alternate][hreflang]");
    links
        .iter()
        .map(|link| [link.attr("hreflang"), link.attr("href")].map(|text| text.unwrap_or_default().to_string()))
        .map(|[lang, to]| (lang, to))
        .collect()
}

#[test]
fn broken_versions_are_refused() {
    let page = |lang: &str, links: &[(&str, &str)]| {
        let link = |(lang, to): &(&str, &str)| format!("<link rel=alternate hreflang={lang} href={to}>");
        format!("<!doctype html><html lang={lang}>{}", links.iter().map(link).collect::<String>())
    };
    let (en, fr) = ("https://x.example/en/", "https://x.example/fr/");
    let both = [("en", en), ("fr", fr)];
    let validate = |first: String, second: String| objections(&BTreeMap::from([(en.to_owned(), first), (fr.to_owned(), second)]));
    assert_eq!(validate(page("en", &both), page("fr", &both)), (Vec::new(), 2));
    for (words, first, second) in [
        ("return tags", page("en", &both), page("fr", &[])),
        ("itself", page("en", &both[1..]), page("fr", &both)),
        ("one for each", page("en", &both), page("fr", &[both[0], both[1], ("fr", en)])),
        ("fully qualified", page("en", &[("en", "/en/")]), page("fr", &[])),
        ("is in fr", page("en", &both), page("de", &both)),
        ("no language tag", page("en", &[("english-language", en)]), page("fr", &[])),
    ] {
        let (found, _) = validate(first, second);
        assert!(found.iter().any(|objection| objection.contains(words)), "no word of {words}: {found:?}");
    }
}
