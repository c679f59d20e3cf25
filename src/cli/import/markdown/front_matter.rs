//! Front matter of a Markdown source.

use super::yaml;
use serde_json::{Map, Value};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A source split into front matter and text.
#[derive(Debug, Default)]
pub struct FrontMatter {
    /// The fields, with lowercase keys.
    pub fields: Map<String, Value>,
    /// The text after the front matter.
    pub rest: String,
    /// The parse error; the front matter is then in `raw`.
    pub error: Option<String>,
    /// Front matter that could not be parsed.
    pub raw: Option<String>,
}

/// Splits a source: YAML between `---`, TOML between `+++`. Scalars stay strings as written: `3.10` is not 3.1.
pub fn split_front_matter(text: &str) -> FrontMatter {
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let Some((fence, inside, rest)) = split_fence(&text) else { return FrontMatter { rest: text, ..FrontMatter::default() } };
    let read = if fence == "+++" { parse_toml(inside) } else { yaml::parse_yaml(inside) };
    let rest = rest.to_owned();
    match read {
        Ok(fields) => FrontMatter {
            fields: fields.into_iter().map(|(key, value)| (key.to_lowercase(), value)).collect(),
            rest,
            ..FrontMatter::default()
        },
        Err(error) => FrontMatter { fields: read_publication_fields(inside), rest, error: Some(error), raw: Some(inside.to_owned()) },
    }
}

/// Reads the publication fields of invalid front matter line by line, so that an error elsewhere never publishes a draft.
fn read_publication_fields(inside: &str) -> Map<String, Value> {
    let pairs = inside.lines().filter_map(|line| line.split_once([':', '=']));
    let pairs = pairs.map(|(key, value)| (key.trim().trim_matches('"').to_lowercase(), value.split(" #").next().unwrap_or(value)));
    let kept = pairs.filter(|(key, _)| matches!(key.as_str(), "draft" | "private" | "publish" | "published" | "status" | "visibility"));
    kept.map(|(key, value)| (key, Value::String(value.trim().trim_matches(['"', '\'']).to_owned()))).collect()
}

fn split_fence(text: &str) -> Option<(&'static str, &str, &str)> {
    let start = text.trim_start_matches('\n');
    let fence = ["---", "+++"]
        .into_iter()
        .find(|f| start.strip_prefix(f).is_some_and(|rest| rest.trim_start_matches([' ', '\t']).starts_with('\n')))?;
    let inside = start.split_once('\n')?.1;
    let mut at = 0;
    for line in inside.split_inclusive('\n') {
        let word = line.trim_end();
        if word == fence || (fence == "---" && word == "...") {
            let (inside, rest) = inside.split_at_checked(at)?;
            return Some((fence, inside, rest.split_at_checked(line.len())?.1));
        }
        at += line.len();
    }
    None
}

fn parse_toml(inside: &str) -> Result<Map<String, Value>, String> {
    let table = DeTable::parse(inside).map_err(|error| error.message().to_owned())?;
    Ok(table_to_json(table.get_ref(), inside))
}

fn table_to_json(table: &DeTable, source: &str) -> Map<String, Value> {
    table.iter().map(|(key, value)| (key.get_ref().to_string(), toml_to_json(value, source))).collect()
}

fn toml_to_json(value: &Spanned<DeValue>, source: &str) -> Value {
    let written = || source.get(value.span()).unwrap_or_default().to_owned();
    match value.get_ref() {
        DeValue::String(words) => Value::String(words.to_string()),
        DeValue::Datetime(date) => Value::String(date.to_string()),
        DeValue::Boolean(_) | DeValue::Integer(_) | DeValue::Float(_) => Value::String(written()),
        DeValue::Array(items) => items.iter().map(|item| toml_to_json(item, source)).collect(),
        DeValue::Table(table) => Value::Object(table_to_json(table, source)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yaml_and_toml_give_equal_fields() {
        let yaml = split_front_matter("---\nTitle: \"Rails & rivers\"\ndate: 2023-05-06\ntags: [a, b]\n---\n\nText\n");
        let toml = split_front_matter("+++\nTitle = \"Rails & rivers\"\ndate = 2023-05-06\ntags = [\"a\", \"b\"]\n+++\n\nText\n");
        assert_eq!((yaml.fields.clone(), yaml.rest), (toml.fields, toml.rest));
        assert_eq!(yaml.fields["date"], "2023-05-06");
    }

    #[test]
    fn keeps_scalars_as_written() {
        let yaml = split_front_matter("---\na: 3.10\nb: [True, 007]\nc: 0x1F\nd: 1e3\ne: No\nf: ~\ng: 'null'\nh: \"x\"\n---\n").fields;
        let read = |key: &str| yaml[key].to_string();
        let all: String = ["a", "b", "c", "d", "e", "f", "g", "h"].map(read).join(" ");
        assert_eq!(all, r#""3.10" ["True","007"] "0x1F" "1e3" "No" null "null" "x""#);
        let toml = split_front_matter("+++\na = 3.10\nb = [true, 1_000]\nc = 0x1F\n[d]\ne = 1e3\n+++\n").fields;
        let all = serde_json::to_string(&toml).unwrap();
        assert_eq!(all, r#"{"a":"3.10","b":["true","1_000"],"c":"0x1F","d":{"e":"1e3"}}"#);
    }

    #[test]
    fn invalid_front_matter_still_marks_a_draft() {
        let front = split_front_matter("---\ntitle: a: b\ndraft: true # not yet\n---\nText");
        assert!(front.error.is_some() && front.fields["draft"] == "true" && front.fields.len() == 1);
    }

    #[test]
    fn a_leading_rule_is_not_front_matter() {
        assert_eq!(split_front_matter("---\n\nText").rest, "---\n\nText");
        assert!(split_front_matter("---\ntitle: [\n---\nText").error.is_some());
        assert_eq!(split_front_matter("# Title\n\n---\n").rest, "# Title\n\n---\n");
    }
}
