//! The messages of the interface, in any language.

use crate::corpus::{Facet, Sort};

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

/// The messages of one language; those that no program draws are compiled out of the page's program. A function takes a count
/// and the formatted count.
pub struct Messages {
    // The shell.
    /// The link that skips the masthead.
    #[cfg(not(target_arch = "wasm32"))]
    pub skip: &'static str,
    /// Name of the navigation in the masthead.
    #[cfg(not(target_arch = "wasm32"))]
    pub navigation: &'static str,
    /// Link to the saved articles.
    pub saved: &'static str,
    /// Accessible name of the link to the settings, which shows `Aa`.
    pub settings: &'static str,
    /// Name of the list of pages in the footer.
    #[cfg(not(target_arch = "wasm32"))]
    pub pages: &'static str,
    /// Name of the contact column in the footer.
    #[cfg(not(target_arch = "wasm32"))]
    pub contact: &'static str,
    /// Name of the notices in the footer.
    #[cfg(not(target_arch = "wasm32"))]
    pub notices: &'static str,
    /// Default label of the link to `/message/`.
    #[cfg(not(target_arch = "wasm32"))]
    pub message: &'static str,
    /// Button that shows the consent notice again.
    #[cfg(not(target_arch = "wasm32"))]
    pub change_choice: &'static str,
    /// Name of the consent notice.
    #[cfg(not(target_arch = "wasm32"))]
    pub consent: &'static str,
    /// Default label of its button.
    #[cfg(not(target_arch = "wasm32"))]
    pub agree: &'static str,

