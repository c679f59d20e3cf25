//! Reads a whole Markdown source.

use super::front_matter::{self, FrontMatter};
use super::{comments, obsidian};
use crate::article::{Article, Block, Capture, text};
use crate::cli::diagnostic::{Diagnostic, Severity};
use crate::cli::import::cross_links::{self, Names};
use crate::cli::import::dates::{day_in_path, parse_date};
use crate::cli::import::detect_language::detect_language;
use crate::cli::import::imported::{ImportError, Imported};
use crate::cli::import::page::blocks::convert_children;
use crate::cli::import::page::document_context::DocumentContext;
use crate::cli::import::page::links::{self, Base};
use crate::cli::import::page::tidy;
use crate::cli::import::values::{self, value_text};
use crate::cli::import::{lines, names};
use crate::cli::whitespace::collapse_whitespace;
use dom_query::Document;
use pulldown_cmark::{Options, Parser, TextMergeStream, html};
use serde_json::{Map, Value};

/// Reads a Markdown source.
///
/// # Errors
/// When it has no text.
pub fn read(source: &str, file: &str, site_lang: &str) -> Result<Imported, ImportError> {
    let front = front_matter::split_front_matter(source);
    let MarkdownBody { blocks: mut body, mut cut, ids, has_unclosed_comment } = convert_body(&front.rest);
    let mut fields = Fields { fields: front.fields.clone(), file };
    let aliases = fields.aliases();
    let mut article = fields.read_article();
    if article.title.is_empty() {
        article.title = take_title(&mut body);
    }
    if body.is_empty() {
        return Err(ImportError("no text; add some below the title".to_owned()));
    }
    let words = text::blocks_text(&body);
    article.title_made = article.title.is_empty();
    if article.title_made {
        article.title = lines::generate_title(&words);
    }
    tidy::normalize_headings(&mut body, &article.title);
    article.lang = detect_language(fields.take_string(&["lang", "language", "locale"]).as_deref(), &words, site_lang);
    let anchors_by_id = cross_links::resolve_fragment_links(&mut body, &ids);
    article.body = body;
    let open = has_unclosed_comment.then(|| {
        let text = "unclosed %% comment; the text after it is omitted. Close the comment with %%";
        Diagnostic::new(Severity::Warning, file, text)
    });
    // Drafts come first: `published: false` is not a date.
    let draft = fields.set_draft(&mut article);
    let dated = fields.set_dates(&mut article);
    let diagnostics = dated.into_iter().chain(front_matter_diagnostic(&front, file)).chain(draft).chain(open).collect();
    cut.extend(front.raw);
    cut.extend(fields.remaining());
    article.capture = Some(Capture { cut, ..Capture::default() });
    Ok(Imported { article, diagnostics, names: Names { aliases, anchors_by_id }, ..Imported::default() })
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
    /// Whether a comment is unclosed.
    has_unclosed_comment: bool,
}

fn convert_body(markdown: &str) -> MarkdownBody {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_MATH;
    let (mut markdown, has_unclosed_comment) = comments::strip_comments(markdown, options);
    if markdown.contains("]](") || markdown.contains("]][") {
        markdown = obsidian::escape_brackets(&markdown, &comments::code_ranges(&markdown, options));
    }
    let events = TextMergeStream::new(Parser::new_ext(&markdown, options | Options::ENABLE_WIKILINKS)).collect();
    let mut page = String::new();
    html::push_html(&mut page, obsidian::convert_events(events).into_iter());
    let document = Document::from(format!("<!doctype html><body>{page}"));
    let mut context = DocumentContext::new(&document, Base { url: None, keep_relative: true });
    context.titles_are_captions = true;
    context.keeps_scripts = true;
    context.keeps_ids = true;
    let blocks = document.body().map(|body| convert_children(&body, &context, 0)).unwrap_or_default();
    MarkdownBody { blocks, cut: context.take_cut(), ids: context.take_ids(), has_unclosed_comment }
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

/// Front matter fields, taken one by one; the rest is kept.
struct Fields<'a> {
    fields: Map<String, Value>,
    file: &'a str,
}

