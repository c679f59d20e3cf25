//! English.

use super::{Messages, Missing};
use crate::corpus::{Facet, Sort};

pub(super) static WORDING: Messages = Messages {
    #[cfg(not(target_arch = "wasm32"))]
    skip: "Skip to content",
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
    message: "Leave a message",
    #[cfg(not(target_arch = "wasm32"))]
    change_choice: "Change privacy choice",
    #[cfg(not(target_arch = "wasm32"))]
    consent: "Privacy notice",
    #[cfg(not(target_arch = "wasm32"))]
    agree: "I agree",

    search: |n, shown| plural(n, shown, "Search 1 article", "Search ", " articles"),
    search_plain: "Search articles",
    search_key: "Press / to search",
    search_go: "Search",
    articles: |n, shown| plural(n, shown, "1 article", "", " articles"),
    found: |_, shown, total| [shown, " of ", total, " articles"].concat(),
    years_span: |first, last| [first, "–", last].concat(),
    filters: "Filters",
    filters_on: |_, shown| ["Filters (", shown, ")"].concat(),
    chosen: "Active filters",
    take_off: |name| ["Remove filter: ", name].concat(),
    clear_all: "Clear all",
    order: "Sort by",
    sort: |sort| match sort {
        Sort::Best => "Most relevant",
        Sort::Newest => "Newest first",
        Sort::Oldest => "Oldest first",
        Sort::Title => "Title A–Z",
        Sort::Longest => "Longest first",
        Sort::Shortest => "Shortest first",
    },
    facet: |facet| match facet {
        Facet::Year => "Years",
        Facet::Section => "Section",
        Facet::Language => "Language",
        Facet::Source => "Source",
        Facet::Tag => "Tag",
        Facet::Author => "Author",
    },
    all_values: |_, shown| ["Show all ", shown].concat(),
    from_year: "From year",
    to_year: "To year",
    year_count: |year, n, shown| [year, ": ", &plural(n, shown, "1 article", "", " articles")].concat(),
    close: "Close",
    done: "Show articles",
    front: "Latest articles",
    results: "Articles",
    undated: "Undated",
    also_in: "also in:",
    more: |_, shown| ["Show ", shown, " more"].concat(),
    partly: |words| ["Results missing ", words].concat(),
    quotes: ["“", "”"],
    corrected: |typed, taken| ["No results for “", typed, "”. Showing “", taken, "”"].concat(),
    hint: |kind, words| match kind {
        "quote" => "An unmatched quotation mark was ignored".into(),
        "bracket" => "An unmatched bracket was ignored".into(),
        "date" => ["“", words, "” is not a valid date and was searched for as text. Write dates as 2013, 2013-05 or 2013..2018"].concat(),
        "field" => ["“", words, "” has no value after it and was searched for as text"].concat(),
        "long" => "This search is very long; only its beginning was used".into(),
        _ => ["“", words, "” has no words to apply to and was searched for as text"].concat(),
    },
    recent: "Recent searches",
    #[cfg(not(target_arch = "wasm32"))]
    pager: "Pagination",
    #[cfg(not(target_arch = "wasm32"))]
    newer: "Newer articles",
    #[cfg(not(target_arch = "wasm32"))]
    older: "Older articles",
    #[cfg(not(target_arch = "wasm32"))]
    page_of: |page, pages| ["Page ", page, " of ", pages].concat(),
    minutes: |_, shown| [shown, " min"].concat(),
    save_title: |title| ["Save “", title, "”"].concat(),
    saved_title: |title| ["Remove “", title, "” from Saved"].concat(),
    save: "Save",
    save_done: "Saved",

    back: "All articles",
    bar: "Reading tools",
    contents: "Contents",
    and: " and ",
    comma: ", ",
    draft: "Draft",
    updated: "Updated",
    other_languages: "In other languages:",
    not_captured: "Image not saved",
    note: |number| ["Note ", number].concat(),
    note_back: |number| ["Back to note ", number, " in the text"].concat(),
    table: "Table",
    formula: "Formula",
    video: "Video",
    audio: "Audio",
    embed: "External content",
    opens: |host| ["opens ", host].concat(),
    about_article: "About this article",
    source: "Source",
    publisher: "Published by",
    original: "Original",
    captured: "Imported",
    licence: "Licence",
    tags: "Tags",
    cut: |_, shown| ["Text removed on import (", shown, ")"].concat(),
    hit: |at, count| [at, " of ", count].concat(),
    hits: |n, shown| plural(n, shown, "1 match", "", " matches"),
    hit_previous: "Previous match",
    hit_next: "Next match",
    cite: "Cite as",
    copy_citation: "Copy citation",
    copy_link: "Copy link",
    print: "Print",
    actions: "Article actions",
    neighbours: "More from the list",
    previous: "Previous",
    next: "Next",
    place_offer: "Continue where you left off?",
    place_go: "Continue reading",
    place_dismiss: "Not now",

    saved_where: "Saved articles are stored only on this device. No one else can see them.",
    saved_empty: "Nothing saved yet",
    saved_how: "Choose Save on any article, and it will appear here.",
    saved_gone: "This article is no longer in the collection.",
    #[cfg(not(target_arch = "wasm32"))]
    needs_program: "This page needs JavaScript.",
    theme: "Theme",
    theme_system: "Match system",
    theme_light: "Light",
    theme_dark: "Dark",
    theme_sepia: "Sepia",
    size: "Text size",
    width: "Line width",
    sizes: ["Small", "Default", "Large", "Extra large"],
    widths: ["Narrow", "Default", "Wide"],
    links: "Link addresses in print",
    links_printed: ["Hide", "Show"],
    searches: "Recent searches",
    searches_kept: ["Don’t save", "Save on this device"],
    sample: "The caravan left before sunrise, and by noon the walls of the city were a thin line behind it.",
    stored: "Stored on this device",
    stored_nothing: "Nothing is stored yet.",
    stored_articles: |n, shown| plural(n, shown, "1 saved article", "", " saved articles"),
    stored_places: |n, shown| plural(n, shown, "Your place in 1 article", "Your place in ", " articles"),
    stored_searches: |n, shown| plural(n, shown, "1 search", "", " searches"),
    stored_settings: "Your reading settings",
    stored_consent: "Your privacy choice",
    erase: "Erase everything",
    erase_sure: "Press again to erase",
    #[cfg(not(target_arch = "wasm32"))]
    message_how: "There is no form here, and nothing you write passes through this site. Send an email to:",
    #[cfg(not(target_arch = "wasm32"))]
    message_none: "No contact address is available.",
    #[cfg(not(target_arch = "wasm32"))]
    copy_address: "Copy address",
    #[cfg(not(target_arch = "wasm32"))]
    write_mail: "Write an email",
    missing: "Page not found",
    missing_why: "The article may have been renamed or removed, or the address may be incomplete.",
    all_articles: "All articles",

    #[cfg(not(target_arch = "wasm32"))]
    about_site: "About this site",
    #[cfg(not(target_arch = "wasm32"))]
    signed: "Signed by its publisher",
    #[cfg(not(target_arch = "wasm32"))]
    signed_by: "Anyone with a copy of this site can check that nothing in it was changed. This needs the publisher’s public key, obtained from somewhere other than the copy itself. The key’s fingerprint:",
    #[cfg(not(target_arch = "wasm32"))]
    signed_verify: "With Lectern, this command lists every file in the folder SITE that differs from what was signed:",
    #[cfg(not(target_arch = "wasm32"))]
    signed_fingerprint: "This command prints the fingerprint of a key, for comparison:",

    waiting: "Loading…",
    empty: |query| {
        if query.is_empty() { "No articles match these filters".into() } else { ["No results for “", query, "”"].concat() }
    },
    empty_collection: "No articles yet",
    empty_hint: "Remove a filter or a word to see more:",
    nearest: |words| ["Did you mean “", words, "”?"].concat(),
    without: |name| ["Remove “", name, "”"].concat(),
    everywhere: "Search all articles",
    only: |words| ["Search for “", words, "”"].concat(),
    failed: |missing| match missing {
        Missing::Collection => "The collection could not be loaded",
        Missing::Cards { .. } => "Part of the collection could not be loaded",
        Missing::Facets => "The filters could not be loaded",
        Missing::Texts => "Article texts could not be loaded",
        Missing::Search => "Search could not be loaded",
        Missing::Article => "This article could not be loaded",
        Missing::Program => "The reader could not start",
    },
    failed_what: |missing, first, last| match missing {
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
    stopped: "The reader stopped working",
    #[cfg(not(target_arch = "wasm32"))]
    stopped_what: "This is a fault in the program, not in your device. Nothing you saved is lost. Reload to continue.",
    edition: "Update available",
    edition_what: "The collection was updated while this page was open. Reload to read the new version.",
    #[cfg(not(target_arch = "wasm32"))]
    old_browser: "This browser is too old for searching and saving. You can read articles; for everything else, use a newer browser.",

    said_saved: "Saved on this device",
    said_unsaved: "Removed from Saved",
    said_copied: "Copied",
    said_not_copied: "The browser blocked copying",
    said_erased: "Everything stored on this device was erased",
    said_not_stored: "Could not be saved: storage is full or blocked",
};

fn plural(n: u32, shown: &str, one: &str, before: &str, after: &str) -> String {
    if n == 1 { one.to_owned() } else { [before, shown, after].concat() }
}
