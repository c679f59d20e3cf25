//! What has to be said, whatever the language.

use crate::corpus::{Facet, Sort};

/// What could not be loaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Missing {
    /// The manifest, so nothing can be listed.
    Collection,
    /// A pack of cards: articles from the first to the last number, counted from 1.
    Cards {
        /// The first that is missing.
        first: u32,
        /// The last that is missing.
        last: u32,
    },
    /// The counts beside the list.
    Facets,
    /// The texts, so that rows show no passages.
    Texts,
    /// The search.
    Search,
    /// The article.
    Article,
    /// The program in the page.
    Program,
}

/// One language's words; what no program draws is left out of the page's. A function is given a count and the count as the locale writes it.
pub struct Messages {
    // The shell.
    /// The link that skips the masthead.
    #[cfg(not(target_arch = "wasm32"))]
    pub skip: &'static str,
    /// Name of the navigation in the masthead.
    #[cfg(not(target_arch = "wasm32"))]
    pub navigation: &'static str,
    /// Link to what was saved.
    pub saved: &'static str,
    /// Name of the link to the settings, whose face is `Aa`.
    pub settings: &'static str,
    /// Name of the list of pages at the foot.
    #[cfg(not(target_arch = "wasm32"))]
    pub pages: &'static str,
    /// Name of the contact column at the foot.
    #[cfg(not(target_arch = "wasm32"))]
    pub contact: &'static str,
    /// Name of the notices at the foot.
    #[cfg(not(target_arch = "wasm32"))]
    pub notices: &'static str,
    /// Link to `/message/` where the site gives no word for it.
    #[cfg(not(target_arch = "wasm32"))]
    pub message: &'static str,
    /// Button that shows the consent notice again.
    #[cfg(not(target_arch = "wasm32"))]
    pub change_choice: &'static str,
    /// Name of the consent notice.
    #[cfg(not(target_arch = "wasm32"))]
    pub consent: &'static str,
    /// Its button where the site gives no word for it.
    #[cfg(not(target_arch = "wasm32"))]
    pub agree: &'static str,

