//! The button that saves an article.

use crate::components::built_view::IntoBuilt;
use crate::stores::{use_local_store, use_render_context};
use leptos::prelude::*;

/// Saves an article, or removes it from the saved ones. Its accessible name contains its visible label.
#[component]
pub(crate) fn SaveButton(
    /// The id of the article.
    id: String,
    /// Its headline.
    title: String,
) -> impl IntoView {
    let context = use_render_context();
    let messages = context.messages;
    let local = use_local_store();
    let is_saved = {
        let id = id.clone();
        Signal::derive(move || local.is_saved(&id))
    };
    let name = {
        let title = title.clone();
        Signal::derive(move || if is_saved.get() { messages.unsave_article.fill([&title]) } else { messages.save_article.fill([&title]) })
    };
    let label = Signal::derive(move || if is_saved.get() { messages.saved_button } else { messages.save_button }.to_owned());
    view! {
        <button
            type="button"
            data-id=id.clone()
            aria-label=name
            data-saved=is_saved
            lang=context.lang.clone()
            dir=context.direction().as_str()
            class="save scripted"
            on:click=move |_| local.toggle_saved(&id, &title)
        >
            {label}
        </button>
    }
    .into_built()
}
