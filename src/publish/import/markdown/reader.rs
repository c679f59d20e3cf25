//! A whole Markdown source.

use super::front::{self, Front, said};
use crate::article::{Article, Block, Capture, text};
use crate::publish::import::page::blocks::blocks_of;
use crate::publish::import::page::links::{self, Base};
use crate::publish::import::page::scene::Scene;
use crate::publish::import::page::tidy;
use crate::publish::import::reading::{Reading, Refusal};
use crate::publish::import::{lines, names, tongue, when};
use crate::publish::problem::{Problem, Severity};
use dom_query::Document;
use pulldown_cmark::{Options, Parser, html};
use serde_json::{Map, Value};

/// Reads a Markdown source.
///
/// # Errors
/// Where it has neither text nor title.
pub fn read(source: &str, file: &str, site_lang: &str) -> Result<Reading, Refusal> {
    let front = front::split(source);
    let (mut body, mut cut) = body(&front.rest);
    let mut fields = Fields { fields: front.fields.clone(), file };
    let mut article = fields.article();
    if article.title.is_empty() {
        article.title = title_of(&mut body);
    }
    if body.is_empty() {
        return Err(Refusal("it has no text".to_owned()));
    }
    let words = text::blocks_words(&body);
    article.title_made = article.title.is_empty();
    if article.title_made {
        article.title = lines::made_title(&words);
    }
    tidy::headings(&mut body, &article.title);
    article.lang = tongue::settle(fields.take(&["lang", "language", "locale"]).as_deref(), &words, site_lang);
    article.body = body;
    let problems = fields.dates(&mut article).into_iter().chain(said_of(&front, file)).chain(fields.draft(&mut article)).collect();
    cut.extend(front.raw);
    cut.extend(fields.rest());
    article.capture = Some(Capture { cut, ..Capture::default() });
    Ok(Reading { article, problems, ..Reading::default() })
}

fn said_of(front: &Front, file: &str) -> Option<Problem> {
    let error = front.error.as_ref()?;
    Some(
        Problem::new(Severity::Warning, file, format!("its front matter is not read: {error}. Mend it and import again"))
            .at("front matter"),
    )
}

/// The blocks of the text, and what was cut from it.
fn body(markdown: &str) -> (Vec<Block>, Vec<String>) {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_MATH;
    let mut page = String::new();
    html::push_html(&mut page, Parser::new_ext(markdown, options));
    let document = Document::from(format!("<!doctype html><body>{page}"));
    let mut scene = Scene::new(&document, Base { url: None, keep_relative: true });
    scene.titles_are_captions = true;
    scene.keeps_scripts = true;
    let blocks = document.body().map(|body| blocks_of(&body, &scene, 0)).unwrap_or_default();
    (blocks, scene.take_cut())
}

/// The first heading, where it is the highest: then it is the title, and stands above the text.
fn title_of(body: &mut Vec<Block>) -> String {
    let first = body.iter().position(|b| !matches!(b, Block::Figure(_) | Block::Rule));
    match first.map(|at| (at, &body[at])) {
        Some((at, Block::Heading(heading))) if heading.level == 1 => {
            let title = text::plain(&heading.text);
            body.remove(at);
            title
        }
        _ => String::new(),
    }
}

/// What the front matter says, taken field by field; what nobody took is kept.
struct Fields<'a> {
    fields: Map<String, Value>,
    file: &'a str,
}

