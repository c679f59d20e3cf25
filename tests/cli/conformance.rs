//! What other programs read of a site, held against its specifications: a corpus of what is hard to write down, as a site below a
//! path.

use super::spec::{Published, atom, discovery, hreflang, json_feed, opensearch, robots, sitemap, structured_data, web_manifest};
use super::support::Scratch;
use serde_json::{Value, json};
use std::collections::BTreeMap;

const SITE_URL: &str = "https://harbour.example/old/room/";

/// A site of articles whose words, dates and names are hard to write down.
struct HardSite {
    scratch: Scratch,
}

impl HardSite {
    fn build(more: &[&str]) -> HardSite {
        let scratch = Scratch::new();
        settings(&scratch);
        for (number, mut article) in (0..).zip(articles()) {
            let id = article["id"].as_str().map_or_else(|| format!("hard-{number}"), str::to_owned);
            article["format"] = 1.into();
            article["id"] = id.clone().into();
            let words = "Ends ]]> here & there <b> \u{1f6a2} \u{7}\u{b}\u{fffe}";
            article["body"] = json!([{"paragraph": [words, {"link": {"href": "/article/signs/", "text": ["& more"]}}]}, {"figure": {"images": [
                {"src": "images/the quay é.svg", "width": 120, "height": 80, "alt": "A <quay>"}], "caption": ["]]>"]}}]);
            scratch.write(&format!("corpus/articles/{id}.json"), &article.to_string());
        }
        scratch.write("corpus/images/the quay é.svg", &scratch.read("corpus/images/quay.svg"));
        scratch.build("site", more).assert_exit_code(0);
        HardSite { scratch }
    }

    /// Every file that is text, by its path.
    fn texts(&self) -> BTreeMap<String, String> {
        let files = self.scratch.files("site").into_iter().filter(|(path, _)| !path.starts_with('.'));
        files.filter_map(|(path, bytes)| Some((path, String::from_utf8(bytes).ok()?))).collect()
    }
}

/// A name and a description that are longer than some formats let them be.
fn settings(scratch: &Scratch) {
    let name = "The \"Old\" Harbour & <Sea> Reading Room of Everything Afloat";
    let settings = json!({"format": 1, "name": name, "description": "Ships & ]]> <water>. ".repeat(80), "lang": "en", "url": SITE_URL, "data": true,
        "navigation": [{"label": "About", "page": "about"}]});
    scratch.write("corpus/site.json", &settings.to_string());
}

fn articles() -> Vec<Value> {
    let versions = |lang: &str, id: &str| json!({"lang": lang, "id": id});
    let hard = [
        json!({"id": "signs", "lang": "en", "title": "Fish & <chips> \"hot\" 'now' ]]> done", "deck": "<b>&amp;</b> ]]>", "authors": ["O'Neil & \"Sons\" <x>"],
            "published": "2024-05-06T09:30:00+08:00", "source": "A & <B>", "versions": [versions("fr", "poisson")]}),
        json!({"id": "poisson", "lang": "fr", "title": "Poisson", "published": "2024-05-06", "versions": [versions("en", "signs"), versions("fr", "signs")]}),
        // Named by one side alone, in a language that it is not in; and twice in one language.
        json!({"id": "one-way", "lang": "en", "title": "One way", "versions": [versions("fr", "poisson"), versions("fr", "other-way"), versions("en", "signs")]}),
        json!({"id": "other-way", "lang": "de", "title": "Andersherum"}),
        json!({"lang": "en", "title": "\u{1f6a2}\u{1f469}\u{200d}\u{1f469}\u{200d}\u{1f467} \u{1f3f4}\u{e0067}\u{e007f} Ships"}),
        json!({"lang": "ar", "title": "الدفتر \u{202e}القديم", "published": "2013", "authors": ["", "  "], "tags": ["", "Shared"]}),
        json!({"lang": "en", "title": "Bell\u{7} and \u{0}null\u{b}\u{ffff}", "published": "2014-07", "authors": ["\u{7}"], "publisher": "\u{7}Bell"}),
        json!({"lang": "en", "title": "A space in its date", "published": "2024-05-06 09:30:00z", "modified": "2024-05-07T10:00+02:00"}),
        json!({"lang": "en", "title": "No zone", "published": "2024-05-06T09:30:00", "modified": "2024-05-07t10:00:00.5+0200"}),
        json!({"lang": "en", "title": "No date at all", "published": "May 2024", "modified": ""}),
        json!({"lang": "zh-Hant", "title": "  慢船  ", "published": "2024-02-29"}),
    ];
    // Enough of them for a second page of the list, and of a value.
    let more = (0..70)
        .map(|n| json!({"lang": "en", "title": format!("Number {n}"), "published": "2012-01-01", "tags": ["R&D <x> ]]>", "Shared"]}));
    hard.into_iter().chain(more).collect()
}

