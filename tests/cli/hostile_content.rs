//! A corpus of attacks: it is taken in and built, nothing in it runs or leaves its place, and the publisher is told what was refused.

use super::support::{CommandOutput, Scratch, check_inline_hashes};
use dom_query::Document;
use quick_xml::events::Event;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;

/// What would run, if any place took it for markup.
const HOSTILE_MARKUP: &str =
    "\"'><img src=x onerror=window.pwned=1><script>window.pwned=1</script></title></textarea><svg/onload=window.pwned=1>";

/// Addresses that run, or lead elsewhere than they seem to.
const HOSTILE_ADDRESSES: [&str; 14] = [
    "javascript:window.pwned=1",
    "JaVaScRiPt:window.pwned=1",
    " javascript:window.pwned=1",
    "java\tscript:window.pwned=1",
    "java\nscript:window.pwned=1",
    "\u{1}javascript:window.pwned=1",
    "\u{a0}javascript:window.pwned=1",
    "javascript&colon;window.pwned=1:",
    "data:text/html,<script>window.pwned=1</script>",
    "data:text/html;base64,PHNjcmlwdD4=",
    "vbscript:window.pwned=1",
    "view-source:javascript:window.pwned=1",
    "/\\evil.example/pwned",
    "\" onclick=\"window.pwned=1\" href=\"javascript:window.pwned=1",
];

/// A folder of its own with an empty corpus `corpus`.
fn scratch_with_empty_corpus() -> Scratch {
    let scratch = Scratch::new();
    fs::remove_dir_all(scratch.path("corpus")).unwrap();
    let site = json!({"name": format!("N{HOSTILE_MARKUP}\u{ffff}"), "description": HOSTILE_MARKUP, "lang": "en", "url": "https://harbour.example/room/"});
    scratch.write("corpus/site.json", &site.to_string());
    scratch
}

fn add_article(scratch: &Scratch, article: &Value) {
    scratch.write(&format!("corpus/articles/{}.json", article["id"].as_str().unwrap()), &article.to_string());
}

/// An article whose every field holds markup, with every kind of block and every address in each place that takes one.
fn hostile_article() -> Value {
    let link = |href: &str| json!({"link": {"href": href, "text": ["link"]}});
    let links: Vec<Value> = HOSTILE_ADDRESSES.iter().map(|href| link(href)).collect();
    let outside = HOSTILE_ADDRESSES.iter().flat_map(|url| {
        [
            json!({"embed": {"provider": HOSTILE_MARKUP, "title": HOSTILE_MARKUP, "url": url}}),
            json!({"media": {"kind": HOSTILE_MARKUP, "title": HOSTILE_MARKUP, "src": url}}),
        ]
    });
    let image = |src: &str| json!({"src": src, "alt": HOSTILE_MARKUP, "width": 9, "height": 9});
    let mut body = vec![
        json!({"heading": {"level": 2, "text": [HOSTILE_MARKUP]}}),
        json!({"paragraph": [HOSTILE_MARKUP, {"em": [HOSTILE_MARKUP]}, {"code": HOSTILE_MARKUP}, {"math": {"tex": HOSTILE_MARKUP}}, {"ruby": {"base": HOSTILE_MARKUP, "text": HOSTILE_MARKUP}}]}),
        json!({"paragraph": links}),
        json!({"paragraph": [{"note": [{"paragraph": [link(HOSTILE_ADDRESSES[0])]}, {"figure": {"images": [image("/evil.example/x.png")]}}]}]}),
        json!({"quote": {"blocks": [{"paragraph": [HOSTILE_MARKUP]}], "cite": HOSTILE_MARKUP}}),
        json!({"figure": {"images": [image("images/evil.svg"), image("images/evil.html"), image("../escape.png"), image("images/../../escape.png"), image("//evil.example/x.png")],
            "caption": [HOSTILE_MARKUP], "credit": HOSTILE_MARKUP, "place": HOSTILE_MARKUP, "date": HOSTILE_MARKUP}}),
        json!({"list": {"ordered": true, "start": 9_007_199_254_740_993_u64, "items": [[{"paragraph": [HOSTILE_MARKUP]}]]}}),
        json!({"table": {"caption": [HOSTILE_MARKUP], "head": [[HOSTILE_MARKUP]], "rows": [[{"text": [HOSTILE_MARKUP], "colspan": 4_294_967_295_u32}]]}}),
        json!({"code": {"language": HOSTILE_MARKUP, "text": HOSTILE_MARKUP}}),
        json!({"in": {"lang": HOSTILE_MARKUP, "blocks": [{"paragraph": [HOSTILE_MARKUP]}]}}),
        json!({"details": {"summary": [HOSTILE_MARKUP], "blocks": ["rule"]}}),
        json!({HOSTILE_MARKUP: {"__proto__": HOSTILE_MARKUP, "constructor": {"prototype": HOSTILE_MARKUP}}}),
    ];
    body.extend(outside);
    json!({
        "id": "hostile", "lang": "en", "title": HOSTILE_MARKUP, "deck": HOSTILE_MARKUP, "authors": [HOSTILE_MARKUP, "__proto__"], "source": HOSTILE_MARKUP, "published": "2024-07-01",
        "dateline": HOSTILE_MARKUP, "section": HOSTILE_MARKUP, "tags": [HOSTILE_MARKUP, "__proto__", "constructor", "a/../../b"], "publisher": HOSTILE_MARKUP,
        "canonical": "javascript:window.pwned=1", "licence": HOSTILE_MARKUP, "versions": [{"lang": HOSTILE_MARKUP, "id": "../../x\" onclick=\"window.pwned=1"}],
        "capture": {"from": HOSTILE_MARKUP, "cut": [HOSTILE_MARKUP]}, "body": body,
    })
}

