//! Data: the corpus as the page, and others, fetch it.
//!
//! - [`listing_data`]: cards, columns and days, and the manifest; [`texts`]: packs and pages of articles; [`sizes`]: the sizes of packs.
//! - [`files`]: the list of all files, for offline reading; [`downloads`]: the collection as JSON Lines, CSV and JSON Feed.

pub mod downloads;
pub mod files;
pub mod listing_data;
pub mod sizes;
pub mod texts;
