//! Annotations as W3C Web Annotations (https://www.w3.org/TR/annotation-model/), in which they are stored and exchanged.
//!
//! An annotation is a `SpecificResource` of the article's address with a `TextQuoteSelector`, a `TextPositionSelector` and, as
//! `FragmentSelector`, the anchor of the block. The colour is its `styleClass`. Article id, headline, language and content hash,
//! for which the model has no word, stand in the namespace `lectern`. Unknown fields are kept.

use super::model::{Annotation, HighlightColour, PassageSelector};
use serde_json::{Map, Value, json};

/// The JSON-LD context of Web Annotations.
const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";

/// The specification that a `FragmentSelector` of HTML conforms to.
const HTML_FRAGMENT: &str = "http://tools.ietf.org/rfc/rfc3236";

/// Fields that Lectern writes itself; all others are kept as read.
const KNOWN_FIELDS: [&str; 11] =
    ["@context", "id", "type", "motivation", "created", "modified", "body", "target", "lectern:article", "lectern:title", "lectern:lang"];

/// Writes an annotation as a Web Annotation.
pub fn to_web_annotation(annotation: &Annotation) -> Value {
    let mut fields = Map::new();
    fields.insert("@context".into(), context());
    fields.insert("id".into(), json!(annotation.id));
    fields.insert("type".into(), json!("Annotation"));
    fields.insert("motivation".into(), json!(if annotation.note.is_empty() { "highlighting" } else { "commenting" }));
    fields.insert("created".into(), json!(annotation.created));
    fields.insert("modified".into(), json!(annotation.modified));
    if !annotation.note.is_empty() {
        fields.insert("body".into(), Value::Array(bodies(annotation)));
    }
    fields.insert("target".into(), target(annotation));
    for (name, value) in [("article", &annotation.article), ("title", &annotation.title), ("lang", &annotation.lang)] {
        fields.insert(["lectern:", name].concat(), json!(value));
    }
    fields.extend(annotation.extra.clone());
    Value::Object(fields)
}

/// The JSON-LD context of annotations and of collections of them.
pub(crate) fn context() -> Value {
    json!([CONTEXT, {"lectern": "urn:lectern:"}])
}

/// The note, and each of its tags.
fn bodies(annotation: &Annotation) -> Vec<Value> {
    let note = json!({"type": "TextualBody", "purpose": "commenting", "format": "text/plain", "value": annotation.note});
    let tags = annotation.tags().into_iter().map(|tag| json!({"type": "TextualBody", "purpose": "tagging", "value": tag}));
    [note].into_iter().chain(tags).collect()
}

fn target(annotation: &Annotation) -> Value {
    let Some(passage) = &annotation.passage else { return json!(annotation.source) };
    let mut selectors = vec![
        json!({"type": "TextQuoteSelector", "exact": passage.exact, "prefix": passage.prefix, "suffix": passage.suffix}),
        json!({"type": "TextPositionSelector", "start": passage.start, "end": passage.end}),
    ];
    if !passage.block.is_empty() {
        selectors.push(json!({"type": "FragmentSelector", "conformsTo": HTML_FRAGMENT, "value": passage.block}));
    }
    json!({
        "type": "SpecificResource",
        "source": annotation.source,
        "styleClass": annotation.colour.key(),
        "selector": selectors,
        "lectern:contentHash": passage.content_hash,
    })
}

/// Reads a Web Annotation, of Lectern or of another program; `None` where it is no annotation of an article, or has no id.
///
/// Of another program's annotation the last part of the target's path is taken as the article's id, and tags that its note does not
/// hold are added to the note.
pub fn from_web_annotation(value: &Value) -> Option<Annotation> {
    let fields = value.as_object()?;
    let target = first(fields.get("target")?);
    let source = target.as_str().map(str::to_owned).or_else(|| text(target, "source")).or_else(|| text(target, "id"))?;
    let id = text(value, "id").filter(|id| !id.is_empty())?;
    let article = text(value, "lectern:article").filter(|id| !id.is_empty()).or_else(|| article_id(&source))?;
    let created = text(value, "created").unwrap_or_default();
    Some(Annotation {
        id,
        article,
        title: text(value, "lectern:title").unwrap_or_default(),
        lang: text(value, "lectern:lang").unwrap_or_default(),
        modified: text(value, "modified").unwrap_or_else(|| created.clone()),
        created,
        colour: HighlightColour::from_key(&text(target, "styleClass").unwrap_or_default()),
        note: note(value),
        passage: passage(target),
        source,
        extra: fields.iter().filter(|(name, _)| !KNOWN_FIELDS.contains(&name.as_str())).map(|(k, v)| (k.clone(), v.clone())).collect(),
    })
}

/// The value, or the first of several.
fn first(value: &Value) -> &Value {
    value.as_array().and_then(|values| values.first()).unwrap_or(value)
}

/// All values, of one or several.
fn all(value: Option<&Value>) -> &[Value] {
    match value {
        Some(Value::Array(values)) => values,
        Some(value) => std::slice::from_ref(value),
        None => &[],
    }
}

fn text(value: &Value, name: &str) -> Option<String> {
    first(value.get(name)?).as_str().map(str::to_owned)
}

