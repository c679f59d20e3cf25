//! What `check` finds.

use super::support::Scratch;
use std::path::Path;

/// Checks the test corpus with one article more; gives what was said of it.
fn check_article(article: &str) -> String {
    let scratch = Scratch::new();
    scratch.write("corpus/articles/x.json", article);
    let output = scratch.run(&["check"]);
    assert_eq!(output.code, i32::from(output.stdout.contains(": error: ")), "warnings alone stop nothing:\n{}", output.stdout);
    output.stdout.lines().filter(|line| line.starts_with("articles/x.json")).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_valid_corpus_has_no_findings() {
    let scratch = Scratch::new();
    let output = scratch.run(&["check"]).assert_exit_code(0);
    assert_eq!(output.stdout, "");
    assert!(output.stderr.contains("3 articles"), "{}", output.stderr);
}

#[test]
fn the_sample_has_no_errors() {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    Scratch::new().run(&["check", "--corpus", sample.to_str().unwrap()]).assert_exit_code(0);
}

#[test]
fn article_findings_name_their_place() {
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
        let output = check_article(article);
        places.iter().for_each(|place| assert!(output.contains(place), "{place} is not in:\n{output}"));
    }
}

#[test]
fn block_findings_name_the_block_number() {
    let block = |block: &str| {
        check_article(&format!(r#"{{"id":"x","lang":"en","title":"T","published":"2020","body":[{{"paragraph":["w"]}},{block}]}}"#))
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
        let output = block(json);
        assert!(output.contains(place), "{place} is not in:\n{output}");
    }
    assert_eq!(block(r#"{"math":{"tex":"x","mathml":"<math/>"}}"#), "", "importers wrote this field once");
}

#[test]
fn settings_findings_are_reported() {
    let scratch = Scratch::new();
    scratch.write(
        "corpus/site.json",
        r##"{"name":"H","lang":"fr","url":"harbour.example","accent":"#fc0","logo":"images/gone.svg","lead":"gone","colour":"red",
            "navigation":[{"label":"A","page":"gone"},{"label":"B"}],"consent":{"text":["c"],"pages":["cookies"]},
            "notices":[{"text":[{"link":{"href":"/terms/","text":["t"]}}]}],"contact":{"email":"nobody"}}"##,
    );
    scratch.write("corpus/images/unused.svg", "<svg/>");
    let output = scratch.run(&["check"]).assert_exit_code(0);
    for part in [
        "lang: note: the interface is in English: it is not translated to \"fr\", only to English (en), 中文 (zh), العربية (ar)",
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
        assert!(output.stdout.contains(part), "{part} is not in:\n{}", output.stdout);
    }
}

#[test]
fn a_reserved_page_id_is_an_error() {
    let scratch = Scratch::new();
    scratch.write("corpus/pages/feed.json", r#"{"id":"feed","lang":"en","title":"T","body":[{"paragraph":["w"]}]}"#);
    assert!(scratch.run(&["check"]).assert_exit_code(1).stdout.contains("pages/feed.json: id: error"));
}

#[test]
fn the_json_option_prints_json() {
    let scratch = Scratch::new();
    scratch.write("corpus/articles/x.json", "{");
    let output = scratch.run(&["check", "--json"]).assert_exit_code(1);
    let report: serde_json::Value = serde_json::from_str(&output.stdout).unwrap();
    assert_eq!((report["errors"].as_u64(), report["problems"][0]["file"].as_str()), (Some(1), Some("articles/x.json")));
}

#[test]
fn text_removed_on_import_suggests_settings() {
    let scratch = Scratch::new();
    scratch.write("corpus/site.json", r#"{"name":"H","url":"https://harbour.example/"}"#);
    let capture = r#"{"from":"x.txt","cut":["Near Shores, Near People","Write to desk@harbour.example","We use cookies if you agree to it.","I Agree"]}"#;
    let article = format!(r#"{{"id":"x","lang":"en","title":"T","published":"2020","capture":{capture},"body":[{{"paragraph":["w"]}}]}}"#);
    scratch.write("corpus/articles/x.json", &article);
    let output = scratch.run(&["check", "--json"]).assert_exit_code(0);
    let report: serde_json::Value = serde_json::from_str(&output.stdout).unwrap();
    assert_eq!(report["draft"]["slogan"], "Near Shores, Near People");
    assert_eq!(report["draft"]["contact"]["email"], "desk@harbour.example");
    assert_eq!(report["draft"]["consent"]["accept"], "I Agree");
}
