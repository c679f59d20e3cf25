//! The published corpus: the site's settings, and the JSON that a build writes and the page reads.
//!
//! - [`site`]: `corpus/site.json`, the publisher's settings of the site.
//! - [`card`]: the summary of an article for lists; packs of cards.
//! - [`data_field`]: the fields of an article in the data that is offered for download.
//! - [`days`]: the publication days of all articles.
//! - [`facet`]: the facets, and their columns of doc ids.
//! - [`files`]: all files of a site version with their sizes, for reading offline.
//! - [`manifest`]: the only file with a fixed name; it names all others by content hash.
//! - [`pack`]: packs of articles.
//! - [`related`]: what to read after an article.
//! - [`list_query`]: the query, filters and order of a list, as encoded in its address.
//! - [`route`]: every address of the published site.
//!
//! Deliberately absent: files, fetching, HTML. The types here are written by the command and read in the page.

pub mod card;
#[cfg(feature = "page")]
pub(crate) mod csv_cell;
pub mod data_field;
pub mod days;
pub mod facet;
pub mod files;
pub mod list_query;
pub mod manifest;
pub mod pack;
pub mod related;
pub mod route;
pub mod site;

pub use card::{Card, Picture};
pub use data_field::DataField;
pub use days::Days;
pub use facet::{Column, Facet, ValueKind};
pub use files::Files;
pub use list_query::{ListQuery, Sort};
pub use manifest::{ColumnFile, File, Manifest, Packs};
pub use related::Related;
pub use route::{CurrentRoute, Form, Route, UrlBuilder, ValuePages};
pub use site::Site;
