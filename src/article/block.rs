//! The blocks of a body. A block is an object with one key, its kind, or the word `rule`.

use super::cell::Cell;
use super::inline::Text;
use super::language::Direction;
use super::record::{read_unknown, record};
use serde::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};
use std::fmt;

/// One block of a body.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A heading inside the text.
    Heading(Heading),
    /// A paragraph.
    Paragraph(Text),
    /// A quotation, or a pull quote.
    Quote(Quote),
    /// Pictures with caption and credit.
    Figure(Figure),
    /// A list, ordered or not.
    List(List),
    /// A table.
    Table(Table),
    /// Source code, with its white space.
    Code(Code),
    /// A displayed formula.
    Math(Math),
    /// A sidebar.
    Aside(Vec<Block>),
    /// A disclosure: a summary that opens to blocks.
    Details(Details),
    /// Embedded content of another site, shown as a link.
    Embed(Embed),
    /// Audio or video, shown as a link or player.
    Media(Media),
    /// A passage in another language.
    Foreign(Foreign),
    /// A thematic break.
    Rule,
    /// A block of an unknown kind: kept, and drawn as its text.
    Unknown(String, serde_json::Value),
}

record! {
    /// A heading inside the text.
    pub struct Heading {
        /// 2 to 6; the title of the article is the only level 1.
        pub level: u8,
        /// Its words.
        pub text: Text,
    }
}

record! {
    /// A quotation.
    pub struct Quote {
        /// The quoted blocks.
        pub blocks: Vec<Block>,
        /// The author or source of the quotation.
        pub cite: Option<String>,
        /// True for a pull quote: words of the article itself, set large.
        pub pull: bool,
    }
}

record! {
    /// Pictures with caption and credit; without images the picture was not captured, and a card shows the caption.
    pub struct Figure {
        /// The pictures.
        pub images: Vec<Image>,
        /// The caption.
        pub caption: Text,
        /// The credit.
        pub credit: Option<String>,
        /// The date they were made, RFC 3339.
        pub date: Option<String>,
        /// The place they were made.
        pub place: Option<String>,
    }
}

record! {
    /// One picture.
    pub struct Image {
        /// Path inside the corpus, `images/NAME`.
        pub src: String,
        /// Width in pixels.
        pub width: u32,
        /// Height in pixels.
        pub height: u32,
        /// The alternative text.
        pub alt: String,
    }
}

record! {
    /// A list.
    pub struct List {
        /// True for a numbered list.
        pub ordered: bool,
        /// The first number; 1 if absent.
        pub start: Option<u64>,
        /// The items, each a list of blocks.
        pub items: Vec<Vec<Block>>,
    }
}

record! {
    /// A table: one header row, then body rows.
    pub struct Table {
        /// The caption.
        pub caption: Text,
        /// The header cells.
        pub head: Vec<Cell>,
        /// The rows of the body.
        pub rows: Vec<Vec<Cell>>,
    }
}

record! {
    /// Source code.
    pub struct Code {
        /// The programming language, as the source names it.
        pub language: Option<String>,
        /// The text.
        pub text: String,
    }
}

record! {
    /// A formula.
    pub struct Math {
        /// In TeX.
        pub tex: String,
    }
}

record! {
    /// A disclosure: a summary that opens to blocks.
    pub struct Details {
        /// The summary, which is always visible.
        pub summary: Text,
        /// The blocks that it opens.
        pub blocks: Vec<Block>,
    }
}

record! {
    /// Embedded content of another site.
    pub struct Embed {
        /// The provider.
        pub provider: Option<String>,
        /// The title.
        pub title: Option<String>,
        /// The address.
        pub url: String,
    }
}

record! {
    /// Audio or video.
    pub struct Media {
        /// `audio` or `video`.
        pub kind: String,
        /// The address.
        pub src: String,
        /// The title.
        pub title: Option<String>,
    }
}

record! {
    /// A passage in another language.
    pub struct Foreign {
        /// BCP 47.
        pub lang: String,
        /// `ltr` or `rtl`; absent if it follows from `lang`.
        pub dir: Option<Direction>,
        /// The passage.
        pub blocks: Vec<Block>,
    }
}

