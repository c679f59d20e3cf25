//! Downloads the results for offline reading.

use crate::components::built_view::{BuiltView, IntoBuilt, dynamic};
use crate::components::ui::{ActionButton, DownloadProgress, outcome_message};
use crate::messages::offline::OfflineMessages;
use crate::messages::stored::Message;
use crate::messages::template::fill_placeholders;
use crate::state::offline_copies::{Download, Offer, plural_form};
use crate::stores::{use_offline_store, use_render_context};
use leptos::prelude::*;
use std::sync::Arc;

/// The button that offers to download the articles found; then the size of the download, and its progress.
#[component]
pub(crate) fn DownloadResults(
    /// The messages of offline reading.
    messages: Arc<OfflineMessages>,
) -> impl IntoView {
    let offline = use_offline_store();
    let shown = dynamic(move || match offline.download.get() {
        Download::Running => view! { <DownloadProgress messages=messages.clone()/> }.into_built(),
        Download::Offered(offer) => download_offer(&offer, &messages),
        Download::Ended(outcome) => offer_button(Some(outcome_message(outcome, &messages)), &messages),
        Download::Idle => offer_button(None, &messages),
    });
    view! { <div class="download-results">{shown}</div> }
}

fn offer_button(outcome: Option<String>, messages: &OfflineMessages) -> BuiltView {
    let offline = use_offline_store();
    let offer = move |()| offline.offer_results();
    view! {
        <p role="status">{outcome}</p>
        <div class="buttons">
            <ActionButton id="offer-results" label=messages.download_results.to_string() on_press=offer/>
        </div>
    }
    .into_built()
}

fn download_offer(offer: &Offer, messages: &OfflineMessages) -> BuiltView {
    let offline = use_offline_store();
    let number = use_render_context().number(offer.articles);
    let summary =
        fill_placeholders(plural_form::<Message>(&messages.results_size, offer.articles), &[("n", &number), ("size", &offer.size)]);
    view! {
        <p role="status">{summary}</p>
        <div class="buttons">
            <ActionButton label=messages.download.to_string() on_press=move |()| offline.download_results()/>
            <ActionButton label=messages.cancel.to_string() on_press=move |()| offline.dismiss()/>
        </div>
    }
    .into_built()
}
