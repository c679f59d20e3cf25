//! The copies stored on this device for offline reading.

use crate::components::built_view::{BuiltView, IntoBuilt, dynamic};
use crate::components::ui::{ActionButton, DownloadProgress, outcome_message};
use crate::messages::offline::OfflineMessages;
use crate::messages::stored::Message;
use crate::messages::template::fill_placeholders;
use crate::state::offline_copies::{Copies, Download, KeptCopies};
use crate::stores::{use_offline_store, use_render_context};
use leptos::prelude::*;
use std::sync::Arc;

/// How much is stored, and buttons to download the rest and to remove everything; a notice if the browser cannot store copies.
#[component]
pub(crate) fn OfflineSettings(
    /// The copies stored on this device.
    copies: Copies,
    /// The messages of offline reading.
    messages: Arc<OfflineMessages>,
) -> impl IntoView {
    let kept = match copies {
        Copies::Unsupported => {
            return view! {
                <div class="settings-section">
                    <h2>{messages.title.to_string()}</h2>
                    <p>{messages.unsupported.to_string()}</p>
                </div>
            }
            .into_built();
        }
        Copies::Unknown => None,
        Copies::Kept(kept) => Some(kept),
    };
    let offline = use_offline_store();
    let title = messages.title.to_string();
    let why = messages.explanation.to_string();
    let sentences =
        kept.as_ref().map(|kept| sentences(kept, &messages).into_iter().map(|sentence| view! { <p>{sentence}</p> }).collect_view());
    // Progress changes nothing here: only whether a download is running.
    let actions = dynamic(move || match offline.download.get() {
        Download::Running => view! { <DownloadProgress messages=messages.clone()/> }.into_built(),
        _ => download_buttons(kept.clone(), messages.clone()),
    });
    view! {
        <div class="settings-section">
            <h2>{title}</h2>
            <p>{why}</p>
            {sentences}
            <div>{actions}</div>
        </div>
    }
    .into_built()
}

/// How much is stored, a sentence each.
fn sentences(kept: &KeptCopies, messages: &OfflineMessages) -> Vec<String> {
    let context = use_render_context();
    let values = [("n", &*context.number(kept.articles)), ("of", &*context.number(kept.total_articles)), ("size", &*kept.size)];
    let mut sentences = vec![fill_placeholders(&messages.stored_articles, &values)];
    if kept.missing.is_empty() {
        sentences.push(messages.all_stored.to_string());
    } else {
        sentences.extend(missing_messages(kept, messages).map(Message::to_string));
    }
    sentences
}

/// The missing files other than articles, a sentence each.
pub(crate) fn missing_messages<'a>(kept: &KeptCopies, messages: &'a OfflineMessages) -> impl Iterator<Item = &'a Message> + use<'a> {
    [(!kept.has_search).then_some(&messages.search_incomplete), (!kept.has_pictures).then_some(&messages.pictures_incomplete)]
        .into_iter()
        .flatten()
}

fn download_buttons(kept: Option<Arc<KeptCopies>>, messages: Arc<OfflineMessages>) -> BuiltView {
    let offline = use_offline_store();
    let outcome = offline.outcome().map(|outcome| outcome_message(outcome, &messages));
    let outcome = outcome.or_else(|| kept.is_none().then(|| messages.download_failed.to_string()));
    let buttons = kept.map(|kept| {
        let keep = (!kept.missing.is_empty()).then(|| {
            let label = fill_placeholders(&messages.download_all, &[("size", &kept.missing_size)]);
            view! { <ActionButton id="download-everything" label on_press=move |()| offline.download_everything()/> }
        });
        view! {
            <div class="buttons">
                {keep}
                <ActionButton id="remove-downloads" label=messages.remove_downloads.to_string() on_press=move |()| offline.remove_downloads()/>
            </div>
        }
    });
    view! {
        <p role="status">{outcome}</p>
        {buttons}
    }
    .into_built()
}
