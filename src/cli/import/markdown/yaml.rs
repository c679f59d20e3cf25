//! Parses YAML to JSON values, every scalar a string as written.

use saphyr_parser::{Event, Parser, ScalarStyle};
use serde_json::{Map, Value};
use std::collections::HashMap;

/// Maximum nesting.
const DEEPEST: usize = 64;
/// Maximum number of values; an alias counts for everything its anchor contains.
const MOST: usize = 100_000;

/// An open sequence or mapping, with its anchor.
enum Open {
    Sequence(usize, Vec<Value>),
    Mapping(usize, Map<String, Value>, Option<String>),
}

struct YamlReader {
    open: Vec<Open>,
    anchors: HashMap<usize, Value>,
    whole: Option<Value>,
    count: usize,
}

/// Reads a mapping.
///
/// # Errors
/// The YAML error and its line.
pub(super) fn read(text: &str) -> Result<Map<String, Value>, String> {
    let mut reader = YamlReader { open: Vec::new(), anchors: HashMap::new(), whole: None, count: 0 };
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| format!("{} at line {}", error.info(), error.marker().line()))?;
        reader.take(event).map_err(|error| format!("{error} at line {}", span.start.line()))?;
    }
    match reader.whole {
        Some(Value::Object(fields)) => Ok(fields),
        None | Some(Value::Null) => Ok(Map::new()),
        Some(_) => Err("not a mapping of keys to values".to_owned()),
    }
}

impl YamlReader {
    fn take(&mut self, event: Event) -> Result<(), String> {
        match event {
            Event::Scalar(words, style, anchor, _) => {
                let nothing = style == ScalarStyle::Plain && matches!(&*words, "" | "~" | "null" | "Null" | "NULL");
                self.value(anchor, if nothing { Value::Null } else { Value::String(words.into_owned()) })
            }
            Event::Alias(anchor) => {
                let value = self.anchors.get(&anchor).cloned().ok_or("alias without an anchor")?;
                self.count += size(&value);
                self.value(0, value)
            }
            Event::SequenceStart(anchor, _) => self.opened(Open::Sequence(anchor, Vec::new())),
            Event::MappingStart(anchor, _) => self.opened(Open::Mapping(anchor, Map::new(), None)),
            Event::SequenceEnd | Event::MappingEnd => match self.open.pop() {
                Some(Open::Sequence(anchor, items)) => self.value(anchor, Value::Array(items)),
                Some(Open::Mapping(anchor, fields, _)) => self.value(anchor, Value::Object(fields)),
                None => Ok(()),
            },
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentStart(_) | Event::DocumentEnd => Ok(()),
        }
    }

    fn opened(&mut self, open: Open) -> Result<(), String> {
        if self.open.len() >= DEEPEST {
            return Err("nested too deeply".to_owned());
        }
        self.open.push(open);
        Ok(())
    }

    fn value(&mut self, anchor: usize, value: Value) -> Result<(), String> {
        self.count += 1;
        if self.count > MOST {
            return Err("too many values".to_owned());
        }
        if anchor > 0 {
            self.anchors.insert(anchor, value.clone());
        }
        match self.open.last_mut() {
            None => self.whole = self.whole.take().or(Some(value)),
            Some(Open::Sequence(_, items)) => items.push(value),
            Some(Open::Mapping(_, fields, key)) => match key.take() {
                None => *key = Some(words_of(&value)),
                Some(key) => put(fields, key, value)?,
            },
        }
        Ok(())
    }
}

fn words_of(key: &Value) -> String {
    match key {
        Value::String(words) => words.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

fn put(fields: &mut Map<String, Value>, key: String, value: Value) -> Result<(), String> {
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

fn size(value: &Value) -> usize {
    match value {
        Value::Array(items) => items.iter().map(size).sum::<usize>() + 1,
        Value::Object(fields) => fields.values().map(size).sum::<usize>() + 1,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn aliases_and_blocks_are_read_and_bombs_are_not() {
        let read = |text: &str| read(text).map(|fields| serde_json::to_string(&fields).unwrap_or_default());
        assert_eq!(
            read("a: &x [1, {b: c}]\nd: *x\ne: |\n  two\n  lines\n"),
            Ok(r#"{"a":["1",{"b":"c"}],"d":["1",{"b":"c"}],"e":"two\nlines\n"}"#.into())
        );
        assert_eq!(read("# nothing\n"), Ok("{}".into()));
        assert!(read("- a").is_err() && read("a: [").is_err() && read("a: 1\na: 2").is_err() && read("a: *none").is_err());
        let bomb = (1..40).map(|n| format!("k{n}: &k{n} [*k{0}, *k{0}, *k{0}, *k{0}]\n", n - 1)).collect::<String>();
        assert!(read(&format!("k0: &k0 [x]\n{bomb}")).is_err());
        assert!(read(&format!("a: {}", "[".repeat(5_000))).is_err());
    }
}