/// Fails where a page of a site would run what is not the site's own, or ask another host without a click.
fn assert_page_is_safe(path: &str, html: &str) {
    let document = Document::from(html);
    for script in document.select("script").nodes() {
        let own = script.attr("src").is_some_and(|src| src.starts_with("/room/") && !src.contains("//"));
        let data = script.attr("type").as_deref() == Some("application/ld+json");
        // Without any attribute it stands in the template, and the policy names its hash.
        assert!(own || data || script.attrs().is_empty(), "{path}: {}", script.html());
    }
    for element in document.select("*").nodes() {
        for attribute in element.attrs() {
            let (name, value) = (attribute.name.local.to_string(), attribute.value.to_string());
            assert!(!name.starts_with("on") && name != "style" && name != "srcdoc", "{path}: {}", element.html());
            if matches!(name.as_str(), "href" | "src" | "action" | "formaction" | "data" | "poster" | "srcset") {
                assert_address_is_safe(path, &element.node_name().unwrap_or_default(), &name, &value);
            }
        }
    }
    for name in ["iframe", "object", "embed", "base", "foreignObject"] {
        assert!(!document.select(name).exists(), "{path}: {name}");
    }
    assert_eq!(check_inline_hashes(html, path), 2, "{path}: theme, style");
    let policy = html.find("Content-Security-Policy").unwrap_or_else(|| panic!("{path} has no policy"));
    assert!(html.find("<script").is_none_or(|at| policy < at) && html.find("<link").is_none_or(|at| policy < at), "{path}");
    assert!(html.contains("<meta name=\"referrer\" content=\"no-referrer\">"), "{path}");
}

fn assert_address_is_safe(path: &str, element: &str, name: &str, value: &str) {
    let plain: String = value.chars().filter(|c| *c > ' ').collect::<String>().to_lowercase();
    for scheme in ["javascript:", "data:", "vbscript:", "file:", "blob:", "view-source:"] {
        assert!(!plain.starts_with(scheme), "{path}: {element} {name}={value:?}");
    }
    if element != "a" && element != "link" {
        assert!(plain.starts_with("/room/"), "{path}: {element} {name}={value:?} asks another host");
    }
}

fn assert_well_formed_xml(path: &str, xml: &str) {
    let (mut reader, mut open) = (quick_xml::Reader::from_str(xml), 0_i32);
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{path}: {error}")) {
            Event::Start(_) => open += 1,
            Event::End(_) => open -= 1,
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(open, 0, "{path}");
    let is_xml_char = |c: char| matches!(c, '\t' | '\n' | '\r') || !(c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}'));
    assert!(xml.chars().all(is_xml_char), "{path} holds characters that XML does not have");
}

/// Every file of a built site.
fn assert_site_is_safe(scratch: &Scratch, site: &str) {
    let mut pages = 0;
    for (path, bytes) in scratch.files(site) {
        let text = String::from_utf8_lossy(&bytes);
        if path.ends_with(".html") && !path.starts_with('.') {
            assert_page_is_safe(&path, &text);
            pages += 1;
        }
        if path.ends_with(".xml") {
            assert_well_formed_xml(&path, &text);
        }
        if path.ends_with(".json") {
            assert_json_is_safe(&path, &serde_json::from_str(&text).unwrap());
        }
        if path.ends_with(".svg") {
            assert!(!text.contains("pwned"), "{path}: {text}");
        }
        assert!(!path.starts_with("images/") || path.ends_with(".svg"), "{path}");
    }
    assert!(pages > 4);
}

