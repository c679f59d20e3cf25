//! What an article is: its fields, its typed blocks and inlines, and what follows from them alone.
//!
//! - [`model`]: the article as it stands in `corpus/articles/ID.json`.
//! - [`block`], [`inline`], [`cell`]: what a body is made of.
//! - [`text`]: the words of a body, how many there are and how long they take to read.
//! - [`date`], [`language`], [`id`]: the small types that cannot be wrong once they were parsed.
//! - [`href`]: which addresses of links only lead somewhere, and to whom.
//! - [`autonym`]: languages by their own names.
//! - [`outline`], [`anchor`]: the headings as a contents list, and addresses inside a page.
//! - [`typography`]: quotes and dashes as a language sets them, when an article is shown.
//!
//! Deliberately absent: the DOM, files, the network, clocks and HTML.
//! The same types are read from disk, sent to the browser and read there.

pub mod anchor;
pub mod autonym;
pub mod block;
pub mod cell;
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

pub use block::{Block, Code, Details, Embed, Figure, Foreign, Heading, Image, List, Math, Media, Quote, Table};
pub use cell::Cell;
pub use inline::{Inline, Link, Ruby, Text};
pub use model::{Article, Capture, Version};
pub use record::Extra;
