//! Parses YAML to JSON values, every scalar a string as written.

use saphyr_parser::{Event, Parser, ScalarStyle};
use serde_json::{Map, Value};
use std::collections::HashMap;

/// Maximum nesting.
const MAX_DEPTH: usize = 64;
/// Maximum number of values; an alias counts for everything its anchor contains.
const MAX_VALUES: usize = 100_000;

/// An open sequence or mapping, with its anchor.
enum Open {
    Sequence(usize, Vec<Value>),
    Mapping(usize, Map<String, Value>, Option<String>),
}

struct YamlReader {
    open: Vec<Open>,
    anchors: HashMap<usize, Value>,
    root: Option<Value>,
    count: usize,
}

/// Reads a mapping. The lines of a quoted text may begin at the margin, as most programs let them, though YAML wants them indented.
///
/// # Errors
/// The YAML error and its line.
pub(super) fn parse_yaml(text: &str) -> Result<Map<String, Value>, String> {
    parse_strict_yaml(text).or_else(|error| parse_strict_yaml(&indent_quoted_lines(text)).map_err(|_| error))
}

/// Indents the lines after the first of a quoted text that begins behind the key of the outermost mapping.
fn indent_quoted_lines(text: &str) -> String {
    let mut out = String::new();
    let mut open: Option<char> = None;
    for line in text.split_inclusive('\n') {
        let inside = match open {
            Some(_) => {
                out.push(' ');
                Some(line)
            }
            None => line.split_once(": ").filter(|(key, _)| !key.starts_with([' ', '-', '#'])).and_then(|(_, value)| {
                let value = value.trim_start();
                open = value.chars().next().filter(|first| matches!(first, '"' | '\''));
                open.and_then(|quote| value.strip_prefix(quote))
            }),
        };
        if let (Some(quote), Some(inside)) = (open, inside)
            && closes_quote(inside, quote)
        {
            open = None;
        }
        out.push_str(line);
    }
    out
}

/// Whether a quoted text ends in a line.
fn closes_quote(line: &str, quote: char) -> bool {
    let mut letters = line.chars().peekable();
    while let Some(c) = letters.next() {
        if c == '\\' && quote == '"' {
            letters.next();
        } else if c == quote && !(quote == '\'' && letters.next_if_eq(&quote).is_some()) {
            return true;
        }
    }
    false
}

fn parse_strict_yaml(text: &str) -> Result<Map<String, Value>, String> {
    let mut reader = YamlReader { open: Vec::new(), anchors: HashMap::new(), root: None, count: 0 };
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| format!("{} at line {}", error.info(), error.marker().line()))?;
        reader.handle_event(event).map_err(|error| format!("{error} at line {}", span.start.line()))?;
    }
    match reader.root {
        Some(Value::Object(fields)) => Ok(fields),
        None | Some(Value::Null) => Ok(Map::new()),
        Some(_) => Err("not a mapping of keys to values".to_owned()),
    }
}

impl YamlReader {
    fn handle_event(&mut self, event: Event) -> Result<(), String> {
        match event {
            Event::Scalar(words, style, anchor, _) => {
                let nothing = style == ScalarStyle::Plain && matches!(&*words, "" | "~" | "null" | "Null" | "NULL");
                self.add_value(anchor, if nothing { Value::Null } else { Value::String(words.into_owned()) })
            }
            Event::Alias(anchor) => {
                let value = self.anchors.get(&anchor).cloned().ok_or("alias without an anchor")?;
                self.count += count_values(&value);
                self.add_value(0, value)
            }
            Event::SequenceStart(anchor, _) => self.push_open(Open::Sequence(anchor, Vec::new())),
            Event::MappingStart(anchor, _) => self.push_open(Open::Mapping(anchor, Map::new(), None)),
            Event::SequenceEnd | Event::MappingEnd => match self.open.pop() {
                Some(Open::Sequence(anchor, items)) => self.add_value(anchor, Value::Array(items)),
                Some(Open::Mapping(anchor, fields, _)) => self.add_value(anchor, Value::Object(fields)),
                None => Ok(()),
            },
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentStart(_) | Event::DocumentEnd => Ok(()),
        }
    }

    fn push_open(&mut self, open: Open) -> Result<(), String> {
        if self.open.len() >= MAX_DEPTH {
            return Err("nested too deeply".to_owned());
        }
        self.open.push(open);
        Ok(())
    }

    fn add_value(&mut self, anchor: usize, value: Value) -> Result<(), String> {
        self.count += 1;
        if self.count > MAX_VALUES {
            return Err("too many values".to_owned());
        }
        if anchor > 0 {
            self.anchors.insert(anchor, value.clone());
        }
        match self.open.last_mut() {
            None => self.root = self.root.take().or(Some(value)),
            Some(Open::Sequence(_, items)) => items.push(value),
            Some(Open::Mapping(_, fields, key)) => match key.take() {
                None => *key = Some(key_text(&value)),
                Some(key) => insert_key(fields, key, value)?,
            },
        }
        Ok(())
    }
}

fn key_text(key: &Value) -> String {
    match key {
        Value::String(words) => words.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

fn insert_key(fields: &mut Map<String, Value>, key: String, value: Value) -> Result<(), String> {
    match value {
        // A merged key never overrides one already present.
        Value::Object(merged) if key == "<<" => {
            merged.into_iter().for_each(|(key, value)| {
                fields.entry(key).or_insert(value);
            });
            Ok(())
        }
        _ if fields.contains_key(&key) => Err(format!("duplicate key \"{key}\"")),
        value => {
            fields.insert(key, value);
            Ok(())
        }
    }
}

fn count_values(value: &Value) -> usize {
    match value {
        Value::Array(items) => items.iter().map(count_values).sum::<usize>() + 1,
        Value::Object(fields) => fields.values().map(count_values).sum::<usize>() + 1,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_aliases_and_blocks_and_rejects_bombs() {
        let parse = |text: &str| parse_yaml(text).map(|fields| serde_json::to_string(&fields).unwrap_or_default());
        assert_eq!(
            parse("a: &x [1, {b: c}]\nd: *x\ne: |\n  two\n  lines\n"),
            Ok(r#"{"a":["1",{"b":"c"}],"d":["1",{"b":"c"}],"e":"two\nlines\n"}"#.into())
        );
        assert_eq!(parse("# nothing\n"), Ok("{}".into()));
        assert_eq!(
            parse("a: \"one \\\"two\\\"\nthree: four\"\nb: 'it''s\nhere'\nc: d\n"),
            Ok(r#"{"a":"one \"two\" three: four","b":"it's here","c":"d"}"#.into())
        );
        assert!(parse("- a").is_err() && parse("a: [").is_err() && parse("a: 1\na: 2").is_err() && parse("a: *none").is_err());
        let bomb = (1..40).map(|n| format!("k{n}: &k{n} [*k{0}, *k{0}, *k{0}, *k{0}]\n", n - 1)).collect::<String>();
        assert!(parse(&format!("k0: &k0 [x]\n{bomb}")).is_err());
        assert!(parse(&format!("a: {}", "[".repeat(5_000))).is_err());
    }
}