    // The list.
    /// Name and placeholder of the search box.
    pub search: fn(u32, &str) -> String,
    /// Name of the search box if the count is unknown.
    pub search_plain: &'static str,
    /// Description of the `/` key.
    pub search_key: &'static str,
    /// Submit button of the form that works without the program.
    pub search_go: &'static str,
    /// Number of articles.
    pub articles: fn(u32, &str) -> String,
    /// Number of matches: count, formatted count, formatted total.
    pub found: fn(u32, &str, &str) -> String,
    /// Range of their years: first and last.
    pub years_span: fn(&str, &str) -> String,
    /// Button that opens the filters.
    pub filters: &'static str,
    /// The same, with the number of selected filters.
    pub filters_on: fn(u32, &str) -> String,
    /// Name of the row of selected filters.
    pub chosen: &'static str,
    /// Removes a selected filter.
    pub take_off: fn(&str) -> String,
    /// Removes all filters.
    pub clear_all: &'static str,
    /// Name of the sort menu.
    pub order: &'static str,
    /// Names of the sort orders.
    pub sort: fn(Sort) -> &'static str,
    /// Names of the facets.
    pub facet: fn(Facet) -> &'static str,
    /// Button that opens all values of a facet.
    pub all_values: fn(u32, &str) -> String,
    /// First year of the range.
    pub from_year: &'static str,
    /// Last year of the range.
    pub to_year: &'static str,
    /// A histogram bar: year, count, formatted count.
    pub year_count: fn(&str, u32, &str) -> String,
    /// Closes a sheet.
    pub close: &'static str,
    /// Closes the sheet of filters.
    pub done: &'static str,
    /// Heading of the lead article, for screen readers.
    pub front: &'static str,
    /// Heading of the results, for screen readers.
    pub results: &'static str,
    /// Heading of articles without a date.
    pub undated: &'static str,
    /// Label of the other sections of an article that match.
    pub also_in: &'static str,
    /// Button that shows so many more rows.
    pub more: fn(u32, &str) -> String,
    /// Heading of the partial matches: the missing words, quoted.
    pub partly: fn(&str) -> String,
    /// Quotation marks around words in a sentence.
    pub quotes: [&'static str; 2],
    /// Notice of a correction: the word as typed, and its correction.
    pub corrected: fn(&str, &str) -> String,
    /// Hint on the query's syntax: `quote`, `bracket`, `date`, `field`, `operator` or `long`, and the words concerned.
    pub hint: fn(&str, &str) -> String,
    /// Name of the recent searches.
    pub recent: &'static str,
    /// Name of the links between pages of the list.
    #[cfg(not(target_arch = "wasm32"))]
    pub pager: &'static str,
    /// Link to newer articles.
    #[cfg(not(target_arch = "wasm32"))]
    pub newer: &'static str,
    /// Link to older articles.
    #[cfg(not(target_arch = "wasm32"))]
    pub older: &'static str,
    /// Page number and number of pages.
    #[cfg(not(target_arch = "wasm32"))]
    pub page_of: fn(&str, &str) -> String,
    /// Reading time in minutes.
    pub minutes: fn(u32, &str) -> String,
    /// Saves an article: its title. Begins with the button's label.
    pub save_title: fn(&str) -> String,
    /// Removes a saved article: its title. Holds the button’s label.
    pub saved_title: fn(&str) -> String,
    /// Button label of an article that is not saved.
    pub save: &'static str,
    /// Button label of a saved article.
    pub save_done: &'static str,

    // The article.
    /// Link back to the list.
    pub back: &'static str,
    /// Name of the bar.
    pub bar: &'static str,
    /// Name of the table of contents.
    pub contents: &'static str,
    /// Conjunction of two author names.
    pub and: &'static str,
    /// Separator of author names before the last two.
    pub comma: &'static str,
    /// Mark of a draft.
    pub draft: &'static str,
    /// Label before the date of a change.
    pub updated: &'static str,
    /// Label before the links to other languages.
    pub other_languages: &'static str,
    /// A picture that was not captured.
    pub not_captured: &'static str,
    /// A note: its number.
    pub note: fn(&str) -> String,
    /// Link back from a note: its number.
    pub note_back: fn(&str) -> String,
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
    pub opens: fn(&str) -> String,
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
    pub cut: fn(u32, &str) -> String,
    /// Label of the current match: its number, and the number of matches.
    pub hit: fn(&str, &str) -> String,
    /// Number of matches in the article.
    pub hits: fn(u32, &str) -> String,
    /// Link to the previous match.
    pub hit_previous: &'static str,
    /// Link to the next match.
    pub hit_next: &'static str,
    /// Heading of the citation.
    pub cite: &'static str,
    /// Copies a citation.
    pub copy_citation: &'static str,
    /// Copies the address.
    pub copy_link: &'static str,
    /// Prints.
    pub print: &'static str,
    /// Name of the group of actions on the article.
    pub actions: &'static str,
    /// Name of the links to the adjacent articles in the list.
    pub neighbours: &'static str,
    /// Label before the previous article.
    pub previous: &'static str,
    /// Label before the next article.
    pub next: &'static str,
    /// Offer to resume reading.
    pub place_offer: &'static str,
    /// Accepts the offer.
    pub place_go: &'static str,
    /// Dismisses the offer.
    pub place_dismiss: &'static str,

    // Pages of the program.
    /// Notice of where saved articles are stored.
    pub saved_where: &'static str,
    /// Nothing is saved yet.
    pub saved_empty: &'static str,
    /// Explanation of how to save.
    pub saved_how: &'static str,
    /// A saved article that is no longer here.
    pub saved_gone: &'static str,
    /// Notice that settings need the program.
    #[cfg(not(target_arch = "wasm32"))]
    pub needs_program: &'static str,
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
    pub size: &'static str,
    /// Choice of line width.
    pub width: &'static str,
    /// Small, usual, large, largest.
    pub sizes: [&'static str; 4],
    /// Narrow, usual, wide.
    pub widths: [&'static str; 3],
    /// Choice of whether the addresses of links are printed.
    pub links: &'static str,
    /// Options: left out, or printed.
    pub links_printed: [&'static str; 2],
    /// Choice of whether searches are stored.
    pub searches: &'static str,
    /// Options: stored, or not.
    pub searches_kept: [&'static str; 2],
    /// Sample sentence for the type settings.
    pub sample: &'static str,
    /// Heading of the data that the site stores on the device.
    pub stored: &'static str,
    /// Nothing is stored; copies for offline reading are not counted.
    pub stored_nothing: &'static str,
    /// Number of stored saved articles.
    pub stored_articles: fn(u32, &str) -> String,
    /// Number of stored reading positions.
    pub stored_places: fn(u32, &str) -> String,
    /// Number of stored searches.
    pub stored_searches: fn(u32, &str) -> String,
    /// Settings are stored.
    pub stored_settings: &'static str,
    /// The consent choice is stored.
    pub stored_consent: &'static str,
    /// Erases everything.
    pub erase: &'static str,
    /// Asks for confirmation.
    pub erase_sure: &'static str,
    /// Explanation of how to leave a message: there is no form.
    #[cfg(not(target_arch = "wasm32"))]
    pub message_how: &'static str,
    /// The site has no contact address.
    #[cfg(not(target_arch = "wasm32"))]
    pub message_none: &'static str,
    /// Copies the contact address.
    #[cfg(not(target_arch = "wasm32"))]
    pub copy_address: &'static str,
    /// Opens a prepared e-mail.
    #[cfg(not(target_arch = "wasm32"))]
    pub write_mail: &'static str,
    /// Heading of the page for an unknown address.
    pub missing: &'static str,
    /// Possible reasons for it.
    pub missing_why: &'static str,
    /// Link to all articles.
    pub all_articles: &'static str,

    // Messages of the build only.
    /// Title of the about page if the site has none.
    #[cfg(not(target_arch = "wasm32"))]
    pub about_site: &'static str,
    /// Heading of the section on the site's signature.
    #[cfg(not(target_arch = "wasm32"))]
    pub signed: &'static str,
    /// Purpose of the signature; the fingerprint of the key follows.
    #[cfg(not(target_arch = "wasm32"))]
    pub signed_by: &'static str,
    /// Description of the following command, which verifies a copy.
    #[cfg(not(target_arch = "wasm32"))]
    pub signed_verify: &'static str,
    /// Description of the following command, which prints the fingerprint of a key.
    #[cfg(not(target_arch = "wasm32"))]
    pub signed_fingerprint: &'static str,

    // States.
    /// Loading.
    pub waiting: &'static str,
    /// No results: the query, or empty.
    pub empty: fn(&str) -> String,
    /// The collection has no article.
    pub empty_collection: &'static str,
    /// No results: advice.
    pub empty_hint: &'static str,
    /// Suggested spelling: the words.
    pub nearest: fn(&str) -> String,
    /// Suggestion to remove a filter: its name.
    pub without: fn(&str) -> String,
    /// Suggestion to search without filters.
    pub everywhere: &'static str,
    /// Suggestion to search for fewer words: those that stay.
    pub only: fn(&str) -> String,
    /// Heading of a load failure.
    pub failed: fn(Missing) -> &'static str,
    /// Consequences of a load failure, in one sentence: the first and last number if there are any.
    pub failed_what: fn(Missing, &str, &str) -> String,
    /// Tries again.
    pub retry: &'static str,
    /// Reloads the page.
    pub reload: &'static str,
    /// The program stopped: heading.
    #[cfg(not(target_arch = "wasm32"))]
    pub stopped: &'static str,
    /// The program stopped: remaining functions.
    #[cfg(not(target_arch = "wasm32"))]
    pub stopped_what: &'static str,
    /// A newer edition is available: heading.
    pub edition: &'static str,
    /// A newer edition is available: advice.
    pub edition_what: &'static str,
    /// The browser is too old for the program.
    #[cfg(not(target_arch = "wasm32"))]
    pub old_browser: &'static str,

    // Announcements for screen readers.
    /// Saved.
    pub said_saved: &'static str,
    /// No longer saved.
    pub said_unsaved: &'static str,
    /// Copied.
    pub said_copied: &'static str,
    /// Could not be copied.
    pub said_not_copied: &'static str,
    /// Erased.
    pub said_erased: &'static str,
    /// Could not be stored: storage is full or forbidden.
    pub said_not_stored: &'static str,
}
