//! Reads a whole Markdown source.

use super::fields::FrontMatterFields;
use super::file_name::FileName;
use super::front_matter::{self, FrontMatter};
use super::lead_figure::add_lead_figure;
use super::prepare::{self, OPTIONS};
use super::{hashtags, obsidian, tex};
use crate::article::{Article, Block, Capture, text};
use crate::cli::diagnostic::{Diagnostic, Severity};
use crate::cli::import::cross_links::{self, Names};
use crate::cli::import::detect_language::detect_language;
use crate::cli::import::imported::{ImportError, Imported};
use crate::cli::import::lines;
use crate::cli::import::page::blocks::convert_children;
use crate::cli::import::page::document_context::DocumentContext;
use crate::cli::import::page::links::Base;
use crate::cli::import::page::parse_fragment;
use crate::cli::import::page::tidy;
use pulldown_cmark::{Event, Options, Parser, TextMergeStream, html};
use std::collections::HashSet;

/// Reads a Markdown source.
///
/// # Errors
/// When it has no text.
pub fn read(source: &str, file: &str, site_lang: &str) -> Result<Imported, ImportError> {
    read_front_matter(front_matter::split_front_matter(source), file, site_lang, false)
}

/// Reads a source whose front matter is read. `is_vault`: it is in a vault of Obsidian.
pub(super) fn read_front_matter(front: FrontMatter, file: &str, site_lang: &str, is_vault: bool) -> Result<Imported, ImportError> {
    let prepared = prepare::prepare(&front);
    let MarkdownBody { blocks: mut body, cut, ids, hashtags, is_note } = convert_body(&prepared.text, is_vault);
    let mut fields = FrontMatterFields::new(front.fields.clone(), file);
    let mut names =
        Names { aliases: fields.aliases(), paths: fields.site_paths(), translation_key: fields.translation_key(), ..Names::default() };
    let mut article = fields.read_article();
    if article.title.is_empty() {
        article.title = take_title(&mut body);
    }
    if body.is_empty() {
        return Err(ImportError("no text; add some below the title".to_owned()));
    }
    let words = text::blocks_text(&body);
    set_missing_title(&mut article, is_note.then_some(file), &words);
    tidy::normalize_headings(&mut body, &article.title);
    article.lang = detect_language(fields.take_language().as_deref(), &words, site_lang);
    names.anchors_by_id = cross_links::resolve_fragment_links(&mut body, &ids);
    add_lead_figure(&mut fields, &mut body);
    article.body = body;
    add_tags(&mut article.tags, hashtags);
    // Drafts come first: `published: false` is not a date.
    let draft = fields.set_draft(&mut article);
    let dated = fields.set_dates(&mut article);
    let diagnostics =
        dated.into_iter().chain(front_matter_diagnostic(&front, file)).chain(draft).chain(prepared.diagnostics(file)).collect();
    let cut = cut.into_iter().chain(prepared.cut).chain(front.raw).chain(fields.remaining()).collect();
    article.capture = Some(Capture { cut, ..Capture::default() });
    Ok(Imported { article, diagnostics, names, ..Imported::default() })
}

/// Gives an article without a title that of its note, which is the name of the file, else one made of its first words.
fn set_missing_title(article: &mut Article, note: Option<&str>, words: &str) {
    if let Some(file) = note.filter(|_| article.title.is_empty()) {
        FileName::stem(file).clone_into(&mut article.title);
    }
    article.title_made = article.title.is_empty();
    if article.title_made {
        article.title = lines::generate_title(words);
    }
}

fn add_tags(tags: &mut Vec<String>, found: Vec<String>) {
    let mut known: HashSet<String> = tags.iter().map(|tag| tag.to_lowercase()).collect();
    tags.extend(found.into_iter().filter(|tag| known.insert(tag.to_lowercase())));
}

fn front_matter_diagnostic(front: &FrontMatter, file: &str) -> Option<Diagnostic> {
    let error = front.error.as_ref()?;
    Some(Diagnostic::new(Severity::Warning, file, format!("invalid front matter: {error}. Fix it and import again")).at("front matter"))
}

