//! What a published corpus is: the site's settings, and the JSON that a build writes and the page reads.
//!
//! - [`site`]: `corpus/site.json`, what the publisher says of the site.
//! - [`card`]: what a list shows of an article; packs of them.
//! - [`days`]: the days of all articles.
//! - [`facet`]: the facets, and their columns: which articles have which value.
//! - [`files`]: all files of an edition and what they weigh, for what keeps them.
//! - [`manifest`]: the one file whose name never changes; it names all others by content hash.
//! - [`pack`]: articles in packs.
//! - [`list_query`]: what a list looks for, is narrowed by and sorted by, as its address has it.
//! - [`route`]: every address of the published site.
//!
//! Deliberately absent: files, fetching, HTML. The types here are written by the command and read in the page.

pub mod card;
pub mod days;
pub mod facet;
pub mod files;
pub mod list_query;
pub mod manifest;
pub mod pack;
pub mod route;
pub mod site;

pub use card::{Card, Picture};
pub use days::Days;
pub use facet::{Column, Facet};
pub use files::Files;
pub use list_query::{ListQuery, Sort};
pub use manifest::{ColumnFile, File, Manifest, Packs};
pub use route::{CurrentRoute, Form, Route, UrlBuilder, ValuePages};
pub use site::Site;
