//! Values of JSON Lines records and front matter, as people and programs write them: names, dates, booleans.

use crate::cli::whitespace::collapse_whitespace;
use serde_json::{Map, Value};

/// A value as text: a string unchanged, anything else as JSON.
pub fn value_text(value: &Value) -> String {
    match value {
        Value::String(words) => words.clone(),
        other => other.to_string(),
    }
}

/// Keys that may hold an object's name.
const NAME_KEYS: [&str; 9] = ["name", "display_name", "displayname", "fullname", "full_name", "title", "label", "value", "slug"];

/// The names in a value: strings, numbers, objects with a name, lists of them, and lists written as a string.
/// `None` if it has none, so that the value can be kept elsewhere; `null` gives an empty list.
pub fn names_in(value: &Value, split: fn(&str) -> Vec<String>) -> Option<Vec<String>> {
    match value {
        Value::Null => Some(Vec::new()),
        Value::Bool(_) => None,
        Value::Number(number) => Some(vec![number.to_string()]),
        Value::String(words) => Some(parse_list_string(words).unwrap_or_else(|| split(words))),
        Value::Array(items) => {
            let found: Vec<String> = items.iter().filter_map(|item| names_in(item, single_name)).flatten().collect();
            (!found.is_empty() || items.iter().all(Value::is_null)).then_some(found)
        }
        Value::Object(fields) => object_name(fields).map(|name| vec![name]),
    }
}

/// The items of a list that contain no name.
pub fn nameless_items(value: &Value) -> Vec<&Value> {
    match value {
        Value::Array(items) => items.iter().filter(|item| names_in(item, single_name).is_none()).collect(),
        other => Vec::from_iter(names_in(other, single_name).is_none().then_some(other)),
    }
}

fn single_name(words: &str) -> Vec<String> {
    Some(collapse_whitespace(words)).filter(|words| !words.is_empty()).into_iter().collect()
}

fn object_name(fields: &Map<String, Value>) -> Option<String> {
    let get = |keys: &[&str]| {
        let found = keys.iter().find_map(|key| fields.iter().find(|(known, _)| known.eq_ignore_ascii_case(key)));
        found.and_then(|(_, value)| scalar_text(value)).map(|words| collapse_whitespace(&words)).filter(|words| !words.is_empty())
    };
    let first = || get(&["first", "given", "first_name", "firstname", "given_name", "givenname"]);
    let last = || get(&["last", "family", "last_name", "lastname", "family_name", "familyname", "surname"]);
    get(&NAME_KEYS).or_else(|| match (first(), last()) {
        (Some(first), Some(last)) => Some(format!("{first} {last}")),
        (first, last) => first.or(last),
    })
}

/// A string or a number as text.
pub fn scalar_text(value: &Value) -> Option<String> {
    match value {
        Value::String(_) | Value::Number(_) => Some(value_text(value)),
        _ => None,
    }
}

/// A list written as a string: JSON, Python's `repr`, or a database's braces.
fn parse_list_string(text: &str) -> Option<Vec<String>> {
    let text = text.trim();
    if ((text.starts_with('[') && text.ends_with(']')) || (text.starts_with('{') && text.ends_with('}')))
        && let Ok(value @ (Value::Array(_) | Value::Object(_))) = serde_json::from_str::<Value>(text)
    {
        return names_in(&value, single_name);
    }
    // `[[Name]]` is a wikilink, and a single word in brackets may be a name.
    let inside =
        text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).filter(|inside| inside.trim_start().starts_with(['\'', '"']));
    let inside =
        inside.or_else(|| text.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')).filter(|inside| !inside.contains(':')))?;
    Some(split_quoted(inside))
}

/// Splits comma-separated words, quoted or not.
fn split_quoted(text: &str) -> Vec<String> {
    let (mut words, mut word, mut quote, mut escaped) = (Vec::new(), String::new(), None, false);
    for c in text.chars() {
        match (quote, c) {
            _ if escaped => {
                word.push(c);
                escaped = false;
            }
            (Some(_), '\\') => escaped = true,
            (Some(open), c) if c == open => quote = None,
            (None, '\'' | '"') if word.trim().is_empty() => quote = Some(c),
            (None, ',') => words.push(std::mem::take(&mut word)),
            (_, c) => word.push(c),
        }
    }
    words.push(word);
    words.iter().map(|word| collapse_whitespace(word)).filter(|word| !word.is_empty() && word != "None" && word != "NULL").collect()
}

