//! The article: its fields, its typed blocks and inlines, and everything derived from them alone.
//!
//! - [`model`]: the article, as in `corpus/articles/ID.json`.
//! - [`block`], [`inline`], [`cell`]: the elements of a body.
//! - [`children`]: the children of blocks and inlines, in reading order; [`visit`]: visitors over them at any depth.
//! - [`text`]: the plain text of a body; [`word_count`]: its word count and its reading time.
//! - [`date`], [`language`], [`id`]: dates, language tags and ids.
//! - [`href`]: safety and host of link addresses.
//! - [`autonym`]: the languages' own names.
//! - [`outline`], [`anchor`]: the table of contents, and fragment ids of blocks.
//! - [`typography`]: quotes and dashes by language, for display.
//!
//! Deliberately absent: the DOM, files, the network, clocks and HTML.
//! The same types are read from disk, sent to the browser and parsed there.

pub mod anchor;
pub mod autonym;
pub mod block;
pub mod cell;
pub mod children;
pub mod date;
pub mod href;
pub mod id;
pub mod inline;
pub mod language;
pub mod model;
pub mod outline;
pub(crate) mod record;
pub mod text;
pub mod typography;
pub mod visit;
pub mod word_count;

pub use block::{Block, Code, Details, Embed, Figure, Foreign, Heading, Image, List, Math, Media, Quote, Table};
pub use cell::Cell;
pub use inline::{Inline, Link, Ruby, Text};
pub use model::{Article, Capture, Version};
pub use record::Extra;