    // The list.
    /// Name of the search box, and its words while empty.
    pub search: fn(u32, &str) -> String,
    /// Name of the search box where the count is not known.
    pub search_plain: &'static str,
    /// What the `/` key does.
    pub search_key: &'static str,
    /// Button of a form that works without the program.
    pub search_go: &'static str,
    /// How many articles there are.
    pub articles: fn(u32, &str) -> String,
    /// How many of them were found: count, count written, total written.
    pub found: fn(u32, &str, &str) -> String,
    /// The years they are from: first and last.
    pub years_span: fn(&str, &str) -> String,
    /// Button that opens the filters.
    pub filters: &'static str,
    /// The same, saying how many are on.
    pub filters_on: fn(u32, &str) -> String,
    /// Name of the row of what is on.
    pub chosen: &'static str,
    /// Takes off one of what is on.
    pub take_off: fn(&str) -> String,
    /// Takes off everything.
    pub clear_all: &'static str,
    /// Name of the choice of order.
    pub order: &'static str,
    /// The orders.
    pub sort: fn(Sort) -> &'static str,
    /// The facets.
    pub facet: fn(Facet) -> &'static str,
    /// What opens all values of a facet.
    pub all_values: fn(u32, &str) -> String,
    /// First year of the range.
    pub from_year: &'static str,
    /// Last year of the range.
    pub to_year: &'static str,
    /// A bar of the histogram: year, count, count written.
    pub year_count: fn(&str, u32, &str) -> String,
    /// Closes a sheet.
    pub close: &'static str,
    /// Closes the sheet of filters.
    pub done: &'static str,
    /// Heading of what leads the front page, for those who do not see it.
    pub front: &'static str,
    /// Heading of what was found, for those who do not see it.
    pub results: &'static str,
    /// Articles whose date is not known.
    pub undated: &'static str,
    /// Other sections that the words stand in.
    pub also_in: &'static str,
    /// Draws so many more rows.
    pub more: fn(u32, &str) -> String,
    /// Heading of those that lack some of the words: the missing words, quoted.
    pub partly: fn(&str) -> String,
    /// What stands around words that are named in a sentence.
    pub quotes: [&'static str; 2],
    /// Words that are in no article: as typed, and what they were taken for.
    pub corrected: fn(&str, &str) -> String,
    /// What was not understood: `quote`, `bracket`, `date`, `field`, `operator` or `long`, and the words that it is about.
    pub hint: fn(&str, &str) -> String,
    /// Name of the searches before this one.
    pub recent: &'static str,
    /// Name of the links between pages of the list.
    #[cfg(not(target_arch = "wasm32"))]
    pub pager: &'static str,
    /// To newer articles.
    #[cfg(not(target_arch = "wasm32"))]
    pub newer: &'static str,
    /// To older articles.
    #[cfg(not(target_arch = "wasm32"))]
    pub older: &'static str,
    /// Page so and so of so many.
    #[cfg(not(target_arch = "wasm32"))]
    pub page_of: fn(&str, &str) -> String,
    /// Minutes of reading.
    pub minutes: fn(u32, &str) -> String,
    /// Saves an article: its title. Begins with what is on the button.
    pub save_title: fn(&str) -> String,
    /// Takes a saved article off: its title. Begins with what is on the button.
    pub saved_title: fn(&str) -> String,
    /// On the button of an article that is not saved.
    pub save: &'static str,
    /// On the button of an article that is saved.
    pub save_done: &'static str,

    // The article.
    /// Back to the list.
    pub back: &'static str,
    /// Name of the bar.
    pub bar: &'static str,
    /// Name of the contents list.
    pub contents: &'static str,
    /// Joins two names of authors.
    pub and: &'static str,
    /// Joins names before the last two.
    pub comma: &'static str,
    /// The mark of an article that is not to be published.
    pub draft: &'static str,
    /// Before the date of a change.
    pub updated: &'static str,
    /// Before the links to other languages.
    pub other_languages: &'static str,
    /// A picture that was not captured.
    pub not_captured: &'static str,
    /// A note: its number.
    pub note: fn(&str) -> String,
    /// Back from a note to its place: its number.
    pub note_back: fn(&str) -> String,
    /// A table that scrolls and has no caption.
    pub table: &'static str,
    /// A formula.
    pub formula: &'static str,
    /// A film.
    pub video: &'static str,
    /// A recording.
    pub audio: &'static str,
    /// A piece of another site.
    pub embed: &'static str,
    /// Whom the link to such a piece asks: the host.
    pub opens: fn(&str) -> String,
    /// Name of the box at the end.
    pub about_article: &'static str,
    /// Where the article was taken from.
    pub source: &'static str,
    /// The site that published it.
    pub publisher: &'static str,
    /// The original's address.
    pub original: &'static str,
    /// When it was captured.
    pub captured: &'static str,
    /// The licence.
    pub licence: &'static str,
    /// The tags.
    pub tags: &'static str,
    /// Passages that were left out.
    pub cut: fn(u32, &str) -> String,
    /// Name of the words that the article was opened for: the number of the one that is shown, how many there are.
    pub hit: fn(&str, &str) -> String,
    /// How many words the article was opened for it holds.
    pub hits: fn(u32, &str) -> String,
    /// To the word found before.
    pub hit_previous: &'static str,
    /// To the next word found.
    pub hit_next: &'static str,
    /// How to cite it.
    pub cite: &'static str,
    /// Copies a citation.
    pub copy_citation: &'static str,
    /// Copies the address.
    pub copy_link: &'static str,
    /// Prints.
    pub print: &'static str,
    /// What to do with the article, name of the group.
    pub actions: &'static str,
    /// Name of the links to the neighbours in the list.
    pub neighbours: &'static str,
    /// Before the previous article.
    pub previous: &'static str,
    /// Before the next article.
    pub next: &'static str,
    /// Offers to go on where one stopped.
    pub place_offer: &'static str,
    /// Goes there.
    pub place_go: &'static str,
    /// Takes the offer away.
    pub place_dismiss: &'static str,

    // Pages of the program.
    /// Where what was saved lies.
    pub saved_where: &'static str,
    /// Nothing saved yet.
    pub saved_empty: &'static str,
    /// How to save.
    pub saved_how: &'static str,
    /// A saved article that is no longer here.
    pub saved_gone: &'static str,
    /// Settings need the program.
    #[cfg(not(target_arch = "wasm32"))]
    pub needs_program: &'static str,
    /// Choice of theme.
    pub theme: &'static str,
    /// As the system.
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
    /// They are left out, or printed.
    pub links_printed: [&'static str; 2],
    /// Choice of whether searches are kept.
    pub searches: &'static str,
    /// They are kept, or not.
    pub searches_kept: [&'static str; 2],
    /// A sentence that shows how type is set.
    pub sample: &'static str,
    /// What this site keeps on this device.
    pub stored: &'static str,
    /// Nothing was saved and nothing set; copies for reading offline are another matter.
    pub stored_nothing: &'static str,
    /// Saved articles that are kept.
    pub stored_articles: fn(u32, &str) -> String,
    /// Places in articles that are kept.
    pub stored_places: fn(u32, &str) -> String,
    /// Searches that are kept.
    pub stored_searches: fn(u32, &str) -> String,
    /// Settings are kept.
    pub stored_settings: &'static str,
    /// The answer to the consent notice is kept.
    pub stored_consent: &'static str,
    /// Erases everything.
    pub erase: &'static str,
    /// Asks once more.
    pub erase_sure: &'static str,
    /// Leave a message: there is no form, this is how.
    #[cfg(not(target_arch = "wasm32"))]
    pub message_how: &'static str,
    /// The site gives no address.
    #[cfg(not(target_arch = "wasm32"))]
    pub message_none: &'static str,
    /// Copies the address of the desk.
    #[cfg(not(target_arch = "wasm32"))]
    pub copy_address: &'static str,
    /// Opens a prepared e-mail.
    #[cfg(not(target_arch = "wasm32"))]
    pub write_mail: &'static str,
    /// Nothing at this address, heading.
    pub missing: &'static str,
    /// What may have happened.
    pub missing_why: &'static str,
    /// To all articles.
    pub all_articles: &'static str,

    // What only a build says.
    /// Title of the about page where the site has none.
    #[cfg(not(target_arch = "wasm32"))]
    pub about_site: &'static str,
    /// Heading of what is said of the site's signature.
    #[cfg(not(target_arch = "wasm32"))]
    pub signed: &'static str,
    /// What the signature is good for; the fingerprint of the key follows.
    #[cfg(not(target_arch = "wasm32"))]
    pub signed_by: &'static str,
    /// What the command that follows does: it verifies a copy.
    #[cfg(not(target_arch = "wasm32"))]
    pub signed_verify: &'static str,
    /// What the command that follows does: it prints the fingerprint of a key.
    #[cfg(not(target_arch = "wasm32"))]
    pub signed_fingerprint: &'static str,

    // States.
    /// While loading.
    pub waiting: &'static str,
    /// Nothing found: what was looked for, empty where nothing was.
    pub empty: fn(&str) -> String,
    /// The collection has no article.
    pub empty_collection: &'static str,
    /// Nothing found, what can be done.
    pub empty_hint: &'static str,
    /// A nearer spelling: the words.
    pub nearest: fn(&str) -> String,
    /// Take a filter off: its name.
    pub without: fn(&str) -> String,
    /// Search everywhere, without filters.
    pub everywhere: &'static str,
    /// Look for fewer words: those that stay.
    pub only: fn(&str) -> String,
    /// Something could not be loaded: heading.
    pub failed: fn(Missing) -> &'static str,
    /// What is missing and what still works, in one sentence: the first and last number where there are any.
    pub failed_what: fn(Missing, &str, &str) -> String,
    /// Tries again.
    pub retry: &'static str,
    /// Loads the page again.
    pub reload: &'static str,
    /// The program stopped: heading.
    #[cfg(not(target_arch = "wasm32"))]
    pub stopped: &'static str,
    /// The program stopped: what still works.
    #[cfg(not(target_arch = "wasm32"))]
    pub stopped_what: &'static str,
    /// A newer edition is there: heading.
    pub edition: &'static str,
    /// A newer edition is there: what to do.
    pub edition_what: &'static str,
    /// The browser is too old for the program.
    #[cfg(not(target_arch = "wasm32"))]
    pub old_browser: &'static str,

    // What is said aloud.
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
    /// Could not be kept: storage is full or forbidden.
    pub said_not_stored: &'static str,
}
