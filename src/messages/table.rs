//! The messages that the program in the page draws, and the table of a language.

use super::Template;
#[cfg(not(target_arch = "wasm32"))]
use super::{AnnotationMessages, BuildMessages, DataMessages, OfflineMessages};
use crate::corpus::{Facet, Sort};

/// Declares a table of messages. Tests go through its fields.
macro_rules! messages {
    ($(#[$attribute:meta])* $vis:vis struct $table:ident { $($(#[$field_attribute:meta])* $field_vis:vis $field:ident: $type:ty,)* }) => {
        $(#[$attribute])*
        $vis struct $table { $($(#[$field_attribute])* $field_vis $field: $type,)* }

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
pub(crate) enum Missing {
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
    /// The program in the page, which only the loader can say.
    #[cfg(not(target_arch = "wasm32"))]
    Program,
}

messages! {
    /// All messages of one language, in the order of the page. Those that only the build writes are compiled out of the programs
    /// in the page. A function takes a count and the formatted count.
    pub(crate) struct Messages {
        // The shell.
        /// Link to the saved articles.
        pub(crate) saved: &'static str,
        /// Link to the notebook.
        pub(crate) notebook: &'static str,
        /// Accessible name of the link to the settings, which shows `Aa`.
        pub(crate) settings: &'static str,

        // The list.
        /// Name and placeholder of the search box.
        pub(crate) search_placeholder: fn(u32, &str) -> String,
        /// Name of the search box if the count is unknown.
        pub(crate) search_placeholder_without_count: &'static str,
        /// Description of the `/` key.
        pub(crate) search_shortcut: &'static str,
        /// Number of articles.
        pub(crate) article_count: fn(u32, &str) -> String,
        /// Number of matches, and number of all.
        pub(crate) match_count: Template<2>,
        /// Range of their years: first and last.
        pub(crate) year_range: Template<2>,
        /// Button that opens the filters.
        pub(crate) filters: &'static str,
        /// The same, with the number of selected filters.
        pub(crate) filters_with_count: Template<1>,
        /// Name of the row of selected filters.
        pub(crate) active_filters: &'static str,
        /// Removes a selected filter.
        pub(crate) remove_filter: Template<1>,
        /// Removes all filters.
        pub(crate) clear_all: &'static str,
        /// Name of the sort menu.
        pub(crate) sort_label: &'static str,
        /// Names of the sort orders.
        pub(crate) sort_option: fn(Sort) -> &'static str,
        /// Names of the facets.
        pub(crate) facet_name: fn(Facet) -> &'static str,
        /// Button that opens all values of a facet.
        pub(crate) show_all_values: Template<1>,
        /// First year of the range.
        pub(crate) from_year: &'static str,
        /// Last year of the range.
        pub(crate) to_year: &'static str,
        /// A histogram bar: year, count, formatted count.
        pub(crate) year_article_count: fn(&str, u32, &str) -> String,
        /// Closes a sheet.
        pub(crate) close: &'static str,
        /// Closes the sheet of filters.
        pub(crate) close_filters: &'static str,
        /// Heading of articles without a date.
        pub(crate) undated: &'static str,
        /// Label of the other sections of an article that match.
        pub(crate) also_in: &'static str,
        /// Button that shows so many more rows.
        pub(crate) show_more: fn(u32, &str) -> String,
        /// Heading of the partial matches: the missing words, quoted.
        pub(crate) partial_matches_heading: Template<1>,
        /// Quotation marks around words in a sentence.
        pub(crate) quotation_marks: [&'static str; 2],
        /// Notice of a correction: the word as typed, and its correction.
        pub(crate) spelling_corrected: Template<2>,
        /// Note on a query: a quotation mark without its partner was ignored.
        pub(crate) unmatched_quotation_mark: &'static str,
        /// Note on a query: a bracket without its partner was ignored.
        pub(crate) unmatched_bracket: &'static str,
        /// Note on a query: a date that is none was searched for as text: the date.
        pub(crate) invalid_date: Template<1>,
        /// Note on a query: a field without a value was searched for as text: the field.
        pub(crate) field_without_value: Template<1>,
        /// Note on a query: an operator without words was searched for as text: the operator.
        pub(crate) operator_without_words: Template<1>,
        /// Note on a query: only its beginning was used.
        pub(crate) query_too_long: &'static str,
        /// Name of the recent searches.
        pub(crate) recent_searches: &'static str,
        /// Reading time in minutes.
        pub(crate) reading_minutes: fn(u32, &str) -> String,
        /// Saves an article: its title. Begins with the button's label.
        pub(crate) save_article: Template<1>,
        /// Removes a saved article: its title. Holds the button’s label.
        pub(crate) unsave_article: Template<1>,
        /// Button label of an article that is not saved.
        pub(crate) save_button: &'static str,
        /// Button label of a saved article.
        pub(crate) saved_button: &'static str,

        // The article.
        /// Link back to the list.
        pub(crate) back_to_list: &'static str,
        /// Name of the toolbar of an article.
        pub(crate) toolbar: &'static str,
        /// Name of the table of contents.
        pub(crate) table_of_contents: &'static str,
        /// Conjunction of two author names.
        pub(crate) author_conjunction: &'static str,
        /// Separator of items in a list: author names before the last two, quoted words, place and credit.
        pub(crate) list_separator: &'static str,
        /// Mark of a draft.
        pub(crate) draft: &'static str,
        /// Label before the date of a change.
        pub(crate) updated: &'static str,
        /// Label before the links to other languages.
        pub(crate) other_languages: &'static str,
        /// A picture that was not captured.
        pub(crate) image_not_captured: &'static str,
        /// A note: its number.
        pub(crate) note: Template<1>,
        /// Link back from a note: its number.
        pub(crate) back_to_note: Template<1>,
        /// Name of a scrolling table without a caption.
        pub(crate) table: &'static str,
        /// A formula.
        pub(crate) formula: &'static str,
        /// A video.
        pub(crate) video: &'static str,
        /// An audio recording.
        pub(crate) audio: &'static str,
        /// Embedded content of another site.
        pub(crate) embed: &'static str,
        /// Notice of the host that the link to such content requests.
        pub(crate) opens_host: Template<1>,
        /// Name of the box at the end of the article.
        pub(crate) about_article: &'static str,
        /// The article's source.
        pub(crate) source: &'static str,
        /// The site that published it.
        pub(crate) publisher: &'static str,
        /// The original's address.
        pub(crate) original: &'static str,
        /// The time of capture.
        pub(crate) captured: &'static str,
        /// The licence.
        pub(crate) licence: &'static str,
        /// The tags.
        pub(crate) tags: &'static str,
        /// Number of passages left out.
        pub(crate) removed_passages: Template<1>,
        /// Heading of the related articles.
        pub(crate) related_articles: &'static str,
        /// Label before the topics that a related article shares.
        pub(crate) shared_topics: &'static str,
        /// Heading of the same story in other sources.
        pub(crate) same_story: &'static str,
        /// Place in a series: the number of the part, and the number of parts.
        pub(crate) series_part: Template<2>,
        /// Label before the previous part.
        pub(crate) previous_part: &'static str,
        /// Label before the next part.
        pub(crate) next_part: &'static str,
        /// Label of the current match: its number, and the number of matches.
        pub(crate) current_match: Template<2>,
        /// Number of matches in the article.
        pub(crate) in_page_match_count: fn(u32, &str) -> String,
        /// Link to the previous match.
        pub(crate) previous_match: &'static str,
        /// Link to the next match.
        pub(crate) next_match: &'static str,
        /// Heading of the citation.
        pub(crate) cite_as: &'static str,
        /// Opens the citations of the article.
        pub(crate) cite: &'static str,
        /// Opens a note on the whole article.
        pub(crate) add_note: &'static str,
        /// Opens the share sheet of the system.
        pub(crate) share: &'static str,
        /// Copies the address.
        pub(crate) copy_link: &'static str,
        /// Prints.
        pub(crate) print_article: &'static str,
        /// Name of the group of actions on the article.
        pub(crate) article_actions: &'static str,
        /// Name of the links to the adjacent articles in the list.
        pub(crate) adjacent_articles: &'static str,
        /// Label before the previous article.
        pub(crate) previous_article: &'static str,
        /// Label before the next article.
        pub(crate) next_article: &'static str,
        /// Offer to resume reading.
        pub(crate) resume_offer: &'static str,
        /// Accepts the offer.
        pub(crate) resume_accept: &'static str,
        /// Dismisses the offer.
        pub(crate) resume_dismiss: &'static str,

        // Pages of the program.
        /// Notice of where saved articles are stored.
        pub(crate) saved_storage_notice: &'static str,
        /// Nothing is saved yet.
        pub(crate) saved_empty: &'static str,
        /// Explanation of how to save.
        pub(crate) saved_hint: &'static str,
        /// A saved article that is no longer here.
        pub(crate) saved_article_withdrawn: &'static str,
        /// Choice of theme.
        pub(crate) theme: &'static str,
        /// The system's theme.
        pub(crate) theme_system: &'static str,
        /// Light.
        pub(crate) theme_light: &'static str,
        /// Dark.
        pub(crate) theme_dark: &'static str,
        /// Sepia.
        pub(crate) theme_sepia: &'static str,
        /// Choice of type size.
        pub(crate) text_size: &'static str,
        /// Choice of line width.
        pub(crate) line_width: &'static str,
        /// Small, usual, large, largest.
        pub(crate) text_size_options: [&'static str; 4],
        /// Narrow, usual, wide.
        pub(crate) line_width_options: [&'static str; 3],
        /// Choice of whether the addresses of links are printed.
        pub(crate) print_links: &'static str,
        /// Options: left out, or printed.
        pub(crate) print_links_options: [&'static str; 2],
        /// Choice of whether searches are stored.
        pub(crate) store_searches: &'static str,
        /// Options: stored, or not.
        pub(crate) store_searches_options: [&'static str; 2],
        /// Sample sentence for the type settings.
        pub(crate) sample_sentence: &'static str,
        /// Heading of the data that the site stores on the device.
        pub(crate) stored_heading: &'static str,
        /// Nothing is stored; copies for offline reading are not counted.
        pub(crate) stored_nothing: &'static str,
        /// Number of stored saved articles.
        pub(crate) stored_articles: fn(u32, &str) -> String,
        /// Number of stored reading positions.
        pub(crate) stored_positions: fn(u32, &str) -> String,
        /// Number of stored highlights and notes.
        pub(crate) stored_annotations: fn(u32, &str) -> String,
        /// Number of stored searches.
        pub(crate) stored_searches: fn(u32, &str) -> String,
        /// Settings are stored.
        pub(crate) stored_settings: &'static str,
        /// The consent choice is stored.
        pub(crate) stored_consent: &'static str,
        /// Erases everything.
        pub(crate) erase_all: &'static str,
        /// Asks for confirmation.
        pub(crate) erase_confirm: &'static str,
        /// Heading of the page for an unknown address.
        pub(crate) page_not_found: &'static str,
        /// Possible reasons for it.
        pub(crate) page_not_found_reasons: &'static str,
        /// Link to all articles.
        pub(crate) all_articles: &'static str,

        // States.
        /// Loading.
        pub(crate) loading: &'static str,
        /// No article has the selected filters.
        pub(crate) no_results: &'static str,
        /// No article matches the query.
        pub(crate) no_results_for_query: Template<1>,
        /// The collection has no article.
        pub(crate) empty_collection: &'static str,
        /// No results: advice.
        pub(crate) no_results_hint: &'static str,
        /// Suggested spelling: the words.
        pub(crate) suggest_spelling: Template<1>,
        /// Suggestion to remove a filter: its name.
        pub(crate) suggest_without_filter: Template<1>,
        /// Suggestion to search without filters.
        pub(crate) suggest_without_filters: &'static str,
        /// Suggestion to search for fewer words: those that stay.
        pub(crate) suggest_fewer_words: Template<1>,
        /// Heading of a load failure.
        pub(crate) load_failed: fn(Missing) -> &'static str,
        /// Consequences of a load failure, in one sentence: the first and last number if there are any.
        pub(crate) load_failed_consequence: fn(Missing, &str, &str) -> String,
        /// Tries again.
        pub(crate) retry: &'static str,
        /// Reloads the page.
        pub(crate) reload: &'static str,
        /// A newer site version is available: heading.
        pub(crate) update_heading: &'static str,
        /// A newer site version is available: advice.
        pub(crate) update_advice: &'static str,

        // Announcements for screen readers.
        /// Saved.
        pub(crate) announce_saved: &'static str,
        /// No longer saved.
        pub(crate) announce_unsaved: &'static str,
        /// Copied.
        pub(crate) announce_copied: &'static str,
        /// Could not be copied.
        pub(crate) announce_not_copied: &'static str,
        /// Erased.
        pub(crate) announce_erased: &'static str,
        /// Could not be stored: storage is full or forbidden.
        pub(crate) announce_not_stored: &'static str,

        // What only the build writes.
        /// The messages of the build.
        #[cfg(not(target_arch = "wasm32"))]
        pub(crate) build: BuildMessages,
        /// The messages of the data page.
        #[cfg(not(target_arch = "wasm32"))]
        pub(crate) data: DataMessages,
        /// The messages of offline reading, which the build writes into a file.
        #[cfg(not(target_arch = "wasm32"))]
        pub(crate) offline: OfflineMessages,
        /// The messages of annotations, notebook and citing, which the build writes into a file.
        #[cfg(not(target_arch = "wasm32"))]
        pub(crate) annotations: AnnotationMessages,
    }
}
