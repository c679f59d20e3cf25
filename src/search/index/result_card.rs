//! The cards of results, as a term dictionary block holds them.

use super::codec::{ByteReader, ByteWriter};
use super::file::CorruptIndex;
use crate::article::id::slugify;

/// The card of an article for a row of results.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ResultCard {
    /// Its id.
    pub id: String,
    /// Its headline.
    pub title: String,
    /// The other fields of its card: a JSON object.
    pub other_fields: String,
}

impl ResultCard {
    /// Appends the card.
    pub(super) fn write(&self, writer: &mut ByteWriter) {
        writer.write_block(self.title.as_bytes());
        // Most ids derive from the headline: only the difference is written.
        match self.id.strip_prefix(&slugify(&self.title)) {
            Some(rest) if !slugify(&self.title).is_empty() => writer.write_block(format!("={rest}").as_bytes()),
            _ => writer.write_block(self.id.as_bytes()),
        }
        writer.write_block(self.other_fields.as_bytes());
    }

    /// Reads a card.
    ///
    /// # Errors
    /// If it is corrupt.
    pub(super) fn read(reader: &mut ByteReader) -> Result<ResultCard, CorruptIndex> {
        let title = reader.read_str()?.to_owned();
        let id = reader.read_str()?;
        let id = id.strip_prefix('=').map_or_else(|| id.to_owned(), |rest| slugify(&title) + rest);
        Ok(ResultCard { id, title, other_fields: reader.read_str()?.to_owned() })
    }

    /// Returns the card as JSON.
    pub(super) fn json(&self) -> String {
        let text = |words: &str| serde_json::to_string(words).unwrap_or_default();
        let other_fields = self.other_fields.trim_start_matches('{').trim_end_matches('}');
        let comma = if other_fields.is_empty() { "" } else { "," };
        format!("{{\"id\":{},\"title\":{}{comma}{other_fields}}}", text(&self.id), text(&self.title))
    }
}
