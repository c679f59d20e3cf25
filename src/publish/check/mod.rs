//! Check: the corpus doctor. It says what a reader of the site would stumble on, and changes nothing.
//!
//! - [`run`]: the corpus as a whole, and the report.
//! - [`article`]: one article: what it says of itself.
//! - [`body`]: its blocks: pictures, links, what is not known.
//! - [`target`]: which addresses of the site lead somewhere.
//! - [`site`]: the settings, `site.json`.
//! - [`built`]: a built site, and what it holds that is not meant for readers.
//! - [`furniture`]: a draft of `site.json` from what import cut.
//!
//! Deliberately absent: the clock; what day it is, is given.

pub mod article;
pub mod body;
pub mod built;
pub mod furniture;
pub mod run;
pub mod site;
pub mod target;

pub use built::check_site;
pub use run::{Report, check};
