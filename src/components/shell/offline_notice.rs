//! The connection is cut.

use crate::components::settings::offline_settings::lacking;
use crate::messages::offline::OfflineMessages;
use crate::state::offline_copies::{KeptCopies, fill};
use crate::stores::use_render_context;
use leptos::prelude::*;
use std::sync::Arc;

/// Says that there is no connection, and what can be read.
#[component]
pub fn OfflineNotice(
    /// What is kept.
    kept: Arc<KeptCopies>,
    /// The messages of what keeps the collection.
    messages: Arc<OfflineMessages>,
) -> impl IntoView {
    let context = use_render_context();
    let mut said = fill(&messages.away, &[("n", &context.number(kept.articles)), ("of", &context.number(kept.of))]);
    for sentence in lacking(&kept, &messages) {
        said.push_str(&messages.space);
        said.push_str(sentence);
    }
    view! {
        <div class="away">
            <p role="status">{said}</p>
        </div>
    }
}
