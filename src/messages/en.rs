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
    change_choice: "Change your choice",
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
    filters_on: |n, shown| plural(n, shown, "Filters, 1 on", "Filters, ", " on"),
    chosen: "Filters that are on",
    take_off: |name| ["Remove filter: ", name].concat(),
    clear_all: "Clear all",
    order: "Order",
    sort: |sort| match sort {
        Sort::Best => "Best first",
        Sort::Newest => "Newest first",
        Sort::Oldest => "Oldest first",
        Sort::Title => "By title",
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
    all_values: |_, shown| ["All ", shown].concat(),
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
    partly: |words| ["Without ", words].concat(),
    quotes: ["“", "”"],
    corrected: |typed, taken| ["Nothing holds “", typed, "”: these hold “", taken, "”"].concat(),
    hint: |kind, words| match kind {
        "quote" => "A quotation mark stands alone and was passed over".into(),
        "bracket" => "A bracket stands alone and was passed over".into(),
        "date" => ["“", words, "” is no date and was looked for as words. Dates are written 2013, 2013-05 or 2013..2018"].concat(),
        "field" => ["Nothing stands after “", words, "”, which was looked for as a word"].concat(),
        "long" => "Only the beginning of this long search was looked for".into(),
        _ => ["“", words, "” has nothing to stand for and was looked for as a word"].concat(),
    },
    recent: "Looked for before",
    #[cfg(not(target_arch = "wasm32"))]
    pager: "Pages of the list",
    #[cfg(not(target_arch = "wasm32"))]
    newer: "Newer articles",
    #[cfg(not(target_arch = "wasm32"))]
    older: "Older articles",
    #[cfg(not(target_arch = "wasm32"))]
    page_of: |page, pages| ["Page ", page, " of ", pages].concat(),
    minutes: |_, shown| [shown, " min"].concat(),
    save_title: |title| ["Save “", title, "”"].concat(),
    saved_title: |title| ["Saved: “", title, "”, take off"].concat(),
    save: "Save",
    save_done: "Saved",

    back: "All articles",
    bar: "Reading",
    contents: "Contents",
    and: " and ",
    comma: ", ",
    draft: "Draft",
    updated: "Updated",
    other_languages: "In other languages:",
    not_captured: "Photograph not in this capture",
    note: |number| ["Note ", number].concat(),
    note_back: |number| ["Back to the mark of note ", number].concat(),
    table: "Table",
    formula: "Formula",
    video: "Video",
    audio: "Audio",
    embed: "On another site",
    opens: |host| ["opens ", host].concat(),
    about_article: "About this article",
    source: "Source",
    publisher: "Published by",
    original: "Original",
    captured: "Captured",
    licence: "Licence",
    tags: "Tags",
    cut: |n, shown| plural(n, shown, "1 passage of the page was left out", "", " passages of the page were left out"),
    hit: |at, count| [at, " of ", count].concat(),
    hits: |n, shown| plural(n, shown, "1 place found", "", " places found"),
    hit_previous: "Previous place found",
    hit_next: "Next place found",
    cite: "Cite as",
    copy_citation: "Copy citation",
    copy_link: "Copy link",
    print: "Print",
    actions: "This article",
    neighbours: "More from the list",
    previous: "Previous",
    next: "Next",
    place_offer: "You stopped further down in this article.",
    place_go: "Go on reading",
    place_dismiss: "Stay here",

    saved_where: "Saved articles are kept on this device only. Nobody else sees them.",
    saved_empty: "Nothing saved yet",
    saved_how: "Choose Save on any article, and it waits for you here.",
    saved_gone: "This article is no longer in the collection.",
    #[cfg(not(target_arch = "wasm32"))]
    needs_program: "This page needs scripts to be on.",
    theme: "Theme",
    theme_system: "As the system",
    theme_light: "Light",
    theme_dark: "Dark",
    theme_sepia: "Sepia",
    size: "Type size",
    width: "Line width",
    sizes: ["Small", "Usual", "Large", "Largest"],
    widths: ["Narrow", "Usual", "Wide"],
    links: "Link addresses in print",
    links_printed: ["Left out", "Printed"],
    searches: "Last searches",
    searches_kept: ["Not kept", "Kept on this device"],
    sample: "The caravan left before sunrise, and by noon the walls of the city were a thin line behind it.",
    stored: "What is kept on this device",
    stored_nothing: "You have saved and set nothing.",
    stored_articles: |n, shown| plural(n, shown, "1 saved article", "", " saved articles"),
    stored_places: |n, shown| plural(n, shown, "Your place in 1 article", "Your place in ", " articles"),
    stored_searches: |n, shown| plural(n, shown, "1 search", "", " searches"),
    stored_settings: "Your reading settings",
    stored_consent: "Your answer to the privacy notice",
    erase: "Erase all of it",
    erase_sure: "Erase? Press again",
    #[cfg(not(target_arch = "wasm32"))]
    message_how: "There is no form here, and nothing you write passes through this site. Send an e-mail to:",
    #[cfg(not(target_arch = "wasm32"))]
    message_none: "This site gives no address to write to.",
    #[cfg(not(target_arch = "wasm32"))]
    copy_address: "Copy the address",
    #[cfg(not(target_arch = "wasm32"))]
    write_mail: "Write an e-mail",
    missing: "There is nothing at this address",
    missing_why: "The article may have been renamed or taken out, or the address may be incomplete.",
    all_articles: "All articles",

    #[cfg(not(target_arch = "wasm32"))]
    about_site: "About this site",
    #[cfg(not(target_arch = "wasm32"))]
    signed: "Signed by its publisher",
    #[cfg(not(target_arch = "wasm32"))]
    signed_by: "Whoever has a copy of this site can check that nothing in it was changed. It takes the publisher’s public key, which has to come from elsewhere than the copy itself. Its fingerprint is:",
    #[cfg(not(target_arch = "wasm32"))]
    signed_verify: "With Lectern, this names every file in the folder SITE that is not as it was signed:",
    #[cfg(not(target_arch = "wasm32"))]
    signed_fingerprint: "This prints the fingerprint of a key, to compare:",

    waiting: "Loading",
    empty: |query| {
        if query.is_empty() { "No article matches these filters".into() } else { ["Nothing found for “", query, "”"].concat() }
    },
    empty_collection: "There are no articles here yet",
    empty_hint: "Take something off to see more:",
    nearest: |words| ["Did you mean “", words, "”?"].concat(),
    without: |name| ["Without ", name].concat(),
    everywhere: "Search everywhere",
    only: |words| ["Only “", words, "”"].concat(),
    failed: |missing| match missing {
        Missing::Collection => "The collection could not be loaded",
        Missing::Cards { .. } => "A part of the collection could not be loaded",
        Missing::Facets => "The filters could not be loaded",
        Missing::Texts => "The texts could not be loaded",
        Missing::Search => "The search could not be loaded",
        Missing::Article => "This article could not be loaded",
        Missing::Program => "The reader could not be started",
    },
    failed_what: |missing, first, last| match missing {
        Missing::Collection => {
            "The file that lists all articles did not arrive whole. Pages that are already open can still be read.".into()
        }
        Missing::Cards { .. } => {
            ["Articles ", first, " to ", last, " are missing: their file did not arrive whole. Everything else can be read."].concat()
        }
        Missing::Facets => "Counts and filters are missing: a file did not arrive whole. Searching and reading work.".into(),
        Missing::Texts => "Passages are missing: the texts did not arrive whole. Searching and filters work.".into(),
        Missing::Search => "A file that searching needs did not arrive whole. The articles can be read, and the filters work.".into(),
        Missing::Article => "Its file did not arrive whole. Other articles can be read.".into(),
        Missing::Program => "Its file did not arrive whole. The text on this page can be read; searching and saving wait for it.".into(),
    },
    retry: "Try again",
    reload: "Load the page again",
    #[cfg(not(target_arch = "wasm32"))]
    stopped: "The reader has stopped",
    #[cfg(not(target_arch = "wasm32"))]
    stopped_what: "A fault in the program, not in your device. Nothing you saved is lost; loading the page again starts it anew.",
    edition: "A newer edition is there",
    edition_what: "The collection was published anew while this page was open. Load the page again to read it.",
    #[cfg(not(target_arch = "wasm32"))]
    old_browser: "This browser is too old for searching and saving here. Articles can be read; a newer browser does the rest.",

    said_saved: "Saved on this device",
    said_unsaved: "No longer saved",
    said_copied: "Copied",
    said_not_copied: "This browser did not allow copying",
    said_erased: "Everything on this device was erased",
    said_not_stored: "This browser did not allow keeping it",
};

fn plural(n: u32, shown: &str, one: &str, before: &str, after: &str) -> String {
    if n == 1 { one.to_owned() } else { [before, shown, after].concat() }
}
