//! What `check` finds.

use super::support::Scratch;
use std::path::Path;

/// Checks the test corpus with one article more; gives what was said of it.
fn said_of(article: &str) -> String {
    let scratch = Scratch::new();
    scratch.write("corpus/articles/x.json", article);
    let said = scratch.run(&["check"]);
    assert_eq!(said.code, i32::from(said.out.contains(": error: ")), "warnings alone stop nothing:\n{}", said.out);
    said.out.lines().filter(|line| line.starts_with("articles/x.json")).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_corpus_without_fault_is_clean() {
    let scratch = Scratch::new();
    let said = scratch.run(&["check"]).exits(0);
    assert_eq!(said.out, "");
    assert!(said.err.contains("3 articles"), "{}", said.err);
}

#[test]
fn the_sample_is_clean() {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    Scratch::new().run(&["check", "--corpus", sample.to_str().unwrap()]).exits(0);
}

#[test]
fn every_fault_of_an_article_is_named_with_its_place() {
    for (article, places) in [
        (
            r#"{"id":"x","lang":"en","title":"T","published":"2199-01-01","body":[{"paragraph":["w"]}]}"#,
            vec!["published: warning: 2199-01-01 is in the future"],
        ),
        (
            r#"{"id":"x","lang":"en","title":"T","published":"July 2024","body":[{"paragraph":["w"]}]}"#,
            vec!["published: error: \"July 2024\" is not a valid date"],
        ),
        (r#"{"id":"x","lang":"en","title":"T","body":[{"paragraph":["w"]}]}"#, vec!["published: warning: no date"]),
        (r#"{"id":"x","lang":"en","title":"T","published":"2020","body":[]}"#, vec!["body: error: the body is empty"]),
        (
            r#"{"id":"x","title":"","published":"2020","colour":1,"body":[{"paragraph":["w"]}]}"#,
            vec!["title: error", "lang: warning", "unknown key \"colour\""],
        ),
        (
            r#"{"id":"y","lang":"english!","title":"T","published":"2020","body":[{"paragraph":["w"]}]}"#,
            vec!["rename the file to y.json", "\"english!\" is not a valid language code"],
        ),
        (
            r#"{"id":"MAN-chuan","lang":"en","title":"T","published":"2020","body":[{"paragraph":["w"]}]}"#,
            vec!["articles/man-chuan.json already has the id \"MAN-chuan\""],
        ),
        (
            r#"{"id":"x","lang":"en","title":"T","published":"2020","versions":[{"lang":"zh","id":"gone"},{"lang":"ar","id":"the-ledger"}],"body":[{"paragraph":["w"]}]}"#,
            vec!["no article gone", "the-ledger.json does not list x"],
        ),
    ] {
        let said = said_of(article);
        places.iter().for_each(|place| assert!(said.contains(place), "{place} is not in:\n{said}"));
    }
}

#[test]
fn every_fault_of_a_block_is_named_with_its_number() {
    let block = |block: &str| {
        said_of(&format!(r#"{{"id":"x","lang":"en","title":"T","published":"2020","body":[{{"paragraph":["w"]}},{block}]}}"#))
    };
    for (json, place) in [
        (
            r#"{"figure":{"images":[{"src":"images/gone.png","width":1,"height":1,"alt":"a"}]}}"#,
            "block 2: error: the picture images/gone.png is not in the corpus",
        ),
        (
            r#"{"figure":{"images":[{"src":"images/../site.json","width":1,"height":1,"alt":"a"}]}}"#,
            "images/../site.json is not in the corpus",
        ),
        (r#"{"figure":{"images":[{"src":"images/quay.svg","width":1,"height":1,"alt":" "}]}}"#, "has no alternative text"),
        (r#"{"figure":{"images":[{"src":"images/quay.svg","alt":"a"}]}}"#, "has no size"),
        (r#"{"paragraph":[{"link":{"href":"/article/gone/","text":["l"]}}]}"#, "block 2: error: broken link /article/gone/"),
        (r#"{"paragraph":[{"em":[{"link":{"href":"/nowhere/","text":["l"]}}]}]}"#, "no page nowhere"),
        (r##"{"aside":[{"paragraph":[{"link":{"href":"#bnowhere","text":["l"]}}]}]}"##, "no block with the anchor bnowhere"),
        (r#"{"paragraph":[{"link":{"href":"javascript:alert(1)","text":["l"]}}]}"#, "javascript: links are not allowed"),
        (
            r#"{"embed":{"url":"https://p\u0430ypal.example/x"}}"#,
            "leads to a host that mixes look-alike letters, https://xn--pypal-4ve.example/x",
        ),
        (r#"{"media":{"kind":"video","src":"https://p\u0430ypal.example/x.mp4"}}"#, "leads to a host that mixes look-alike letters"),
        (r#"{"puzzle":{"size":3}}"#, "unknown block or inline type \"puzzle\""),
        (r#"{"heading":{"level":2,"text":["h"],"size":3}}"#, "heading: unknown key \"size\""),
        (r#"{"in":{"lang":"??","blocks":[{"paragraph":["w"]}]}}"#, "\"??\" is not a valid language code"),
    ] {
        let said = block(json);
        assert!(said.contains(place), "{place} is not in:\n{said}");
    }
}

#[test]
fn every_fault_of_the_settings_is_named() {
    let scratch = Scratch::new();
    scratch.write(
        "corpus/site.json",
        r##"{"name":"H","lang":"en","url":"harbour.example","accent":"#fc0","logo":"images/gone.svg","lead":"gone","colour":"red",
            "navigation":[{"label":"A","page":"gone"},{"label":"B"}],"consent":{"text":["c"],"pages":["cookies"]},
            "notices":[{"text":[{"link":{"href":"/terms/","text":["t"]}}]}],"contact":{"email":"nobody"}}"##,
    );
    scratch.write("corpus/images/unused.svg", "<svg/>");
    let said = scratch.run(&["check"]).exits(0);
    for part in [
        "url: warning",
        "accent: warning",
        "logo: warning",
        "lead: warning",
        "unknown key \"colour\"",
        "no page gone",
        "\"B\" has no target",
        "no page cookies",
        "broken link /terms/",
        "\"nobody\" is not a valid email address",
        "images/unused.svg: note",
    ] {
        assert!(said.out.contains(part), "{part} is not in:\n{}", said.out);
    }
}

#[test]
fn a_reserved_page_is_named() {
    let scratch = Scratch::new();
    scratch.write("corpus/pages/feed.json", r#"{"id":"feed","lang":"en","title":"T","body":[{"paragraph":["w"]}]}"#);
    assert!(scratch.run(&["check"]).exits(1).out.contains("pages/feed.json: id: error"));
}

#[test]
fn the_report_is_json_where_that_is_asked() {
    let scratch = Scratch::new();
    scratch.write("corpus/articles/x.json", "{");
    let said = scratch.run(&["check", "--json"]).exits(1);
    let report: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!((report["errors"].as_u64(), report["problems"][0]["file"].as_str()), (Some(1), Some("articles/x.json")));
}

#[test]
fn what_import_cut_is_offered_as_settings() {
    let scratch = Scratch::new();
    scratch.write("corpus/site.json", r#"{"name":"H","url":"https://harbour.example/"}"#);
    let capture = r#"{"from":"x.txt","cut":["Near Shores, Near People","Write to desk@harbour.example","We use cookies if you agree to it.","I Agree"]}"#;
    let article = format!(r#"{{"id":"x","lang":"en","title":"T","published":"2020","capture":{capture},"body":[{{"paragraph":["w"]}}]}}"#);
    scratch.write("corpus/articles/x.json", &article);
    let said = scratch.run(&["check", "--json"]).exits(0);
    let report: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(report["draft"]["slogan"], "Near Shores, Near People");
    assert_eq!(report["draft"]["contact"]["email"], "desk@harbour.example");
    assert_eq!(report["draft"]["consent"]["accept"], "I Agree");
}
