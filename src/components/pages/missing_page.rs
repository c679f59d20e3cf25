//! The page of a URL that does not exist.

use crate::components::list::SearchForm;
use crate::corpus::{ListQuery, Route};
use crate::stores::use_render_context;
use leptos::prelude::*;

/// Says that there is no such page, links to the list, and offers a search.
#[component]
pub(crate) fn MissingPage() -> impl IntoView {
    let messages = use_render_context().messages;
    stand_in_page(messages.page_not_found, messages.page_not_found_reasons)
}

/// A page that stands in for another one: a heading and the reason.
pub(super) fn stand_in_page(heading: &'static str, why: &'static str) -> impl IntoView {
    let context = use_render_context();
    view! {
        <main id="main" tabindex="-1" class="frame page">
            <h1>{heading}</h1>
            <p class="page-text">{why}</p>
            <p><a href=context.href(&Route::List(ListQuery::new())) class="button">{context.messages.all_articles}</a></p>
            <SearchForm total={None::<u32>} initial=String::new()/>
        </main>
    }
}
