//! The messages that the program in the page draws, and the table of a language.

#[cfg(not(target_arch = "wasm32"))]
use super::{BuildMessages, DataMessages, OfflineMessages};
use crate::corpus::{Facet, Sort};

/// Declares a table of messages. Tests go through its fields.
macro_rules! messages {
    ($(#[$attribute:meta])* pub struct $table:ident { $($(#[$field_attribute:meta])* pub $field:ident: $type:ty,)* }) => {
        $(#[$attribute])*
        pub struct $table { $($(#[$field_attribute])* pub $field: $type,)* }

        #[cfg(test)]
        impl super::tests::Samples for $table {
            fn samples(&self) -> Vec<super::tests::Sample> {
                let mut samples = Vec::new();
                $(samples.extend(self.$field.samples().into_iter().map(|sample| sample.of(stringify!($field))));)*
                samples
            }
        }
    };
}
pub(super) use messages;

/// A resource that failed to load.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Missing {
    /// The manifest, so nothing can be listed.
    Collection,
    /// A pack of cards: articles from the first to the last number, counted from 1.
    Cards {
        /// The number of the first missing article.
        first: u32,
        /// The number of the last missing article.
        last: u32,
    },
    /// The facet counts beside the list.
    Facets,
    /// The texts, without which rows show no passages.
    Texts,
    /// The search.
    Search,
    /// The article.
    Article,
    /// The program in the page.
    Program,
}

messages! {
    /// All messages of one language, in the order of the page. Those that only the build writes are compiled out of the programs
    /// in the page. A function takes a count and the formatted count.
    pub struct Messages {
        // The shell.
        /// Link to the saved articles.
        pub saved: &'static str,
        /// Accessible name of the link to the settings, which shows `Aa`.
        pub settings: &'static str,

        // The list.
        /// Name and placeholder of the search box.
        pub search_placeholder: fn(u32, &str) -> String,
        /// Name of the search box if the count is unknown.
        pub search_placeholder_without_count: &'static str,
        /// Description of the `/` key.
        pub search_shortcut: &'static str,
        /// Number of articles.
        pub article_count: fn(u32, &str) -> String,
        /// Number of matches: count, formatted count, formatted total.
        pub match_count: fn(u32, &str, &str) -> String,
        /// Range of their years: first and last.
        pub year_range: fn(&str, &str) -> String,
        /// Button that opens the filters.
        pub filters: &'static str,
        /// The same, with the number of selected filters.
        pub filters_with_count: fn(u32, &str) -> String,
        /// Name of the row of selected filters.
        pub active_filters: &'static str,
        /// Removes a selected filter.
        pub remove_filter: fn(&str) -> String,
        /// Removes all filters.
        pub clear_all: &'static str,
        /// Name of the sort menu.
        pub sort_label: &'static str,
        /// Names of the sort orders.
        pub sort_option: fn(Sort) -> &'static str,
        /// Names of the facets.
        pub facet_name: fn(Facet) -> &'static str,
        /// Button that opens all values of a facet.
        pub show_all_values: fn(u32, &str) -> String,
        /// First year of the range.
        pub from_year: &'static str,
        /// Last year of the range.
        pub to_year: &'static str,
        /// A histogram bar: year, count, formatted count.
        pub year_article_count: fn(&str, u32, &str) -> String,
        /// Closes a sheet.
        pub close: &'static str,
        /// Closes the sheet of filters.
        pub close_filters: &'static str,
        /// Heading of articles without a date.
        pub undated: &'static str,
        /// Label of the other sections of an article that match.
        pub also_in: &'static str,
        /// Button that shows so many more rows.
        pub show_more: fn(u32, &str) -> String,
        /// Heading of the partial matches: the missing words, quoted.
        pub partial_matches_heading: fn(&str) -> String,
        /// Quotation marks around words in a sentence.
        pub quotation_marks: [&'static str; 2],
        /// Notice of a correction: the word as typed, and its correction.
        pub spelling_corrected: fn(&str, &str) -> String,
        /// Note on a query: a quotation mark without its partner was ignored.
        pub unmatched_quotation_mark: &'static str,
        /// Note on a query: a bracket without its partner was ignored.
        pub unmatched_bracket: &'static str,
        /// Note on a query: a date that is none was searched for as text: the date.
        pub invalid_date: fn(&str) -> String,
        /// Note on a query: a field without a value was searched for as text: the field.
        pub field_without_value: fn(&str) -> String,
        /// Note on a query: an operator without words was searched for as text: the operator.
        pub operator_without_words: fn(&str) -> String,
        /// Note on a query: only its beginning was used.
        pub query_too_long: &'static str,
        /// Name of the recent searches.
        pub recent_searches: &'static str,
        /// Reading time in minutes.
        pub reading_minutes: fn(u32, &str) -> String,
        /// Saves an article: its title. Begins with the button's label.
        pub save_article: fn(&str) -> String,
        /// Removes a saved article: its title. Holds the button’s label.
        pub unsave_article: fn(&str) -> String,
        /// Button label of an article that is not saved.
        pub save_button: &'static str,
        /// Button label of a saved article.
        pub saved_button: &'static str,

        // The article.
        /// Link back to the list.
        pub back_to_list: &'static str,
        /// Name of the toolbar of an article.
        pub toolbar: &'static str,
        /// Name of the table of contents.
        pub table_of_contents: &'static str,
        /// Conjunction of two author names.
        pub author_conjunction: &'static str,
        /// Separator of items in a list: author names before the last two, quoted words, place and credit.
        pub list_separator: &'static str,
        /// Mark of a draft.
        pub draft: &'static str,
        /// Label before the date of a change.
        pub updated: &'static str,
        /// Label before the links to other languages.
        pub other_languages: &'static str,
        /// A picture that was not captured.
        pub image_not_captured: &'static str,
        /// A note: its number.
        pub note: fn(&str) -> String,
        /// Link back from a note: its number.
        pub back_to_note: fn(&str) -> String,
        /// Name of a scrolling table without a caption.
        pub table: &'static str,
        /// A formula.
        pub formula: &'static str,
        /// A video.
        pub video: &'static str,
        /// An audio recording.
        pub audio: &'static str,
        /// Embedded content of another site.
        pub embed: &'static str,
        /// Notice of the host that the link to such content requests.
        pub opens_host: fn(&str) -> String,
        /// Name of the box at the end of the article.
        pub about_article: &'static str,
        /// The article's source.
        pub source: &'static str,
        /// The site that published it.
        pub publisher: &'static str,
        /// The original's address.
        pub original: &'static str,
        /// The time of capture.
        pub captured: &'static str,
        /// The licence.
        pub licence: &'static str,
        /// The tags.
        pub tags: &'static str,
        /// Number of passages left out.
        pub removed_passages: fn(u32, &str) -> String,
        /// Label of the current match: its number, and the number of matches.
        pub current_match: fn(&str, &str) -> String,
        /// Number of matches in the article.
        pub in_page_match_count: fn(u32, &str) -> String,
        /// Link to the previous match.
        pub previous_match: &'static str,
        /// Link to the next match.
        pub next_match: &'static str,
        /// Heading of the citation.
        pub cite_as: &'static str,
        /// Copies a citation.
        pub copy_citation: &'static str,
        /// Copies the address.
        pub copy_link: &'static str,
        /// Prints.
        pub print_article: &'static str,
        /// Name of the group of actions on the article.
        pub article_actions: &'static str,
        /// Name of the links to the adjacent articles in the list.
        pub adjacent_articles: &'static str,
        /// Label before the previous article.
        pub previous_article: &'static str,
        /// Label before the next article.
        pub next_article: &'static str,
        /// Offer to resume reading.
        pub resume_offer: &'static str,
        /// Accepts the offer.
        pub resume_accept: &'static str,
        /// Dismisses the offer.
        pub resume_dismiss: &'static str,

        // Pages of the program.
        /// Notice of where saved articles are stored.
        pub saved_storage_notice: &'static str,
        /// Nothing is saved yet.
        pub saved_empty: &'static str,
        /// Explanation of how to save.
        pub saved_hint: &'static str,
        /// A saved article that is no longer here.
        pub saved_article_withdrawn: &'static str,
        /// Choice of theme.
        pub theme: &'static str,
        /// The system's theme.
        pub theme_system: &'static str,
        /// Light.
        pub theme_light: &'static str,
        /// Dark.
        pub theme_dark: &'static str,
        /// Sepia.
        pub theme_sepia: &'static str,
        /// Choice of type size.
        pub text_size: &'static str,
        /// Choice of line width.
        pub line_width: &'static str,
        /// Small, usual, large, largest.
        pub text_size_options: [&'static str; 4],
        /// Narrow, usual, wide.
        pub line_width_options: [&'static str; 3],
        /// Choice of whether the addresses of links are printed.
        pub print_links: &'static str,
        /// Options: left out, or printed.
        pub print_links_options: [&'static str; 2],
        /// Choice of whether searches are stored.
        pub store_searches: &'static str,
        /// Options: stored, or not.
        pub store_searches_options: [&'static str; 2],
        /// Sample sentence for the type settings.
        pub sample_sentence: &'static str,
        /// Heading of the data that the site stores on the device.
        pub stored_heading: &'static str,
        /// Nothing is stored; copies for offline reading are not counted.
        pub stored_nothing: &'static str,
        /// Number of stored saved articles.
        pub stored_articles: fn(u32, &str) -> String,
        /// Number of stored reading positions.
        pub stored_positions: fn(u32, &str) -> String,
        /// Number of stored searches.
        pub stored_searches: fn(u32, &str) -> String,
        /// Settings are stored.
        pub stored_settings: &'static str,
        /// The consent choice is stored.
        pub stored_consent: &'static str,
        /// Erases everything.
        pub erase_all: &'static str,
        /// Asks for confirmation.
        pub erase_confirm: &'static str,
        /// Heading of the page for an unknown address.
        pub page_not_found: &'static str,
        /// Possible reasons for it.
        pub page_not_found_reasons: &'static str,
        /// Link to all articles.
        pub all_articles: &'static str,

        // States.
        /// Loading.
        pub loading: &'static str,
        /// No results: the query, or empty.
        pub no_results: fn(&str) -> String,
        /// The collection has no article.
        pub empty_collection: &'static str,
        /// No results: advice.
        pub no_results_hint: &'static str,
        /// Suggested spelling: the words.
        pub suggest_spelling: fn(&str) -> String,
        /// Suggestion to remove a filter: its name.
        pub suggest_without_filter: fn(&str) -> String,
        /// Suggestion to search without filters.
        pub suggest_without_filters: &'static str,
        /// Suggestion to search for fewer words: those that stay.
        pub suggest_fewer_words: fn(&str) -> String,
        /// Heading of a load failure.
        pub load_failed: fn(Missing) -> &'static str,
        /// Consequences of a load failure, in one sentence: the first and last number if there are any.
        pub load_failed_consequence: fn(Missing, &str, &str) -> String,
        /// Tries again.
        pub retry: &'static str,
        /// Reloads the page.
        pub reload: &'static str,
        /// A newer site version is available: heading.
        pub update_heading: &'static str,
        /// A newer site version is available: advice.
        pub update_advice: &'static str,

        // Announcements for screen readers.
        /// Saved.
        pub announce_saved: &'static str,
        /// No longer saved.
        pub announce_unsaved: &'static str,
        /// Copied.
        pub announce_copied: &'static str,
        /// Could not be copied.
        pub announce_not_copied: &'static str,
        /// Erased.
        pub announce_erased: &'static str,
        /// Could not be stored: storage is full or forbidden.
        pub announce_not_stored: &'static str,

        // What only the build writes.
        /// The messages of the build.
        #[cfg(not(target_arch = "wasm32"))]
        pub build: BuildMessages,
        /// The messages of the data page.
        #[cfg(not(target_arch = "wasm32"))]
        pub data: DataMessages,
        /// The messages of offline reading, which the build writes into a file.
        #[cfg(not(target_arch = "wasm32"))]
        pub offline: OfflineMessages,
    }
}
