//! Data: the corpus as the page, and others, fetch it.
//!
//! - [`listing_data`]: cards, columns and days, and the manifest; [`texts`]: packs and pages of articles; [`sizes`]: the sizes of packs.
//! - [`annotation_messages`]: the messages of the program of annotations.
//! - [`files`]: the list of all files, for offline reading; [`downloads`]: the collection as JSON Lines, CSV and JSON Feed.

pub(crate) mod annotation_messages;
pub(crate) mod downloads;
pub(crate) mod files;
pub(crate) mod listing_data;
pub(crate) mod sizes;
pub(crate) mod texts;
