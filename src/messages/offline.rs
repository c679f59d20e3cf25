//! The messages of offline reading, which `src/app/offline` fetches as a file: most visits do not need them.
//!
//! `{n}`, `{of}` and `{size}` are placeholders for formatted numbers.

use super::stored::{Message, stored_messages};
use super::table::messages;
use serde::Serialize;

stored_messages! {
    /// The messages of offline reading, in one language.
    #[derive(Debug, Clone, PartialEq, Serialize)]
    pub(crate) struct OfflineMessages {
        /// Name of the region, and its heading in the settings.
        pub(crate) title: Message = "title",
        /// Name of the region above the page, which shows changes and the lack of a connection.
        pub(crate) status_title: Message = "news",
        /// Explanation of automatic storing.
        pub(crate) explanation: Message = "why",
        /// The browser cannot store files.
        pub(crate) unsupported: Message = "unable",
        /// The numbers of stored articles and of all, and the size.
        pub(crate) stored_articles: Message = "kept",
        /// No connection: the number of stored articles.
        pub(crate) no_connection: Message = "away",
        /// The search files are not all stored.
        pub(crate) search_incomplete: Message = "unsearched",
        /// The pictures are not all stored.
        pub(crate) pictures_incomplete: Message = "unpictured",
        /// Separator of sentences.
        pub(crate) sentence_separator: Message = "space",
        /// Label of the button that downloads everything.
        pub(crate) download_all: Message = "everything",
        /// Everything is stored.
        pub(crate) all_stored: Message = "whole",
        /// Label of the button that removes what is stored.
        pub(crate) remove_downloads: Message = "remove",
        /// The stored files were removed.
        pub(crate) downloads_removed: Message = "removed",
        /// Label of the button under a list.
        pub(crate) download_results: Message = "result",
        /// Size of a list to download.
        pub(crate) results_size: [Message; 2] = "result_size",
        /// Label of the button that starts.
        pub(crate) download: Message = "keep",
        /// Label of the button that cancels.
        pub(crate) cancel: Message = "cancel",
        /// Progress.
        pub(crate) progress: Message = "progress",
        /// Cancelled.
        pub(crate) download_cancelled: Message = "cancelled",
        /// Finished.
        pub(crate) download_complete: Message = "done",
        /// No space is left, or the browser refused.
        pub(crate) storage_full: Message = "full",
        /// A file was not received.
        pub(crate) download_failed: Message = "failed",
        /// Introduction of the changes since the last visit.
        pub(crate) changes_since_visit: Message = "since",
        /// New articles.
        pub(crate) new: [Message; 2] = "new",
        /// Corrected articles.
        pub(crate) corrected: [Message; 2] = "corrected",
        /// Withdrawn articles.
        pub(crate) withdrawn: [Message; 2] = "withdrawn",
        /// Separator of the changes.
        pub(crate) change_separator: Message = "comma",
        /// Number of further changes.
        pub(crate) more_changes: Message = "more",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::LANGUAGES;
    use crate::messages::stored::text;

    #[test]
    fn messages_round_trip_through_the_file() {
        for language in &LANGUAGES {
            let file = serde_json::to_vec(&language.messages.offline).unwrap();
            let read: OfflineMessages = serde_json::from_slice(&file).unwrap();
            assert_eq!(read, language.messages.offline);
        }
    }

    #[test]
    fn messages_of_another_version_are_ignored() {
        let read: OfflineMessages = serde_json::from_str(r#"{"title": "Offline", "later": {"a": [1]}}"#).unwrap();
        assert_eq!(read, OfflineMessages { title: text("Offline"), ..OfflineMessages::empty() });
    }
}
