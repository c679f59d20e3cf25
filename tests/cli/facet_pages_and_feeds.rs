//! Lists by value, feeds, and the collection as data.

use super::support::Scratch;
use serde_json::{Value, json};

/// A corpus of its own: 130 articles on canals, the first two on locks as well.
fn corpus_of_canals() -> Scratch {
    let scratch = Scratch::new();
    let line = |n: usize| {
        let tags = if n < 2 { json!(["Canals", "Locks"]) } else { json!(["Canals"]) };
        let day = format!("2014-{:02}-{:02}", n / 28 + 1, n % 28 + 1);
        json!({"id": format!("canal-{n:03}"), "title": format!("Canal {n}"), "text": format!("Water & stone, {n}."), "date": day, "tags": tags}).to_string()
    };
    scratch.write("canals.jsonl", &(0..130).map(line).collect::<Vec<_>>().join("\n"));
    scratch.run(&["import", "canals.jsonl"]).assert_exit_code(0);
    scratch
}

fn read_json(scratch: &Scratch, path: &str) -> Value {
    serde_json::from_str(&scratch.read(path)).unwrap()
}

#[test]
fn a_facet_value_with_three_articles_has_pages() {
    let scratch = corpus_of_canals();
    scratch.build("site", &[]).assert_exit_code(0);
    let first = scratch.read("site/tag/canals/index.html");
    assert!(first.contains("<title>Canals — Harbour</title>"));
    assert!(first.contains("<link rel=\"canonical\" href=\"https://harbour.example/room/tag/canals/\">"));
    assert!(first.contains("<link rel=\"next\" href=\"/room/tag/canals/page/2/\">") && !first.contains("rel=\"prev\""));
    assert_eq!(first.matches("<article ").count(), 60);
    assert!(first.contains("Canal 129<") && !first.contains("Canal 3<"), "the newest come first");
    assert!(!first.contains("slow-boats"), "only what has the value");
    let last = scratch.read("site/tag/canals/page/3/index.html");
    assert_eq!(last.matches("<article ").count(), 10);
    assert!(last.contains("rel=\"prev\"") && !last.contains("rel=\"next\""));
    assert!(!scratch.path("site/tag/locks").exists(), "two articles are too few for a page");
    assert!(scratch.read("site/sitemap.xml").contains("<loc>https://harbour.example/room/tag/canals/</loc>"));
}

#[test]
fn facet_values_link_to_their_pages() {
    let scratch = corpus_of_canals();
    scratch.build("site", &[]).assert_exit_code(0);
    let article = scratch.read("site/article/canal-000/index.html");
    assert!(article.contains("href=\"/room/tag/canals/\"") && article.contains("href=\"/room/?tag=Locks\""), "{article}");
    let front = scratch.read("site/index.html");
    assert!(front.contains("<a href=\"/room/tag/canals/\"><bdi>Canals</bdi></a>"));
    assert!(front.contains("<a href=\"/room/year/2014/\">2014</a>"));
}

#[test]
fn each_list_has_atom_and_json_feeds() {
    let scratch = corpus_of_canals();
    scratch.build("site", &[]).assert_exit_code(0);
    let page = scratch.read("site/tag/canals/index.html");
    for feed in ["tag/canals/atom.xml", "tag/canals/feed.json", "feed/atom.xml", "feed/feed.json"] {
        assert!(page.contains(&format!("href=\"/room/{feed}\"")), "{feed}");
    }
    let atom: atom_syndication::Feed = scratch.read("site/tag/canals/atom.xml").parse().unwrap();
    assert_eq!((atom.entries.len(), atom.title.as_str()), (50, "Canals — Harbour"));
    assert_eq!(atom.entries[0].id, "https://harbour.example/room/article/canal-129/");
    let feed = read_json(&scratch, "site/tag/canals/feed.json");
    assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
    assert_eq!(feed["feed_url"], "https://harbour.example/room/tag/canals/feed.json");
    for item in feed["items"].as_array().unwrap() {
        assert!(item["id"].is_string() && (item["content_html"].is_string() || item["content_text"].is_string()), "{item}");
    }
    let whole = read_json(&scratch, "site/feed/feed.json");
    assert!(whole["items"][0]["content_html"].as_str().unwrap().starts_with("<p>"));
}

#[test]
fn the_collection_is_published_as_data() {
    let scratch = corpus_of_canals();
    scratch.build("site", &[]).assert_exit_code(0);
    let lines = scratch.read("site/data/articles.jsonl");
    assert_eq!(lines.lines().count(), 133);
    assert!(lines.lines().all(|line| serde_json::from_str::<Value>(line).unwrap()["text"].is_string()));
    let table = scratch.read("site/data/articles.csv");
    let mut table = csv::Reader::from_reader(table.as_bytes());
    assert_eq!(table.headers().unwrap().iter().next(), Some("id"));
    assert_eq!(table.records().map(Result::unwrap).count(), 133);
    let feed = read_json(&scratch, "site/data/feed.json");
    assert_eq!(feed["items"].as_array().unwrap().len(), 133);
    assert!(feed.get("next_url").is_none());
    let page = scratch.read("site/data/index.html");
    for part in ["href=\"/room/data/articles.jsonl\"", "<code>published</code>", "No licence is stated for 133 articles."] {
        assert!(page.contains(part), "{part}\n{page}");
    }
    assert!(scratch.read("site/index.html").contains("href=\"/room/data/\""), "the foot leads there");
}

#[test]
fn data_can_be_disabled() {
    let scratch = corpus_of_canals();
    let site = scratch.read("corpus/site.json").replacen('{', "{\"data\": false, ", 1);
    scratch.write("corpus/site.json", &site);
    scratch.build("site", &[]).assert_exit_code(0);
    assert!(!scratch.path("site/data").exists() && !scratch.read("site/index.html").contains("/room/data/"));
}

#[test]
fn the_site_has_an_opensearch_description() {
    let scratch = Scratch::new();
    scratch.build("site", &[]).assert_exit_code(0);
    let description = scratch.read("site/opensearch.xml");
    assert!(description.contains("template=\"https://harbour.example/room/?q={searchTerms}\""), "{description}");
    let link = "<link rel=\"search\" type=\"application/opensearchdescription+xml\" title=\"Harbour\" href=\"/room/opensearch.xml\">";
    assert!(scratch.read("site/index.html").contains(link));
}
