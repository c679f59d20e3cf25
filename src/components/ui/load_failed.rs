//! A load failure.

use super::alert::Alert;
use crate::messages::Missing;
use crate::stores::{use_corpus_store, use_render_context};
use leptos::prelude::*;

/// Says which files are missing and what can still be read; its button retries.
#[component]
pub(crate) fn LoadFailed(
    /// The missing files.
    missing: Missing,
) -> impl IntoView {
    let context = use_render_context();
    let corpus = use_corpus_store();
    let (first, last) = match missing {
        Missing::Cards { first, last } => (context.number(first), context.number(last)),
        _ => (String::new(), String::new()),
    };
    let messages = context.messages;
    let message = (messages.load_failed_consequence)(missing, &first, &last);
    view! { <Alert heading=(messages.load_failed)(missing) message action=messages.retry on_press=move |()| corpus.retry()/> }
}