impl Fields<'_> {
    fn take(&mut self, keys: &[&str]) -> Option<String> {
        keys.iter().find_map(|key| match self.fields.get(*key)? {
            Value::String(_) | Value::Number(_) => self.fields.remove(*key).map(|v| said(&v)),
            _ => None,
        })
    }

    fn words(&mut self, keys: &[&str]) -> Option<String> {
        self.take(keys).map(|w| w.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|w| !w.is_empty())
    }

    fn list(&mut self, keys: &[&str], split: fn(&str) -> Vec<String>) -> Vec<String> {
        let mut all: Vec<String> = Vec::new();
        for key in keys {
            let found = match self.fields.remove(*key) {
                Some(Value::Array(items)) => items.iter().map(name_of).collect(),
                Some(Value::Object(object)) => vec![name_of(&Value::Object(object))],
                Some(Value::Null) | None => Vec::new(),
                Some(value) => split(&said(&value)),
            };
            all.extend(found.into_iter().filter(|w| !w.is_empty()));
        }
        let mut seen = std::collections::HashSet::new();
        all.retain(|word| seen.insert(word.to_lowercase()));
        all
    }

    fn article(&mut self) -> Article {
        let mut article = Article {
            title: self.words(&["title", "headline"]).unwrap_or_default(),
            deck: self.words(&["deck", "subtitle", "standfirst", "summary", "description", "excerpt"]),
            authors: self.list(&["author", "authors", "by", "byline"], names::split),
            source: self.words(&["source"]),
            dateline: self.words(&["dateline"]),
            section: self.words(&["section", "category"]),
            tags: self.list(&["tags", "tag", "keywords"], names::list),
            publisher: self.words(&["publisher", "site"]),
            licence: self.words(&["licence", "license"]),
            canonical: self.take(&["canonical", "canonical_url", "canonicalurl", "url"]).and_then(|u| links::canonical(&u)),
            id: self.take(&["id", "slug"]).or_else(|| self.id_of_file()).unwrap_or_default(),
            ..Article::default()
        };
        // Of several categories the first is the section, and the others are as good as tags.
        let mut categories = self.list(&["categories"], names::list).into_iter();
        article.section = article.section.or_else(|| categories.next());
        article.tags.extend(categories);
        article
    }

    /// `2024-07-01-name.md` holds the date and the id of a post.
    fn dated_name(&self) -> Option<(&str, &str)> {
        let name = self.file.rsplit('/').next()?.rsplit_once('.')?.0;
        let (day, rest) = name.split_at_checked(10)?;
        let slug = rest.strip_prefix('-').or_else(|| rest.strip_prefix('_'))?;
        when::read(day, "en").filter(|date| date.len() == 10).map(|_| (day, slug))
    }

    /// `2024/07/01/name`, as some builders of sites want the address of a post.
    fn dated_path(&self) -> Option<String> {
        let path = ["path", "permalink", "url", "slug"].iter().find_map(|key| self.fields.get(*key)?.as_str())?;
        let parts: Vec<&str> = path.split(['/', '-']).collect();
        let digits = |part: &str, n: usize| part.len() == n && part.bytes().all(|b| b.is_ascii_digit());
        parts.windows(3).find(|w| digits(w[0], 4) && digits(w[1], 2) && digits(w[2], 2)).and_then(|w| when::read(&w.join("-"), "en"))
    }

    fn id_of_file(&self) -> Option<String> {
        self.dated_name().map(|(_, slug)| slug.to_owned())
    }

    fn dates(&mut self, article: &mut Article) -> Option<Problem> {
        let published = self.take(&["date", "published", "pubdate", "publish_date", "publishdate", "created"]);
        let modified = self.take(&["updated", "modified", "lastmod", "last_modified_at", "last_updated"]);
        let lang = article.lang.clone();
        article.modified = modified.and_then(|m| when::read(&m, &lang));
        article.published = published.as_ref().and_then(|p| when::read(p, &lang));
        let unread = published.filter(|_| article.published.is_none());
        let dated = || self.dated_name().map(|(day, _)| day.to_owned()).or_else(|| self.dated_path());
        article.published = article.published.take().or_else(dated);
        let date = unread?;
        let text = format!("the date \"{date}\" is not understood: write it as 2024-07-01");
        self.fields.insert("date".to_owned(), Value::String(date));
        Some(Problem::new(Severity::Warning, self.file, text).at("front matter"))
    }

    /// A draft is imported, and marked for a person to look at.
    fn draft(&mut self, article: &mut Article) -> Option<Problem> {
        let truth = |value: Option<Value>, what: bool| value.is_some_and(|v| v == Value::Bool(what));
        let draft = truth(self.fields.remove("draft"), true) | truth(self.fields.remove("published"), false);
        draft.then(|| {
            article.review = Some("Its source says that it is a draft.".to_owned());
            Problem::new(Severity::Note, self.file, "its source says that it is a draft: it is imported and marked for review")
        })
    }

    fn rest(self) -> Vec<String> {
        let silent = |key: &str| matches!(key, "layout" | "permalink");
        self.fields
            .iter()
            .filter(|(key, value)| !value.is_null() && !silent(key))
            .map(|(key, value)| format!("{key}: {}", said(value)))
            .collect()
    }
}

/// An author may be an object with a name.
fn name_of(value: &Value) -> String {
    let name = ["name", "display_name", "title"].iter().find_map(|key| value.get(key));
    let words = said(name.unwrap_or(value));
    words.split_whitespace().collect::<Vec<_>>().join(" ")
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
    fn every_block_of_markdown_has_its_kind() {
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
    }

    #[test]
    fn a_footnote_stands_at_its_mark() {
        assert_eq!(
            json("A note.[^1] On.\n\n[^1]: The *text*."),
            r#"[{"paragraph":["A note.",{"note":[{"paragraph":["The ",{"em":["text"]},"."]}]}," On."]}]"#
        );
        assert!(json("Loop[^1]\n\n[^1]: Again[^1]").contains("Again"));
    }

    #[test]
    fn the_first_heading_is_the_title_and_others_begin_at_two() {
        let article = article("# The title\n\nText.\n\n# Part\n\n## Sub");
        assert_eq!(article.title, "The title");
        assert_eq!(article.body, [Block::paragraph("Text."), Block::heading(2, "Part"), Block::heading(3, "Sub")]);
    }

    #[test]
    fn html_in_markdown_means_what_it_means_and_scripts_are_cut() {
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
    fn a_picture_is_a_figure_and_its_title_the_caption() {
        assert_eq!(
            json("Before ![alt](img/a.png \"What it shows\") after"),
            r#"[{"paragraph":["Before"]},{"figure":{"images":[{"src":"img/a.png","alt":"alt"}],"caption":["What it shows"]}},{"paragraph":["after"]}]"#
        );
    }

    #[test]
    fn a_deep_source_stays_readable() {
        let article = article(&format!("{} deep", "> ".repeat(3000)));
        let bytes = serde_json::to_vec(&article).unwrap();
        assert!(serde_json::from_slice::<Article>(&bytes).is_ok());
    }
}
