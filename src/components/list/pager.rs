//! Links between the pages of a list.

use crate::stores::use_render_context;
use leptos::prelude::*;

/// Links to newer and older articles. Hidden on the first page if scripts run: the program renders more rows there, and leaves a
/// further page prerendered.
#[component]
pub(crate) fn Pager(
    /// The number of the page, from 1.
    page: u32,
    /// The number of pages, at least two.
    pages: u32,
    /// The URL of the page of newer articles.
    newer: Option<String>,
    /// The URL of the page of older articles.
    older: Option<String>,
) -> impl IntoView {
    let context = use_render_context();
    let messages = &context.messages.build;
    let link = |href: Option<String>, rel: &'static str, label: &'static str| href.map(|href| view! { <a href=href rel=rel>{label}</a> });
    view! {
        <nav aria-label=messages.pagination class=if page == 1 { "pager unscripted" } else { "pager" }>
            {link(newer, "prev", messages.newer_articles)}
            <span>{messages.page_number.fill([&context.number(page), &context.number(pages)])}</span>
            {link(older, "next", messages.older_articles)}
        </nav>
    }
}