/// The converted body of a source.
struct MarkdownBody {
    blocks: Vec<Block>,
    cut: Vec<String>,
    /// Its ids with the anchors of their blocks.
    ids: Vec<(String, String)>,
    /// The tags in its text.
    hashtags: Vec<String>,
    /// Whether it is a note of Obsidian, whose title is its file's name.
    is_note: bool,
}

fn convert_body(markdown: &str, is_vault: bool) -> MarkdownBody {
    let events: Vec<Event> = TextMergeStream::new(Parser::new_ext(markdown, OPTIONS | Options::ENABLE_WIKILINKS)).collect();
    let is_note = is_vault || hashtags::is_obsidian_note(&events);
    let hashtags = if is_note { hashtags::find_hashtags(&events) } else { Vec::new() };
    let mut page = String::new();
    html::push_html(&mut page, tex::convert_math_blocks(obsidian::convert_events(events)).into_iter());
    let document = parse_fragment(&page);
    let mut context = DocumentContext::new(&document, Base { url: None, keep_relative: true });
    context.titles_are_captions = true;
    context.keeps_scripts = true;
    context.keeps_ids = true;
    let blocks = document.body().map(|body| convert_children(&body, &context, 0)).unwrap_or_default();
    MarkdownBody { blocks, cut: context.take_cut(), ids: context.take_ids(), hashtags, is_note }
}

