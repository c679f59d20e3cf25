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
}

/// Schema.org types that are articles or contain one.
const ARTICLES: [&str; 12] = [
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
pub(super) fn read(document: &Document) -> Schema {
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
            gather(value, &mut objects);
        }
    }
    let article = objects.iter().find(|o| is_one_of(o, &ARTICLES)).or_else(|| objects.iter().find(|o| o.get("headline").is_some()));
    let page = || objects.iter().find(|o| is_one_of(o, &["WebPage"]) && o.get("datePublished").is_some());
    article.or_else(page).map(|object| of(object, &objects)).unwrap_or_default()
}

fn gather(value: Value, objects: &mut Vec<Value>) {
    match value {
        Value::Array(items) => items.into_iter().for_each(|item| gather(item, objects)),
        Value::Object(mut fields) => {
            let inner: Vec<Value> = ["@graph", "mainEntity", "mainEntityOfPage"]
                .iter()
                .filter_map(|key| fields.get(*key))
                .filter(|v| !v.is_string())
                .cloned()
                .collect();
            fields.remove("@graph");
            objects.push(Value::Object(fields));
            inner.into_iter().for_each(|v| gather(v, objects));
        }
        _ => {}
    }
}

fn is_one_of(object: &Value, kinds: &[&str]) -> bool {
    match object.get("@type") {
        Some(Value::String(kind)) => kinds.contains(&kind.trim_start_matches("schema:")),
        Some(Value::Array(all)) => all.iter().any(|kind| kind.as_str().is_some_and(|k| kinds.contains(&k))),
        _ => false,
    }
}

fn of(object: &Value, all: &[Value]) -> Schema {
    let words = |key: &str| object.get(key).and_then(|v| first_words(v, all));
    Schema {
        headline: words("headline").or_else(|| words("name")),
        description: words("description"),
        authors: object.get("author").map(|a| people(a, all)).unwrap_or_default(),
        published: words("datePublished").or_else(|| words("dateCreated")).or_else(|| words("uploadDate")),
        modified: words("dateModified"),
        section: words("articleSection"),
        keywords: object.get("keywords").map(keywords).unwrap_or_default(),
        publisher: words("publisher"),
        language: words("inLanguage"),
        licence: words("license"),
        text: words("articleBody"),
    }
}

/// The text of a value: a string, the first of a list, or the name of an object or of the one it references.
fn first_words(value: &Value, all: &[Value]) -> Option<String> {
    match value {
        Value::String(words) => Some(words.trim().to_owned()).filter(|w| !w.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(items) => items.iter().find_map(|item| first_words(item, all)),
        Value::Object(fields) => match fields.get("name").or_else(|| fields.get("alternateName")).or_else(|| fields.get("@value")) {
            Some(name) => first_words(name, &[]),
            None => referred(fields.get("@id")?, all).and_then(|object| first_words(object.get("name")?, &[])),
        },
        _ => None,
    }
}

fn referred<'a>(id: &Value, all: &'a [Value]) -> Option<&'a Value> {
    all.iter().find(|object| object.get("@id") == Some(id) && object.get("name").is_some())
}

fn people(value: &Value, all: &[Value]) -> Vec<String> {
    match value {
        Value::Array(items) => items.iter().flat_map(|item| people(item, all)).collect(),
        Value::Object(fields) => match fields.get("name") {
            Some(Value::Array(names)) => names.iter().filter_map(|n| first_words(n, &[])).collect(),
            _ => first_words(value, all).into_iter().collect(),
        },
        other => first_words(other, all).into_iter().collect(),
    }
}

fn keywords(value: &Value) -> Vec<String> {
    match value {
        Value::String(words) => crate::cli::import::names::list(words),
        Value::Array(items) => items.iter().filter_map(|item| first_words(item, &[])).collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn schema(json: &str) -> Schema {
        read(&Document::from(format!("<script type=application/ld+json>{json}</script>")))
    }

    #[test]
    fn an_article_is_found_in_a_graph_with_its_people() {
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
    fn broken_json_is_nothing_and_a_new_line_in_a_string_is_mended() {
        assert!(schema("{").headline.is_none());
        assert_eq!(schema("{\"@type\":\"Article\",\"headline\":\"a\nb\"}").headline.as_deref(), Some("a b"));
    }
}
