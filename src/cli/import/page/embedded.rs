//! Finds the text of an article in the data of a page that draws it by script: HTML in a JSON string, or a list of paragraphs.

use dom_query::Document;
use serde_json::{Deserializer, Value};

/// The minimum length of such a text, in bytes.
const MIN_TEXT_BYTES: usize = 800;

/// The maximum nesting of JSON inside strings of JSON.
const MAX_STRING_DEPTH: usize = 2;

/// The number of places in a script at which JSON is looked for.
const MAX_PLACES: usize = 12;

/// The keys of an object under which it holds its words.
const WORDS_KEYS: [&str; 5] = ["content", "text", "html", "body", "value"];

/// Returns the longest text of an article in the scripts of a page, as HTML.
pub(super) fn find_embedded_html(page: &Document) -> Option<String> {
    let mut best = String::new();
    for script in page.select("script:not([src])").nodes() {
        let is_schema = script.attr("type").is_some_and(|kind| kind.contains("ld+json"));
        let text = script.text();
        if !is_schema && text.len() >= MIN_TEXT_BYTES {
            json_values(&text).iter().for_each(|value| collect(value, 0, &mut best));
        }
    }
    Some(best).filter(|html| html.len() >= MIN_TEXT_BYTES)
}

/// The JSON in a script: the whole script, or what is assigned or passed in it.
fn json_values(script: &str) -> Vec<Value> {
    let trimmed = script.trim().trim_end_matches(';');
    if let Ok(value) = serde_json::from_str(trimmed) {
        return vec![value];
    }
    let places = trimmed.match_indices(['=', '(']).filter_map(|(at, _)| {
        let rest = trimmed.get(at + 1..)?.trim_start();
        rest.starts_with(['{', '[']).then_some(rest)
    });
    let read = |rest: &str| Deserializer::from_str(rest).into_iter::<Value>().next()?.ok();
    places.take(MAX_PLACES).filter_map(read).collect()
}

/// Keeps the longest text in a value.
fn collect(value: &Value, depth: usize, best: &mut String) {
    match value {
        Value::String(words) if words.len() >= MIN_TEXT_BYTES => {
            if words.contains("<p") || words.contains("<br") {
                keep_longer(words.clone(), best);
            } else if depth < MAX_STRING_DEPTH && words.contains('{') {
                let inner = words.split_once(['{', '[']).map_or("", |(before, _)| words.get(before.len()..).unwrap_or_default());
                Deserializer::from_str(inner).into_iter::<Value>().flatten().take(1).for_each(|value| collect(&value, depth + 1, best));
            }
        }
        Value::Array(items) => {
            let paragraphs: Vec<&str> = items.iter().filter_map(paragraph).collect();
            if paragraphs.len() > 2 {
                keep_longer(paragraphs.iter().map(|words| format!("<p>{words}</p>")).collect(), best);
            }
            items.iter().for_each(|item| collect(item, depth, best));
        }
        Value::Object(fields) => fields.values().for_each(|value| collect(value, depth, best)),
        _ => {}
    }
}

/// The words of an object that stands for a paragraph.
fn paragraph(item: &Value) -> Option<&str> {
    let kind = item.get("type").or_else(|| item.get("kind")).and_then(Value::as_str).unwrap_or_default().to_lowercase();
    let is_paragraph = ["paragraph", "text", "p"].contains(&kind.as_str());
    WORDS_KEYS.iter().filter(|_| is_paragraph).find_map(|key| item.get(*key)?.as_str()).filter(|words| !words.trim().is_empty())
}

/// Keeps the text with more words outside tags.
fn keep_longer(html: String, best: &mut String) {
    let length = |html: &str| html.split('<').map(|part| part.split_once('>').map_or(part.len(), |(_, words)| words.len())).sum::<usize>();
    if length(&html) > length(best) {
        *best = html;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(script: &str) -> Option<String> {
        find_embedded_html(&Document::from(format!("<div id=root></div><script>{script}</script>")))
    }

    #[test]
    fn html_in_a_string_is_found() {
        let text = "The harbour was rebuilt in stone. ".repeat(40);
        let escaped = format!("window.state = {{\"a\":[{{\"body\":\"\\u003cp>{text}\\u003c/p>\"}}]}};");
        assert!(found(&escaped).is_some_and(|html| html.starts_with("<p>The harbour")));
        assert_eq!(found("window.state = {\"a\": 1}"), None);
    }

    #[test]
    fn paragraphs_in_a_list_are_found() {
        let words = "The harbour was rebuilt in stone, and the boats came back. ".repeat(8);
        let item = |words: &str| format!("{{\"type\":\"paragraph\",\"content\":\"{words}\"}}");
        let script =
            format!("App.content={{\"elements\":[{},{},{{\"type\":\"ad\"}},{}]}};App.run()", item(&words), item(&words), item("End."));
        let html = found(&script).unwrap_or_default();
        assert!(html.starts_with("<p>The harbour") && html.ends_with("<p>End.</p>"), "{html}");
    }
}
