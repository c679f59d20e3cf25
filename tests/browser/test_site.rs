//! A site made for one journey: enough articles for further pages of lists, and everything that leads to another host.

use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

/// How many articles the list of a test site has; each page holds [`lectern::corpus::list_query::ROWS_PER_PAGE`].
pub const ARTICLE_COUNT: usize = 130;

/// The article that has everything: contents, a box of details, links, an embed, sound.
pub const FULL_ID: &str = "everything";

/// A corpus in a folder of its own, which goes with this.
pub struct TestSite {
    folder: TempDir,
}

impl TestSite {
    /// The corpus. What leads out of the site leads to `elsewhere`, an address with a slash at its end.
    pub fn new(elsewhere: &str) -> TestSite {
        let test_site = TestSite { folder: tempfile::tempdir().unwrap() };
        test_site.write("site.json", &site_json(elsewhere));
        test_site.write("pages/about.json", &article_json("about", "About", full_body(elsewhere)));
        test_site.write(
            &format!("articles/{FULL_ID}.json"),
            &with_metadata(article_json(FULL_ID, "Everything at once", full_body(elsewhere)), "2024-05-02", elsewhere),
        );
        for number in 1..ARTICLE_COUNT {
            let id = format!("n{number:03}");
            let words = format!("Number {number} stands beside a canal, and says nothing of its neighbours.");
            let body = json!([{"paragraph": [words]}]);
            test_site.write(
                &format!("articles/{id}.json"),
                &with_metadata(article_json(&id, &format!("Number {number}"), body), "2019-05-01", elsewhere),
            );
        }
        test_site
    }

    /// Makes the articles so long that they take several packs: words that no packing makes shorter.
    pub fn fill_packs(&self) {
        for number in 1..ARTICLE_COUNT {
            let id = format!("n{number:03}");
            let mut seed = number as u64;
            let words = (0..2_000).map(|_| {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                format!("{:x}", seed >> 33)
            });
            let body = json!([{"paragraph": [words.collect::<Vec<_>>().join(" ")]}]);
            self.write(
                &format!("articles/{id}.json"),
                &with_metadata(article_json(&id, &format!("Number {number}"), body), "2019-05-01", "https://elsewhere.example/"),
            );
        }
    }

    /// Writes a file of the corpus.
    pub fn write(&self, inside: &str, json: &Value) {
        let path = self.folder.path().join("corpus").join(inside);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, json.to_string()).unwrap();
    }

    /// The place of something beside the corpus.
    pub fn path(&self, inside: &str) -> PathBuf {
        self.folder.path().join(inside)
    }

    /// Builds it, with the options of a form where it is no site; nothing where no program is named, which is said.
    pub fn build(&self, options: &[&str], out: &str) -> Option<PathBuf> {
        let Some(reader) = std::env::var_os("LECTERN_TEST_READER") else {
            println!("skipped, a site of its own: LECTERN_TEST_READER names no program");
            return None;
        };
        let out = self.path(out);
        run_build(&self.path("corpus"), Path::new(&reader), options, &out);
        Some(out)
    }

    /// The site, as [`TestSite::build`] gives it.
    pub fn build_site(&self) -> Option<PathBuf> {
        self.build(&["--base-path", "/", "--out"], "site")
    }
}

fn run_build(corpus: &Path, reader: &Path, options: &[&str], out: &Path) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lectern"));
    command.args(["build", "--corpus"]).arg(corpus).arg("--reader").arg(reader).args(options).arg(out);
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

fn site_json(elsewhere: &str) -> Value {
    json!({"format": 1, "name": "Harbour", "lang": "en", "url": "https://harbour.example/", "licence": "CC BY 4.0",
        "navigation": [{"label": "About", "page": "about"}, {"label": "Elsewhere", "href": elsewhere}],
        "contact": {"label": "Desk", "email": "desk@harbour.example"}, "message": {"label": "Message", "subject": "Word"},
        "notices": [{"text": ["See ", {"link": {"href": format!("{elsewhere}notice"), "text": ["there"]}}]}]})
}

fn article_json(id: &str, title: &str, body: Value) -> Value {
    json!({"format": 1, "id": id, "lang": "en", "title": title, "body": body})
}

fn with_metadata(mut article: Value, day: &str, elsewhere: &str) -> Value {
    article["published"] = day.into();
    article["tags"] = json!(["Canals"]);
    article["source"] = "Desk".into();
    article["canonical"] = format!("{elsewhere}canonical").into();
    article
}

/// Headings for a contents list, long text, a box of details, and all that names another host.
fn full_body(elsewhere: &str) -> Value {
    let mut body = vec![
        json!({"paragraph": ["It begins. ", {"link": {"href": format!("{elsewhere}link"), "text": ["A link out"]}}, "."]}),
        json!({"embed": {"provider": "Elsewhere", "title": "A film", "url": format!("{elsewhere}embed")}}),
        json!({"media": {"kind": "audio", "src": format!("{elsewhere}sound.mp3"), "title": "A sound"}}),
        json!({"details": {"summary": ["More of it"], "blocks": [{"paragraph": ["What was folded away."]}]}}),
    ];
    for part in ["First", "Second", "Third", "Fourth"] {
        body.push(json!({"heading": {"level": 2, "text": [format!("{part} part")]}}));
        for line in 1..8 {
            let words = format!("{part} {line}: the water rises slowly, and nobody on the quay looks up from what they do. ").repeat(4);
            body.push(json!({"paragraph": [words]}));
        }
    }
    body.into()
}
