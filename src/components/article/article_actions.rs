//! The actions of an article.

use crate::stores::{use_article_store, use_render_context};
use crate::web::{dom, history};
use leptos::prelude::*;

/// Copy link, copy citation, print.
#[component]
pub(crate) fn ArticleActions(
    /// The citation to copy.
    citation: String,
) -> impl IntoView {
    let messages = use_render_context().messages;
    let article = use_article_store();
    view! {
        <div role="group" aria-label=messages.article_actions class="buttons scripted">
            <button type="button" class="button" on:click=move |_| article.copy(history::href())>
                {messages.copy_link}
            </button>
            <button type="button" class="button" on:click=move |_| article.copy(citation.clone())>
                {messages.copy_citation}
            </button>
            <button type="button" class="button" on:click=move |_| dom::print()>
                {messages.print_article}
            </button>
        </div>
    }
}