/// The id in an article's address: the last part of its path.
fn article_id(source: &str) -> Option<String> {
    let path = source.split(['?', '#']).next()?.trim_end_matches("index.html").trim_end_matches('/');
    path.rsplit('/').next().filter(|id| !id.is_empty()).map(str::to_owned)
}

/// The note of an annotation, followed by the tags that it does not hold.
fn note(value: &Value) -> String {
    let has_purpose = |body: &Value, purpose: &str| text(body, "purpose").as_deref() == Some(purpose);
    let bodies = all(value.get("body"));
    let words = |body: &Value| body.as_str().map(str::to_owned).or_else(|| text(body, "value"));
    let notes: Vec<String> = bodies.iter().filter(|body| !has_purpose(body, "tagging")).filter_map(words).collect();
    let mut note = Annotation { note: notes.join("\n\n"), ..Annotation::default() };
    for tag in bodies.iter().filter(|body| has_purpose(body, "tagging")).filter_map(words) {
        let tag: String = tag.trim().chars().map(|c| if c.is_whitespace() { '-' } else { c }).collect();
        if !tag.is_empty() && !note.tags().contains(&tag) {
            note.note = [note.note.trim_end(), if note.note.is_empty() { "#" } else { " #" }, &tag].concat();
        }
    }
    note.note
}

fn passage(target: &Value) -> Option<PassageSelector> {
    let selectors = all(target.get("selector"));
    let of_type = |kind: &str| selectors.iter().find(|selector| text(selector, "type").as_deref() == Some(kind));
    let quote = of_type("TextQuoteSelector")?;
    let number = |name: &str| of_type("TextPositionSelector").and_then(|position| position.get(name)?.as_u64()).unwrap_or_default();
    Some(PassageSelector {
        exact: text(quote, "exact").filter(|exact| !exact.trim().is_empty())?,
        prefix: text(quote, "prefix").unwrap_or_default(),
        suffix: text(quote, "suffix").unwrap_or_default(),
        start: usize::try_from(number("start")).unwrap_or_default(),
        end: usize::try_from(number("end")).unwrap_or_default(),
        block: of_type("FragmentSelector").and_then(|fragment| text(fragment, "value")).unwrap_or_default(),
        content_hash: text(target, "lectern:contentHash").unwrap_or_default(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn annotation() -> Annotation {
        Annotation {
            id: "urn:uuid:1".into(),
            article: "khorgos".into(),
            title: "A port without water".into(),
            source: "https://overland.example/article/khorgos/".into(),
            lang: "en".into(),
            created: "2026-12-01T10:00:00Z".into(),
            modified: "2026-12-02T10:00:00Z".into(),
            colour: HighlightColour::Green,
            note: "Ask about it.\n\n#rail".into(),
            passage: Some(PassageSelector {
                exact: "the gauge".into(),
                prefix: "before ".into(),
                suffix: " after".into(),
                start: 7,
                end: 16,
                block: "b1".into(),
                content_hash: "0f".into(),
            }),
            extra: Map::from_iter([("creator".to_owned(), json!("me"))]),
        }
    }

    #[test]
    fn annotations_round_trip() {
        let (full, on_article) = (annotation(), Annotation { passage: None, ..annotation() });
        let highlight = Annotation { note: String::new(), ..annotation() };
        for annotation in [full, on_article, highlight] {
            let mut read = from_web_annotation(&to_web_annotation(&annotation)).unwrap();
            read.colour = annotation.colour;
            assert_eq!(read, annotation);
        }
    }

    #[test]
    fn form_is_that_of_the_data_model() {
        let value = to_web_annotation(&annotation());
        assert_eq!(value["@context"][0], "http://www.w3.org/ns/anno.jsonld");
        assert_eq!(value["motivation"], "commenting");
        assert_eq!(value["body"][1], json!({"type": "TextualBody", "purpose": "tagging", "value": "rail"}));
        assert_eq!(value["target"]["selector"][0]["type"], "TextQuoteSelector");
        assert_eq!(value["target"]["selector"][1], json!({"type": "TextPositionSelector", "start": 7, "end": 16}));
        assert_eq!((&value["target"]["styleClass"], &value["creator"]), (&json!("green"), &json!("me")));
    }

    #[test]
    fn annotations_of_other_programs_are_read() {
        let read = from_web_annotation(&json!({
            "id": "https://notes.example/7", "type": "Annotation", "created": "2025-01-01T00:00:00Z",
            "body": [{"type": "TextualBody", "value": "See map"}, {"type": "TextualBody", "purpose": "tagging", "value": "old lines"}],
            "target": [{"source": "https://overland.example/article/turksib/index.html?q=x", "selector": {"type": "TextQuoteSelector", "exact": "steppe"}}],
        }))
        .unwrap();
        assert_eq!((read.article.as_str(), read.note.as_str(), read.quotation()), ("turksib", "See map #old-lines", "steppe"));
        assert_eq!((read.modified.as_str(), read.colour), ("2025-01-01T00:00:00Z", HighlightColour::Yellow));
    }

    #[test]
    fn other_values_are_no_annotations() {
        for value in [json!(null), json!({"id": "a"}), json!({"target": "https://a.example/x"}), json!({"id": "a", "target": "/"})] {
            assert_eq!(from_web_annotation(&value), None, "{value}");
        }
    }
}