/// Takes the title from the first block that is no figure or rule, if it is a level 1 heading.
fn take_title(body: &mut Vec<Block>) -> String {
    let first = body.iter().position(|b| !matches!(b, Block::Figure(_) | Block::Rule));
    match first.map(|at| (at, &body[at])) {
        Some((at, Block::Heading(heading))) if heading.level == 1 => {
            let title = text::plain_text(&heading.text);
            body.remove(at);
            title
        }
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(markdown: &str) -> Article {
        read(markdown, "2024-07-01-a-post.md", "en").unwrap().article
    }

    fn json(markdown: &str) -> String {
        serde_json::to_string(&article(markdown).body).unwrap()
    }

    #[test]
    fn front_matter_fills_the_fields() {
        let article = article(
            "---\ntitle: T\nsubtitle: D\nauthors:\n  - name: Ada Lovelace\n  - Grace Hopper\ncategories: [news, rail]\nlastmod: 2024-08-01\nweight: 3\n---\nText.",
        );
        assert_eq!((article.title.as_str(), article.deck.as_deref(), article.id.as_str()), ("T", Some("D"), "a-post"));
        assert_eq!(article.authors, ["Ada Lovelace", "Grace Hopper"]);
        assert_eq!((article.section.as_deref(), article.tags), (Some("news"), vec!["rail".to_owned()]));
        assert_eq!((article.published.as_deref(), article.modified.as_deref()), (Some("2024-07-01"), Some("2024-08-01")));
        assert_eq!(article.capture.unwrap().cut, ["weight: 3"]);
    }

    #[test]
    fn the_date_of_a_file_name_is_stored_in_iso_8601() {
        let article = read("Text.", "2024_07_01-a-post.md", "en").unwrap().article;
        assert_eq!((article.published.as_deref(), article.id.as_str()), (Some("2024-07-01"), "a-post"));
    }

    #[test]
    fn converts_every_block_of_markdown() {
        assert_eq!(
            json("a *b* **c** `d` ~~e~~"),
            r#"[{"paragraph":["a ",{"em":["b"]}," ",{"strong":["c"]}," ",{"code":"d"}," ",{"del":["e"]}]}]"#
        );
        assert_eq!(
            json("T\n\n| a | b |\n|---|---|\n| 1 | *2* |"),
            r#"[{"paragraph":["T"]},{"table":{"head":[["a"],["b"]],"rows":[[["1"],[{"em":["2"]}]]]}}]"#
        );
        assert_eq!(
            json("3. x\n4. y\n   - z"),
            r#"[{"list":{"ordered":true,"start":3,"items":[[{"paragraph":["x"]}],[{"paragraph":["y"]},{"list":{"items":[[{"paragraph":["z"]}]]}}]]}}]"#
        );
        assert_eq!(json("```rust\nfn main() {\n}\n```"), r#"[{"code":{"language":"rust","text":"fn main() {\n}"}}]"#);
        assert_eq!(json("> q"), r#"[{"quote":{"blocks":[{"paragraph":["q"]}]}}]"#);
        assert_eq!(
            json("- [x] done\n- [ ] open"),
            "[{\"list\":{\"items\":[[{\"paragraph\":[\"\u{2611} done\"]}],[{\"paragraph\":[\"\u{2610} open\"]}]]}}]"
        );
        assert_eq!(json("x $a^2$\n\n$$b$$"), r#"[{"paragraph":["x ",{"math":{"tex":"a^2"}}]},{"math":{"tex":"b"}}]"#);
        let mathml = r#"x <math alttext="y^2"><msup><mi>y</mi><mn>2</mn></msup></math> <math><mi>z</mi> <mo>=</mo> <mn>3</mn></math>"#;
        assert_eq!(json(mathml), r#"[{"paragraph":["x ",{"math":{"tex":"y^2"}}," ",{"math":{"tex":"z = 3"}}]}]"#);
    }

    #[test]
    fn a_footnote_moves_to_its_reference() {
        assert_eq!(
            json("A note.[^1] On.\n\n[^1]: The *text*."),
            r#"[{"paragraph":["A note.",{"note":[{"paragraph":["The ",{"em":["text"]},"."]}]}," On."]}]"#
        );
        assert!(json("Loop[^1]\n\n[^1]: Again[^1]").contains("Again"));
    }

    #[test]
    fn takes_the_first_heading_as_the_title() {
        let article = article("# The title\n\nText.\n\n# Part\n\n## Sub");
        assert_eq!(article.title, "The title");
        assert_eq!(article.body, [Block::paragraph("Text."), Block::heading(2, "Part"), Block::heading(3, "Sub")]);
    }

    #[test]
    fn converts_html_and_cuts_scripts() {
        let article =
            article("H<sub>2</sub>O<br>x\n\n<script>alert(1)</script>\n\n<details><summary>More</summary>\n\nInside *it*.\n\n</details>\n");
        let body = serde_json::to_string(&article.body).unwrap();
        assert_eq!(
            body,
            r#"[{"paragraph":["H",{"sub":["2"]},"O",{"break":null},"x"]},{"details":{"summary":["More"],"blocks":[{"paragraph":["Inside ",{"em":["it"]},"."]}]}}]"#
        );
        assert_eq!(article.capture.unwrap().cut, ["alert(1)"]);
    }

    #[test]
    fn converts_pictures_to_figures() {
        assert_eq!(
            json("Before ![alt](img/a.png \"What it shows\") after"),
            r#"[{"paragraph":["Before"]},{"figure":{"images":[{"src":"img/a.png","alt":"alt"}],"caption":["What it shows"]}},{"paragraph":["after"]}]"#
        );
    }

    fn imported(markdown: &str) -> Imported {
        read(markdown, "a.md", "en").unwrap()
    }

    #[test]
    fn keeps_front_matter_values_as_written() {
        let article = article(
            "---\ntitle: 3.10\nauthor: No\nsection: 010\ntags: [1.20, \"#boats/ferry\", '#Rail', rail]\ncreated: \"[[2024-06-03]]\"\nslug: 1e3\n---\nText.",
        );
        assert_eq!((article.title.as_str(), article.section.as_deref(), article.id.as_str()), ("3.10", Some("010"), "1e3"));
        assert_eq!((article.authors, article.tags), (vec!["No".to_owned()], vec!["1.20".to_owned(), "boats/ferry".into(), "Rail".into()]));
        assert_eq!(article.published.as_deref(), Some("2024-06-03"));
    }

    #[test]
    fn marks_and_reports_drafts() {
        for front in ["draft: true", "publish: false", "published: no", "private: yes", "status: draft", "title: a: b\ndraft: true"] {
            let imported = imported(&format!("---\n{front}\n---\nText."));
            assert!(imported.article.draft && imported.diagnostics.iter().any(|p| p.text.contains("draft")), "{front}");
        }
        assert!(read("+++\ndraft = true\n+++\nText.", "a.md", "en").unwrap().article.draft);
        assert!(!imported("---\npublish: true\npublished: 2024-07-01\n---\nText.").article.draft);
    }

    #[test]
    fn drops_comments() {
        let imported = imported("A %%secret%% b.\n\n<!-- hidden -->\n\n%%\nprivate\n%%\n\nThe `%%code%%` stays. <!-- x -->");
        let json = serde_json::to_string(&imported.article).unwrap();
        assert!(!["secret", "hidden", "private", "<!--"].iter().any(|word| json.contains(word)), "{json}");
        assert!(json.contains("%%code%%"));
        assert_eq!(self::imported("A.\n\n%% open\n\nb").diagnostics.len(), 1);
    }

    #[test]
    fn converts_obsidian_syntax() {
        assert_eq!(
            json("a ==b *c*== d == e, x==y==z `==f==` ==g=="),
            r#"[{"paragraph":["a ",{"mark":["b ",{"em":["c"]}]}," d == e, x==y==z ",{"code":"==f=="}," ",{"mark":["g"]}]}]"#
        );
        assert_eq!(
            json("> [!tip] Look *here*\n> And there.\n>\n> - x\n\n> [!note]-\n> In.\n\n> [!no\n"),
            r#"[{"aside":[{"paragraph":[{"strong":["Look ",{"em":["here"]}]}]},{"paragraph":["And there."]},{"list":{"items":[[{"paragraph":["x"]}]]}}]},{"details":{"summary":["Note"],"blocks":[{"paragraph":["In."]}]}},{"quote":{"blocks":[{"paragraph":["[!no"]}]}}]"#
        );
        assert_eq!(
            json("A claim.^[A *note* [x].] On."),
            r#"[{"paragraph":["A claim.",{"note":[{"paragraph":["A ",{"em":["note"]}," [x]."]}]}," On."]}]"#
        );
        assert_eq!(json("2^[open"), r#"[{"paragraph":["2^[open"]}]"#);
        let imported = imported("First. ^start\n\n- item ^one-1\n\nx ^ y");
        assert_eq!(
            serde_json::to_string(&imported.article.body).unwrap(),
            r#"[{"paragraph":["First."]},{"list":{"items":[[{"paragraph":["item"]}]]}},{"paragraph":["x ^ y"]}]"#
        );
        assert_eq!(imported.names.anchors_by_id.iter().map(|(id, _)| id.as_str()).collect::<Vec<_>>(), ["^start", "^one-1"]);
    }

    #[test]
    fn keeps_wikilinks_for_later_resolution() {
        let wiki = cross_links::wikilink_href;
        assert_eq!(
            json("See [[A note#Part|it]] and [[B]] `[[c]]`, [[1]](https://example.org/)."),
            format!(
                r#"[{{"paragraph":["See ",{{"link":{{"href":"{}","text":["it"]}}}}," and ",{{"link":{{"href":"{}","text":["B"]}}}}," ",{{"code":"[[c]]"}},", ",{{"link":{{"href":"https://example.org/","text":["[1]"]}}}},"."]}}]"#,
                wiki("A note#Part"),
                wiki("B")
            )
        );
        assert_eq!(
            json("![[plan.png|300]]\n\n![[Other#Part]]"),
            format!(
                r#"[{{"figure":{{"images":[{{"src":"{}"}}]}}}},{{"paragraph":[{{"link":{{"href":"{}","text":["Other > Part"]}}}}]}}]"#,
                wiki("plan.png"),
                cross_links::embed_href("Other#Part")
            )
        );
        assert!(json("[[#The end]]\n\n## The end").contains("\"href\":\"#b"));
    }

    #[test]
    fn a_deep_source_stays_readable() {
        let article = article(&format!("{} deep", "> ".repeat(3000)));
        let bytes = serde_json::to_vec(&article).unwrap();
        assert!(serde_json::from_slice::<Article>(&bytes).is_ok());
    }
}
