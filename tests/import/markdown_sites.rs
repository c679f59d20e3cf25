//! Vaults of Obsidian and sites of generators, as whole folders.

use super::{Article, Block, ImportTest, body_json, text};
use lectern::cli::import::Outcome;

impl ImportTest {
    fn with_files(files: &[(&str, &str)]) -> ImportTest {
        let test = ImportTest::new();
        files.iter().for_each(|(name, words)| test.write(name, words));
        test
    }

    fn article(&self, from: &str) -> Article {
        let is_it = |article: &Article| article.capture.as_ref().is_some_and(|capture| capture.from == from);
        self.articles().into_iter().find(is_it).unwrap_or_else(|| panic!("no article of {from}"))
    }
}

fn says(outcome: &Outcome, words: &str) -> bool {
    outcome.diagnostics.iter().any(|diagnostic| diagnostic.to_string().contains(words))
}

#[test]
fn notes_of_a_vault_embed_each_other_without_cycles() {
    let test = ImportTest::with_files(&[
        (".obsidian/app.json", "{}"),
        ("Harbour.md", "# Harbour\n\nA #quay/north.\n\n![[Pier#Planks]]\n\n![[Pier]]\n\n![[Pier]]\n\n![[chart.pdf]]\n"),
        ("Pier.md", "# Pier\n\nBegin.\n\n## Planks\n\nOak.\n\n## End\n\n![[Harbour]]\n"),
        ("Sketch.excalidraw.md", "drawing"),
    ]);
    let outcome = test.import();
    assert_eq!((outcome.counts.new, outcome.has_failures()), (2, false), "{:?}", outcome.diagnostics);
    assert!(says(&outcome, "Excalidraw") && says(&outcome, "chart.pdf"));
    let harbour = test.article("Harbour.md");
    let words: Vec<String> = harbour.body.iter().map(text::block_text).collect();
    assert_eq!(words[1..4], ["Planks\nOak.\nPier > Planks", "Begin.\nPlanks\nOak.\nEnd\nHarbour\nPier", "Pier"]);
    assert!(matches!(harbour.body[1], Block::Aside(_)) && body_json(&harbour).contains("/article/pier/#b"));
    assert_eq!(harbour.tags, ["quay/north"]);
    assert!(!body_json(&test.article("Pier.md")).contains("lectern-"));
    assert_eq!(test.import().counts.unchanged, 2);
}

#[test]
fn a_hugo_site_is_read_without_its_templates() {
    let test = ImportTest::with_files(&[
        ("hugo.toml", ""),
        ("README.md", "# Not for readers"),
        ("layouts/index.html", "<html><body>{{ .Title }}</body></html>"),
        ("content/posts/_index.md", "---\ntitle: Posts\n---\nList"),
        (
            "content/posts/low-tide.md",
            "+++\ntitle = \"Low tide\"\n+++\n[a]({{< ref \"pier\" >}}) [b](/posts/pier/#the-planks) [c](../pier.md)\n",
        ),
        ("content/posts/pier/index.md", "---\ntitle: Pier\ncover:\n  image: lead.png\n  caption: At dusk\n---\n## The planks\n\nOak.\n"),
    ]);
    test.write("content/posts/pier/lead.png", include_bytes!("pictures/lamp.png"));
    let outcome = test.import();
    assert_eq!((outcome.counts.new, outcome.has_failures()), (2, false), "{:?}", outcome.diagnostics);
    assert!(says(&outcome, "files of Hugo: README.md") && says(&outcome, "_index.md: note: skipped"));
    let links = body_json(&test.article("content/posts/low-tide.md"));
    assert_eq!(links.matches("\"href\":\"/article/pier/").count(), 3, "{links}");
    assert!(links.contains("/article/pier/#b"));
    let Some(Block::Figure(figure)) = test.article("content/posts/pier/index.md").body.first().cloned() else { panic!() };
    assert_eq!((figure.images.len(), text::plain_text(&figure.caption).as_str()), (1, "At dusk"));
}

#[test]
fn a_jekyll_site_is_read_with_its_tags_and_links() {
    let test = ImportTest::with_files(&[
        ("_config.yml", ""),
        ("_layouts/post.html", "<html></html>"),
        ("_drafts/idea.md", "---\ntitle: Idea\n---\nSome day."),
        (
            "_posts/2024-05-06-low-tide.md",
            "---\ntitle: Low tide\ntags: sea sand\n---\nSee [a]({% post_url 2024-05-07-the-pier %}), [b](/2024/05/07/the-pier.html) and [c](/about/).\n\n{% highlight sh %}\nls\n{% endhighlight %}\n",
        ),
        ("_posts/2024-05-07-the-pier.md", "---\ntitle: Pier\n---\nOak."),
    ]);
    let outcome = test.import();
    assert_eq!((outcome.counts.new, outcome.has_failures()), (3, false), "{:?}", outcome.diagnostics);
    let article = test.article("_posts/2024-05-06-low-tide.md");
    assert_eq!((article.published.as_deref(), article.tags.len()), (Some("2024-05-06"), 2));
    let json = body_json(&article);
    assert_eq!(
        (json.matches("/article/the-pier/").count(), json.contains("/about/"), json.contains("\"language\":\"sh\"")),
        (2, true, true),
        "{json}"
    );
    assert!(test.article("_drafts/idea.md").draft);
}

#[test]
fn sources_that_differ_in_their_language_are_versions_of_each_other() {
    let test = ImportTest::with_files(&[
        ("pier.md", "---\ntitle: The pier\nlang: en\n---\nOak planks."),
        ("pier.de.md", "---\ntitle: Der Pier\n---\nAus Eiche."),
        ("fr/a.md", "---\ntitle: La mer\n---\nMots."),
        ("es/a.md", "---\ntitle: El mar\n---\nPalabras."),
    ]);
    test.import();
    let versions = |from: &str| test.article(from).versions.into_iter().map(|version| (version.lang, version.id)).collect::<Vec<_>>();
    assert_eq!(versions("pier.md"), [("de".to_owned(), "der-pier".to_owned())]);
    assert_eq!(versions("pier.de.md"), [("en".to_owned(), "the-pier".to_owned())]);
    assert_eq!((test.article("fr/a.md").lang.as_str(), versions("fr/a.md").len()), ("fr", 1));
    assert_eq!(test.import().counts.unchanged, 4);
}
