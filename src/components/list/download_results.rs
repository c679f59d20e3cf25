//! Downloads the results for offline reading.

use crate::components::built_view::{BuiltView, IntoBuilt, dynamic};
use crate::components::ui::{ActionButton, DownloadProgress, outcome_message};
use crate::messages::offline::OfflineMessages;
use crate::state::offline_copies::{Download, Offer, fill, form};
use crate::stores::{use_offline_store, use_render_context};
use leptos::prelude::*;
use std::sync::Arc;

/// The button that offers to download the articles found; then the size of the download, and its progress.
#[component]
pub fn DownloadResults(
    /// The messages of offline reading.
    messages: Arc<OfflineMessages>,
) -> impl IntoView {
    let offline = use_offline_store();
    let shown = dynamic(move || match offline.download.get() {
        Download::Running => view! { <DownloadProgress messages=messages.clone()/> }.into_built(),
        Download::Offered(offer) => offered(&offer, &messages),
        Download::Ended(outcome) => begin(Some(outcome_message(outcome, &messages)), &messages),
        Download::Idle => begin(None, &messages),
    });
    view! { <div class="result">{shown}</div> }
}

fn begin(said: Option<String>, messages: &OfflineMessages) -> BuiltView {
    let offline = use_offline_store();
    let offer = move |()| offline.offer_results();
    view! {
        <p role="status">{said}</p>
        <div class="buttons">
            <ActionButton id="keep-results" label=messages.result.to_string() on_press=offer/>
        </div>
    }
    .into_built()
}

fn offered(offer: &Offer, messages: &OfflineMessages) -> BuiltView {
    let offline = use_offline_store();
    let number = use_render_context().number(offer.articles);
    let what = fill(form(&messages.result_size, offer.articles), &[("n", &number), ("size", &offer.size)]);
    view! {
        <p role="status">{what}</p>
        <div class="buttons">
            <ActionButton label=messages.keep.to_string() on_press=move |()| offline.download_results()/>
            <ActionButton label=messages.cancel.to_string() on_press=move |()| offline.dismiss()/>
        </div>
    }
    .into_built()
}
