//! What a published corpus is: the site's settings, and the JSON that a build writes and the page reads.
//!
//! - [`site`]: `corpus/site.json`, what the publisher says of the site.
//! - [`card`]: what a list shows of an article; packs of them.
//! - [`days`]: the days of all articles.
//! - [`facet`]: the facets, and their columns: which articles have which value.
//! - [`files`]: all files of an edition and what they weigh, for what keeps them.
//! - [`manifest`]: the one file whose name never changes; it names all others by content hash.
//! - [`pack`]: articles in packs.
//! - [`state`]: the state of a list, as it stands in its address.
//! - [`address`]: every address of the published site.
//!
//! Deliberately absent: files, fetching, HTML. The types here are written by the command and read in the page.

pub mod address;
pub mod card;
pub mod days;
pub mod facet;
pub mod files;
pub mod manifest;
pub mod pack;
pub mod site;
pub mod state;

pub use address::{Addressing, Form, Place, ValuePages};
pub use card::{Card, Picture};
pub use days::Days;
pub use facet::{Column, Facet};
pub use files::Files;
pub use manifest::{ColumnFile, File, Manifest, Packs};
pub use site::Site;
pub use state::{ListState, Sort};