impl Foreign {
    /// Returns the direction of the passage: as declared, else that of its language.
    pub fn direction(&self) -> Direction {
        self.dir.unwrap_or_else(|| Direction::from_lang(&self.lang))
    }
}

impl Block {
    /// Creates a paragraph of plain words.
    pub fn paragraph(text: impl Into<Text>) -> Block {
        Block::Paragraph(text.into())
    }

    /// Creates a heading of plain words at a level from 2 to 6.
    pub fn heading(level: u8, text: impl Into<Text>) -> Block {
        Block::Heading(Heading { level: level.clamp(2, 6), text: text.into(), ..Heading::default() })
    }
}

impl Serialize for Block {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Block::Rule => serializer.serialize_str("rule"),
            Block::Heading(b) => serialize_single_key(serializer, "heading", b),
            Block::Paragraph(b) => serialize_single_key(serializer, "paragraph", b),
            Block::Quote(b) => serialize_single_key(serializer, "quote", b),
            Block::Figure(b) => serialize_single_key(serializer, "figure", b),
            Block::List(b) => serialize_single_key(serializer, "list", b),
            Block::Table(b) => serialize_single_key(serializer, "table", b),
            Block::Code(b) => serialize_single_key(serializer, "code", b),
            Block::Math(b) => serialize_single_key(serializer, "math", b),
            Block::Aside(b) => serialize_single_key(serializer, "aside", b),
            Block::Details(b) => serialize_single_key(serializer, "details", b),
            Block::Embed(b) => serialize_single_key(serializer, "embed", b),
            Block::Media(b) => serialize_single_key(serializer, "media", b),
            Block::Foreign(b) => serialize_single_key(serializer, "in", b),
            Block::Unknown(kind, value) => serialize_single_key(serializer, kind, value),
        }
    }
}

/// Serializes an object with one key.
pub(super) fn serialize_single_key<S: Serializer, T: Serialize + ?Sized>(serializer: S, key: &str, value: &T) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(1))?;
    map.serialize_entry(key, value)?;
    map.end()
}

impl<'de> Deserialize<'de> for Block {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Block, D::Error> {
        deserializer.deserialize_any(BlockVisitor)
    }
}

struct BlockVisitor;

impl<'de> Visitor<'de> for BlockVisitor {
    type Value = Block;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a block: an object with one key, its kind, or \"rule\"")
    }

    fn visit_str<E: Error>(self, word: &str) -> Result<Block, E> {
        Ok(match word {
            "rule" => Block::Rule,
            other => Block::Unknown(other.to_owned(), serde_json::Value::Null),
        })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Block, A::Error> {
        let Some(kind) = map.next_key::<String>()? else {
            return Err(A::Error::custom("a block without a kind: {}"));
        };
        let block = match kind.as_str() {
            "heading" => Block::Heading(map.next_value()?),
            "paragraph" => Block::Paragraph(map.next_value()?),
            "quote" => Block::Quote(map.next_value()?),
            "figure" => Block::Figure(map.next_value()?),
            "list" => Block::List(map.next_value()?),
            "table" => Block::Table(map.next_value()?),
            "code" => Block::Code(map.next_value()?),
            "math" => Block::Math(map.next_value()?),
            "aside" => Block::Aside(map.next_value()?),
            "details" => Block::Details(map.next_value()?),
            "embed" => Block::Embed(map.next_value()?),
            "media" => Block::Media(map.next_value()?),
            "in" => Block::Foreign(map.next_value()?),
            "rule" => map.next_value::<IgnoredAny>().map(|_| Block::Rule)?,
            _ => {
                let value = read_unknown(&mut map)?;
                Block::Unknown(kind, value)
            }
        };
        match map.next_key::<String>()? {
            None => Ok(block),
            Some(second) => Err(A::Error::custom(format_args!("a block has one key, its kind; this one also has \"{second}\""))),
        }
    }
}
