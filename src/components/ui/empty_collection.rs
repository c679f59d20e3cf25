//! The empty collection.

use crate::stores::use_render_context;
use leptos::prelude::*;

/// Says that there is nothing to read yet.
#[component]
pub(crate) fn EmptyCollection() -> impl IntoView {
    let messages = use_render_context().messages;
    view! {
        <section class="empty">
            <h2>{messages.empty_collection}</h2>
        </section>
    }
}
