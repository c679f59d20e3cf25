//! Front matter: what stands before the text of a Markdown source.

use serde_json::{Map, Value};

/// Front matter and text, and what is wrong with the front matter.
#[derive(Debug, Default)]
pub struct Front {
    /// Its fields, keys in lower case.
    pub fields: Map<String, Value>,
    /// What follows it.
    pub rest: String,
    /// Why its fields could not be read; its text is then in `raw`.
    pub error: Option<String>,
    /// Front matter that could not be read.
    pub raw: Option<String>,
}

/// Splits a source: YAML between `---`, TOML between `+++`.
pub fn split(text: &str) -> Front {
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let Some((fence, inside, rest)) = fenced(&text) else { return Front { rest: text, ..Front::default() } };
    let read = if fence == "+++" { toml(inside) } else { yaml(inside) };
    let rest = rest.to_owned();
    match read {
        Ok(fields) => {
            Front { fields: fields.into_iter().map(|(key, value)| (key.to_lowercase(), value)).collect(), rest, ..Front::default() }
        }
        Err(error) => Front { rest, error: Some(error), raw: Some(inside.to_owned()), ..Front::default() },
    }
}

fn fenced(text: &str) -> Option<(&'static str, &str, &str)> {
    let start = text.trim_start_matches('\n');
    let fence = ["---", "+++"]
        .into_iter()
        .find(|f| start.strip_prefix(f).is_some_and(|rest| rest.trim_start_matches([' ', '\t']).starts_with('\n')))?;
    let inside = &start[start.find('\n')? + 1..];
    let mut at = 0;
    for line in inside.split_inclusive('\n') {
        let word = line.trim_end();
        if word == fence || (fence == "---" && word == "...") {
            return Some((fence, &inside[..at], &inside[at + line.len()..]));
        }
        at += line.len();
    }
    None
}

fn toml(inside: &str) -> Result<Map<String, Value>, String> {
    let table: toml::Table = inside.parse().map_err(|error: toml::de::Error| error.message().to_owned())?;
    Ok(table.into_iter().map(|(key, value)| (key, of_toml(value))).collect())
}

fn of_toml(value: toml::Value) -> Value {
    match value {
        toml::Value::String(words) => Value::String(words),
        toml::Value::Datetime(date) => Value::String(date.to_string()),
        toml::Value::Boolean(truth) => Value::Bool(truth),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Float(number) => number.into(),
        toml::Value::Array(items) => items.into_iter().map(of_toml).collect(),
        toml::Value::Table(table) => Value::Object(table.into_iter().map(|(k, v)| (k, of_toml(v))).collect()),
    }
}

fn yaml(inside: &str) -> Result<Map<String, Value>, String> {
    if inside.trim().is_empty() {
        return Ok(Map::new());
    }
    let value: serde_norway::Value = serde_norway::from_str(inside).map_err(|error| error.to_string())?;
    match of_yaml(value) {
        Value::Object(fields) => Ok(fields),
        _ => Err("it is no list of keys and values".to_owned()),
    }
}

fn of_yaml(value: serde_norway::Value) -> Value {
    use serde_norway::Value as Yaml;
    match value {
        Yaml::Null => Value::Null,
        Yaml::Bool(truth) => Value::Bool(truth),
        Yaml::Number(number) => serde_json::to_value(&number).unwrap_or(Value::Null),
        Yaml::String(words) => Value::String(words),
        Yaml::Sequence(items) => items.into_iter().map(of_yaml).collect(),
        Yaml::Mapping(map) => map.into_iter().map(|(key, value)| (said(&of_yaml(key)), of_yaml(value))).collect::<Map<_, _>>().into(),
        Yaml::Tagged(tagged) => of_yaml(tagged.value),
    }
}

/// A value as words.
pub fn said(value: &Value) -> String {
    match value {
        Value::String(words) => words.clone(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yaml_and_toml_say_the_same() {
        let yaml = split("---\nTitle: \"Rails & rivers\"\ndate: 2023-05-06\ntags: [a, b]\n---\n\nText\n");
        let toml = split("+++\nTitle = \"Rails & rivers\"\ndate = 2023-05-06\ntags = [\"a\", \"b\"]\n+++\n\nText\n");
        assert_eq!((yaml.fields.clone(), yaml.rest), (toml.fields, toml.rest));
        assert_eq!(said(&yaml.fields["date"]), "2023-05-06");
    }

    #[test]
    fn a_rule_at_the_start_is_no_front_matter_and_a_broken_one_is_said() {
        assert_eq!(split("---\n\nText").rest, "---\n\nText");
        assert!(split("---\ntitle: [\n---\nText").error.is_some());
        assert_eq!(split("# Title\n\n---\n").rest, "# Title\n\n---\n");
    }
}