impl Fields<'_> {
    fn take_string(&mut self, keys: &[&str]) -> Option<String> {
        let (key, words) = keys.iter().find_map(|key| {
            let words = values::scalar_text(unwrap_single(self.fields.get(*key)?))?;
            Some((*key, wikilink_text(&words)))
        })?;
        self.fields.remove(key);
        Some(words)
    }

    /// Other names of the note; they also stay in their field.
    fn aliases(&self) -> Vec<String> {
        let all = ["aliases", "alias"].iter().filter_map(|key| values::names_in(self.fields.get(*key)?, names::split_list));
        all.flatten().collect()
    }

    fn take_line(&mut self, keys: &[&str]) -> Option<String> {
        self.take_string(keys).map(|w| collapse_whitespace(&w)).filter(|w| !w.is_empty())
    }

    fn take_list(&mut self, keys: &[&str], split: fn(&str) -> Vec<String>) -> Vec<String> {
        let mut all: Vec<String> = Vec::new();
        for key in keys {
            let Some(value) = self.fields.get(*key) else { continue };
            let Some(found) = values::names_in(value, split) else { continue };
            all.extend(found.into_iter().map(|word| wikilink_text(&word)).filter(|word| !word.is_empty()));
            let left: Vec<Value> = values::nameless_items(value).into_iter().cloned().collect();
            self.fields.remove(*key);
            if !left.is_empty() {
                self.fields.insert((*key).to_owned(), Value::Array(left));
            }
        }
        let mut seen = std::collections::HashSet::new();
        all.retain(|word| seen.insert(word.to_lowercase()));
        all
    }

    fn take_tags(&mut self) -> Vec<String> {
        let mut all: Vec<String> = Vec::new();
        for tag in self.take_list(&["tags", "tag", "keywords"], names::split_list) {
            let tag = names::strip_hash(&tag);
            if !all.iter().any(|known| known.eq_ignore_ascii_case(tag)) {
                all.push(tag.to_owned());
            }
        }
        all
    }

    fn read_article(&mut self) -> Article {
        let mut article = Article {
            title: self.take_line(&["title", "headline"]).unwrap_or_default(),
            deck: self.take_line(&["deck", "subtitle", "standfirst", "summary", "description", "excerpt"]),
            authors: self.take_list(&["author", "authors", "by", "byline"], names::split_names),
            source: self.take_line(&["source"]),
            dateline: self.take_line(&["dateline"]),
            section: self.take_line(&["section", "category"]),
            tags: self.take_tags(),
            publisher: self.take_line(&["publisher", "site"]),
            licence: self.take_line(&["licence", "license"]),
            canonical: self.take_string(&["canonical", "canonical_url", "canonicalurl", "url"]).and_then(|u| links::canonical_url(&u)),
            id: self.take_string(&["id", "slug"]).or_else(|| self.id_from_file_name()).unwrap_or_default(),
            ..Article::default()
        };
        // The first category is the section; the others become tags.
        let mut categories = self.take_list(&["categories"], names::split_list).into_iter();
        article.section = article.section.or_else(|| categories.next());
        article.tags.extend(categories);
        article
    }

    /// The date and id in a file name such as `2024-07-01-name.md`.
    fn split_dated_name(&self) -> Option<(String, &str)> {
        let name = self.file.rsplit('/').next()?.rsplit_once('.')?.0;
        let (day, rest) = name.split_at_checked(10)?;
        let slug = rest.strip_prefix('-').or_else(|| rest.strip_prefix('_'))?;
        parse_date(day, "en").filter(|date| date.len() == 10).map(|date| (date, slug))
    }

    /// The date in a path such as `2024/07/01/name`, as some site builders require.
    fn date_in_path(&self) -> Option<String> {
        let path = ["path", "permalink", "url", "slug"].iter().find_map(|key| self.fields.get(*key)?.as_str())?;
        day_in_path(path)
    }

    fn id_from_file_name(&self) -> Option<String> {
        self.split_dated_name().map(|(_, slug)| slug.to_owned())
    }

    fn set_dates(&mut self, article: &mut Article) -> Option<Diagnostic> {
        let published = self.take_string(&["date", "published", "pubdate", "publish_date", "publishdate", "created"]);
        let modified = self.take_string(&["updated", "modified", "lastmod", "last_modified_at", "last_updated"]);
        let lang = article.lang.clone();
        article.modified = modified.and_then(|m| parse_date(&m, &lang));
        article.published = published.as_ref().and_then(|p| parse_date(p, &lang));
        let unread = published.filter(|_| article.published.is_none());
        let dated = || self.split_dated_name().map(|(day, _)| day).or_else(|| self.date_in_path());
        article.published = article.published.take().or_else(dated);
        let date = unread?;
        let text = format!("\"{date}\" is not a valid date; use the form 2024-07-01");
        self.fields.insert("date".to_owned(), Value::String(date));
        Some(Diagnostic::new(Severity::Warning, self.file, text).at("front matter"))
    }

    fn set_draft(&mut self, article: &mut Article) -> Option<Diagnostic> {
        let words = values::take_draft(&mut self.fields)?;
        article.draft = true;
        Some(Diagnostic::new(Severity::Note, self.file, values::draft_message(&words)))
    }

    fn remaining(self) -> Vec<String> {
        let silent = |key: &str| matches!(key, "layout" | "permalink");
        self.fields
            .iter()
            .filter(|(key, value)| !value.is_null() && !silent(key))
            .map(|(key, value)| format!("{key}: {}", value_text(value)))
            .collect()
    }
}

/// Unwraps single-item lists: YAML reads the wikilink `[[2024-06-03]]` as a list in a list.
fn unwrap_single(value: &Value) -> &Value {
    match value {
        Value::Array(items) if items.len() == 1 => items.first().map_or(value, unwrap_single),
        other => other,
    }
}

/// Replaces a value that is one wikilink with its words.
fn wikilink_text(words: &str) -> String {
    let inside = words.trim().strip_prefix("[[").and_then(|rest| rest.strip_suffix("]]")).filter(|inside| !inside.contains("[["));
    inside.map_or_else(|| words.to_owned(), |inside| inside.rsplit('|').next().unwrap_or(inside).trim().to_owned())
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
                wiki("Other#Part")
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
