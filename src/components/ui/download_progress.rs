//! The progress of a download.

use super::action_button::ActionButton;
use crate::messages::offline::OfflineMessages;
use crate::messages::template::fill_placeholders;
use crate::stores::{use_offline_store, use_render_context};
use leptos::prelude::*;
use std::sync::Arc;

/// A progress bar, the number of files downloaded and in all, and a button that cancels.
#[component]
pub(crate) fn DownloadProgress(
    /// The messages of offline reading.
    messages: Arc<OfflineMessages>,
) -> impl IntoView {
    let context = use_render_context();
    let offline = use_offline_store();
    let all = offline.progress.get_untracked().1;
    let template = messages.progress.clone();
    let status = Signal::derive(move || {
        let (done, all) = offline.progress.get();
        fill_placeholders(&template, &[("n", &context.number(done as u32)), ("of", &context.number(all as u32))])
    });
    let done = Signal::derive(move || offline.progress.get().0.to_string());
    view! {
        <progress max=all.max(1).to_string() value=done aria-label=messages.download.to_string()></progress>
        <p role="status">{status}</p>
        <div class="buttons">
            <ActionButton label=messages.cancel.to_string() on_press=move |()| offline.cancel()/>
        </div>
    }
}
