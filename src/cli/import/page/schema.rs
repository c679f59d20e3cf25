//! Metadata that a page declares in JSON-LD.

use dom_query::Document;
use serde_json::Value;

/// The schema.org fields of a page's article, as written.
#[derive(Debug, Default, Clone)]
pub(super) struct Schema {
    pub(super) headline: Option<String>,
    pub(super) description: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) published: Option<String>,
    pub(super) modified: Option<String>,
    pub(super) section: Option<String>,
    pub(super) keywords: Vec<String>,
    pub(super) publisher: Option<String>,
    pub(super) language: Option<String>,
    pub(super) licence: Option<String>,
    pub(super) text: Option<String>,
    pub(super) posts: Vec<LivePost>,
}

/// A post of a live blog: schema.org's `liveBlogUpdate` of a `LiveBlogPosting`.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct LivePost {
    pub(super) headline: Option<String>,
    pub(super) published: Option<String>,
    pub(super) text: String,
}

/// Schema.org types that are articles or contain one.
const ARTICLE_TYPES: [&str; 12] = [
    "Article",
    "NewsArticle",
    "BlogPosting",
    "Report",
    "TechArticle",
    "ScholarlyArticle",
    "LiveBlogPosting",
    "OpinionNewsArticle",
    "AnalysisNewsArticle",
    "ReportageNewsArticle",
    "ReviewNewsArticle",
    "BackgroundNewsArticle",
];

/// Reads the first article description, else that of the page.
pub(super) fn read_schema(document: &Document) -> Schema {
    let mut objects = Vec::new();
    for script in document.select("script[type='application/ld+json']").nodes() {
        let text = script.text();
        let text = text.trim().trim_start_matches("<!--").trim_end_matches("-->").trim();
        let text = text
            .trim_start_matches("//<![CDATA[")
            .trim_start_matches("<![CDATA[")
            .trim_end_matches("]]>")
            .trim_end_matches("//")
            .trim_end_matches(';');
        // Unescaped newlines in strings are a common error that JSON does not allow.
        let read = serde_json::from_str(text).or_else(|_| serde_json::from_str::<Value>(&text.replace(['\n', '\r', '\t'], " ")));
        if let Ok(value) = read {
            collect_objects(value, &mut objects);
        }
    }
    let article = objects.iter().find(|o| has_type(o, &ARTICLE_TYPES)).or_else(|| objects.iter().find(|o| o.get("headline").is_some()));
    let page = || objects.iter().find(|o| has_type(o, &["WebPage"]) && o.get("datePublished").is_some());
    article.or_else(page).map(|object| schema_from_object(object, &objects)).unwrap_or_default()
}

fn collect_objects(value: Value, objects: &mut Vec<Value>) {
    match value {
        Value::Array(items) => items.into_iter().for_each(|item| collect_objects(item, objects)),
        Value::Object(mut fields) => {
            let inner: Vec<Value> = ["@graph", "mainEntity", "mainEntityOfPage"]
                .iter()
                .filter_map(|key| fields.get(*key))
                .filter(|v| !v.is_string())
                .cloned()
                .collect();
            fields.remove("@graph");
            objects.push(Value::Object(fields));
            inner.into_iter().for_each(|v| collect_objects(v, objects));
        }
        _ => {}
    }
}

fn has_type(object: &Value, kinds: &[&str]) -> bool {
    match object.get("@type") {
        Some(Value::String(kind)) => kinds.contains(&kind.trim_start_matches("schema:")),
        Some(Value::Array(all)) => all.iter().any(|kind| kind.as_str().is_some_and(|k| kinds.contains(&k))),
        _ => false,
    }
}

