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
pub fn split(text: &str) -> FrontMatter {
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let Some((fence, inside, rest)) = fenced(&text) else { return FrontMatter { rest: text, ..FrontMatter::default() } };
    let read = if fence == "+++" { toml(inside) } else { yaml::read(inside) };
    let rest = rest.to_owned();
    match read {
        Ok(fields) => FrontMatter {
            fields: fields.into_iter().map(|(key, value)| (key.to_lowercase(), value)).collect(),
            rest,
            ..FrontMatter::default()
        },
        Err(error) => FrontMatter { fields: whether_private(inside), rest, error: Some(error), raw: Some(inside.to_owned()) },
    }
}

/// Reads the publication fields of invalid front matter line by line, so that an error elsewhere never publishes a draft.
fn whether_private(inside: &str) -> Map<String, Value> {
    let pairs = inside.lines().filter_map(|line| line.split_once([':', '=']));
    let pairs = pairs.map(|(key, value)| (key.trim().trim_matches('"').to_lowercase(), value.split(" #").next().unwrap_or(value)));
    let kept = pairs.filter(|(key, _)| matches!(key.as_str(), "draft" | "private" | "publish" | "published" | "status" | "visibility"));
    kept.map(|(key, value)| (key, Value::String(value.trim().trim_matches(['"', '\'']).to_owned()))).collect()
}

fn fenced(text: &str) -> Option<(&'static str, &str, &str)> {
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

fn toml(inside: &str) -> Result<Map<String, Value>, String> {
    let table = DeTable::parse(inside).map_err(|error| error.message().to_owned())?;
    Ok(of_table(table.get_ref(), inside))
}

fn of_table(table: &DeTable, source: &str) -> Map<String, Value> {
    table.iter().map(|(key, value)| (key.get_ref().to_string(), of_toml(value, source))).collect()
}

fn of_toml(value: &Spanned<DeValue>, source: &str) -> Value {
    let written = || source.get(value.span()).unwrap_or_default().to_owned();
    match value.get_ref() {
        DeValue::String(words) => Value::String(words.to_string()),
        DeValue::Datetime(date) => Value::String(date.to_string()),
        DeValue::Boolean(_) | DeValue::Integer(_) | DeValue::Float(_) => Value::String(written()),
        DeValue::Array(items) => items.iter().map(|item| of_toml(item, source)).collect(),
        DeValue::Table(table) => Value::Object(of_table(table, source)),
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
        assert_eq!(yaml.fields["date"], "2023-05-06");
    }

    #[test]
    fn what_was_written_is_what_is_read() {
        let yaml = split("---\na: 3.10\nb: [True, 007]\nc: 0x1F\nd: 1e3\ne: No\nf: ~\ng: 'null'\nh: \"x\"\n---\n").fields;
        let read = |key: &str| yaml[key].to_string();
        let all: String = ["a", "b", "c", "d", "e", "f", "g", "h"].map(read).join(" ");
        assert_eq!(all, r#""3.10" ["True","007"] "0x1F" "1e3" "No" null "null" "x""#);
        let toml = split("+++\na = 3.10\nb = [true, 1_000]\nc = 0x1F\n[d]\ne = 1e3\n+++\n").fields;
        let all = serde_json::to_string(&toml).unwrap();
        assert_eq!(all, r#"{"a":"3.10","b":["true","1_000"],"c":"0x1F","d":{"e":"1e3"}}"#);
    }

    #[test]
    fn front_matter_with_a_slip_still_says_that_it_is_a_draft() {
        let front = split("---\ntitle: a: b\ndraft: true # not yet\n---\nText");
        assert!(front.error.is_some() && front.fields["draft"] == "true" && front.fields.len() == 1);
    }

    #[test]
    fn a_rule_at_the_start_is_no_front_matter_and_a_broken_one_is_said() {
        assert_eq!(split("---\n\nText").rest, "---\n\nText");
        assert!(split("---\ntitle: [\n---\nText").error.is_some());
        assert_eq!(split("# Title\n\n---\n").rest, "# Title\n\n---\n");
    }
}