fn assert_no_objections(what: &str, objections: &[String]) {
    assert!(objections.is_empty(), "{what}:\n{}", objections.join("\n"));
}

#[test]
fn feeds_conform_to_their_specifications() {
    let texts = HardSite::build(&[]).texts();
    let of = |name: &'static str| {
        texts.iter().filter(move |(path, _)| path.ends_with(name)).map(|(path, text)| (format!("{SITE_URL}{path}"), text))
    };
    let (mut atoms, mut feeds) = (0, 0);
    for (here, text) in of("atom.xml") {
        assert_no_objections(&here, &atom::objections(text, &here));
        atoms += 1;
    }
    for (here, text) in of("feed.json") {
        assert_no_objections(&here, &json_feed::objections(text, &here));
        feeds += 1;
    }
    assert!(atoms >= 4 && feeds == atoms + 1, "the whole, values, and the data: {atoms} and {feeds}");
    // The words arrive as they were written, as far as XML has them.
    let feed: atom_syndication::Feed = texts["feed/atom.xml"].parse().unwrap();
    let titles: Vec<&str> = feed.entries.iter().map(|entry| entry.title.as_str()).collect();
    assert!(titles.contains(&"Fish & <chips> \"hot\" 'now' ]]> done"), "{titles:?}");
    let signs = feed.entries.iter().find(|entry| entry.id.ends_with("/article/signs/")).unwrap();
    let content = signs.content.as_ref().unwrap().value.as_deref().unwrap();
    assert!(content.contains("Ends ]]&gt; here &amp; there &lt;b&gt;"), "{content}");
}

/// The text of an article as both feeds have it.
fn feed_contents(scratch: &Scratch, id: &str) -> [String; 2] {
    let address = format!("{SITE_URL}article/{id}/");
    let feed: atom_syndication::Feed = scratch.read("site/feed/atom.xml").parse().unwrap();
    let entry = feed.entries.iter().find(|entry| entry.id == address).unwrap();
    let atom = entry.content.as_ref().unwrap().value.clone().unwrap();
    let json: Value = serde_json::from_str(&scratch.read("site/feed/feed.json")).unwrap();
    let item = json["items"].as_array().unwrap().iter().find(|item| item["id"] == address.as_str()).unwrap();
    [atom, item["content_html"].as_str().unwrap().to_owned()]
}