fn schema_from_object(object: &Value, all: &[Value]) -> Schema {
    let words = |key: &str| object.get(key).and_then(|v| first_text(v, all));
    Schema {
        headline: words("headline").or_else(|| words("name")),
        description: words("description"),
        authors: object.get("author").map(|a| person_names(a, all)).unwrap_or_default(),
        published: words("datePublished").or_else(|| words("dateCreated")).or_else(|| words("uploadDate")),
        modified: words("dateModified"),
        section: words("articleSection"),
        keywords: object.get("keywords").map(split_keywords).unwrap_or_default(),
        publisher: words("publisher"),
        language: words("inLanguage"),
        licence: words("license"),
        text: words("articleBody"),
        posts: object.get("liveBlogUpdate").map(live_posts).unwrap_or_default(),
    }
}

/// A text whose characters may be written as entities of HTML, which some programs leave in JSON and in attributes.
pub(super) fn decode_entities(text: &str) -> String {
    let has_entity = text.split('&').skip(1).any(|rest| rest.find(';').is_some_and(|end| (2..10).contains(&end)));
    if has_entity && !text.contains('<') { Document::fragment(text).text().to_string() } else { text.to_owned() }
}

/// The text of a value: a string, the first of a list, or the name of an object or of the one it references.
fn first_text(value: &Value, all: &[Value]) -> Option<String> {
    match value {
        Value::String(words) => Some(words.trim().to_owned()).filter(|w| !w.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(items) => items.iter().find_map(|item| first_text(item, all)),
        Value::Object(fields) => match fields.get("name").or_else(|| fields.get("alternateName")).or_else(|| fields.get("@value")) {
            Some(name) => first_text(name, &[]),
            None => referenced_object(fields.get("@id")?, all).and_then(|object| first_text(object.get("name")?, &[])),
        },
        _ => None,
    }
}

/// The posts of a live blog that have a text, in the order in which they are declared.
fn live_posts(value: &Value) -> Vec<LivePost> {
    let updates = value.as_array().map(Vec::as_slice).unwrap_or_default();
    let post = |update: &Value| {
        let words = |key: &str| update.get(key).and_then(|value| first_text(value, &[])).map(|text| decode_entities(&text));
        Some(LivePost { headline: words("headline"), published: words("datePublished"), text: words("articleBody")? })
    };
    updates.iter().filter_map(post).collect()
}

fn referenced_object<'a>(id: &Value, all: &'a [Value]) -> Option<&'a Value> {
    all.iter().find(|object| object.get("@id") == Some(id) && object.get("name").is_some())
}

fn person_names(value: &Value, all: &[Value]) -> Vec<String> {
    match value {
        Value::Array(items) => items.iter().flat_map(|item| person_names(item, all)).collect(),
        Value::Object(fields) => match fields.get("name") {
            Some(Value::Array(names)) => names.iter().filter_map(|n| first_text(n, &[])).collect(),
            _ => first_text(value, all).into_iter().collect(),
        },
        other => first_text(other, all).into_iter().collect(),
    }
}

fn split_keywords(value: &Value) -> Vec<String> {
    match value {
        Value::String(words) => crate::cli::import::names::split_list(words),
        Value::Array(items) => items.iter().filter_map(|item| first_text(item, &[])).collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn schema(json: &str) -> Schema {
        read_schema(&Document::from(format!("<script type=application/ld+json>{json}</script>")))
    }

    #[test]
    fn finds_an_article_and_its_authors_in_a_graph() {
        let found = schema(
            r##"{"@graph":[{"@type":"WebPage","name":"x"},{"@id":"#a","@type":"Person","name":"Ada L"},
            {"@type":["NewsArticle"],"headline":"H","author":[{"@id":"#a"},{"name":"Grace H"}],"datePublished":"2024-07-01","keywords":"a, b"}]}"##,
        );
        assert_eq!(
            (found.headline.as_deref(), found.authors, found.keywords),
            (Some("H"), vec!["Ada L".into(), "Grace H".into()], vec!["a".into(), "b".into()])
        );
        assert_eq!(found.published.as_deref(), Some("2024-07-01"));
    }

    #[test]
    fn tolerates_newlines_in_strings_and_ignores_invalid_json() {
        assert!(schema("{").headline.is_none());
        assert_eq!(schema("{\"@type\":\"Article\",\"headline\":\"a\nb\"}").headline.as_deref(), Some("a b"));
    }
}
