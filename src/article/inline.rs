//! The inlines of a text: plain words, or an object with one key.

use super::block::{Block, Math, serialize_single_key};
use super::record::{read_unknown, record};
use serde::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, Serializer};
use std::fmt;
use std::ops::{Deref, DerefMut};

/// A run of inlines: the words of a paragraph, a heading, a caption or a cell.
///
/// It is serialized as a list; a lone string is accepted too.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Text(pub Vec<Inline>);

/// One inline.
#[derive(Debug, Clone, PartialEq)]
pub enum Inline {
    /// Plain words.
    Words(String),
    /// Emphasis.
    Em(Text),
    /// Strong importance.
    Strong(Text),
    /// Source code.
    Code(String),
    /// A link.
    Link(Link),
    /// Superscript.
    Sup(Text),
    /// Subscript.
    Sub(Text),
    /// Highlighted in the source.
    Mark(Text),
    /// Deleted text.
    Del(Text),
    /// A formula.
    Math(Math),
    /// Ruby: characters with their reading.
    Ruby(Ruby),
    /// A footnote, at the position of its mark.
    Note(Vec<Block>),
    /// A line break that is part of the text.
    Break,
    /// An inline of an unknown kind: kept, and drawn as its text.
    Unknown(String, serde_json::Value),
}

record! {
    /// A link.
    pub struct Link {
        /// An address: absolute, or a path of this site that begins with `/`.
        pub href: String,
        /// Its words.
        pub text: Text,
    }
}

record! {
    /// Ruby: characters with their reading.
    pub struct Ruby {
        /// The characters.
        pub base: String,
        /// Their reading.
        pub text: String,
    }
}

impl Text {
    /// Creates a text of plain words.
    pub fn new(words: impl Into<String>) -> Text {
        let words = words.into();
        Text(if words.is_empty() { Vec::new() } else { vec![Inline::Words(words)] })
    }
}

impl Deref for Text {
    type Target = Vec<Inline>;
    fn deref(&self) -> &Vec<Inline> {
        &self.0
    }
}

impl DerefMut for Text {
    fn deref_mut(&mut self) -> &mut Vec<Inline> {
        &mut self.0
    }
}

impl From<&str> for Text {
    fn from(words: &str) -> Text {
        Text::new(words)
    }
}

impl From<String> for Text {
    fn from(words: String) -> Text {
        Text::new(words)
    }
}

impl From<Vec<Inline>> for Text {
    fn from(inlines: Vec<Inline>) -> Text {
        Text(inlines)
    }
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(&self.0)
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Text, D::Error> {
        deserializer.deserialize_any(TextVisitor)
    }
}

struct TextVisitor;

impl<'de> Visitor<'de> for TextVisitor {
    type Value = Text;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a list of inlines, or a string")
    }

    fn visit_str<E: Error>(self, words: &str) -> Result<Text, E> {
        Ok(Text::new(words))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Text, A::Error> {
        Ok(Text(vec![InlineVisitor.visit_map(map)?]))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Text, A::Error> {
        let mut inlines = Vec::new();
        while let Some(inline) = seq.next_element::<Inline>()? {
            // Empty strings are dropped: a renderer would have to turn them into white space.
            if !matches!(&inline, Inline::Words(w) if w.is_empty()) {
                inlines.push(inline);
            }
        }
        Ok(Text(inlines))
    }
}

impl Serialize for Inline {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Inline::Words(words) => serializer.serialize_str(words),
            Inline::Em(t) => serialize_single_key(serializer, "em", t),
            Inline::Strong(t) => serialize_single_key(serializer, "strong", t),
            Inline::Code(t) => serialize_single_key(serializer, "code", t),
            Inline::Link(l) => serialize_single_key(serializer, "link", l),
            Inline::Sup(t) => serialize_single_key(serializer, "sup", t),
            Inline::Sub(t) => serialize_single_key(serializer, "sub", t),
            Inline::Mark(t) => serialize_single_key(serializer, "mark", t),
            Inline::Del(t) => serialize_single_key(serializer, "del", t),
            Inline::Math(m) => serialize_single_key(serializer, "math", m),
            Inline::Ruby(r) => serialize_single_key(serializer, "ruby", r),
            Inline::Note(blocks) => serialize_single_key(serializer, "note", blocks),
            Inline::Break => serialize_single_key(serializer, "break", &()),
            Inline::Unknown(kind, value) => serialize_single_key(serializer, kind, value),
        }
    }
}

impl<'de> Deserialize<'de> for Inline {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Inline, D::Error> {
        deserializer.deserialize_any(InlineVisitor)
    }
}

struct InlineVisitor;

impl<'de> Visitor<'de> for InlineVisitor {
    type Value = Inline;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("an inline: a string, or an object with one key")
    }

    fn visit_str<E: Error>(self, words: &str) -> Result<Inline, E> {
        Ok(Inline::Words(words.to_owned()))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Inline, A::Error> {
        let Some(kind) = map.next_key::<String>()? else {
            return Err(A::Error::custom("an inline without a kind: {}"));
        };
        let inline = match kind.as_str() {
            "em" => Inline::Em(map.next_value()?),
            "strong" => Inline::Strong(map.next_value()?),
            "code" => Inline::Code(super::text::plain_text(&map.next_value::<Text>()?)),
            "link" => Inline::Link(map.next_value()?),
            "sup" => Inline::Sup(map.next_value()?),
            "sub" => Inline::Sub(map.next_value()?),
            "mark" => Inline::Mark(map.next_value()?),
            "del" => Inline::Del(map.next_value()?),
            "math" => Inline::Math(map.next_value()?),
            "ruby" => Inline::Ruby(map.next_value()?),
            "note" => Inline::Note(map.next_value()?),
            "break" => map.next_value::<IgnoredAny>().map(|_| Inline::Break)?,
            _ => {
                let value = read_unknown(&mut map)?;
                Inline::Unknown(kind, value)
            }
        };
        match map.next_key::<String>()? {
            None => Ok(inline),
            Some(second) => Err(A::Error::custom(format_args!("an inline has one key, its kind; this one also has \"{second}\""))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_inline_kind_round_trips() {
        let json = r#"["a",{"em":["b",{"strong":["c"]}]},{"code":"d"},{"link":{"href":"https://example.org/","text":["e"]}},{"ruby":{"base":"正","text":"しょう"}},{"note":[{"paragraph":["n"]}]},{"math":{"tex":"x^2"}},{"break":null},{"glow":[1]}]"#;
        let text: Text = serde_json::from_str(json).unwrap();
        assert_eq!(serde_json::to_string(&text).unwrap(), json);
    }

    #[test]
    fn accepts_lone_string_and_drops_empty_strings() {
        assert_eq!(serde_json::from_str::<Text>("\"words\"").unwrap(), Text::new("words"));
        assert_eq!(serde_json::from_str::<Text>(r#"["",{"em":"x"}]"#).unwrap().len(), 1);
    }

    #[test]
    fn rejects_second_key_by_name() {
        let error = serde_json::from_str::<Text>(r#"[{"em":["a"],"strong":["b"]}]"#).unwrap_err();
        assert!(error.to_string().contains("strong"), "{error}");
    }
}
