//! The messages of the page that offers the collection as data, which only the build draws.

use super::table::messages;
use crate::corpus::DataField;

messages! {
    /// The messages of the data page, in one language.
    pub(crate) struct DataMessages {
        /// Heading of the page, and name of the link to it.
        pub(crate) title: &'static str,
        /// The offer: the number of articles, plain and formatted.
        pub(crate) offer: fn(u32, &str) -> String,
        /// Header of the file column.
        pub(crate) file: &'static str,
        /// Header of the column of descriptions.
        pub(crate) format: &'static str,
        /// Header of the size column.
        pub(crate) size: &'static str,
        /// Description of the JSON Lines file.
        pub(crate) json_lines: &'static str,
        /// Description of the CSV file.
        pub(crate) csv: &'static str,
        /// Description of the JSON Feed.
        pub(crate) json_feed: &'static str,
        /// Heading of the fields.
        pub(crate) fields: &'static str,
        /// Descriptions of the fields.
        pub(crate) describe_field: fn(DataField) -> &'static str,
        /// Heading of the licence.
        pub(crate) licence: &'static str,
        /// Articles with a licence: the licence, the number, plain and formatted.
        pub(crate) licensed_articles: fn(&str, u32, &str) -> String,
        /// Articles without a licence: the number, plain and formatted.
        pub(crate) unlicensed_articles: fn(u32, &str) -> String,
    }
}
