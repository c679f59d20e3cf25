//! Sitemaps 0.9, <https://www.sitemaps.org/protocol.html>. The clauses are its own headings.

use super::xml::{self, Element};
use super::{Objections, Published, is_address, rfc3339};
use std::collections::{BTreeMap, BTreeSet};

const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// So much a file may hold.
const MAX_URLS: usize = 50_000;
const MAX_BYTES: usize = 50 << 20;

/// What is to be objected to in the sitemap of a site, its parts included, and every address that it lists.
pub(in super::super) fn objections(site: &Published, texts: &BTreeMap<String, String>) -> (Vec<String>, BTreeSet<String>) {
    let (mut found, mut listed) = (Objections::default(), BTreeSet::new());
    let whole = texts.get("sitemap.xml").map(|text| xml::parse(text));
    match whole {
        Some(Ok(root)) if root.name == "sitemapindex" => check_index(&root, site, texts, &mut found, &mut listed),
        Some(_) => check_file("sitemap.xml", site, texts, &mut found, &mut listed),
        None => found.require(false, "Location", "there is no sitemap.xml"),
    }
    (found.into_vec(), listed)
}

fn check_index(root: &Element, site: &Published, texts: &BTreeMap<String, String>, found: &mut Objections, listed: &mut BTreeSet<String>) {
    found.require(root.namespace == NAMESPACE, "Sitemap index", "its namespace is another");
    found.require(root.children.len() <= MAX_URLS, "Sitemap index", "it names more than 50,000 sitemaps");
    for part in &root.children {
        found.require(part.name == "sitemap" && part.count("loc") == 1, "Sitemap index", "an entry is no sitemap with one loc");
        let address = part.first("loc").map(|loc| loc.text.trim()).unwrap_or_default();
        check_address(address, site, found);
        match site.file_path(address) {
            Some(file) if texts.contains_key(&file) => check_file(&file, site, texts, found, listed),
            _ => found.require(false, "Sitemap index", format!("{address} names no file of the site")),
        }
    }
}

fn check_file(file: &str, site: &Published, texts: &BTreeMap<String, String>, found: &mut Objections, listed: &mut BTreeSet<String>) {
    let text = &texts[file];
    found.require(text.len() <= MAX_BYTES, "Sitemap index", format!("{file} is larger than 50 MB"));
    found.require(text.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"), "XML tags", "it does not say that it is UTF-8");
    let set = match xml::parse(text) {
        Ok(set) => set,
        Err(error) => return found.require(false, "XML tags", error),
    };
    found.require(set.name == "urlset" && set.namespace == NAMESPACE, "XML tags", format!("the root of {file} is no urlset"));
    found.require((1..=MAX_URLS).contains(&set.children.len()), "Sitemap index", format!("{file} holds none, or more than 50,000"));
    for url in &set.children {
        found.require(url.name == "url" && url.count("loc") == 1, "XML tags", "an entry is no url with one loc");
        let address = url.first("loc").map(|loc| loc.text.trim()).unwrap_or_default();
        check_address(address, site, found);
        found.require(listed.insert(address.to_owned()), "XML tags", format!("{address} is listed twice"));
        for known in &url.children {
            found.require(
                ["loc", "lastmod", "changefreq", "priority"].contains(&known.name.as_str()),
                "XML tags",
                format!("{} is not known", known.name),
            );
        }
        for day in url.all("lastmod") {
            found.require(rfc3339::is_w3c(day.text.trim()), "XML tags", format!("lastmod {:?} is no W3C datetime", day.text));
        }
    }
}

/// A sitemap lists what is below its own folder, on its own host.
fn check_address(address: &str, site: &Published, found: &mut Objections) {
    found.require(is_address(address) && address.len() < 2048, "Escaping", format!("{address:?} is no absolute address as it travels"));
    found.require(address.starts_with(site.url), "Location", format!("{address} is not below {}", site.url));
}

/// What is to be objected to in the choice of pages: every page that may be found is listed, and no other. Pages are given by
/// their files.
pub(in super::super) fn listing_objections(site: &Published, pages: &BTreeMap<String, String>, listed: &BTreeSet<String>) -> Vec<String> {
    let mut found = Objections::default();
    let files: BTreeSet<String> = listed.iter().filter_map(|address| site.file_path(address)).collect();
    for (file, html) in pages {
        let page = dom_query::Document::from(html.as_str());
        let hidden = page.select("meta[name=robots][content~=noindex]").exists();
        found.require(
            hidden != files.contains(file),
            "XML tags",
            format!("{file}: hidden from search engines {hidden}, listed {}", !hidden),
        );
        let canonical = page.select("link[rel=canonical]").attr("href");
        found.require(
            hidden || canonical.is_some_and(|at| listed.contains(&*at)),
            "XML tags",
            format!("{file}: its canonical address is not listed"),
        );
    }
    for file in files {
        found.require(pages.contains_key(&file), "XML tags", format!("{file} is listed, and is no page"));
    }
    found.into_vec()
}

#[test]
fn broken_sitemaps_are_refused() {
    let site = Published { url: "https://x.example/r/", files: ["a/index.html", "sitemap.xml", "sitemap-1.xml"].into() };
    let head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    let set = |inside: &str| format!("{head}<urlset xmlns=\"{NAMESPACE}\">{inside}</urlset>");
    let good = set("<url><loc>https://x.example/r/a/</loc><lastmod>2024-05</lastmod></url>");
    let validate = |text: &str| objections(&site, &BTreeMap::from([("sitemap.xml".to_owned(), text.to_owned())])).0;
    assert_eq!(validate(&good), Vec::<String>::new());
    let many = set(&(0..=MAX_URLS).map(|n| format!("<url><loc>https://x.example/r/{n}/</loc></url>")).collect::<String>());
    let index =
        format!("{head}<sitemapindex xmlns=\"{NAMESPACE}\"><sitemap><loc>https://x.example/r/sitemap-2.xml</loc></sitemap></sitemapindex>");
    super::assert_refused(
        validate,
        &[
            ("no urlset", &good.replace("urlset", "urls")),
            ("no urlset", &good.replace("0.9", "0.84")),
            ("more than 50,000", &many),
            ("Escaping", &good.replace("/r/a/", "/r/ä/")),
            ("Escaping", &good.replace("https://x.example", "")),
            ("Location", &good.replace("x.example", "y.example")),
            ("Location", &good.replace("/r/", "/s/")),
            ("lastmod", &good.replace("2024-05", "May 2024")),
            ("twice", &set(&"<url><loc>https://x.example/r/a/</loc></url>".repeat(2))),
            ("one loc", &set("<url><lastmod>2024</lastmod></url>")),
            ("XML", &good.replace("</url>", "")),
            ("names no file", &index),
        ],
    );
    let page = |more: &str| format!("<!doctype html><link rel=canonical href=\"https://x.example/r/a/\">{more}");
    let choose = |html: &str| {
        listing_objections(
            &site,
            &BTreeMap::from([("a/index.html".to_owned(), html.to_owned())]),
            &BTreeSet::from(["https://x.example/r/a/".to_owned()]),
        )
    };
    assert_eq!(choose(&page("")), Vec::<String>::new());
    super::assert_refused(
        choose,
        &[("hidden from search engines true", &page("<meta name=robots content=noindex>")), ("canonical", "<!doctype html>")],
    );
    let none = |html: &str| listing_objections(&site, &BTreeMap::from([("a/index.html".to_owned(), html.to_owned())]), &BTreeSet::new());
    super::assert_refused(none, &[("hidden from search engines false", &page(""))]);
}
