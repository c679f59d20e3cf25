//! Front matter of a Markdown source: YAML between `---`, TOML between `+++`, JSON, and the two forms that Hexo has of its own.

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
    /// Whether it is TOML, which Hugo and Zola write alone.
    pub is_toml: bool,
}

/// The way front matter is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FrontMatterFormat {
    Yaml,
    Toml,
    Json,
}

/// Front matter as it stands in a source.
struct Section<'t> {
    format: FrontMatterFormat,
    inside: &'t str,
    rest: &'t str,
}

/// Splits a source into front matter and text. Scalars stay strings as written: `3.10` is not 3.1.
pub fn split_front_matter(text: &str) -> FrontMatter {
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let Some(Section { format, inside, rest }) = find_section(&text) else {
        return FrontMatter { rest: text, ..FrontMatter::default() };
    };
    let (rest, is_toml) = (rest.to_owned(), format == FrontMatterFormat::Toml);
    let read = match format {
        FrontMatterFormat::Yaml => yaml::parse_yaml(inside),
        FrontMatterFormat::Toml => parse_toml(inside),
        FrontMatterFormat::Json => parse_json(inside),
    };
    match read {
        Ok(fields) => FrontMatter {
            fields: fields.into_iter().map(|(key, value)| (key.to_lowercase(), value)).collect(),
            rest,
            is_toml,
            ..FrontMatter::default()
        },
        Err(error) => {
            let fields = read_publication_fields(inside);
            FrontMatter { fields, rest, error: Some(error), raw: Some(inside.to_owned()), is_toml }
        }
    }
}

fn find_section(text: &str) -> Option<Section<'_>> {
    let start = text.trim_start_matches('\n');
    fenced_section(start).or_else(|| json_section(start)).or_else(|| closed_section(start))
}

/// Reads the publication fields of invalid front matter line by line, so that an error elsewhere never publishes a draft.
fn read_publication_fields(inside: &str) -> Map<String, Value> {
    let pairs = inside.lines().filter_map(|line| line.split_once([':', '=']));
    let pairs = pairs.map(|(key, value)| (key.trim().trim_matches('"').to_lowercase(), value.split(" #").next().unwrap_or(value)));
    let kept = pairs.filter(|(key, _)| matches!(key.as_str(), "draft" | "private" | "publish" | "published" | "status" | "visibility"));
    kept.map(|(key, value)| (key, Value::String(value.trim().trim_matches(['"', '\'']).to_owned()))).collect()
}

/// The fences around front matter, and what stands between them.
const FENCES: [(&str, FrontMatterFormat); 3] =
    [("---", FrontMatterFormat::Yaml), ("+++", FrontMatterFormat::Toml), (";;;", FrontMatterFormat::Json)];

fn fenced_section(start: &str) -> Option<Section<'_>> {
    let opens = |fence: &str| start.strip_prefix(fence).is_some_and(|rest| rest.trim_start_matches([' ', '\t']).starts_with('\n'));
    let (fence, format) = FENCES.into_iter().find(|(fence, _)| opens(fence))?;
    let (inside, rest) = split_at_fence(start.split_once('\n')?.1, fence)?;
    Some(Section { format, inside, rest })
}

/// Splits a text at the line that is a fence; a YAML document may end with dots, too.
fn split_at_fence<'t>(text: &'t str, fence: &str) -> Option<(&'t str, &'t str)> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let word = line.trim_end();
        if word == fence || (fence == "---" && word == "...") {
            let (inside, rest) = text.split_at_checked(at)?;
            return Some((inside, rest.split_at_checked(line.len())?.1));
        }
        at += line.len();
    }
    None
}

/// A JSON object at the beginning, as Hugo takes it.
fn json_section(start: &str) -> Option<Section<'_>> {
    let begins = start.strip_prefix('{').is_some_and(|rest| rest.trim_start().starts_with(['"', '}']));
    let mut values = begins.then(|| serde_json::Deserializer::from_str(start).into_iter::<Map<String, Value>>())?;
    values.next()?.ok()?;
    let (inside, rest) = start.split_at_checked(values.byte_offset())?;
    Some(Section { format: FrontMatterFormat::Json, inside, rest })
}

/// Keys with which front matter begins that has no opening fence.
const FIRST_KEYS: [&str; 9] = ["title", "date", "layout", "tags", "categories", "author", "updated", "permalink", "lang"];

/// Front matter with a closing fence alone, as Hexo takes it: `title: Words`, then `---` or `;;;`. A heading is underlined the same
/// way, so the first key must be one of front matter.
fn closed_section(start: &str) -> Option<Section<'_>> {
    let first = start.lines().next()?;
    let key = first.split_once(':')?.0;
    let (fence, format) = if key.starts_with('"') { (";;;", FrontMatterFormat::Json) } else { ("---", FrontMatterFormat::Yaml) };
    let (inside, rest) = FIRST_KEYS.contains(&key.trim_matches('"')).then(|| split_at_fence(start, fence))??;
    let is_mapping =
        inside.lines().all(|line| line.trim().is_empty() || line.starts_with([' ', '\t', '-', '#', '"']) || line.contains(':'));
    is_mapping.then_some(Section { format, inside, rest })
}

/// Reads JSON, by YAML, of which it is a part and which keeps numbers as written. Hexo leaves out the braces.
fn parse_json(inside: &str) -> Result<Map<String, Value>, String> {
    let text = inside.trim().trim_end_matches(',');
    let object = if text.starts_with('{') { text.to_owned() } else { format!("{{{text}}}") };
    let plain = serde_json::from_str::<Map<String, Value>>(&object).map_err(|error| error.to_string())?;
    Ok(yaml::parse_yaml(&object.replace('\t', " ")).unwrap_or(plain))
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
    fn reads_json_in_every_form() {
        let json = split_front_matter("{\n\t\"title\": \"A: b\",\n\t\"weight\": 3.10,\n\t\"tags\": [\"x\"]\n}\n\nText\n");
        assert_eq!(serde_json::to_string(&json.fields).unwrap(), r#"{"tags":["x"],"title":"A: b","weight":"3.10"}"#);
        assert_eq!(json.rest, "\n\nText\n");
        for hexo in ["\"title\": \"A\",\n\"n\": 3.10\n;;;\nText", ";;;\n\"title\": \"A\",\n\"n\": 3.10\n;;;\nText"] {
            let front = split_front_matter(hexo);
            assert_eq!(
                (serde_json::to_string(&front.fields).unwrap().as_str(), front.rest.as_str()),
                (r#"{"n":"3.10","title":"A"}"#, "Text")
            );
        }
        assert_eq!(split_front_matter("{{< figure >}}\n").rest, "{{< figure >}}\n");
    }

    #[test]
    fn reads_front_matter_without_an_opening_fence() {
        let front = split_front_matter("title: A tide: low\ndate: 2024-07-01\ntags:\n- x\n---\nText");
        assert!(front.error.is_some() || front.fields["date"] == "2024-07-01");
        assert_eq!(split_front_matter("title: A\n---\nText").fields["title"], "A");
        for text in ["Note: this\n---\n\nText", "title: a\n\nText goes on\n\n---\n", "date\n---\n"] {
            assert_eq!(split_front_matter(text).rest, text);
        }
    }

    #[test]
    fn a_leading_rule_is_not_front_matter() {
        assert_eq!(split_front_matter("---\n\nText").rest, "---\n\nText");
        assert!(split_front_matter("---\ntitle: [\n---\nText").error.is_some());
        assert_eq!(split_front_matter("# Title\n\n---\n").rest, "# Title\n\n---\n");
    }
}
