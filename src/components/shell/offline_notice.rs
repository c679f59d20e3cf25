//! The offline notice.

use crate::components::settings::offline_settings::lacking;
use crate::messages::offline::OfflineMessages;
use crate::state::offline_copies::{KeptCopies, fill};
use crate::stores::use_render_context;
use leptos::prelude::*;
use std::sync::Arc;

/// Says that the reader is offline, and which articles can be read.
#[component]
pub fn OfflineNotice(
    /// The stored copies.
    kept: Arc<KeptCopies>,
    /// The messages of offline reading.
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