#[test]
fn feeds_carry_links_emphasis_and_pictures() {
    let scratch = Scratch::new();
    settings(&scratch);
    scratch.write("corpus/images/map 1.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"8\" height=\"4\"/>");
    let link = |href: &str, words: &str| json!({"link": {"href": href, "text": [words]}});
    let body = json!([
        {"figure": {"images": [{"src": "images/map 1.svg", "width": 8, "height": 4, "alt": "A \"map\""}], "caption": ["The ", {"em": ["old"]}, " line"], "credit": "Ada"}},
        {"paragraph": ["It is ", {"strong": ["bold ", {"em": ["both"]}]}, " & ", link("/about/", "about"), link("https://a.example/?b=1&c", "away"),
            link("#later", "later"), link("javascript:alert(1)", "never"), {"note": [{"paragraph": ["Noted."]}]}]},
        {"list": {"ordered": true, "start": 3, "items": [[{"paragraph": [link("mailto:a@b.example", "write")]}], [{"paragraph": ["one"]}, {"paragraph": ["two"]}]]}},
        {"quote": {"blocks": [{"paragraph": ["said"]}], "cite": "She"}},
        {"table": {"caption": ["Lengths"], "head": [["Part"], ["km"]], "rows": [[{"text": [{"code": "a<b"}], "head": true}, {"text": ["1"], "rowspan": 2}]]}},
        {"details": {"summary": ["More"], "blocks": [{"code": {"text": "x < y\n"}}]}},
        {"embed": {"provider": "Site", "url": "https://film.example/1"}},
        {"in": {"lang": "ar", "blocks": [{"paragraph": ["\u{627}"]}]}}
    ]);
    let article = json!({"format": 1, "id": "a", "lang": "en", "title": "A", "published": "2024-05-06", "body": body,
        "capture": {"from": "a.html", "sha256": "", "written": "", "cut": ["Subscribe to our newsletter"]}});
    scratch.write("corpus/articles/a.json", &article.to_string());
    scratch.build("site", &[]).assert_exit_code(0);
    assert_no_objections("atom.xml", &atom::objections(&scratch.read("site/feed/atom.xml"), &format!("{SITE_URL}feed/atom.xml")));
    assert_no_objections("feed.json", &json_feed::objections(&scratch.read("site/feed/feed.json"), &format!("{SITE_URL}feed/feed.json")));
    for html in feed_contents(&scratch, "a") {
        for expected in [
            &format!("<figure><img src=\"{SITE_URL}images/map%201.svg\" alt=\"A &quot;map&quot;\" width=\"8\" height=\"4\">"),
            "<figcaption>The <em>old</em> line<br><cite>Ada</cite></figcaption></figure>",
            "<strong>bold <em>both</em></strong> &amp; ",
            &format!("<a href=\"{SITE_URL}about/\">about</a>"),
            "<a href=\"https://a.example/?b=1&amp;c\">away</a>",
            &format!("<a href=\"{SITE_URL}article/a/#later\">later</a>"),
            &format!("</a>never<sup><a href=\"{SITE_URL}article/a/#note-1\">1</a></sup>"),
            "<ol start=\"3\"><li><a href=\"mailto:a@b.example\">write</a></li><li><p>one</p><p>two</p></li></ol>",
            "<blockquote><p>said</p><p><cite>She</cite></p></blockquote>",
            "<table><caption>Lengths</caption><thead><tr><th scope=\"col\">Part</th><th scope=\"col\">km</th></tr></thead>",
            "<th scope=\"row\"><code dir=\"ltr\" translate=\"no\">a&lt;b</code></th><td rowspan=\"2\">1</td>",
            "<details><summary>More</summary><pre dir=\"ltr\" translate=\"no\"><code>x &lt; y\n</code></pre></details>",
            "<p>Site · opens film.example <a href=\"https://film.example/1\">https://film.example/1</a></p>",
            "<div lang=\"ar\" dir=\"rtl\"><p>\u{627}</p></div>",
            &format!("<aside><a href=\"{SITE_URL}article/a/#mark-1\">1</a><p>Noted.</p></aside>"),
        ] {
            assert!(html.contains(expected), "{expected} in {html}");
        }
        assert!(!html.contains("Subscribe") && !html.contains("javascript"), "{html}");
    }
}

#[test]
fn the_sitemap_lists_every_indexable_page() {
    for more in [&[][..], &["--pages", "recent:20"]] {
        let texts = HardSite::build(more).texts();
        let site = Published { url: SITE_URL, files: texts.keys().map(String::as_str).collect() };
        let (objections, listed) = sitemap::objections(&site, &texts);
        assert_no_objections("sitemap.xml", &objections);
        let pages: BTreeMap<String, String> =
            texts.iter().filter(|(path, _)| path.ends_with(".html")).map(|(p, t)| (p.clone(), t.clone())).collect();
        assert_no_objections("what sitemap.xml lists", &sitemap::listing_objections(&site, &pages, &listed));
        assert!(
            ["page/2/", "tag/shared/page/2/", "data/", "about/"].iter().all(|path| listed.contains(&format!("{SITE_URL}{path}"))),
            "{listed:?}"
        );
        assert_no_objections("robots.txt", &robots::objections(&texts["robots.txt"]));
        assert!(texts["robots.txt"].contains(&format!("Sitemap: {SITE_URL}sitemap.xml\n")));
    }
}

#[test]
fn page_metadata_conforms_to_its_specifications() {
    let hard = HardSite::build(&[]);
    let (texts, files) = (hard.texts(), hard.scratch.files("site"));
    let site = Published { url: SITE_URL, files: files.keys().map(String::as_str).collect() };
    let (mut articles, mut by_address) = (0, BTreeMap::new());
    for (path, html) in texts.iter().filter(|(path, _)| path.ends_with(".html")) {
        let (objections, count) = structured_data::objections(html, &site);
        assert_no_objections(path, &objections);
        assert_eq!(count, usize::from(path.starts_with("article/")), "{path}");
        articles += count;
        assert_no_objections(path, &discovery::objections(html, &site, &texts));
        by_address.insert(format!("{SITE_URL}{}", path.trim_end_matches("index.html")), html.clone());
    }
    assert_eq!(articles, 84);
    let (objections, versions) = hreflang::objections(&by_address);
    assert_no_objections("hreflang", &objections);
    assert_eq!(versions, 4, "each of two pairs names the other");
    assert_no_objections("opensearch.xml", &opensearch::objections(&texts["opensearch.xml"], &format!("{SITE_URL}opensearch.xml"), &site));
    assert_no_objections(
        "site.webmanifest",
        &web_manifest::objections(&texts["site.webmanifest"], &format!("{SITE_URL}site.webmanifest"), SITE_URL, &files),
    );
}
