//! The offline notice.

use crate::components::settings::offline_settings::missing_messages;
use crate::messages::offline::OfflineMessages;
use crate::messages::template::fill_placeholders;
use crate::state::offline_copies::KeptCopies;
use crate::stores::use_render_context;
use leptos::prelude::*;
use std::sync::Arc;

/// Says that the reader is offline, and which articles can be read.
#[component]
pub(crate) fn OfflineNotice(
    /// The stored copies.
    kept: Arc<KeptCopies>,
    /// The messages of offline reading.
    messages: Arc<OfflineMessages>,
) -> impl IntoView {
    let context = use_render_context();
    let mut notice =
        fill_placeholders(&messages.no_connection, &[("n", &context.number(kept.articles)), ("of", &context.number(kept.total_articles))]);
    for sentence in missing_messages(&kept, &messages) {
        notice.push_str(&messages.sentence_separator);
        notice.push_str(sentence);
    }
    view! {
        <div class="offline-notice">
            <p role="status">{notice}</p>
        </div>
    }
}
