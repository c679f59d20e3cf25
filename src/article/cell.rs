//! A table cell: a text, or a text with its spans.

use super::inline::Text;
use super::record::record;
use serde::de::{
    Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor, value::MapAccessDeserializer, value::SeqAccessDeserializer,
};
use serde::ser::{Serialize, SerializeMap, Serializer};
use std::fmt;

record! {
    /// A cell with all attributes.
    pub struct Spanned {
        /// Its text.
        pub text: Text,
        /// True for a row header.
        pub head: bool,
        /// The column span; 1 if absent.
        pub colspan: Option<u32>,
        /// The row span; 1 if absent.
        pub rowspan: Option<u32>,
    }
}

/// A cell, serialized as its text alone if it has no attributes.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Cell(pub Spanned);

impl Cell {
    /// Creates a cell with text only.
    pub fn new(text: impl Into<Text>) -> Cell {
        Cell(Spanned { text: text.into(), ..Spanned::default() })
    }

    /// Returns its text.
    pub fn text(&self) -> &Text {
        &self.0.text
    }
}

impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let is_plain = Spanned { text: Text::default(), ..self.0.clone() } == Spanned::default();
        if is_plain {
            return self.0.text.serialize(serializer);
        }
        // The text is written even if empty: "text" tells a cell from an inline.
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("text", &self.0.text)?;
        if self.0.head {
            map.serialize_entry("head", &true)?;
        }
        for (key, span) in [("colspan", self.0.colspan), ("rowspan", self.0.rowspan)] {
            if let Some(span) = span {
                map.serialize_entry(key, &span)?;
            }
        }
        for (key, value) in &self.0.extra {
            map.serialize_entry(key, value)?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Cell {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Cell, D::Error> {
        deserializer.deserialize_any(CellVisitor)
    }
}

struct CellVisitor;

impl<'de> Visitor<'de> for CellVisitor {
    type Value = Cell;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a cell: a list of inlines, or an object with \"text\"")
    }

    fn visit_str<E: Error>(self, words: &str) -> Result<Cell, E> {
        Ok(Cell::new(words))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Cell, A::Error> {
        Ok(Cell::new(Text::deserialize(SeqAccessDeserializer::new(seq))?))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Cell, A::Error> {
        Ok(Cell(Spanned::deserialize(MapAccessDeserializer::new(map))?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_cell_is_serialized_as_its_text_and_spanned_cell_as_object() {
        let json = r#"[["a"],{"text":["b"],"head":true,"colspan":2}]"#;
        let cells: Vec<Cell> = serde_json::from_str(json).unwrap();
        assert_eq!(serde_json::to_string(&cells).unwrap(), json);
        assert_eq!(cells[1].0.colspan, Some(2));
        let empty = r#"[{"text":[],"rowspan":2}]"#;
        assert_eq!(serde_json::to_string(&serde_json::from_str::<Vec<Cell>>(empty).unwrap()).unwrap(), empty);
    }
}