/// A date as a string or number, or inside the objects that databases write; `None` if the value cannot be a date.
pub fn date_text(value: &Value) -> Option<String> {
    match value {
        Value::String(words) => Some(words.clone()),
        // The fraction of a second is dropped.
        Value::Number(number) => {
            Some(number.as_f64().filter(|_| number.is_f64()).map_or_else(|| number.to_string(), |seconds| format!("{}", seconds.trunc())))
        }
        Value::Object(fields) => {
            let keys = ["$date", "$numberLong", "seconds", "_seconds", "iso", "datetime", "date", "value", "$timestamp"];
            keys.iter().find_map(|key| fields.get(*key)).and_then(date_text)
        }
        Value::Null | Value::Bool(_) | Value::Array(_) => None,
    }
}

/// An id as a string or number, or inside the object that a database writes.
pub fn id_text(value: &Value) -> Option<String> {
    match value {
        Value::Object(fields) => ["$oid", "$numberLong", "id"].iter().find_map(|key| fields.get(*key)).and_then(scalar_text),
        other => scalar_text(other),
    }
}

/// A value as a boolean; `None` if it is not one.
fn parse_bool(value: &Value) -> Option<bool> {
    match value_text(value).trim().to_ascii_lowercase().as_str() {
        "true" | "yes" | "on" | "y" | "1" => Some(true),
        "false" | "no" | "off" | "n" | "0" => Some(false),
        _ => None,
    }
}

/// Takes the fields that say whether to publish; returns the one that marks a draft.
pub fn take_draft(fields: &mut Map<String, Value>) -> Option<String> {
    let mut found = None;
    for (key, private) in [("draft", true), ("private", true), ("publish", false), ("published", false)] {
        let Some(flag) = fields.get(key).and_then(parse_bool) else { continue };
        fields.remove(key);
        if flag == private {
            found.get_or_insert_with(|| format!("{key}: {flag}"));
        }
    }
    for key in ["status", "visibility"] {
        let words = fields.get(key).and_then(Value::as_str).map(|words| words.trim().to_ascii_lowercase()).unwrap_or_default();
        if matches!(words.as_str(), "draft" | "private" | "unpublished" | "pending" | "hidden" | "trash" | "archived-draft" | "future") {
            fields.remove(key);
            found.get_or_insert_with(|| format!("{key}: {words}"));
        }
    }
    found
}

/// The note for a draft.
pub fn draft_message(words: &str) -> String {
    format!("marked \"{words}\"; imported as a draft, which is not published")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::import::names::split_list;
    use serde_json::json;

    #[test]
    fn reads_names_in_every_form() {
        let named = |value: Value| names_in(&value, split_list);
        let some = |words: &[&str]| Some(words.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>());
        assert_eq!(named(json!([{"id": 1, "name": "Ada  L."}, null, "", 7, true])), some(&["Ada L.", "7"]));
        assert_eq!(named(json!({"first": "Ada", "last": "Lovelace"})), some(&["Ada Lovelace"]));
        assert_eq!(named(json!("[\"a\", \"b\"]")), some(&["a", "b"]));
        assert_eq!(named(json!("['it\\'s', \"b, c\", None]")), some(&["it's", "b, c"]));
        assert_eq!(named(json!("{rail,\"tide tables\"}")), some(&["rail", "tide tables"]));
        assert_eq!(named(json!("{\"name\": \"Ada\"}")), some(&["Ada"]));
        assert_eq!(named(json!("a, b")), some(&["a", "b"]));
        assert_eq!((named(json!(null)), named(json!([null]))), (some(&[]), some(&[])));
        assert_eq!((named(json!(true)), named(json!({"x": 1}))), (None, None));
        assert_eq!(nameless_items(&json!(["a", true, {"x": 1}])).len(), 2);
    }

    #[test]
    fn reads_dates_and_ids_of_databases() {
        assert_eq!(date_text(&json!({"$date": {"$numberLong": "1709460000000"}})).as_deref(), Some("1709460000000"));
        assert_eq!(date_text(&json!({"_seconds": 1709460000, "_nanoseconds": 0})).as_deref(), Some("1709460000"));
        assert_eq!(date_text(&json!(1709460000.25)).as_deref(), Some("1709460000"));
        assert_eq!((date_text(&json!({"day": 1})), date_text(&json!([1]))), (None, None));
        assert_eq!(id_text(&json!({"$oid": "6f"})).as_deref(), Some("6f"));
    }

    #[test]
    fn recognizes_every_draft_marker() {
        let taken = |value: Value| {
            let Value::Object(mut fields) = value else { return (None, 0) };
            (take_draft(&mut fields), fields.len())
        };
        for value in [
            json!({"draft": true}),
            json!({"draft": "Yes"}),
            json!({"publish": false}),
            json!({"published": "false"}),
            json!({"private": true}),
            json!({"status": "Draft"}),
            json!({"visibility": "private"}),
        ] {
            assert!(matches!(taken(value.clone()), (Some(_), 0)), "{value}");
        }
        assert_eq!(taken(json!({"draft": false, "publish": true})), (None, 0));
        assert_eq!(taken(json!({"published": "2024-07-01", "status": "evergreen"})), (None, 2));
    }
}
