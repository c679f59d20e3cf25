//! The waiting state.

use crate::stores::use_render_context;
use leptos::prelude::*;

/// Number of placeholder rows.
const PLACEHOLDER_ROWS: usize = 6;

/// Placeholder lines without text; the style sheet shows them after 200 ms.
#[component]
pub(crate) fn Waiting() -> impl IntoView {
    let messages = use_render_context().messages;
    let row = || view! { <div class={"waiting-row"}><span></span><span></span><span></span></div> };
    view! {
        <div aria-busy="true" class="waiting">
            <p class="visually-hidden">{messages.loading}</p>
            {(0..PLACEHOLDER_ROWS).map(|_| row()).collect_view()}
        </div>
    }
}
