//! Links between the pages of a list.

use crate::stores::use_render_context;
use leptos::prelude::*;

/// To newer and older articles. Hidden on the first page where scripts run: the program draws more rows there, and leaves a
/// further page as it came.
#[component]
pub fn Pager(
    /// The number of the page, from 1.
    page: u32,
    /// How many pages there are, two at least.
    pages: u32,
    /// The address of the page of newer articles.
    newer: Option<String>,
    /// The address of the page of older articles.
    older: Option<String>,
) -> impl IntoView {
    let context = use_render_context();
    let messages = context.messages;
    let link = |href: Option<String>, rel: &'static str, label: &'static str| href.map(|href| view! { <a href=href rel=rel>{label}</a> });
    view! {
        <nav aria-label=messages.pager class=if page == 1 { "pager unscripted" } else { "pager" }>
            {link(newer, "prev", messages.newer)}
            <span>{(messages.page_of)(&context.number(page), &context.number(pages))}</span>
            {link(older, "next", messages.older)}
        </nav>
    }
}