/// The reader in the page draws from packs: they hold no dangerous address either.
fn assert_json_is_safe(path: &str, value: &Value) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| assert_json_is_safe(path, item)),
        Value::Object(fields) => {
            for (key, value) in fields {
                if let (true, Some(address)) = (matches!(key.as_str(), "href" | "url" | "src" | "canonical"), value.as_str()) {
                    assert_address_is_safe(path, "a", key, address);
                }
                assert_json_is_safe(path, value);
            }
        }
        _ => {}
    }
}

#[test]
fn a_hostile_article_runs_nothing() {
    let scratch = scratch_with_empty_corpus();
    add_article(&scratch, &hostile_article());
    scratch.write("corpus/images/evil.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"window.pwned=1\"><script>window.pwned=1</script><rect width=\"9\" height=\"9\"/></svg>");
    scratch.write("corpus/images/evil.html", "<script>window.pwned=1</script>");
    scratch.write("corpus/escape.png", "x");
    let output = scratch.build("site", &[]).assert_exit_code(0);
    assert_site_is_safe(&scratch, "site");
    let page = scratch.read("site/article/hostile/index.html");
    assert!(page.contains("&lt;script&gt;window.pwned=1&lt;/script&gt;"), "what was markup is words");
    let images = Document::from(page.as_str()).select("img[src$='evil.svg']").length();
    assert_eq!(images, 1, "a drawing is shown by img alone");
    for part in [
        "\"javascript:window.pwned=1\" and",
        "images/evil.svg: warning: the drawing may contain a program",
        "images/evil.html does not have the extension",
        "../escape.png is not in",
    ] {
        assert!(output.stderr.contains(part), "{part}\n{}", output.stderr);
    }
    assert!(!scratch.path("site/images/evil.html").exists());
}

#[test]
fn an_embed_is_a_card_that_names_its_host() {
    let scratch = scratch_with_empty_corpus();
    let embed = |url: &str| json!({"embed": {"provider": "YouTube", "title": "A film", "url": url}});
    let body = [
        embed("https://www.youtube.com/watch?v=1"),
        embed("https://www.youtube.com@evil.example/"),
        embed("https://p\u{430}ypal.example/"),
    ];
    add_article(&scratch, &json!({"id": "films", "lang": "en", "title": "Films", "body": body}));
    let output = scratch.build("site", &[]).assert_exit_code(0);
    let page = scratch.read("site/article/films/index.html");
    for part in [
        "YouTube · opens www.youtube.com<",
        "YouTube · opens evil.example<",
        "YouTube · opens xn--pypal-4ve.example<",
        "href=\"https://www.youtube.com/watch?v=1\" rel=\"noopener\" target=\"_blank\">A film<",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
    assert!(output.stderr.contains("mixes look-alike letters"), "{}", output.stderr);
    assert_site_is_safe(&scratch, "site");
}

#[test]
fn bidi_overrides_are_removed_from_titles() {
    let scratch = scratch_with_empty_corpus();
    let with_bidi_override = "\u{202e}gnp.exe\u{2067} title";
    add_article(
        &scratch,
        &json!({"id": "turned", "lang": "en", "title": with_bidi_override, "authors": [with_bidi_override], "tags": [with_bidi_override], "body": [{"paragraph": [with_bidi_override]}]}),
    );
    scratch.build("site", &[]).assert_exit_code(0);
    for (path, bytes) in scratch.files("site") {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains(['\u{202e}', '\u{2067}']) && !text.contains("\\u202e"), "{path}");
    }
    assert!(scratch.read("corpus/articles/turned.json").contains('\u{202e}'), "the corpus keeps its words");
    assert!(scratch.read("site/article/turned/index.html").contains("gnp.exe title"));
}

