//! Something is on its way.

use crate::stores::use_render_context;
use leptos::prelude::*;

/// How many rows are hinted at.
const ROWS: usize = 6;

/// The page's own hairlines without words; the style shows them after 200 ms.
#[component]
pub fn Waiting() -> impl IntoView {
    let messages = use_render_context().messages;
    let row = || view! { <div class={"waiting-row"}><span></span><span></span><span></span></div> };
    view! {
        <div aria-busy="true" class="waiting">
            <p class="unseen">{messages.waiting}</p>
            {(0..ROWS).map(|_| row()).collect_view()}
        </div>
    }
}
