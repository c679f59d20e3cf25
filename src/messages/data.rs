//! The messages of the page that offers the collection as data, which only the build draws.

use super::table::messages;
use crate::corpus::DataField;

messages! {
    /// The messages of the data page, in one language.
    pub struct DataMessages {
        /// Heading of the page, and name of the link to it.
        pub title: &'static str,
        /// The offer: the number of articles, plain and formatted.
        pub offer: fn(u32, &str) -> String,
        /// Header of the file column.
        pub file: &'static str,
        /// Header of the column of descriptions.
        pub format: &'static str,
        /// Header of the size column.
        pub size: &'static str,
        /// Description of the JSON Lines file.
        pub json_lines: &'static str,
        /// Description of the CSV file.
        pub csv: &'static str,
        /// Description of the JSON Feed.
        pub json_feed: &'static str,
        /// Heading of the fields.
        pub fields: &'static str,
        /// Descriptions of the fields.
        pub describe_field: fn(DataField) -> &'static str,
        /// Heading of the licence.
        pub licence: &'static str,
        /// Articles with a licence: the licence, the number, plain and formatted.
        pub licensed_articles: fn(&str, u32, &str) -> String,
        /// Articles without a licence: the number, plain and formatted.
        pub unlicensed_articles: fn(u32, &str) -> String,
    }
}