#[test]
fn csv_cells_are_never_formulas() {
    let scratch = scratch_with_empty_corpus();
    let cells = ["=1+1", "+1", "-5", "@SUM(A1)", "=HYPERLINK(\"https://evil.example\")"];
    for (number, cell) in cells.iter().enumerate() {
        add_article(
            &scratch,
            &json!({"id": format!("n{number}"), "title": cell, "authors": [cell], "tags": [cell], "deck": cell, "body": [{"paragraph": [cell]}]}),
        );
    }
    let output = scratch.run(&["export", "--format", "csv"]).assert_exit_code(0);
    let mut table = csv::Reader::from_reader(output.stdout.as_bytes());
    let rows: Vec<csv::StringRecord> = table.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), cells.len());
    let starts_formula = |cell: &str| cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    assert!(rows.iter().flat_map(|row| row.iter()).all(|cell| !starts_formula(cell)), "{}", output.stdout);
    assert!(scratch.run(&["export", "--format", "jsonl"]).stdout.contains("\"title\":\"=1+1\""), "JSON Lines are left alone");
}

#[test]
fn unsafe_ids_write_nothing_outside_the_site() {
    let scratch = scratch_with_empty_corpus();
    for id in
        ["../../escape", "a/../../escape", "..\\escape", "/escape", "con", "NUL", "com1", "__proto__", "x\u{202e}txt", "escape\u{0}", ""]
    {
        let file =
            format!("corpus/articles/{:x}.json", id.bytes().fold(7_u64, |hash, byte| hash.wrapping_mul(31).wrapping_add(byte.into())));
        scratch.write(&file, &json!({"id": id, "title": "T", "body": [{"paragraph": ["x"]}]}).to_string());
    }
    let before: BTreeSet<String> = scratch.files("").into_keys().collect();
    let output = scratch.build("out/site", &[]).assert_exit_code(1);
    assert_eq!(output.stderr.matches("cannot be used in a URL").count(), 11, "{}", output.stderr);
    // What a build remembers stands inside the corpus.
    let own = |path: &str| path.starts_with("out/site/") || path.starts_with("corpus/.lectern/");
    let after: BTreeSet<String> = scratch.files("").into_keys().filter(|path| !own(path)).collect();
    assert_eq!(before, after, "nothing is written outside of the site");
    assert!(!scratch.path("out/site/article").exists());
}

#[cfg(unix)]
#[test]
fn symlinks_publish_nothing_from_outside_the_corpus() {
    let scratch = scratch_with_empty_corpus();
    scratch.write("secret.png", "secret");
    fs::create_dir_all(scratch.path("corpus/images")).unwrap();
    std::os::unix::fs::symlink(scratch.path("secret.png"), scratch.path("corpus/images/a.png")).unwrap();
    add_article(&scratch, &json!({"id": "a", "title": "T", "body": [{"figure": {"images": [{"src": "images/a.png"}], "caption": ["c"]}}]}));
    let output = scratch.build("site", &[]).assert_exit_code(0);
    assert!(output.stderr.contains("outside images/") && !scratch.path("site/images/a.png").exists(), "{}", output.stderr);
}

/// Imports sources into an empty corpus.
fn import_sources(scratch: &Scratch, sources: &[(&str, String)]) -> CommandOutput {
    sources.iter().for_each(|(name, text)| scratch.write(&format!("src/{name}"), text));
    scratch.run(&["import", "src"])
}

