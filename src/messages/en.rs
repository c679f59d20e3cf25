//! English.

use super::{Messages, Missing};
use crate::corpus::{Facet, Sort};

pub(super) static MESSAGES: Messages = Messages {
    #[cfg(not(target_arch = "wasm32"))]
    skip_to_content: "Skip to content",
    #[cfg(not(target_arch = "wasm32"))]
    navigation: "Site",
    saved: "Saved",
    settings: "Reading settings",
    #[cfg(not(target_arch = "wasm32"))]
    pages: "Pages",
    #[cfg(not(target_arch = "wasm32"))]
    contact: "Contact",
    #[cfg(not(target_arch = "wasm32"))]
    notices: "Notices",
    #[cfg(not(target_arch = "wasm32"))]
    leave_message: "Leave a message",
    #[cfg(not(target_arch = "wasm32"))]
    change_consent: "Change privacy choice",
    #[cfg(not(target_arch = "wasm32"))]
    consent_label: "Privacy notice",
    #[cfg(not(target_arch = "wasm32"))]
    consent_accept: "I agree",

    search_placeholder: |n, shown| plural(n, shown, "Search 1 article", "Search ", " articles"),
    search_placeholder_without_count: "Search articles",
    search_shortcut: "Press / to search",
    search_submit: "Search",
    article_count: |n, shown| plural(n, shown, "1 article", "", " articles"),
    match_count: |_, shown, total| [shown, " of ", total, " articles"].concat(),
    year_range: |first, last| [first, "–", last].concat(),
    filters: "Filters",
    filters_with_count: |_, shown| ["Filters (", shown, ")"].concat(),
    active_filters: "Active filters",
    remove_filter: |name| ["Remove filter: ", name].concat(),
    clear_all: "Clear all",
    sort_label: "Sort by",
    sort_option: |sort| match sort {
        Sort::Best => "Most relevant",
        Sort::Newest => "Newest first",
        Sort::Oldest => "Oldest first",
        Sort::Title => "Title A–Z",
        Sort::Longest => "Longest first",
        Sort::Shortest => "Shortest first",
    },
    facet_name: |facet| match facet {
        Facet::Year => "Years",
        Facet::Section => "Section",
        Facet::Language => "Language",
        Facet::Source => "Source",
        Facet::Tag => "Tag",
        Facet::Author => "Author",
    },
    show_all_values: |_, shown| ["Show all ", shown].concat(),
    from_year: "From year",
    to_year: "To year",
    year_article_count: |year, n, shown| [year, ": ", &plural(n, shown, "1 article", "", " articles")].concat(),
    close: "Close",
    close_filters: "Show articles",
    front_page_heading: "Latest articles",
    results_heading: "Articles",
    undated: "Undated",
    also_in: "also in:",
    show_more: |_, shown| ["Show ", shown, " more"].concat(),
    partial_matches_heading: |words| ["Results missing ", words].concat(),
    quotation_marks: ["“", "”"],
    spelling_corrected: |typed, taken| ["No results for “", typed, "”. Showing “", taken, "”"].concat(),
    query_hint: |kind, words| match kind {
        "quote" => "An unmatched quotation mark was ignored".into(),
        "bracket" => "An unmatched bracket was ignored".into(),
        "date" => ["“", words, "” is not a valid date and was searched for as text. Write dates as 2013, 2013-05 or 2013..2018"].concat(),
        "field" => ["“", words, "” has no value after it and was searched for as text"].concat(),
        "long" => "This search is very long; only its beginning was used".into(),
        _ => ["“", words, "” has no words to apply to and was searched for as text"].concat(),
    },
    recent_searches: "Recent searches",
    #[cfg(not(target_arch = "wasm32"))]
    pagination: "Pagination",
    #[cfg(not(target_arch = "wasm32"))]
    newer_articles: "Newer articles",
    #[cfg(not(target_arch = "wasm32"))]
    older_articles: "Older articles",
    #[cfg(not(target_arch = "wasm32"))]
    page_number: |page, pages| ["Page ", page, " of ", pages].concat(),
    reading_minutes: |_, shown| [shown, " min"].concat(),
    save_article: |title| ["Save “", title, "”"].concat(),
    unsave_article: |title| ["Remove “", title, "” from Saved"].concat(),
    save_button: "Save",
    saved_button: "Saved",

    back_to_list: "All articles",
    toolbar: "Reading tools",
    table_of_contents: "Contents",
    author_conjunction: " and ",
    list_separator: ", ",
    draft: "Draft",
    updated: "Updated",
    other_languages: "In other languages:",
    image_not_captured: "Image not saved",
    note: |number| ["Note ", number].concat(),
    back_to_note: |number| ["Back to note ", number, " in the text"].concat(),
    table: "Table",
    formula: "Formula",
    video: "Video",
    audio: "Audio",
    embed: "External content",
    opens_host: |host| ["opens ", host].concat(),
    about_article: "About this article",
    source: "Source",
    publisher: "Published by",
    original: "Original",
    captured: "Imported",
    licence: "Licence",
    tags: "Tags",
    removed_passages: |_, shown| ["Text removed on import (", shown, ")"].concat(),
    current_match: |at, count| [at, " of ", count].concat(),
    in_page_match_count: |n, shown| plural(n, shown, "1 match", "", " matches"),
    previous_match: "Previous match",
    next_match: "Next match",
    cite_as: "Cite as",
    copy_citation: "Copy citation",
    copy_link: "Copy link",
    print_article: "Print",
    article_actions: "Article actions",
    adjacent_articles: "More from the list",
    previous_article: "Previous",
    next_article: "Next",
    resume_offer: "Continue where you left off?",
    resume_accept: "Continue reading",
    resume_dismiss: "Not now",

    saved_storage_notice: "Saved articles are stored only on this device. No one else can see them.",
    saved_empty: "Nothing saved yet",
    saved_hint: "Choose Save on any article, and it will appear here.",
    saved_article_withdrawn: "This article is no longer in the collection.",
    #[cfg(not(target_arch = "wasm32"))]
    needs_javascript: "This page needs JavaScript.",
    theme: "Theme",
    theme_system: "Match system",
    theme_light: "Light",
    theme_dark: "Dark",
    theme_sepia: "Sepia",
    text_size: "Text size",
    line_width: "Line width",
    text_size_options: ["Small", "Default", "Large", "Extra large"],
    line_width_options: ["Narrow", "Default", "Wide"],
    print_links: "Link addresses in print",
    print_links_options: ["Hide", "Show"],
    store_searches: "Recent searches",
    store_searches_options: ["Don’t save", "Save on this device"],
    sample_sentence: "The caravan left before sunrise, and by noon the walls of the city were a thin line behind it.",
    stored_heading: "Stored on this device",
    stored_nothing: "Nothing is stored yet.",
    stored_articles: |n, shown| plural(n, shown, "1 saved article", "", " saved articles"),
    stored_positions: |n, shown| plural(n, shown, "Your place in 1 article", "Your place in ", " articles"),
    stored_searches: |n, shown| plural(n, shown, "1 search", "", " searches"),
    stored_settings: "Your reading settings",
    stored_consent: "Your privacy choice",
    erase_all: "Erase everything",
    erase_confirm: "Press again to erase",
    #[cfg(not(target_arch = "wasm32"))]
    message_explanation: "There is no form here, and nothing you write passes through this site. Send an email to:",
    #[cfg(not(target_arch = "wasm32"))]
    message_no_address: "No contact address is available.",
    #[cfg(not(target_arch = "wasm32"))]
    copy_address: "Copy address",
    #[cfg(not(target_arch = "wasm32"))]
    write_mail: "Write an email",
    page_not_found: "Page not found",
    page_not_found_reasons: "The article may have been renamed or removed, or the address may be incomplete.",
    all_articles: "All articles",

    #[cfg(not(target_arch = "wasm32"))]
    about_site: "About this site",
    #[cfg(not(target_arch = "wasm32"))]
    signature_heading: "Signed by its publisher",
    #[cfg(not(target_arch = "wasm32"))]
    signature_purpose: "Anyone with a copy of this site can check that nothing in it was changed. This needs the publisher’s public key, obtained from somewhere other than the copy itself. The key’s fingerprint:",
    #[cfg(not(target_arch = "wasm32"))]
    signature_verify_command: "With Lectern, this command lists every file in the folder SITE that differs from what was signed:",
    #[cfg(not(target_arch = "wasm32"))]
    signature_fingerprint_command: "This command prints the fingerprint of a key, for comparison:",

    loading: "Loading…",
    no_results: |query| {
        if query.is_empty() { "No articles match these filters".into() } else { ["No results for “", query, "”"].concat() }
    },
    empty_collection: "No articles yet",
    no_results_hint: "Remove a filter or a word to see more:",
    suggest_spelling: |words| ["Did you mean “", words, "”?"].concat(),
    suggest_without_filter: |name| ["Remove “", name, "”"].concat(),
    suggest_without_filters: "Search all articles",
    suggest_fewer_words: |words| ["Search for “", words, "”"].concat(),
    load_failed: |missing| match missing {
        Missing::Collection => "The collection could not be loaded",
        Missing::Cards { .. } => "Part of the collection could not be loaded",
        Missing::Facets => "The filters could not be loaded",
        Missing::Texts => "Article texts could not be loaded",
        Missing::Search => "Search could not be loaded",
        Missing::Article => "This article could not be loaded",
        Missing::Program => "The reader could not start",
    },
    load_failed_consequence: |missing, first, last| match missing {
        Missing::Collection => "The list of articles failed to download. You can still read pages that are already open.".into(),
        Missing::Cards { .. } => {
            ["Articles ", first, " to ", last, " are missing because their file failed to download. Everything else can be read."].concat()
        }
        Missing::Facets => "Counts and filters are missing because a file failed to download. Search and reading still work.".into(),
        Missing::Texts => "Excerpts are missing because the texts failed to download. Search and filters still work.".into(),
        Missing::Search => "A file needed for search failed to download. You can still read articles and use filters.".into(),
        Missing::Article => "Its file failed to download. You can still read other articles.".into(),
        Missing::Program => "Its file failed to download. You can read this page, but not search or save yet.".into(),
    },
    retry: "Try again",
    reload: "Reload",
    #[cfg(not(target_arch = "wasm32"))]
    crash_heading: "The reader stopped working",
    #[cfg(not(target_arch = "wasm32"))]
    crash_advice: "This is a fault in the program, not in your device. Nothing you saved is lost. Reload to continue.",
    update_heading: "Update available",
    update_advice: "The collection was updated while this page was open. Reload to read the new version.",
    #[cfg(not(target_arch = "wasm32"))]
    unsupported_browser: "This browser is too old for searching and saving. You can read articles; for everything else, use a newer browser.",

    announce_saved: "Saved on this device",
    announce_unsaved: "Removed from Saved",
    announce_copied: "Copied",
    announce_not_copied: "The browser blocked copying",
    announce_erased: "Everything stored on this device was erased",
    announce_not_stored: "Could not be saved: storage is full or blocked",
};

fn plural(n: u32, shown: &str, one: &str, before: &str, after: &str) -> String {
    if n == 1 { one.to_owned() } else { [before, shown, after].concat() }
}
