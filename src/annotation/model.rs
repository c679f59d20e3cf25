//! An annotation of an article.

use serde_json::{Map, Value};

/// The field of an annotation whose passage is gone.
const LOST_FIELD: &str = "lectern:lost";

/// The colour of a highlight. Each has a line of its own too, so that colours are told apart without seeing them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum HighlightColour {
    /// Without a line.
    #[default]
    Yellow,
    /// A solid line below the words.
    Green,
    /// A dotted line.
    Blue,
    /// A double line.
    Pink,
}

impl HighlightColour {
    /// Every colour, in the order of the selection bar.
    pub const ALL: [HighlightColour; 4] = [HighlightColour::Yellow, HighlightColour::Green, HighlightColour::Blue, HighlightColour::Pink];

    /// Its name in stored annotations and in the style sheet.
    pub fn key(self) -> &'static str {
        match self {
            HighlightColour::Yellow => "yellow",
            HighlightColour::Green => "green",
            HighlightColour::Blue => "blue",
            HighlightColour::Pink => "pink",
        }
    }

    /// Its class in the style sheet, which is the name of its `::highlight()` too.
    pub fn class(self) -> String {
        ["lectern-", self.key()].concat()
    }

    /// The colour of a name; yellow for an unknown one, as another program may have written.
    pub fn from_key(key: &str) -> HighlightColour {
        HighlightColour::ALL.into_iter().find(|colour| colour.key() == key).unwrap_or_default()
    }
}

/// How a passage is found again: by its words, by the words around it, by its place and by its block.
///
/// Positions count code points of the article's text, [`super::ArticleText`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PassageSelector {
    /// The words of the passage.
    pub exact: String,
    /// The words before it.
    pub prefix: String,
    /// The words after it.
    pub suffix: String,
    /// Where it begins.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// The anchor of the block in which it begins; empty if the block has none.
    pub block: String,
    /// The hash of the whole text in which these positions hold.
    pub content_hash: String,
}

/// A highlight, a note on a passage, or a note on a whole article.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Annotation {
    /// A URN with a UUID.
    pub id: String,
    /// The id of the article.
    pub article: String,
    /// The article's headline when the annotation was made.
    pub title: String,
    /// The article's address.
    pub source: String,
    /// The article's language.
    pub lang: String,
    /// RFC 3339 time at which it was made.
    pub created: String,
    /// RFC 3339 time of the last change.
    pub modified: String,
    /// The colour of the highlight.
    pub colour: HighlightColour,
    /// The note, plain text; empty for a highlight alone.
    pub note: String,
    /// The passage; absent for a note on the whole article.
    pub passage: Option<PassageSelector>,
    /// Fields of a Web Annotation that Lectern does not know, kept as read.
    pub extra: Map<String, Value>,
}

impl Annotation {
    /// The words of the passage; empty for a note on the whole article.
    pub fn quotation(&self) -> &str {
        self.passage.as_ref().map_or("", |passage| &passage.exact)
    }

    /// The tags in the note, without `#`, each once, in their order.
    pub fn tags(&self) -> Vec<String> {
        let mut tags: Vec<String> = Vec::new();
        for tag in tags_in(&self.note) {
            if !tags.iter().any(|known| known == tag) {
                tags.push(tag.to_owned());
            }
        }
        tags
    }

    /// The day on which it was made, `2024-07-01`.
    pub fn day(&self) -> &str {
        self.created.get(..10).unwrap_or(&self.created)
    }

    /// Whether its passage was gone when its article was shown last.
    pub fn is_lost(&self) -> bool {
        self.extra.contains_key(LOST_FIELD)
    }

    /// Notes whether its passage is gone.
    pub fn set_lost(&mut self, is_lost: bool) {
        match is_lost {
            true => _ = self.extra.insert(LOST_FIELD.to_owned(), Value::Bool(true)),
            false => _ = self.extra.remove(LOST_FIELD),
        }
    }

    /// Whether two annotations say the same of the same passage, whatever their ids and times.
    pub fn says_the_same(&self, other: &Annotation) -> bool {
        let place = |annotation: &Annotation| annotation.passage.as_ref().map(|passage| (passage.exact.clone(), passage.start));
        self.article == other.article && self.note == other.note && self.colour == other.colour && place(self) == place(other)
    }
}

/// The tags of a note: `#` at the beginning of a word, and the letters, digits, hyphens and underscores after it.
fn tags_in(note: &str) -> impl Iterator<Item = &str> {
    let is_tag_char = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
    note.split(|c: char| c.is_whitespace() || "([{«„“\"'".contains(c)).filter_map(move |word| {
        let rest = word.strip_prefix('#')?;
        let tag = rest.split(|c| !is_tag_char(c)).next().unwrap_or_default().trim_end_matches('-');
        tag.chars().any(char::is_alphabetic).then_some(tag)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_words_after_a_hash() {
        let note = |text: &str| Annotation { note: text.to_owned(), ..Annotation::default() }.tags();
        assert_eq!(note("Ask about the gauge #rail, #old-line. (#铁路) #rail"), ["rail", "old-line", "铁路"]);
        assert!(note("C# and a#b, # alone, #1, https://a.example/#b").is_empty());
    }

    #[test]
    fn colour_names_round_trip_and_unknown_ones_are_yellow() {
        assert!(HighlightColour::ALL.into_iter().all(|colour| HighlightColour::from_key(colour.key()) == colour));
        assert_eq!(HighlightColour::from_key("mauve"), HighlightColour::Yellow);
    }
}