#[test]
fn hostile_sources_are_sanitized() {
    let scratch = scratch_with_empty_corpus();
    let lines = [
        json!({"id": "../../escape", "title": format!("t{HOSTILE_MARKUP}"), "text": HOSTILE_MARKUP}),
        json!({"id": "x\u{202e}txt", "title": format!("\u{202e}abc{HOSTILE_MARKUP}"), "text": "javascript:window.pwned=1"}),
        json!({"id": "__proto__", "title": "=1+1", "text": "=HYPERLINK(\"x\")", "authors": [HOSTILE_MARKUP], "tags": [HOSTILE_MARKUP, "a/../../b"], "source": HOSTILE_MARKUP}),
        json!({"id": "con", "title": "nul", "text": "x", "date": HOSTILE_MARKUP, "url": "javascript:window.pwned=1"}),
    ];
    let lines: String = lines.iter().map(|line| format!("{line}\n")).collect();
    let markdown =
        "---\ntitle: 'm'\n---\n[a](javascript:window.pwned=1) [b](data:text/html,<script>1</script>) ![i](../../../../etc/passwd)\n\n";
    let yaml_bomb =
        |open: &str| (1..9).map(|n| format!("{open}{n}: &l{n} [{}]\n", vec![format!("*l{}", n - 1); 10].join(","))).collect::<String>();
    let entities: String = (1..9).map(|n| format!("<!ENTITY l{n} \"{}\">", format!("&l{};", n - 1).repeat(10))).collect();
    let laughs = format!("<?xml version=\"1.0\"?><!DOCTYPE l [<!ENTITY l0 \"ha\">{entities}]>");
    let output = import_sources(
        &scratch,
        &[
            ("e.jsonl", lines),
            ("e.md", format!("{markdown}{}deep\n", "> ".repeat(500))),
            ("laughs.md", format!("---\na0: &l0 ha\n{}---\nText.\n", yaml_bomb("a"))),
            ("e.xml", format!("{laughs}<rss version=\"2.0\"><channel><title>&l8;</title></channel></rss>")),
            (
                "laughs.html",
                format!(
                    "{laughs}<html><head><title>Laughs</title></head><body><article><h1>Laughs</h1><p>{} &l8;</p></article></body></html>",
                    "Words. ".repeat(60)
                ),
            ),
        ],
    );
    assert!(output.code <= 1, "{}", output.stderr);
    let ids: Vec<String> = scratch.files("corpus/articles").into_keys().collect();
    assert!(ids.len() >= 6, "{ids:?}\n{}", output.stderr);
    for id in &ids {
        assert!(id.trim_end_matches(".json").bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_'), "{id}");
        assert!(scratch.read(&format!("corpus/articles/{id}")).len() < 1_000_000, "{id} grew");
    }
    scratch.build("out/site", &[]).assert_exit_code(0);
    assert_site_is_safe(&scratch, "out/site");
    let outside: Vec<String> = scratch.files("").into_keys().filter(|path| path.contains("escape")).collect();
    assert!(outside.iter().all(|path| path.starts_with("corpus/articles/") || path.starts_with("out/site/article/")), "{outside:?}");
    assert!(scratch.read("out/site/index.html").contains("&lt;img src=x onerror="), "markup in a title stands as text on the list");
}

#[test]
fn deeply_nested_sources_are_flattened_or_refused() {
    let scratch = scratch_with_empty_corpus();
    let depth = 10_000;
    let words = "Words that make an article of it, and there are enough of them. ".repeat(20);
    let nested = |open: &str, close: &str| format!("{}{words}{}", open.repeat(depth), close.repeat(depth));
    let json_body = format!("{}{{\"paragraph\":[\"x\"]}}{}", "{\"aside\":[".repeat(depth), "]}".repeat(depth));
    let json_text = format!("{}\"x\"{}", "{\"em\":[".repeat(depth), "]}".repeat(depth));
    let output = import_sources(
        &scratch,
        &[
            ("blocks.json", format!("{{\"title\":\"T\",\"body\":[{json_body}]}}")),
            ("inlines.json", format!("{{\"title\":\"T\",\"body\":[{{\"paragraph\":[{json_text}]}}]}}")),
            ("lines.jsonl", format!("{{\"text\":\"x\",\"more\":{}1{}}}\n", "[".repeat(depth), "]".repeat(depth))),
            (
                "divs.html",
                format!("<!doctype html><title>Divs</title><article><h1>Divs</h1><p>{words}</p>{}</article>", nested("<div>", "</div>")),
            ),
            (
                "quotes.html",
                format!(
                    "<!doctype html><title>Quotes</title><article><h1>Quotes</h1><p>{words}</p>{}</article>",
                    nested("<blockquote>", "</blockquote>")
                ),
            ),
            ("quotes.md", format!("# Quotes\n\n{words}\n\n{}deep\n", "> ".repeat(depth))),
            ("lists.md", format!("# Lists\n\n{words}\n\n{}deep\n", "- ".repeat(depth))),
            ("marks.md", format!("# Marks\n\n{words}\n\n{}x{}\n", "*a ".repeat(depth), "*".repeat(depth))),
            ("brackets.md", format!("# Brackets\n\n{words}\n\n{}x{}\n", "[".repeat(depth), "](y)".repeat(depth))),
        ],
    );
    assert_eq!(output.code, 1, "{}", output.stderr);
    for file in ["blocks.json", "inlines.json", "lines.jsonl"] {
        assert!(output.stderr.contains(&format!("{file}: ")) && output.stderr.contains("recursion limit"), "{file}\n{}", output.stderr);
    }
    scratch.build("site", &[]).assert_exit_code(0);
    assert_site_is_safe(&scratch, "site");
    scratch.run(&["check"]);
    // Put into the corpus by hand, it is named and left out.
    scratch.write("corpus/articles/deep.json", &format!("{{\"id\":\"deep\",\"title\":\"T\",\"body\":[{json_body}]}}"));
    assert!(scratch.build("site", &[]).assert_exit_code(1).stderr.contains("articles/deep.json"));
}
